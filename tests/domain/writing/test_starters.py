"""Starters: every one can be sent, and none with a slot still open."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_architecture import UNKIND
from tui.domain.errors import InvalidInput
from tui.domain.writing.composing import Message, forbidden_in, hints
from tui.domain.writing.starters import (
    SLOTS,
    Occasion,
    Recipients,
    Situation,
    SlotSource,
    Starter,
    begun,
    checked,
    fill,
    holes,
    in_order,
    likely_situation,
    next_hole,
    refuse_open_slots,
    situation_named,
    slots_of,
    with_slots,
)
from tui.services.recording.starters import shipped

ALL = {
    "first_name": "Maya",
    "event": "PyCon",
    "topic": "typography",
    "detail": "the blue notebook",
    "resource": "https://example.org/essay",
    "other_name": "Bo",
    "time_ago": "8 months",
    "thing": "the deck",
    "date": "Friday",
    "question": "how did you begin?",
}
NUMBERED = list(enumerate(shipped(), 1))
SLOTTED = [(number, starter, slot) for number, starter in NUMBERED for slot in slots_of(starter.text)]


def render(text: str, values: Mapping[str, str]) -> str:
    filled = fill(text, values)
    refuse_open_slots(filled)
    return filled


def test_fifty_four_starters_come_with_the_package_and_each_situation_has_three() -> None:
    counted = {each: sum(starter.situation is each for starter in shipped()) for each in Situation}
    assert sum(counted.values()) == 54
    assert min(counted.values()) >= 3


@pytest.mark.parametrize(("number", "starter"), NUMBERED)
def test_every_starter_renders_with_all_its_slots(number: int, starter: Starter) -> None:
    said = render(starter.text, ALL)
    assert "{" not in said and "}" not in said
    assert all(ALL[slot] in said for slot in slots_of(starter.text))


@pytest.mark.parametrize(("number", "starter", "slot"), SLOTTED)
def test_every_starter_is_refused_with_one_slot_missing(number: int, starter: Starter, slot: str) -> None:
    given = {name: value for name, value in ALL.items() if name != slot}
    with pytest.raises(InvalidInput) as refused:
        render(starter.text, given)
    assert f"{{{slot}}}" in str(refused.value)


@pytest.mark.parametrize(("number", "starter"), NUMBERED)
def test_no_starter_says_what_is_never_said(number: int, starter: Starter) -> None:
    assert forbidden_in(starter.text) == ()
    assert UNKIND.search(starter.text) is None


@pytest.mark.parametrize(("number", "starter"), NUMBERED)
def test_no_starter_draws_a_hint_of_its_own(number: int, starter: Starter) -> None:
    assert hints(Message(render(starter.text, ALL), starter.situation)) == ()


@pytest.mark.parametrize(("number", "starter"), NUMBERED)
def test_a_starter_says_of_its_own_slots_alone_where_they_come_from(number: int, starter: Starter) -> None:
    assert set(starter.fill) <= set(slots_of(starter.text))


def test_what_is_known_is_filled_only_where_the_starter_allows_it() -> None:
    known = Recipients(("Maya",), {SlotSource.PROMISE: "the deck"})
    owed = Starter(Situation.PROMISE, "I owe you {thing}, {first_name}.", {"thing": SlotSource.PROMISE})
    news = Starter(Situation.CONGRATULATION, "{first_name}, I saw the news about {thing}.")
    assert begun(owed, known) == "I owe you the deck, Maya."
    assert begun(news, known) == "Maya, I saw the news about {thing}."


def test_two_people_are_greeted_together_or_introduced_one_to_the_other() -> None:
    known = Recipients(("Maya", "Bo"), {SlotSource.OTHER: "Bo"})
    greeting = Starter(Situation.RHYTHM, "Hello {first_name}.")
    pair = Starter(Situation.OFFER, "{other_name}, {first_name}:", {"other_name": SlotSource.OTHER})
    assert (begun(greeting, known), begun(pair, known)) == ("Hello Maya and Bo.", "Bo, Maya:")


def test_what_was_filled_in_is_never_a_slot() -> None:
    assert fill("{thing} on {date}", {"thing": "{date}", "date": "Friday"}) == "(date) on Friday"


def test_ones_own_come_first_and_then_what_needs_the_least() -> None:
    known = Recipients(("Maya",))
    open_one = Starter(Situation.RHYTHM, "{thing}?")
    ready = Starter(Situation.RHYTHM, "{first_name}?")
    own = Starter(Situation.RHYTHM, "{topic}, {thing}?", id=3)
    assert in_order([open_one, ready, own], known) == [own, ready, open_one]


def test_the_next_hole_is_looked_for_from_the_caret() -> None:
    text = "{topic} and {date}"
    first, second = holes(text)
    assert next_hole(text, 0) == first
    assert next_hole(text, 1) == second
    assert next_hole(text, second.end) is None


def test_a_brace_that_is_no_slot_lets_a_message_go() -> None:
    refuse_open_slots("use {braces} in f-strings")


@pytest.mark.parametrize("text", ["", "   ", "Hi {name}", "Hi {first_name", "a } b", "x" * 2_001])
def test_a_starter_of_ones_own_is_refused_when_it_could_never_be_filled(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        checked(text)
    assert "Nothing was saved." in str(refused.value)


def test_a_message_becomes_a_starter_by_its_name() -> None:
    known = Recipients(("Maya",))
    assert with_slots("Hi Maya, Mayas deck?", known) == "Hi {first_name}, Mayas deck?"


@pytest.mark.parametrize(("words", "situation"), [("hard times", "hard_times"), ("Thank you", "thanks")])
def test_a_situation_is_called_by_either_of_its_names(words: str, situation: str) -> None:
    assert situation_named(words) == situation


def test_an_unknown_situation_names_those_there_are() -> None:
    with pytest.raises(InvalidInput, match="reconnect"):
        situation_named("monday")


@pytest.mark.parametrize(
    ("occasion", "situation"),
    [
        (Occasion(), Situation.RHYTHM),
        (Occasion(is_dormant=True), Situation.RECONNECT),
        (Occasion(is_dormant=True, is_newly_met=True), Situation.EVENT),
        (Occasion(is_newly_met=True, has_key_date=True), Situation.KEY_DATE),
        (Occasion(has_key_date=True, owes_reply=True), Situation.PROMISE),
        (Occasion(has_promise_due=True, is_dormant=True), Situation.PROMISE),
        (Occasion(is_comment=True, owes_reply=True), Situation.POST),
    ],
)
def test_what_is_owed_comes_before_the_usual_rhythm(occasion: Occasion, situation: Situation) -> None:
    assert likely_situation(occasion) is situation


@given(st.text(max_size=60), st.dictionaries(st.sampled_from(list(SLOTS)), st.text(max_size=20)))
def test_filling_never_opens_a_slot_that_was_not_there(text: str, values: dict[str, str]) -> None:
    assert len(holes(fill(text, values))) <= len(holes(text))


@given(st.lists(st.sampled_from(list(SLOTS)), max_size=4))
def test_rendered_text_has_no_open_slot(slots: list[str]) -> None:
    text = " and ".join(f"{{{slot}}}" for slot in slots)
    assert holes(render(text, ALL)) == ()
