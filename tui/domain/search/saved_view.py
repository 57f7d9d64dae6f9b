"""Views: queries kept under a name."""

from __future__ import annotations

from typing import NewType

from msgspec import Struct

SavedViewId = NewType("SavedViewId", int)


class SavedView(Struct, frozen=True):
    """A query under a name; one that has no id is one of the few we offer ourselves."""

    name: str
    query: str
    id: SavedViewId | None = None


_LONG_AGO_DAYS = 90
OFFERED = (
    SavedView("Never in touch", "never:"),
    SavedView(f"Not in {_LONG_AGO_DAYS} days", f"last>{_LONG_AGO_DAYS}d"),
    SavedView("Due this week", "due:week"),
    SavedView("Promises open", "has:promise"),
)
"""What is offered while the person has saved none of their own."""
