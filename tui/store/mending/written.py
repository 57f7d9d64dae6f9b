"""When things were written down in a book, and what was written down or dated ahead of the clock."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.clock import utc_text
from tui.domain.keeping.clock_doubt import BACKED_BY_DAYS, SLACK, ClockDoubt, Written, clock_doubt
from tui.store.changes.due import COUNTED_UNTIL, counted_until
from tui.store.conditions import FOR_EVER

if TYPE_CHECKING:
    from tui.store.session import Session

_INSTANT = "%Y-%m-%dT%H:%M:%SZ"


class Ahead(Struct, frozen=True):
    """A talk that is dated, or was written down, ahead of the clock."""

    interaction_id: int
    on: str
    """Its local day, as it is written in the book."""
    logged_at_utc: str
    names: str
    is_dated_ahead: bool


def doubt_of(book: Session) -> ClockDoubt | None:
    """Return why the clock may be wrong, by all that was written down in a book; None where it can be believed."""
    return clock_doubt(book.clock.now(), written_in(book.conn))


def written_in(conn: sqlite3.Connection) -> Written:
    """Return when things were written down; what cannot be read as an instant is left out."""
    newest = max(filter(None, (_instant(text) for text in _latest(conn))), default=None)
    days = conn.execute(
        "SELECT day FROM (SELECT substr(at_utc, 1, 10) AS day, max(id) AS last FROM action GROUP BY day)"
        " ORDER BY last DESC LIMIT ?",
        (BACKED_BY_DAYS,),
    )
    return Written(newest, tuple(day for (text,) in days if (day := _day(text))))


def ahead_of(conn: sqlite3.Connection, now: datetime) -> list[Ahead]:
    """Return the talks that lie more than a day ahead of the clock, the nearest first; those in the trash not."""
    limit = utc_text(now + SLACK)
    rows = conn.execute(
        "SELECT interaction.id, practice_date, logged_at_utc, practice_date > substr(?1, 1, 10),"
        " (SELECT coalesce(group_concat(name, ', '), '') FROM _took_part"
        "  JOIN contact ON contact.id = contact_id WHERE interaction_id = interaction.id)"
        " FROM interaction WHERE (practice_date > substr(?1, 1, 10) OR logged_at_utc > ?1)"
        " AND interaction.deleted_at IS NULL ORDER BY practice_date, interaction.id",
        (limit,),
    )
    return [Ahead(ident, on, logged, names, bool(dated)) for ident, on, logged, dated, names in rows]


def talk_ahead_with(book: Session, contact_id: int) -> date | None:
    """Return the day of the latest talk with somebody that does not count yet; None where there is none."""
    until = counted_until(book.conn)
    if until == FOR_EVER:
        return None
    found = book.conn.execute(
        "SELECT max(practice_date) FROM interaction JOIN interaction_contact ON interaction_id = interaction.id"
        " WHERE contact_id = ? AND practice_date > ? AND interaction.deleted_at IS NULL",
        (contact_id, until),
    ).fetchone()[0]
    return _day(found) if found else None


def settle_ahead(book: Session) -> int:
    """Let talks dated ahead of the clock count from their day on and not before; give how many there are.

    Asked now and then: one look into the index of days where there are none.
    """
    until = (book.clock.today() + SLACK).isoformat()
    people = (
        "SELECT DISTINCT contact_id FROM interaction JOIN interaction_contact ON interaction_id = interaction.id"
        " WHERE practice_date > ? AND interaction.deleted_at IS NULL"
    )
    before = counted_until(book.conn)
    ahead = [row[0] for row in book.conn.execute(people, (until,))]
    wanted = until if ahead else FOR_EVER
    if wanted == before:
        return len(ahead)
    with book.quietly():
        if ahead:
            book.db.table("setting").upsert({"key": COUNTED_UNTIL, "value": until}, pk="key")
        else:
            book.db.table("setting").delete_where("key = ?", [COUNTED_UNTIL])
        late = [row[0] for row in book.conn.execute(people, (min(before, until),))]
        book.due_dates.refresh(late)
    return len(ahead)


def move_to(book: Session, day: date) -> int:
    """Say of every talk dated ahead that it was on a day, and of all written down ahead that it was now.

    One step that can be undone. Gives how many talks were moved.
    """
    now = book.clock.now()
    at_utc = utc_text(now)
    limit = utc_text(now + SLACK)
    found = ahead_of(book.conn, now)
    dated = [each.interaction_id for each in found if each.is_dated_ahead]
    talks = "1 talk" if len(dated) == 1 else f"{len(dated)} talks"
    with book.write(f"moved {talks} dated ahead to {day.isoformat()}"):
        for ident in dated:
            book.db.table("interaction").update(
                ident, {"practice_date": day.isoformat(), "occurred_at_utc": None, "utc_offset_min": None}
            )
        book.db.execute("UPDATE interaction SET logged_at_utc = ? WHERE logged_at_utc > ?", (at_utc, limit))
        people = book.conn.execute(
            "SELECT DISTINCT contact_id FROM interaction_contact JOIN interaction ON interaction.id = interaction_id"
            " WHERE practice_date = ?",
            (day.isoformat(),),
        )
        book.due_dates.refresh([row[0] for row in people])
    with book.quietly():
        book.db.execute("UPDATE action SET at_utc = ? WHERE at_utc > ?", (at_utc, limit))
    settle_ahead(book)
    return len(dated)


def _latest(conn: sqlite3.Connection) -> Iterator[str]:
    for question in ("SELECT max(logged_at_utc) FROM interaction", "SELECT max(at_utc) FROM action"):
        text = conn.execute(question).fetchone()[0]
        if isinstance(text, str):
            yield text


def _instant(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _INSTANT).replace(tzinfo=UTC)
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
