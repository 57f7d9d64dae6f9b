"""Change one thing at a time in a throw-away copy, and say which changes no test near it notices.

    make mutants ARGS="tui/store/changes/due.py:18 tui/domain/rhythms --count 40 --seed 2"

What was tried is remembered in build/mutants.jsonl and not tried again while the file is the same; --again
tries those that lived once more. This takes some seconds a change, and is no part of `make check`.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from msgspec import Struct

from scripts.mutants.changes import Change, changes_of
from scripts.mutants.nearest import Nearness

ROOT = Path(__file__).parents[2]
REMEMBERED = ROOT / "build" / "mutants.jsonl"
WHERE = ("tui/domain", "tui/store")
"""Where the rules and the lists are."""
COPIED = ("tui", "tests", "docs", "scripts", "benchmarks", "pyproject.toml", "README.md", "Makefile")
ROUNDS = ((0, 3), (3, 12))
"""The nearest tests go first: most changes die there."""
SECONDS_A_ROUND = 300


class Tried(Struct, frozen=True):
    """A change that was tried, and whether it lived."""

    key: str
    path: str
    line: int
    what: str
    lived: bool


class Bench:
    """A throw-away copy of the tree in which one thing at a time is changed."""

    def __init__(self, folder: Path, root: Path = ROOT) -> None:
        self._folder = folder
        self._root = root
        self._times = count(1_000_000_000)
        self._nearness = Nearness(root)
        self._passing = set[tuple[Path, ...]]()
        self._failing = set[Path]()
        """How tests do where nothing is changed."""
        for name in COPIED:
            if (root / name).is_dir():
                shutil.copytree(root / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
            elif (root / name).exists():
                shutil.copyfile(root / name, folder / name)

    def lives(self, path: Path, change: Change) -> bool:
        """Whether all tests near it pass although this was changed."""
        tests = self._nearness.tests_of(path)
        return not any(self._is_noticed(path, change, tests[first:last]) for first, last in ROUNDS)

    def _is_noticed(self, path: Path, change: Change, tests: Sequence[Path]) -> bool:
        """Whether one of these tests fails, and only because of the change: what fails anyway notices nothing."""
        source = (self._root / path).read_bytes()
        asked = tuple(test for test in tests if test not in self._failing)
        self._write(path, change.made_in(source))
        is_noticed = not self._pass(asked)
        self._write(path, source)
        if not is_noticed or asked in self._passing:
            return is_noticed
        if self._pass(asked):
            self._passing.add(asked)
            return True
        self._failing |= {test for test in asked if not self._pass([test])}
        print(f"left out, for they fail anyway: {', '.join(sorted(map(str, self._failing)))}", flush=True)
        return self._is_noticed(path, change, tests)

    def _write(self, path: Path, source: bytes) -> None:
        """Write a file with a time of its own, so that nothing compiled before is taken for it."""
        (self._folder / path).write_bytes(source)
        at = next(self._times)
        os.utime(self._folder / path, (at, at))

    def _pass(self, tests: Sequence[Path]) -> bool:
        if not tests:
            return True
        line = [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-x",
            "-n",
            "0",
            "-p",
            "no:cacheprovider",
            *map(str, tests),
        ]
        environment = {**os.environ, "PYTHONPATH": str(self._folder), "CI": "true"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        try:
            ran = subprocess.run(
                line, cwd=self._folder, env=environment, capture_output=True, timeout=SECONDS_A_ROUND
            )
        except subprocess.TimeoutExpired:
            return False
        return ran.returncode in (0, 5)


def main(words: Sequence[str] | None = None) -> int:
    """Try so many changes, and print those that lived."""
    asked = _asked(words)
    before = {tried.key: tried for tried in _remembered()}
    waiting = list(_changes(asked.where or WHERE))
    random.Random(asked.seed).shuffle(waiting)
    if asked.again:
        waiting = [each for each in waiting if each[2] in before and before[each[2]].lived]
    else:
        waiting = [each for each in waiting if each[2] not in before]
    lived = []
    with TemporaryDirectory(prefix="mutants-") as folder:
        bench = Bench(Path(folder))
        for number, (path, change, key) in enumerate(waiting[: asked.count], 1):
            source = (ROOT / path).read_bytes()
            tried = Tried(
                key, str(path), change.line_in(source), change.said_of(source), bench.lives(path, change)
            )
            _remember(tried)
            lived += [tried] if tried.lived else []
            print(f"{number:4} {'LIVED ' if tried.lived else 'killed'} {_named(tried)}", flush=True)
    print(f"{len(lived)} of {min(asked.count, len(waiting))} lived; {len(waiting)} changes were there to try")
    for tried in lived:
        print(f"  {_named(tried)}")
    return 0


def _asked(words: Sequence[str] | None) -> argparse.Namespace:
    reader = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    reader.add_argument(
        "where", nargs="*", help=f"folders, files, lines of files; {' and '.join(WHERE)} where none is named"
    )
    reader.add_argument("--count", type=int, default=40, help="how many changes to try (40)")
    reader.add_argument("--seed", type=int, default=1, help="which ones (1)")
    reader.add_argument("--again", action="store_true", help="only those that lived the last time")
    return reader.parse_args(words)


def _changes(where: Sequence[str]) -> Iterator[tuple[Path, Change, str]]:
    for each in where:
        name, _, line = each.partition(":")
        found = ROOT / name
        for file in sorted(found.rglob("*.py")) if found.is_dir() else [found]:
            source = file.read_bytes()
            for change in changes_of(source):
                if not line or change.line_in(source) == int(line):
                    yield file.relative_to(ROOT), change, change.key_in(source)


def _remembered() -> list[Tried]:
    if not REMEMBERED.exists():
        return []
    return [msgspec.json.decode(line, type=Tried) for line in REMEMBERED.read_bytes().splitlines()]


def _remember(tried: Tried) -> None:
    REMEMBERED.parent.mkdir(exist_ok=True)
    with REMEMBERED.open("ab") as out:
        out.write(msgspec.json.encode(tried) + b"\n")


def _named(tried: Tried) -> str:
    return f"{tried.path}:{tried.line}  {tried.what}"


if __name__ == "__main__":
    sys.exit(main())
