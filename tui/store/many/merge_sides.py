"""What there is of contacts that may become one, side by side."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tui.domain.dates.partial import say_partial
from tui.domain.dates.spans import SHORT_MONTHS
from tui.domain.duplicates.merge import Attached, FieldValue, Side
from tui.domain.records.contact import ContactId, PointKind
from tui.domain.records.contact_fields import PLAIN, ContactField
from tui.domain.records.interaction import Channel
from tui.domain.rhythms.rhythm import rhythm_words
from tui.store.conditions import IN_THE_BOOK
from tui.store.schema.rows import marks
from tui.store.table_list import COUNTED

if TYPE_CHECKING:
    from tui.store.session import Session

TEXTS: Mapping[ContactField, str] = {
    ContactField.NAME: "name",
    **{row.field: row.column for row in PLAIN if row.merged_as},
}
"""The texts of which one is taken, with their columns."""
_FIELDS = (
    f"{', '.join(TEXTS.values())}, style, rhythm_days, is_exact, met_on, ladder, met_via, aliases,"
    " notes, is_starred, archived_at, is_deceased"
)


def sides_of(book: Session, ids: Sequence[ContactId]) -> list[Side]:
    """Return what there is of contacts that may become one, in the order asked; those gone are left out."""
    return [side for ident in dict.fromkeys(ids) if (side := _side(book.conn, ident))]


def _side(conn: sqlite3.Connection, ident: ContactId) -> Side | None:
    row = conn.execute(f"SELECT {_FIELDS} FROM contact WHERE id = ? AND {IN_THE_BOOK}", (ident,)).fetchone()
    if row is None:
        return None
    texts, rest = row[: len(TEXTS)], row[len(TEXTS) :]
    style, days, is_exact, met_on, ladder, met_via, aliases, notes, starred, archived_at, deceased = rest
    held = [
        FieldValue(field, text, _said(field, text)) for field, text in zip(TEXTS, texts, strict=True) if text
    ]
    if days is not None or style != "periodic":
        exactly = ", exact" if is_exact else ""
        said = f"{rhythm_words(days)}{exactly}" if style == "periodic" else style
        held.append(
            FieldValue(ContactField.RHYTHM, f"{style}|{'' if days is None else days}|{is_exact}", said)
        )
    if met_on:
        held.append(FieldValue(ContactField.MET_ON, f"{met_on}|{ladder}", say_partial(met_on)))
    if met_via is not None and (
        via := conn.execute("SELECT name FROM contact WHERE id = ?", (met_via,)).fetchone()
    ):
        held.append(FieldValue(ContactField.MET_VIA, str(met_via), via[0]))
    held += [birthday for _, birthday in birthdays_of(conn, (ident,))]
    return Side(
        id=ident,
        held=tuple(held),
        aliases=tuple(aliases.split("\n")) if aliases else (),
        notes=notes,
        is_starred=bool(starred),
        is_archived=archived_at is not None,
        is_deceased=bool(deceased),
        attached=tuple(_attached(conn, ident)),
        detail=_detail(conn, ident),
    )


def _said(field: ContactField, text: str) -> str:
    if field is ContactField.MET_WHEN:
        return say_partial(text)
    return Channel(text).words if field is ContactField.CHANNEL else text


def birthdays_of(conn: sqlite3.Connection, ids: Iterable[int]) -> Iterator[tuple[int, FieldValue]]:
    """Yield the birthday of each contact with the id of its row: the first, where somebody has several."""
    for ident in ids:
        row = conn.execute(
            "SELECT id, year, month, day FROM key_date WHERE contact_id = ? AND kind = 'birthday' ORDER BY id LIMIT 1",
            (ident,),
        ).fetchone()
        if row is not None:
            row_id, year, month, day = row
            stored = f"{f'{year:04}-' if year is not None else ''}{month:02}-{day:02}"
            said = f"{day} {SHORT_MONTHS[month - 1]}" + (f" {year}" if year is not None else "")
            yield row_id, FieldValue(ContactField.BIRTHDAY, stored, said)


def _attached(conn: sqlite3.Connection, ident: int) -> Iterator[Attached]:
    for table, counted in COUNTED:
        both = " OR other_id = contact.id" if table == "relation" else ""
        count = conn.execute(
            f"SELECT count(*) FROM {table} JOIN contact ON contact.id = ?"
            f" WHERE ({table}.contact_id = contact.id{both}) AND {counted.where}",
            (ident,),
        ).fetchone()[0]
        if count:
            yield Attached(count, counted.what)


def _detail(conn: sqlite3.Connection, ident: int) -> str:
    kinds = (PointKind.EMAIL, PointKind.PHONE, PointKind.PROFILE)
    order = " ".join(f"WHEN '{kind.value}' THEN {at}" for at, kind in enumerate(kinds))
    row = conn.execute(
        f"SELECT value FROM contact_point WHERE contact_id = ? AND kind IN ({marks(kinds)})"
        f" ORDER BY CASE kind {order} END, position, id LIMIT 1",
        (ident, *(kind.value for kind in kinds)),
    ).fetchone()
    return "" if row is None else str(row[0])
