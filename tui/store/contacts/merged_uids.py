"""Whom a contact became part of, by stable identity: a file that still knows them finds the one who stayed."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.store.file.writing import BookDatabase

_PREFIX = "merged:"
"""Before the identity of somebody who went, in the settings; the value is that of the one who stayed."""


def who_stayed(conn: sqlite3.Connection, uid: str) -> int | None:
    """Return the contact that somebody of this identity became part of, or None."""
    row = conn.execute(
        "SELECT contact.id FROM setting JOIN contact ON contact.uid = setting.value WHERE key = ?",
        (f"{_PREFIX}{uid}",),
    ).fetchone()
    return None if row is None else int(row[0])


def remember_who_stayed(db: BookDatabase, gone: str, kept: str) -> None:
    """Remember by their identities that one became part of another, and all who had become part of them."""
    db.execute(
        "UPDATE setting SET value = ? WHERE value = ? AND substr(key, 1, ?) = ?",
        (kept, gone, len(_PREFIX), _PREFIX),
    )
    db.table("setting").upsert({"key": f"{_PREFIX}{gone}", "value": kept}, pk="key")


def marks_of(conn: sqlite3.Connection, uids: Collection[str]) -> tuple[list[int], set[str]]:
    """Return the settings that remember any of these identities, and the identities that became part of them."""
    ids, merged = [], set()
    rows = conn.execute(
        "SELECT id, key, value FROM setting WHERE substr(key, 1, ?) = ?", (len(_PREFIX), _PREFIX)
    )
    for ident, key, stayed in rows:
        gone = key.removeprefix(_PREFIX)
        if gone in uids or stayed in uids:
            ids.append(ident)
        if stayed in uids:
            merged.add(gone)
    return ids, merged
