"""Search as one types: each letter of some queries, asked of the engine and typed into the app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from msgspec import Struct, field

from benchmarks.surroundings import NOW, RAPPORT
from benchmarks.terminal import Terminal
from tui.domain.clock import make_clock
from tui.services.contacts.finding import Finding
from tui.store.book import Book

TYPED = (
    "maya okafor",
    "ma ok",
    "mo",
    "mya okafr",
    "zoe mar",
    "weekend",
    "decision",
    "baltic watch",
    "berlin",
    "#work last>90d",
    "org:baltic never:",
    "-#design due:week",
    "met:pycon",
)
"""Names, initials, slips of the finger, words that were said, and filters."""
FINDS_SHOWN = 50
"""So many finds the finder shows with the words around them; the filter of Contacts shows only rows."""
SCREENFUL = 36
SURELY_SEEN = 8
"""So many of the first stand on the screen, however long the headings above them are."""
_UNHURRIED_SECONDS = 0.12
"""So long nothing comes before the next letter: slower than quick fingers, so that each letter is answered."""
_CLEARED = "\x15"


class Typing(Struct):
    """What the letters of one query took, in milliseconds."""

    where: str
    query: str
    echo_ms: list[float | None] = field(default_factory=list)
    """Until the letter stands on the screen; nothing for the engine alone."""
    list_ms: list[float | None] = field(default_factory=list)
    """Until the best are there: in the app, until somebody stands on the screen who did not before."""


def ask_letter_by_letter(book_path: Path, rounds: int) -> list[Typing]:
    """Ask the engine what the filter and the finder ask at each letter; the first round warms up."""
    book = Book.open_for_reading(book_path, make_clock(frozen=NOW))
    if book is None:
        return []
    finding = Finding(book)
    found = []
    for where, show in (("filter, engine", 0), ("finder, engine", FINDS_SHOWN)):
        for query in TYPED:
            typing = Typing(where, query)
            for number in range(rounds + 1):
                for size in range(1, len(query) + 1):
                    listed_at: list[float] = []
                    start = perf_counter()
                    finding.ask(query[:size], size, show, lambda _: listed_at.append(perf_counter()))  # noqa: B023
                    listed_at.append(perf_counter())
                    if number:
                        typing.list_ms.append((listed_at[0] - start) * 1000)
            found.append(typing)
    book.close()
    return found


def type_letter_by_letter(book_path: Path, env: Mapping[str, str], rounds: int) -> list[Typing]:
    """Type the queries into the filter of Contacts and into the finder of the running app."""
    names = _names(book_path)
    found = []
    command = (*RAPPORT, "--db", str(book_path))
    for where, opening, closing in (("filter", ("2", "/"), ("escape", "1")), ("finder", ("/",), ("escape",))):
        with Terminal(command, env) as terminal:
            terminal.paint("Maya Okafor", since=terminal.started_at)
            terminal.settle(0.5)
            for query in TYPED:
                typing = Typing(where, query)
                for number in range(rounds + 1):
                    _press_all(terminal, opening)
                    _type(terminal, query, names, typing if number else None)
                    _press_all(terminal, (_CLEARED, *closing))
                found.append(typing)
            terminal.quit("q")
    return found


def _names(book_path: Path) -> dict[str, list[str]]:
    """Return who is listed on a screenful once each beginning of the queries is answered."""
    book = Book.open_for_reading(book_path, make_clock(frozen=NOW))
    if book is None:
        return {}
    finding = Finding(book)
    begun = {query[:size] for query in TYPED for size in range(1, len(query) + 1)}
    ids = {text: finding.ask(text, len(text)).ids[:SCREENFUL] for text in sorted(begun)}
    names = {text: [row.name for row in finding.rows(found)] for text, found in ids.items()}
    book.close()
    return names


def _type(terminal: Terminal, query: str, names: Mapping[str, list[str]], typing: Typing | None) -> None:
    before: list[str] = []
    for size, letter in enumerate(query, 1):
        listed = names.get(query[:size], [])
        awaited = next((name for name in listed[:SURELY_SEEN] if name not in before), "")
        paint = terminal.press(letter, awaited)
        if typing is not None:
            typing.echo_ms.append(paint.first_ms)
            typing.list_ms.append(paint.match_ms)
        before = listed
        terminal.settle(_UNHURRIED_SECONDS)


def _press_all(terminal: Terminal, keys: Sequence[str]) -> None:
    for key in keys:
        terminal.press(key)
