"""The practice strip at the widths it is read at."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.hostile import HOSTILE, controls_in
from tests.screen_text import text_of
from tests.widgets.stage import Stage
from tests.widgets.stage_program import facts
from tui.domain.practice.spares import SpareRules
from tui.domain.practice.streak import SPARES, Mode
from tui.widgets.glyphs import ASCII, UNICODE, Glyphs
from tui.widgets.practice_strip import PracticeFacts, PracticeStrip
from tui.widgets.safe import width_of

LINE = "One small hello keeps the rhythm."


async def rows(given: PracticeFacts, width: int, glyphs: Glyphs = UNICODE) -> list[str]:
    strip = PracticeStrip()
    app = Stage(strip, glyphs=glyphs)
    async with app.run_test(size=(width, 4)) as pilot:
        strip.facts = given
        await pilot.pause()
        return text_of(app).split("\n")


def changed(**of_streak: object) -> PracticeFacts:
    given = facts(LINE)
    return replace(given, streak=replace(given.streak, **of_streak))


async def test_eighty_columns_hold_everything_on_two_rows() -> None:
    assert (await rows(facts(LINE), 80))[:3] == [
        " M T W T F S S  streak 12 days  ▰▱ 1 spare  ▰▰▰▰▱ rooted  today ▰▰▱ 2 of 3",
        " ✓   ◇ ◌ ○ · -  One small hello keeps the rhythm.",
        "",
    ]


async def test_wide_terminals_add_the_name_and_the_best() -> None:
    first = (await rows(facts(LINE), 120))[0]
    assert first.startswith(" Practice  M T W T F S S")
    assert first.endswith("best 21")


@pytest.mark.parametrize("width", [40, 50, 60, 70])
async def test_narrow_terminals_keep_the_streak_and_today(width: int) -> None:
    first = (await rows(facts(LINE), width))[0]
    assert first.endswith("today ▰▰▱ 2 of 3")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 100, 120, 200])
async def test_no_row_is_wider_than_the_terminal(width: int) -> None:
    assert all(width_of(row) <= width for row in await rows(changed(current=1234), width))


async def test_plain_signs_say_the_same() -> None:
    assert (await rows(facts(LINE), 80, ASCII))[:2] == [
        " M T W T F S S  streak 12 days  #- 1 spare  ####- rooted  today ##- 2 of 3",
        " x   ~ z o . -  One small hello keeps the rhythm.",
    ]


async def test_one_day_is_not_days() -> None:
    assert "streak 1 day " in (await rows(changed(current=1), 80))[0]


async def test_no_spares_are_said_in_words() -> None:
    assert "▱▱ no spares" in (await rows(changed(spares=0), 80))[0]


async def test_weekly_practice_counts_weeks() -> None:
    first = (await rows(changed(mode=Mode.WEEKLY, current=3, week_done=2, week_need=3), 100))[0]
    assert "streak 3 weeks  this week 2 of 3 days  ▰ 1 spare" in first


async def test_more_than_the_plan_is_said_without_a_meter() -> None:
    given = replace(facts(LINE), done_today=4)
    assert "today 4, the plan was 3" in (await rows(given, 80))[0]


async def test_a_plan_of_many_is_said_in_figures() -> None:
    given = replace(facts(LINE), done_today=4, pace=9)
    assert (await rows(given, 80))[0].endswith("rooted  today 4 of 9  best 21")


async def test_a_long_line_is_cut_between_sentences() -> None:
    given = facts("Your longest streak is 66 and stays in the book. A new streak can start with one line.")
    assert (await rows(given, 80))[1].endswith("stays in the book.")


async def test_nothing_is_shown_before_the_facts_are_known() -> None:
    app = Stage(PracticeStrip())
    async with app.run_test(size=(80, 4)) as pilot:
        await pilot.pause()
        assert text_of(app).strip() == ""


async def test_hostile_names_in_the_line_stay_words() -> None:
    strip = PracticeStrip()
    app = Stage(strip)
    async with app.run_test(size=(80, 4)) as pilot:
        for text in HOSTILE:
            strip.facts = facts(text)
            await pilot.pause()
            assert controls_in(text_of(app).replace("\n", "")) == set(), repr(text)


async def test_the_meter_of_the_spares_is_as_long_as_the_rule_lets_be_held(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(SPARES, Mode.DAILY, SpareRules(earn=4, most=3, at_start=2))
    assert "▰▱▱ 1 spare" in (await rows(facts(LINE), 80))[0]
