"""What is done in Contacts besides: deleting, advice, duplicates, give and take."""

from __future__ import annotations

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from tui.domain.rhythms.rhythm import rhythm_words
from tui.screens.people.acts import PeopleActs
from tui.screens.view.tending_questions import ADVICE_KEYS
from tui.widgets.virtual_list import VirtualList


class ContactsActs(PeopleActs):
    """The acts of the Contacts view."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "w",
            "screen.why",
            "Why",
            id="contacts.why",
            show=False,
            tooltip="Say where rhythm, warmth and depth come from, one after the other",
        ),
        Binding(
            "V",
            "advice",
            "Advice",
            id="contacts.advice",
            show=False,
            tooltip="Answer the advice on how often to be in touch",
        ),
        Binding(
            "tab", "screen.other_pane", "Pane", id="contacts.pane", show=False, tooltip="Go to the other pane"
        ),
        Binding(
            "D",
            "delete",
            "Delete",
            id="contacts.delete",
            show=False,
            tooltip="Move the chosen people, or the talk under the cursor, to the trash",
        ),
        Binding(
            "equals_sign",
            "duplicates",
            "Duplicates",
            id="contacts.duplicates",
            show=False,
            tooltip="Look for people who are in the book twice",
        ),
        Binding(
            "b",
            "balance",
            "Balance",
            id="contacts.balance",
            show=False,
            tooltip="Speak of give and take on the pages, or no more",
        ),
    ]

    @work(group="change")
    async def action_balance(self) -> None:
        """Speak of give and take on the pages, or no more."""
        await self.view.do(
            lambda services: services.standings.show_balance(not services.standings.is_balance_shown)
        )

    def action_duplicates(self) -> None:
        """Look for people who are in the book twice."""
        from tui.screens.every_view.asking import look_for_duplicates

        look_for_duplicates(self.view)

    @work(group="change")
    async def action_delete(self) -> None:
        """Move the chosen to the trash, or the talk under the cursor of the timeline; u brings them back."""
        timeline = self.query_one("#timeline", VirtualList)
        if timeline.has_focus:
            talk = getattr(timeline.current, "talk", None)
            if talk is None:
                self.message.say("only talks can be moved to the trash from here")
            else:
                await self.view.do(lambda services: services.deleting.interaction(talk.id))
            return
        chosen = self.chosen()
        if chosen:
            await self.view.do(lambda services: services.tending.trash(chosen))

    @work(group="change")
    async def action_advice(self) -> None:
        """Ask whether to follow the advice, and do so."""
        current = self.rows.current
        advice = self.desk.reader.advising.advice(current.id) if current else None
        if current is None or advice is None:
            self.message.tell("There is no advice about them; the rhythm fits, or it is too soon to tell.")
            return
        title = f"{current.name}: {rhythm_words(advice.suggested_days)} instead?"
        key = await self.view.menu.ask(title, ADVICE_KEYS)
        if key == "y":
            await self.view.do(lambda services: services.advising.take_advice(advice))
        elif key is not None:
            await self.view.do(lambda services: services.advising.keep_rhythm(advice))
