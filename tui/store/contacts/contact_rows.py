"""A draft as the rows of a contact: one way to make them, whether one person is added or a whole book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec.structs import replace

from tui.domain.records.contact import (
    FIELD_LIMIT,
    ContactDraft,
    ContactPoint,
    KeyDate,
    fold,
    valid_name,
)
from tui.domain.records.contact_fields import PLAIN
from tui.domain.records.knowing import PREFERRED_WORDS
from tui.domain.text import clean
from tui.store.schema.rows import Row

LIMITS = {"aliases": FIELD_LIMIT, **{row.column: row.limit for row in PLAIN}}
"""The most characters of each text column."""
_OF_SEVERAL_LINES = {"aliases", *(row.column for row in PLAIN if row.has_lines)}

POINT_COLUMNS = "contact_id, position, kind, value, label, platform, match_key"
KEY_DATE_COLUMNS = "contact_id, kind, label, year, month, day"


def kept_uid(uid: str) -> str:
    """Return an identity from elsewhere as it is kept."""
    return clean(uid, FIELD_LIMIT, one_line=True)


def kept_aliases(aliases: Iterable[str]) -> str:
    """Return nicknames as they are kept, one a line: as many as there is room for."""
    kept = ""
    for alias in dict.fromkeys(clean(each, 200, one_line=True).strip() for each in aliases):
        joined = f"{kept}\n{alias}" if kept and alias else kept or alias
        kept = joined if len(joined) <= FIELD_LIMIT else kept
    return kept


def kept_text(column: str, text: object) -> str:
    """Return a text column as it is kept."""
    return clean(str(text), LIMITS[column], one_line=column not in _OF_SEVERAL_LINES)


def contact_row(
    draft: ContactDraft, uid: str, first_due_on: date | None, now: str
) -> dict[str, str | int | None]:
    """Return the contact row of a draft; ``now`` is the instant it is added at, ISO text in UTC.

    Raises InvalidInput for a name that cannot be kept.
    """
    name = valid_name(draft.name)
    row: dict[str, str | int | None] = {"uid": kept_uid(draft.uid) or uid, "name": name}
    row |= {"sort_name": fold(name), "aliases": kept_aliases(draft.aliases)}
    row |= {each.column: kept_text(each.column, getattr(draft, each.column)) for each in PLAIN}
    if row["preferred_channel"] not in PREFERRED_WORDS:
        row["preferred_channel"] = ""
    row |= {"met_on": _day(draft.met_on), "met_via": draft.met_via, "ladder": draft.ladder.value}
    row |= {"rhythm_days": draft.rhythm_days, "is_starred": int(draft.is_starred)}
    row |= {"is_deceased": int(draft.is_deceased), "archived_at": now if draft.is_archived else None}
    row |= {"first_due_on": _day(first_due_on), "created_at": now}
    return row


def point_rows(
    contact_id: int, points: Iterable[ContactPoint], region: str, known: Iterable[str] = ()
) -> Iterator[Row]:
    """Yield the rows of contact points whose keys are not known yet."""
    from tui.domain.records.contact_points import point_key

    seen = set(known)
    for point in points:
        value = clean(point.value, FIELD_LIMIT).strip()
        label, platform = (clean(each, 200, one_line=True) for each in (point.label, point.platform))
        key = point_key(replace(point, value=value, label=label, platform=platform), region)
        if key.endswith(":"):
            key += fold(value)
        if value and key not in seen:
            seen.add(key)
            yield contact_id, len(seen), point.kind.value, value, label, platform, key


def key_date_rows(contact_id: int, dates: Iterable[KeyDate]) -> Iterator[Row]:
    """Yield the rows of dates that return every year, each once."""
    for each in dict.fromkeys(dates):
        label = clean(each.label, 200, one_line=True)
        yield contact_id, each.kind.value, label, each.year, each.month, each.day


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None


NEW_CONTACT_COLUMNS = ", ".join(contact_row(ContactDraft("Ann"), "", None, ""))
"""The columns of a contact row, in the order it gives them."""
