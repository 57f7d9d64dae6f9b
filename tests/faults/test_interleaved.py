"""Two programs change the same row in turn, thousands of times: every change is there in the end."""

from __future__ import annotations

from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

from tests.builders import a_book, a_clock, a_contact
from tests.new_book import a_new_book_at
from tui.domain.records.contact import ContactId
from tui.store.book import Book

ANN = ContactId(1)


def _count_up(path: Path, start: Barrier, times: int) -> None:
    book = Book.open(a_new_book_at(path), a_clock())
    book.conn.execute("PRAGMA synchronous = OFF")
    start.wait()
    for _ in range(times):
        with book.write("counted"):
            ann = book.contacts.get(ANN)
            assert ann is not None
            book.contacts.change(ANN, notes=str(int(ann.notes or "0") + 1))
    book.close()


def test_no_change_of_two_programs_to_one_row_is_lost(tmp_path: Path, is_long: bool) -> None:
    times = 5_000 if is_long else 150
    book = a_book(tmp_path)
    a_contact(book, "Ann")
    first = book.contacts.get(ANN)
    processes = get_context("spawn")
    start = processes.Barrier(2)
    both = [processes.Process(target=_count_up, args=(book.path, start, times)) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert [each.exitcode for each in both] == [0, 0]
    ann = book.contacts.get(ANN)
    assert ann is not None
    assert first is not None
    assert ann.notes == str(2 * times)
    assert ann.rev == first.rev + 2 * times
    book.close()
