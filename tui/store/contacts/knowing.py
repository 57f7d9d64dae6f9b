"""What is known of somebody in the book: facts, what to ask, positions, relations, fields of one's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactDraft, ContactId
from tui.domain.records.knowing import CustomField, Fact, FactKind, Position, Question, RelatedName
from tui.domain.records.known import Known
from tui.domain.records.relations import Relation, RelationSeen, kind_words, relation_of, seen_from
from tui.store.conditions import IN_THE_BOOK
from tui.store.contacts.knowing_rows import (
    CUSTOM_COLUMNS,
    FACT_COLUMNS,
    POSITION_COLUMNS,
    custom_rows,
    fact_rows,
    one_line,
    position_rows,
    question_of,
)
from tui.store.contacts.names import named_exactly
from tui.store.schema.rows import Row, day

if TYPE_CHECKING:
    from tui.store.session import Session


class Knowing:
    """What one open book knows of its people. Every change: call inside ``Book.write``."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn

    def of(self, contact_id: ContactId) -> Known:
        """Return everything that is known of a contact besides their own fields."""
        return Known(
            noted=tuple(self.facts_of(contact_id)),
            questions=tuple(self.questions_of(contact_id)),
            positions=tuple(self.positions_of(contact_id)),
            relations=tuple(self.relations_of(contact_id)),
            custom_fields=tuple(self.custom_fields_of(contact_id)),
        )

    def add_from(self, contact_id: ContactId, draft: ContactDraft) -> None:
        """Note what a draft knows; a related name that is nobody's in the book becomes a fact."""
        self.add_facts(contact_id, draft.facts)
        self._insert("position", POSITION_COLUMNS, position_rows(contact_id, draft.positions))
        self._insert("custom_field", CUSTOM_COLUMNS, custom_rows(contact_id, draft.custom_fields))
        if draft.related:
            self.add_related(contact_id, draft.related)

    # Facts and interests

    def facts_of(self, contact_id: int) -> list[Fact]:
        """Return facts and interests, in the order they were noted."""
        return [
            Fact(text, FactKind(kind), day(noted_on))
            for kind, text, noted_on in self._conn.execute(
                "SELECT kind, text, noted_on FROM fact WHERE contact_id = ? ORDER BY id", (contact_id,)
            )
        ]

    def add_facts(self, contact_id: ContactId, facts: Iterable[Fact]) -> int:
        """Note facts and interests that are not noted yet; give how many were new."""
        known = {(each.kind, each.text.casefold()) for each in self.facts_of(contact_id)}
        fresh = [each for each in facts if (each.kind, one_line(each.text).casefold()) not in known]
        return self._insert("fact", FACT_COLUMNS, fact_rows(contact_id, fresh))

    def put_facts(self, contact_id: ContactId, kind: FactKind, texts: Sequence[str], today: date) -> None:
        """Have exactly these facts or interests, in this order; what stays keeps the day it was noted."""
        noted = {each.text: each.noted_on for each in self.facts_of(contact_id) if each.kind is kind}
        kept = [one_line(text) for text in texts]
        facts = [Fact(text, kind, noted.get(text, today)) for text in kept]
        rows = list(fact_rows(contact_id, facts))
        self._rewrite("fact", FACT_COLUMNS, contact_id, rows, f"kind = '{kind.value}'")

    # What to ask

    def questions_of(self, contact_id: int) -> list[Question]:
        """Return everything there was to ask, the oldest first."""
        return [
            question_of(row)
            for row in self._conn.execute(
                "SELECT id, text, added_on, asked_on, interaction_id FROM question WHERE contact_id = ?"
                " ORDER BY id",
                (contact_id,),
            )
        ]

    def add_questions(self, contact_id: ContactId, texts: Iterable[str], added_on: date) -> int:
        """Note what to ask next time, as far as it is not open already; give how many were new."""
        known = {each.text.casefold() for each in self.questions_of(contact_id) if each.asked_on is None}
        fresh = dict.fromkeys(kept for text in texts if (kept := one_line(text)).casefold() not in known)
        rows: list[Row] = [(contact_id, text, added_on.isoformat()) for text in fresh if text]
        return self._insert("question", "contact_id, text, added_on", rows)

    def put_questions(self, contact_id: ContactId, texts: Sequence[str], today: date) -> None:
        """Have exactly these still to ask; those struck off stay struck off."""
        wanted = {one_line(text) for text in texts}
        for each in self.questions_of(contact_id):
            if each.asked_on is None and each.text not in wanted:
                self._book.db.table("question").delete(each.id)
        self.add_questions(contact_id, texts, today)

    def strike_off(self, question_ids: Iterable[int], on: date, interaction_id: int | None = None) -> None:
        """Note that these were asked on a local day, in an interaction where there was one."""
        self._book.db.execute_each(
            "UPDATE question SET asked_on = ?, interaction_id = ? WHERE id = ? AND asked_on IS NULL",
            [(on.isoformat(), interaction_id, ident) for ident in question_ids],
        )

    # Positions and fields of one's own

    def positions_of(self, contact_id: int) -> list[Position]:
        """Return the positions held, the present ones first, then the newest."""
        return [
            Position(*row)
            for row in self._conn.execute(
                "SELECT organisation, role, from_when, to_when FROM position WHERE contact_id = ?"
                " ORDER BY to_when <> '', to_when DESC, from_when DESC, id",
                (contact_id,),
            )
        ]

    def put_positions(self, contact_id: ContactId, positions: Sequence[Position]) -> None:
        """Have exactly these positions."""
        self._rewrite("position", POSITION_COLUMNS, contact_id, list(position_rows(contact_id, positions)))

    def custom_fields_of(self, contact_id: int) -> list[CustomField]:
        """Return the fields of one's own, in the order they were written."""
        return [
            CustomField(*row)
            for row in self._conn.execute(
                "SELECT label, value FROM custom_field WHERE contact_id = ? ORDER BY id", (contact_id,)
            )
        ]

    def put_custom_fields(self, contact_id: ContactId, fields: Sequence[CustomField]) -> None:
        """Have exactly these fields."""
        self._rewrite("custom_field", CUSTOM_COLUMNS, contact_id, list(custom_rows(contact_id, fields)))

    # Relations

    def relations_of(self, contact_id: ContactId) -> list[RelationSeen]:
        """Give whom a contact is related to, read from their side, each once."""
        found: dict[tuple[int, str, bool], RelationSeen] = {}
        for one, other, kind, name in self._conn.execute(
            "SELECT relation.contact_id, relation.other_id, relation.kind, contact.name FROM relation"
            " JOIN contact ON contact.id = CASE relation.contact_id WHEN :me THEN other_id"
            "  ELSE relation.contact_id END"
            f" WHERE (relation.contact_id = :me OR other_id = :me) AND contact.{IN_THE_BOOK}"
            " ORDER BY relation.id",
            {"me": contact_id},
        ):
            seen = seen_from(contact_id, Relation(ContactId(one), ContactId(other), kind), name)
            found.setdefault((seen.other_id, seen.kind, seen.is_theirs), seen)
        return list(found.values())

    def relate(self, subject: ContactId, other: ContactId, kind: str) -> bool:
        """Note that ``subject`` is the ``kind`` of ``other``; False when that is known. Raises InvalidInput."""
        if subject == other:
            raise InvalidInput("Nobody is related to themselves.", "Nothing was saved.")
        row = relation_of(subject, other, kind)
        added = self._book.db.execute(
            "INSERT OR IGNORE INTO relation (contact_id, other_id, kind) VALUES (?, ?, ?)",
            (row.contact_id, row.other_id, row.kind),
        )
        return added.rowcount > 0

    def unrelate(self, relation: Relation) -> None:
        """Take a relation away."""
        self._book.db.table("relation").delete_where(
            "contact_id = ? AND other_id = ? AND kind = ?",
            [relation.contact_id, relation.other_id, relation.kind],
        )

    def add_related(self, contact_id: ContactId, related: Iterable[RelatedName]) -> None:
        """Relate those who are in the book under exactly one such name; the others become facts."""
        facts: list[Fact] = []
        for each in related:
            name, kind = one_line(each.name), one_line(each.kind, 200) or "related"
            namesakes = [ident for ident in named_exactly(self._conn, name, 3) if ident != contact_id]
            if len(namesakes) == 1:
                self.relate(namesakes[0], contact_id, kind_words(kind))
            elif name:
                facts.append(Fact(f"{kind}: {name}"))
        self.add_facts(contact_id, facts)

    def _insert(self, table: str, columns: str, rows: Iterable[Row]) -> int:
        added = list(rows)
        self._book.db.table(table).add_all(columns, added)
        return len(added)

    def _rewrite(
        self, table: str, columns: str, contact_id: int, rows: Sequence[Row], among: str = "1"
    ) -> None:
        """Have exactly these rows in this order; what stands first unchanged is left as it is."""
        there = self._conn.execute(
            f"SELECT id, {columns} FROM {table} WHERE contact_id = ? AND {among} ORDER BY id", (contact_id,)
        ).fetchall()
        same = 0
        while same < min(len(there), len(rows)) and tuple(there[same][1:]) == rows[same]:
            same += 1
        self._book.db.table(table).delete_each(row[0] for row in there[same:])
        self._insert(table, columns, rows[same:])
