"""Composing: the few things worth noticing in a message, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tui.domain.records.contact import ContactId
from tui.domain.writing.composing import Message, Sent, asks_in, essence, hints, people_with_same_text
from tui.domain.writing.starters import Situation

TODAY = date(2026, 11, 23)
MAYA, BO, ANNA = ContactId(1), ContactId(2), ContactId(3)
LONG = "Hello there, how are you? " + "word " * 120


def first(text: str, situation: Situation | None = None, **more: bool) -> str:
    found = hints(Message(text, situation, **more))
    return found[0] if found else ""


def test_an_empty_message_is_left_in_peace() -> None:
    assert hints(Message("  ")) == ()


def test_a_short_line_with_a_question_draws_no_hint() -> None:
    assert hints(Message("Hi Maya, how did the launch go?", is_first=True)) == ()


def test_an_open_slot_is_named() -> None:
    assert first("Hi {first_name}, how are you?") == "{first_name} is still open: their first name."


def test_any_open_brace_is_asked_about() -> None:
    assert first("Hi {name, how are you?") == "A { stands in it: is something still to be filled in?"


@pytest.mark.parametrize("phrase", ["Just checking in", "pick  your brain", "Let us touch base"])
def test_a_phrase_in_place_of_a_reason_is_noticed(phrase: str) -> None:
    assert "name the reason instead?" in first(f"{phrase}. How are you?")


def test_a_long_first_message_is_noticed() -> None:
    assert "words for a first hello" in first(LONG, is_first=True)


def test_a_long_message_to_somebody_known_is_not() -> None:
    assert hints(Message(LONG)) == ()


def test_more_than_one_ask_is_noticed() -> None:
    said = first("Could you introduce me to Bo? And may I borrow an hour of your time?")
    assert said == "2 asks in one message; one is easier to say yes to."


def test_one_ask_is_fine() -> None:
    assert hints(Message("May I borrow ten minutes of your time?")) == ()


@pytest.mark.parametrize("more", [{"is_reconnect": True}, {}])
def test_an_ask_inside_a_reconnect_is_noticed(more: dict[str, bool]) -> None:
    situation = None if more else Situation.RECONNECT
    assert "It can wait" in first("Long ago! Could you introduce me to Bo?", situation, **more)


def test_no_question_and_no_gift_is_noticed() -> None:
    assert "No question and no gift" in first("It rains here today.")


@pytest.mark.parametrize(
    "text", ["Here is the list.", "Thank you for that.", "https://example.org", "It made me think of you."]
)
def test_something_given_needs_no_question(text: str) -> None:
    assert hints(Message(text)) == ()


def test_something_noted_as_given_needs_no_question() -> None:
    assert hints(Message("It rains here today.", gives=True)) == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("How is life?", 0),
        ("I would love to hear one thing that changed.", 0),
        ("Would you be up for a call one of these evenings?", 0),
        ("Which half would you pick?", 0),
        ("Do you know someone who paints?", 1),
        ("I’d love your help.\nPlease send me the list!", 2),
    ],
)
def test_an_ask_wants_something_of_them(text: str, count: int) -> None:
    assert asks_in(text) == count


def sent(contact: ContactId, name: str, text: str, days_ago: int = 1) -> Sent:
    return Sent(TODAY - timedelta(days_ago), (contact,), essence(text, [name]))


def test_the_same_text_with_other_names_is_the_same_text() -> None:
    assert essence("Hi Maya, all well?", ["Maya Okafor"]) == essence("hi Bo all WELL", ["Bo Chen"])


def test_the_same_text_to_three_people_within_a_week_is_noticed() -> None:
    before = [sent(MAYA, "Maya", "Hi Maya, all well?"), sent(BO, "Bo", "Hi Bo, all well?", 6)]
    count = people_with_same_text("Hi Anna, all well?", [ANNA], ["Anna"], before, TODAY)
    assert count == 3
    assert hints(Message("Hi Anna, all well?", same_text_people=count)) == ("Make this one theirs?",)


def test_what_went_out_a_week_ago_does_not_count() -> None:
    before = [sent(MAYA, "Maya", "Hi Maya, all well?"), sent(BO, "Bo", "Hi Bo, all well?", 7)]
    assert people_with_same_text("Hi Anna, all well?", [ANNA], ["Anna"], before, TODAY) == 2


def test_a_word_of_greeting_is_nobodys_text() -> None:
    before = [sent(MAYA, "Maya", "Hi Maya"), sent(BO, "Bo", "Hi Bo")]
    assert people_with_same_text("Hi Anna", [ANNA], ["Anna"], before, TODAY) == 0
