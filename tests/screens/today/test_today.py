"""Today under its keys: each does what its tooltip says, and the list follows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_contact
from tests.screens.app_in_test import AppInTest, a_small_book, open_app
from tui.domain.records.interaction import Channel
from tui.widgets.practice_strip import PracticeFacts, PracticeStrip

TODAY = date(2026, 11, 23)


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


def strip(opened: AppInTest) -> PracticeFacts:
    facts = opened.today.query_one(PracticeStrip).facts
    assert facts is not None
    return facts


async def test_the_list_opens_with_the_longest_waited_for_first(opened: AppInTest) -> None:
    assert (opened.queue, opened.selected) == (["Maya Okafor", "Bo Chen", "Anna Petrova"], "Maya Okafor")


async def test_d_logs_it_today_on_the_channel_last_used(opened: AppInTest) -> None:
    await opened.press("d")
    logged = opened.timeline("Maya Okafor")[0]
    assert (logged.practice_date, logged.channel) == (TODAY, Channel.CALL)
    assert opened.said == "logged Maya Okafor"


async def test_after_d_the_row_leaves_and_the_next_is_selected(opened: AppInTest) -> None:
    await opened.press("d")
    assert (opened.queue, opened.selected) == (["Bo Chen", "Anna Petrova"], "Bo Chen")


async def test_after_d_the_practice_strip_moves(opened: AppInTest) -> None:
    before = strip(opened)
    await opened.press("d")
    after = strip(opened)
    assert (before.done_today, before.streak.current) == (0, 0)
    assert (after.done_today, after.streak.current) == (1, 1)


async def test_the_list_is_never_refilled_by_itself(opened: AppInTest) -> None:
    await opened.press("d", "d", "d")
    assert opened.queue == []
    assert len(opened.timeline("Zoë Martín")) == 1


async def test_u_takes_it_back_and_the_row_returns(opened: AppInTest) -> None:
    await opened.press("d", "u")
    assert opened.queue == ["Maya Okafor", "Bo Chen", "Anna Petrova"]
    assert (len(opened.timeline("Maya Okafor")), strip(opened).done_today) == (1, 0)
    assert opened.said == "taken back: logged Maya Okafor"


async def test_capital_u_brings_it_back(opened: AppInTest) -> None:
    await opened.press("d", "u", "U")
    assert (opened.queue, strip(opened).done_today) == (["Bo Chen", "Anna Petrova"], 1)
    assert opened.said == "brought back: logged Maya Okafor"


async def test_nothing_left_to_bring_back_is_said(opened: AppInTest) -> None:
    await opened.press("U")
    assert "bring" in opened.said.lower() or "redo" in opened.said.lower()


async def test_l_enter_logs_the_selected_in_two_keys(opened: AppInTest) -> None:
    await opened.press("l", "enter")
    assert opened.timeline("Maya Okafor")[0].practice_date == TODAY
    assert (opened.queue, opened.bar.is_open) == (["Bo Chen", "Anna Petrova"], False)


async def test_l_and_a_letter_pick_the_channel(opened: AppInTest) -> None:
    await opened.press("l", "m", "enter")
    assert opened.timeline("Maya Okafor")[0].channel is Channel.MESSAGE
    assert opened.said == "logged a message with Maya Okafor"


async def test_s_w_hides_for_a_week_and_leaves_the_rhythm(opened: AppInTest) -> None:
    due = opened.contact("Maya Okafor").rhythm_days
    await opened.press("s", "w")
    assert opened.snoozed_until("Maya Okafor") == date(2026, 11, 30)
    assert opened.contact("Maya Okafor").rhythm_days == due
    assert (opened.selected, opened.said) == ("Bo Chen", "snoozed Maya Okafor until Mon 30 Nov")


@pytest.mark.parametrize(
    ("key", "until"),
    [("3", "2026-11-26"), ("9", "2026-12-02"), ("m", "2026-12-23"), ("f", "2026-11-27")],
)
async def test_the_snooze_menu_takes_one_key(opened: AppInTest, key: str, until: str) -> None:
    await opened.press("s", key)
    assert opened.snoozed_until("Maya Okafor") == date.fromisoformat(until)


async def test_s_d_asks_for_a_date_and_reads_it_under_the_line(opened: AppInTest) -> None:
    await opened.press("s", "d")
    await opened.write("fri")
    assert "27 Nov" in opened.text
    await opened.press("enter")
    assert opened.snoozed_until("Maya Okafor") == date(2026, 11, 27)


async def test_s_d_takes_no_day_gone_by(opened: AppInTest) -> None:
    await opened.press("s", "d")
    await opened.write("2026-11-01")
    await opened.press("enter")
    assert opened.bar.is_open
    assert opened.snoozed_until("Maya Okafor") is None


async def test_escape_leaves_the_snooze_menu_and_changes_nothing(opened: AppInTest) -> None:
    await opened.press("s", "escape", "j")
    assert opened.snoozed_until("Maya Okafor") is None
    assert opened.selected == "Bo Chen"


async def test_another_key_does_nothing_behind_the_snooze_menu(opened: AppInTest) -> None:
    await opened.press("s", "q", "j")
    assert opened.view.menu.is_open
    assert opened.selected == "Maya Okafor"


async def test_s_0_brings_back(opened: AppInTest) -> None:
    await opened.press("s", "w", "2")
    opened.contacts.rows.select(opened.id_of("Maya Okafor"))
    await opened.press("s", "0")
    assert opened.snoozed_until("Maya Okafor") is None


async def test_r_lets_this_round_go_without_a_mark(opened: AppInTest) -> None:
    await opened.press("r")
    assert (opened.selected, "Maya Okafor" in opened.queue) == ("Bo Chen", False)
    assert (len(opened.timeline("Maya Okafor")), strip(opened).done_today) == (1, 0)
    await opened.press("u")
    assert opened.queue[0] == "Maya Okafor"


async def test_w_says_why_in_a_sentence(opened: AppInTest) -> None:
    await opened.press("w")
    assert opened.said.startswith("The rhythm with Maya Okafor is monthly.")


async def test_w_answers_for_who_only_comes_up_later(opened: AppInTest) -> None:
    await opened.press("G", "w")
    assert opened.said == "Ines Duarte comes up on this day; nothing is asked of you before."


async def test_n_shows_one_more(opened: AppInTest) -> None:
    await opened.press("n")
    assert opened.queue[3:] == ["Zoë Martín"]


async def test_n_says_when_there_is_nobody_else(opened: AppInTest) -> None:
    await opened.press("n", "n")
    assert (len(opened.queue), opened.said) == (4, "Nobody else is due.")


async def test_n_pressed_in_vain_shows_nobody_more_later(opened: AppInTest) -> None:
    await opened.press("n", "n", "n", "n")
    opened.elsewhere(lambda services: a_contact(services.book, "Ann Lee", rhythm=30, last="2026-10-21"))
    opened.elsewhere(lambda services: a_contact(services.book, "Tara Quist", rhythm=30, last="2026-10-22"))
    opened.today.reload()
    await opened.settle()
    assert len(opened.queue) == 4


async def test_f_plans_a_next_step_with_the_selected(opened: AppInTest) -> None:
    await opened.press("f")
    await opened.write("fri send the deck")
    await opened.press("enter")
    step = opened.page("Maya Okafor").next_steps[0]
    assert (step.text, step.due_on) == ("send the deck", date(2026, 11, 27))


async def test_a_adds_a_person_and_enter_after_the_name_is_enough(opened: AppInTest) -> None:
    await opened.press("a")
    await opened.write("Ann Lee")
    await opened.press("enter")
    assert (opened.is_known("Ann Lee"), opened.said) == (True, "added Ann Lee")


async def test_capital_r_sets_the_rhythm(opened: AppInTest) -> None:
    await opened.press("R", "q")
    assert "quarterly" in opened.text
    await opened.press("enter")
    assert opened.contact("Maya Okafor").rhythm_days == 90


async def test_t_tags(opened: AppInTest) -> None:
    await opened.press("t")
    await opened.write("design #sea")
    await opened.press("enter")
    assert opened.contact("Maya Okafor").tags == ("design", "sea")


async def test_z_lets_rest_and_u_wakes(opened: AppInTest) -> None:
    await opened.press("z")
    assert opened.contact("Maya Okafor").is_archived
    assert opened.queue[0] == "Bo Chen"
    await opened.press("u")
    assert not opened.contact("Maya Okafor").is_archived


async def test_capital_s_stars_and_unstars(opened: AppInTest) -> None:
    await opened.press("S")
    assert opened.contact("Maya Okafor").is_starred
    await opened.press("S")
    assert not opened.contact("Maya Okafor").is_starred


async def test_d_logs_all_who_are_marked(opened: AppInTest) -> None:
    await opened.press("space", "space", "d")
    assert [len(opened.timeline(name)) for name in ("Maya Okafor", "Bo Chen", "Anna Petrova")] == [2, 2, 1]
    assert (opened.queue, opened.today.rows.marked) == (["Anna Petrova"], ())


async def test_one_u_takes_back_all_who_were_marked(opened: AppInTest) -> None:
    await opened.press("space", "space", "d", "u")
    assert opened.queue == ["Maya Okafor", "Bo Chen", "Anna Petrova"]


async def test_s_hides_all_who_are_marked(opened: AppInTest) -> None:
    await opened.press("space", "space", "s")
    assert "Snooze 2 people" in opened.text
    await opened.press("w")
    hidden = [opened.snoozed_until(name) for name in ("Maya Okafor", "Bo Chen", "Anna Petrova")]
    assert hidden == [date(2026, 11, 30), date(2026, 11, 30), None]


async def test_t_tags_all_who_are_marked(opened: AppInTest) -> None:
    await opened.press("space", "space", "t")
    await opened.write("sea")
    await opened.press("enter")
    tagged = [opened.contact(name).tags for name in ("Maya Okafor", "Bo Chen", "Anna Petrova")]
    assert tagged == [("sea",), ("sea",), ()]


async def test_star_marks_everybody_shown_and_escape_unmarks(opened: AppInTest) -> None:
    await opened.press("asterisk")
    assert len(opened.today.rows.marked) == opened.today.rows.row_count
    await opened.press("escape")
    assert opened.today.rows.marked == ()


async def test_enter_opens_the_contact_and_changes_nothing(opened: AppInTest) -> None:
    await opened.press("j", "enter")
    assert opened.front == "ContactsScreen"
    assert opened.selected == "Bo Chen"
    assert len(opened.timeline("Bo Chen")) == 1


async def test_c_opens_the_composer_on_the_selected(opened: AppInTest) -> None:
    await opened.press("j", "c")
    assert opened.front == "ComposerScreen"
    assert "Compose · Bo Chen" in opened.text


async def test_a_bar_logs_whom_it_named_though_the_list_has_changed(opened: AppInTest) -> None:
    await opened.press("l")
    opened.elsewhere(lambda services: services.recording.done([opened.id_of("Maya Okafor")]))
    opened.app._watch_book()
    await opened.settle()
    assert opened.selected == "Bo Chen"
    await opened.press("enter")
    assert (len(opened.timeline("Maya Okafor")), len(opened.timeline("Bo Chen"))) == (3, 1)


async def test_2_goes_to_contacts_and_1_comes_back(opened: AppInTest) -> None:
    await opened.press("2")
    assert opened.front == "ContactsScreen"
    await opened.press("1")
    assert opened.front == "TodayScreen"
