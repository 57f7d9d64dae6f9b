"""Measures Rapport and reports ratios: ``python -m benchmarks.run [--quick] [--sizes 1000,10000,100000]``."""

from __future__ import annotations

import argparse
import os
import platform
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import hello
from benchmarks.in_process import measure_questions
from benchmarks.one_liners import measure_lines
from benchmarks.report import lines_report, presses_report, questions_report, typing_report, visits_report
from benchmarks.searching import ask_letter_by_letter, type_letter_by_letter
from benchmarks.surroundings import OUT, RAPPORT, book_of, environment
from benchmarks.visits import Press, Program, alternate

FLOOR = "bare Textual"
SIZES = "1000,10000,100000"
QUICK_SIZES = "1000"
_TO_TODAY = Press("1", "switch to Today", awaited="REACH OUT")
_TO_CONTACTS = Press("2", "switch to Contacts", awaited="TIMELINE")
PRESSES = (
    Press("down", "down on Today", 2),
    Press("/"),
    Press("m", "find: 1st letter"),
    Press("a", "find: 2nd letter"),
    Press("y", "find: 3rd letter"),
    Press("escape", count=2),
    _TO_CONTACTS,
    _TO_TODAY,
    _TO_CONTACTS,
    _TO_TODAY,
    _TO_CONTACTS,
    Press("down", "down on Contacts", 20),
    Press("pagedown", "page down on Contacts", 5),
    Press("/"),
    Press("m", "filter: 1st letter"),
    Press("a", "filter: 2nd letter"),
    Press("y", "filter: 3rd letter"),
    Press("escape", count=2),
    Press("1"),
)


def main(words: Sequence[str] | None = None) -> None:
    """Measure what was asked for and print the report; slowness is reported, never an error."""
    asked = _parser().parse_args(words)
    sizes = [int(size) for size in (asked.sizes or (QUICK_SIZES if asked.quick else SIZES)).split(",")]
    books = {size: book_of(size, _say) for size in sizes}
    print(_machine())
    env = environment(OUT / "home")
    if not asked.skip_app:
        _measure_app(books, env, 2 if asked.quick else 5)
    for size, book in books.items():
        if not asked.skip_lines:
            _headline(f"One-liners, {size:,} contacts")
            print(lines_report(measure_lines(book, env, 5 if asked.quick else 15)))
        _headline(f"The store, {size:,} contacts")
        print(questions_report(measure_questions(book, 5 if asked.quick else 25)))
        _headline(f"Search as one types, {size:,} contacts")
        typing = ask_letter_by_letter(book, 1 if asked.quick else 3)
        if not asked.skip_app:
            typing += type_letter_by_letter(book, env, 1 if asked.quick else 3)
        print(typing_report(typing))


def _measure_app(books: Mapping[int, Path], env: Mapping[str, str], rounds: int) -> None:
    """Visit the floor and the app with every book in turn."""
    programs = [
        Program(FLOOR, (sys.executable, hello.__file__), hello.READY, idle_seconds=2.0),
        *(
            Program(
                f"rapport, {size:,}",
                (*RAPPORT, "--db", str(book)),
                "Maya Okafor",
                PRESSES,
                idle_seconds=2.0,
            )
            for size, book in books.items()
        ),
    ]
    visits = alternate(programs, env, rounds)
    _headline(f"Opening, sitting still, leaving ({rounds} visits each, medians)")
    print(visits_report(visits, FLOOR))
    _headline("Keys")
    print(presses_report(visits))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    parser.add_argument("--quick", action="store_true", help=f"few rounds, and only {QUICK_SIZES} contacts")
    parser.add_argument("--sizes", help=f"contacts in the books, separated by commas (default {SIZES})")
    parser.add_argument("--skip-app", action="store_true", help="leave the full-screen app out")
    parser.add_argument("--skip-lines", action="store_true", help="leave the one-liners out")
    return parser


def _machine() -> str:
    return (
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {os.cpu_count()} cores,"
        f" load {os.getloadavg()[0]:.1f}. Only ratios taken in one run mean anything."
    )


def _headline(text: str) -> None:
    print(f"\n{text}\n", flush=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
