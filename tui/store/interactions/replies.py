"""Which messages await a reply: answered by a touch of mine, open again when that touch is gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.store.conditions import CAN_OPEN_A_REPLY, IS_MINE
from tui.store.schema.journal import row_of

if TYPE_CHECKING:
    from tui.store.file.writing import BookDatabase


def settle_replies(db: BookDatabase, contact_ids: Iterable[int]) -> None:
    """Take what contacts wrote up to my latest touch as answered; call inside ``Book.write``."""
    for contact_id in contact_ids:
        answered = _last_answer(db.conn, contact_id)
        if answered is None:
            continue
        db.execute(
            "UPDATE interaction SET needs_reply = 0 WHERE needs_reply = 1 AND id IN"
            " (SELECT interaction_id FROM _took_part WHERE contact_id = ?)"
            " AND (practice_date < ? OR (practice_date = ? AND id < ?))",
            (contact_id, answered[0], answered[0], answered[1]),
        )


def reopen_replies(db: BookDatabase, interaction_id: int) -> None:
    """Let what only this touch had answered await a reply again; call once it is in the trash.

    What was put away by hand ("no reply needed") stays put away: the journal tells the two apart.
    """
    conn = db.conn
    found = conn.execute(
        "SELECT DISTINCT theirs.id FROM interaction AS gone"
        " JOIN _took_part AS ours ON ours.interaction_id = gone.id"
        " JOIN _took_part AS to_them ON to_them.contact_id = ours.contact_id"
        " JOIN interaction AS theirs ON theirs.id = to_them.interaction_id"
        f" WHERE gone.id = ? AND gone.{IS_MINE} AND theirs.direction = 'in'"
        f" AND theirs.{CAN_OPEN_A_REPLY} AND theirs.needs_reply = 0 AND theirs.before_book = 0"
        " AND theirs.deleted_at IS NULL AND theirs.is_draft = 0"
        " AND (theirs.practice_date, theirs.id) < (gone.practice_date, gone.id)",
        (interaction_id,),
    ).fetchall()
    for (ident,) in found:
        if not _is_answered(conn, ident) and _was_answered_by_a_touch(conn, ident):
            db.table("interaction").update(ident, {"needs_reply": 1})


def _last_answer(conn: sqlite3.Connection, contact_id: int) -> tuple[str, int] | None:
    row: tuple[str, int] | None = conn.execute(
        f"SELECT practice_date, interaction_id FROM _touch WHERE contact_id = ? AND {IS_MINE}"
        " ORDER BY practice_date DESC, interaction_id DESC LIMIT 1",
        (contact_id,),
    ).fetchone()
    return row


def _is_answered(conn: sqlite3.Connection, interaction_id: int) -> bool:
    """Whether a touch of mine with anybody who wrote it stands after it."""
    contacts = conn.execute(
        "SELECT contact_id, practice_date FROM _took_part"
        " JOIN interaction ON interaction.id = interaction_id WHERE interaction_id = ?",
        (interaction_id,),
    ).fetchall()
    answers = ((_last_answer(conn, contact_id), wrote_on) for contact_id, wrote_on in contacts)
    return any(answer is not None and answer > (wrote_on, interaction_id) for answer, wrote_on in answers)


def _was_answered_by_a_touch(conn: sqlite3.Connection, interaction_id: int) -> bool:
    """Whether it was settled by recording something, and not put away by hand."""
    entries = conn.execute(
        "SELECT action_id, old_row, new_row FROM journal_entry JOIN action ON action.id = action_id"
        " WHERE table_name = 'interaction' AND row_id = ? AND undone_at IS NULL"
        " AND old_row IS NOT NULL AND new_row IS NOT NULL ORDER BY journal_entry.id DESC",
        (interaction_id,),
    ).fetchall()
    for action_id, old, new in entries:
        if (row_of(old).get("needs_reply"), row_of(new).get("needs_reply")) == (1, 0):
            return _did_more(conn, action_id)
    return False


def _did_more(conn: sqlite3.Connection, action_id: int) -> bool:
    """Whether an act recorded something or brought it back, besides settling replies."""
    entries = conn.execute(
        "SELECT old_row, new_row FROM journal_entry WHERE action_id = ? AND table_name = 'interaction'",
        (action_id,),
    )
    return any(
        old is None or (new is not None and _without_reply(old) != _without_reply(new))
        for old, new in entries
    )


def _without_reply(text: str) -> dict[str, str | int | None]:
    return {**row_of(text), "needs_reply": None}
