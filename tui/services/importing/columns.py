"""Which column of a CSV file means what: guessed, chosen, tried on the first rows, and remembered."""

from __future__ import annotations

import hashlib
import json

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.errors import InvalidInput, RapportError
from tui.domain.records.contact import ContactDraft, fold
from tui.formats.csv.contacts import Sample, mapping_for, read_contacts_csv, sample_rows
from tui.formats.csv.mapping import Column, DateOrder, Field, Mapping
from tui.formats.csv.synonyms import guess_mapping
from tui.formats.decode import encoding_of
from tui.store.book import Book

__all__ = ["ENCODINGS", "Column", "ColumnMemory", "Columns", "DateOrder", "Field", "Mapping"]

ENCODINGS = (
    None,
    "utf-8",
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "iso-8859-15",
    "mac-roman",
    "utf-16",
)
"""The encodings offered, None being told by the file itself."""
SAMPLE = 5
_HEAD_BYTES = 64_000
_SETTING_LIMIT = 2_000


class Columns(Struct, frozen=True):
    """The columns of one file with the meaning chosen for each."""

    data: bytes
    sample: Sample
    mapping: Mapping
    is_remembered: bool = False
    """Whether it is as it was chosen for an earlier file with this header."""

    @classmethod
    def of(cls, data: bytes, encoding: str | None = None, memory: ColumnMemory | None = None) -> Columns:
        """Look at a file: as remembered for its header, else guessed; raises InvalidInput for no CSV."""
        sample = sample_rows(data, SAMPLE, encoding)
        known = memory.recall(sample.names) if memory else None
        if known is None:
            return cls(data, sample, mapping_for(data, encoding))
        if encoding is None and known.encoding:
            sample = sample_rows(data, SAMPLE, known.encoding)
        return cls(data, sample, known, is_remembered=True)

    def meaning(self, at: int, field: Field) -> Columns:
        """Let a column, counted from 0, mean something else; what its name says of home or work is kept."""
        columns = list(self.mapping.columns)
        columns[at] = replace(columns[at], field=field)
        return replace(self, mapping=replace(self.mapping, columns=tuple(columns)), is_remembered=False)

    def dated(self, order: DateOrder | None) -> Columns:
        """Say which number of a date is the day."""
        return replace(self, mapping=replace(self.mapping, date_order=order), is_remembered=False)

    def encoded(self, encoding: str | None) -> Columns:
        """Read the file in another encoding, every column keeping its meaning where the header allows.

        Raises InvalidInput where the file cannot be read so.
        """
        sample = sample_rows(self.data, SAMPLE, encoding)
        mapping = (
            self.mapping if len(sample.names) == len(self.mapping.columns) else guess_mapping(sample.names)
        )
        return Columns(self.data, sample, replace(mapping, encoding=encoding))

    def values(self, at: int) -> tuple[str, ...]:
        """Return the first filled cells of a column, counted from 0."""
        return tuple(row[at] for row in self.sample.rows if row[at])

    @property
    def letters(self) -> str:
        """The encoding the file is read in: as chosen, else as the file looks."""
        return self.mapping.encoding or encoding_of(self.data)

    @property
    def has_dates(self) -> bool:
        """Whether any column holds dates, so that their order matters."""
        dated = (Field.BIRTHDAY, Field.ANNIVERSARY, Field.DATE, Field.MET_ON)
        return any(column.field in dated for column in self.mapping.columns)

    @property
    def asks_for_order(self) -> bool:
        """Whether dates are there that could be read both ways, and nothing has settled how."""
        return self.has_dates and self.mapping.date_order is None

    def first_contacts(self) -> tuple[ContactDraft, ...]:
        """Return the first contacts as they would come in; none where nothing names anybody yet."""
        head = self.data[:_HEAD_BYTES]
        if len(head) < len(self.data):
            head = head[: head.rfind(b"\n") + 1] or head
        try:
            found = read_contacts_csv(head, self.mapping.encoding, self.mapping)
        except RapportError:
            return ()
        return tuple(card.draft for card in found.cards[:SAMPLE])


class ColumnMemory:
    """What was chosen for files with a certain header, kept in the book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def recall(self, names: tuple[str, ...]) -> Mapping | None:
        """Return what was chosen for a header, or None."""
        kept = self._book.practice.setting(_key(names))
        if not kept:
            return None
        try:
            said = json.loads(kept)
            columns = list(guess_mapping(names).columns)
            for at, field, label, group in said["columns"]:
                columns[at] = Column(Field(field), label, group)
            order = DateOrder(said["dates"]) if said["dates"] else None
            return Mapping(tuple(columns), order, said["encoding"])
        except (IndexError, KeyError, TypeError, ValueError):
            return None

    def keep(self, columns: Columns) -> None:
        """Remember what was chosen; it is no act of the practice and nothing to undo."""
        names, mapping = columns.sample.names, columns.mapping
        guessed = guess_mapping(names).columns
        changed = [
            (at, str(column.field), column.label, column.group)
            for at, (column, guess) in enumerate(zip(mapping.columns, guessed, strict=True))
            if column != guess
        ]
        order = str(mapping.date_order) if mapping.date_order else ""
        said = json.dumps(
            {"columns": changed, "dates": order, "encoding": mapping.encoding}, ensure_ascii=False
        )
        if len(said) <= _SETTING_LIMIT and said != self._book.practice.setting(_key(names)):
            with self._book.quietly():
                self._book.practice.set(_key(names), said)


def _key(names: tuple[str, ...]) -> str:
    header = "\n".join(fold(name) for name in names)
    return f"columns:{hashlib.sha256(header.encode()).hexdigest()[:16]}"


def checked_mapping(columns: Columns) -> Mapping:
    """Return the mapping when it can name a contact; raises InvalidInput."""
    if not columns.mapping.names_people:
        raise InvalidInput(
            "No column names anybody yet.",
            "Nothing was changed.",
            "Say which column is the name, the e-mail or the phone.",
        )
    return columns.mapping
