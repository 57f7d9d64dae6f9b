"""Promises both ways, and next steps, in the book."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING

from tui.domain.records.contact import FIELD_LIMIT, ContactId
from tui.domain.records.interaction import NextStepDraft, PromiseDraft
from tui.domain.records.promise import NextStep, NextStepId, Promise, PromiseId
from tui.domain.text import clean
from tui.store.conditions import IS_OPEN_PROMISE
from tui.store.schema.rows import fetch_all, next_step_of, promise_of

if TYPE_CHECKING:
    from tui.store.session import Session

_PROMISES = (
    "SELECT promise.id, contact_id, name, made_by, text, made_on, due_on, kept_on, released_on"
    " FROM promise JOIN contact ON contact.id = contact_id WHERE deleted_at IS NULL AND is_deceased = 0"
)
_NEXT_STEPS = (
    "SELECT next_step.id, contact_id, name, text, due_on, done_on"
    " FROM next_step JOIN contact ON contact.id = contact_id WHERE deleted_at IS NULL AND is_deceased = 0"
)


class Promises:
    """The promises and next steps of one open book."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn

    def mine_due_on_or_before(self, day: date) -> list[Promise]:
        """Return my open promises that are due by a local day, the oldest first."""
        sql = (
            f"{_PROMISES} AND made_by = 'me' AND {IS_OPEN_PROMISE}"
            " AND due_on <= ? ORDER BY due_on, promise.id"
        )
        return [promise_of(row) for row in fetch_all(self._conn, sql, (day.isoformat(),))]

    def open_with(self, contact_id: int) -> list[Promise]:
        """Return the open promises between me and a contact, both ways."""
        sql = (
            f"{_PROMISES} AND contact_id = ? AND {IS_OPEN_PROMISE}"
            " ORDER BY due_on IS NULL, due_on, promise.id"
        )
        return [promise_of(row) for row in fetch_all(self._conn, sql, (contact_id,))]

    def steps_due_on_or_before(self, day: date) -> list[NextStep]:
        """Return the open next steps dated up to a local day, the oldest first."""
        sql = f"{_NEXT_STEPS} AND done_on IS NULL AND due_on <= ? ORDER BY due_on, next_step.id"
        return [next_step_of(row) for row in fetch_all(self._conn, sql, (day.isoformat(),))]

    def steps_after(self, day: date, limit: int) -> list[NextStep]:
        """Return the next open steps after a local day, the soonest first."""
        sql = f"{_NEXT_STEPS} AND done_on IS NULL AND due_on > ? ORDER BY due_on, next_step.id LIMIT ?"
        return [next_step_of(row) for row in fetch_all(self._conn, sql, (day.isoformat(), limit))]

    def open_steps_with(self, contact_id: int) -> list[NextStep]:
        """Return the open next steps with a contact, the soonest first."""
        sql = f"{_NEXT_STEPS} AND contact_id = ? AND done_on IS NULL ORDER BY due_on, next_step.id"
        return [next_step_of(row) for row in fetch_all(self._conn, sql, (contact_id,))]

    def promise(
        self,
        contact_id: ContactId,
        draft: PromiseDraft,
        *,
        made_on: date,
        interaction_id: int | None = None,
    ) -> PromiseId:
        """Note a promise; call inside ``Book.write``."""
        row: dict[str, str | int | None] = {
            "uid": str(uuid.uuid4()),
            "contact_id": contact_id,
            "interaction_id": interaction_id,
            "made_by": "me" if draft.is_mine else "them",
            "text": clean(draft.text, FIELD_LIMIT, one_line=True),
            "made_on": made_on.isoformat(),
            "due_on": draft.due_on.isoformat() if draft.due_on else None,
        }
        return PromiseId(self._book.db.table("promise").add(row))

    def keep(self, promise_id: int, day: date) -> None:
        """Mark a promise kept; call inside ``Book.write``."""
        self._book.db.table("promise").update(promise_id, {"kept_on": day.isoformat()})

    def release(self, promise_id: int, day: date) -> None:
        """Let a promise go without having kept it; call inside ``Book.write``."""
        self._book.db.table("promise").update(promise_id, {"released_on": day.isoformat()})

    def plan(
        self,
        contact_id: ContactId,
        draft: NextStepDraft,
        *,
        set_on: date,
        interaction_id: int | None = None,
    ) -> NextStepId:
        """Note a next step; call inside ``Book.write``."""
        row: dict[str, str | int | None] = {
            "uid": str(uuid.uuid4()),
            "contact_id": contact_id,
            "interaction_id": interaction_id,
            "text": clean(draft.text, FIELD_LIMIT, one_line=True),
            "due_on": draft.due_on.isoformat(),
            "set_on": set_on.isoformat(),
        }
        return NextStepId(self._book.db.table("next_step").add(row))

    def finish_step(self, step_id: int, day: date) -> None:
        """Mark a next step done; call inside ``Book.write``."""
        self._book.db.table("next_step").update(step_id, {"done_on": day.isoformat()})
