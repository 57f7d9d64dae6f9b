"""One vCard as the lines it is made of: each can be changed, added or removed, the others stay bytes."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable

from msgspec import Struct

from tui.formats.vcard.lines import Property, logical_lines, property_of
from tui.formats.vcard.write import folded

_HEAD = re.compile(r'[^":]*(?:"[^"]*"[^":]*)*:')
_HOW_IT_IS_WRITTEN = re.compile(
    r";(?:(?:ENCODING|CHARSET|VALUE|X-APPLE-OMIT-YEAR)=[^;:]*|QUOTED-PRINTABLE|BASE64)", re.IGNORECASE
)
_MARK = re.compile(rb"\s*(BEGIN|END)\s*:\s*VCARD\s*", re.IGNORECASE)
_OLD = "2.1"


class Line(Struct, frozen=True, eq=False):
    """One logical line of a card, with the bytes it stands in."""

    data: bytes
    """As in the file, folds and line end included."""
    of: Property | None = None
    """What it says; None for BEGIN, END, blank lines, lines of a card inside, and what is no property."""
    is_stray: bool = False
    """Whether it should be a property and is none."""


class RawCard:
    """A card taken apart into lines; ``text`` puts it together again."""

    def __init__(self, raw: str) -> None:
        data = raw.encode("utf-8", errors="surrogateescape")
        self._end = b"\r\n" if b"\r\n" in data or b"\n" not in data else b"\n"
        self.lines = _lines_of(data)
        self.is_changed = False
        said = next((line.of.value.strip() for line in self.named("VERSION") if line.of), "")
        self.version = said or (_OLD if any(_is_old(of) for of in self.properties()) else "3.0")

    def properties(self) -> list[Property]:
        """Return what the card says, in order."""
        return [line.of for line in self.lines if line.of is not None]

    def named(self, name: str) -> list[Line]:
        """Return the lines of one property."""
        return [line for line in self.lines if line.of is not None and line.of.name == name]

    def text(self) -> str:
        """Return the card as text, byte for byte where nothing was changed."""
        return b"".join(line.data for line in self.lines).decode("utf-8", errors="surrogateescape")

    def put(self, name: str, value: str) -> None:
        """Give a property that stands once its value, escapes included; "" removes it."""
        first = next(iter(self.named(name)), None)
        if first is None:
            self.add([f"{name}:{value}"] if value else [])
        elif value:
            self.set_value(first, value)
        else:
            self.remove_with_label(first)

    def set_value(self, line: Line, value: str) -> None:
        """Replace what stands behind the colon; group, name and types stay."""
        unfolded = next(logical_lines(line.data.splitlines())).data.decode("utf-8", errors="replace")
        match = _HEAD.match(unfolded)
        head = match[0][:-1] if match else (line.of.name if line.of else "")
        self._replace(line, [self._line(f"{_HOW_IT_IS_WRITTEN.sub('', head)}:{value}")])

    def add(self, lines: Iterable[str], beside: str = "") -> None:
        """Put lines after the last one of a property, else before the end of the card."""
        made = [self._line(line) for line in lines]
        same = self.named(beside) if beside else []
        at = self.lines.index(same[-1]) + 1 if same else self._last()
        self.lines[at:at] = made
        self.is_changed |= bool(made)

    def put_first(self, name: str, value: str) -> None:
        """Give a property its value; where the card does not have it, it comes right after the beginning."""
        first = next(iter(self.named(name)), None)
        if first is None:
            begins = [at for at, line in enumerate(self.lines) if _MARK.fullmatch(line.data)]
            self.lines.insert(begins[0] + 1 if begins else 0, self._line(f"{name}:{value}"))
            self.is_changed = True
        elif first.of and first.of.value.strip() != value:
            self.set_value(first, value)

    def replace_line(self, line: Line, text: str) -> None:
        """Put another whole line in the place of one."""
        self._replace(line, [self._line(text)])

    def remove(self, line: Line) -> None:
        """Take a line out."""
        self._replace(line, [])

    def remove_with_label(self, line: Line) -> None:
        """Take a line out, and its label where nothing else is in its group."""
        group = line.of.group if line.of else ""
        self.remove(line)
        left = [each for each in self.lines if each.of and group and each.of.group == group]
        if all(each.of and each.of.name == "X-ABLABEL" for each in left):
            for each in left:
                self.remove(each)

    def free_group(self) -> str:
        """Return a group name nothing in the card has."""
        taken = {line.of.group for line in self.lines if line.of}
        return next(f"item{n}" for n in range(1, len(taken) + 2) if f"item{n}" not in taken)

    def _last(self) -> int:
        marks = [(at, _MARK.fullmatch(line.data)) for at, line in enumerate(self.lines)]
        ends = [at for at, mark in marks if mark and mark[1].upper() == b"END"]
        return ends[-1] if ends else len(self.lines)

    def _replace(self, line: Line, by: list[Line]) -> None:
        at = self.lines.index(line)
        self.lines[at : at + 1] = by
        self.is_changed = True

    def _line(self, text: str) -> Line:
        made = _as_old(text) if self.version == _OLD else folded(text)
        data = made.replace(b"\r\n", self._end)
        logical = next(logical_lines(data.splitlines()))
        return Line(data, property_of(logical))


def _is_old(of: Property) -> bool:
    """Whether only version 2.1 writes a line so."""
    return of.param("ENCODING").upper() == "QUOTED-PRINTABLE"


def _lines_of(data: bytes) -> list[Line]:
    """Take a card apart; the lines of a card inside it stay as they are."""
    physical = data.splitlines(keepends=True)
    found: list[Line] = []
    done = depth = 0
    for logical in logical_lines([line.rstrip(b"\r\n") for line in physical]):
        found += [Line(blank) for blank in physical[done : logical.number - 1]]
        whole = b"".join(physical[logical.number - 1 : logical.last])
        mark = _MARK.fullmatch(logical.data)
        inside = depth > 1
        if mark:
            depth += 1 if mark[1].upper() == b"BEGIN" else -1
        of = None if mark or inside else property_of(logical)
        found.append(Line(whole, of, is_stray=of is None and not mark and not inside))
        done = logical.last
    return found + [Line(blank) for blank in physical[done:]]


def _as_old(text: str) -> bytes:
    """Write a line as vCard 2.1 wants it: no escaped commas, quoted-printable for all but plain text."""
    match = _HEAD.match(text)
    head = match[0][:-1] if match else ""
    value = text[len(head) + 1 :].replace("\\,", ",")
    if value.isascii() and "\\n" not in value and len(text) < 76:
        return f"{head}:{value}\r\n".encode()
    lines = [quopri.encodestring(part.encode()).replace(b"=\n", b"=\r\n") for part in value.split("\\n")]
    body = b"=0D=0A=\r\n".join(lines)
    return f"{head};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:".encode() + body + b"\r\n"
