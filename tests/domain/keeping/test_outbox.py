"""Lines from another machine: taken apart and put together."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.errors import InvalidInput
from tui.domain.keeping.outbox import LONGEST_ID, line_to_send, sent_line

MONDAY = date(2026, 11, 23)


def test_a_line_without_an_id_is_left_as_it_is() -> None:
    assert sent_line("call @maya id: no") == sent_line("call @maya id: no")
    assert (sent_line("call @maya").id, sent_line("call @maya").text) == ("", "call @maya")


def test_an_id_is_taken_off_the_front() -> None:
    found = sent_line("id:x7 call @maya")
    assert (found.id, found.text, found.written_on) == ("x7", "call @maya", None)


@pytest.mark.parametrize(
    ("ident", "day"),
    [
        ("2026-11-23-1f0c", MONDAY),
        ("2026-11-23", MONDAY),
        ("2026-11-23/7", MONDAY),
        ("2026-11-234", None),
        ("2026-02-30-x", None),
        ("x-2026-11-23", None),
    ],
)
def test_an_id_that_begins_with_a_day_says_when_it_was_written(ident: str, day: date | None) -> None:
    assert sent_line(f"id:{ident} call @maya").written_on == day


@pytest.mark.parametrize(
    "line", ["id: call @maya", "id:", f"id:{'x' * (LONGEST_ID + 1)} call", "id:a\x1b[b call"]
)
def test_an_id_that_is_no_word_is_refused(line: str) -> None:
    with pytest.raises(InvalidInput, match="Nothing was saved"):
        sent_line(line)


@given(st.text(min_size=1).filter(lambda text: text.split() != []), st.dates())
def test_what_is_sent_comes_back_as_it_was_written(text: str, day: date) -> None:
    found = sent_line(line_to_send(text, day, "1f0c9a"))
    assert (found.text, found.written_on) == (" ".join(text.split()), day)
