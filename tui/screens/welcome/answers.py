"""The three questions of the first start: what is asked, and how an answer is understood."""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from msgspec import Struct

from tui.domain.dates.dates import Tense, parse_date
from tui.domain.dates.spans import ago, day_words
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import valid_name
from tui.domain.rhythms.rhythm import parse_rhythm, rhythm_words

_LETTERS = {"w": "weekly", "m": "monthly", "q": "quarterly", "y": "yearly"}


class Question(IntEnum):
    """The questions, in order."""

    WHO = 0
    HOW_OFTEN = 1
    LAST_TALK = 2


ASKED = {
    Question.WHO: "Name one person you would like to keep in touch with.",
    Question.HOW_OFTEN: "How often would be good?",
    Question.LAST_TALK: "When did you last talk?",
}
HINTS = {
    Question.WHO: "Enter goes on, Esc skips all this.",
    Question.HOW_OFTEN: "w week  m month  q quarter  or 6w   Enter: none for now",
    Question.LAST_TALK: "today   2w   12 may   Enter: I don't know",
}


class Answers(Struct, frozen=True):
    """What has been answered so far."""

    name: str = ""
    rhythm_days: int | None = None
    """In days; None for no rhythm for now."""
    last_on: date | None = None
    """The local calendar day of the last talk; None when it is not known."""


def answered(
    question: Question, text: str, before: Answers, today: date, day_first: bool | None = None
) -> Answers:
    """Return the answers with one more; ``day_first`` is how 12/5 is read, None refuses it.

    Raises InvalidInput when the text is no answer to the question.
    """
    if question is Question.WHO:
        return Answers(valid_name(text), before.rhythm_days, before.last_on)
    if question is Question.HOW_OFTEN:
        said = text.strip().casefold()
        days = parse_rhythm(_LETTERS.get(said, said)) if said else None
        return Answers(before.name, days, before.last_on)
    last_on = parse_date(text, today, Tense.PAST, day_first) if text.strip() else None
    return Answers(before.name, before.rhythm_days, last_on)


def said_back(question: Question, text: str, today: date, day_first: bool | None = None) -> tuple[str, bool]:
    """Say how an answer is understood as it stands, and whether it is one."""
    try:
        answers = answered(question, text, Answers(), today, day_first)
    except InvalidInput as error:
        is_begun = bool(text.strip())
        return (" ".join((error.title, error.hint)).strip() if is_begun else "", False)
    if question is Question.WHO:
        return answers.name, True
    if question is Question.HOW_OFTEN:
        return (rhythm_words(answers.rhythm_days) if text.strip() else "no rhythm for now"), True
    if answers.last_on is None:
        return "I don't know", True
    day = day_words(answers.last_on, today)
    return (day if answers.last_on == today else f"{day}, {ago((today - answers.last_on).days)}"), True
