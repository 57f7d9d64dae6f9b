"""The Practice view: what it shows at each size, what its keys change, and that each change can be undone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.builders import a_contact, a_talk, log
from tests.screens.app_in_test import (
    LARGE,
    MONDAY,
    NARROW,
    SMALL,
    AppInTest,
    MovableClock,
    a_demo_book,
    a_small_book,
    open_app,
    with_book,
)
from tui.config import Config
from tui.domain.practice.plan import Pause
from tui.domain.records.contact import ContactId
from tui.screens.contacts.contacts import ContactsScreen
from tui.screens.practice.practice import PracticeScreen
from tui.services.services import Services
from tui.widgets.heatmap import Heatmap

TODAY = date(2026, 11, 23)


def screen_of(opened: AppInTest) -> PracticeScreen:
    screen = opened.app.screen
    assert isinstance(screen, PracticeScreen)
    return screen


def a_book_of(folder: Path, *days: date) -> Path:
    """Make a book in which one person was called on some days."""
    path = folder / "rapport.db"

    def fill(services: Services) -> None:
        ann = a_contact(services.book, "Ann Lee", circles=["friends"])
        for on in days:
            log(services.book, a_talk(ann, on=on))

    with_book(path, fill)
    return path


def mondays_wednesdays_fridays() -> list[date]:
    return [TODAY - timedelta(28) + timedelta(weeks=week, days=day) for week in range(4) for day in (0, 2, 4)]


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    path = a_book_of(tmp_path, date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20))
    async with open_app(path) as app:
        await app.press("3")
        yield app


def pauses(opened: AppInTest) -> list[Pause]:
    return [each.pause for each in opened.desk.reader.resting.all()]


async def go_to(opened: AppInTest, key: str) -> None:
    rows = screen_of(opened).rows
    await opened.press("g")
    while rows.current is not None and rows.current.fact.key != key:
        before = rows.position
        await opened.press("j")
        assert rows.position > before, f"no row {key}"


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW], ids=["80x24", "120x36", "60x20"])
async def test_the_demo_book(
    size: tuple[int, int], tmp_path: Path, screen_snapshot: SnapshotAssertion
) -> None:
    async with open_app(a_demo_book(tmp_path), size=size) as opened:
        await opened.press("3")
        assert opened.text == screen_snapshot


async def test_plain_signs_say_the_same(tmp_path: Path, screen_snapshot: SnapshotAssertion) -> None:
    async with open_app(a_demo_book(tmp_path), config=Config(glyphs="ascii")) as opened:
        await opened.press("3")
        assert opened.text == screen_snapshot


async def test_a_new_practice(tmp_path: Path, screen_snapshot: SnapshotAssertion) -> None:
    async with open_app(a_book_of(tmp_path)) as opened:
        await opened.press("3")
        assert opened.text == screen_snapshot


async def test_a_low_terminal_keeps_the_list(tmp_path: Path) -> None:
    async with open_app(a_demo_book(tmp_path), size=(60, 12)) as opened:
        await opened.press("3")
        assert "Mon ■" not in opened.text
        assert "streak" in opened.text


async def test_every_row_says_why(tmp_path: Path) -> None:
    async with open_app(a_demo_book(tmp_path)) as opened:
        await opened.press("3")
        rows = screen_of(opened).rows
        for position in range(rows.row_count):
            rows.go_to(position)
            await opened.press("w")
            assert len(opened.said) > 40
            assert opened.said.endswith((".", "?", ")."))


async def test_consistency_is_a_number_when_asked(opened: AppInTest) -> None:
    assert "of 100" not in opened.text
    await go_to(opened, "consistency")
    await opened.press("w")
    assert opened.said.startswith("15 of 100, “seedling”")


async def test_a_milestone_is_noticed_and_asks_its_question(opened: AppInTest) -> None:
    assert "3 practice days held together. What made the first hello easy?" in " ".join(opened.text.split())


async def test_enter_on_the_question_keeps_a_reflection(opened: AppInTest) -> None:
    await go_to(opened, "asked")
    await opened.press("enter")
    await opened.write("Walking while calling.")
    await opened.press("enter")
    (reached,) = opened.desk.reader.milestones.all()
    assert reached.reflection == "Walking while calling."
    await opened.press("u")
    assert opened.desk.reader.milestones.all()[0].reflection == ""


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        ("1", date(2026, 11, 23), date(2026, 11, 23)),
        ("7", date(2026, 11, 16), date(2026, 11, 22)),
        ("w", date(2026, 11, 23), date(2026, 11, 29)),
    ],
)
async def test_two_keys_pause(opened: AppInTest, key: str, first: date, last: date) -> None:
    await opened.press("p", key)
    assert pauses(opened) == [Pause(first, last)]
    await opened.press("u")
    assert pauses(opened) == []


async def test_a_pause_is_typed_from_day_to_day(opened: AppInTest) -> None:
    await opened.press("p", "d")
    await opened.write("10 jan to 25 jan")
    assert "Sun 10 Jan 2027 to Mon 25 Jan 2027, 16 days" in opened.text
    await opened.press("enter")
    assert pauses(opened) == [Pause(date(2027, 1, 10), date(2027, 1, 25))]


async def test_days_that_make_no_pause_are_said_and_nothing_is_written(opened: AppInTest) -> None:
    await opened.press("p", "d")
    await opened.write("soon")
    await opened.press("enter")
    assert opened.bar.is_open
    assert "is not a date" in opened.text
    await opened.press("escape")
    assert pauses(opened) == []


async def test_escape_leaves_the_pause_unasked(opened: AppInTest) -> None:
    await opened.press("p", "escape")
    assert not screen_of(opened).menu.is_open
    assert screen_of(opened).rows.has_focus


async def test_from_a_running_pause_one_can_be_back_today(opened: AppInTest) -> None:
    await opened.press("p", "w")
    await go_to(opened, f"rest 0 {TODAY}")
    await opened.press("enter", "b")
    assert pauses(opened) == []
    assert opened.said == "back from the pause"


async def test_a_pause_gone_by_can_be_taken_away(opened: AppInTest) -> None:
    await opened.press("p", "7")
    await go_to(opened, "rest 0 2026-11-16")
    await opened.press("enter", "b")
    assert len(pauses(opened)) == 1
    await opened.press("x")
    assert pauses(opened) == []


async def test_practice_days_are_typed_and_read_back(opened: AppInTest) -> None:
    await opened.press("e")
    await opened.write("mon wed fri")
    assert "Mon, Wed, Fri" in opened.text
    await opened.press("enter")
    assert opened.desk.reader.overview.view().schedule.weekdays == {0, 2, 4}
    await opened.press("u")
    assert opened.desk.reader.overview.view().schedule.weekdays == {0, 1, 2, 3, 4}


async def test_so_many_days_a_week_is_the_weekly_mode(opened: AppInTest) -> None:
    await opened.press("e")
    await opened.write("2 a week")
    await opened.press("enter")
    assert "streak 1 week" in opened.text


async def test_the_pace_is_typed(opened: AppInTest) -> None:
    await opened.press("P")
    await opened.write("22")
    await opened.press("enter")
    assert "The pace is 1 to 10 people a day." in opened.text
    await opened.press("backspace", "enter")
    assert opened.desk.reader.practising.settings().pace == 2


async def test_the_if_then_sentence_is_written_and_changed(opened: AppInTest) -> None:
    await opened.press("h")
    await opened.write("After lunch I will reach out to one person.")
    await opened.press("enter")
    await opened.press("h")
    assert opened.line == "After lunch I will reach out to one person."
    await opened.press("escape")
    await go_to(opened, "plan")
    assert "After lunch I will reach out to one person." in opened.text


async def test_the_natural_rhythm_becomes_the_plan(tmp_path: Path) -> None:
    async with open_app(a_book_of(tmp_path, *mondays_wednesdays_fridays())) as opened:
        await opened.press("3")
        assert "Your natural rhythm looks like Mon, Wed, Fri. Make that the plan?" in " ".join(
            opened.text.split()
        )
        await opened.press("m", "m")
        assert opened.said == "practice days: Mon, Wed, Fri"
        assert "natural rhythm" not in opened.text


async def test_the_natural_rhythm_can_be_declined(tmp_path: Path) -> None:
    async with open_app(a_book_of(tmp_path, *mondays_wednesdays_fridays())) as opened:
        await opened.press("3")
        await go_to(opened, "hint")
        await opened.press("enter", "k")
        assert opened.said == "the plan stays as it is"
        assert "natural rhythm" not in opened.text


async def test_without_a_hint_its_key_is_not_offered(opened: AppInTest) -> None:
    await opened.press("m")
    assert not screen_of(opened).menu.is_open


async def test_brackets_choose_the_period(tmp_path: Path) -> None:
    async with open_app(a_demo_book(tmp_path), size=LARGE) as opened:
        await opened.press("3")
        heatmap = opened.app.screen.query_one(Heatmap)
        assert heatmap.weeks_shown == 52
        await opened.press("left_square_bracket")
        assert heatmap.weeks_shown == 26
        await opened.press("right_square_bracket")
        assert heatmap.weeks_shown == 52


async def test_a_year_that_has_no_room_is_said(opened: AppInTest) -> None:
    await opened.press("right_square_bracket")
    assert opened.said == "52 weeks are wider than this terminal; 38 have room."


async def test_a_wider_terminal_shows_the_year(opened: AppInTest) -> None:
    await opened.pilot.resize_terminal(120, 36)
    await opened.settle()
    assert opened.app.screen.query_one(Heatmap).weeks_shown == 52


async def test_an_act_recorded_elsewhere_is_seen(opened: AppInTest) -> None:
    opened.elsewhere(lambda services: services.recording.done([opened.id_of("Ann Lee")]))
    opened.app._watch_book()
    await opened.settle()
    assert "streak 4 days" in opened.text


async def test_the_day_turns_while_the_view_is_open(tmp_path: Path) -> None:
    clock = MovableClock()
    async with open_app(a_book_of(tmp_path, TODAY), clock=clock) as opened:
        await opened.press("3")
        clock.instant = MONDAY + timedelta(days=1)
        opened.app._watch_day()
        await opened.settle()
        assert "Tue 24 Nov" in opened.text
        assert screen_of(opened).rows.row_count > 0


async def test_noticing_a_milestone_leaves_the_undo_to_the_person(opened: AppInTest) -> None:
    await opened.press("u")
    assert opened.said == "taken back: logged"


async def test_somebody_added_from_the_finder_is_added_in_contacts(opened: AppInTest) -> None:
    await opened.press("slash")
    await opened.write("Wilhelmina Quux")
    await opened.press("enter")
    assert isinstance(opened.app.screen, ContactsScreen)
    assert opened.line == "Wilhelmina Quux"


async def test_arriving_from_far_away_lets_two_days_rest(tmp_path: Path) -> None:
    path = a_book_of(tmp_path)
    with_book(path, lambda services: services.recording.done([ContactId(1)]))
    clock = MovableClock(datetime.fromisoformat("2026-11-24T10:00:00+09:00"))
    async with open_app(path, clock=clock) as opened:
        opened.app._settle()
        await opened.settle()
        assert opened.said == "travel days rest: Mon 23 Nov and Tue 24 Nov"
        await opened.press("u")
        assert pauses(opened) == []


async def test_l_goes_to_today_with_the_log_bar_open(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.press("3", "l")
        assert opened.front == "TodayScreen"
        assert opened.bar.is_open
        assert "Log · Maya Okafor" in opened.text


async def test_a_goes_to_contacts_with_the_add_bar_open(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.press("3", "a")
        await opened.write("Kai Moss")
        await opened.press("enter")
        assert opened.is_known("Kai Moss")


@pytest.mark.parametrize(("view", "key"), [("1", "l"), ("2", "a")])
async def test_a_view_that_the_trash_lies_over_shows_the_trash_where_a_bar_was_wanted(
    tmp_path: Path, view: str, key: str
) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.press(view, "T", "3", key)
        assert opened.front == "TrashScreen"
