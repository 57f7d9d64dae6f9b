"""Care for a large book, measured: ``python -m benchmarks.drills [--megabytes 100]``.

A book is copied, checked, damaged and brought back; what is asserted is that every row is there, the seconds
are only reported.
"""

from __future__ import annotations

import argparse
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TypeVar

from benchmarks.report import table
from benchmarks.surroundings import NOW, book_of
from tui.domain.clock import make_clock
from tui.services.care.care import Care
from tui.store.copies.backup import counts
from tui.store.file.run_marks import Marks

Result = TypeVar("Result")
CONTACTS_IN_A_MEGABYTE = 255
PAGE = 4096


def main(words: Sequence[str] | None = None) -> None:
    """Do every drill once on a book of about the size asked for, and print what each took."""
    parser = argparse.ArgumentParser(prog="benchmarks.drills", description=__doc__)
    parser.add_argument("--megabytes", type=int, default=100)
    size = parser.parse_args(words).megabytes
    whole = book_of(size * CONTACTS_IN_A_MEGABYTE, lambda text: print(text, file=sys.stderr))
    with tempfile.TemporaryDirectory(dir=whole.parent, prefix="drill-") as folder:
        took = drill(whole, Path(folder))
    megabytes = whole.stat().st_size / 1e6
    rows = [[name, f"{seconds:.2f}"] for name, seconds in took.items()]
    print(f"A book of {megabytes:.0f} MB\n\n{table(['drill', 'seconds'], rows)}")


def drill(whole: Path, folder: Path) -> dict[str, float]:
    """Return how many seconds each drill took; AssertionError when a row is missing afterwards."""
    book = folder / "rapport.db"
    shutil.copyfile(whole, book)
    before = _rows(book)
    care = Care(book, make_clock(frozen=NOW), Marks(folder / "books"))
    took: dict[str, float] = {}
    _timed(took, "look before it opens", care.look)
    _timed(took, "look again", care.look)
    copy = _timed(took, "backup, verified", care.back_up)
    report, _ = _timed(took, "check of everything", care.check)
    assert not report.faults, report.faults
    with book.open("r+b") as file:
        file.seek(PAGE * 20)
        file.write(b"\xff" * PAGE * 4)
    _timed(took, "newest good backup found", care.newest_good)
    _timed(took, "restore, verified", lambda: care.restore(copy))
    assert _rows(book) == before
    with book.open("r+b") as file:
        file.write(b"\0" * 100)
    saved = _timed(took, "readable rows saved", care.export_readable)
    assert saved.people == before["contact"]
    return took


def _timed(took: dict[str, float], name: str, act: Callable[[], Result]) -> Result:
    began = time.perf_counter()
    result = act()
    took[name] = time.perf_counter() - began
    return result


def _rows(book: Path) -> dict[str, int]:
    with closing(sqlite3.connect(book)) as conn:
        return counts(conn)


if __name__ == "__main__":
    main()
