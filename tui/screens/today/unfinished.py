"""What was begun and is in no book yet, on Today: named in a line, taken up where it was begun, or put away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from tui.domain.dates.spans import day_words
from tui.domain.errors import RapportError
from tui.domain.quick_add.parsed import LineKind
from tui.domain.records.contact import Contact, ContactId
from tui.screens.people.people import ASKED_AGAIN, People
from tui.screens.view.acts import acts_of
from tui.screens.view.view import ShowsContacts, View
from tui.services.drafts.drafting import Draft
from tui.services.drafts.unfinished import Sort, Unfinished
from tui.widgets.key_menu import MenuKey, numbered
from tui.widgets.lines import DrawnLine
from tui.widgets.safe import cut

DRAFT_KEYS = (MenuKey(("t",), "t", "take it up"), MenuKey(("x",), "x", "put it away"))
_AT_MOST = 9
_NAME_WIDTH = 24
_ON_THE_PAGE = frozenset({"note", "relation"})
"""Bars of a contact's page."""
_ON_PRACTICE = frozenset({"plan", "pace", "days"})
"""Bars of the Practice view."""


class UnfinishedOffer:
    """Offers over one view what is unfinished in its book."""

    def __init__(self, view: View, shown_again: Callable[[], None]) -> None:
        self._view = view
        self._desk = view.desk
        self._shown_again = shown_again
        """Called when something was put away or brought back."""
        self._put_away: Unfinished | None = None

    def line(self) -> DrawnLine | None:
        """Name the newest and say how many there are; None where there is nothing."""
        found = self._all()
        if not found:
            return None
        count = "Unfinished" if len(found) == 1 else f"{len(found)} unfinished, the newest"
        words = found[0].first_words
        return [
            (" b ", "moss"),
            (f"{count}: ", "amber"),
            (self._what(found[0], _NAME_WIDTH), ""),
            (f", {self._kept_when(found[0])}", "muted"),
            (f"  “{words}”" if words else "", ""),
        ]

    async def ask(self) -> None:
        """Ask which, and what becomes of it."""
        found = self._all()[:_AT_MOST]
        if not found:
            self._view.message.tell("There is no unfinished draft.")
            return
        key: str | None = "1"
        if len(found) > 1:
            names = [cut(self._what(each, _NAME_WIDTH), 20) for each in found]
            key = await self._view.menu.ask("Which one?", numbered(names))
        if key is not None:
            await self._ask_about(found[int(key) - 1])

    def forget_put_away(self) -> None:
        """Let what was put away stay away."""
        self._put_away = None

    def bring_back(self) -> bool:
        """Bring back what was put away last; False where nothing was, or it is gone by now."""
        last, self._put_away = self._put_away, None
        if last is None or not last.kept_in.bring_back(last.draft.id):
            return False
        self._shown_again()
        self._view.message.say(f"brought back: the {last.sort}")
        return True

    def _all(self) -> list[Unfinished]:
        return self._desk.unfinished.all(self._desk.drafts_in_hand, self._are_known)

    def _people(self, draft: Draft) -> list[Contact]:
        """Return those it is about who are still here, and are who they were."""
        found = self._desk.reader.finding.contacts(list(draft.contact_ids))
        return [each for each in found if not draft.uids or each.uid in draft.uids]

    def _are_known(self, draft: Draft) -> bool:
        return len(self._people(draft)) == len(set(draft.contact_ids))

    async def _ask_about(self, one: Unfinished) -> None:
        words, what = one.first_words, self._what(one)
        title = f"{what[:1].upper()}{what[1:]}, {self._kept_when(one)}"
        key = await self._view.menu.ask(title, DRAFT_KEYS, f"“{words}”" if words else "")
        if key == "t":
            await self._take_up(one)
        elif key is not None and one.kept_in.put_away(one.draft.id):
            self._put_away = one
            self._shown_again()
            self._view.message.say(f"put away: {what}", "u brings it back")

    # What it is, in words

    def _what(self, one: Unfinished, width: int = 0) -> str:
        """Say what it is and whom it is about, as the book knows them by now."""
        names = [contact.name for contact in self._people(one.draft)]
        typed = one.draft.texts.get("who", "").strip(" ,")
        whom = ", ".join(names) or typed
        whom = cut(whom, width) if width else whom
        if one.sort is Sort.DRAFT:
            return f"to {whom or 'nobody yet'}" if width else f"draft to {whom or 'nobody yet'}"
        if one.sort is Sort.EDIT:
            return f"edit of {whom or 'somebody who is gone'}"
        bar = one.place.bar.partition(":")[0].replace("_", "-")
        is_gone = bool(one.draft.contact_ids) and not names
        about = f" · {whom}" if whom else " · somebody who is gone" if is_gone else ""
        return f"{bar} line{about}"

    def _kept_when(self, one: Unfinished) -> str:
        """Say when it was kept: the hour today, else the day."""
        now = self._desk.clock.now()
        try:
            at = datetime.fromisoformat(one.draft.saved_at).astimezone(now.tzinfo)
        except ValueError:
            return "kept"
        is_today = at.date() == now.date()
        return f"kept {at:%H:%M}" if is_today else f"kept {day_words(at.date(), self._desk.today)}"

    # Taken up

    async def _take_up(self, one: Unfinished) -> None:
        ids = [ContactId(each) for each in one.draft.contact_ids]
        if one.sort is Sort.DRAFT:
            from tui.screens.composer.composer import ComposerScreen

            await self._acts.writing.in_composer(ComposerScreen(self._desk, ids, draft=one.draft))
        elif one.sort is Sort.EDIT:
            await self._edit(ids)
        else:
            await self._open_bar(one)

    async def _edit(self, ids: Sequence[ContactId]) -> None:
        from tui.screens.editing.edit_contact import EditContactScreen

        try:
            screen = EditContactScreen(self._desk, ids[0])
        except (RapportError, IndexError):
            self._view.message.tell("They are no longer in the book; what was typed of them is kept here.")
            return
        await self._acts.writing.edit(screen)

    async def _open_bar(self, one: Unfinished) -> None:
        """Open the bar it was begun in, on the people it was about; where they are gone, on nobody."""
        place, view = one.place, self._view
        people = [ContactId(each) for each in place.people]
        is_there = bool(people) and self._are_known(one.draft)
        if place.bar in {kind.value for kind in LineKind}:
            if people and not is_there:
                self._desk.lines.let_be_nobodys(one.draft)
            self._acts.take_up_line(LineKind(place.bar), people if is_there else ())
        elif is_there and place.bar in ASKED_AGAIN:
            self._acts.ask_again(place.bar, people)
        elif is_there and place.bar in _ON_THE_PAGE:
            await self._on_page_of(people[0], place.bar)
        elif not people and place.bar in _ON_PRACTICE:
            await self._in_practice(place.bar)
        else:
            view.message.tell(f"It waits here until you put it away: “{one.draft.texts[place.bar]}”")

    async def _on_page_of(self, contact_id: ContactId, bar: str) -> None:
        """Go to somebody's page and open a bar there."""
        from tui.screens.contacts.page_keys import PageActs

        acts = await acts_of(self._view.app, "contacts", PageActs)
        if acts is None:
            return
        if isinstance(acts.view, ShowsContacts):
            acts.view.show_contact(contact_id)
        acts.page.show(contact_id)
        {"note": acts.action_note, "relation": acts.action_link}[bar]()

    async def _in_practice(self, bar: str) -> None:
        """Go to Practice and open a bar there."""
        from tui.screens.practice.acts import PracticeActs

        acts = await acts_of(self._view.app, "practice", PracticeActs)
        if acts is not None:
            {"plan": acts.action_plan, "pace": acts.action_pace, "days": acts.action_days}[bar]()

    @property
    def _acts(self) -> People:
        return self._view.query_one(People)
