"""Writing to a book that others hold, on a disk that is full: nothing is lost, and a sentence is said."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from tests.builders import TODAY, a_book, a_clock, a_contact, a_talk, dump
from tui.domain.errors import BookBusy, Damaged, InvalidInput
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import NextStepDraft, PromiseDraft
from tui.store.book import Book
from tui.store.many.many import Many


@contextmanager
def _held(path: Path, seconds: float) -> Iterator[None]:
    """Let another connection hold the book for some time."""
    holder = sqlite3.connect(path, check_same_thread=False)
    holder.execute("BEGIN IMMEDIATE")
    release = threading.Timer(seconds, holder.rollback)
    release.start()
    try:
        yield
    finally:
        release.cancel()
        release.join()
        holder.close()


def test_a_lock_held_for_a_moment_delays_a_change_and_loses_nothing(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    with _held(book.path, 1.0):
        a_contact(book, "Ann")
    assert book.contacts.count() == 1
    book.close()


def test_a_lock_longer_than_sqlite_waits_by_itself_is_waited_out(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    book.conn.execute("PRAGMA busy_timeout = 10")
    with _held(book.path, 0.5):
        a_contact(book, "Ann")
    assert book.contacts.count() == 1
    book.close()


def test_a_lock_that_is_never_let_go_ends_in_a_sentence(tmp_path: Path) -> None:
    book = a_book(tmp_path, wait_seconds=0.2)
    book.conn.execute("PRAGMA busy_timeout = 10")
    a_contact(book, "Ann")
    before = dump(book.conn)
    with _held(book.path, 60), pytest.raises(BookBusy) as refusal:
        a_contact(book, "Bo")
    assert refusal.value.message == "Nothing was saved."
    assert refusal.value.exit_code == 6
    assert dump(book.conn) == before
    book.close()


def test_after_a_refusal_the_same_change_can_be_made(tmp_path: Path) -> None:
    book = a_book(tmp_path, wait_seconds=0.1)
    book.conn.execute("PRAGMA busy_timeout = 10")
    with _held(book.path, 60), pytest.raises(BookBusy):
        a_contact(book)
    a_contact(book)
    assert book.contacts.count() == 1
    book.close()


def test_somebody_reading_only_delays_a_change(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    a_contact(book, "Ann")
    reader = sqlite3.connect(book.path, check_same_thread=False)
    reading = reader.execute("SELECT 1 FROM contact UNION ALL SELECT 2")
    reading.fetchone()
    release = threading.Timer(0.5, reading.close)
    release.start()
    a_contact(book, "Bo")
    release.join()
    reader.close()
    assert book.contacts.count() == 2
    book.close()


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.builders import a_clock, a_contact
from tui.domain.errors import BookBusy
from tui.store.book import Book

book = Book.open(Path(sys.argv[1]), a_clock())
size = Path(sys.argv[1]).stat().st_size
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, size + 4096))
saved = 0
try:
    for number in range(1_000):
        with book.write("added"):
            book.conn.execute(
                "INSERT INTO contact (uid, name, sort_name, notes, created_at)"
                " VALUES (?, 'Ann', 'ann', ?, '')", (str(number), "x" * 2_000))
        saved += 1
except BookBusy as error:
    print(saved, book.contacts.count(), error)
"""


def test_a_full_disk_ends_in_a_sentence_and_leaves_the_book_whole(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    a_contact(book, "Ann")
    path = book.path
    book.close()
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(path), str(root)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    saved, counted, sentence = done.stdout.split(maxsplit=2)
    assert int(counted) == int(saved) + 1
    assert "disk" in sentence
    assert "Nothing was saved." in sentence
    book = a_book(tmp_path)
    assert book.contacts.count() == int(counted)
    assert book.conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    book.close()


def test_a_page_limit_reached_is_called_a_full_disk(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    ann = a_contact(book)
    pages = book.conn.execute("PRAGMA page_count").fetchone()[0]
    book.conn.execute(f"PRAGMA max_page_count = {pages}")
    before = dump(book.conn)
    with pytest.raises(BookBusy, match="full"), book.write("a long note"):
        book.contacts.change(ann, notes="x" * 900_000)
    assert dump(book.conn) == before
    book.close()


def test_damage_met_while_writing_is_called_damage(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    root = book.conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'contact'").fetchone()[0]
    size = book.conn.execute("PRAGMA page_size").fetchone()[0]
    path = book.path
    book.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\x00" * size)
    damaged = Book.open(path, a_clock())
    with pytest.raises(Damaged, match="restore"):
        a_contact(damaged)
    damaged.close()


_EACH = 200


def _write_many(path: Path, start: Barrier, name: str) -> None:
    book = Book.open(path, a_clock())
    book.conn.execute("PRAGMA synchronous = OFF")
    start.wait()
    for number in range(_EACH):
        with book.write(f"{name} {number}"):
            book.interactions.add(a_talk(1, summary=f"{name} {number}"))
    book.close()


def test_two_programs_writing_at_once_lose_nothing(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    a_contact(book, "Ann")
    processes = get_context("spawn")
    start = processes.Barrier(2)
    both = [processes.Process(target=_write_many, args=(book.path, start, name)) for name in ("one", "two")]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert [each.exitcode for each in both] == [0, 0]
    told = {row[0] for row in book.conn.execute("SELECT summary FROM interaction")}
    assert told == {f"{name} {number}" for name in ("one", "two") for number in range(_EACH)}
    steps = book.conn.execute("SELECT count(*) FROM action").fetchone()[0]
    assert steps == 2 * _EACH + 1
    book.close()


@pytest.mark.parametrize("what", ["log", "plan", "promise", "snooze"])
def test_what_is_written_of_somebody_who_has_gone_meanwhile_is_a_sentence(book: Book, what: str) -> None:
    gone, before = ContactId(7), dump(book.conn)
    with pytest.raises(InvalidInput, match="no longer in the book"), book.write("of nobody"):
        if what == "log":
            book.interactions.add(a_talk(gone))
        elif what == "plan":
            book.promises.plan(gone, NextStepDraft("x", TODAY), set_on=TODAY)
        elif what == "promise":
            book.promises.promise(gone, PromiseDraft("x", is_mine=True), made_on=TODAY)
        else:
            Many(book, [gone]).snooze(TODAY, TODAY)
    assert dump(book.conn) == before
