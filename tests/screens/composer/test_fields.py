"""The composer's fields and the interaction they make."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import (
    Channel,
    Direction,
    InteractionDraft,
    NextStepDraft,
    PromiseDraft,
    Value,
    ValueKind,
    Way,
)
from tui.screens.composer.fields import Calendar, Field, FieldRefused, echo, interaction_from, value_texts
from tui.screens.composer.reading import (
    read_due,
    read_feeling,
    read_minutes,
    read_topics,
    read_values,
    read_where,
)

TODAY = date(2026, 11, 23)
NOW = datetime.fromisoformat("2026-11-23T13:32:00+01:00")
CALENDAR = Calendar(TODAY)
MAYA, BO = ContactId(1), ContactId(2)


def made(**texts: str) -> InteractionDraft:
    fields = {Field(name): text for name, text in texts.items()}
    return interaction_from(fields, (MAYA,), (BO,), NOW, Calendar(TODAY), "draft-1")


def test_a_channel_alone_is_an_exchange_of_today_in_its_usual_way() -> None:
    assert made(channel="call") == InteractionDraft(
        (MAYA,), Channel.CALL, Direction.MUTUAL, TODAY, NOW, mentions=(BO,), draft_id="draft-1"
    )


def test_another_day_has_no_hour() -> None:
    draft = made(when="yesterday")
    assert (draft.practice_date, draft.occurred_at) == (date(2026, 11, 22), None)


def test_who_reached_out_can_be_said() -> None:
    assert made(channel="call", way="in").direction is Direction.IN


def test_values_go_three_ways_and_know_their_kind() -> None:
    assert made(gave="the deck; intro to Bo", got="feedback on the talk", asked="a name").values == (
        Value(Way.GIVEN, "the deck"),
        Value(Way.GIVEN, "intro to Bo", ValueKind.INTRODUCTION),
        Value(Way.RECEIVED, "feedback on the talk", ValueKind.ADVICE),
        Value(Way.ASKED, "a name"),
    )


def test_promises_of_both_sides_have_their_days() -> None:
    assert made(mine="send the deck by fri; a call", theirs="12 dec reading list").promises == (
        PromiseDraft("send the deck", True, date(2026, 11, 27)),
        PromiseDraft("a call", True),
        PromiseDraft("reading list", False, date(2026, 12, 12)),
    )


def test_a_next_step_without_a_day_is_a_week_from_today() -> None:
    assert made(next="ask about the move").next_step == NextStepDraft(
        "ask about the move", date(2026, 11, 30)
    )


def test_a_next_step_begins_with_its_day() -> None:
    assert made(next="fri send the notes").next_step == NextStepDraft("send the notes", date(2026, 11, 27))


def test_a_message_is_kept_beside_the_notes() -> None:
    draft = made(notes="Launch slipped.\n", message="Hi Maya\n")
    assert (draft.notes, draft.message) == ("Launch slipped.", "Hi Maya")


def test_a_message_with_an_open_slot_is_refused_by_its_name() -> None:
    with pytest.raises(FieldRefused, match="is still open: which day") as refused:
        made(message="Hi Maya, on {date}?")
    assert refused.value.field is Field.MESSAGE


def test_a_guess_is_kept_only_with_a_message_of_mine() -> None:
    assert made(message="Hi", way="out", guess="4").awkward_guess == 4
    assert made(message="Hi", way="in", guess="4").awkward_guess is None
    assert made(way="out", guess="4").awkward_guess is None


def test_the_situation_is_kept() -> None:
    assert made(situation="reconnect").situation == "reconnect"


@pytest.mark.parametrize(
    ("text", "kind", "note"),
    [
        ("intro: to Bo", ValueKind.INTRODUCTION, "to Bo"),
        ("Advice: on the talk", ValueKind.ADVICE, "on the talk"),
        ("information: the date", ValueKind.INFORMATION, "the date"),
        ("encouragement: keep going", ValueKind.ENCOURAGEMENT, "keep going"),
        ("opportunity: a desk", ValueKind.OPPORTUNITY, "a desk"),
        ("resource: an essay", ValueKind.RESOURCE, "an essay"),
        ("help: moving house", ValueKind.HELP, "moving house"),
        ("news: the prize", ValueKind.INFORMATION, "the prize"),
        ("the book: a novel", ValueKind.RESOURCE, "the book: a novel"),
        ("intro:", ValueKind.INTRODUCTION, "intro:"),
        ("moved the sofa", ValueKind.HELP, "moved the sofa"),
    ],
)
def test_a_kind_may_stand_before_a_colon(text: str, kind: ValueKind, note: str) -> None:
    assert read_values(text, Way.GIVEN) == (Value(Way.GIVEN, note, kind),)


@pytest.mark.parametrize(
    "value",
    [Value(Way.GIVEN, "the deck"), *(Value(Way.GIVEN, "to Bo", kind) for kind in ValueKind)],
)
def test_a_value_written_into_its_field_is_read_back(value: Value) -> None:
    assert read_values(value_texts([value], Way.GIVEN), Way.GIVEN) == (value,)


@pytest.mark.parametrize(("day_first", "due"), [(True, date(2027, 5, 12)), (False, date(2026, 12, 5))])
def test_a_day_in_figures_follows_the_order_that_is_set(day_first: bool, due: date) -> None:
    calendar = Calendar(TODAY, day_first)
    texts = {Field.NEXT: "12/5 call", Field.MINE: "the deck by 12/5", Field.WHEN: "5/11"}
    draft = interaction_from(texts, (MAYA,), (), NOW, calendar, "draft-1")
    assert draft.next_step == NextStepDraft("call", due)
    assert draft.promises == (PromiseDraft("the deck", True, due),)
    assert draft.practice_date == (date(2026, 11, 5) if day_first else date(2026, 5, 11))


def test_a_day_in_figures_without_an_order_is_refused_at_either_end() -> None:
    for text in ("12/5 call", "call by 12/5"):
        with pytest.raises(InvalidInput):
            read_due(text, TODAY)


def test_control_characters_do_not_reach_the_notes() -> None:
    assert "\x1b" not in made(notes="red \x1b[31m", gave="\x1b]0;x\x07").notes


def test_everything_else_stands_where_it_was_written() -> None:
    draft = made(length="1h30", where="LinkedIn, Lisbon", topics='#work #"grant writing"', feeling="4")
    assert (draft.minutes, draft.platform, draft.place) == (90, "linkedin", "Lisbon")
    assert (draft.topics, draft.feeling) == (("work", "grant writing"), 4)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (Field.WHEN, "31 feb"),
        (Field.WHEN, "tomorrow"),
        (Field.LENGTH, "long"),
        (Field.FEELING, "7"),
        (Field.NEXT, "12/5 call"),
        (Field.NEXT, "yesterday call"),
        (Field.MINE, "fri"),
        (Field.THEIRS, "2026-02-30 deck"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_field(field: Field, text: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        made(**{str(field): text})
    assert refused.value.field is field
    assert "nothing is lost" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "minutes"), [("40", 40), ("40m", 40), ("1h30", 90), ("2h", 120), ("40 min", 40), ("", None)]
)
def test_a_length_is_read(text: str, minutes: int | None) -> None:
    assert read_minutes(text) == minutes


@pytest.mark.parametrize("text", ["0", "x", "40 m long", "99h"])
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_minutes(text)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("linkedin", ("linkedin", "")),
        ("li", ("linkedin", "")),
        ("Café Central", ("", "Café Central")),
        ("signal, X", ("signal", "X")),
        ("call", ("", "call")),
    ],
)
def test_a_place_and_a_platform_are_told_apart(text: str, where: tuple[str, str]) -> None:
    assert read_where(text) == where


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("by fri send it", (None, "by fri send it")),
        ("send it by fri", (date(2026, 11, 27), "send it")),
        ("stand by me", (None, "stand by me")),
        ("2w call", (date(2026, 12, 7), "call")),
        ("may I write", (None, "may I write")),
    ],
)
def test_a_day_stands_first_or_last(text: str, due: tuple[date | None, str]) -> None:
    assert read_due(text, TODAY) == due


@pytest.mark.parametrize("text", ["0", "6", "good", "1.5"])
def test_a_feeling_is_one_to_five(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_feeling(text)


def test_the_echo_says_weekday_and_date() -> None:
    assert echo(Field.NEXT, {Field.NEXT: "fri send"}, CALENDAR) == ("Fri 27 Nov", True)
    assert echo(Field.WHEN, {}, CALENDAR) == ("today, Mon 23 Nov", True)


def test_the_echo_says_what_is_wrong() -> None:
    assert echo(Field.WHEN, {Field.WHEN: "soon"}, CALENDAR) == ('"soon" is not a date.', False)


@given(st.lists(st.from_regex(r"[a-z]{1,8}( [a-z]{1,8})?", fullmatch=True), unique=True, max_size=5))
def test_topics_written_are_the_topics_read(topics: list[str]) -> None:
    written = " ".join(f'#"{topic}"' if " " in topic else f"#{topic}" for topic in topics)
    assert read_topics(written) == tuple(topics)


@given(st.text(st.characters(codec="ascii", exclude_characters=":"), max_size=80))
def test_values_lose_no_words(text: str) -> None:
    kept = " ".join(value.note for value in read_values(text, Way.GIVEN))
    assert [c for c in kept if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.sampled_from(list(Field)), st.text(max_size=40))
def test_no_text_in_a_field_does_more_than_refuse(field: Field, text: str) -> None:
    said, is_good = echo(field, {field: text}, CALENDAR)
    assert is_good or said
