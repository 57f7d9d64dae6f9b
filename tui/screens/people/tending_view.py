"""Tending from any list of contacts: snooze, pause, rhythm, tag, rest, star, and what is asked back."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date

from textual import work

from tui.domain.dates.dates import Tense, parse_date, say
from tui.domain.editing.grouping import parse_grouping
from tui.domain.practice import copy
from tui.domain.records.contact import ContactId
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
from tui.widgets.line_bar import Typed

Said = Callable[[Services], str]
"""Something done, and the sentence that says so."""


ASKED_AGAIN = frozenset({"snooze", "pause", "rhythm", "tag"})
"""The questions of a bar that can be asked again, by what their lines are kept as."""


class TendingView(View):
    """A view whose chosen contacts can be tended."""

    _explained: tuple[object, int] = (None, 0)
    """What was explained last, and which of its sentences comes next."""

    def explain(self, what: object, sentences: Sequence[str]) -> None:
        """Say why, one sentence at a press: the next press gives the next number."""
        turn = self._explained[1] if self._explained[0] == what else 0
        self._explained = (what, turn + 1)
        self.message.tell(sentences[turn % len(sentences)])

    def chosen(self) -> list[ContactId]:
        """Give the contacts that an act is meant for: the marked, else the one under the cursor."""
        return []

    def clear_marks(self) -> None:
        """Unmark every row."""

    def focus_list(self) -> None:
        """Put the keys back on the list."""
        if self.AUTO_FOCUS:
            self.query_one(self.AUTO_FOCUS).focus()

    # Acts

    @work(group="change")
    async def action_snooze(self) -> None:
        """Ask until when, and hide the chosen until then."""
        meant = self.chosen()
        if not meant:
            return
        title = f"Snooze {self._whom(meant)} · only hides; the rhythm stays"
        key = await self.ask(title, SNOOZE_KEYS)
        if key == "d":
            await self._snooze_to_day(meant)
        elif key == "0":
            await self.do(lambda services: services.tending.wake(meant))
        elif key is not None:
            await self._snooze(meant, snooze_day(key, self.desk.today))

    async def _snooze_to_day(self, meant: Sequence[ContactId]) -> None:
        kind = question(
            "snooze", f"Snooze {self._whom(meant)} until", "fri, 2w, 12 dec", self._day_words, meant
        )
        await self.ask_until_saved(
            kind, lambda typed: self._snooze(meant, self._day_to_come(typed.text), typed)
        )

    @work(group="change")
    async def action_pause(self) -> None:
        """Ask for how long, and let the chosen pause."""
        meant = self.chosen()
        if not meant:
            return
        title = f"Pause {self._whom(meant)} · never due meanwhile, eased in afterwards"
        key = await self.ask(title, PAUSE_KEYS)
        if key == "d":
            await self._pause_to_day(meant)
        elif key == "0":
            await self.do(lambda services: services.tending.resume(meant))
        elif key is not None:
            until = pause_end(key, self.desk.today)
            await self.do(lambda services: services.tending.pause(meant, until))

    async def _pause_to_day(self, meant: Sequence[ContactId]) -> None:
        kind = question("pause", f"Pause {self._whom(meant)} until", "1 mar, 6w", self._day_words, meant)

        def pause(typed: Typed) -> Awaitable[bool]:
            until = self._day_to_come(typed.text)
            return self.do(lambda services: services.tending.pause(meant, until), typed)

        await self.ask_until_saved(kind, pause)

    @work(group="change")
    async def action_rhythm(self) -> None:
        """Ask how often, and give the chosen that rhythm; a circle or tag written first is meant instead."""
        await self._give_rhythm(self.chosen())

    async def _give_rhythm(self, meant: Sequence[ContactId]) -> None:
        def words(line: str) -> str:
            return read_rhythm(line).words

        def give(typed: Typed) -> Awaitable[bool]:
            asked = read_rhythm(typed.text)
            return self.do(lambda services: asked.give(services, meant), typed)

        if meant:
            kind = question("rhythm", f"Rhythm with {self._whom(meant)}", RHYTHM_HINT, words, meant)
            await self.ask_until_saved(kind, give)

    @work(group="change")
    async def action_tag(self) -> None:
        """Ask for tags and circles, and put the chosen into them."""
        await self._tag(self.chosen())

    async def _tag(self, meant: Sequence[ContactId]) -> None:
        def words(line: str) -> str:
            return parse_grouping(line).words

        def group(typed: Typed) -> Awaitable[bool]:
            grouping = parse_grouping(typed.text)
            return self.do(lambda services: services.tending.group(meant, grouping), typed)

        if meant:
            kind = question("tag", f"Tag {self._whom(meant)}", TAG_HINT, words, meant)
            await self.ask_until_saved(kind, group)

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

    def action_archive(self) -> None:
        """Let the chosen rest, or bring them back."""
        chosen = self.chosen()
        if chosen:
            self._do(lambda services: services.tending.let_rest_or_bring_back(chosen))

    def action_star(self) -> None:
        """Star the chosen, or take the star off."""
        chosen = self.chosen()
        if chosen:
            self._do(lambda services: services.tending.star_or_unstar(chosen))

    # Done, and what is asked back

    @work(group="change")
    async def put_off(self, use_case: Said, meant: Sequence[ContactId]) -> None:
        """Let go for now, and ask about the rhythm where that was often enough."""
        await self._put_off(use_case, meant)

    def _snooze(self, meant: Sequence[ContactId], until: date, typed: Typed | None = None) -> Awaitable[bool]:
        return self._put_off(lambda services: services.tending.snooze(meant, until), meant, typed)

    async def _put_off(self, use_case: Said, meant: Sequence[ContactId], typed: Typed | None = None) -> bool:
        """Snooze or let go; put off often enough without a touch, the rhythm itself is asked about."""
        one = meant[0] if len(meant) == 1 else None
        advising = self.desk.reader.advising
        before = advising.hesitations(one) if one is not None else None
        if not await self.change_and_say(use_case, typed):
            return False
        self.clear_marks()
        if one is not None and before and is_second_thought(before, advising.hesitations(one)):
            await self._think_twice(one)
        return True

    async def _think_twice(self, one: ContactId) -> None:
        acts: dict[str, Said] = {
            "s": lambda services: services.advising.slow_down(one),
            "p": lambda services: services.tending.pause([one]),
            "z": lambda services: services.tending.archive([one]),
        }
        key = await self.menu.ask(copy.maybe_the_rhythm(), THOUGHT_KEYS, self._whom([one]))
        if key is not None:
            await self.do(acts[key])

    async def do(self, use_case: Said, typed: Typed | None = None) -> bool:
        """Make a change, say it, and unmark what it was done with; say whether it was made."""
        said = await self.change(use_case, typed)
        if said is None:
            return False
        self.clear_marks()
        if ". " in said:
            self.message.tell(f"{said} (u takes it back)")
        else:
            self.message.say(said, "u undo")
        return True

    @work(group="change")
    async def _do(self, use_case: Said) -> None:
        await self.do(use_case)

    def _day_words(self, line: str) -> str:
        return say(self._day_to_come(line), self.desk.today)

    def _day_to_come(self, text: str) -> date:
        return parse_date(text, self.desk.today, Tense.FUTURE, self.desk.day_first)

    def _whom(self, meant: Sequence[ContactId]) -> str:
        found = self.desk.reader.finding.contacts(meant) if len(meant) == 1 else []
        return found[0].name if found else f"{len(meant):,} people"
