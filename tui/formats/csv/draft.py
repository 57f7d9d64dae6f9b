"""From one row of a CSV file to a contact, by a mapping that says what each column holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec.structs import replace

from tui.domain.dates.partial import read_partial
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import (
    FIELD_LIMIT,
    NAME_LIMIT,
    NO_RHYTHM,
    NOTE_LIMIT,
    ContactDraft,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    Ladder,
    PointKind,
    fold,
)
from tui.domain.records.contact_fields import PLAIN, ContactField
from tui.domain.records.contact_points import profile_of, profile_point
from tui.domain.records.known import PREFERRED
from tui.domain.rhythms.rhythm import parse_rhythm
from tui.domain.text import clean
from tui.formats.csv.dates import day_in, is_no_date
from tui.formats.csv.layouts import DATE_OF, POINT_OF
from tui.formats.csv.mapping import Column, DateOrder, Field
from tui.formats.csv.rows import Row
from tui.formats.csv.write import JOIN, unguard
from tui.formats.result import SYSTEM_TAGS, ReadProblem, Remarks

_DIVIDERS = {Field.EMAIL: re.compile(r"[;,]"), Field.PHONE: re.compile(r";"), Field.TAGS: re.compile(r"[;,]")}
_ADDRESS_PARTS = (Field.STREET, Field.CITY, Field.REGION, Field.POSTCODE, Field.COUNTRY)
_NO = {"", "no", "false", "0", "n", "off"}
_SILENT_LABELS = {"other", "internet", "obfuscated", "main", "default"}
_LOWERED_LABELS = {
    "home",
    "work",
    "mobile",
    "fax",
    "pager",
    "home fax",
    "work fax",
    "anniversary",
    "birthday",
}
_CHANNELS = frozenset(str(channel) for channel in PREFERRED)
_SAYS = {row.column: Field[row.column.upper()] for row in PLAIN}
"""What a column says that holds a plain field."""
_IN_OWN_WAY = (
    *(ContactField.ORGANISATION, ContactField.PHONETIC, ContactField.PLACE),
    *(ContactField.MET_WHEN, ContactField.CHANNEL, ContactField.NOTES),
)
"""Plain fields that are more than the first cell of their columns."""
_CENTURY = 2000
"""A two-digit year of a meeting is in this century; that of a birth could be in either."""


class RowReading:
    """One row being read; what could not be used is added to ``problems``."""

    def __init__(
        self,
        row: Row,
        columns: Sequence[Column],
        names: Sequence[str],
        order: DateOrder | None,
        is_guarded: bool,
        problems: list[ReadProblem],
    ) -> None:
        self._line = row.line
        self._order = order
        self._remarks = Remarks(row.line, problems)
        self._splits_freely = not is_guarded
        taken = (unguard(cell) for cell in row.cells) if is_guarded else iter(row.cells)
        cells = [clean(cell) for cell in taken]
        self._filled = [
            (column, names[at], cell)
            for at, (column, cell) in enumerate(zip(columns, cells, strict=False))
            if cell.strip() and column.field is not Field.LEFT_OUT
        ]
        self._labels = {
            c.group: _label(cell) for c, _, cell in self._filled if c.field is Field.LABEL and c.group
        }
        self._extra: list[str] = []

    def draft(self) -> ContactDraft | None:
        """Return the contact of this row, or None where nothing in it could serve as a name.

        Nobody is put on the ladder, so that an import does not flood Today.
        """
        points = tuple(dict.fromkeys(self._points()))
        organisation = self._single(Field.ORGANISATION)
        aliases = self._many(Field.ALIAS)
        name = self._name() or next(iter(aliases), "") or organisation
        name = name or next((point.value for point in points), "")
        if not name:
            return None
        key_dates = tuple(dict.fromkeys(self._key_dates()))
        tags, starred = self._tags()
        draft = ContactDraft(
            name=self._kept_name(name),
            aliases=tuple(dict.fromkeys(a for a in aliases if a and not _is_same(a, name))),
            met_on=self._met_on(),
            rhythm_days=self._rhythm(),
            ladder=Ladder.NONE,
            is_starred=starred or self._says_yes(Field.STARRED),
            is_archived=self._says_yes(Field.ARCHIVED),
            points=points,
            tags=tags,
            circles=self._many(Field.CIRCLES, Field.TAGS),
            key_dates=key_dates,
            uid=self._single(Field.UID),
            source_line=self._line,
        )
        return replace(draft, **self._plain(organisation))

    def _plain(self, organisation: str) -> dict[str, str]:
        """Return the plain fields by their columns; the notes come last, with what found no other place."""
        texts = {row.column: self._single(_SAYS[row.column]) for row in PLAIN if row.field not in _IN_OWN_WAY}
        texts |= {
            "organisation": organisation,
            "phonetic": self._joined(Field.PHONETIC),
            "place": self._place(),
            "met_when": self._met_when(),
            "preferred_channel": self._preferred_channel(),
            "notes": self._notes(),
        }
        return {
            row.column: self._remarks.cut(texts[row.column], row.limit, _SAYS[row.column].value)
            for row in PLAIN
        }

    def _cells(self, *fields: Field) -> Iterator[str]:
        return (cell for column, _, cell in self._filled if column.field in fields)

    def _joined(self, *fields: Field) -> str:
        return " ".join(" ".join(cell.split()) for cell in self._cells(*fields))

    def _single(self, field: Field) -> str:
        """Return a field that holds one value; further values are kept as notes."""
        first, *others = [*dict.fromkeys(_one_line(cell) for cell in self._cells(field)), ""]
        self._extra += [f"{field.value.capitalize()}: {text}" for text in others if text]
        return self._remarks.cut(first, FIELD_LIMIT, field.value)

    def _many(self, field: Field, like: Field | None = None) -> tuple[str, ...]:
        parts = (part for cell in self._cells(field) for part in self._parts(like or field, cell))
        return tuple(
            dict.fromkeys(self._remarks.cut(part, FIELD_LIMIT, field.value) for part in parts if part)
        )

    def _parts(self, field: Field, cell: str) -> Iterator[str]:
        pieces = cell.split(JOIN)
        if len(pieces) == 1 and self._splits_freely and field in _DIVIDERS:
            pieces = _DIVIDERS[field].split(cell)
        return (_one_line(piece) for piece in pieces)

    def _name(self) -> str:
        whole = next((_one_line(cell) for cell in self._cells(Field.NAME)), "")
        if whole:
            return whole
        by_part = (Field.GIVEN, Field.MIDDLE, Field.FAMILY, Field.SUFFIX)
        given = any(self._cells(*by_part[:3]))
        return " ".join(text for part in by_part if (text := self._joined(part))) if given else ""

    def _kept_name(self, name: str) -> str:
        kept = self._remarks.cut(name, NAME_LIMIT, "name")
        if kept != name:
            self._extra.append(f"Full name: {name}")
        return kept

    def _label_of(self, column: Column) -> str:
        return self._remarks.cut(self._labels.get(column.group, "") or column.label, FIELD_LIMIT, "label")

    def _points(self) -> Iterator[ContactPoint]:
        with_parts = {column.group for column, _, _ in self._filled if column.field is Field.STREET}
        for column, _, cell in self._filled:
            if column.field not in POINT_OF or (column.field is Field.ADDRESS and column.group in with_parts):
                continue
            for text in self._parts(column.field, cell.replace("\n", ", ")):
                if value := self._remarks.cut(text, FIELD_LIMIT, "contact point"):
                    yield _point(POINT_OF[column.field], value, self._label_of(column))
        for group in dict.fromkeys(c.group for c, _, _ in self._filled if c.group in with_parts):
            yield self._address(group)

    def _address(self, group: str) -> ContactPoint:
        found = [(column, _one_line(cell)) for column, _, cell in self._filled if column.group == group]
        by_field = {f: [text for column, text in found if column.field is f] for f in _ADDRESS_PARTS}
        area = " ".join(by_field[Field.REGION] + by_field[Field.POSTCODE])
        parts = (*by_field[Field.STREET], *by_field[Field.CITY], area, *by_field[Field.COUNTRY])
        value = self._remarks.cut(", ".join(part for part in parts if part), FIELD_LIMIT, "address")
        column = next(column for column, _ in found if column.field in _ADDRESS_PARTS)
        return ContactPoint(PointKind.ADDRESS, value, self._label_of(column))

    def _place(self) -> str:
        said = self._single(Field.PLACE)
        towns = (self._cells(field) for field in (Field.CITY, Field.REGION, Field.COUNTRY))
        return said or next((_one_line(cell)[:FIELD_LIMIT] for cells in towns for cell in cells), "")

    def _key_dates(self) -> Iterator[KeyDate]:
        for column, name, cell in self._filled:
            if column.field in DATE_OF:
                for text in cell.split(JOIN):
                    if not is_no_date(text) and (day := self._key_date(column, name, text)):
                        yield day
        if born := self._born_by_parts():
            yield born

    def _key_date(self, column: Column, name: str, text: str) -> KeyDate | None:
        kind, label = DATE_OF[column.field], self._label_of(column)
        written, _, words = text.strip().partition(" ")
        is_labelled = bool(words) and not (self._splits_freely and words[0].isdigit())
        day = day_in(written, self._order) if is_labelled else None
        if day:
            label = label or _one_line(words)
        else:
            day = day_in(text, self._order)
        if day is None:
            self._keep_undated(name, text)
            return None
        if day.has_short_year:
            self._remarks.add("Two digits of a year could mean two centuries; the year was left out.", text)
        if kind is KeyDateKind.OTHER and label.lower() in ("anniversary", "birthday"):
            kind, label = KeyDateKind(label.lower()), ""
        return KeyDate(kind, day.month, day.day, day.year, label[:NAME_LIMIT])

    def _born_by_parts(self) -> KeyDate | None:
        fields = (Field.BIRTH_YEAR, Field.BIRTH_MONTH, Field.BIRTH_DAY)
        year, month, day = (next((cell.strip() for cell in self._cells(f)), "") for f in fields)
        if not (month or day):
            return None
        born = day_in(f"{year or '-'}-{month:0>2}-{day:0>2}", None)
        if born is None:
            self._keep_undated("Birthday", f"{year}-{month}-{day}")
            return None
        return KeyDate(KeyDateKind.BIRTHDAY, born.month, born.day, born.year)

    def _keep_undated(self, name: str, text: str) -> None:
        self._extra.append(f"{name}: {_one_line(text)}")
        self._remarks.add("This date is not a calendar day; it was kept as a note.", text)

    def _tags(self) -> tuple[tuple[str, ...], bool]:
        """Return the tags, and whether one of them is Google's star; ``* `` marks its own groups."""
        bare = [tag.removeprefix("* ") for tag in self._many(Field.TAGS)]
        starred = any(tag == "* starred" for tag in self._many(Field.TAGS))
        kept = (tag for tag in bare if tag and tag.casefold() not in SYSTEM_TAGS)
        return tuple(dict.fromkeys(tag for tag in kept if not (starred and tag == "starred"))), starred

    def _met_on(self) -> date | None:
        for cell in self._cells(Field.MET_ON):
            day = day_in(cell, self._order)
            met = day.within(_CENTURY) if day else None
            if met is None and not is_no_date(cell):
                self._keep_undated(Field.MET_ON.value.capitalize(), cell)
            return met
        return None

    def _met_when(self) -> str:
        """Return the part of a day that is known of when you met: 2019, 2019-05; other words are kept as a note."""
        said = self._single(Field.MET_WHEN)
        try:
            return read_partial(said)
        except InvalidInput:
            self._extra.append(f"When you met: {said}")
            return ""

    def _preferred_channel(self) -> str:
        """Return the channel they like best by its word; anything else is kept as a note."""
        said = self._single(Field.PREFERRED_CHANNEL)
        word = said.casefold().replace(" ", "_").replace("-", "_")
        if said and word not in _CHANNELS:
            self._extra.append(f"Channel they like: {said}")
        return word if word in _CHANNELS else ""

    def _rhythm(self) -> int | None:
        for cell in self._cells(Field.RHYTHM):
            try:
                text = cell.strip()
                days = int(text) if text.isascii() and text.isdigit() else None
                return NO_RHYTHM if days == NO_RHYTHM else parse_rhythm(f"{days}d" if days else text)
            except InvalidInput:
                self._extra.append(f"Rhythm: {_one_line(cell)}")
                self._remarks.add("This is not a rhythm; it was kept as a note.", cell)
        return None

    def _says_yes(self, field: Field) -> bool:
        return any(cell.strip().casefold() not in _NO for cell in self._cells(field))

    def _notes(self) -> str:
        noted: Iterable[str] = (
            f"{self._labels.get(column.group) or name}: {_one_line(cell)}"
            for column, name, cell in self._filled
            if column.field is Field.NOTED
        )
        written = [cell if not self._splits_freely else cell.strip() for cell in self._cells(Field.NOTES)]
        lines = "\n".join([*noted, *dict.fromkeys(self._extra)])
        return self._remarks.cut("\n\n".join([*written, *([lines] if lines else [])]), NOTE_LIMIT, "note")


def _point(kind: PointKind, value: str, label: str) -> ContactPoint:
    if kind is PointKind.URL or (kind is PointKind.PROFILE and profile_of(value)):
        return profile_point(value, label)
    if kind is PointKind.PROFILE:
        return ContactPoint(kind, value, platform=label.lower())
    return ContactPoint(kind, value, label)


def _label(cell: str) -> str:
    """Return a label as a person says it: ``* Home`` is home, ``Other`` says nothing."""
    bare = _one_line(cell.split(JOIN)[0]).removeprefix("*").strip()
    if bare.lower() in _SILENT_LABELS:
        return ""
    return bare.lower() if bare.lower() in _LOWERED_LABELS else bare


def _one_line(text: str) -> str:
    return clean(text, one_line=True).strip()


def _is_same(alias: str, name: str) -> bool:
    """Whether an alias is the name in another order: ``Okafor, Maya``."""
    return sorted(fold(alias.replace(",", " ")).split()) == sorted(fold(name).split())
