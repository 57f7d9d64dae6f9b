"""What is being completed at the caret, and the line once something is taken."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from msgspec import Struct

from tui.domain.quick_add.parse import parse
from tui.domain.quick_add.parsed import LineKind, LineProblem, Parsed, Part
from tui.domain.quick_add.people import People, PeopleList, PersonMatch, handle_for
from tui.domain.quick_add.vocabulary import ChannelWord, head_words

_AT_CARET = re.compile(
    r"(?:^|(?<=\s)|(?<=[,;]))(?P<opening>(?P<at>@|via:@?)|(?P<tag>#|tag:|\+(?=[^\W\d_]))|(?P<place>at:|loc:|met:))"
    r"(?:\"(?P<quoted>[^\"]*)|(?P<bare>[^\s\",;]*))$",
    re.IGNORECASE,
)
_WORD_AT_CARET = re.compile(r"(?:^|(?<=\s))[^\W\d_][\w-]*$")
_ANY_DAY = date(2000, 1, 1)


class Completes(StrEnum):
    """What stands at the caret."""

    PERSON = "person"
    TAG = "tag"
    PLACE = "place"
    WORD = "word"
    """A bare word of the grammar: shown as dim ghost text only."""


class Completion(Struct, frozen=True):
    """Something begun that can be completed."""

    what: Completes
    prefix: str
    """What was typed of it, without sigil and quote."""
    start: int
    end: int
    """The stretch of the line that is replaced, sigil and quotes included."""
    lead: str = ""
    """The sigil or key as typed."""


def complete(
    line: str, cursor: int, kind: LineKind = LineKind.LOG, channels: Sequence[ChannelWord] = ()
) -> Completion | None:
    """Tell what is being completed at the caret, or None; the caller fetches what could stand there."""
    at = max(0, min(cursor, len(line)))
    found = _AT_CARET.search(line[:at])
    if found is None:
        return _word_at(line, at, kind, channels)
    what = Completes.PERSON if found["at"] else Completes.TAG if found["tag"] else Completes.PLACE
    is_quoted = found["quoted"] is not None
    prefix = found["quoted"] if is_quoted else found["bare"]
    return Completion(what, prefix, found.start(), _end(line, at, is_quoted=is_quoted), found["opening"])


def _end(line: str, at: int, *, is_quoted: bool) -> int:
    """Where the begun word ends: after its closing quote, else at the next space or comma."""
    if is_quoted:
        closing = line.find('"', at)
        return at if closing < 0 else closing + 1
    rest = re.match(r"[^\s,;\"]*", line[at:])
    return at + (rest.end() if rest else 0)


def _word_at(line: str, at: int, kind: LineKind, channels: Sequence[ChannelWord]) -> Completion | None:
    """A bare word at the end of the line, as long as the note has not begun before it."""
    found = _WORD_AT_CARET.search(line[:at]) if at == len(line) and kind is LineKind.LOG else None
    if found is None or not ghost(found[0], channels):
        return None
    read = parse(line[: found.start()] + "@x", kind, _ANY_DAY, PeopleList(), channels=channels)
    is_head = read.kind is LineKind.LOG and not any(p.part in (Part.NOTE, Part.NEXT) for p in read.pieces)
    return Completion(Completes.WORD, found[0], found.start(), at) if is_head else None


def ghost(prefix: str, channels: Sequence[ChannelWord] = ()) -> str:
    """Return the rest of the word a log most likely goes on with, or nothing: "ca" gives "ll"."""
    typed = prefix.casefold()
    if len(typed) < 2:
        return ""
    word = next((word for word in head_words(channels) if word.startswith(typed) and word != typed), "")
    return "" if typed in head_words(channels) else word[len(typed) :]


def take(line: str, completion: Completion, value: str) -> tuple[str, int]:
    """Put a chosen value in; gives the line and where the caret then stands.

    For a person the value is a handle (see ``handle_for``), for the rest the text itself.
    """
    tail = line[completion.end :]
    word = completion.lead + _quoted_if_needed(value)
    space = "" if tail[:1].isspace() else " "
    return line[: completion.start] + word + space + tail, completion.start + len(word) + 1


def choose(line: str, problem: LineProblem, known: PersonMatch, people: People) -> tuple[str, int]:
    """Settle an unclear name: put the chosen contact's handle where the problem stands."""
    word = "@" + _quoted_if_needed(handle_for(known, people))
    if line[problem.start : problem.start + 4].casefold() == "via:":
        word = "via:" + word
    tail = line[problem.end :]
    space = "" if tail[:1].isspace() else " "
    return line[: problem.start] + word + space + tail, problem.start + len(word) + 1


def _quoted_if_needed(value: str) -> str:
    kept = value.replace('"', "")
    return f'"{kept}"' if any(c.isspace() for c in kept) else kept


def follow_up_line(parsed: Parsed, people: People) -> str:
    """Turn a log whose date lies ahead into the follow-up it was meant as; all that was said is kept."""
    handles = [handle_for(one, people) for one in parsed.contacts] + list(parsed.new_names)
    said = [p for p in parsed.pieces if p.stretches and p.part not in (Part.WHO, Part.DATE, Part.MENTION)]
    day = (parsed.practice_date or parsed.today).isoformat()
    what = [piece.text.removeprefix("note: ") for piece in said]
    return " ".join([">", *(f"@{_quoted_if_needed(handle)}" for handle in handles), day, *what])


_GOES_ON = {LineKind.PERSON: (Part.MET,), LineKind.LOG: (Part.CHANNEL, Part.DATE, Part.PLACE)}
"""What the next of several lines in a row begins with: where and when it was, and how."""


def next_in_a_row(parsed: Parsed) -> tuple[str, int]:
    """Return what the next line begins with after this one, and where the caret then stands.

    A person begins with the name, so what is known of the evening stands after the caret.
    """
    parts = _GOES_ON.get(parsed.kind, ())
    stretches = sorted(s for piece in parsed.pieces if piece.part in parts for s in piece.stretches)
    text = " ".join(parsed.line[start:end].rstrip(",;") for start, end in stretches)
    if parsed.kind is LineKind.PERSON:
        return (f" {text}", 0) if text else ("", 0)
    return (f"{text} ", len(text) + 1) if text else ("", 0)


def evening_line(place: str) -> str:
    """Return what the first line of an evening begins with: met, and where."""
    kept = " ".join(place.replace('"', "").split())
    return f"met at:{_quoted_if_needed(kept)} " if kept else "met "
