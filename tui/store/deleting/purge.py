"""Deleting for ever: a contact leaves every table, the undo journal, the search and the bytes of the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.deleting.traces import Traces, Where, traces_of
from tui.domain.errors import BookBusy, RapportError
from tui.domain.records.contact import ContactId
from tui.store.changes.replaying import links_to
from tui.store.contacts.called import NICKNAMES
from tui.store.contacts.merged_uids import marks_of
from tui.store.deleting.departures import note_departure
from tui.store.deleting.mentions import Mention, Theirs, look_through, take_out, words_that_mean_else
from tui.store.deleting.purge_steps import Gone, drop_steps, is_in_a_step
from tui.store.deleting.untouched import MayChange, Untouched
from tui.store.inspection.unreadable import unreadable
from tui.store.schema.rows import marks
from tui.store.schema.shape import added_rules

if TYPE_CHECKING:
    from tui.store.file.writing import BookDatabase
    from tui.store.session import Session

_BATCH = 500


class Outlook(Struct, frozen=True):
    """What goes with a contact, and what of them stands elsewhere."""

    contact_id: ContactId
    uid: str
    name: str
    traces: Traces
    alone: tuple[int, ...]
    """Interactions with them alone, which go."""
    shared: tuple[int, ...]
    """Interactions with others too, which stay with the others."""
    mentions: tuple[Mention, ...] = ()
    """Texts about others that give them away."""
    doubtful: tuple[Mention, ...] = ()
    """Texts about others that may: they stay as they are."""


Asked = Callable[[list[Outlook]], None]
"""Looks at what is about to go; whatever it raises, nothing is deleted then."""


def outlook(book: Session, contact_id: ContactId) -> Outlook | None:
    """Look at what deleting a contact for ever would take and leave; None when there is no such contact."""
    return next(iter(_look_ahead(book.conn, [contact_id], ())), None)


def purge(
    book: Session,
    contacts: Collection[ContactId] = (),
    interactions: Collection[int] = (),
    *,
    keep_mentions: bool = False,
    copy: str = "",
    asked: Asked | None = None,
) -> list[Outlook]:
    """Delete contacts, what was recorded with them alone, and interactions; give what went with whom.

    Every undo step that holds any of it goes as well. What several people took part in stays with the
    others. A name in texts about others becomes "someone", unless that is left. That this was done, and
    the name of the ``copy`` made before, is noted in the same change. Raises RapportError, and then
    nothing was deleted, when anything but what was named would change.
    """
    with book.quietly():
        going = _look_ahead(book.conn, contacts, interactions)
        if asked is not None:
            asked(going)
        try:
            _delete(book, going, set(interactions), keep_mentions=keep_mentions)
        except sqlite3.IntegrityError as error:
            if added_rules(book.conn):
                raise  # Said with what another program added.
            raise RapportError(
                "They cannot be deleted as the book stands.",
                f"SQLite says: {error}. Nothing was deleted.",
                "`rapport check` says what is the matter.",
            ) from error
        note_departure(book.db, [seen.contact_id for seen in going], copy)
        _merge_search(book.db)
    return going


def write_anew(book: Session) -> None:
    """Write the whole file anew, so that nothing of what was deleted stands between its rows; raises BookBusy."""
    try:
        book.write_anew()
    except BookBusy as error:
        raise BookBusy(
            "Deleted, but the file could not be written anew, so it may still hold traces.",
            error.title,
            "Close what else uses the book, then run `rapport trash empty`.",
        ) from error


def _look_ahead(
    conn: sqlite3.Connection, contacts: Collection[ContactId], interactions: Collection[int]
) -> list[Outlook]:
    """Look at everybody who is to go; what goes with one of them is not written about others."""
    seen = [each for ident in dict.fromkeys(contacts) if (each := _seen(conn, ident, contacts)) is not None]
    asked = set(interactions)
    gone = asked.union(*(each.alone for each in seen), _with_nobody_else(conn, seen))
    theirs = {each.contact_id for each in seen}
    found = []
    for each in seen:
        texts = look_through(conn, each.traces, Theirs(theirs, gone, set(each.shared) - gone))
        found.append(
            Outlook(
                each.contact_id,
                each.uid,
                each.name,
                each.traces,
                (*each.alone, *(ident for ident in each.shared if ident in gone and ident not in asked)),
                tuple(ident for ident in each.shared if ident not in gone),
                texts.mentions,
                texts.doubtful,
            )
        )
    return found


def _seen(conn: sqlite3.Connection, contact_id: ContactId, contacts: Collection[int]) -> Outlook | None:
    """Look at a contact and at what was recorded with them."""
    found = conn.execute(f"SELECT uid, name, {NICKNAMES} FROM contact WHERE id = ?", (contact_id,)).fetchone()
    if found is None:
        return None
    uid, name, aliases = found
    traces = traces_of(
        contact_id,
        name,
        aliases.split("\n"),
        _addresses(conn, contact_id),
        _names_but(conn, contacts),
        words_that_mean_else(conn, contacts),
    )
    rows = conn.execute("SELECT interaction_id FROM interaction_contact WHERE contact_id = ?", (contact_id,))
    theirs = {row[0] for row in rows.fetchall()}
    alone = _interactions_with_nobody_else(conn, contact_id)
    return Outlook(contact_id, uid, name, traces, tuple(alone), tuple(sorted(theirs.difference(alone))))


def _delete(book: Session, going: list[Outlook], interactions: set[int], *, keep_mentions: bool) -> None:
    """Take everything out, and see that nothing else has changed."""
    conn, db = book.conn, book.db
    contacts = {int(seen.contact_id) for seen in going}
    gone = interactions.union(*(seen.alone for seen in going))
    others = _who_took_part(conn, gone, contacts)
    tags = _tags_of(conn, contacts)
    before, unread = Untouched(conn), set(unreadable(conn))
    may = MayChange()
    _let_go(conn, may, "contact", contacts)
    _let_go(conn, may, "interaction", gone)
    mentions = [each for seen in going for each in seen.mentions] if not keep_mentions else []
    for each in mentions:
        may.let_change(each.table, each.row_id, each.column, *(("folded",) if each.column == "name" else ()))
    uids = {seen.uid for seen in going}
    settings, merged = marks_of(conn, uids)
    may.goes |= {("setting", ident) for ident in settings}
    deliveries = _deliveries_of(conn, going)
    for ident in deliveries:
        may.let_change("delivery", ident, "label")
    whole = before.kept_whole(may)

    db.table("interaction").delete_each(gone)
    db.table("contact").delete_each(contacts)
    db.table("setting").delete_each(settings)
    db.execute_each("UPDATE delivery SET label = '' WHERE id = ?", ((ident,) for ident in deliveries))
    for seen in going if not keep_mentions else ():
        take_out(db, _as_they_stand(conn, seen, contacts, gone))
    near = frozenset(ident for seen in going for ident in seen.shared)
    traces = tuple(seen.traces for seen in going)
    drop_steps(db, Gone(traces, frozenset(contacts), frozenset(uids | merged), frozenset(gone), near))
    unused = [tag for tag in tags if not _is_used(conn, tag)]
    may.goes |= {("tag", tag) for tag in unused}
    db.table("tag").delete_each(unused)
    book.due_dates.refresh(others)
    before.check(may, whole)
    spoilt = set(unreadable(conn)) - unread
    if spoilt:
        raise RapportError(
            "Nothing was deleted: the book would not read any more.",
            str(next(iter(spoilt))),
            "Please tell us.",
        )


def _as_they_stand(
    conn: sqlite3.Connection, seen: Outlook, contacts: set[int], gone: set[int]
) -> tuple[Mention, ...]:
    """Look again: a text may name several of those who go, and each is taken out of what the others left."""
    return look_through(conn, seen.traces, Theirs(contacts, gone, set(seen.shared))).mentions


def _let_go(conn: sqlite3.Connection, may: MayChange, parent: str, ids: Collection[int]) -> None:
    """Name the rows that go with these, and those that only no longer point to them."""
    may.goes |= {(parent, ident) for ident in ids}
    wanted = sorted(ids)
    for child, column in links_to(conn, parent):
        rule = next(
            row[6] for row in conn.execute(f"PRAGMA foreign_key_list({child})").fetchall() if row[3] == column
        )
        for start in range(0, len(wanted), _BATCH):
            batch = wanted[start : start + _BATCH]
            rows = conn.execute(
                f"SELECT id FROM {child} WHERE {column} IN ({marks(batch)})", batch
            ).fetchall()
            for (ident,) in rows:
                if rule == "CASCADE":
                    may.goes.add((child, ident))
                else:
                    may.let_change(child, ident, column)


def _addresses(conn: sqlite3.Connection, contact_id: int) -> list[str]:
    """Return their addresses, numbers and profiles, those aside that somebody else has too."""
    rows = conn.execute(
        "SELECT value FROM contact_point WHERE contact_id = ? AND NOT EXISTS (SELECT 1 FROM contact_point AS other"
        " WHERE other.match_key = contact_point.match_key AND other.match_key <> ''"
        " AND other.contact_id <> contact_point.contact_id)",
        (contact_id,),
    )
    return [row[0] for row in rows]


def _names_but(conn: sqlite3.Connection, contacts: Collection[int]) -> list[str]:
    """Return the names and nicknames of everybody else."""
    return [
        one
        for ident, name, aliases in conn.execute(f"SELECT id, name, {NICKNAMES} FROM contact")
        if ident not in contacts
        for one in (name, *(aliases.split("\n") if aliases else ()))
    ]


def _interactions_with_nobody_else(conn: sqlite3.Connection, contact_id: int) -> list[int]:
    rows = conn.execute(
        "SELECT interaction_id FROM _took_part WHERE contact_id = ? AND NOT EXISTS (SELECT 1 FROM _took_part AS other"
        " WHERE other.contact_id <> ? AND other.interaction_id = _took_part.interaction_id)",
        (contact_id, contact_id),
    )
    return [row[0] for row in rows]


def _with_nobody_else(conn: sqlite3.Connection, going: Collection[Outlook]) -> set[int]:
    """Return what several took part in who all go."""
    contacts = {int(seen.contact_id) for seen in going}
    found = set()
    for ident in {ident for seen in going for ident in seen.shared}:
        rows = conn.execute(
            "SELECT contact_id FROM _took_part WHERE interaction_id = ?",
            (ident,),
        )
        took_part = {row[0] for row in rows}
        if took_part and took_part <= contacts:
            found.add(ident)
    return found


def _who_took_part(conn: sqlite3.Connection, interactions: Collection[int], but: Collection[int]) -> set[int]:
    """Return those who stay of whom something goes."""
    found: set[int] = set()
    for ident in interactions:
        rows = conn.execute("SELECT contact_id FROM interaction_contact WHERE interaction_id = ?", (ident,))
        found |= {row[0] for row in rows}
    return found.difference(but)


def _tags_of(conn: sqlite3.Connection, contacts: Collection[int]) -> set[int]:
    """Return the tags they have that were not made on purpose, with a rhythm."""
    return {
        row[0]
        for ident in contacts
        for row in conn.execute(
            "SELECT tag_id FROM contact_tag JOIN tag ON tag.id = tag_id WHERE contact_id = ?"
            " AND tag.rhythm_days IS NULL",
            (ident,),
        )
    }


def _is_used(conn: sqlite3.Connection, tag_id: int) -> bool:
    """Whether somebody has a tag still, or may get it back by an undo."""
    has_it = conn.execute("SELECT 1 FROM contact_tag WHERE tag_id = ? LIMIT 1", (tag_id,)).fetchone()
    return has_it is not None or is_in_a_step(conn, tag_id)


def _deliveries_of(conn: sqlite3.Connection, going: Collection[Outlook]) -> list[int]:
    """Return the lines delivered from elsewhere whose words name them."""
    labels = conn.execute("SELECT id, label FROM delivery WHERE label <> ''").fetchall()
    return [
        ident for ident, label in labels if any(seen.traces.names_in(label, Where.NEAR) for seen in going)
    ]


def _merge_search(db: BookDatabase) -> None:
    """Merge the full-text indexes: until then they keep the words of rows that are gone."""
    indexes = db.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
    for (index,) in indexes.fetchall():
        db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
