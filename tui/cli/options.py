"""The options of the lines that must be quick, told once: for click, and for the short way past it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class Option(Struct, frozen=True):
    """One option: a switch, or with ``takes`` an option with a value."""

    name: str
    help: str
    takes: str = ""
    """What the value is called in the help; N is a whole number from 1 up."""

    @property
    def field(self) -> str:
        """The option as it stands among the values of a wish."""
        return self.name.removeprefix("--")


class Wish(Struct, frozen=True):
    """What was asked for on a line that only reads."""

    command: str
    switches: frozenset[str] = frozenset()
    limit: int | None = None
    places: tuple[tuple[str, str], ...] = ()
    """Where book and configuration are, as far as flags say so."""

    def has(self, switch: str) -> bool:
        """Whether a switch was given."""
        return switch in self.switches

    def place(self, name: str) -> str | None:
        """Return the value of ``db`` or ``config``, or None."""
        return dict(self.places).get(name)


PLACES = (
    Option("--db", "The book to open, instead of the usual one.", "PATH"),
    Option("--config", "The configuration file to read, instead of the usual one.", "PATH"),
)
KIOSK = Option("--kiosk", "For a login that may use Rapport and nothing else (see docs/ssh.md).")
MOST = 10**15
"""No number of a row, and no count of rows, is larger; SQLite's own end lies not far beyond."""
OPEN = ""
"""No command at all: the app is to open."""
_JSON = Option("--json", "Print JSON.")
READS: dict[str, tuple[Option, ...]] = {
    "due": (
        _JSON,
        Option("--limit", "Show at most so many people.", "N"),
        Option("--all", "Also those who are not due yet, snoozed, paused or dormant."),
        Option("--motd", "One line for a login greeting: silent on error, always exit code 0."),
    ),
    "streak": (_JSON,),
    "today": (
        _JSON,
        Option("--plain", "Print a plain list (as without any option)."),
        Option("--count", "Print only how many people are on the list."),
    ),
}
"""The lines a prompt or a login may run every time, with their options."""


def read_wish(words: Sequence[str]) -> Wish | None:
    """Read the words after ``rapport`` when they are none, or one of READS and plain to see, else give None.

    None says nothing about right or wrong: click reads those words, and explains what it cannot read.
    """
    places, rest = read_options(PLACES, words)
    if not rest:
        return Wish(OPEN, places=tuple(places.items()))
    if rest[0] not in READS:
        return None
    values, left = read_options(READS[rest[0]], rest[1:])
    if left:
        return None
    limit = values.pop("limit", None)
    if limit is not None and not (limit.isascii() and limit.isdigit() and len(limit) < 16 and int(limit)):
        return None
    return Wish(rest[0], frozenset(values), int(limit) if limit else None, tuple(places.items()))


def is_kiosk(words: Sequence[str]) -> bool:
    """Whether the options before the first other word ask for a login that may do nothing else."""
    return KIOSK.field in read_options((*PLACES, KIOSK), words)[0]


def read_options(options: Sequence[Option], words: Sequence[str]) -> tuple[dict[str, str], list[str]]:
    """Take the options off the front; give their values and the words that are left."""
    known = {option.name: option for option in options}
    values: dict[str, str] = {}
    left = list(words)
    while left and (option := known.get(left[0].partition("=")[0])):
        name, has_value, value = left[0].partition("=")
        if bool(option.takes) is not bool(has_value):
            if has_value or len(left) < 2 or left[1].startswith("-"):
                break
            value = left.pop(1)
        left.pop(0)
        values[known[name].field] = value
    return values, left
