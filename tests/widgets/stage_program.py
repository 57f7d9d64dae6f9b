"""A program for a pseudo-terminal: every widget of ours at once, full of the text it is told to show.

``python -m tests.widgets.stage_program plain 100000`` shows a long list of plain names,
``... hostile`` shows hostile texts everywhere; the key ``b`` fails with private words in reach.
"""

from __future__ import annotations

import os
import signal
import sys
from array import array
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tests.hostile import HOSTILE
from tui.app.guarded import GuardedApp
from tui.domain.errors import RapportError
from tui.domain.practice.streak import DayMark, Mark, Mode, Streak, TodayState
from tui.terminal.terminal import CrashLog, TerminalGuard, quiet_streams, require_terminal, scrub_environment
from tui.widgets.fields import LineField
from tui.widgets.key_row import KeyRow
from tui.widgets.message_row import MessageRow
from tui.widgets.note_field import NoteField
from tui.widgets.practice_strip import PracticeFacts, PracticeStrip
from tui.widgets.rows import Cell, Line, RowsById, Section
from tui.widgets.view_tabs import View, ViewTabs
from tui.widgets.virtual_list import VirtualList

MONDAY = date(2026, 11, 23)
PRIVATE = "she told me in confidence"


def facts(line: str) -> PracticeFacts:
    """Return a week with one of every mark."""
    marks = (Mark.PRACTISED, Mark.EMPTY, Mark.SPARED, Mark.PAUSED, Mark.OPEN, Mark.AHEAD, Mark.REST)
    week = tuple(DayMark(MONDAY + timedelta(days=n), mark, mark is Mark.OPEN) for n, mark in enumerate(marks))
    streak = Streak(12, 21, 1, 3, TodayState.OPEN, 0.7, Mode.DAILY, (0, 1, 2, 3, 4), False)
    return PracticeFacts(week, streak, 2, 3, line)


class Everything(GuardedApp[None]):
    """All widgets on one screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", "Quit"),
        Binding("f", "fill", "Fill"),
        Binding("b", "break_down", "Break"),
    ]

    def __init__(self, words: Sequence[str], count: int, folder: Path, *, is_deaf: bool) -> None:
        super().__init__(crash_log=CrashLog(folder / "crash.log"), terminal_guard=TerminalGuard())
        self._words = words
        self._count = count
        self._is_deaf = is_deaf

    def compose(self) -> ComposeResult:
        yield ViewTabs([View("today", "1", "Today")], current="today", note=self._words[0])
        yield PracticeStrip()
        yield VirtualList(self._draw)
        yield MessageRow()
        yield LineField(placeholder="line")
        yield NoteField()
        yield KeyRow()

    def on_mount(self) -> None:
        rows = RowsById(array("q", range(self._count)), lambda ids: tuple(ids), key=lambda number: number)
        people = self.query_one(VirtualList)
        people.show(rows, [Section(0, self._words[0], note=self._words[-1])])
        people.focus()
        self.query_one(PracticeStrip).facts = facts(self._words[0])
        if self.terminal_guard is not None:
            self.terminal_guard.begin()
        if self._is_deaf:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)

    def _draw(self, number: int, width: int) -> Line:
        word = self._words[number % len(self._words)]
        return Line((Cell(word, 30), Cell(word, 12, "muted"), Cell("6w", 4, right=True)), "◆", "clay")

    def action_fill(self) -> None:
        note = "\n".join(self._words)
        self.query_one(MessageRow).say(self._words[0], self._words[-1])
        self.query_one(LineField).value = note
        self.query_one(NoteField).text = note
        self.notify(note[:200], title=note[:200])

    def action_break_down(self) -> None:
        note = PRIVATE
        raise ValueError(note)


def main(kind: str, count: str = "40", hearing: str = "") -> None:
    """Run the stage; ``deaf`` ends only when the line is cut, not by the signal for it."""
    scrub_environment(os.environ)
    try:
        require_terminal(os.environ)
    except RapportError as error:
        print(error, file=sys.stderr)
        sys.exit(error.exit_code)
    quiet_streams()
    words = HOSTILE if kind == "hostile" else ("Maya Okafor", "Bo Chen", "Anna Petrova")
    app = Everything(words, int(count), Path(os.environ["HOME"]), is_deaf=hearing == "deaf")
    app.run()
    os._exit(app.return_code or 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
