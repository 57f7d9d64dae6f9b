"""Whether the app grows while it is left open: ``python -m benchmarks.growth [--presses 20000] [--seed 1]``.

The real program is given keys at random over all that can be opened, then letters alone. What it holds of memory,
threads, descriptors and files beside the book is looked at now and then, and compared with what it held after the
first presses, when every screen had been opened. Growth is reported, never an error.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from benchmarks.report import table
from benchmarks.surroundings import RAPPORT, book_of, environment
from benchmarks.terminal import Terminal
from benchmarks.wandering import CARDS, HOME, WAY_OUT, type_on, wander

CONTACTS = 300
PRESSES, WARM_AFTER, EVERY = 20_000, 2_000, 1_000
"""Keys at random: so many; what comes after the first is growth; a look after every so many."""
LETTERS, LETTERS_WARM_AFTER, LETTERS_EVERY = 1_500, 500, 250
"""The same for letters alone."""
TYPED_INTO = {"a bar": "l", "the finder": "/", "the composer": "c"}
_STANDING_SECONDS = 0.6
_PEOPLE = 12
_LAST_KEYS = 120
_LOG_SHOWN = 3_000


class Held(Struct, frozen=True):
    """What a running program holds at one moment."""

    presses: int
    memory_kb: int
    """What of its memory is resident."""
    threads: int
    descriptors: int
    book_kb: int
    beside_kb: int
    """Journals and the like that lie beside the book."""


def main(asked_for: Sequence[str] | None = None) -> None:
    """Press what was asked for and print how what is held went on."""
    asked = _parser().parse_args(asked_for)
    whole = book_of(CONTACTS, _say)
    if asked.presses:
        print(f"\nKeys at random, seed {asked.seed}: what is held after so many presses\n", flush=True)
        with _Opened(whole) as opened:
            print(report(opened.pressed(wander(asked.seed), asked.presses, asked.every, HOME), WARM_AFTER))
    for name, key in TYPED_INTO.items() if asked.letters else ():
        print(f"\nLetters alone, in {name}: what is held after so many\n", flush=True)
        with _Opened(whole) as opened:
            opened.terminal.strike(key)
            looks = opened.pressed(type_on(asked.seed), asked.letters, LETTERS_EVERY)
            print(report(looks, LETTERS_WARM_AFTER))


class _Opened:
    """The real program over a book of its own, in a folder that goes with it."""

    def __init__(self, whole: Path) -> None:
        self._outer = tempfile.TemporaryDirectory(prefix="rapport-growth-")
        self._folder = Path(self._outer.name)
        self._book = shutil.copyfile(whole, self._folder / "book.db")
        (self._folder / CARDS).write_text(cards(), encoding="utf-8")
        env = {**environment(self._folder / "home"), "EDITOR": "true"}
        inside = ("env", "-C", str(self._folder))
        self.terminal = Terminal((*inside, *RAPPORT, "--db", str(self._book)), env)

    def __enter__(self) -> _Opened:
        self.terminal.paint("REACH OUT", since=self.terminal.started_at)
        return self

    def __exit__(self, *_: object) -> None:
        self.terminal.__exit__(None, None, None)
        self._outer.cleanup()

    def pressed(
        self, keys: Iterable[str], presses: int, every: int, before_look: Sequence[str] = ()
    ) -> Iterator[Held]:
        """Press the keys and look every so often at what is held, after a few keys that close what is open."""
        last: deque[str] = deque(maxlen=_LAST_KEYS)
        for number, key in enumerate(keys):
            if number % every == 0:
                for each in before_look:
                    self.terminal.strike(each)
                self.terminal.settle(_STANDING_SECONDS)
                if (held := self._held(number)) is not None:
                    yield held
            if number >= presses or self.terminal.has_ended:
                break
            if key != "enter" or WAY_OUT not in self.terminal.screen.text:
                last.append(key)
                self.terminal.strike(key)
        if self.terminal.has_ended:
            self._say_how_it_ended(number, last)

    def _held(self, presses: int) -> Held | None:
        """Look at what the program holds; None when it is gone."""
        proc = Path("/proc", str(self.terminal.pid))
        try:
            pages = int((proc / "statm").read_text(encoding="ascii").split()[1])
            threads, descriptors = len(os.listdir(proc / "task")), len(os.listdir(proc / "fd"))
        except OSError:
            return None
        beside = sum(path.stat().st_size for path in self._folder.glob("book.db-*"))
        return Held(
            presses,
            pages * os.sysconf("SC_PAGE_SIZE") // 1024,
            threads,
            descriptors,
            self._book.stat().st_size // 1024,
            beside // 1024,
        )

    def _say_how_it_ended(self, number: int, last: Iterable[str]) -> None:
        print(f"! It ended by itself ({self.terminal.wait()}) before press {number}, after {' '.join(last)}.")
        print(f"The last screen:\n{self.terminal.screen.text}")
        for log in (self._folder / "home").rglob("*.log"):
            print(f"{log.name}: {log.read_text(encoding='utf-8', errors='replace')[-_LOG_SHOWN:]}")


def report(looks: Iterable[Held], warm_after: int) -> str:
    """Say each look as it is made; give them all as a table, and how much came after the first presses."""
    found = []
    for held in looks:
        found.append(held)
        _say(f"{held.presses:>7,}  {held.memory_kb / 1024:.1f} MB")
    warm = next((held for held in found if held.presses >= warm_after), None)
    head = ["presses", "MB", "of warm", "threads", "descriptors", "book kB", "beside kB"]
    written = table(head, [_row(held, warm) for held in found])
    if warm is None:
        return written
    more = [(held.memory_kb - warm.memory_kb) / 1024 for held in found if held.presses >= warm_after]
    return f"{written}\n\nAfter press {warm.presses:,}: {more[-1]:+.1f} MB at the end, {max(more):+.1f} MB at most."


def _row(held: Held, warm: Held | None) -> list[str]:
    return [
        f"{held.presses:,}",
        f"{held.memory_kb / 1024:.1f}",
        f"{held.memory_kb / warm.memory_kb:.2f}x" if warm is not None else "-",
        *map(str, (held.threads, held.descriptors, held.book_kb, held.beside_kb)),
    ]


def cards() -> str:
    """Return the few people that are now and then brought in."""
    return "".join(
        f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Few Sample{number}\r\nN:Sample{number};Few;;;\r\n"
        f"EMAIL:few{number}@example.org\r\nEND:VCARD\r\n"
        for number in range(_PEOPLE)
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.growth", description="whether the app grows")
    parser.add_argument("--presses", type=int, default=PRESSES, help=f"keys at random (default {PRESSES})")
    parser.add_argument("--every", type=int, default=EVERY, help=f"look after so many (default {EVERY})")
    parser.add_argument("--letters", type=int, default=LETTERS, help=f"letters alone (default {LETTERS})")
    parser.add_argument("--seed", type=int, default=1, help="which keys (default 1)")
    return parser


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
