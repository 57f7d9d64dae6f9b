"""A list of contacts: whom an act is meant for, and what a line about them settles besides."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from tui.domain.records.contact import ContactId
from tui.services.recording.settling import Settles
from tui.widgets.rows import Line, RowKey
from tui.widgets.virtual_list import VirtualList

RowT = TypeVar("RowT")


def _nothing() -> None:
    """Nothing is settled."""


class PeopleList(VirtualList[RowT]):
    """Rows that are contacts; ``whose`` gives the contact of a row's key."""

    def __init__(
        self,
        draw: Callable[[RowT, int], Line],
        whose: Callable[[RowKey], ContactId],
        settles: Callable[[], Settles | None] = _nothing,
        *,
        id: str,  # noqa: A002
    ) -> None:
        super().__init__(draw, id=id)
        self._whose = whose
        self.settles = settles
        """Gives what logging from the row under the cursor settles besides."""

    def chosen(self) -> list[ContactId]:
        """Give the contacts that an act is meant for: the marked, else the one under the cursor."""
        keys = self.marked or ((self.current_key,) if self.current_key is not None else ())
        return list(dict.fromkeys(self._whose(key) for key in keys))
