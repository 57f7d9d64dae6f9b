"""When a copy of the book is due by itself, and which of the older copies may go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta

DUE_AFTER = timedelta(hours=12)
"""So old is the newest automatic copy when another is due."""
RECENT = 3
"""The last few are kept whatever their day."""
DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""How many days, weeks and months keep their newest copy."""


def is_due(newest: datetime | None, now: datetime, *, has_changed: bool) -> bool:
    """Whether a copy should be made; ``newest`` is the newest of those that do not lie ahead of the clock."""
    return has_changed and (newest is None or now - newest >= DUE_AFTER)


def superseded(made: Iterable[datetime]) -> list[datetime]:
    """Return the copies that no day, week or month needs any more, the newest of each being kept."""
    newest_first = sorted(set(made), reverse=True)
    kept = {
        *newest_first[:RECENT],
        *_newest_of_each(newest_first, lambda at: at.date(), DAILY),
        *_newest_of_each(newest_first, lambda at: at.isocalendar()[:2], WEEKLY),
        *_newest_of_each(newest_first, lambda at: (at.year, at.month), MONTHLY),
    }
    return [at for at in newest_first if at not in kept]


def _newest_of_each(
    newest_first: Sequence[datetime], span_of: Callable[[datetime], object], most: int
) -> list[datetime]:
    """Return the newest copy of each of the last so many spans that have one."""
    found: dict[object, datetime] = {}
    for at in newest_first:
        found.setdefault(span_of(at), at)
    return list(found.values())[:most]
