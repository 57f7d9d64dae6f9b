"""Rows straight from the pages of a SQLite file, for when SQLite itself cannot find its way any more.

The layout is SQLite's documented file format (sqlite.org/fileformat2.html): only table leaves are read, with
the pages their long texts run over into. Whatever does not decode is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

Value = int | float | str | bytes | None
Record = tuple[Value, ...]

HEADER_BYTES = 100
_LEAF, _INTERIOR = 0x0D, 0x05
_USUAL_SIZE = 4096
_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class Unreadable(ValueError):
    """What stands there is no page or row."""


class Pages:
    """The pages of one file, numbered from 1."""

    def __init__(self, path: Path) -> None:
        self._data = path.read_bytes()
        self.size = _size_in(self._data)
        self.count = len(self._data) // self.size

    def leaves(self) -> Iterator[int]:
        """Yield the pages that look like table leaves."""
        for number in range(1, self.count + 1):
            if self._kind(number) == _LEAF:
                yield number

    def leaves_under(self, root: int) -> list[int]:
        """Return the table leaves that can still be reached from the root of a table."""
        found: list[int] = []
        waiting, seen = [root], set[int]()
        while waiting:
            number = waiting.pop()
            if number in seen or not 1 <= number <= self.count:
                continue
            seen.add(number)
            if self._kind(number) == _LEAF:
                found.append(number)
            elif self._kind(number) == _INTERIOR:
                waiting += self._children(number)
        return found

    def rows(self, number: int) -> Iterator[tuple[int, Record]]:
        """Yield the rows of a table leaf that can be read: their rowid and their values."""
        for offset in self._cells(number, header=8):
            try:
                yield self._row(number, offset)
            except (Unreadable, IndexError, UnicodeError, OverflowError):
                continue

    def _page(self, number: int) -> bytes:
        if not 1 <= number <= self.count:
            raise Unreadable
        return self._data[(number - 1) * self.size : number * self.size]

    def _kind(self, number: int) -> int:
        return self._data[(number - 1) * self.size + _start_of(number)]

    def _cells(self, number: int, header: int) -> list[int]:
        page, start = self._page(number), _start_of(number)
        count = int.from_bytes(page[start + 3 : start + 5], "big")
        first = start + header
        offsets = [int.from_bytes(page[at : at + 2], "big") for at in range(first, first + 2 * count, 2)]
        return [offset for offset in offsets if first < offset < self.size - 3]

    def _children(self, number: int) -> list[int]:
        page, start = self._page(number), _start_of(number)
        right = int.from_bytes(page[start + 8 : start + 12], "big")
        cells = self._cells(number, header=12)
        return [right, *(int.from_bytes(page[offset : offset + 4], "big") for offset in cells)]

    def _row(self, number: int, offset: int) -> tuple[int, Record]:
        page = self._page(number)
        length, offset = _varint(page, offset)
        rowid, offset = _varint(page, offset)
        return _signed(rowid), _decode(self._payload(page, length, offset))

    def _payload(self, page: bytes, length: int, offset: int) -> bytes:
        """Return a whole row, with what ran over into other pages."""
        if length > len(self._data):
            raise Unreadable
        most = self.size - 35
        if length <= most:
            return page[offset : offset + length]
        least = (self.size - 12) * 32 // 255 - 23
        local = least + (length - least) % (self.size - 4)
        local = local if local <= most else least
        parts = [page[offset : offset + local]]
        following, missing = int.from_bytes(page[offset + local : offset + local + 4], "big"), length - local
        while missing > 0:
            more = self._page(following)
            parts.append(more[4 : 4 + missing])
            missing -= self.size - 4
            following = int.from_bytes(more[:4], "big")
        return b"".join(parts)


def _start_of(number: int) -> int:
    return HEADER_BYTES if number == 1 else 0


def _size_in(data: bytes) -> int:
    """Return the page size the header tells, or the usual one where that cannot be."""
    told = int.from_bytes(data[16:18], "big")
    return told if 512 <= told <= 32768 and not told & (told - 1) else _USUAL_SIZE


def _varint(data: bytes, offset: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = data[offset + step]
        if step == 8:
            return value << 8 | byte, offset + 9
        value = value << 7 | byte & 0x7F
        if not byte & 0x80:
            return value, offset + step + 1
    raise Unreadable


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value


def _decode(payload: bytes) -> Record:
    """Read a row: the kinds of its values first, then the values one after the other."""
    header, offset = _varint(payload, 0)
    if not 0 < header <= len(payload):
        raise Unreadable
    kinds = []
    while offset < header:
        kind, offset = _varint(payload, offset)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        width = _width_of(kind)
        raw = payload[offset : offset + width]
        if len(raw) != width:
            raise Unreadable
        values.append(_value(kind, raw))
        offset += width
    return tuple(values)


def _width_of(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return 8 if kind == 7 else _WIDTHS.get(kind, 0)


def _value(kind: int, raw: bytes) -> Value:
    if kind in (0, 8, 9):
        return {0: None, 8: 0, 9: 1}[kind]
    if kind in _WIDTHS:
        return int.from_bytes(raw, "big", signed=True)
    if kind >= 12:
        return raw.decode("utf-8", errors="replace") if kind % 2 else raw
    raise Unreadable
