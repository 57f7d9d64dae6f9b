"""Which rhythm applies and why, as a person reads it."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import NO_RHYTHM
from tui.domain.rhythms.rhythm import DueFacts, Touch, due_date
from tui.domain.rhythms.rule import (
    GroupName,
    GroupRhythm,
    RhythmChoice,
    RhythmRule,
    RhythmSource,
    Style,
    parse_choice,
    parse_group,
    why_due,
)

WORK = GroupRhythm(RhythmSource.TAG, "work", 42)
FRIENDS = GroupRhythm(RhythmSource.CIRCLE, "friends", 60)
MARCH = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (RhythmRule(), "no rhythm"),
        (RhythmRule(30), "monthly"),
        (RhythmRule(NO_RHYTHM, groups=(WORK,)), "no rhythm"),
        (RhythmRule(groups=(WORK,)), "every 6 weeks, from #work"),
        (RhythmRule(groups=(FRIENDS, WORK)), "every 2 months, from #friends"),
        (RhythmRule(30, Style.AMBIENT), "ambient: you see each other anyway"),
    ],
)
def test_the_rule_says_where_the_rhythm_comes_from(rule: RhythmRule, words: str) -> None:
    assert rule.words == words


def test_the_sentence_of_an_own_rhythm_names_what_it_goes_before() -> None:
    assert RhythmRule(30, groups=(WORK,)).sentence == (
        "Monthly is set for them alone; it goes before that of #work."
    )


def test_the_sentence_of_two_groups_says_why_the_first_wins() -> None:
    assert RhythmRule(groups=(FRIENDS, WORK)).sentence == (
        "Every 2 months comes from the circle #friends, before #work (every 6 weeks):"
        " a circle goes before a tag, then the shorter."
    )


def test_neither_the_ambient_nor_the_triggered_have_days() -> None:
    assert [RhythmRule(30, style).days for style in Style] == [30, None, None]


@pytest.mark.parametrize(
    ("typed", "choice"),
    [
        ("6w", RhythmChoice(42)),
        ("monthly", RhythmChoice(30)),
        ("none", RhythmChoice(NO_RHYTHM)),
        ("ambient", RhythmChoice(None, Style.AMBIENT)),
        ("6w ambient", RhythmChoice(42, Style.AMBIENT)),
        ("Triggered", RhythmChoice(None, Style.TRIGGERED)),
        ("group", RhythmChoice(from_group=True)),
        ("periodic 6w", RhythmChoice(42)),
    ],
)
def test_a_rhythm_is_read_with_its_style(typed: str, choice: RhythmChoice) -> None:
    assert parse_choice(typed) == choice


@pytest.mark.parametrize("typed", ["", "soon", "ambient triggered", "group ambient"])
def test_what_is_no_rhythm_is_said(typed: str) -> None:
    with pytest.raises(InvalidInput, match="Nothing was changed"):
        parse_choice(typed)


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("#work", GroupName("work")),
        ("circle:friends", GroupName("friends", RhythmSource.CIRCLE)),
        ("tag:choir", GroupName("choir", RhythmSource.TAG)),
        ("work", None),
        ("#", None),
    ],
)
def test_a_group_is_known_by_its_sign(word: str, group: GroupName | None) -> None:
    assert parse_group(word) == group


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (
            DueFacts(1, 30, is_exact=True, touches=(Touch(MARCH, 0.6),)),
            "Due Fri 20 Mar: the touch of Mon 2 Mar carries 0.6 of 30 days; overdue 15 days later.",
        ),
        (
            DueFacts(1, 90, touches=(Touch(MARCH, 1.0),)),
            "Due Sun 7 Jun: the touch of Mon 2 Mar carries 1 of 90 days, moved by +7 to spread the load;"
            " overdue 45 days later.",
        ),
        (
            DueFacts(1, 30, skips=(MARCH,)),
            "Due Wed 1 Apr: the round of Mon 2 Mar was let go, and the next comes 30 days later.",
        ),
        (
            DueFacts(1, 30, first_due_on=date(2026, 3, 9)),
            "Due Mon 9 Mar: there was no hello yet, and first days are spread over the rhythm.",
        ),
        (
            DueFacts(1, 30, is_exact=True, touches=(Touch(date(2026, 1, 1), 1.0),), resumed_on=MARCH),
            "Due Fri 6 Mar: a pause ended on Mon 2 Mar, and 4 days ease it in.",
        ),
        (DueFacts(1, None), "Never due."),
    ],
)
def test_a_due_date_says_which_fact_sets_it(facts: DueFacts, said: str) -> None:
    assert why_due(facts, MARCH) == said


def test_somebody_with_a_rhythm_and_no_history_is_never_lost() -> None:
    days = [due_date(DueFacts(ident, 30, added_on=MARCH)) for ident in range(1, 61)]
    spread = {day for day in days if day is not None}
    assert len(spread) == 30
    assert MARCH < min(spread) <= max(spread) <= date(2026, 4, 1)
