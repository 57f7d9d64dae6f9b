"""What can still be read of a damaged book, brought into a new one; the damaged file is only ever read."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from tui.domain.errors import CannotOpen, Damaged, MadeByNewer
from tui.domain.schema_version import SCHEMA_VERSION
from tui.domain.text import REPLACEMENT
from tui.store.changes.due import DueDates
from tui.store.file.guarding import APPLICATION_ID, HEADER, SQLITE_SAYS, UNTOUCHED
from tui.store.file.writing import BookDatabase
from tui.store.inspection.unreadable import reads
from tui.store.mending.pages import HEADER_BYTES, Pages, Record
from tui.store.opening import open_book
from tui.store.schema.column import Column, Kind
from tui.store.schema.columns import columns_of
from tui.store.table_list import COPIED, TABLES

_GUESSED = {table.name for table in TABLES if table.has_own_shape}
"""Rows of the others look like those of more than one: without the table of contents they are left out."""
_SOMEBODYS = " UNION ALL ".join(
    f"SELECT contact_id FROM {table.name}" for table in TABLES if table.stands_for_somebody
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_HOLDS_DAY = re.compile(r"(_on|_day|_date|^until|^effective_from)$")


class Salvaged(Struct, frozen=True):
    """What came over."""

    path: Path
    people: int
    interactions: int
    left_out: int
    """Rows that were read but do not make sense any more."""
    stand_ins: int
    """People of whom only the number was left; what was noted with them hangs on a stand-in."""


class _Column(Struct, frozen=True):
    name: str
    kind: str
    may_be_empty: bool
    is_key: bool


_Rows = dict[int, dict[str, object]]


def salvage(damaged: Path, target: Path, now_utc: str) -> Salvaged:
    """Bring every row that can be read into a new book at ``target``.

    Raises CannotOpen when something is there already or the file cannot be read, Damaged when nothing can
    be read of it; then no book is made.
    """
    if os.path.lexists(target):
        raise CannotOpen(f"{target} is there already.", "Nothing was overwritten.", "Name a new file.")
    _refuse_newer(damaged)
    with _folder_beside(target) as folder:
        fresh = folder / "new.db"
        with closing(open_book(fresh)) as conn:
            tables = _tables_of(conn)
            found = _read(_working_copy(damaged, fresh, folder), tables)
            if not any(found.values()):
                raise Damaged(
                    f"Nothing can be read of {damaged}.",
                    "It was left as it is.",
                    "Bring back a backup with `rapport restore FILE`.",
                )
            told = _write(conn, found, tables, now_utc)
        try:
            fresh.rename(target)
        except OSError as error:
            raise _not_written(target, error) from error
    people, talks, left_out, stand_ins = told
    return Salvaged(target, people, talks, left_out, stand_ins)


def _refuse_newer(damaged: Path) -> None:
    """Raise MadeByNewer for a file of a schema that is not known here: what it has more would be dropped unsaid."""
    try:
        head = _first_bytes(damaged, HEADER_BYTES)
    except OSError:
        return  # Said where it is read.
    version, application = (int.from_bytes(head[at : at + 4], "big") for at in (60, 68))
    if head.startswith(HEADER) and application == APPLICATION_ID and SCHEMA_VERSION < version < _A_SCHEMA:
        raise MadeByNewer(
            f"{damaged} was made by a newer version of Rapport (schema {version}).",
            f"This one knows schema {SCHEMA_VERSION}. {UNTOUCHED}",
            "Update Rapport.",
        )


_A_SCHEMA = 1000
"""A number beyond is no schema but damage, which is what recovering is for."""


@contextmanager
def _folder_beside(target: Path) -> Iterator[Path]:
    """Yield a folder to work in, on the disk of the new book, gone again afterwards."""
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix=".recovering-", dir=target.parent)
    except OSError as error:
        raise _not_written(target, error) from error
    with folder as name:
        yield Path(name)


def _not_written(target: Path, error: OSError) -> CannotOpen:
    return CannotOpen(f"{target} cannot be written.", f"{error.strerror}. Nothing was changed.")


def _working_copy(damaged: Path, fresh: Path, folder: Path) -> Path:
    """Copy the damaged file to where it may be handled, its first bytes put right where they are spoilt."""
    copy = folder / "copy.db"
    try:
        shutil.copyfile(damaged, copy)
        is_headed = _first_bytes(copy, len(HEADER)) == HEADER
        journal = Path(f"{damaged}-journal")
        if is_headed and os.path.isfile(journal) and not journal.is_symlink():
            # What a killed program left half done is rolled back, in the copy.
            shutil.copyfile(journal, f"{copy}-journal")
            with suppress(*SQLITE_SAYS), closing(sqlite3.connect(copy)) as conn:
                conn.execute("PRAGMA user_version").fetchone()
            Path(f"{copy}-journal").unlink(missing_ok=True)
    except OSError as error:
        raise CannotOpen(f"{damaged} cannot be read.", f"{error.strerror}. Nothing was changed.") from error
    if _opens(copy):
        return copy
    with copy.open("r+b") as file:
        if copy.stat().st_size >= HEADER_BYTES:
            file.write(_first_bytes(fresh, HEADER_BYTES))
            file.seek(28)
            file.write((copy.stat().st_size // Pages(fresh).size).to_bytes(4, "big"))
    return copy


def _first_bytes(path: Path, count: int) -> bytes:
    with path.open("rb") as file:
        return file.read(count)


def _opens(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except SQLITE_SAYS:
        return False
    return True


def _read(path: Path, tables: dict[str, list[_Column]]) -> dict[str, _Rows]:
    """Ask SQLite first; where it stumbles, or the file does not check, look into the pages as well."""
    found: dict[str, _Rows] = {table: {} for table in tables}
    roots: dict[str, int] = {}
    is_whole = False
    with closing(sqlite3.connect(path)) as conn:
        conn.text_factory = lambda raw: raw.decode("utf-8", errors="replace")
        with suppress(*SQLITE_SAYS):
            asked = "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table' AND rootpage > 0"
            roots = {name: root for name, root in conn.execute(asked) if isinstance(root, int)}
        for table in tables:
            if table in roots:
                found[table] = _ask(conn, table)
        with suppress(*SQLITE_SAYS):
            is_whole = conn.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    if not is_whole:
        _look_into_pages(Pages(path), roots, tables, found)
    return found


def _ask(conn: sqlite3.Connection, table: str) -> _Rows:
    """Return the rows of a table that SQLite gives."""
    rows: _Rows = {}
    with suppress(*SQLITE_SAYS):
        cursor = conn.execute(f"SELECT rowid, * FROM {table} NOT INDEXED ORDER BY rowid")
        names = [column[0] for column in cursor.description][1:]
        for ident, *values in cursor:
            rows[ident] = dict(zip(names, values, strict=True))
    return rows


def _look_into_pages(
    pages: Pages, roots: dict[str, int], tables: dict[str, list[_Column]], found: dict[str, _Rows]
) -> None:
    """Add the rows of the pages that belong to a table, or can belong to one table only."""
    owners = {leaf: table for table, root in roots.items() for leaf in pages.leaves_under(root)}
    for leaf in pages.leaves():
        rows = list(pages.rows(leaf))
        owner = owners.get(leaf) or _owner_by_shape(rows, tables)
        if owner not in tables:
            continue
        columns = tables[owner]
        for ident, record in rows:
            if ident > 0 and _fits(record, columns):
                values = {column.name: value for column, value in zip(columns, record, strict=False)}
                found[owner].setdefault(ident, {**values, columns[0].name: ident})


def _owner_by_shape(rows: Sequence[tuple[int, Record]], tables: dict[str, list[_Column]]) -> str | None:
    """Return the one table all rows of a page can belong to."""
    able = [
        table
        for table, columns in tables.items()
        if rows and table in _GUESSED and all(_fits(record, columns) for _, record in rows)
    ]
    # The youngest tables have gained columns: a short old row fits in many, a full one in one.
    exact = [table for table in able if len(tables[table]) == len(rows[0][1])]
    best = exact or able
    return best[0] if len(best) == 1 else None


def _fits(record: Record, columns: Sequence[_Column]) -> bool:
    if len(record) > len(columns) or len(record) < min(len(columns), 3):
        return False
    return all(_may_hold(column, value) for column, value in zip(columns, record, strict=False))


def _may_hold(column: _Column, value: object) -> bool:
    if column.is_key:
        return value is None
    if value is None:
        return column.may_be_empty
    if column.kind == "INTEGER":
        return isinstance(value, int)
    if not isinstance(value, str):
        return False
    return not _HOLDS_DAY.search(column.name) or _DAY.match(value) is not None


def _tables_of(conn: sqlite3.Connection) -> dict[str, list[_Column]]:
    return {
        table: [
            _Column(name, kind, not not_null, bool(key))
            for _, name, kind, not_null, _, key in conn.execute(f"PRAGMA table_info({table})")
        ]
        for table in COPIED
    }


def _write(
    conn: sqlite3.Connection, found: dict[str, _Rows], tables: dict[str, list[_Column]], now_utc: str
) -> tuple[int, int, int, int]:
    """Put the rows into the new book; give people, interactions, rows left out and stand-ins."""
    db = BookDatabase(conn)
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("BEGIN IMMEDIATE")
    left_out = sum(_insert(db, table, rows, tables[table], now_utc) for table, rows in found.items())
    stand_ins = _stand_in(db, now_utc)
    left_out += _drop_what_hangs_on_nothing(db)
    DueDates(conn).refresh_all()
    conn.execute("COMMIT")
    people, talks = (
        conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("contact", "interaction")
    )
    return people, talks, left_out, stand_ins


def _insert(db: BookDatabase, table: str, rows: _Rows, columns: Iterable[_Column], now_utc: str) -> int:
    """Insert rows one by one; give how many no rule of the table lets in."""
    typed = {column.name: column for column in columns_of(table)}
    known = {column.name for column in columns} & set(typed)
    refused = 0
    for ident, values in sorted(rows.items()):
        kept = {
            name: _readable(typed[name], _tidy(value), now_utc)
            for name, value in values.items()
            if name in known
        } | {"id": ident}
        try:
            db.table(table).add(kept)
        except (sqlite3.IntegrityError, UnicodeEncodeError):
            refused += 1
    return refused


def _readable(column: Column, value: object, now_utc: str) -> object:
    """Return a value, or what stands in for one that damage has made unreadable: nothing, the usual, this instant.

    Where nothing may stand in, the value is given as it is: the table refuses the row, or the check names it.
    """
    if reads(column, value):
        return value
    if column.may_be_empty:
        return None
    if column.instead is not None:
        return column.instead
    return now_utc if column.kind is Kind.INSTANT else value


def _tidy(value: object) -> object:
    return value.replace("\0", REPLACEMENT) if isinstance(value, str) else value


def _stand_in(db: BookDatabase, now_utc: str) -> int:
    """Let somebody stand in for each person of whom only the number is left, so that nothing noted goes."""
    missing = [
        row[0]
        for row in db.execute(
            f"SELECT DISTINCT contact_id FROM ({_SOMEBODYS})"
            " WHERE contact_id NOT IN (SELECT id FROM contact) AND contact_id > 0"
        )
    ]
    db.table("contact").insert_all(
        {
            "id": ident,
            "uid": f"recovered-{ident}",
            "name": f"Somebody (number {ident})",
            "sort_name": f"somebody {ident}",
            "created_at": now_utc,
        }
        for ident in missing
    )
    return len(missing)


def _drop_what_hangs_on_nothing(db: BookDatabase) -> int:
    """Let references go that lead nowhere: the reference where it may be empty, else the row."""
    dropped = 0
    for table, ident, column, may_be_empty in list(_broken(db.conn)):
        if may_be_empty:
            db.execute(f"UPDATE {table} SET {column} = NULL WHERE id = ?", (ident,))
        else:
            dropped += db.execute(f"DELETE FROM {table} WHERE id = ?", (ident,)).rowcount
    return dropped


def _broken(conn: sqlite3.Connection) -> Iterator[tuple[str, int, str, bool]]:
    for table, ident, _, number in conn.execute("PRAGMA foreign_key_check").fetchall():
        column = next(row[3] for row in conn.execute(f"PRAGMA foreign_key_list({table})") if row[0] == number)
        not_null = next(row[3] for row in conn.execute(f"PRAGMA table_info({table})") if row[1] == column)
        yield table, ident, column, not not_null
