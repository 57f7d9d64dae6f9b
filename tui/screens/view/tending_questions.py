"""What is asked about a contact with one key or one line, and how the answers are read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.dates.dates import Tense, parse_date
from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactId
from tui.domain.rhythms.rule import GroupName, RhythmChoice, parse_choice, parse_group
from tui.services.services import Services
from tui.widgets.bar_kind import BarKind, Preview
from tui.widgets.key_menu import MenuKey

SNOOZE_KEYS = (
    MenuKey(tuple("123456789"), "1-9", "days"),
    MenuKey(("w",), "w", "a week"),
    MenuKey(("m",), "m", "a month"),
    MenuKey(("f",), "f", "until Friday"),
    MenuKey(("d",), "d", "a date"),
    MenuKey(("0",), "0", "bring back"),
)
PAUSE_KEYS = (
    MenuKey(("m",), "m", "a month"),
    MenuKey(("q",), "q", "three months"),
    MenuKey(("d",), "d", "a date"),
    MenuKey(("o",), "o", "until I say"),
    MenuKey(("0",), "0", "take up again"),
)
THOUGHT_KEYS = (
    MenuKey(("s",), "s", "slower"),
    MenuKey(("p",), "p", "pause"),
    MenuKey(("z",), "z", "let rest"),
)
ADVICE_KEYS = (MenuKey(("y",), "y", "make it so"), MenuKey(("k",), "k", "keep it as it is"))
SORT_KEYS = (
    MenuKey(("m",), "m", "monthly"),
    MenuKey(("q",), "q", "quarterly"),
    MenuKey(("y",), "y", "yearly"),
    MenuKey(("z",), "z", "let rest"),
    MenuKey(("l",), "l", "later"),
)
RETURN_KEYS = (
    MenuKey(("e",), "e", "ease in"),
    MenuKey(("o",), "o", "let older ones go"),
    MenuKey(("a",), "a", "all as it is"),
)
TAG_HINT = "work · -old takes off · circle:friends joins · -circle:friends leaves"
RHYTHM_HINT = "w m q y, 6w, monthly, none, group, ambient, triggered · #work 6w for all of #work"
RHYTHM_LETTERS = {"w": "weekly", "m": "monthly", "q": "quarterly", "y": "yearly", "0": "none"}
"""One letter for the usual rhythms."""


class AskedRhythm(Struct, frozen=True):
    """A rhythm that was asked for, and for whom: a circle or tag, else the chosen contacts."""

    group: GroupName | None
    choice: RhythmChoice

    @property
    def words(self) -> str:
        """What Enter will do, in words."""
        return f"#{self.group.name}: {self.choice.words}" if self.group else self.choice.words

    def give(self, services: Services, ids: Sequence[ContactId]) -> str:
        """Return the rhythm, and the sentence that says so."""
        if self.group is not None:
            return services.rhythms.set_group(self.group, self.choice)
        return services.rhythms.set(ids, self.choice)


def read_rhythm(line: str) -> AskedRhythm:
    """Read a rhythm, with a circle or tag before it or not; raises InvalidInput."""
    first, _, rest = line.strip().partition(" ")
    group = parse_group(first)
    said = rest.strip() if group else line.strip()
    return AskedRhythm(group, parse_choice(RHYTHM_LETTERS.get(said, said)))


def question(
    name: str,
    title: str,
    hint: str,
    read: Callable[[str], str],
    people: Sequence[ContactId] = (),
    *,
    can_be_empty: bool = False,
    keeps_as: str = "",
) -> BarKind:
    """Make the bar that asks one thing, about these people if any, with the answer read back under it."""

    def preview(line: str, _accepted: Sequence[str]) -> Preview:
        return read_with(line, read, can_be_empty=can_be_empty)

    return BarKind(name, title, ([(hint, "muted")],), preview, people=people, keeps_as=keeps_as)


def read_with(line: str, read: Callable[[str], str], *, can_be_empty: bool = False) -> Preview:
    """Show what an answer means, or what is wrong with it."""
    if not line.strip() and not can_be_empty:
        return Preview(is_blocked=True)
    try:
        return Preview(said=read(line))
    except RapportError as error:
        return Preview(problem=str(error), is_blocked=True)


def snooze_day(key: str, today: date) -> date:
    """Return the day a key of the snooze menu means."""
    if key == "w":
        return today + timedelta(days=7)
    if key == "m":
        return parse_date("1mo", today, Tense.FUTURE)
    if key == "f":
        return today + timedelta(days=(4 - today.weekday()) % 7 or 7)
    return today + timedelta(days=int(key))


def pause_end(key: str, today: date) -> date | None:
    """Return the day on which a pause of the menu ends; None for an open one."""
    months = {"m": "1mo", "q": "3mo"}
    return parse_date(months[key], today, Tense.FUTURE) if key in months else None
