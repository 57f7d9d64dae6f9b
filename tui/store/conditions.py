"""The rules of the domain as SQL conditions: each follows from the set or the number that domain has.

Views and indexes keep the text of a rule inside the file, so a rule that changes needs a migration that
makes them again; a test holds every verdict of SQL against the domain's, and the indexes against these.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from tui.domain.records.interaction import (
    OPENS_A_REPLY,
    PRACTICE_CHANNELS,
    REACHING_OUT,
    RICH_CHANNELS,
    TOOK_PART,
    TOUCH_CHANNELS,
    Channel,
    Direction,
    Role,
)
from tui.domain.rhythms.lateness import DORMANT_FROM_DAYS, OVERDUE_FROM


def one_of(column: str, words: Collection[StrEnum]) -> str:
    """Return the condition that a column holds one of these words."""
    return f"{column} IN ({', '.join(sorted(repr(word.value) for word in words))})"


def all_but_others(column: str, words: Collection[StrEnum], every: type[StrEnum]) -> str:
    """Return the same condition, said by the words that are left out: partial indexes are written so."""
    others = sorted(repr(word.value) for word in every if word not in words)
    return f"{column} <> {others[0]}" if len(others) == 1 else f"{column} NOT IN ({', '.join(others)})"


IN_THE_BOOK = "deleted_at IS NULL"
"""A contact or interaction that is not in the trash."""

IS_CURRENT = "archived_at IS NULL AND deleted_at IS NULL AND is_deceased = 0"
"""A contact neither let rest, nor in the trash, nor deceased."""

CAN_FALL_DUE = f"{IS_CURRENT} AND style = 'periodic'"
"""A contact whose rhythm runs."""

IS_OPEN_PROMISE = "kept_on IS NULL AND released_on IS NULL"
"""A promise that is neither kept nor let go."""

IS_MINE = all_but_others("direction", REACHING_OUT, Direction)
"""An interaction in which I reached out."""

HAPPENED = "deleted_at IS NULL AND is_draft = 0"
"""An interaction that is neither in the trash nor a draft."""

IS_TOUCH = f"{HAPPENED} AND {all_but_others('channel', TOUCH_CHANNELS, Channel)}"
"""An interaction that counts as having been in touch."""

IS_PRACTICE = (
    f"{HAPPENED} AND before_book = 0 AND {IS_MINE}"
    f" AND {all_but_others('channel', PRACTICE_CHANNELS, Channel)}"
)
"""An interaction that makes its day a practice day (practice model, 2.1)."""

IS_RICH = one_of("channel", RICH_CHANNELS)
"""A touch that makes somebody an old tie later on (practice model, 3.4)."""

CAN_OPEN_A_REPLY = one_of("channel", OPENS_A_REPLY)
"""An interaction that leaves a reply owed when it was theirs."""

IS_PART = all_but_others("role", TOOK_PART, Role)
"""A part somebody took themselves; who was only spoken of took none."""


def is_away(day: str) -> str:
    """Return the condition that a row of ``_snoozed``, ``_paused`` or ``_away`` hides somebody on a day.

    ``day`` is the parameter that holds the day: "?" is asked for twice, ":today" once.
    """
    return f"from_day <= {day} AND back_on > {day}"


FOR_EVER = "9999-12-31"
"""The day that stands for one that never comes."""


MAXIMUM_DAYS = f"CAST({OVERDUE_FROM} * ideal_days + 0.5 AS INTEGER)"
"""The days after which it has been a while (practice model, 3.1)."""

DORMANT_DAYS = f"max(2 * {MAXIMUM_DAYS}, {DORMANT_FROM_DAYS})"
"""The days without a touch after which a contact is dormant (practice model, 3.1)."""
