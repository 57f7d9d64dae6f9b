"""A number that a sentence says is the number of its rule: where the rule changes, the sentence follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from tui.domain.measures.warmth import Balance
from tui.domain.number_words import long_span_words, number_word, part_word, tenths_words
from tui.domain.outreach.explain_contact import advice_reason, balance_number
from tui.domain.outreach.reasons import key_date_reason, reply_reason, world_reason
from tui.domain.outreach.tier import Person
from tui.domain.practice import copy, explain
from tui.domain.practice.milestones import streak_milestone
from tui.domain.practice.natural_rhythm import NaturalRhythm
from tui.domain.practice.spares import SpareRules
from tui.domain.practice.streak import SPARES, Mode, streak
from tui.domain.practice.streak_facts import streak_facts
from tui.domain.records.contact import ContactId, KeyDate, KeyDateKind
from tui.domain.rhythms.tending import Tending

MONDAY = date(2026, 1, 5)
ANN = Person(contact_id=ContactId(1), name="Ann Lee", ideal_days=30, due_on=MONDAY, last_touch_on=MONDAY)
NEW = streak([], MONDAY), streak_facts([], MONDAY)
HINT = NaturalRhythm(frozenset({0}), None, 12, 20)


def _birthday() -> str:
    reason = key_date_reason(ANN, KeyDate(KeyDateKind.BIRTHDAY, 1, 6), MONDAY + timedelta(1))
    assert reason is not None
    return reason.sentence


@pytest.mark.parametrize(
    ("rule", "number", "say", "words"),
    [
        (
            "practice.explain.CONSISTENCY_HALF_LIFE",
            20,
            lambda: explain.consistency_number(*NEW),
            "what is 20 of",
        ),
        ("practice.streak.CONSISTENCY_HALF_LIFE", 6, lambda: explain.consistency_number(*NEW), "by a tenth"),
        ("practice.explain.FELT_WELL_FROM", 3, lambda: explain.heat(26, 9), "like 3 or 4 or 5"),
        (
            "practice.explain.WORDS",
            ((0.8, "fine"),),
            lambda: explain.tending_share(Tending(1, 9)),
            "“fine” from 80 %.",
        ),
        (
            "practice.explain.DORMANT_FROM_DAYS",
            200,
            lambda: explain.tending_share(Tending(1, 9)),
            "for 200 days or",
        ),
        ("practice.explain.DIVERSITY_DAYS", 60, lambda: explain.worlds_number(9, 3), "in touch in 60 days"),
        (
            "practice.explain.DIVERSITY_DAYS",
            60,
            lambda: explain.quiet_world("work", 0.3, 0.1),
            "in touch in 60 days",
        ),
        (
            "practice.explain.QUIET_GAP",
            0.2,
            lambda: explain.quiet_world("work", 0.3, 0.1),
            "20 points or more",
        ),
        ("practice.explain.WEEKS", 6, lambda: explain.natural(HINT), "last six full weeks"),
        (
            "practice.explain.WEEKS_OF_A_HABIT",
            2,
            lambda: explain.natural(HINT),
            "at least two of the four weeks",
        ),
        ("practice.explain.KEPT_BELOW", 0.5, lambda: explain.natural(HINT), "below 50%"),
        ("practice.explain.FAR_MINUTES", 240, lambda: explain.rest_days("travel"), "four hours or more"),
        ("practice.explain.MAX_PAUSE_DAYS", 60, lambda: explain.rest_days(""), "up to 60 days"),
        ("practice.copy.PRAISED_LENGTH", 40, copy.showing_up, "40 days of showing up"),
        ("practice.copy.PRAISED_LENGTH", 66, lambda: streak_milestone(66).question, "66 days of showing up"),
        (
            "outreach.explain_contact.BALANCE_HALF_LIFE",
            90,
            lambda: balance_number(Balance(1, 2)),
            "every 90 days",
        ),
        (
            "outreach.explain_contact.BALANCE_SPEAKS_ABOVE",
            0.25,
            lambda: balance_number(Balance(1, 2)),
            "beyond a quarter",
        ),
        (
            "outreach.explain_contact.SLOWER_ABOVE",
            1.33,
            lambda: advice_reason(12, 30),
            "From a third as long again",
        ),
        ("outreach.explain_contact.FASTER_BELOW", 0.7, lambda: advice_reason(12, 30), "below seven tenths"),
        ("outreach.explain_contact.ASK_EVERY_DAYS", 60, lambda: advice_reason(12, 30), "once in 60 days"),
        (
            "outreach.reasons.REPLY_DAYS",
            10,
            lambda: reply_reason(ANN, MONDAY, MONDAY, interaction_id=1).sentence,
            "10",
        ),
        ("outreach.reasons.BELATED_DAYS", 5, _birthday, "for five days after"),
        (
            "outreach.reasons.DIVERSITY_DAYS",
            60,
            lambda: world_reason(ANN, "work", MONDAY).sentence,
            "last 60 days",
        ),
    ],
)
def test_a_sentence_follows_its_rule(
    monkeypatch: pytest.MonkeyPatch, rule: str, number: object, say: Callable[[], str], words: str
) -> None:
    assert words not in say()
    monkeypatch.setattr(f"tui.domain.{rule}", number)
    assert words in say()


@pytest.mark.parametrize(
    ("say", "words"),
    [
        (copy.last_spare_used, "Five practice days bring one back."),
        (
            explain.in_plain_words,
            "Three spares cover the days you miss; every five practice days earn one back.",
        ),
        (lambda: explain.streak_length(*NEW, MONDAY), "with three spares to cover"),
        (lambda: explain.spares_held(*NEW, MONDAY), "starts with three spares and holds four at most."),
        (lambda: explain.spares_held(*NEW, MONDAY), "every five practice days earn one back."),
    ],
)
def test_what_is_said_of_the_spares_follows_their_rules(
    monkeypatch: pytest.MonkeyPatch, say: Callable[[], str], words: str
) -> None:
    assert words not in say()
    monkeypatch.setitem(SPARES, Mode.DAILY, SpareRules(earn=5, most=4, at_start=3))
    assert words in say()


def test_numbers_are_written_out_as_far_as_they_are_read_as_words() -> None:
    assert [number_word(number) for number in (0, 1, 12, 13)] == ["no", "one", "twelve", "13"]
    assert [part_word(share) for share in (0.5, 0.052, 0.11)] == ["half", "a twentieth", "a tenth"]
    assert (tenths_words(0.6), long_span_words(365), long_span_words(90)) == (
        "six tenths",
        "a year",
        "90 days",
    )


def test_the_first_page_of_the_readme_says_the_spares_of_the_rule() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert f"{number_word(SPARES[Mode.DAILY].at_start)} spares cover the days you miss" in readme
