"""What is being completed at the caret of a query, and the query once something is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tui.domain.search.filters import FILTERS, SPEC_OF, FilterKind, Sign, kind_named
from tui.domain.search.query import cut_up, value_in

_NAME_BEGUN = 2
"""So many letters of a filter's name are typed before it is offered."""


class Begun(Struct, frozen=True):
    """A piece of a query that can be completed at the caret."""

    prefix: str
    """What was typed of it, without sigil, name and quotes."""
    start: int
    end: int
    """The stretch of the query that is replaced."""
    lead: str = ""
    """What stands before the value as typed: a minus, a sigil, a name."""
    kind: FilterKind | None = None
    """The filter whose value it is; None for the name of a filter."""

    @property
    def in_use(self) -> str:
        """What the values are taken from, where they are what the book holds; else empty."""
        return SPEC_OF[self.kind].in_use if self.kind else ""


class Offer(Struct, frozen=True):
    """One way a query may go on."""

    label: str
    text: str
    """The whole query once this is taken."""
    caret: int
    """Where the caret then stands."""
    note: str = ""


def begun_at(text: str, caret: int) -> Begun | None:
    """Tell what is being completed at the caret, or None."""
    at = max(0, min(caret, len(text)))
    found = next((piece for piece in cut_up(text) if piece.start() < at <= piece.end()), None)
    if found is None:
        return None
    minus = found["minus"] or ""
    if found["hash"]:
        return _value(at, found, f"{minus}#", FilterKind.TAG)
    if found["key"]:
        kind = kind_named(found["key"])
        lead = f"{minus}{found['key']}{found['sign']}"
        return None if kind is None else _value(at, found, lead, kind)
    typed = text[found.start() + len(minus) : at]
    if found["quoted"] is None and len(typed) >= _NAME_BEGUN and typed.isalpha():
        return Begun(typed, found.start(), found.end(), minus)
    return None


def own_words(begun: Begun) -> tuple[str, ...]:
    """Return what may stand there where the book need not be asked: names of filters, or their few values."""
    prefix = begun.prefix.casefold()
    if begun.kind is None:
        return tuple(_name(spec.kind) for spec in FILTERS if spec.kind.startswith(prefix))
    known = SPEC_OF[begun.kind].words
    return tuple(word for word in known if word.startswith(prefix) and word != prefix)


def offers_for(text: str, begun: Begun, words: Sequence[str]) -> tuple[Offer, ...]:
    """Return one offer for each word that may stand at the caret, leaving out what stands there already."""
    made = []
    for word in words:
        if begun.kind is None:
            kept, space = word, ""
            note = next(spec.meaning for spec in FILTERS if _name(spec.kind) == word)
        else:
            kept, space, note = _quoted_if_needed(word), " ", ""
        tail = text[begun.end :].lstrip() if space else text[begun.end :]
        piece = f"{begun.lead}{kept}"
        if text[begun.start : begun.end] != piece:
            line = text[: begun.start] + piece + space + tail
            made.append(Offer(piece, line, begun.start + len(piece) + len(space), note))
    return tuple(made)


def _name(kind: FilterKind) -> str:
    return f"{kind}{Sign.MORE if kind is FilterKind.LAST else Sign.IS}"


def _value(at: int, found: re.Match[str], lead: str, kind: FilterKind) -> Begun | None:
    start = found.start() + len(lead)
    if at < start or kind is FilterKind.NEVER:
        return None
    quote = 1 if found["quoted"] is not None else 0
    whole = value_in(found)
    return Begun(whole[: max(0, at - start - quote)], found.start(), found.end(), lead, kind)


def _quoted_if_needed(value: str) -> str:
    kept = value.replace('"', "")
    return f'"{kept}"' if any(c.isspace() for c in kept) else kept
