"""A shell for tests: runs command lines in this very process and catches what they print."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from typing import Any

import pytest
from msgspec import Struct

from tui.cli.entry import main


class Said(Struct, frozen=True):
    """What a command line answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The answer, read as JSON."""
        return json.loads(self.out)


class Keyboard(io.TextIOWrapper):
    """Standard input that somebody types on."""

    def isatty(self) -> bool:
        return True


class Shell:
    """Runs ``rapport`` on the book of the test's home, on whichever day is asked for."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def at(self, day: str, hour: int = 9) -> None:
        """Let it be a local calendar day from here on."""
        self._patch.setenv("RAPPORT_NOW", f"{day}T{hour:02}:00:00+01:00")

    def __call__(self, *words: str, stdin: str = "", on_terminal: bool = False) -> Said:
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.TextIOWrapper(io.BytesIO(), "utf-8")
        kind = Keyboard if on_terminal else io.TextIOWrapper
        self._patch.setattr("sys.stdin", kind(io.BytesIO(stdin.encode()), "utf-8"))
        with redirect_stdout(out), redirect_stderr(err):
            code = main(words)
        return Said(code, _text(out), _text(err))

    def ok(self, *words: str, stdin: str = "") -> Said:
        """Run a line that has to succeed."""
        said = self(*words, stdin=stdin)
        assert said.code == 0, said.err
        return said


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()
