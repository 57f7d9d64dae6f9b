"""Reasons: short enough for their column, true, and naming the rule."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rich.cells import cell_len

from tui.domain.outreach.reasons import (
    REASON_COLUMNS,
    key_date_reason,
    ladder_reason,
    next_step_reason,
    promise_reason,
    rekindle_reason,
    reply_reason,
    rhythm_reason,
    world_reason,
)
from tui.domain.outreach.tier import Person, Reason, ReasonKind, Tier
from tui.domain.records.contact import ContactId, KeyDate, KeyDateKind
from tui.domain.records.interaction import Channel
from tui.domain.records.promise import MadeBy, NextStep, NextStepId, Promise, PromiseId
from tui.domain.rhythms.ladder import LadderStep, ladder_step

TODAY = date(2026, 11, 23)
MAYA = Person(
    ContactId(7), "Maya Okafor", ideal_days=28, last_touch_on=date(2026, 9, 28), due_on=date(2026, 10, 26)
)


def before(days: int) -> date:
    return TODAY - timedelta(days)


def a_promise(
    due_on: date | None = TODAY, made_by: MadeBy = MadeBy.ME, kept_on: date | None = None
) -> Promise:
    return Promise(
        PromiseId(3), MAYA.contact_id, MAYA.name, made_by, "send the deck", before(20), due_on, kept_on
    )


def said(reason: Reason | None) -> str:
    assert reason is not None
    return reason.text


def test_tiers_stand_in_the_order_of_the_list() -> None:
    assert [tier.rank for tier in Tier] == [1, 2, 3, 4, 5, 6, 7]
    assert next(iter(Tier)) is Tier.PROMISE


def test_a_promise_speaks_from_its_day_on() -> None:
    assert promise_reason(MAYA, a_promise(TODAY + timedelta(1)), TODAY) is None
    assert said(promise_reason(MAYA, a_promise(), TODAY)) == "promise due today"
    assert said(promise_reason(MAYA, a_promise(before(3)), TODAY)) == "promise 3 days late"


def test_the_sentence_of_a_promise_names_it_and_its_day() -> None:
    reason = promise_reason(MAYA, a_promise(before(3)), TODAY)
    assert reason is not None
    assert reason.sentence == (
        "You promised Maya Okafor “send the deck” for Fri 20 Nov, 3 days ago. Promises of yours come first."
    )
    assert (reason.kind, reason.subject_id) == (ReasonKind.PROMISE, 3)


@pytest.mark.parametrize(
    "promise", [a_promise(None), a_promise(made_by=MadeBy.THEM), a_promise(kept_on=before(1))]
)
def test_a_promise_undated_kept_or_theirs_gives_no_reason(promise: Promise) -> None:
    assert promise_reason(MAYA, promise, TODAY) is None


def test_a_reply_is_owed_at_once() -> None:
    reason = reply_reason(MAYA, TODAY, TODAY, interaction_id=9)
    assert (reason.tier, reason.text, reason.subject_id) == (Tier.REPLY, "wrote to you today", 9)
    assert reason.sentence.startswith("Maya Okafor wrote to you today, and nothing")


def test_after_fourteen_days_a_reply_stands_among_the_rhythms() -> None:
    last_day = reply_reason(MAYA, before(14), TODAY, interaction_id=9)
    late = reply_reason(MAYA, before(15), TODAY, interaction_id=9)
    assert (last_day.tier, late.tier) == (Tier.REPLY, Tier.RHYTHM)
    assert late.sentence.endswith("A late reply is still a good reply.")
    assert late.kind is ReasonKind.REPLY


def test_a_voice_note_is_called_one() -> None:
    reason = reply_reason(MAYA, before(4), TODAY, interaction_id=9, channel=Channel.VOICE_NOTE)
    assert reason.text == "voice note 4 days ago"


def met(days_ago: int, at: str = "PyCon") -> Person:
    return Person(ContactId(8), "Zoë Martín", met_on=before(days_ago), met_at=at)


def step_of(person: Person, *touches: date) -> LadderStep:
    step = ladder_step(person.met_on, touches, TODAY)
    assert step is not None
    return step


def test_the_first_step_stands_with_the_replies_and_names_the_event() -> None:
    reason = ladder_reason(met(1), step_of(met(1)), TODAY)
    assert reason is not None
    assert (reason.tier, reason.text) == (Tier.REPLY, "follow up after PyCon")


def test_a_late_step_is_still_welcome() -> None:
    reason = ladder_reason(met(5), step_of(met(5)), TODAY)
    assert reason is not None
    assert "still welcome" in reason.sentence


def test_an_event_with_a_long_name_is_left_to_the_sentence() -> None:
    person = met(1, "the Lisbon Book Fair")
    reason = ladder_reason(person, step_of(person), TODAY)
    assert reason is not None
    assert reason.text == "follow up after you met"
    assert "at the Lisbon Book Fair" in reason.sentence


def test_later_steps_stand_with_the_next_steps() -> None:
    reason = ladder_reason(met(8), step_of(met(8), before(7)), TODAY)
    assert reason is not None
    assert (reason.tier, reason.text) == (Tier.NEXT_STEP, "8 days since you met")


def test_a_step_still_to_come_gives_no_reason() -> None:
    assert ladder_reason(met(0), step_of(met(0)), TODAY) is None


@pytest.mark.parametrize(
    ("key_date", "text"),
    [
        (KeyDate(KeyDateKind.BIRTHDAY, 11, 23), "birthday today"),
        (KeyDate(KeyDateKind.BIRTHDAY, 11, 21), "belated birthday"),
        (KeyDate(KeyDateKind.ANNIVERSARY, 11, 23, 2020), "anniversary today"),
        (KeyDate(KeyDateKind.OTHER, 11, 23, label="name day"), "name day today"),
        (KeyDate(KeyDateKind.OTHER, 11, 23), "day to remember today"),
    ],
)
def test_a_key_date_is_named(key_date: KeyDate, text: str) -> None:
    assert said(key_date_reason(MAYA, key_date, TODAY)) == text


def test_a_belated_greeting_is_welcome() -> None:
    reason = key_date_reason(MAYA, KeyDate(KeyDateKind.BIRTHDAY, 11, 21), TODAY)
    assert reason is not None
    assert "Sat 21 Nov, 2 days ago; belated is welcome" in reason.sentence


def test_a_key_date_is_answered_by_a_touch() -> None:
    person = replace(MAYA, last_touch_on=TODAY)
    assert key_date_reason(person, KeyDate(KeyDateKind.BIRTHDAY, 11, 23), TODAY) is None


def a_step(due_on: date, text: str = "send the deck", done_on: date | None = None) -> NextStep:
    return NextStep(NextStepId(4), MAYA.contact_id, MAYA.name, text, due_on, done_on)


def test_a_next_step_is_quoted_from_its_day_on() -> None:
    assert said(next_step_reason(MAYA, a_step(TODAY), TODAY)) == "next: send the deck"
    assert next_step_reason(MAYA, a_step(TODAY + timedelta(1)), TODAY) is None
    assert next_step_reason(MAYA, a_step(TODAY, done_on=TODAY), TODAY) is None


def test_a_rhythm_says_how_long_it_has_been_and_why_now() -> None:
    reason = rhythm_reason(replace(MAYA, remembered="new role, May launch"), TODAY)
    assert reason is not None
    assert reason.text == "8 weeks have passed"
    assert reason.sentence == (
        "The rhythm with Maya Okafor is every 4 weeks. Last in touch Mon 28 Sep (“new role, May launch”), "
        "so a hello fell due on Mon 26 Oct, 4 weeks ago. It has been a while."
    )


def test_a_rhythm_never_begun_asks_for_a_first_hello() -> None:
    person = replace(MAYA, last_touch_on=None, due_on=TODAY)
    reason = rhythm_reason(person, TODAY)
    assert reason is not None
    assert reason.text == "time for a first hello"
    assert reason.sentence.endswith("There was no hello yet; the first falls due today.")


def test_a_rhythm_not_yet_due_gives_no_reason() -> None:
    assert rhythm_reason(replace(MAYA, due_on=TODAY + timedelta(1)), TODAY) is None


def test_one_week_has_passed() -> None:
    person = replace(MAYA, ideal_days=14, last_touch_on=before(14), due_on=TODAY)
    assert said(rhythm_reason(person, TODAY)) == "2 weeks have passed"
    assert said(rhythm_reason(replace(person, last_touch_on=before(1)), TODAY)) == "1 day has passed"


def test_an_old_tie_comes_with_a_warm_up() -> None:
    reason = rekindle_reason(replace(MAYA, last_touch_on=before(800)), TODAY)
    assert reason is not None
    assert reason.text == "2 years since you spoke"
    assert reason.sentence.endswith("First one easy hello to someone current, then Maya.")


anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=500)
@given(anything, st.integers(0, 40_000), st.integers(0, 60))
def test_every_short_reason_fits_its_column(text: str, days: int, met_days: int) -> None:
    person = replace(
        MAYA, last_touch_on=before(days), due_on=before(days), met_on=before(met_days), met_at=text
    )
    step = ladder_step(person.met_on, [], TODAY)
    reasons = [
        promise_reason(person, a_promise(before(days)), TODAY),
        reply_reason(person, before(days), TODAY, interaction_id=1),
        reply_reason(person, before(days), TODAY, interaction_id=1, channel=Channel.VOICE_NOTE),
        ladder_reason(person, step, TODAY) if step else None,
        key_date_reason(
            replace(person, last_touch_on=None), KeyDate(KeyDateKind.OTHER, 11, 21, label=text), TODAY
        ),
        next_step_reason(person, a_step(before(days), text), TODAY),
        rhythm_reason(person, TODAY),
        rekindle_reason(person, TODAY),
        world_reason(person, text, TODAY),
    ]
    assert all(cell_len(reason.text) <= REASON_COLUMNS for reason in reasons if reason)


def test_wide_characters_take_two_columns() -> None:
    assert said(next_step_reason(MAYA, a_step(TODAY, "東" * 20), TODAY)) == f"next: {'東' * 9}…"
