from __future__ import annotations

from pathlib import Path

from tests.screens.app_in_test import AppInTest, open_app
from tui.domain.practice.plan import Schedule


async def _begun(opened: AppInTest) -> None:
    await opened.write("Ann Lee")
    await opened.press("enter", "m", "enter", "enter")


def _schedules(opened: AppInTest) -> list[Schedule]:
    return list(opened.app.desk.reader.practising.settings().schedules)


async def test_a_newcomer_is_offered_weekdays_and_days_a_week_side_by_side(tmp_path: Path) -> None:
    async with open_app(tmp_path / "new.db") as opened:
        await _begun(opened)
        assert "Which days do you want to practise?" in opened.text
        assert "1 every weekday, Mon to Fri  2 3 days a week, any" in opened.text
        assert "Ann Lee" in opened.text


async def test_three_days_a_week_is_weekly_mode(tmp_path: Path) -> None:
    async with open_app(tmp_path / "new.db") as opened:
        await _begun(opened)
        await opened.press("2")
        assert _schedules(opened)[-1].per_week == 3


async def test_other_days_are_typed_and_the_sentence_is_kept(tmp_path: Path) -> None:
    async with open_app(tmp_path / "new.db") as opened:
        await _begun(opened)
        await opened.press("d")
        await opened.write("tue thu")
        await opened.press("enter")
        assert _schedules(opened)[-1].weekdays == frozenset({1, 3})
        await opened.write("After lunch I write to one person.")
        await opened.press("enter")
        assert opened.app.desk.reader.practising.settings().plan == "After lunch I write to one person."


async def test_escape_leaves_the_usual_weekdays_and_asks_no_more(tmp_path: Path) -> None:
    async with open_app(tmp_path / "new.db") as opened:
        await _begun(opened)
        await opened.press("escape")
        assert _schedules(opened) == []
        assert "When will you do it?" not in opened.text
        assert "REACH OUT" in opened.text or "COMING UP" in opened.text


async def test_who_skips_the_questions_is_not_asked_for_a_plan(tmp_path: Path) -> None:
    async with open_app(tmp_path / "new.db") as opened:
        await opened.press("escape")
        assert "Which days" not in opened.text
