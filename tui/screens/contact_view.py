"""What can be done with a contact from any list of them: log, follow up, compose, snooze, rhythm, tag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from tui.domain.contact import ContactId
from tui.domain.dates import Tense, parse_date, say
from tui.domain.errors import RapportError
from tui.domain.quick_add.parsed import Kind
from tui.domain.quick_add.people import Known, known_as
from tui.domain.rhythm import parse_rhythm, rhythm_words
from tui.screens.view import View
from tui.services.services import Services
from tui.services.settling import Settles
from tui.widgets.key_menu import Choice as Key
from tui.widgets.key_menu import KeyMenu
from tui.widgets.line_bar import BarKind, LineBar, Preview

if TYPE_CHECKING:
    from tui.screens.bars import Bars

SNOOZE_KEYS = (
    Key(tuple("123456789"), "1-9", "days"),
    Key(("w",), "w", "a week"),
    Key(("m",), "m", "a month"),
    Key(("f",), "f", "until Friday"),
    Key(("d",), "d", "a date"),
    Key(("0",), "0", "bring back"),
)

RHYTHM_LETTERS = {"w": "weekly", "m": "monthly", "q": "quarterly", "y": "yearly", "0": "none"}
"""One letter for the usual rhythms."""


class ContactView(View):
    """A view whose rows are contacts."""

    KEYS_FIRST: ClassVar[tuple[str, ...]] = ("enter", "tab", "l", "d", "s", "r", "c", "f", "a")

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("l", "log", "Log", id="contact.log", tooltip="Log a call, message or meeting in one line"),
        Binding("s", "snooze", "Snooze", id="contact.snooze", tooltip="Hide until a day; the rhythm stays"),
        Binding(
            "c",
            "compose",
            "Compose",
            id="contact.compose",
            tooltip="Write to them, with all they told you beside it",
        ),
        Binding(
            "f,greater_than_sign",
            "follow_up",
            "Follow-up",
            id="contact.follow_up",
            tooltip="Plan a next step with them on a day",
        ),
        Binding("a", "add", "Add", id="contact.add", tooltip="Add a person in one line"),
        Binding(
            "R",
            "rhythm",
            "Rhythm",
            id="contact.rhythm",
            show=False,
            tooltip="Choose how often to be in touch",
        ),
        Binding("t,number_sign", "tag", "Tag", id="contact.tag", show=False, tooltip="Tag the chosen people"),
        Binding(
            "z",
            "archive",
            "Let rest",
            id="contact.archive",
            show=False,
            tooltip="Let them rest: out of every rhythm, still found",
        ),
        Binding(
            "S",
            "star",
            "Star",
            id="contact.star",
            show=False,
            tooltip="Star them, to come sooner on a full day",
        ),
        Binding("escape", "back", "Back", id="contact.back", show=False, tooltip="Unmark, and go back"),
    ]

    _bars: Bars | None = None
    """The bars as they were opened last: for whom, whatever the list shows by then."""
    _meant: Sequence[ContactId] = ()
    """Whom the question that was asked last is about."""

    def chosen(self) -> list[ContactId]:
        """Give the contacts that an act is meant for: the marked, else the one under the cursor."""
        return []

    def clear_marks(self) -> None:
        """Unmark every row."""

    def settles(self) -> Settles | None:
        """Give what logging from here settles besides."""
        return None

    # Bars

    def add_person(self, text: str) -> None:
        """Open the add bar with what is known."""
        self.open_bar(Kind.PERSON, text)

    def action_log(self) -> None:
        """Open the log bar on the chosen contact."""
        self.open_bar(Kind.LOG)

    def action_add(self) -> None:
        """Open the add bar."""
        self.open_bar(Kind.PERSON)

    def action_follow_up(self) -> None:
        """Open the follow-up bar on the chosen contact."""
        self.open_bar(Kind.FOLLOW_UP)

    def open_named_bar(self, name: str) -> None:
        """Open a bar by the name of its kind."""
        self.open_bar(Kind(name))

    def open_bar(self, kind: Kind, text: str | None = None) -> None:
        """Open a quick-add bar, with what was typed into it before."""
        from tui.screens.bars import Bars

        self._bars = Bars(self.desk, self._selected(), self.settles())
        kept = self.desk.kept_lines.pop(kind.value, "") if text is None else text
        self.message.clear()
        self.bar.open(self._bars.kind(kind), kept)

    @on(LineBar.Submitted)
    def _line_submitted(self, event: LineBar.Submitted) -> None:
        event.stop()
        if event.kind.name in {kind.value for kind in Kind}:
            self._save_line(Kind(event.kind.name), event.line, event.accepted)
        else:
            self._answer(event.kind.name, event.line)

    @on(LineBar.Left)
    def _line_left(self, event: LineBar.Left) -> None:
        event.stop()
        if event.line.strip() and event.kind.name in {kind.value for kind in Kind}:
            self.desk.kept_lines[event.kind.name] = event.line
            self.message.say("kept: the next time you open the bar, the line is there")
        self.focus_list()

    @on(LineBar.ComposerWanted)
    def _composer_wanted(self, event: LineBar.ComposerWanted) -> None:
        event.stop()
        self._open_composer(event.line)

    @work(group="change")
    async def _save_line(self, kind: Kind, line: str, accepted: Sequence[str]) -> None:
        bars = self._bars
        if bars is None:
            return
        parsed = self.desk.reader.recording.parse(kind, line, bars.selected, letters=True, accepted=accepted)
        if parsed.existing is not None:
            self.bar.saved()
            if line.strip() != parsed.existing.name:
                self.desk.kept_lines[kind.value] = line
            self.open_contact(parsed.existing.id)
            return
        saved = await self.change(lambda services: services.recording.save(parsed, bars.settles))
        if saved is None:
            return
        self.desk.history.remember(kind.value, line)
        self.bar.saved()
        self.clear_marks()
        self.message.say(saved.label, "u undo")
        self.focus_list()

    # One-key acts

    def action_snooze(self) -> None:
        """Ask until when."""
        self._meant = self.chosen()
        if self._meant:
            self.message.clear()
            self.menu.open(f"Snooze {self._whom()} · only hides; the rhythm stays", SNOOZE_KEYS)

    @on(KeyMenu.Chosen)
    def _snooze_chosen(self, event: KeyMenu.Chosen) -> None:
        event.stop()
        self.focus_list()
        if event.key == "d":
            self._ask("snooze", f"Snooze {self._whom()} until", "fri, 2w, 12 dec", self._snooze_preview)
        elif event.key == "0":
            meant = self._meant
            self._do(lambda services: services.tending.wake(meant))
        else:
            self._snooze_until(_snooze_day(event.key, self.desk.today))

    @on(KeyMenu.Closed)
    def _menu_closed(self, event: KeyMenu.Closed) -> None:
        event.stop()
        self.focus_list()

    def action_rhythm(self) -> None:
        """Ask how often."""
        self._meant = self.chosen()
        if self._meant:
            self._ask(
                "rhythm", f"Rhythm with {self._whom()}", "w m q y, 6w, monthly, none", self._rhythm_preview
            )

    def action_tag(self) -> None:
        """Ask for tags."""
        self._meant = self.chosen()
        if self._meant:
            self._ask("tag", f"Tag {self._whom()}", "one or several words", self._tag_preview)

    def action_archive(self) -> None:
        """Let the chosen rest, or bring them back."""
        chosen = self.chosen()
        contacts = self.desk.reader.finding.contacts(chosen)
        if contacts and all(contact.is_archived for contact in contacts):
            self._do(lambda services: services.tending.bring_back(chosen))
        elif chosen:
            self._do(lambda services: services.tending.archive(chosen))

    def action_star(self) -> None:
        """Star the chosen, or take the star off."""
        chosen = self.chosen()
        contacts = self.desk.reader.finding.contacts(chosen)
        starred = not all(contact.is_starred for contact in contacts)
        if chosen:
            self._do(lambda services: services.tending.star(chosen, starred))

    def action_compose(self) -> None:
        """Open the composer."""
        self._open_composer()

    def _open_composer(self, line: str = "") -> None:
        from tui.screens.composer import ComposerScreen

        self.app.push_screen(ComposerScreen(self.desk, self.chosen(), line), self._composed)

    def action_back(self) -> None:
        """Unmark, and say nothing more."""
        self.clear_marks()
        self.message.clear()

    def focus_list(self) -> None:
        """Put the keys back on the list."""
        if self.AUTO_FOCUS:
            self.query_one(self.AUTO_FOCUS).focus()

    def open_contact(self, contact_id: ContactId) -> None:
        """Go to a contact's page."""
        self.post_message(self.ContactWanted(contact_id))

    # Questions answered in the bar

    def _ask(self, name: str, title: str, hint: str, read: Callable[[str, Sequence[str]], Preview]) -> None:
        """Ask one thing in the bar, with the answer read under it."""
        self.message.clear()
        self.bar.open(BarKind(name=name, title=title, hints=([(hint, "muted")],), read=read))

    def _answer(self, name: str, line: str) -> None:
        """Do what a question was asked for."""
        meant = self._meant
        self.bar.saved()
        self.focus_list()
        if name == "snooze":
            self._snooze_until(self._day_to_come(line))
        elif name == "rhythm":
            days = parse_rhythm(RHYTHM_LETTERS.get(line.strip(), line))
            self._do(lambda services: services.tending.set_rhythm(meant, days))
        elif name == "tag":
            tags = [word.removeprefix("#") for word in line.split()]
            self._do(lambda services: services.tending.tag(meant, tags))

    def _snooze_preview(self, line: str, _accepted: Sequence[str]) -> Preview:
        return _read_with(line, lambda text: say(self._day_to_come(text), self.desk.today))

    def _day_to_come(self, text: str) -> date:
        return parse_date(text, self.desk.today, Tense.FUTURE, self.desk.day_first)

    def _rhythm_preview(self, line: str, _accepted: Sequence[str]) -> Preview:
        return _read_with(
            line, lambda text: rhythm_words(parse_rhythm(RHYTHM_LETTERS.get(text.strip(), text)) or None)
        )

    def _tag_preview(self, line: str, _accepted: Sequence[str]) -> Preview:
        return _read_with(line, lambda text: " ".join(f"#{word.removeprefix('#')}" for word in text.split()))

    def _snooze_until(self, until: date) -> None:
        meant = self._meant
        self._do(lambda services: services.tending.snooze(meant, until))

    @work(group="change")
    async def _do(self, use_case: Callable[[Services], str]) -> None:
        if await self.change_and_say(use_case):
            self.clear_marks()

    def _composed(self, said: str | None) -> None:
        if said:
            self.reload()
            self.message.say(said, "u undo")
        self.focus_list()

    def _selected(self) -> Known | None:
        """Give the one contact a line is about when it names nobody."""
        chosen = self.chosen()
        found = self.desk.reader.finding.contacts(chosen) if len(chosen) == 1 else []
        return known_as(found[0].id, found[0].name) if found else None

    def _whom(self) -> str:
        meant = self._meant
        found = self.desk.reader.finding.contacts(meant) if len(meant) == 1 else []
        return found[0].name if found else f"{len(meant)} people"


def _read_with(line: str, read: Callable[[str], str]) -> Preview:
    """Show what an answer means, or what is wrong with it."""
    if not line.strip():
        return Preview(is_blocked=True)
    try:
        return Preview(said=read(line))
    except RapportError as error:
        return Preview(problem=str(error), is_blocked=True)


def _snooze_day(key: str, today: date) -> date:
    """Give the day a key of the snooze menu means."""
    if key == "w":
        return today + timedelta(days=7)
    if key == "m":
        return parse_date("1mo", today, Tense.FUTURE)
    if key == "f":
        return today + timedelta(days=(4 - today.weekday()) % 7 or 7)
    return today + timedelta(days=int(key))
