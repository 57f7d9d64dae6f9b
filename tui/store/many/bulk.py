"""Filling a book in bulk: people and interactions by the hundred thousand, outside the undo journal."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from tui.domain.records.contact import ContactDraft, ContactId, fold
from tui.domain.records.interaction import InteractionDraft
from tui.domain.records.knowing import RelatedName
from tui.domain.text import clean
from tui.store.conditions import IS_MINE
from tui.store.contacts.cards import keep_card
from tui.store.contacts.contact_rows import (
    KEY_DATE_COLUMNS,
    NEW_CONTACT_COLUMNS,
    POINT_COLUMNS,
    contact_row,
    key_date_rows,
    point_rows,
)
from tui.store.contacts.knowing import Knowing
from tui.store.contacts.knowing_rows import (
    CUSTOM_COLUMNS,
    FACT_COLUMNS,
    POSITION_COLUMNS,
    custom_rows,
    fact_rows,
    position_rows,
)
from tui.store.interactions.interaction_rows import (
    PEOPLE_COLUMNS,
    TOPIC_COLUMNS,
    VALUE_COLUMNS,
    interaction_row,
    people_rows,
    topic_rows,
    value_rows,
)
from tui.store.interactions.promises import Promises
from tui.store.schema.journal import stop_recording

if TYPE_CHECKING:
    from tui.store.file.writing import BookDatabase
    from tui.store.session import Session

_BATCH = 5_000
_CACHE_KIB = 256 * 1024
"""Page cache while a load lasts: the indexes that cannot be put off stay in memory."""

_BELONGS = (
    ("interaction_contact", PEOPLE_COLUMNS, people_rows),
    ("interaction_value", VALUE_COLUMNS, value_rows),
    ("interaction_topic", TOPIC_COLUMNS, topic_rows),
)
"""The tables of what belongs to an interaction: their columns, and what makes their rows."""

_Item = TypeVar("_Item")
_Row = tuple[str | int | None, ...]


class Newcomer(NamedTuple):
    """A contact about to be loaded."""

    draft: ContactDraft
    first_due_on: date | None = None
    """The first due day (a local day) of somebody never in touch who has a rhythm."""


@contextmanager
def first_load(book: Session) -> Iterator[None]:
    """Lay the beginning of a book: one transaction, of which nothing can be taken back."""
    with book.write("began the book"):
        stop_recording(book.db)
        yield


@contextmanager
def bulk_load(book: Session) -> Iterator[BulkLoad]:
    """Open a load; call inside ``beginning`` or ``Book.write``. What is loaded cannot be taken back by undo.

    Indexes, search and the derived columns are made once, after the last row: inside the block they
    lag behind. An error leaves the transaction to be rolled back as a whole.
    """
    conn, db = book.conn, book.db
    cache = conn.execute("PRAGMA cache_size").fetchone()[0]
    conn.execute(f"PRAGMA cache_size = {-_CACHE_KIB}")
    try:
        indexes = _put_away(db, "index")
        triggers = _put_away(db, "trigger")
        load = BulkLoad(book)
        yield load
        for statement in indexes:
            db.execute(statement)
        load.settle_relations()
        for table in ("contact_search", "interaction_search", "fact_search"):
            db.execute(f"INSERT INTO {table} ({table}) VALUES ('rebuild')")
        _settle_replies(db)
        book.due_dates.refresh_all()
        for statement in triggers:
            db.execute(statement)
    finally:
        conn.execute(f"PRAGMA cache_size = {cache}")


class BulkLoad:
    """A load under way: rows go straight into the tables, checked by the same constraints as ever."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn
        self._identity = str(uuid.uuid4())[:24]
        """One random beginning, then a count: such identities lie in order and are quick to index."""
        self._names: dict[tuple[str, str], int] = {}
        self._related: list[tuple[ContactId, tuple[RelatedName, ...]]] = []

    def add_contacts(self, newcomers: Iterable[Newcomer]) -> range:
        """Add contacts; give their ids. Raises InvalidInput for a name that cannot be kept."""
        first = following = self._following("contact")
        now = self._book.now_utc()
        for batch in _batches(newcomers):
            numbered = list(enumerate(batch, following))
            columns = f"id, {NEW_CONTACT_COLUMNS}"
            self._insert("contact", columns, (self._contact_row(n, each, now) for n, each in numbered))
            for ident, each in numbered:
                self._attach_names(ContactId(ident), each.draft)
                self._know(ContactId(ident), each.draft)
            self._insert_of("contact_point", POINT_COLUMNS, numbered, self._point_rows)
            self._insert_of(
                "key_date", KEY_DATE_COLUMNS, numbered, lambda n, d: key_date_rows(n, d.key_dates)
            )
            self._insert_of("fact", FACT_COLUMNS, numbered, lambda n, d: fact_rows(n, d.facts))
            self._insert_of(
                "position", POSITION_COLUMNS, numbered, lambda n, d: position_rows(n, d.positions)
            )
            self._insert_of(
                "custom_field", CUSTOM_COLUMNS, numbered, lambda n, d: custom_rows(n, d.custom_fields)
            )
            following += len(batch)
        return range(first, following)

    def add_interactions(self, drafts: Iterable[InteractionDraft]) -> int:
        """Record interactions, best the oldest first; give how many."""
        first = following = self._following("interaction")
        now = self._book.now_utc()
        for batch in _batches(drafts):
            numbered = list(enumerate(batch, following))
            rows = [interaction_row(each, f"{self._identity}{n:012x}", now) for n, each in numbered]
            columns = ", ".join(("id", *rows[0]))
            self._insert(
                "interaction",
                columns,
                ((n, *row.values()) for (n, _), row in zip(numbered, rows, strict=True)),
            )
            for table, names, rows_of in _BELONGS:
                self._insert(table, names, (row for n, each in numbered for row in rows_of(n, each)))
            for ident, draft in numbered:
                if draft.promises or draft.next_step:
                    self._add_promises(ident, draft)
            following += len(batch)
        return following - first

    def _insert(self, table: str, columns: str, rows: Iterable[_Row]) -> None:
        self._book.db.table(table).add_all(columns, rows)

    def _insert_of(
        self,
        table: str,
        columns: str,
        numbered: Iterable[tuple[int, Newcomer]],
        rows_of: Callable[[int, ContactDraft], Iterable[_Row]],
    ) -> None:
        self._insert(table, columns, (row for n, each in numbered for row in rows_of(n, each.draft)))

    def _following(self, table: str) -> int:
        found: int = self._conn.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0]
        return found

    def _contact_row(self, ident: int, newcomer: Newcomer, now: str) -> _Row:
        row = contact_row(newcomer.draft, f"{self._identity}{ident:012x}", newcomer.first_due_on, now)
        return ident, *row.values()

    def _point_rows(self, ident: int, draft: ContactDraft) -> Iterator[_Row]:
        return point_rows(ident, draft.points, self._book.region)

    def _know(self, ident: ContactId, draft: ContactDraft) -> None:
        """Keep what waits for the end of the load, when everybody is there to be found, and their card."""
        if draft.related:
            self._related.append((ident, draft.related))
        if draft.card:
            keep_card(self._book, ident, draft.card)

    def settle_relations(self) -> None:
        """Relate those who were named: now that everybody is in the book."""
        for ident, related in self._related:
            Knowing(self._book).add_related(ident, related)

    def _attach_names(self, ident: ContactId, draft: ContactDraft) -> None:
        """Tag a contact and put them into circles; a circle of a tag's name is joined instead."""
        wanted = [("circle" if self._is_circle(tag) else "tag", tag) for tag in draft.tags]
        wanted += [("circle", name) for name in draft.circles]
        for table, owner in dict.fromkeys((table, self._id_of_name(table, name)) for table, name in wanted):
            self._book.db.execute(
                f"INSERT INTO contact_{table} (contact_id, {table}_id) VALUES (?, ?)", (ident, owner)
            )

    def _is_circle(self, name: str) -> bool:
        return bool(self._conn.execute("SELECT 1 FROM circle WHERE folded = ?", (fold(name),)).fetchone())

    def _id_of_name(self, table: str, name: str) -> int:
        """Return the id of a tag or circle, making it at its first use."""
        known = self._names.get((table, name))
        if known is None:
            label = clean(name, 200, one_line=True).strip()
            self._book.db.table(table).insert({"name": label, "folded": fold(label)}, ignore=True)
            row = self._conn.execute(f"SELECT id FROM {table} WHERE folded = ?", (fold(label),)).fetchone()
            known = self._names[table, name] = int(row[0])
        return known

    def _add_promises(self, interaction_id: int, draft: InteractionDraft) -> None:
        whom, on = draft.contacts[0], draft.practice_date
        for promise in draft.promises:
            Promises(self._book).promise(whom, promise, made_on=on, interaction_id=interaction_id)
        if draft.next_step:
            for each in dict.fromkeys(draft.contacts):
                Promises(self._book).plan(each, draft.next_step, set_on=on, interaction_id=interaction_id)


def _put_away(db: BookDatabase, kind: str) -> list[str]:
    """Drop every index or trigger of ours and give the statements that make them again."""
    found = db.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = ? AND sql IS NOT NULL ORDER BY rowid", (kind,)
    ).fetchall()
    for name, _ in found:
        db.execute(f'DROP {kind} "{name}"')
    return [statement for _, statement in found]


def _settle_replies(db: BookDatabase) -> None:
    """Close every reply owed that a later touch of mine has answered."""
    db.execute(
        "UPDATE interaction SET needs_reply = 0 WHERE needs_reply = 1 AND EXISTS ("
        " SELECT 1 FROM _took_part AS theirs"
        f" JOIN _touch ON _touch.contact_id = theirs.contact_id AND _touch.{IS_MINE}"
        " WHERE theirs.interaction_id = interaction.id AND"
        " (_touch.practice_date, _touch.interaction_id) > (interaction.practice_date, interaction.id))"
    )


def _batches(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
