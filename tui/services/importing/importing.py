"""Bringing people in from a file: read, planned, looked at, then added and completed as one change."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from tui.services.importing.carrying import Carrying, Wishes
from tui.services.importing.columns import ColumnMemory, Columns
from tui.services.importing.matching import Matching
from tui.services.importing.plan import (
    Choices,
    ImportPlan,
    ImportReport,
    ImportStopped,
    Progress,
)
from tui.services.importing.reading import (
    FileRead,
    Format,
    How,
    kind_of,
    read_bounded,
    read_bytes,
    read_path,
    zone_of,
)
from tui.store.book import Book
from tui.store.many.long_change import kept_in_memory


class _DryRun(Exception):
    """Leaves the transaction without a trace."""


class Importing:
    """Imports into one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def read(self, path: Path, how: How | None = None) -> FileRead:
        """Read a file of any known kind; raises RapportError for one that cannot be read."""
        how = replace(how or How(), zone=zone_of(self._book.clock))
        if how.mapping is None and not os.path.isdir(path):
            data = read_bounded(path)
            if kind_of(path.name, data, how.kind, how.encoding) is Format.CSV:
                columns = Columns.of(data, how.encoding, ColumnMemory(self._book))
                how = replace(how, mapping=columns.mapping if columns.is_remembered else None)
            return read_bytes(path.name, data, how)
        return read_path(path, how)

    def columns(self, path: Path) -> Columns | None:
        """Return the columns of a CSV file that nobody knows, as remembered or guessed; None for other files.

        Raises RapportError for a file that cannot be read.
        """
        if os.path.isdir(path):
            return None
        data = read_bounded(path)
        if kind_of(path.name, data) is not Format.CSV:
            return None
        return Columns.of(data, None, ColumnMemory(self._book))

    def remember(self, columns: Columns) -> None:
        """Keep in mind what each column means, for the next file with this header."""
        ColumnMemory(self._book).keep(columns)

    def plan(self, file: FileRead, progress: Progress | None = None) -> ImportPlan:
        """Say what an import of this file would do; nothing is written."""
        return Matching(self._book).plan(file, progress)

    def plan_of(
        self,
        path: Path,
        how: How | None = None,
        progress: Progress | None = None,
        reading: Progress | None = None,
    ) -> ImportPlan:
        """Read a file and say what its import would do; raises RapportError for one that cannot be read.

        Raises ImportStopped when ``progress`` says so, or ``reading``, which is told instead while it is read.
        """
        asked = reading or progress

        def told(done: int, total: int) -> None:
            if asked and not asked(done, total):
                raise ImportStopped

        return self.plan(self.read(path, replace(how or How(), told=told)), progress)

    def bring_in(
        self,
        plan: ImportPlan,
        choices: Choices | None = None,
        *,
        rhythm_days: int | None = None,
        tag: str = "",
        dry_run: bool = False,
        progress: Progress | None = None,
        last_word: Callable[[], None] = lambda: None,
    ) -> ImportReport:
        """Do what was planned and chosen, as one change; ``last_word`` is called right before it is written.

        A rhythm goes to everybody new whose file names none; a tag to everybody in the file. Raises
        ImportStopped when ``progress`` says so: then nothing was written.
        """
        wishes = Wishes(dict(choices or {}), rhythm_days, tag.strip())
        label = _label(plan)
        try:
            with kept_in_memory(self._book), self._book.write(label):
                plan = self._still_right(plan)
                report = Carrying(self._book, plan, wishes, progress).out()
                if dry_run:
                    raise _DryRun
                last_word()
        except _DryRun:
            pass
        return report

    def _still_right(self, plan: ImportPlan) -> ImportPlan:
        """Plan again inside the change when another program has written since; what was chosen still counts."""
        if plan.book is not None or plan.book_version == self._book.data_version:
            return plan
        again = Matching(self._book)
        file = FileRead(
            plan.name, Format(plan.kind), talks=plan.talks, read=plan.read, problems=plan.problems
        )
        return again.plan(replace(file, cards=plan.as_read))


def _label(plan: ImportPlan) -> str:
    if plan.book is not None:
        return f"brought in the book from {plan.name}"
    if plan.talks and not plan.cards:
        count, what = len(plan.talks), "interaction"
    else:
        count, what = len(plan.cards), "contact"
    return f"imported {count} {what if count == 1 else f'{what}s'} from {plan.name}"
