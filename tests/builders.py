"""Builders with defaults: a clock, a book, and people in it, each in one line."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from tests.new_book import a_new_book_at
from tui.domain.clock import FixedClock
from tui.domain.records.contact import ContactDraft, ContactId, ContactPoint, KeyDate, Ladder, PointKind
from tui.domain.records.interaction import Channel, Direction, InteractionDraft, InteractionId
from tui.store.book import Book
from tui.store.table_list import JOURNALED

TODAY = date(2026, 11, 23)
"""A Monday."""

Dump = dict[str, list[tuple[object, ...]]]


def day(text: str | date) -> date:
    """Read a local calendar day, written out or not."""
    return text if isinstance(text, date) else date.fromisoformat(text)


def a_clock(on: str | date = TODAY, hour: int = 9) -> FixedClock:
    """Return a clock that stands still on a local calendar day."""
    return FixedClock(datetime.combine(day(on), time(hour), timezone(timedelta(hours=1))))


def a_book(
    folder: Path, now: str | date = TODAY, name: str = "rapport.db", wait_seconds: float = 15.0
) -> Book:
    """Open the book in a folder on a local calendar day, making it when there is none.

    It does not wait for the disk: what a power cut would lose is no test's matter.
    """
    path = a_new_book_at(folder / name)
    book = Book.open(path, a_clock(now), "here:1", "PT", wait_seconds)
    book.conn.execute("PRAGMA synchronous = OFF")
    return book


def a_draft(
    name: str = "Ann Lee", *, email: str = "", phone: str = "", tags: Sequence[str] = ()
) -> ContactDraft:
    """Give a contact that is not in any book yet."""
    points = [ContactPoint(PointKind.EMAIL, email)] if email else []
    points += [ContactPoint(PointKind.PHONE, phone)] if phone else []
    return ContactDraft(name=name, points=tuple(points), tags=tuple(tags), ladder=Ladder.NONE)


def a_contact(
    book: Book,
    name: str = "Ann Lee",
    *,
    rhythm: int | None = None,
    due: str | date | None = None,
    last: str | date | None = None,
    met: str | date | None = None,
    ladder: Ladder = Ladder.NONE,
    exact: bool = True,
    starred: bool = False,
    tags: Sequence[str] = (),
    circles: Sequence[str] = (),
    points: Sequence[ContactPoint] = (),
    dates: Sequence[KeyDate] = (),
) -> ContactId:
    """Put a contact into the book.

    ``due`` is the first due day of somebody never in touch (a month's rhythm unless another is
    given), ``last`` the day of a call with them; the due date is not shifted unless asked for.
    """
    draft = ContactDraft(
        name=name,
        rhythm_days=30 if due is not None and rhythm is None else rhythm,
        met_on=None if met is None else day(met),
        ladder=ladder,
        is_starred=starred,
        tags=tuple(tags),
        circles=tuple(circles),
        points=tuple(points),
        key_dates=tuple(dates),
    )
    with book.write(f"added {name}"):
        contact_id = book.contacts.add(draft, first_due_on=None if due is None else day(due))
        if exact:
            book.contacts.change(contact_id, is_exact=1)
        if last is not None:
            book.interactions.add(a_talk(contact_id, on=last, before_book=True))
    return contact_id


def a_talk(
    *who: int,
    on: str | date = TODAY,
    channel: Channel = Channel.CALL,
    direction: Direction | None = None,
    summary: str = "",
    before_book: bool = False,
) -> InteractionDraft:
    """Return an interaction that is not recorded yet: a call today, unless said otherwise."""
    return InteractionDraft(
        contacts=tuple(ContactId(ident) for ident in who),
        channel=channel,
        direction=direction or channel.usual_direction,
        practice_date=day(on),
        summary=summary,
        before_book=before_book,
    )


def log(book: Book, draft: InteractionDraft) -> InteractionId:
    """Record an interaction as one change."""
    with book.write("logged"):
        return book.interactions.add(draft)


def set_rhythm_of(book: Book, table: str, name: str, days: int | None) -> None:
    """Give a circle or a tag a rhythm as one change."""
    with book.write(f"{name}: {days}"):
        row = book.conn.execute(f"SELECT id FROM {table} WHERE name = ?", (name,)).fetchone()
        book.conn.execute(f"UPDATE {table} SET rhythm_days = ? WHERE id = ?", (days, row[0]))
        book.due_dates.refresh_circle_or_tag(table, row[0])


def dump(conn: sqlite3.Connection) -> Dump:
    """Return every row of every table that holds what a person wrote."""
    return {table: conn.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in JOURNALED}
