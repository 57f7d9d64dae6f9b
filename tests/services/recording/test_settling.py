"""What a row of the Today list asked for, done or put away: the row is gone, and comes back when it should."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY, a_book, a_contact, a_talk, log
from tui.domain.outreach.tier import ReasonKind
from tui.domain.records.contact import ContactId, KeyDate, KeyDateKind, Ladder
from tui.domain.records.interaction import Channel, Direction, NextStepDraft, PromiseDraft
from tui.services.recording.settling import Settles, put_away, settle
from tui.services.today.today import Today
from tui.store.book import Book

KINDS = [
    ReasonKind.PROMISE,
    ReasonKind.NEXT_STEP,
    ReasonKind.REPLY,
    ReasonKind.KEY_DATE,
    ReasonKind.LADDER,
    ReasonKind.REKINDLE,
    ReasonKind.RHYTHM,
]


def _asking(book: Book, kind: ReasonKind) -> ContactId:
    """Bring in somebody who is on the list for one reason only."""
    ann = a_contact(
        book,
        "Ann",
        rhythm=30 if kind in (ReasonKind.RHYTHM, ReasonKind.REKINDLE) else None,
        last={ReasonKind.RHYTHM: "2026-10-01", ReasonKind.REKINDLE: "2024-01-01"}.get(kind),
        met="2026-11-20" if kind is ReasonKind.LADDER else None,
        ladder=Ladder.FULL,
        dates=[KeyDate(KeyDateKind.BIRTHDAY, 11, 23)] if kind is ReasonKind.KEY_DATE else [],
    )
    with book.write("asked"):
        if kind is ReasonKind.PROMISE:
            book.promises.promise(ann, PromiseDraft("send the book", True, TODAY), made_on=TODAY)
        elif kind is ReasonKind.NEXT_STEP:
            book.promises.plan(ann, NextStepDraft("lunch", TODAY), set_on=TODAY)
    if kind is ReasonKind.REPLY:
        log(book, a_talk(ann, on="2026-11-20", channel=Channel.MESSAGE, direction=Direction.IN))
    return ann


def _row(book: Book) -> Settles:
    (row,) = Today(book).queue().rows
    return Settles(row.kind, row.subject_id, row.person.contact_id)


@pytest.mark.parametrize("kind", KINDS)
def test_every_reason_can_be_put_away_and_taken_back(book: Book, kind: ReasonKind) -> None:
    _asking(book, kind)
    what = _row(book)
    assert what.kind is kind
    with book.write("put away"):
        assert put_away(book, what, TODAY)
    assert Today(book).queue().rows == ()
    book.undo()
    assert _row(book) == what


@pytest.mark.parametrize("kind", [ReasonKind.PROMISE, ReasonKind.NEXT_STEP, ReasonKind.REKINDLE])
def test_what_was_done_is_settled(book: Book, kind: ReasonKind) -> None:
    _asking(book, kind)
    with book.write("done"):
        settle(book, _row(book), TODAY)
    assert Today(book).queue().rows == ()


def _ended(book: Book, contact_id: ContactId) -> list[tuple[str | None, str | None]]:
    """Return when each promise to somebody was kept, and when released."""
    asked = "SELECT kept_on, released_on FROM promise WHERE contact_id = ?"
    return book.conn.execute(asked, (contact_id,)).fetchall()


def test_a_promise_put_away_is_released_and_not_kept(book: Book) -> None:
    ann = _asking(book, ReasonKind.PROMISE)
    with book.write("put away"):
        put_away(book, _row(book), TODAY)
    assert _ended(book, ann) == [(None, str(TODAY))]


def test_a_promise_done_is_kept_today(book: Book) -> None:
    ann = _asking(book, ReasonKind.PROMISE)
    with book.write("done"):
        settle(book, _row(book), TODAY)
    assert _ended(book, ann) == [(str(TODAY), None)]


def test_a_birthday_put_away_does_not_come_back_as_belated(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    _asking(book, ReasonKind.KEY_DATE)
    with book.write("put away"):
        put_away(book, _row(book), TODAY)
    book.close()
    for after in range(5):
        later = a_book(tmp_path, now=TODAY + timedelta(after))
        assert Today(later).queue().rows == ()
        later.close()


def test_an_old_tie_put_away_is_not_offered_again_that_week(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    _asking(book, ReasonKind.REKINDLE)
    with book.write("put away"):
        put_away(book, _row(book), TODAY)
    book.close()
    later = a_book(tmp_path, now=TODAY + timedelta(6))
    assert Today(later).queue().rows == ()
    later.close()
