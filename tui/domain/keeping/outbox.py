"""A line written on another machine, to be delivered once: ``id:2026-11-23-1f0c9a call @maya the boat``."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from tui.domain.errors import InvalidInput

LONGEST_ID = 200
_MARK = "id:"
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\W|$)")


class SentLine(Struct, frozen=True):
    """A line as it came, taken apart."""

    text: str
    id: str = ""
    """Whatever word its writer chose, the same each time it is sent; empty for a line that carries none."""

    @property
    def written_on(self) -> date | None:
        """The local day it was written on, where its id begins with one: "yesterday" counts from there."""
        found = _DAY.match(self.id)
        try:
            return date.fromisoformat(found[1]) if found else None
        except ValueError:
            return None


def sent_line(line: str) -> SentLine:
    """Take the id off the front of a line. Raises InvalidInput for one that cannot be kept."""
    stripped = line.strip()
    if not stripped.startswith(_MARK):
        return SentLine(line)
    ident, _, text = stripped.removeprefix(_MARK).partition(" ")
    if not ident or len(ident) > LONGEST_ID or not ident.isprintable():
        raise InvalidInput(f"An id is a word of 1 to {LONGEST_ID} characters.", "Nothing was saved.")
    return SentLine(text, ident)


def line_to_send(text: str, written_on: date, ending: str) -> str:
    """Return a line with an id of its own: the day it was written on, and an ending no other line has."""
    return f"{_MARK}{written_on.isoformat()}-{ending} {' '.join(text.split())}"
