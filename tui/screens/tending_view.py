"""Tending from any list of contacts: snooze, pause, rhythm, tag, rest, star, and what is asked back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual import on, work

from tui.domain import copy
from tui.domain.contact import ContactId
from tui.domain.dates import Tense, parse_date, say
from tui.domain.grouping import parse_grouping
from tui.screens.tending_questions import (
    PAUSE_KEYS,
    RHYTHM_HINT,
    SNOOZE_KEYS,
    TAG_HINT,
    THOUGHT_KEYS,
    pause_end,
    read_rhythm,
    read_with,
    snooze_day,
)
from tui.screens.view import View
from tui.services.advising import is_second_thought
from tui.services.services import Services
from tui.widgets.key_menu import Choice as Key
from tui.widgets.key_menu import KeyMenu
from tui.widgets.line_bar import BarKind, Preview

Said = Callable[[Services], str]
"""Something done, and the sentence that says so."""


class TendingView(View):
    """A view whose chosen contacts can be tended."""

    _meant: Sequence[ContactId] = ()
    """Whom the question that was asked last is about."""
    _key_means: Callable[[str], object] | None = None
    """What a key of the open menu does."""
    _leave_means: Callable[[], object] | None = None
    """What leaving the open menu does."""

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

    # Menus of one key

    def open_menu(
        self,
        title: str,
        keys: Sequence[Key],
        on_key: Callable[[str], object],
        *,
        note: str = "",
        on_leave: Callable[[], object] | None = None,
    ) -> None:
        """Ask with a menu of keys; Escape leaves everything as it is, or does what is said here."""
        self._key_means, self._leave_means = on_key, on_leave
        self.menu.open(title, keys, note)

    @on(KeyMenu.Chosen)
    def _key_chosen(self, event: KeyMenu.Chosen) -> None:
        event.stop()
        self.focus_list()
        if self._key_means is not None:
            self._key_means(event.key)

    @on(KeyMenu.Closed)
    def _menu_closed(self, event: KeyMenu.Closed) -> None:
        event.stop()
        self.focus_list()
        if self._leave_means is not None:
            self._leave_means()

    # Acts

    def action_snooze(self) -> None:
        """Ask until when."""
        self._meant = self.chosen()
        if self._meant:
            self.message.clear()
            title = f"Snooze {self._whom()} · only hides; the rhythm stays"
            self.open_menu(title, SNOOZE_KEYS, self._snooze_chosen)

    def _snooze_chosen(self, key: str) -> None:
        if key == "d":
            self.ask_again("snooze", self._meant)
        elif key == "0":
            meant = self._meant
            self._do(lambda services: services.tending.wake(meant))
        else:
            self._snooze_until(snooze_day(key, self.desk.today))

    def action_pause(self) -> None:
        """Ask for how long they pause."""
        self._meant = self.chosen()
        if self._meant:
            self.message.clear()
            title = f"Pause {self._whom()} · never due meanwhile, eased in afterwards"
            self.open_menu(title, PAUSE_KEYS, self._pause_chosen)

    def _pause_chosen(self, key: str) -> None:
        meant = self._meant
        if key == "d":
            self.ask_again("pause", self._meant)
        elif key == "0":
            self._do(lambda services: services.tending.resume(meant))
        else:
            until = pause_end(key, self.desk.today)
            self._do(lambda services: services.tending.pause(meant, until))

    def action_rhythm(self) -> None:
        """Ask how often; a circle or tag written first is meant instead."""
        self.ask_again("rhythm", self.chosen())

    def action_tag(self) -> None:
        """Ask for tags."""
        self.ask_again("tag", self.chosen())

    def ask_again(self, name: str, people: Sequence[ContactId]) -> bool:
        """Ask these people's question of a name in the bar; False where there is no such question, or nobody."""
        titles = {
            "snooze": ("Snooze {} until", "fri, 2w, 12 dec", self._day_preview),
            "pause": ("Pause {} until", "1 mar, 6w", self._day_preview),
            "rhythm": ("Rhythm with {}", RHYTHM_HINT, self._rhythm_preview),
            "tag": ("Tag {}", TAG_HINT, self._tag_preview),
        }
        if name not in titles or not people:
            return False
        self._meant = people
        title, hint, preview = titles[name]
        self.ask(name, title.format(self._whom()), hint, preview, people)
        return True

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

    # Questions answered in the bar

    def ask(
        self,
        name: str,
        title: str,
        hint: str,
        read: Callable[[str, Sequence[str]], Preview],
        people: Sequence[ContactId] = (),
    ) -> None:
        """Ask one thing in the bar, about these people if any, with the answer read under it."""
        self.message.clear()
        self.bar.open(BarKind(name, title, ([(hint, "muted")],), read, people=people))

    def _answer(self, name: str, line: str) -> None:
        """Do what a question was asked for."""
        meant = self._meant
        self.bar.hand_over()
        self.focus_list()
        if name == "snooze":
            self._snooze_until(self._day_to_come(line))
        elif name == "pause":
            until = self._day_to_come(line)
            self._do(lambda services: services.tending.pause(meant, until))
        elif name == "rhythm":
            asked = read_rhythm(line)
            self._do(lambda services: asked.give(services, meant))
        elif name == "tag":
            grouping = parse_grouping(line)
            self._do(lambda services: services.tending.group(meant, grouping))

    def _day_preview(self, line: str, _accepted: Sequence[str]) -> Preview:
        return read_with(line, lambda text: say(self._day_to_come(text), self.desk.today))

    def _day_to_come(self, text: str) -> date:
        return parse_date(text, self.desk.today, Tense.FUTURE, self.desk.day_first)

    def _rhythm_preview(self, line: str, _accepted: Sequence[str]) -> Preview:
        return read_with(line, lambda text: read_rhythm(text).words)

    def _tag_preview(self, line: str, _accepted: Sequence[str]) -> Preview:
        return read_with(line, lambda text: parse_grouping(text).words)

    # Done, and what is asked back

    def _snooze_until(self, until: date) -> None:
        meant = self._meant
        self.put_off(lambda services: services.tending.snooze(meant, until), meant)

    @work(group="change")
    async def put_off(self, use_case: Said, meant: Sequence[ContactId]) -> None:
        """Snooze or let go; put off often enough without a touch, the rhythm itself is asked about."""
        one = meant[0] if len(meant) == 1 else None
        advising = self.desk.reader.advising
        before = advising.hesitations(one) if one is not None else None
        if not await self.change_and_say(use_case):
            return
        self.clear_marks()
        if one is not None and before and is_second_thought(before, advising.hesitations(one)):
            self._meant = [one]
            self.open_menu(copy.maybe_the_rhythm(), THOUGHT_KEYS, self._thought_chosen, note=self._whom())

    def _thought_chosen(self, key: str) -> None:
        meant = list(self._meant)
        acts: dict[str, Said] = {
            "s": lambda services: services.advising.slow_down(meant[0]),
            "p": lambda services: services.tending.pause(meant),
            "z": lambda services: services.tending.archive(meant),
        }
        self._do(acts[key])

    @work(group="change")
    async def _do(self, use_case: Said) -> None:
        said = await self.change(use_case)
        if said is None:
            return
        self.clear_marks()
        if ". " in said:
            self.message.tell(f"{said} (u takes it back)")
        else:
            self.message.say(said, "u undo")

    def _whom(self) -> str:
        meant = self._meant
        found = self.desk.reader.finding.contacts(meant) if len(meant) == 1 else []
        return found[0].name if found else f"{len(meant):,} people"
