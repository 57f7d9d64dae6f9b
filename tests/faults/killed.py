"""Two programs writing to one book, both killed at a random moment, again and again.

Run as ``python -m tests.faults.killed BOOK ROUNDS SEED``; prints what was found as one line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import threading
from contextlib import closing
from pathlib import Path

from tests.builders import a_clock, a_contact, a_talk
from tui.domain.records.contact import ContactId
from tui.store.book import Book
from tui.store.mending.checking import check

CHECK_EVERY = 25
Acknowledged = dict[str, int]


def main() -> None:
    """Run the rounds and tell what was found."""
    path, rounds, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(int(sys.argv[3]))
    with closing(Book.open(path, a_clock())) as book:
        a_contact(book, "Ann")
    told = {"acknowledged": 0, "lost": 0, "half": 0, "faults": 0, "left_half_done": 0}
    for number in range(rounds):
        acknowledged = _round(path, number, chance)
        told["acknowledged"] += sum(acknowledged.values())
        told["left_half_done"] += _size(Path(f"{path}-journal")) > 0
        with closing(Book.open(path, a_clock())) as book:
            told["lost"] += _lost(book, acknowledged)
            told["half"] += _half(book)
            if number % CHECK_EVERY == 0 or number == rounds - 1:
                told["faults"] += len(check(book.conn).faults)
    print(json.dumps(told))


def _round(path: Path, number: int, chance: random.Random) -> Acknowledged:
    """Let two write, kill both, and give how many changes each was told are saved."""
    writers = [_begin(path, f"{number}-{name}") for name in ("one", "two")]
    for _, listening, _ in writers:
        os.read(listening, 1)
    threading.Event().wait(chance.uniform(0.010, 0.120))
    for process, _, _ in chance.sample(writers, 2):
        os.kill(process, signal.SIGKILL)
    acknowledged = {}
    for process, listening, name in writers:
        os.waitpid(process, 0)
        acknowledged[name] = 0
        while told := os.read(listening, 65536):
            acknowledged[name] += len(told)
        os.close(listening)
    return acknowledged


def _begin(path: Path, name: str) -> tuple[int, int, str]:
    """Start a writer; it sends one byte when it is ready, and one for each change that is saved."""
    listening, telling = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(listening)
        try:
            _write(path, name, telling)
        finally:
            os._exit(1)
    os.close(telling)
    return process, listening, name


def _write(path: Path, name: str, telling: int) -> None:
    book = Book.open(path, a_clock())
    os.write(telling, b".")
    for number in range(1, 1_000_000):
        with book.write(f"{name} {number}"):
            book.interactions.add(a_talk(1, summary=f"{name} {number}"))
            if number % 3 == 0:
                book.contacts.change(ContactId(1), notes=f"{name} {number} " * 300)
        os.write(telling, b".")


def _lost(book: Book, acknowledged: Acknowledged) -> int:
    """Count the changes that were told to be saved and are not there."""
    lost = 0
    for name, count in acknowledged.items():
        asked = (
            "SELECT count(*) FROM interaction WHERE summary GLOB ? AND CAST(substr(summary, ?) AS INT) <= ?"
        )
        found = book.conn.execute(asked, (f"{name} *", len(name) + 2, count)).fetchone()[0]
        lost += max(0, count - found)
    return lost


def _half(book: Book) -> int:
    """Count what belongs to a change and is there without the rest of it."""
    count = "SELECT (SELECT count(*) FROM {}) - (SELECT count(*) FROM {})"
    pairs = (("interaction", "interaction_contact"), ("action", "interaction"))
    apart: list[int] = [book.conn.execute(count.format(*pair)).fetchone()[0] for pair in pairs]
    return abs(apart[0]) + abs(apart[1] - 1)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


if __name__ == "__main__":
    main()
