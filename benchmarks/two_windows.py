"""How soon one window shows what another writes: ``python -m benchmarks.two_windows [--times 50] [--size 1000]``.

The promise is 1.5 seconds: the book is asked once a second, and what changed is loaded and painted. Measured from the
moment the other window's change is committed to the moment its words stand on this one's screen.
"""

from __future__ import annotations

import argparse
import os
import random
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from statistics import median
from time import perf_counter

from benchmarks.surroundings import OUT, RAPPORT, book_of, environment
from benchmarks.terminal import Terminal
from tui.domain.clock import make_clock
from tui.store.book import Book

PROMISE_SECONDS = 1.5


def main(words: Sequence[str] | None = None) -> None:
    """Measure, and print what was seen; slowness is reported, never an error."""
    parser = argparse.ArgumentParser(prog="benchmarks.two_windows", description=__doc__)
    parser.add_argument("--times", type=int, default=50, help="how many changes")
    parser.add_argument("--size", type=int, default=1000, help="contacts in the book")
    asked = parser.parse_args(words)
    book = OUT / "two-windows.db"
    copyfile(book_of(asked.size, print), book)
    seen = sorted(_seen_after(book, asked.times))
    late = sum(seconds > PROMISE_SECONDS for seconds in seen)
    print(
        f"{len(seen)} changes, {asked.size:,} contacts, load {os.getloadavg()[0]:.1f}:"
        f" median {median(seen):.2f} s, p95 {seen[int(len(seen) * 0.95)]:.2f}, worst {seen[-1]:.2f};"
        f" later than {PROMISE_SECONDS} s: {late}"
    )


def _seen_after(book: Path, times: int) -> Iterator[float]:
    """Rename the person under the cursor again and again; give the seconds until each name is on the screen."""
    env = environment(OUT / "home")
    with (
        Terminal((*RAPPORT, "--db", str(book)), env) as window,
        closing(Book.open(book, make_clock(frozen=env["RAPPORT_NOW"]))) as other,
    ):
        window.paint("REACH OUT", since=window.started_at)
        shown = window.screen.text
        ident, name = next(
            (ident, name)
            for ident, name in other.conn.execute("SELECT id, name FROM contact ORDER BY id")
            if name in shown
        )
        for number in range(times):
            window.settle(random.uniform(0.1, 1.1), patience=1.2)
            called = f"Zed{number:03d} {name}"[: len(name) + 7]
            with other.write("renamed"):
                other.conn.execute("UPDATE contact SET name = ? WHERE id = ?", (called, ident))
            written_at = perf_counter()
            match = window.paint(called[:6], since=written_at, patience=10).match_ms
            yield 10.0 if match is None else match / 1000


if __name__ == "__main__":
    main()
