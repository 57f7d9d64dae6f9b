"""An import in a process of its own, stopped wherever it is: everything is in, or nothing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.hostile_files import KINDS
from tests.builders import a_book, a_contact, dump

NOW = "2026-11-23T09:00:00+01:00"
CARDS = 1_500
SENTENCE = "The import was stopped. Nothing was added; the book is as it was.\n"
LATE = "It was being written when it was to be stopped: all of it is in. rapport undo takes it back.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a book of one person and a file of many cards."""
    book = a_book(tmp_path)
    a_contact(book, "Ann Lee")
    book.close()
    shutil.copyfile(tmp_path / "rapport.db", tmp_path / "before.db")
    (tmp_path / "many.vcf").write_bytes(KINDS["cards"].make(CARDS))
    return tmp_path


def begun(folder: Path, *more: str) -> subprocess.Popen[str]:
    kept = {name: value for name, value in os.environ.items() if name in ("HOME", "PATH", "TZ")}
    line = [sys.executable, "-m", "tui", "--db", str(folder / "rapport.db"), "import"]
    return subprocess.Popen(
        [*line, str(folder / "many.vcf"), *more],
        env={**kept, "RAPPORT_NOW": NOW},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def everything(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    book = a_book(folder)
    found = dump(book.conn)
    book.close()
    return found


def stopped_at(program: subprocess.Popen[str], seconds: float, number: int) -> tuple[int, str]:
    """Send a signal after so many seconds, and give exit code and complaints."""
    try:
        program.wait(seconds)
    except subprocess.TimeoutExpired:
        program.send_signal(number)
    _, said = program.communicate(timeout=60)
    return program.returncode, said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_anywhere_it_leaves_everything_or_nothing(
    folder: Path, number: signal.Signals, is_long: bool
) -> None:
    before = everything(folder)
    began = time.monotonic()
    begun(folder, "--dry-run").communicate(timeout=60)
    whole = time.monotonic() - began
    chance = random.Random(int(number))
    for _ in range(30 if is_long else 3):
        code, said = stopped_at(begun(folder), chance.uniform(0.3, 1.1) * whole, number)
        if code == 0:
            assert said in ("", LATE)
            assert len(everything(folder)["contact"]) == 1 + CARDS
            shutil.copyfile(folder / "before.db", folder / "rapport.db")
        else:
            # Before the command itself is reached, the signal ends the interpreter, or click, without a word.
            is_early = code in (128 + number, -number) and not said.strip()
            assert is_early or (code, said) == (128 + number, SENTENCE)
            assert everything(folder) == before


KILLED_AT_THE_END = """
import os, sys
from tui.cli.entry import main
class AtTheVeryEnd:
    def __del__(self, kill=os.kill, program=os.getpid(), number=int(sys.argv.pop())):
        kill(program, number)
last = AtTheVeryEnd()
sys.exit(main())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_while_the_program_ends_it_says_that_all_is_in(folder: Path, number: signal.Signals) -> None:
    line = ["--db", str(folder / "rapport.db"), "import", str(folder / "many.vcf"), str(int(number))]
    done = subprocess.run([sys.executable, "-c", KILLED_AT_THE_END, *line], capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(everything(folder)["contact"]) == 1 + CARDS
