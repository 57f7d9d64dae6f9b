"""Keys that come at once leave the same book and the same screen as keys that each wait for rest."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from msgspec import Struct
from textual import events

from tests.screens.app_in_test import AppInTest, a_small_book, open_app
from tests.waiting import until_workers_rest

PASTE = "paste:"
_KEPT = re.compile(r" *(?:draft kept [0-9:]+ · )?Esc leaves(?:, the draft is kept)?$", re.MULTILINE)
_RANDOM_COLUMNS = {"uid", "draft_id", "guid"}
_SHORT, _LONG = 4, 1_000
_SLOW = ((0.0, 0.7), (0.3, 0.2), (1.5, 0.07), (4.0, 0.03))
"""How long a save takes, and in which share of the long run."""


class Left(Struct, frozen=True):
    """What a stretch of keys has left behind."""

    rows: tuple[tuple[object, ...], ...]
    screen: str
    front: str
    keys_at: str


def _sequence(chance: random.Random) -> list[str]:
    """Make up a stretch of use: acts, lines, ways from view to view, and keys that mean nothing there."""
    keys: list[str] = []
    for number in range(chance.randint(4, 9)):
        keys += chance.choice(list(_pieces(chance, number)))
    return keys


def _pieces(chance: random.Random, number: int) -> Iterator[list[str]]:
    """Yield what may be typed next."""
    name = chance.choice(("bo", "maya", "zo", "an", "ines"))
    end = chance.choice(("enter", "enter", "enter", "escape"))
    for single in (
        "d",
        "d",
        "d",
        "j",
        "j",
        "k",
        "G",
        "g",
        "x",
        "S",
        "r",
        "u",
        "u",
        "U",
        "z",
        "w",
        "m",
        "enter",
    ):
        yield [single]
    for single in ("escape", "tab", "1", "1", "2", "3", "pagedown", "T", "home", "b", "o", "n"):
        yield [single]
    yield ["s", chance.choice("wdm")]
    yield ["p", chance.choice("wm")]
    for _ in range(3):
        yield ["l", *f"call about n{number}", end]
        yield ["l", *f"message @{name} no {number}", end]
        yield ["a", *f"New Body{number} every:monthly", end]
    yield ["l", f"{PASTE}call pasted {number}", end]
    yield ["f", *f"fri send {number}", end]
    yield ["R", *chance.choice(("w", "6w", "never")), end]
    yield ["t", *f"tag{number}", end]
    yield ["/", *name, end]
    yield ["/", *name[:1], "down", end]
    yield ["/", *name, "tab", "down", "down", end]
    yield ["2", "/", *name, end, chance.choice(("d", "S", "j", "l"))]
    yield ["2", "/", *name[:1], "down", "enter", "S"]
    yield [":", *chance.choice(("trash", "help", "xyz", "undo")), end]
    yield ["?", "escape"]
    yield ["c", "tab", *f"x{number}", chance.choice(("ctrl+s", "escape"))]
    yield ["e", *f" Q{number}", chance.choice(("ctrl+s", "escape"))]
    yield ["2", "n", *f"likes tea {number}", end]
    yield ["l", "ctrl+t", *f"call @bo row {number}", "enter", *f"call @maya row {number}", "enter", "escape"]
    yield [chance.choice("abcdefghijklmnoprstuvwxzABCDFGLMRSTU123456789/:?")]


def _type(opened: AppInTest, key: str) -> None:
    if key.startswith(PASTE):
        opened.app.post_message(events.Paste(key.removeprefix(PASTE)))
    else:
        opened.type_ahead(key)


async def _left_behind(opened: AppInTest) -> Left:
    await _rests(opened)
    await opened.pilot.pause()
    focused = opened.app.focused
    # When a draft was last written down is a matter of time, not of keys.
    shown = _KEPT.sub("", opened.text)
    return Left(_rows(opened.path), shown, opened.front, str(focused.id if focused else ""))


async def _rests(opened: AppInTest) -> None:
    """Wait until everything rests, also what no key waits for."""
    await opened.until_still()
    await until_workers_rest(opened.app)
    await opened.until_still()


def _rows(book: Path) -> tuple[tuple[object, ...], ...]:
    """Read every table of a book but for what is made up at random."""
    with closing(sqlite3.connect(book)) as conn:
        conn.row_factory = sqlite3.Row
        tables = conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            " AND name NOT LIKE '%search%' AND name NOT LIKE 'journal%' ORDER BY name"
        ).fetchall()
        return tuple(
            (table, *(row[column] for column in row.keys() if column not in _RANDOM_COLUMNS))  # noqa: SIM118
            for (table,) in tables
            for row in conn.execute(f'SELECT * FROM "{table}" ORDER BY rowid')
        )


async def _at_once(book: Path, keys: Sequence[str], save_seconds: float) -> Left:
    async with open_app(book) as opened:
        opened.slow_down(save_seconds)
        for key in keys:
            _type(opened, key)
        return await _left_behind(opened)


async def _one_by_one(book: Path, keys: Sequence[str]) -> Left:
    async with open_app(book) as opened:
        for key in keys:
            _type(opened, key)
            await _rests(opened)
        return await _left_behind(opened)


async def _compare(book: Path, folder: Path, seed: int, save_seconds: float) -> None:
    keys = _sequence(random.Random(seed))
    for each in ("ahead", "slowly"):
        shutil.rmtree(folder / each, ignore_errors=True)
        (folder / each).mkdir(parents=True)
        shutil.copyfile(book, folder / each / "rapport.db")
    ahead = await _at_once(folder / "ahead" / "rapport.db", keys, save_seconds)
    slowly = await _one_by_one(folder / "slowly" / "rapport.db", keys)
    assert ahead == slowly, f"seed {seed}, saves of {save_seconds} s: {' '.join(keys)}"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return a_small_book(tmp_path)


@pytest.mark.parametrize("seed", range(_SHORT))
async def test_any_keys_at_once_do_what_they_do_one_by_one(book: Path, tmp_path: Path, seed: int) -> None:
    await _compare(book, tmp_path / "run", seed, (0.0, 0.05)[seed % 2])


@pytest.mark.long
async def test_a_thousand_stretches_of_keys_at_once_do_what_they_do_one_by_one(
    book: Path, tmp_path: Path
) -> None:
    first, count = int(os.environ.get("FIRST_SEED", "1000")), int(os.environ.get("SEEDS", _LONG))
    wrong: list[str] = []
    for seed in range(first, first + count):
        (seconds,) = random.Random(seed).choices(*zip(*_SLOW, strict=True))
        try:
            await _compare(book, tmp_path / "run", seed, seconds)
        except Exception as error:  # the next thousand are looked at all the same
            wrong.append(f"{seed}: {error!r}")
            print(wrong[-1], flush=True)
        if seed % 20 == 0:
            print(f"{seed - first + 1} done, {len(wrong)} wrong", flush=True)
    assert not wrong, f"{len(wrong)} of {count}"
