"""Breaking off a question: only one that is under way, and then it can only ever end as broken off."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tui.store.file.diagnosis import Cause, cause_of


class BrokenOff(Exception):
    """A newer question was asked: this one has found neither somebody nor nobody."""


class Breaking:
    """The questions of one connection, of which another thread may break off the one under way.

    SQLite gives an interruption any name: while it builds the table of an index it is no interruption but
    an error of that table. So what was asked for is kept here, and SQLite's answer is not read.
    """

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._turn = threading.Lock()
        """Held while a question begins, ends or is broken off: no other question is ever met."""
        self._is_asking = False
        self._is_broken = False

    def break_off(self) -> None:
        """End the question under way in another thread; where there is none, nothing is done."""
        with self._turn:
            if self._is_asking:
                self._is_broken = True
                self._conn.interrupt()

    @contextmanager
    def question(self, is_wanted: Callable[[], bool] = lambda: True) -> Iterator[None]:
        """Ask inside the block what may be broken off. Raises BrokenOff, also for a question nobody wants.

        ``is_wanted`` is asked once it can be broken off: what is no longer wanted then is not begun, and what
        ceases to be wanted later is broken off.
        """
        with self._turn:
            self._is_asking, self._is_broken = True, False
        try:
            if not is_wanted():
                raise BrokenOff
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:
            # An interruption of the question before may still reach this one while that is not let go of.
            if self._ended() or cause_of(error) is Cause.BROKEN_OFF:
                raise BrokenOff from error
            raise
        finally:
            is_broken = self._ended()
        if is_broken:
            raise BrokenOff

    def check(self) -> None:
        """Raise BrokenOff between two statements where an interruption would be forgotten."""
        if self._is_broken:
            raise BrokenOff

    def _ended(self) -> bool:
        """Let nothing more be broken off, and say whether this question was."""
        with self._turn:
            self._is_asking = False
            return self._is_broken
