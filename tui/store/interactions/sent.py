"""What went out: the messages of the last days, how awkward they were, and which acts they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel, Direction, InteractionId, ValueKind, Way
from tui.domain.writing.awkwardness import Pair
from tui.domain.writing.composing import Sent, essence
from tui.domain.writing.small_steps import RecordedAct
from tui.store.conditions import HAPPENED, IN_THE_BOOK, IS_MINE
from tui.store.schema.rows import marks

if TYPE_CHECKING:
    from tui.store.session import Session

_MESSAGES_AT_MOST = 200
_ACTS_AT_MOST = 300
"""The newest so many acts decide which small step is one's own."""
_WRITTEN = frozenset({Channel.MESSAGE, Channel.EMAIL, Channel.LETTER})
_PAIRS_AT_MOST = 1_000


class Unfelt(Struct, frozen=True):
    """A message with a guess, of which it is not known yet how it felt."""

    interaction_id: InteractionId
    name: str


class SentMessages:
    """What went out, in one open book."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn

    def since(self, first: date) -> list[Sent]:
        """Return the messages kept from a local day on, the newest first, with those they went to."""
        found = self._conn.execute(
            f"SELECT id, practice_date, message FROM interaction WHERE message <> '' AND {IN_THE_BOOK}"
            f" AND practice_date >= ? AND {IS_MINE} ORDER BY practice_date DESC, id DESC LIMIT ?",
            (first.isoformat(), _MESSAGES_AT_MOST),
        ).fetchall()
        return [
            Sent(date.fromisoformat(on), tuple(ids), essence(message, names))
            for ident, on, message in found
            for ids, names in (self._people_of(ident),)
        ]

    def acts_since(self, first: date) -> list[RecordedAct]:
        """Return the newest acts of mine from a local day on, as the ladder of small steps reads them."""
        rows = self._conn.execute(
            "SELECT id, practice_date, channel, direction, situation, instr(message, '?') > 0"
            f" FROM interaction WHERE {HAPPENED} AND before_book = 0 AND {IS_MINE}"
            " AND practice_date >= ? ORDER BY practice_date DESC, id DESC LIMIT ?",
            (first.isoformat(), _ACTS_AT_MOST),
        ).fetchall()
        values = self._values_of([row[0] for row in rows])
        return [
            RecordedAct(
                date.fromisoformat(on),
                Channel(channel),
                Direction(direction),
                situation,
                frozenset(values.get(ident, ())),
                channel in _WRITTEN and self._is_answer(ident, on),
                bool(asks),
            )
            for ident, on, channel, direction, situation, asks in rows
        ]

    def unfelt(self, first: date, before: date, after_id: int = 0) -> Unfelt | None:
        """Return the newest message with a guess from ``first`` on and before a local day, still unanswered.

        Up to ``after_id`` it was said that none is to be asked about.
        """
        row = self._conn.execute(
            "SELECT interaction.id, contact.name FROM interaction"
            " JOIN interaction_contact ON interaction_id = interaction.id AND interaction_contact.role = 'main'"
            f" JOIN contact ON contact.id = contact_id AND contact.{IN_THE_BOOK}"
            f" WHERE awkward_guess IS NOT NULL AND awkward_felt IS NULL AND interaction.{IN_THE_BOOK}"
            " AND practice_date >= ? AND practice_date < ? AND interaction.id > ?"
            " ORDER BY practice_date DESC, interaction.id DESC, interaction_contact.id LIMIT 1",
            (first.isoformat(), before.isoformat(), after_id),
        ).fetchone()
        return None if row is None else Unfelt(InteractionId(row[0]), row[1])

    def felt(self, interaction_id: int, how: int) -> bool:
        """Note how a message felt; False when it is not in the book. Call inside ``Book.write``."""
        return bool(
            self._book.db.execute(
                f"UPDATE interaction SET awkward_felt = ? WHERE id = ? AND {IN_THE_BOOK}",
                (how, interaction_id),
            ).rowcount
        )

    def pairs(self) -> list[Pair]:
        """Return guess and feeling of every message that has both."""
        return [
            Pair(guess, felt)
            for guess, felt in self._conn.execute(
                "SELECT awkward_guess, awkward_felt FROM interaction WHERE awkward_guess IS NOT NULL"
                f" AND awkward_felt IS NOT NULL AND {IN_THE_BOOK} ORDER BY practice_date DESC LIMIT ?",
                (_PAIRS_AT_MOST,),
            )
        ]

    def _people_of(self, interaction_id: int) -> tuple[list[ContactId], list[str]]:
        rows = self._conn.execute(
            "SELECT contact_id, name FROM _took_part JOIN contact ON contact.id = contact_id"
            " WHERE interaction_id = ?",
            (interaction_id,),
        ).fetchall()
        return [ContactId(row[0]) for row in rows], [row[1] for row in rows]

    def _values_of(self, ids: Sequence[int]) -> dict[int, list[tuple[Way, ValueKind]]]:
        found: dict[int, list[tuple[Way, ValueKind]]] = {}
        for ident, way, kind in self._conn.execute(
            f"SELECT interaction_id, way, kind FROM interaction_value WHERE interaction_id IN ({marks(ids)})",
            ids,
        ):
            found.setdefault(ident, []).append((Way(way), ValueKind(kind)))
        return found

    def _is_answer(self, interaction_id: int, on: str) -> bool:
        """Say whether the last exchange before this one with somebody of it was theirs."""
        row = self._conn.execute(
            "SELECT before.direction FROM _took_part AS here"
            " JOIN _took_part AS there ON there.contact_id = here.contact_id"
            f" JOIN interaction AS before ON before.id = there.interaction_id AND before.{IN_THE_BOOK}"
            " WHERE here.interaction_id = ? AND (before.practice_date, before.id) < (?, ?)"
            " ORDER BY before.practice_date DESC, before.id DESC LIMIT 1",
            (interaction_id, on, interaction_id),
        ).fetchone()
        return row is not None and row[0] == Direction.IN
