"""What every act on contacts has: the list they are chosen from."""

from __future__ import annotations

from typing import Any

from tui.domain.records.contact import ContactId
from tui.screens.people.list import PeopleList
from tui.screens.view.acts import Acts


class PeopleActs(Acts):
    """Acts on the contacts of a list."""

    @property
    def rows(self) -> PeopleList[Any]:
        """The list."""
        return self.query_one(PeopleList)

    def chosen(self) -> list[ContactId]:
        """Give the contacts that an act is meant for; where there are none, that is said."""
        chosen = self.rows.chosen()
        if not chosen:
            self.message.say("Nobody is selected.", "a adds somebody")
        return chosen
