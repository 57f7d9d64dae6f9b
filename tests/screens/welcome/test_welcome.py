"""The first start: three questions, and the first person is in the book."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.screens.app_in_test import NARROW, SMALL, AppInTest, open_app, with_book
from tui.domain.errors import InvalidInput
from tui.screens.welcome.answers import Answers, Question, answered, said_back
from tui.screens.welcome.welcome import Welcome

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        (Question.WHO, "  Maya   Okafor ", "Maya Okafor"),
        (Question.HOW_OFTEN, "w", "weekly"),
        (Question.HOW_OFTEN, "Q", "quarterly"),
        (Question.HOW_OFTEN, "6w", "every 6 weeks"),
        (Question.HOW_OFTEN, "", "no rhythm for now"),
        (Question.LAST_TALK, "2w", "Mon 9 Nov, 2 weeks ago"),
        (Question.LAST_TALK, "12 may", "Tue 12 May, 6 months ago"),
        (Question.LAST_TALK, "today", "Mon 23 Nov"),
        (Question.LAST_TALK, "", "I don't know"),
    ],
)
def test_an_answer_is_said_back_as_it_is_understood(question: Question, text: str, said: str) -> None:
    assert said_back(question, text, TODAY) == (said, True)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (Question.WHO, " "),
        (Question.HOW_OFTEN, "often"),
        (Question.LAST_TALK, "31 feb"),
        (Question.LAST_TALK, "tomorrow"),
    ],
)
def test_what_is_no_answer_is_refused(question: Question, text: str) -> None:
    assert said_back(question, text, TODAY)[1] is False
    with pytest.raises(InvalidInput):
        answered(question, text, Answers(), TODAY)


@pytest.mark.parametrize(("day_first", "on"), [(True, date(2026, 5, 12)), (False, date(2025, 12, 5))])
@pytest.mark.parametrize("text", ["12/5", "12.5."])
def test_figures_are_read_in_the_configured_date_order(text: str, day_first: bool, on: date) -> None:
    assert answered(Question.LAST_TALK, text, Answers(), TODAY, day_first).last_on == on
    assert said_back(Question.LAST_TALK, text, TODAY, day_first)[1]


def test_figures_without_a_date_order_say_what_would_be_read() -> None:
    said, is_answer = said_back(Question.LAST_TALK, "12/5", TODAY)
    assert "12 May or 5 Dec" in said
    assert not is_answer


def test_an_answer_keeps_the_ones_before_it() -> None:
    answers = answered(Question.LAST_TALK, "2w", Answers("Maya", 30), TODAY)
    assert answers == Answers("Maya", 30, date(2026, 11, 9))


def a_bare_book(folder: Path) -> Path:
    path = folder / "rapport.db"
    with_book(path, lambda services: None)
    return path


async def answer(opened: AppInTest, *texts: str) -> None:
    for text in texts:
        await opened.press(*text, "enter")


async def test_three_answers_are_one_person_with_rhythm_and_last_talk(tmp_path: Path) -> None:
    async with open_app(a_bare_book(tmp_path)) as opened:
        await answer(opened, "Maya Okafor", "m", "2w")
        maya = opened.contact("Maya Okafor")
        [talk] = opened.timeline("Maya Okafor")
        assert (maya.ideal_days, maya.last_touch_on) == (30, date(2026, 11, 9))
        assert talk.before_book


async def test_enter_alone_leaves_rhythm_and_last_talk_open(tmp_path: Path) -> None:
    async with open_app(a_bare_book(tmp_path)) as opened:
        await answer(opened, "Maya", "", "")
        assert (opened.contact("Maya").ideal_days, opened.timeline("Maya")) == (None, [])


async def test_afterwards_today_is_in_front(tmp_path: Path) -> None:
    async with open_app(a_bare_book(tmp_path)) as opened:
        await answer(opened, "Maya", "", "")
        assert opened.today.is_current


async def test_escape_before_a_name_was_confirmed_writes_nothing(tmp_path: Path) -> None:
    async with open_app(a_bare_book(tmp_path)) as opened:
        await opened.press(*"Maya", "escape")
        assert opened.desk.reader.book.contacts.is_empty()
        assert opened.today.is_current


async def test_escape_after_the_name_keeps_the_name(tmp_path: Path) -> None:
    async with open_app(a_bare_book(tmp_path)) as opened:
        await opened.press(*"Maya", "enter", "escape")
        assert opened.is_known("Maya")


async def test_going_back_opens_the_name_again(tmp_path: Path) -> None:
    async with open_app(a_bare_book(tmp_path)) as opened:
        await opened.press(*"Mya", "enter", "up", *(["backspace"] * 3), *"Maya", "enter", "enter", "enter")
        assert opened.is_known("Maya") and not opened.is_known("Mya")


async def test_what_is_no_rhythm_is_said_and_asked_again(tmp_path: Path) -> None:
    async with open_app(a_bare_book(tmp_path)) as opened:
        await answer(opened, "Maya", "often")
        assert "'often' is not a rhythm." in opened.text
        assert isinstance(opened.app.screen, Welcome)


async def test_an_empty_name_is_not_taken(tmp_path: Path) -> None:
    async with open_app(a_bare_book(tmp_path)) as opened:
        await opened.press("enter")
        assert "Type a name first" in opened.text
        assert "How often" not in opened.text


@pytest.mark.parametrize("size", [SMALL, NARROW])
async def test_other_ways_to_begin_are_named_at_first(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_app(a_bare_book(tmp_path), size=size) as opened:
        text = " ".join(opened.text.split())
        assert ":import" in text and "rapport --demo" in text


@pytest.mark.parametrize("size", [SMALL, NARROW])
async def test_the_question_asked_is_in_sight(tmp_path: Path, size: tuple[int, int]) -> None:
    async with open_app(a_bare_book(tmp_path), size=size) as opened:
        await answer(opened, "Maya", "m")
        await opened.press(*"2w")
        assert "When did you last talk?" in opened.text and "Mon 9 Nov, 2 weeks ago" in opened.text


async def test_it_takes_fewer_than_sixty_keys(tmp_path: Path) -> None:
    async with open_app(a_bare_book(tmp_path)) as opened:
        keys = [*"Maximiliane Okafor-Montgomery", "enter", "q", "enter", *"12 may", "enter"]
        await opened.press(*keys)
        assert len(keys) < 60 and opened.is_known("Maximiliane Okafor-Montgomery")
