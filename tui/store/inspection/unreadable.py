"""What stands in the book but does not read as what its column holds: found row by row, nothing is changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from msgspec import Struct

from tui.store.schema.column import WHOLE_NUMBERS, Column, Kind
from tui.store.schema.columns import SETTINGS, columns_of, tables
from tui.store.schema.rows import day, instant

FIRST_DAY, LAST_DAY = "0100-01-01", "9899-12-31"
"""Days outside are none anybody means, and counting from them would leave the calendar."""


class UnreadableValue(Struct, frozen=True):
    """A value that does not read as what its column holds."""

    table: str
    row_id: int
    column: str
    value: object
    """As it stands: None, a number, or text; bytes where they are no text."""
    expected: str

    def __str__(self) -> str:
        return (
            f"Row {self.row_id} of {self.table}: {self.column} is {shown(self.value)}, not {self.expected}."
        )


def shown(value: object) -> str:
    """Return a value as a sentence names it: short, on one line."""
    text = "empty" if value is None else repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def unreadable(conn: sqlite3.Connection) -> list[UnreadableValue]:
    """Return every value of our columns that does not read back; missing tables and columns are passed over."""
    return [each for table in tables() for each in unreadable_in(conn, table)]


def unreadable_in(conn: sqlite3.Connection, table: str) -> list[UnreadableValue]:
    """Return every value of one table that does not read back."""
    there = {row[1] for row in conn.execute(f"PRAGMA table_info({table})")}
    columns = [column for column in columns_of(table) if column.name in there]
    if "id" not in there:
        return []
    suspects = [column for column in columns if column.name != "id"]
    found = [
        UnreadableValue(table, ident, column.name, value, expected(column))
        for column in suspects
        for ident, value in _suspects(conn, column)
        if not reads(column, value)
    ]
    return found + (list(_wrong_settings(conn)) if table == "setting" else [])


def reads(column: Column, value: object) -> bool:
    """Whether a value is read as what its column holds, by the readers the book itself is read with."""
    if value is None:
        return column.may_be_empty
    if column.kind in WHOLE_NUMBERS:
        return isinstance(value, int) and column.least <= value <= column.most
    return isinstance(value, str) and "\0" not in value and _text_reads(column, value)


def expected(column: Column) -> str:
    """Say what a column must hold."""
    if column.kind is Kind.ENUM:
        return f"one of {', '.join(word for word in column.words if word)}"
    return _EXPECTED.get(column.kind, "text")


def _text_reads(column: Column, text: str) -> bool:
    try:
        match column.kind:
            case Kind.ENUM:
                return text in column.words
            case Kind.DAY:
                return len(text) == 10 and FIRST_DAY <= text <= LAST_DAY and day(text) is not None
            case Kind.INSTANT:
                return FIRST_DAY <= text[:10] <= LAST_DAY and instant(text) is not None
            case Kind.ZONE:
                return not text or bool(ZoneInfo(text))
            case Kind.WEEKDAYS:
                return set(text) <= set("0123456")
    except (ValueError, OverflowError, KeyError, OSError):
        return False
    return True


def _suspects(conn: sqlite3.Connection, column: Column) -> list[tuple[int, object]]:
    """Return the rows that plain SQL does not see to be right; the readers decide."""
    name = column.name
    where = f"({_is_plain(column)}) IS NOT 1"
    try:
        if column.kind not in WHOLE_NUMBERS:
            _walk(conn, column)
        return conn.execute(f"SELECT id, {name} FROM {column.table} WHERE {where}").fetchall()
    except (sqlite3.OperationalError, UnicodeDecodeError):
        return list(_byte_by_byte(conn, column))


def _walk(conn: sqlite3.Connection, column: Column) -> None:
    """Read every text once: the one way to see that its bytes are UTF-8."""
    for _ in conn.execute(f"SELECT {column.name} FROM {column.table}"):
        pass


def _byte_by_byte(conn: sqlite3.Connection, column: Column) -> Iterator[tuple[int, object]]:
    """Yield every row of a column as it stands, whatever its bytes."""
    asked = f"SELECT id, typeof({column.name}), CAST({column.name} AS BLOB) FROM {column.table}"
    for ident, kind, value in conn.execute(asked).fetchall():
        if kind != "text":
            yield ident, int(value) if kind == "integer" else value
            continue
        try:
            yield ident, value.decode()
        except UnicodeDecodeError:
            yield ident, value


def _is_plain(column: Column) -> str:
    """Return an SQL condition that holds for hardly anything but what reads back."""
    name = column.name
    if column.kind in WHOLE_NUMBERS:
        return f"typeof({name}) = 'integer' AND {name} BETWEEN {column.least} AND {column.most}"
    is_text = f"typeof({name}) = 'text' AND instr({name}, char(0)) = 0"
    match column.kind:
        case Kind.ENUM:
            return f"{is_text} AND {name} IN ({', '.join(repr(word) for word in column.words)})"
        case Kind.DAY:
            return f"{is_text} AND date({name}, '+0 days') = {name} AND {name} BETWEEN '{FIRST_DAY}' AND '{LAST_DAY}'"
        case Kind.INSTANT:
            told = f"substr({name}, 1, 19)"
            return (
                f"{is_text} AND {name} GLOB '????-??-??T??:??:??Z'"
                f" AND datetime({told}, '+0 days') = replace({told}, 'T', ' ')"
                f" AND {name} BETWEEN '{FIRST_DAY}' AND '{LAST_DAY}'"
            )
        case Kind.ZONE:
            return f"{is_text} AND {name} = ''"
        case Kind.WEEKDAYS:
            return f"{is_text} AND {name} NOT GLOB '*[^0-6]*'"
    return is_text


def _wrong_settings(conn: sqlite3.Connection) -> Iterator[UnreadableValue]:
    for key, kind in SETTINGS.items():
        for ident, value in conn.execute("SELECT id, value FROM setting WHERE key = ?", (key,)):
            is_right = (
                value.removeprefix("-").isdecimal() and len(value) < 19
                if kind is Kind.NUMBER
                else _text_reads(Column("value", kind), value)
            )
            if not is_right:
                yield UnreadableValue("setting", ident, "value", value, f"{_EXPECTED[kind]} ({key})")


_EXPECTED = {
    Kind.DAY: "a day like 2026-11-23",
    Kind.INSTANT: "an instant like 2026-11-23T09:00:00Z",
    Kind.ZONE: "a time zone like Europe/Lisbon",
    Kind.NUMBER: "a whole number in its bounds",
    Kind.FLAG: "0 or 1",
    Kind.KEY: "the number of a row",
    Kind.WEEKDAYS: "weekdays as digits from 0 to 6",
}
