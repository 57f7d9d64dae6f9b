"""Where rows come from, and which line holds which row."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.row_cache import PAGE, RowCache
from tui.widgets.rows import GAP, HEADING, LineMap, ListedRows, RowsById, Section


def numbers(*listed: int) -> ListedRows[int]:
    return ListedRows(listed, key=lambda number: number)


def test_lines_are_rows_where_there_is_no_heading() -> None:
    assert [LineMap(3).row_at(line) for line in range(3)] == [0, 1, 2]


def test_a_heading_takes_a_line_above_its_rows() -> None:
    lines = LineMap(3, (Section(0, "A"), Section(2, "B")))
    assert [lines.row_at(line) for line in range(lines.line_count)] == [HEADING, 0, 1, HEADING, 2]


def test_a_gap_takes_a_line_above_a_heading() -> None:
    lines = LineMap(2, (Section(1, "B", has_gap=True),))
    assert [lines.row_at(line) for line in range(lines.line_count)] == [0, GAP, HEADING, 1]


def test_a_heading_without_rows_is_still_there() -> None:
    lines = LineMap(1, (Section(0, "A"), Section(0, "B"), Section(1, "C")))
    assert [lines.row_at(line) for line in range(lines.line_count)] == [HEADING, HEADING, 0, HEADING]


def test_the_first_row_brings_its_heading_into_view() -> None:
    assert LineMap(3, (Section(1, "B", has_gap=True),)).top_of(1) == 1


SECTIONS = st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=5).map(
    lambda found: tuple(Section(at, "", has_gap=gap) for at, gap in sorted(found))
)


@given(st.integers(20, 40), SECTIONS)
def test_every_row_is_found_on_its_own_line(count: int, sections: tuple[Section, ...]) -> None:
    lines = LineMap(count, sections)
    assert [lines.row_at(lines.line_of(position)) for position in range(count)] == list(range(count))


@given(st.integers(20, 40), SECTIONS)
def test_every_line_is_a_row_a_heading_or_a_gap(count: int, sections: tuple[Section, ...]) -> None:
    lines = LineMap(count, sections)
    held = [lines.row_at(line) for line in range(lines.line_count)]
    assert [position for position in held if position >= 0] == list(range(count))
    assert held.count(HEADING) == len(sections)


def test_only_the_page_in_view_is_fetched() -> None:
    asked: list[Sequence[int]] = []

    def fetch(ids: Sequence[int]) -> Sequence[int]:
        asked.append(ids)
        return tuple(ids)

    cache = RowCache(RowsById(array("q", range(100_000)), fetch, key=lambda number: number))
    assert cache.at(50_000) == 50_000
    assert [len(ids) for ids in asked] == [PAGE]


def test_pages_out_of_view_are_forgotten() -> None:
    cache = RowCache(RowsById(array("q", range(100_000)), tuple, key=lambda number: number))
    for position in range(0, 100_000, PAGE):
        cache.at(position)
    assert len(cache._pages) <= 16


@pytest.mark.parametrize("position", [-1, 3])
def test_there_is_no_row_outside(position: int) -> None:
    assert RowCache(numbers(1, 2, 3)).at(position) is None


def test_a_source_that_became_shorter_gives_no_row() -> None:
    listed = [1, 2, 3]
    cache = RowCache(ListedRows(listed, key=lambda number: number))
    listed.clear()
    assert cache.at(2) is None


def seen(*listed: int) -> RowCache[int]:
    cache = RowCache(numbers(*listed))
    cache.at(0)
    return cache


def test_a_row_is_found_again_where_it_stands_now() -> None:
    assert seen(9, 1, 2, 3).successor_of(seen(1, 2, 3), 1) == 2


def test_the_row_after_a_vanished_one_follows_it() -> None:
    assert seen(9, 1, 3).successor_of(seen(1, 2, 3), 1) == 2


def test_the_last_row_gone_leaves_the_one_before() -> None:
    assert seen(1, 2).successor_of(seen(1, 2, 3), 2) == 1


def test_nothing_in_common_keeps_the_position() -> None:
    assert seen(7, 8).successor_of(seen(1, 2, 3), 2) == 1


def test_an_id_that_is_gone_has_no_position() -> None:
    assert RowsById(array("q", [4, 5]), tuple, key=lambda number: number).position_of(6) is None
