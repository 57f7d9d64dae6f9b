"""The bar over a real book: what is typed, what is understood, and what Enter then writes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from tests.screens.app_in_test import AppInTest, a_small_book, logged, open_app
from tui.domain.records.interaction import Channel
from tui.services.services import Services
from tui.widgets.lines import Lines

TODAY = date(2026, 11, 23)


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


async def test_a_full_line_is_shown_as_it_will_be_written_and_written_so(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("coffee with @maya.okafor @bo.chen yesterday 40m she is moving > fri send the deck")
    shown = opened.text
    for piece in ("Maya Okafor", "Bo Chen", "Sun 22 Nov", "40 min", "Fri 27 Nov", "note: she is moving"):
        assert piece in shown
    await opened.press("enter")
    written = opened.timeline("Maya Okafor")[0]
    assert written == opened.timeline("Bo Chen")[0]
    assert (written.channel, written.practice_date, written.minutes) == (
        Channel.IN_PERSON,
        date(2026, 11, 22),
        40,
    )
    assert written.names == ("Maya Okafor", "Bo Chen")
    assert opened.page("Maya Okafor").next_steps[0].due_on == date(2026, 11, 27)


async def test_escape_keeps_the_line_and_l_brings_it_back(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call her launch slipped")
    await opened.press("escape")
    assert not opened.bar.is_open
    assert "kept" in opened.said
    assert logged(opened, "Maya Okafor") == [0]
    await opened.press("l")
    assert opened.line == "call her launch slipped"


async def test_a_line_that_was_kept_is_brought_back_once(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call @bo")
    await opened.press("escape", "l", "enter", "l")
    assert (opened.line, logged(opened, "Bo Chen")) == ("", [1])


async def test_a_line_kept_in_one_view_is_there_in_the_other(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call about the deck")
    await opened.press("escape", "2")
    opened.contacts.show_contact(opened.id_of("Maya Okafor"))
    await opened.press("l")
    assert opened.line == "call about the deck"


async def test_a_line_kept_for_one_person_does_not_pour_into_somebody_else_s(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call about the deck")
    await opened.press("escape", "j", "l")
    assert opened.line == ""
    await opened.press("escape", "k", "l")
    assert opened.line == "call about the deck"


async def test_a_line_kept_in_one_kind_of_bar_is_not_offered_in_another(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call about the deck")
    await opened.press("escape", "f")
    assert opened.line == ""


async def test_a_line_emptied_by_hand_is_gone(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call about the deck")
    await opened.press("escape", "l")
    opened.bar.field.value = ""
    await opened.press("escape", "l")
    assert (opened.line, opened.desk.lines.waiting()) == ("", [])


async def test_up_brings_earlier_lines_and_down_later_ones(opened: AppInTest) -> None:
    for line in ("call one thing", "message another"):
        await opened.press("l")
        await opened.write(line)
        await opened.press("enter")
    await opened.press("l", "up")
    assert opened.line == "message another"
    await opened.press("up")
    assert opened.line == "call one thing"
    await opened.press("down", "down")
    assert opened.line == ""


async def test_a_handle_begun_is_completed_by_tab(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call @zo")
    assert "> Zoë Martín" in opened.text
    await opened.press("tab")
    assert opened.line.strip() == "call @zoe"
    await opened.press("enter")
    assert logged(opened, "Zoë Martín", "Maya Okafor") == [1, 0]


async def test_tab_with_nothing_to_complete_keeps_the_line_and_the_bar(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call her launch ")
    await opened.press("tab")
    assert (opened.line, opened.bar.field.has_focus) == ("call her launch ", True)


async def test_an_arrow_chooses_among_the_completions_and_enter_takes_it(opened: AppInTest) -> None:
    opened.elsewhere(lambda services: services.recording.begin("Maya Lund", None, None))
    await opened.press("l")
    await opened.write("call @maya")
    await opened.press("down", "down", "enter")
    assert opened.bar.is_open
    assert opened.line.strip() in {"call @maya.lund", "call @maya.okafor"}


async def test_a_handle_of_several_asks_and_a_digit_answers(opened: AppInTest) -> None:
    opened.elsewhere(lambda services: services.recording.begin("Maya Lund", None, None))
    await opened.press("l")
    await opened.write("call @maya hello")
    await opened.press("enter")
    assert opened.bar.is_open
    assert "1 Maya" in opened.text
    chosen = next(line for line in opened.text.splitlines() if "2 Maya" in line)
    await opened.press("2", "enter")
    name = "Maya Lund" if "Maya Lund" in chosen else "Maya Okafor"
    assert opened.timeline(name)[0].notes == "hello"


async def test_a_digit_is_a_digit_while_nothing_is_asked(opened: AppInTest) -> None:
    await opened.press("l", "4", "0")
    assert opened.line == "40"


async def test_an_unknown_handle_near_a_known_one_asks_and_writes_nothing(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call @bo.chenn hello")
    await opened.press("enter")
    assert opened.bar.is_open
    assert "1 Bo Chen" in opened.text
    assert logged(opened, "Bo Chen", "Maya Okafor") == [0, 0]


async def test_a_digit_takes_the_near_one(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call @bo.chenn hello")
    await opened.press("enter", "1", "enter")
    assert opened.timeline("Bo Chen")[0].notes == "hello"


async def test_enter_twice_on_the_same_line_adds_who_was_typed(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call @bo.chenn hello")
    await opened.press("enter", "enter")
    assert not opened.bar.is_open
    assert opened.is_known("Bo Chenn")
    assert logged(opened, "Bo Chen") == [0]


async def test_enter_twice_with_a_change_between_asks_again(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call @bo.chenn hello")
    await opened.press("enter", "end", "o", "enter")
    assert opened.bar.is_open
    assert not opened.is_known("Bo Chenn")


async def test_a_day_to_come_is_no_log_and_offers_the_plan(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call tomorrow about the deck")
    await opened.press("enter")
    assert opened.bar.is_open
    assert "plan it as a follow-up instead" in opened.text
    assert logged(opened, "Maya Okafor") == [0]


async def test_the_plan_that_is_offered_is_taken_with_1_and_enter(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call tomorrow about the deck")
    await opened.press("enter", "1", "enter")
    assert logged(opened, "Maya Okafor") == [0]
    assert [step.due_on for step in opened.page("Maya Okafor").next_steps] == [date(2026, 11, 24)]


@pytest.mark.parametrize("line", ["call 12/5 lunch", "call tomorrow lunch", "call 12/5 @ann.lee lunch"])
async def test_enter_with_a_problem_keeps_the_line_and_writes_nothing(opened: AppInTest, line: str) -> None:
    await opened.press("l")
    await opened.write(line)
    await opened.press("enter")
    assert (opened.bar.is_open, opened.line) == (True, line)
    assert logged(opened, "Maya Okafor") == [0]
    assert opened.desk.reader.book.contacts.count() == 5


async def test_the_add_bar_writes_nothing_while_it_is_empty(opened: AppInTest) -> None:
    await opened.press("a", "enter")
    assert opened.bar.is_open
    assert opened.desk.reader.book.contacts.count() == 5


async def test_the_follow_up_bar_says_the_day_it_takes_when_none_is_named(opened: AppInTest) -> None:
    await opened.press("f")
    await opened.write("send the deck")
    assert "Mon 30 Nov" in opened.text
    await opened.press("enter")
    assert opened.page("Maya Okafor").next_steps[0].due_on == date(2026, 11, 30)


async def test_a_saved_line_is_an_undo_step_of_its_own(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call @bo.chen @ann.lee hello")
    await opened.press("enter", "enter", "u")
    assert not opened.is_known("Ann Lee")
    assert logged(opened, "Bo Chen") == [0]


async def test_what_logging_settles_besides_is_shown_and_done(tmp_path: Path) -> None:
    async with open_app(a_small_book(tmp_path)) as opened:
        await opened.press("f")
        await opened.write("today send the deck")
        await opened.press("enter", "g", "l")
        assert "does the next step" in opened.text
        await opened.press("enter")
        assert opened.page("Maya Okafor").next_steps == ()


async def test_ctrl_g_goes_on_in_the_composer_with_the_line(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call yesterday about the deck")
    await opened.press("ctrl+g")
    assert opened.front == "ComposerScreen"
    assert "Compose · Maya Okafor" in opened.text
    assert "Sun 22 Nov" in opened.text
    assert logged(opened, "Maya Okafor") == [0]


async def test_a_head_word_begun_is_gone_on_with_dimly_and_tab_takes_it(opened: AppInTest) -> None:
    await opened.press("l", *"cof")
    assert "coffee" in opened.text
    assert opened.line == "cof"
    assert opened.bar.query_one("#bar-suggestions", Lines).text == ""
    await opened.press("tab")
    assert opened.line == "coffee "
    await opened.write("@bo")
    await opened.press("enter")
    assert opened.timeline("Bo Chen")[0].channel is Channel.IN_PERSON


async def test_a_word_of_the_note_is_not_gone_on_with(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call her boss said yest")
    assert "yesterday" not in opened.text
    await opened.press("tab")
    assert opened.line == "call her boss said yest"


async def test_the_line_being_typed_waits_below_the_history(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call one thing")
    await opened.press("enter", "l")
    await opened.write("coffee about the")
    await opened.press("up", "down")
    assert opened.line == "coffee about the"


async def test_enter_puts_the_caret_on_the_word_and_says_what_is_missing(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call @bo 2026-02-30 about the deck")
    await opened.press("enter")
    assert opened.bar.field.cursor_position == len("call @bo 2026-02-30")
    assert '"2026-02-30" is not a date (Feb 2026 has 28 days)' in opened.text
    await opened.press("backspace", "backspace", "2", "8")
    assert opened.line == "call @bo 2026-02-28 about the deck"


async def test_a_near_name_says_what_each_key_does(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call @mya")
    assert 'no "mya" yet (did you mean maya?)' in opened.text
    await opened.press("enter")
    assert 'no "mya" yet - Tab takes Maya Okafor, Enter again adds Mya' in opened.text
    await opened.press("tab")
    assert opened.line == "call @maya "


async def test_no_more_than_a_digit_can_choose_are_offered(opened: AppInTest) -> None:
    def twelve(services: Services) -> None:
        for number in range(12):
            services.recording.begin(f"Kim {chr(65 + number)}ee", None, None)

    opened.elsewhere(twelve)
    await opened.press("l")
    await opened.write("call @kim hello")
    await opened.press("enter")
    assert '"kim" matches 12 - 1-9 or the arrows choose' in opened.text
    assert "9 Kim" in opened.text
    assert "10 Kim" not in opened.text
    await opened.press("9", "enter")
    assert not opened.bar.is_open


async def test_tags_and_places_given_last_come_first(opened: AppInTest) -> None:
    for line in ("call @bo #work at:Porto", "call @maya #wood at:Pisa"):
        await opened.press("l")
        await opened.write(line)
        await opened.press("enter")
    await opened.press("l")
    await opened.write("call #wo")
    rows = opened.text.splitlines()
    listed = [row.strip(" >") for row in rows if "#wo" in row and row.startswith((" >", "  "))]
    assert listed[:2] == ["#wood", "#work"]
    await opened.press("tab")
    await opened.write("at:p")
    assert "> at:Pisa" in opened.text


async def test_a_next_step_with_several_is_shown_and_planned_with_each(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("met @bo and @lena > fri write")
    assert 'next: Fri 27 Nov "write" (with each)' in " ".join(opened.text.split())
    await opened.press("enter")
    assert [step.text for name in ("Bo Chen", "Lena") for step in opened.page(name).next_steps] == [
        "write",
        "write",
    ]


async def test_the_keys_of_the_view_are_letters_in_the_bar(opened: AppInTest) -> None:
    await opened.press("l", "d", "q", "2", "slash", "question_mark", "u")
    assert opened.line == "dq2/?u"


async def test_a_click_on_the_list_leaves_the_keys_on_the_line(opened: AppInTest) -> None:
    await opened.press("l")
    await opened.write("call")
    await opened.pilot.click("#today", offset=(5, 2))
    await opened.settle()
    await opened.press("d", "x")
    assert (opened.line, logged(opened, "Maya Okafor", "Bo Chen")) == ("calldx", [0, 0])


async def test_a_click_on_the_list_leaves_the_keys_on_a_menu(opened: AppInTest) -> None:
    await opened.press("s")
    await opened.pilot.click("#today", offset=(5, 2))
    await opened.settle()
    await opened.press("w")
    assert opened.snoozed_until("Maya Okafor") is not None
