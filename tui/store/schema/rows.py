"""The only place that turns rows into the product's objects and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from tui.domain.records.contact import (
    Contact,
    ContactId,
    ContactPoint,
    ContactRow,
    KeyDate,
    KeyDateKind,
    Ladder,
    PointKind,
)
from tui.domain.records.interaction import (
    Channel,
    Direction,
    Interaction,
    InteractionId,
    Value,
    ValueKind,
    Way,
)
from tui.domain.records.promise import MadeBy, NextStep, NextStepId, Promise, PromiseId

Row = tuple[str | int | None, ...]
"""The values of one row to be written, in the order of its columns."""
INTERACTION_COLUMNS = (
    "id, uid, practice_date, channel, direction, summary, notes, platform, minutes, place, feeling, needs_reply,"
    " before_book, logged_at_utc, message, situation, awkward_guess, awkward_felt"
)


def day(text: str | None) -> date | None:
    """Read a stored local calendar day."""
    return None if text is None else date.fromisoformat(text)


def instant(text: str | None) -> datetime | None:
    """Read a stored UTC instant."""
    if text is None:
        return None
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)


@cache
def _texts() -> tuple[str, ...]:
    from tui.domain.records.contact_fields import PLAIN  # what is due is shown sooner without it

    return tuple(row.column for row in PLAIN)


@cache
def contact_columns() -> str:
    """Return the columns of a contact, as ``contact_of`` reads them."""
    return (
        "id, uid, name, aliases, met_on, met_via, rhythm_days, ideal_days, ladder, is_starred, is_exact,"
        f" archived_at, is_deceased, last_touch_on, next_due_on, rev, {', '.join(_texts())}"
    )


def contact_of(
    row: tuple[object, ...],
    points: Iterable[ContactPoint] = (),
    tags: Iterable[str] = (),
    circles: Iterable[str] = (),
    key_dates: Iterable[KeyDate] = (),
) -> Contact:
    """Build a contact from a row of contact_columns() and what is attached to it."""
    (
        ident, uid, name, aliases, met_on, met_via, rhythm_days, ideal_days, ladder, is_starred, is_exact,
        archived_at, is_deceased, last_touch_on, next_due_on, rev, *texts,
    ) = row  # fmt: skip
    plain: dict[str, Any] = dict(zip(_texts(), map(_str, texts), strict=True))
    return Contact(
        id=ContactId(_int(ident)),
        uid=_str(uid),
        name=_str(name),
        aliases=tuple(_str(aliases).split("\n")) if aliases else (),
        met_on=day(_text(met_on)),
        met_via=None if met_via is None else ContactId(_int(met_via)),
        rhythm_days=_number(rhythm_days),
        ideal_days=_number(ideal_days),
        ladder=Ladder(_str(ladder)),
        is_starred=bool(is_starred),
        is_exact=bool(is_exact),
        is_archived=archived_at is not None,
        is_deceased=bool(is_deceased),
        last_touch_on=day(_text(last_touch_on)),
        next_due_on=day(_text(next_due_on)),
        points=tuple(points),
        tags=tuple(tags),
        circles=tuple(circles),
        key_dates=tuple(key_dates),
        rev=_int(rev),
        **plain,
    )


def contact_row_of(row: tuple[object, ...]) -> ContactRow:
    """Build what a list shows of a contact.

    The row: id, name, group, ideal_days, last_touch_on, next_due_on, archived_at, snoozed_until, is_deceased.
    """
    ident, name, group, ideal_days, last_touch_on, next_due_on, archived_at, snoozed_until, is_deceased = row
    return ContactRow(
        id=ContactId(_int(ident)),
        name=_str(name),
        group=_text(group) or "",
        ideal_days=_number(ideal_days),
        last_touch_on=day(_text(last_touch_on)),
        next_due_on=day(_text(next_due_on)),
        is_archived=archived_at is not None,
        snoozed_until=day(_text(snoozed_until)),
        is_deceased=bool(is_deceased),
    )


def interaction_of(
    row: tuple[object, ...],
    people: Iterable[tuple[ContactId, str]] = (),
    values: Iterable[Value] = (),
    topics: Iterable[str] = (),
) -> Interaction:
    """Build an interaction from a row of INTERACTION_COLUMNS and what is attached to it."""
    (
        ident, uid, practice_date, channel, direction, summary, notes, platform, minutes, place, feeling,
        needs_reply, before_book, logged_at, message, situation, awkward_guess, awkward_felt,
    ) = row  # fmt: skip
    people = tuple(people)
    return Interaction(
        id=InteractionId(_int(ident)),
        uid=_str(uid),
        practice_date=date.fromisoformat(_str(practice_date)),
        channel=Channel(_str(channel)),
        direction=Direction(_str(direction)),
        contacts=tuple(contact_id for contact_id, _ in people),
        names=tuple(name for _, name in people),
        summary=_str(summary),
        notes=_str(notes),
        platform=_str(platform),
        minutes=_number(minutes),
        place=_str(place),
        feeling=_number(feeling),
        values=tuple(values),
        topics=tuple(topics),
        needs_reply=bool(needs_reply),
        before_book=bool(before_book),
        logged_at=instant(_text(logged_at)),
        message=_str(message),
        situation=_str(situation),
        awkward_guess=_number(awkward_guess),
        awkward_felt=_number(awkward_felt),
    )


def point_of(kind: str, value: str, label: str, platform: str) -> ContactPoint:
    """Build a contact point."""
    return ContactPoint(PointKind(kind), value, label, platform)


def key_date_of(kind: str, month: int, day_of_month: int, year: int | None, label: str) -> KeyDate:
    """Build a key date."""
    return KeyDate(KeyDateKind(kind), month, day_of_month, year, label)


def value_of(way: str, note: str, kind: str, contact_id: int | None) -> Value:
    """Build a value given, received or asked."""
    return Value(Way(way), note, ValueKind(kind), None if contact_id is None else ContactId(contact_id))


def promise_of(row: tuple[object, ...]) -> Promise:
    """Build a promise: id, contact_id, name, made_by, text, made_on, due_on, kept_on, released_on."""
    ident, contact_id, name, made_by, text, made_on, due_on, kept_on, released_on = row
    return Promise(
        id=PromiseId(_int(ident)),
        contact_id=ContactId(_int(contact_id)),
        name=_str(name),
        made_by=MadeBy(_str(made_by)),
        text=_str(text),
        made_on=date.fromisoformat(_str(made_on)),
        due_on=day(_text(due_on)),
        kept_on=day(_text(kept_on)),
        released_on=day(_text(released_on)),
    )


def next_step_of(row: tuple[object, ...]) -> NextStep:
    """Build a next step: id, contact_id, name, text, due_on, done_on."""
    ident, contact_id, name, text, due_on, done_on = row
    return NextStep(
        id=NextStepId(_int(ident)),
        contact_id=ContactId(_int(contact_id)),
        name=_str(name),
        text=_str(text),
        due_on=date.fromisoformat(_str(due_on)),
        done_on=day(_text(done_on)),
    )


def marks(values: Iterable[object]) -> str:
    """Return as many question marks as there are values."""
    return ", ".join("?" for _ in values)


def fetch_all(
    conn: sqlite3.Connection, sql: str, parameters: Iterable[object] = ()
) -> list[tuple[object, ...]]:
    """Run a question and give every row."""
    rows: list[tuple[object, ...]] = conn.execute(sql, tuple(parameters)).fetchall()
    return rows


def _int(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"expected a whole number, the book holds {type(value).__name__}")
    return value


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, the book holds {type(value).__name__}")
    return value


def _number(value: object) -> int | None:
    return None if value is None else _int(value)


def _text(value: object) -> str | None:
    return None if value is None else _str(value)
