"""One line for everybody marked: one exchange with all of them, or the same with each on their own."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.quick_add.parsed import LineKind, Parsed, Part, Piece
from tui.domain.quick_add.people import PersonMatch
from tui.domain.quick_add.preview import pieces_of
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel

TOGETHER = frozenset({Channel.IN_PERSON, Channel.VIDEO, Channel.GROUP, Channel.INTRODUCTION})
"""Channels on which several people are met at once; a message, a letter or a call goes to each."""
NAMED = 3
"""How many of them are called by name."""
_WAYS = {"each": False, "together": True}


class Chosen(Struct, frozen=True):
    """Everybody a line is meant for when it names nobody."""

    ids: tuple[ContactId, ...]
    first: tuple[PersonMatch, ...]
    """The first few of them, by name."""

    @property
    def words(self) -> str:
        """Their names, or the first of them and how many more."""
        names = [known.name for known in self.first[:NAMED]]
        if len(self.ids) <= len(names):
            return " + ".join(names)
        return f"{' + '.join(names[:-1])} + {len(self.ids) - len(names) + 1:,} more"


class Several(Struct, frozen=True):
    """A line read for everybody marked."""

    parsed: Parsed
    ids: tuple[ContactId, ...]
    is_together: bool
    """One exchange with all of them; else one with each."""


def way_said(line: str) -> tuple[str, bool | None]:
    """Take ``each`` or ``together`` from the front of a line; what is left keeps its places in it."""
    first = line.split(maxsplit=1)[0] if line.strip() else ""
    if first.casefold() not in _WAYS:
        return line, None
    return line.replace(first, " " * len(first), 1), _WAYS[first.casefold()]


def for_several(parsed: Parsed, chosen: Chosen, is_together: bool | None = None) -> Several | None:
    """Return what a line means for everybody marked; None where it names somebody itself.

    A channel that was not said is a message: one that was used last with all of them there may not be.
    """
    who = next((piece for piece in parsed.pieces if piece.part is Part.WHO), None)
    if parsed.kind is LineKind.PERSON or who is None or who.stretches or parsed.new_names:
        return None
    if parsed.channel_is_assumed and parsed.kind is LineKind.LOG:
        message = Channel.MESSAGE
        parsed = replace(
            parsed, channel=message, direction=message.usual_direction, channel_is_last_used=False
        )
    at_once = parsed.kind is LineKind.LOG and (
        parsed.channel in TOGETHER if is_together is None else is_together
    )
    parsed = replace(parsed, pieces=tuple(_pieces(parsed, chosen, at_once)))
    return Several(parsed, chosen.ids, at_once)


def _pieces(parsed: Parsed, chosen: Chosen, at_once: bool) -> Sequence[Piece]:
    stretches = {piece.part: piece.stretches for piece in parsed.pieces}
    whom = f"{'together' if at_once else 'each'}: {chosen.words}"
    return [
        replace(piece, text=whom)
        if piece.part is Part.WHO
        else replace(piece, text=f"{piece.text} (with each)")
        if piece.part is Part.NEXT
        else piece
        for piece in pieces_of(parsed, stretches)
    ]
