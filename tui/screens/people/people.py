"""What can be done with contacts from any list of them: written about, snoozed, paused, tagged, edited, merged."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.binding import BindingType

from tui.domain.dates.dates import Tense, parse_date, say
from tui.domain.editing.grouping import parse_grouping
from tui.domain.practice import copy
from tui.domain.quick_add.parsed import LineKind
from tui.domain.records.contact import ContactId
from tui.screens.people.acts import PeopleActs
from tui.screens.people.keys import PEOPLE_KEYS
from tui.screens.people.writing import Writing
from tui.screens.view.tending_questions import (
    PAUSE_KEYS,
    RHYTHM_HINT,
    SNOOZE_KEYS,
    TAG_HINT,
    THOUGHT_KEYS,
    pause_end,
    question,
    read_rhythm,
    snooze_day,
)
from tui.screens.view.view import View
from tui.services.services import Services
from tui.services.tending.advising import is_second_thought
from tui.widgets.bar_kind import Typed
from tui.widgets.virtual_list import VirtualList

Said = Callable[[Services], str]
"""Something done, and the sentence that says so."""


ASKED_AGAIN = frozenset({"snooze", "pause", "rhythm", "tag"})
"""The questions of a bar that can be asked again, by what their lines are kept as."""

_MARKED_HINT = "l log  t tag  R rhythm  M merge  Esc unmark"
_ROOM_FOR_HINT = 60


class People(PeopleActs):
    """Everything that is done with the chosen contacts of a list."""

    BINDINGS: ClassVar[list[BindingType]] = PEOPLE_KEYS

    def __init__(self, view: View) -> None:
        super().__init__(view)
        self.writing = Writing(view)
        """What is written about them."""

    # Lines, and the composer

    def action_log(self) -> None:
        """Log a line about the chosen."""
        self.begin_line(LineKind.LOG)

    def action_follow_up(self) -> None:
        """Plan a next step with the chosen, in a line."""
        self.begin_line(LineKind.FOLLOW_UP)

    def action_add(self, text: str = "") -> None:
        """Add somebody in a line, begun with what is known."""
        self.begin_line(LineKind.PERSON, text or None)

    @work(group="change")
    async def begin_line(self, kind: LineKind, text: str | None = None) -> None:
        """Ask for a line about the chosen, and save it."""
        await self.writing.line(kind, self.rows, text)

    @work(group="change")
    async def begin_evening(self, place: str) -> None:
        """Write down an evening and whom one met there, in several lines in a row."""
        await self.writing.evening(place)

    @work(group="change")
    async def take_up_line(self, kind: LineKind, people: Sequence[ContactId]) -> None:
        """Go on with a line that was begun about these people."""
        await self.writing.line_about(kind, people)

    @work(group="change")
    async def action_compose(self) -> None:
        """Write to the chosen in the composer."""
        await self.writing.compose(self.rows.chosen())

    # Tending

    @work(group="change")
    async def action_snooze(self) -> None:
        """Ask until when, and hide the chosen until then."""
        meant = self.chosen()
        if not meant:
            return
        title = f"Snooze {self._whom(meant)} · only hides; the rhythm stays"
        key = await self.view.ask(title, SNOOZE_KEYS)
        if key == "d":
            await self._snooze_to_day(meant)
        elif key == "0":
            await self.view.do(lambda services: services.tending.wake(meant))
        elif key is not None:
            await self._snooze(meant, snooze_day(key, self.desk.today))

    async def _snooze_to_day(self, meant: Sequence[ContactId]) -> None:
        kind = question(
            "snooze", f"Snooze {self._whom(meant)} until", "fri, 2w, 12 dec", self._day_words, meant
        )
        await self.view.ask_until_saved(
            kind, lambda typed: self._snooze(meant, self._day_to_come(typed.text), typed)
        )

    @work(group="change")
    async def action_pause(self) -> None:
        """Ask for how long, and let the chosen pause."""
        meant = self.chosen()
        if not meant:
            return
        title = f"Pause {self._whom(meant)} · never due meanwhile, eased in afterwards"
        key = await self.view.ask(title, PAUSE_KEYS)
        if key == "d":
            await self._pause_to_day(meant)
        elif key == "0":
            await self.view.do(lambda services: services.tending.resume(meant))
        elif key is not None:
            until = pause_end(key, self.desk.today)
            await self.view.do(lambda services: services.tending.pause(meant, until))

    async def _pause_to_day(self, meant: Sequence[ContactId]) -> None:
        kind = question("pause", f"Pause {self._whom(meant)} until", "1 mar, 6w", self._day_words, meant)

        def pause(typed: Typed) -> Awaitable[bool]:
            until = self._day_to_come(typed.text)
            return self.view.do(lambda services: services.tending.pause(meant, until), typed)

        await self.view.ask_until_saved(kind, pause)

    @work(group="change")
    async def action_rhythm(self) -> None:
        """Ask how often, and give the chosen that rhythm; a circle or tag written first is meant instead."""
        await self._give_rhythm(self.chosen())

    async def _give_rhythm(self, meant: Sequence[ContactId]) -> None:
        def words(line: str) -> str:
            return read_rhythm(line).words

        def give(typed: Typed) -> Awaitable[bool]:
            asked = read_rhythm(typed.text)
            return self.view.do(lambda services: asked.give(services, meant), typed)

        if meant:
            kind = question("rhythm", f"Rhythm with {self._whom(meant)}", RHYTHM_HINT, words, meant)
            await self.view.ask_until_saved(kind, give)

    @work(group="change")
    async def action_tag(self) -> None:
        """Ask for tags and circles, and put the chosen into them."""
        await self._tag(self.chosen())

    async def _tag(self, meant: Sequence[ContactId]) -> None:
        def words(line: str) -> str:
            return parse_grouping(line).words

        def group(typed: Typed) -> Awaitable[bool]:
            grouping = parse_grouping(typed.text)
            return self.view.do(lambda services: services.tending.group(meant, grouping), typed)

        if meant:
            kind = question("tag", f"Tag {self._whom(meant)}", TAG_HINT, words, meant)
            await self.view.ask_until_saved(kind, group)

    @work(group="change")
    async def ask_again(self, name: str, people: Sequence[ContactId]) -> None:
        """Ask the question again that a line was begun for, about these people."""
        asks = {
            "snooze": self._snooze_to_day,
            "pause": self._pause_to_day,
            "rhythm": self._give_rhythm,
            "tag": self._tag,
        }
        await asks[name](people)

    @work(group="change")
    async def action_archive(self) -> None:
        """Let the chosen rest, or bring them back."""
        chosen = self.chosen()
        if chosen:
            await self.view.do(lambda services: services.tending.let_rest_or_bring_back(chosen))

    @work(group="change")
    async def action_star(self) -> None:
        """Star the chosen, or take the star off."""
        chosen = self.chosen()
        if chosen:
            await self.view.do(lambda services: services.tending.star_or_unstar(chosen))

    # Done, and what is asked back

    def _snooze(self, meant: Sequence[ContactId], until: date, typed: Typed | None = None) -> Awaitable[bool]:
        return self.put_off(lambda services: services.tending.snooze(meant, until), meant, typed)

    async def put_off(self, use_case: Said, meant: Sequence[ContactId], typed: Typed | None = None) -> bool:
        """Snooze or let go; put off often enough without a touch, the rhythm itself is asked about."""
        one = meant[0] if len(meant) == 1 else None
        advising = self.desk.reader.advising
        before = advising.hesitations(one) if one is not None else None
        if not await self.view.change_and_say(use_case, typed):
            return False
        self.rows.clear_marks()
        if one is not None and before and is_second_thought(before, advising.hesitations(one)):
            await self._think_twice(one)
        return True

    async def _think_twice(self, one: ContactId) -> None:
        acts: dict[str, Said] = {
            "s": lambda services: services.advising.slow_down(one),
            "p": lambda services: services.tending.pause([one]),
            "z": lambda services: services.tending.archive([one]),
        }
        key = await self.view.menu.ask(copy.maybe_the_rhythm(), THOUGHT_KEYS, self._whom([one]))
        if key is not None:
            await self.view.do(acts[key])

    def _day_words(self, line: str) -> str:
        return say(self._day_to_come(line), self.desk.today)

    def _day_to_come(self, text: str) -> date:
        return parse_date(text, self.desk.today, Tense.FUTURE, self.desk.day_first)

    def _whom(self, meant: Sequence[ContactId]) -> str:
        found = self.desk.reader.finding.contacts(meant) if len(meant) == 1 else []
        return found[0].name if found else f"{len(meant):,} people"

    def action_merge(self) -> None:
        """Show what one contact made of the marked would be."""
        from tui.screens.tidying.merge import ask_to_merge

        chosen = self.chosen()
        if chosen:
            ask_to_merge(self.view, chosen)

    @on(VirtualList.MarksChanged)
    def _marks_changed(self, event: VirtualList.MarksChanged) -> None:
        """Say how many are marked, and what can be done with them."""
        event.stop()
        if event.count:
            hint = _MARKED_HINT if self.view.size.width >= _ROOM_FOR_HINT else "Esc unmark"
            self.message.say(f"{event.count:,} marked", hint)
        elif self.message.text.endswith(" marked"):
            self.message.clear()

    @work(group="change")
    async def action_edit(self) -> None:
        """Edit the one contact that is chosen."""
        chosen = self.chosen()
        if len(chosen) == 1:
            from tui.screens.editing.edit_contact import EditContactScreen

            await self.writing.edit(EditContactScreen(self.desk, chosen[0]))
        elif chosen:
            self.message.say("One at a time: Esc unmarks, then e edits the one under the cursor.")
