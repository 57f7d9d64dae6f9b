"""Books spoilt in every way a disk or a careless program spoils them."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from tests.builders import TODAY, a_clock
from tui.services.demo.demo import fill_demo
from tui.store.book import Book

PAGE = 4096
PEOPLE, TALKS = 60, 1_500


class Spoiler:
    """Knows where things are in a sound book, and spoils an open file of it."""

    def __init__(self, sound: Path) -> None:
        self.size = sound.stat().st_size
        with closing(sqlite3.connect(sound)) as conn:
            asked = "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0"
            self.roots: dict[str, int] = dict(conn.execute(asked))
        self._data = sound.read_bytes()

    def first_leaf(self, table: str) -> int:
        """Return the first table leaf under a root."""
        number = self.roots[table]
        while self._data[(number - 1) * PAGE] == 0x05:
            at = (number - 1) * PAGE + int.from_bytes(self._page(number)[12:14], "big")
            number = int.from_bytes(self._data[at : at + 4], "big")
        return number

    def _page(self, number: int) -> bytes:
        return self._data[(number - 1) * PAGE : number * PAGE]


def _overwrite(number: int, data: bytes) -> Callable[[BinaryIO], None]:
    def write(file: BinaryIO) -> None:
        file.seek((number - 1) * PAGE)
        file.write(data)

    return write


def _noise(seed: int, length: int = PAGE) -> bytes:
    return random.Random(seed).randbytes(length)


def _flip(sound: Spoiler, file: BinaryIO) -> None:
    chance = random.Random(11)
    for _ in range(200):
        at = chance.randrange(100, sound.size)
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 0xFF]))


def _garble_contents(_: Spoiler, file: BinaryIO) -> None:
    data = file.read()
    file.seek(0)
    file.write(data.replace(b"CREATE TABLE", b"CREATE T4BLE"))


def _replace_all(data: bytes) -> Callable[[Spoiler, BinaryIO], None]:
    def write(_: Spoiler, file: BinaryIO) -> None:
        file.truncate(0)
        file.write(data)

    return write


KINDS: dict[str, Callable[[Spoiler, BinaryIO], object]] = {
    "nothing in it": _replace_all(b""),
    "a text file": _replace_all(b"Dear diary,\n" * 400),
    "cut in half": lambda sound, file: file.truncate(sound.size // 2),
    "cut within a page": lambda sound, file: file.truncate(sound.size - 6 * PAGE - 1_000),
    "first bytes spoilt": lambda _, file: file.write(_noise(1, 100)),
    "first page empty": lambda _, file: file.write(bytes(PAGE)),
    "contents garbled": _garble_contents,
    "bytes flipped": _flip,
    "root of the people empty": lambda s, file: _overwrite(s.roots["contact"], bytes(PAGE))(file),
    "root of the talks full of ones": lambda s, file: _overwrite(s.roots["interaction"], b"\xff" * PAGE)(
        file
    ),
    "a page of talks noise": lambda s, file: _overwrite(s.first_leaf("interaction"), _noise(2))(file),
    "an index noise": lambda s, file: _overwrite(s.roots["contact_by_name"], _noise(3))(file),
    "full text noise": lambda s, file: _overwrite(s.roots["interaction_search_data"], _noise(4))(file),
    "last pages empty": lambda s, file: _overwrite(s.size // PAGE - 30, bytes(31 * PAGE))(file),
}
"""What happened to the file -> how it is done to a sound one."""

NOTHING_LEFT = {"nothing in it", "a text file"}


def a_sound_book(path: Path) -> None:
    """Make a book of sixty with what was said to them."""
    with closing(Book.open(path, a_clock())) as book:
        book.conn.execute("PRAGMA synchronous = OFF")
        fill_demo(book, TODAY, 1, PEOPLE, TALKS)


def spoil(sound: Path, target: Path, kind: str) -> Path:
    """Copy a sound book and spoil the copy."""
    shutil.copyfile(sound, target)
    with target.open("r+b") as file:
        KINDS[kind](Spoiler(sound), file)
    return target


def digest(path: Path) -> str:
    """Return what tells one content from another."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
