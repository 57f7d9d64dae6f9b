"""What is known of somebody as rows: one way to make them, whether one person is added or a whole book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tui.domain.records.contact import FIELD_LIMIT
from tui.domain.records.knowing import CustomField, Fact, Position, Question, QuestionId
from tui.domain.text import clean
from tui.store.schema.rows import Row, day

LABEL_LIMIT = 200
CARD_LIMIT = 20_000_000
"""Characters; a longer card is not kept as it came."""

FACT_COLUMNS = "contact_id, kind, text, noted_on"
POSITION_COLUMNS = "contact_id, organisation, role, from_when, to_when"
CUSTOM_COLUMNS = "contact_id, label, value"


def one_line(text: str, limit: int = FIELD_LIMIT) -> str:
    """Return a text as it is kept on one line."""
    return " ".join(clean(text, limit, one_line=True).split())


def fact_rows(contact_id: int, facts: Iterable[Fact]) -> Iterator[Row]:
    """Yield the rows of facts and interests, each once."""
    kept = {(each.kind, one_line(each.text)): each for each in reversed(tuple(facts))}
    for (kind, text), each in reversed(kept.items()):
        if text:
            yield contact_id, kind.value, text, each.noted_on.isoformat() if each.noted_on else None


def position_rows(contact_id: int, positions: Iterable[Position]) -> Iterator[Row]:
    """Yield the rows of positions, each once."""
    rows = (
        (
            contact_id,
            one_line(each.organisation),
            one_line(each.role),
            one_line(each.from_when, 10),
            one_line(each.to_when, 10),
        )
        for each in positions
    )
    yield from dict.fromkeys(row for row in rows if row[1] or row[2])


def custom_rows(contact_id: int, fields: Iterable[CustomField]) -> Iterator[Row]:
    """Yield the rows of somebody's own fields, each once; what has no label is an "other"."""
    rows = (
        (contact_id, one_line(each.label, LABEL_LIMIT) or "other", one_line(each.value)) for each in fields
    )
    yield from dict.fromkeys(row for row in rows if row[2])


def question_of(row: tuple[int, str, str, str | None, int | None]) -> Question:
    """Build a question: id, text, added_on, asked_on, interaction_id."""
    ident, text, added_on, asked_on, interaction_id = row
    return Question(QuestionId(ident), text, date.fromisoformat(added_on), day(asked_on), interaction_id)
