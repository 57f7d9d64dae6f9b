"""Reading vCards 2.1, 3.0 and 4.0: a file of any number of cards, with every unusable line named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct, field

from tui.domain.errors import InvalidInput
from tui.formats.decode import NOTHING_WRITTEN, decode, decode_piece, has_mark, refuse_binary
from tui.formats.result import TOLD_EVERY, CardRead, ReadProblem, ReadResult, Told, problem
from tui.formats.vcard.draft import draft_of
from tui.formats.vcard.lines import LogicalLine, Property, logical_lines, name_of, property_of

_VCARD = re.compile(rb"(?:\xef\xbb\xbf)?\s*(BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_LINES_BETWEEN = 5_000
"""Lines of one long card between two words about how far it is."""
MARK_LIMIT = 100
"""Bytes; no line that begins or ends a card is longer."""
UNENDED_READ = "This card has no END:VCARD; it was read up to where the next one begins."
UNENDED_LEFT_OUT = "This card has no END:VCARD, so the file may be cut short here; it was left out."


class _Card(Struct):
    """A card while it is being read."""

    line: int
    last: int
    lines: list[LogicalLine] = field(default_factory=list)
    is_whole: bool = True


def read_vcards(data: bytes, encoding: str | None = None, told: Told | None = None) -> ReadResult:
    """Read every card of a file; ``told`` hears how far it is.

    A card that ends with the file instead of END:VCARD may be cut short and is left out; one that the
    next card interrupts is read. Raises InvalidInput where the file is empty, not text, or holds no card.
    """
    data, encoding = _as_ascii_based(data, encoding)
    physical = data.replace(b"\r\r\n", b"\r\n").splitlines()
    problems: list[ReadProblem] = []
    cards: list[CardRead] = []
    read = 0
    begun = data.upper().count(b"BEGIN:VCARD") if told else 0
    gathering = _Cards(problems, lambda: told(read, begun) if told else None)
    for card in gathering.gather(physical):
        if told and read % TOLD_EVERY == 0:
            told(read, begun)
        read += 1
        if kept := _read_card(card, physical, encoding, problems):
            cards.append(kept)
    if not read:
        raise InvalidInput(
            "There is no vCard in this file.", NOTHING_WRITTEN, "A vCard begins with the line BEGIN:VCARD."
        )
    return ReadResult(tuple(cards), read, tuple(sorted(problems, key=lambda found: found.line)))


def _as_ascii_based(data: bytes, encoding: str | None) -> tuple[bytes, str | None]:
    """Return bytes that can be unfolded, and their encoding: UTF-16 and UTF-32 become UTF-8."""
    refuse_binary(data)
    wide = encoding is not None and "A".encode(_known(encoding)) != b"A"
    if has_mark(data) or wide or b"\x00" in data:
        return decode(data, encoding).encode("utf-8", errors="replace"), None
    return data, encoding


def _known(encoding: str) -> str:
    try:
        "A".encode(encoding)
    except (LookupError, ValueError) as error:
        raise InvalidInput(
            f"{encoding!r} is not a text encoding.", NOTHING_WRITTEN, "Try utf-8 or cp1252."
        ) from error
    return encoding


class _Cards:
    """The cards of a file, gathered line by line; a card inside a card (AGENT in 2.1) stays inside."""

    def __init__(self, problems: list[ReadProblem], tell: Callable[[], None]) -> None:
        self._problems = problems
        self._tell = tell
        self._open: _Card | None = None
        self._depth = 0
        self._stray_at = -1

    def gather(self, physical: list[bytes]) -> Iterator[_Card]:
        """Yield each card as soon as it ends; the last one may come without its end."""
        for count, line in enumerate(logical_lines(physical), 1):
            if count % _LINES_BETWEEN == 0:
                self._tell()
            mark = _mark(line)
            if self._open is None:
                self._outside(line, mark)
            elif mark == b"BEGIN" and self._depth == 1 and not _opens_agent(self._open):
                self._problems.append(problem(self._open.line, UNENDED_READ))
                yield self._open
                self._open = _Card(line.number, line.last)
            elif mark == b"END" and self._depth == 1:
                self._open.last = line.last
                yield self._open
                self._open, self._stray_at = None, -1
            else:
                self._depth += {b"BEGIN": 1, b"END": -1}.get(mark, 0)
                self._open.lines.append(line)
                self._open.last = line.last
        if self._open:
            self._problems.append(problem(self._open.line, UNENDED_LEFT_OUT))
            self._open.is_whole = False
            yield self._open

    def _outside(self, line: LogicalLine, mark: bytes) -> None:
        if mark == b"BEGIN":
            self._open, self._depth = _Card(line.number, line.last), 1
            return
        if line.number > self._stray_at + 1:
            self._problems.append(
                problem(line.number, "This stands outside any card and was left out.", _shown(line))
            )
        self._stray_at = line.last


def _mark(line: LogicalLine) -> bytes:
    """Return BEGIN or END for a line that begins or ends a card, else b""."""
    match = _VCARD.fullmatch(line.data) if len(line.data) < MARK_LIMIT else None
    return match[1].upper() if match else b""


def _opens_agent(card: _Card) -> bool:
    return bool(card.lines) and name_of(card.lines[-1]) == "AGENT"


def _read_card(
    card: _Card, physical: list[bytes], encoding: str | None, problems: list[ReadProblem]
) -> CardRead | None:
    if not card.is_whole:
        return None
    properties = _properties(card, encoding, problems)
    kind = {p.value.strip().lower() for p in properties if p.name in ("KIND", "X-ADDRESSBOOKSERVER-KIND")}
    if "group" in kind:
        problems.append(problem(card.line, "This card is a group, not a person; it was left out."))
        return None
    draft = draft_of(properties, card.line, problems)
    if draft is None:
        problems.append(
            problem(card.line, "This card has no name, address or number to go by; it was left out.")
        )
        return None
    return CardRead(draft, _raw(card, physical, encoding), card.line)


def _properties(card: _Card, encoding: str | None, problems: list[ReadProblem]) -> list[Property]:
    """Take the card's lines apart, leaving out those of a card inside it."""
    found: list[Property] = []
    depth = 0
    for line in card.lines:
        if mark := _mark(line):
            depth += 1 if mark == b"BEGIN" else -1
        elif depth == 0:
            taken = property_of(line, encoding)
            if taken is None:
                problems.append(
                    problem(line.number, "This line is not a property; it was not read.", _shown(line))
                )
            else:
                found.append(taken)
    return found


def _raw(card: _Card, physical: list[bytes], encoding: str | None) -> str:
    """Return the card's text as it stands, or unfolded where a fold cuts a character or it is no UTF-8."""
    lines = physical[card.line - 1 : card.last]
    if encoding is None:
        try:
            return "".join(line.decode("utf-8") + "\r\n" for line in lines).removeprefix("\ufeff")
        except UnicodeDecodeError:
            pass
    inner = "".join(decode_piece(line.data, encoding) + "\r\n" for line in card.lines)
    return f"BEGIN:VCARD\r\n{inner}END:VCARD\r\n"


def _shown(line: LogicalLine) -> str:
    return decode_piece(line.data[:400])
