"""The small book the grammar's examples are told about."""

from __future__ import annotations

from datetime import date

from tui.domain.quick_add.parse import parse
from tui.domain.quick_add.parsed import LineKind, Parsed
from tui.domain.quick_add.people import PeopleList, PersonMatch, known_as
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel

TODAY = date(2026, 11, 23)
MAYA = known_as(1, "Maya Okafor")
ANNA_L = known_as(2, "Anna Lindqvist")
ANNA_P = known_as(3, "Anna Petrova")
BO = known_as(4, "Bo Chen")
ZOE = known_as(5, "Zoë Martín")
MAY = known_as(6, "May Tan")
PEOPLE = PeopleList(
    (MAYA, ANNA_L, ANNA_P, BO, ZOE, MAY),
    aliases={ContactId(4): ("Bobo",)},
    channels={ContactId(1): Channel.CALL, ContactId(4): Channel.NOTE},
)


def read(
    line: str, kind: LineKind = LineKind.LOG, selected: PersonMatch | None = None, *, letters: bool = False
) -> Parsed:
    """Read a line on the Monday the examples are set on."""
    return parse(line, kind, TODAY, PEOPLE, selected, letters=letters)


def read_log(line: str, selected: PersonMatch | None = None) -> Parsed:
    """Read a log line."""
    return read(line, LineKind.LOG, selected)


def blocking(parsed: Parsed) -> str:
    """Return the sentence that keeps a line from being saved, or nothing."""
    return parsed.blocking.sentence if parsed.blocking else ""
