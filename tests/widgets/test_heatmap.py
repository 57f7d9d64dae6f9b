"""The heatmap at the widths it is read at, in shapes alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from tests.screen_text import text_of
from tests.widgets.stage import Stage
from tui.domain.practice.heatmap import HeatDay
from tui.domain.practice.streak import Mark
from tui.widgets.glyphs import ASCII, UNICODE, Glyphs
from tui.widgets.heatmap import Heatmap, weeks_that_fit
from tui.widgets.safe import width_of

MONDAY = date(2026, 11, 23)


def days_from(first: date, *marks: tuple[Mark, int]) -> list[HeatDay]:
    return [HeatDay(first + timedelta(n), mark, depth) for n, (mark, depth) in enumerate(marks)]


def many(weeks: int) -> list[HeatDay]:
    first = MONDAY - timedelta(weeks=weeks - 1)
    return [HeatDay(first + timedelta(n), Mark.PRACTISED, 3) for n in range(7 * (weeks - 1) + 1)]


async def rows(days: Sequence[HeatDay], width: int, glyphs: Glyphs = UNICODE) -> list[str]:
    heatmap = Heatmap()
    app = Stage(heatmap, glyphs=glyphs)
    async with app.run_test(size=(width, 9)) as pilot:
        heatmap.show(days)
        await pilot.pause()
        return text_of(app).split("\n")


EVERY_MARK = days_from(
    MONDAY,
    (Mark.PRACTISED, 1),
    (Mark.PRACTISED, 2),
    (Mark.PRACTISED, 4),
    (Mark.REST, 0),
    (Mark.PAUSED, 0),
    (Mark.SPARED, 0),
    (Mark.OPEN, 0),
)


@pytest.mark.parametrize(("glyphs", "signs"), [(UNICODE, "·▪■-◌◇●"), (ASCII, ".o#-z~*")])
async def test_every_kind_of_day_has_a_shape_of_its_own(glyphs: Glyphs, signs: str) -> None:
    assert "".join(row[5] for row in (await rows(EVERY_MARK, 60, glyphs))[1:8]) == signs


@pytest.mark.parametrize("mark", [Mark.EMPTY, Mark.AHEAD])
async def test_a_missed_day_is_simply_empty(mark: Mark) -> None:
    assert (await rows(days_from(MONDAY, (mark, 0)), 60))[1] == " Mon"


@pytest.mark.parametrize(("width", "weeks"), [(56, 26), (55, 25), (80, 38), (108, 52), (120, 58), (3, 0)])
def test_so_many_weeks_stand_in_a_width(width: int, weeks: int) -> None:
    assert weeks_that_fit(width) == weeks


@pytest.mark.parametrize("width", [20, 40, 56, 80])
async def test_where_room_is_short_the_latest_weeks_stay(width: int) -> None:
    drawn = await rows(many(52), width)
    assert drawn[1].count("■") == weeks_that_fit(width)
    assert drawn[2].count("■") == weeks_that_fit(width) - 1
    assert all(width_of(row) <= width for row in drawn)


async def test_months_stand_over_the_week_they_begin_in() -> None:
    assert (await rows(many(10), 60))[0] == "     Sep Oct     Nov"


async def test_a_month_without_room_for_its_name_has_none() -> None:
    assert (await rows(many(5), 60))[0] == "       Nov"


async def test_the_legend_names_every_shape() -> None:
    legend = (await rows(many(26), 60))[8]
    assert legend == "     · light  ▪ good  ■ deep  - rest  ◌ paused  ◇ spare"
