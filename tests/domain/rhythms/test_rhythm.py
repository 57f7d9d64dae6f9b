"""Rhythm: the constants, rows D01-D18, shifts, and how a rhythm is read and written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import NO_RHYTHM, Ladder
from tui.domain.rhythms.lateness import State, ratio, shift_days, state_of, weighted_ratio
from tui.domain.rhythms.rhythm import (
    LONGEST_RHYTHM,
    DueFacts,
    Touch,
    due_date,
    parse_rhythm,
    rhythm_short,
    rhythm_words,
)

WEIGHTS = {
    "call": 1.0,
    "in person": 1.0,
    "email": 0.8,
    "message": 0.6,
    "group": 0.5,
    "comment": 0.3,
    "like": 0.0,
}


def day(text: str) -> date:
    return date.fromisoformat(text if len(text) > 5 else f"2026-{text}")


def touch(text: str) -> Touch:
    on, channel = text.split(" ", 1)
    return Touch(day(on), WEIGHTS[channel])


@pytest.mark.parametrize(
    ("ideal", "touches", "today", "due", "r", "state", "weighted"),
    [
        pytest.param(30, ["03-02 call"], "03-10", "04-01", 0.2667, "fresh", 0.2667, id="D01"),
        pytest.param(30, ["03-02 call"], "03-27", "04-01", 0.8333, "soon", 0.8333, id="D02"),
        pytest.param(30, ["03-02 call"], "04-01", "04-01", 1.0, "due", 1.0, id="D03"),
        pytest.param(30, ["03-02 call"], "04-16", "04-01", 1.5, "due", 1.5, id="D04"),
        pytest.param(30, ["03-02 call"], "04-17", "04-01", 1.5333, "overdue", 1.5333, id="D05"),
        pytest.param(30, ["03-02 call", "03-10 comment"], "04-01", "04-01", 1.0, "due", 1.0, id="D06"),
        pytest.param(30, ["03-02 call", "03-28 comment"], "04-01", "04-06", 0.8333, "soon", 0.8333, id="D07"),
        pytest.param(
            30, ["03-02 call", "03-28 message"], "04-01", "04-15", 0.5333, "fresh", 0.5333, id="D08"
        ),
        pytest.param(30, ["03-02 call", "03-28 like"], "04-01", "04-01", 1.0, "due", 1.0, id="D09"),
        pytest.param(90, ["2025-03-02 in person"], "03-02", "2025-05-31", 4.0556, "dormant", 3.0, id="D10"),
        pytest.param(365, ["2025-03-02 in person"], "03-02", "03-02", 1.0, "due", 1.0, id="D11"),
        pytest.param(365, ["2023-03-01 in person"], "03-02", "2024-02-29", 3.0055, "dormant", 3.0, id="D12"),
        pytest.param(7, ["02-16 in person"], "03-02", "02-23", 2.0, "overdue", 2.0, id="D13"),
        pytest.param(90, ["01-01 email"], "03-14", "03-14", 1.0, "due", 1.0, id="D15"),
        pytest.param(30, ["03-02 group"], "03-17", "03-17", 1.0, "due", 1.0, id="D18"),
    ],
)
def test_due_day_ratio_and_state(
    ideal: int, touches: Sequence[str], today: str, due: str, r: float, state: str, weighted: float
) -> None:
    facts = DueFacts(1, ideal, is_exact=True, touches=[touch(text) for text in touches])
    due_on = due_date(facts)
    assert due_on == day(due)
    assert ratio(day(today), due_on, ideal) == pytest.approx(r, abs=5e-5)
    last = max(each.on for each in facts.touches if each.weight)
    assert state_of(day(today), ideal_days=ideal, due_on=due_on, last_touch_on=last) == state
    assert weighted_ratio(ratio(day(today), due_on, ideal), False) == pytest.approx(weighted, abs=5e-5)


def test_d16_a_skip_lets_one_rhythm_go() -> None:
    facts = DueFacts(1, 30, is_exact=True, touches=[touch("03-02 call")], skips=[day("04-05")])
    due_on = due_date(facts)
    assert due_on == day("05-05")
    assert ratio(day("04-05"), due_on, 30) == 0.0


def test_d17_a_shift_moves_the_due_day() -> None:
    due_on = due_date(DueFacts(1, 90, touches=[touch("03-02 call")]))
    assert due_on == day("06-07")
    assert ratio(day("05-31"), due_on, 90) == pytest.approx(0.9222, abs=5e-5)
    assert state_of(day("05-31"), ideal_days=90, due_on=due_on, last_touch_on=day("03-02")) is State.SOON


@pytest.mark.parametrize(
    ("ideal", "shifts"),
    [
        (30, [-1, 1, 3, -2, 0, 2, -3, -1]),
        (90, [7, 6, 5, 4, 3, 2, 1, 0, -1, -2, -3, -4, -5, -6, -7, 7]),
        (14, [1, 0, -1, 1]),
        (7, [0, 0, 0]),
    ],
)
def test_the_shift_of_the_first_contacts(ideal: int, shifts: list[int]) -> None:
    assert [shift_days(contact_id, ideal) for contact_id in range(1, len(shifts) + 1)] == shifts


@pytest.mark.parametrize(("ideal", "days", "most_a_day"), [(90, 15, 3), (30, 7, 6)])
def test_forty_people_met_on_one_day_are_spread_by_their_shift(
    ideal: int, days: int, most_a_day: int
) -> None:
    due = [due_date(DueFacts(n, ideal, touches=[touch("03-02 call")])) for n in range(1, 41)]
    assert len(set(due)) == days
    assert max(due.count(each) for each in due) == most_a_day


def test_a_skip_is_not_shifted() -> None:
    facts = DueFacts(1, 90, touches=[touch("03-02 call")], skips=[day("06-01")])
    assert due_date(facts) == day("06-01") + timedelta(90)


@pytest.mark.parametrize("ideal", [None, NO_RHYTHM])
def test_without_a_rhythm_nobody_is_ever_due(ideal: int | None) -> None:
    assert due_date(DueFacts(1, ideal, touches=[touch("03-02 call")], first_due_on=day("03-05"))) is None


def test_somebody_never_in_touch_is_due_on_their_first_due_day() -> None:
    assert due_date(DueFacts(1, 90, first_due_on=day("03-05"))) == day("03-05")


def test_the_first_due_day_gives_way_to_a_touch() -> None:
    facts = DueFacts(1, 30, is_exact=True, touches=[touch("03-02 call")], first_due_on=day("12-24"))
    assert due_date(facts) == day("04-01")


def test_somebody_only_met_is_due_one_rhythm_after_the_meeting() -> None:
    assert due_date(DueFacts(1, 90, met_on=day("03-02"), ladder=Ladder.NONE)) == day("05-31")


def test_with_neither_history_nor_meeting_nor_first_day_nobody_is_due() -> None:
    assert due_date(DueFacts(1, 90)) is None


def test_an_open_ladder_holds_the_rhythm_back() -> None:
    facts = DueFacts(1, 7, touches=[touch("03-03 call")], met_on=day("03-02"))
    assert due_date(facts) == day("05-02")


def test_a_finished_ladder_hands_over_to_the_rhythm() -> None:
    touches = [touch(f"{on} call") for on in ("03-03", "03-09", "04-01")]
    assert due_date(DueFacts(1, 7, touches=touches, met_on=day("03-02"))) == day("04-08")


def test_a_resumed_contact_is_not_due_at_once() -> None:
    facts = DueFacts(20, 30, is_exact=True, touches=[touch("2025-06-01 call")], resumed_on=day("03-02"))
    assert due_date(facts) == day("03-02") + timedelta(3 + 20 % 14)


def test_a_later_due_day_outlasts_a_pause() -> None:
    facts = DueFacts(1, 90, is_exact=True, touches=[touch("03-01 call")], resumed_on=day("03-02"))
    assert due_date(facts) == day("05-30")


def test_a_touch_still_to_come_is_ignored_until_it_arrives() -> None:
    touches = [touch("03-02 call"), touch("03-20 call")]
    before = DueFacts(1, 30, is_exact=True, touches=touches, today=day("03-10"))
    after = DueFacts(1, 30, is_exact=True, touches=touches, today=day("03-20"))
    assert (due_date(before), due_date(after)) == (day("04-01"), day("04-19"))


@given(
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(sorted(WEIGHTS.values()))), min_size=1), st.data()
)
def test_one_more_touch_never_pulls_the_due_day_nearer(
    days: list[tuple[int, float]], data: st.DataObject
) -> None:
    touches = [Touch(day("01-01") + timedelta(n), weight) for n, weight in days]
    fewer = data.draw(st.lists(st.sampled_from(touches)))
    before, after = (
        due_date(DueFacts(3, 30, touches=fewer)),
        due_date(DueFacts(3, 30, touches=[*fewer, *touches])),
    )
    assert before is None or (after is not None and after >= before)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("6w", 42),
        ("~6w", 42),
        ("3d", 3),
        ("2m", 60),
        ("3m", 90),
        ("12m", 365),
        ("1y", 365),
        ("every 6 weeks", 42),
        ("every month", 30),
        ("Weekly", 7),
        ("fortnightly", 14),
        ("~monthly", 30),
        ("two-monthly", 60),
        ("quarterly", 90),
        ("half-yearly", 180),
        ("yearly", 365),
        ("none", NO_RHYTHM),
    ],
)
def test_a_rhythm_is_read_as_typed(typed: str, days: int) -> None:
    assert parse_rhythm(typed) == days


@pytest.mark.parametrize(
    "typed", ["", "~", "often", "0d", "-3d", "11y", "99999d", "w", "6", "6x", "٣d", "1.5w"]
)
def test_what_is_no_rhythm_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(InvalidInput, match="rhythm"):
        parse_rhythm(typed)


@pytest.mark.parametrize(
    ("days", "words", "short"),
    [
        (None, "no rhythm", "none"),
        (0, "no rhythm", "none"),
        (1, "daily", "1d"),
        (7, "weekly", "1w"),
        (10, "every 10 days", "10d"),
        (14, "fortnightly", "2w"),
        (28, "every 4 weeks", "4w"),
        (30, "monthly", "1m"),
        (42, "every 6 weeks", "6w"),
        (60, "every 2 months", "2m"),
        (90, "quarterly", "3m"),
        (180, "half-yearly", "6m"),
        (365, "yearly", "1y"),
        (730, "every 2 years", "2y"),
    ],
)
def test_a_rhythm_is_written_in_words_and_short(days: int | None, words: str, short: str) -> None:
    assert (rhythm_words(days), rhythm_short(days)) == (words, short)


@given(st.integers(NO_RHYTHM, LONGEST_RHYTHM))
def test_what_is_written_is_read_back(days: int) -> None:
    assert parse_rhythm(rhythm_short(days)) == days
    assert not days or parse_rhythm(rhythm_words(days)) == days
