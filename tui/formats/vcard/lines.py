"""The lines of a vCard file: unfolded on bytes, decoded, and taken apart into properties.

The file is unfolded before it is decoded, because folds inside a character occur. No pattern here
has two ways to match the same text: the time grows with the length of a line, whatever stands in it.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator

from msgspec import Struct

from tui.domain.text import clean
from tui.formats.decode import decode_piece

_HEAD = re.compile(r'[^":]*(?:"[^"]*"[^":]*)*:')
_NAME = re.compile(r"\s*(?:([\w-]+)\.)?([\w-]+)\s*(?=;|$)", re.ASCII)
_VALUE = r'(?:"[^"]*"|[^";:,]*)'
_PARAM = re.compile(rf";([\w-]+)(?:=({_VALUE}(?:,{_VALUE})*))?", re.ASCII)
_ONE_VALUE = re.compile(r'"([^"]*)"|([^";:,]+)')
_BASE64_BODY = re.compile(rb"[A-Za-z0-9+/=]+")
_MARKS = (b"BEGIN:VCARD", b"END:VCARD")
_ENCODINGS = {"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"}
_ESCAPED = re.compile(r"\\([\\,;:nN])")
HEAD_LIMIT = 4_000
"""Characters of name and parameters; a longer head is no property."""


class LogicalLine(Struct, frozen=True):
    """One line of the file after unfolding."""

    number: int
    """Where it begins, counted from 1."""
    last: int
    """The last physical line it covers."""
    data: bytes


class Property(Struct, frozen=True):
    """One property of a card: ``group.NAME;parameters:value``, its name in upper case."""

    line: int
    group: str
    name: str
    params: tuple[tuple[str, str], ...]
    """Parameter names in upper case with one value each; bare 2.1 parameters are TYPE."""
    value: str
    """As written, but quoted-printable is decoded; escapes stand."""

    def param(self, name: str) -> str:
        """Return the first value of a parameter, or ""."""
        return next((value for key, value in self.params if key == name), "")

    @property
    def types(self) -> tuple[str, ...]:
        """The TYPE values in lower case, in order."""
        return tuple(
            word.strip().lower()
            for key, value in self.params
            if key == "TYPE"
            for word in value.split(",")
            if word.strip()
        )


def logical_lines(physical: list[bytes]) -> Iterator[LogicalLine]:
    """Unfold physical lines, with the soft breaks of quoted-printable and bare base64 bodies."""
    line: _Unfolding | None = None
    for number, piece in enumerate(physical, 1):
        if line and line.takes(piece):
            line.add(piece, number)
            continue
        if line:
            yield line.whole()
        line = _Unfolding(piece, number) if piece.strip() else None
    if line:
        yield line.whole()


class _Unfolding:
    """A logical line while its physical lines come in."""

    def __init__(self, first: bytes, number: int) -> None:
        head = first.partition(b":")[0].upper()
        self._is_quoted = b"QUOTED-PRINTABLE" in head
        self._is_base64 = b"BASE64" in head or b"ENCODING=B" in head
        self._is_mark = first.strip().upper() in _MARKS
        self._pieces: list[bytes] = []
        self._number = number
        self.add(first, number)

    @property
    def _is_soft(self) -> bool:
        return self._is_quoted and self._ends_soft

    def takes(self, piece: bytes) -> bool:
        """Whether this physical line goes on where the last one stopped."""
        bare = piece.strip()
        if not bare or self._is_mark:
            return False
        is_body = self._is_base64 and _BASE64_BODY.fullmatch(bare) is not None
        return self._is_soft or piece[:1] in (b" ", b"\t") or is_body

    def add(self, piece: bytes, number: int) -> None:
        """Put a physical line at the end, without its fold or its soft break."""
        if self._pieces and not self._is_soft:
            piece = piece[1:] if piece[:1] in (b" ", b"\t") else piece.strip()
        self._ends_soft = piece.endswith(b"=")
        self._pieces.append(piece[:-1] if self._is_soft else piece)
        self._last = number

    def whole(self) -> LogicalLine:
        """Return the line unfolded."""
        return LogicalLine(self._number, self._last, b"".join(self._pieces))


def property_of(line: LogicalLine, encoding: str | None = None) -> Property | None:
    """Take one logical line apart; None where it is no property."""
    text = decode_piece(line.data, encoding)
    head, value = _split(text)
    match = _NAME.match(head)
    if match is None or len(head) > HEAD_LIMIT:
        return None
    params = _params(head[match.end() :])
    transfer = next((v.upper() for k, v in params if k == "ENCODING"), "")
    charset = next((v for k, v in params if k == "CHARSET"), "")
    if transfer == "QUOTED-PRINTABLE":
        value = _quoted_printable(line.data, charset)
    elif charset and not text.isascii():
        value = _split(decode_piece(line.data, charset))[1]
    return Property(line.number, (match[1] or "").lower(), match[2].upper(), params, value)


def name_of(line: LogicalLine) -> str:
    """Return the property name of a line in upper case without its group, cheaply."""
    head = re.split(rb"[:;]", line.data[:HEAD_LIMIT], maxsplit=1)[0]
    return head.rpartition(b".")[2].decode("ascii", "replace").strip().upper()


def split_unescaped(value: str, separator: str) -> list[str]:
    """Split at a separator that no backslash stands before; the escapes stay in place."""
    parts: list[str] = []
    current: list[str] = []
    escaped = False
    for char in value:
        if char == separator and not escaped:
            parts.append("".join(current))
            current = []
            continue
        current.append(char)
        escaped = char == "\\" and not escaped
    parts.append("".join(current))
    return parts


def unescape(value: str) -> str:
    """Take the backslash escapes out of a text value; a backslash before anything else is data."""
    return _ESCAPED.sub(lambda m: "\n" if m[1] in "nN" else m[1], value)


def escaped(text: str) -> str:
    """Return a text as the value of a property."""
    kept = clean(text).replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return kept.replace("\n", "\\n")


def _split(text: str) -> tuple[str, str]:
    match = _HEAD.match(text)
    if match:
        return text[: match.end() - 1], text[match.end() :]
    head, colon, value = text.partition(":")
    return (head, value) if colon else (" ", "")


def _params(text: str) -> tuple[tuple[str, str], ...]:
    params: list[tuple[str, str]] = []
    for name, listed in _PARAM.findall(text):
        key = name.upper()
        values = [quoted or bare for quoted, bare in _ONE_VALUE.findall(listed)]
        if values:
            params += [(key, value.strip()) for value in values]
        else:
            params.append(("ENCODING" if key in _ENCODINGS else "TYPE", key))
    return tuple(params)


def _quoted_printable(data: bytes, charset: str) -> str:
    return decode_piece(quopri.decodestring(data.partition(b":")[2]), charset or None)
