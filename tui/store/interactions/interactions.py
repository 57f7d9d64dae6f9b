"""Interactions in the book: recorded once, asked for by contact and by day."""

from __future__ import annotations

import uuid
from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import (
    TOUCH_CHANNELS,
    Channel,
    Interaction,
    InteractionDraft,
    InteractionId,
    Value,
)
from tui.store.conditions import HAPPENED, IN_THE_BOOK
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
from tui.store.interactions.replies import reopen_replies, settle_replies
from tui.store.schema.rows import INTERACTION_COLUMNS, fetch_all, interaction_of, marks, value_of

if TYPE_CHECKING:
    from tui.store.session import Session


class Interactions:
    """The interactions of one open book."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn

    def timeline_of(self, contact_id: int) -> array[int]:
        """Return the ids of a contact's interactions, the newest first."""
        return array(
            "q",
            (
                row[0]
                for row in self._conn.execute(
                    "SELECT interaction.id FROM interaction_contact"
                    " JOIN interaction ON interaction.id = interaction_id"
                    f" WHERE contact_id = ? AND {HAPPENED}"
                    " ORDER BY practice_date DESC, interaction.id DESC",
                    (contact_id,),
                )
            ),
        )

    def get(self, interaction_id: int) -> Interaction | None:
        """Return one interaction, or None when it is not in the book."""
        return next(iter(self.get_all([interaction_id])), None)

    def get_all(self, ids: Sequence[int]) -> list[Interaction]:
        """Return interactions with everyone and everything in them, in the order asked."""
        wanted = marks(ids)
        people: dict[object, list[tuple[ContactId, str]]] = {}
        for ident, contact_id, name in self._conn.execute(
            "SELECT interaction_id, contact_id, name FROM _took_part JOIN contact ON contact.id = contact_id"
            f" WHERE interaction_id IN ({wanted}) ORDER BY _took_part.id",
            ids,
        ):
            people.setdefault(ident, []).append((ContactId(contact_id), name))
        values: dict[object, list[Value]] = {}
        for ident, way, note, kind, contact_id in self._conn.execute(
            "SELECT interaction_id, way, note, kind, contact_id FROM interaction_value"
            f" WHERE interaction_id IN ({wanted}) ORDER BY id",
            ids,
        ):
            values.setdefault(ident, []).append(value_of(way, note, kind, contact_id))
        topics: dict[object, list[str]] = {}
        for ident, topic in self._conn.execute(
            f"SELECT interaction_id, topic FROM interaction_topic WHERE interaction_id IN ({wanted}) ORDER BY id",
            ids,
        ):
            topics.setdefault(ident, []).append(topic)
        rows = fetch_all(
            self._conn,
            f"SELECT {INTERACTION_COLUMNS} FROM interaction WHERE id IN ({wanted}) AND {IN_THE_BOOK}",
            ids,
        )
        by_id = {
            row[0]: interaction_of(
                row, people.get(row[0], ()), values.get(row[0], ()), topics.get(row[0], ())
            )
            for row in rows
        }
        return [by_id[ident] for ident in ids if ident in by_id]

    def latest_of(self, contact_id: int, limit: int = 3) -> list[Interaction]:
        """Give a contact's latest interactions, the newest first."""
        return self.get_all(list(self.timeline_of(contact_id)[:limit]))

    def last_channel(self, contact_id: int) -> Channel | None:
        """Return the channel last used with a contact, or None."""
        row = self._conn.execute(
            "SELECT channel FROM _touch WHERE contact_id = ?"
            " ORDER BY practice_date DESC, interaction_id DESC LIMIT 1",
            (contact_id,),
        ).fetchone()
        return None if row is None else Channel(row[0])

    def id_of_draft(self, draft_id: str) -> InteractionId | None:
        """Return the interaction a draft has become, so that no draft is delivered twice."""
        row = self._conn.execute("SELECT id FROM interaction WHERE draft_id = ?", (draft_id,)).fetchone()
        return None if row is None else InteractionId(row[0])

    def knows_source(self, source_key: str) -> bool:
        """Whether a record from elsewhere is in the book already."""
        return bool(
            self._conn.execute("SELECT 1 FROM interaction WHERE source_key = ?", (source_key,)).fetchone()
        )

    def add(self, draft: InteractionDraft) -> InteractionId:
        """Record an interaction with all that belongs to it; call inside ``Book.write``.

        A next step with several people is one with each; a promise is to the first.
        """
        interaction_id = self.add_unsettled(draft)
        self.settle(draft.contacts, is_touch=draft.channel in TOUCH_CHANNELS)
        return interaction_id

    def settle(self, contacts: Iterable[ContactId], *, is_touch: bool = True) -> None:
        """Let due dates, and which messages await a reply, follow from what was recorded with these contacts."""
        settled = list(contacts)
        if is_touch:
            settle_replies(self._book.db, settled)
        self._book.due_dates.refresh(settled)

    def add_unsettled(self, draft: InteractionDraft) -> InteractionId:
        """Record an interaction of many; ``settle`` is to be called once for everybody in them, not for each."""
        db = self._book.db
        row = interaction_row(draft, str(uuid.uuid4()), self._book.now_utc())
        interaction_id = InteractionId(db.table("interaction").add(row))
        db.table("interaction_contact").add_all(PEOPLE_COLUMNS, people_rows(interaction_id, draft))
        db.table("interaction_value").add_all(VALUE_COLUMNS, value_rows(interaction_id, draft))
        db.table("interaction_topic").add_all(TOPIC_COLUMNS, topic_rows(interaction_id, draft))
        promises = Promises(self._book)
        for promise in draft.promises:
            promises.promise(
                draft.contacts[0], promise, made_on=draft.practice_date, interaction_id=interaction_id
            )
        if draft.next_step is not None:
            for contact_id in dict.fromkeys(draft.contacts):
                promises.plan(
                    contact_id, draft.next_step, set_on=draft.practice_date, interaction_id=interaction_id
                )
        return interaction_id

    def answer_not_needed(self, interaction_id: int) -> None:
        """Say that what was written up to an inbound message needs no reply; call inside ``Book.write``."""
        self._book.db.execute(
            "UPDATE interaction SET needs_reply = 0 WHERE needs_reply = 1 AND id IN"
            " (SELECT theirs.interaction_id FROM _took_part AS theirs"
            "  JOIN _took_part AS mine ON mine.contact_id = theirs.contact_id WHERE mine.interaction_id = ?)"
            " AND (practice_date, id) <= (SELECT practice_date, id FROM interaction WHERE id = ?)",
            (interaction_id, interaction_id),
        )

    def trash(self, interaction_id: int) -> None:
        """Move an interaction to the trash; what only it had answered awaits a reply again.

        Call inside ``Book.write``.
        """
        self._book.db.table("interaction").update(interaction_id, {"deleted_at": self._book.now_utc()})
        reopen_replies(self._book.db, interaction_id)
        self._book.due_dates.refresh(self._people_of(interaction_id))

    def bring_back(self, interaction_id: int) -> None:
        """Take an interaction out of the trash; what it answers is answered. Call inside ``Book.write``."""
        self._book.db.table("interaction").update(interaction_id, {"deleted_at": None})
        people = self._people_of(interaction_id)
        settle_replies(self._book.db, people)
        self._book.due_dates.refresh(people)

    def _people_of(self, interaction_id: int) -> list[int]:
        return [
            row[0]
            for row in self._conn.execute(
                "SELECT contact_id FROM _took_part WHERE interaction_id = ?",
                (interaction_id,),
            ).fetchall()
        ]
