"""Moments on a contact's timeline: talks, promises, next steps, what was asked, changes of work."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct

from tui.domain.records.interaction import Interaction


class MomentKind(StrEnum):
    """What kind of moment it was."""

    TALK = "talk"
    PROMISE_MADE = "promise_made"
    PROMISE_KEPT = "promise_kept"
    PROMISE_RELEASED = "promise_released"
    STEP_DONE = "step_done"
    ASKED = "asked"
    BEGAN = "began"
    """A position was taken up."""
    ENDED = "ended"
    """A position was left."""
    MET = "met"


class MomentKey(NamedTuple):
    """Which moment: enough to order the timeline, and to fetch what is in view."""

    when: str
    """ISO text, cut short where the day is known in part."""
    kind: MomentKind
    id: int


class Moment(Struct, frozen=True):
    """One line of the timeline."""

    key: MomentKey
    talk: Interaction | None = None
    """For a talk: all of it."""
    text: str = ""
    """For anything else: what there is to say."""


class TimelineView(StrEnum):
    """What the page of a contact shows."""

    ALL = "all kinds"
    TALKS = "only talks"
    FACTS = "facts"

    @property
    def following(self) -> TimelineView:
        """The view that comes after this one."""
        views = list(TimelineView)
        return views[(views.index(self) + 1) % len(views)]


def newest_first(keys: list[MomentKey]) -> list[MomentKey]:
    """Order moments, the newest first; a day known in part stands at its beginning."""
    return sorted(keys, key=lambda key: (key.when, key.kind is MomentKind.TALK, key.id), reverse=True)
