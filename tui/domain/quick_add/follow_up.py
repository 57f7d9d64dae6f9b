"""Reading a follow-up: with whom, when, and what about."""

from __future__ import annotations

from datetime import date, timedelta

from tui.domain.dates.dates import Tense
from tui.domain.quick_add.parsed import LineKind, Parsed, Part
from tui.domain.quick_add.reading import NEXT_STEP_DAYS, Reading
from tui.domain.quick_add.tokens import Sigil
from tui.domain.quick_add.vocabulary import LINKS


def read_follow_up(r: Reading) -> Parsed:
    """Read the words of a follow-up; a date not said is a week from today."""
    due: date | None = None
    has_date = False
    i = 0
    while i < len(r.words):
        word = r.words[i]
        if word.sigil is Sigil.AT:
            taken = r.take_participant(i)
        elif word.sigil is Sigil.NEXT and not word.is_literal and (i == 0 or r.names_somebody):
            taken = 1
            r.mark(Part.DATE, word)
        elif _is_link(r, i):
            taken = 1
            r.mark(Part.WHO, word)
        elif not has_date and (match := r.date_at(i, Tense.FUTURE)):
            taken, due, has_date = match.words, match.day, True
            words = r.words[i : i + taken]
            r.mark(Part.DATE, *words)
            if due and due < r.ground.today:
                r.object_to("date is in the past - a follow-up is for today or later", *words)
        else:
            break
        i += taken
        if r.words[i - 1].breaks:
            break
    return _parsed(r, i, due, is_assumed=due is None)


def _is_link(r: Reading, i: int) -> bool:
    is_before_handle = i + 1 < len(r.words) and r.words[i + 1].sigil is Sigil.AT
    return is_before_handle and r.words[i].is_plain and r.words[i].text.casefold() in LINKS


def _parsed(r: Reading, i: int, due: date | None, *, is_assumed: bool) -> Parsed:
    text = " ".join(word.text for word in r.words[i:]).strip()
    r.mark(Part.TEXT, *r.words[i:])
    r.check_length(Part.TEXT, text)
    r.settle_who()
    return Parsed(
        line=r.line,
        kind=LineKind.FOLLOW_UP,
        today=r.ground.today,
        contacts=tuple(r.contacts),
        new_names=tuple(r.new_names.values()),
        unsettled=tuple(r.unsettled),
        due_on=due or r.ground.today + timedelta(days=NEXT_STEP_DAYS),
        due_is_assumed=is_assumed,
        text=text,
        problems=tuple(r.problems),
    )
