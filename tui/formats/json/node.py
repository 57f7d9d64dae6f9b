"""Somebody else's JSON, asked carefully: every answer has the type asked for, whatever stands there."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NoReturn

from msgspec import Struct

from tui.domain.errors import InvalidInput
from tui.domain.text import clean
from tui.formats.decode import NOTHING_WRITTEN


class Node(Struct, frozen=True):
    """One value of a JSON file."""

    value: object

    def __getitem__(self, key: str) -> Node:
        return Node(self.value.get(key) if isinstance(self.value, dict) else None)

    def __iter__(self) -> Iterator[Node]:
        return (Node(each) for each in self.value) if isinstance(self.value, list) else iter(())

    @property
    def text(self) -> str:
        """The text or number, safe to keep and stripped; anything else is ""."""
        if isinstance(self.value, str):
            return clean(self.value).strip()
        is_number = isinstance(self.value, int | float) and not isinstance(self.value, bool)
        return str(self.value) if is_number else ""

    @property
    def line(self) -> str:
        """The text on one line."""
        return clean(self.text, one_line=True).strip()

    @property
    def number(self) -> int | None:
        """The whole number, also where it is written as text."""
        text = self.text
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

    @property
    def is_true(self) -> bool:
        """Whether it is true, or 1."""
        return self.value is True or self.value == 1

    @property
    def is_object(self) -> bool:
        """Whether there is something with members of its own."""
        return isinstance(self.value, dict)

    def members(self) -> Iterator[tuple[str, Node]]:
        """Return the members of an object by name."""
        found = self.value.items() if isinstance(self.value, dict) else ()
        return ((str(name), Node(value)) for name, value in found)


def read_json(text: str) -> Node:
    """Read a JSON file; raises InvalidInput naming the line where it is none."""
    return Node(parsed(text, "export it again"))


def parsed(text: str, remedy: str) -> object:
    """Return what a JSON file holds; raises InvalidInput naming the line and the remedy where it is no JSON."""
    try:
        found: object = json.loads(text.removeprefix("\ufeff"), parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise InvalidInput(
            f"Line {error.lineno} of this file is not JSON: {error.msg} at column {error.colno}.",
            NOTHING_WRITTEN,
            f"The file may be cut short; {remedy}.",
        ) from error
    except (RecursionError, ValueError) as error:
        raise InvalidInput(
            "This JSON cannot be read: a number or a nesting is beyond measure.",
            NOTHING_WRITTEN,
            f"{remedy.capitalize()}.",
        ) from error
    return found


class Places:
    """On which line of a JSON file each identity stands first."""

    def __init__(self, text: str, key: str = "uuid") -> None:
        ends = [match.start() for match in re.finditer("\n", text)]
        self._lines: dict[str, int] = {}
        for match in re.finditer(rf'"{key}"\s*:\s*"([^"\\]*)"', text):
            self._lines.setdefault(match[1], bisect_right(ends, match.start()) + 1)

    def line(self, identity: str) -> int:
        """Return the line of an identity, counted from 1; an unknown one is on the first."""
        return self._lines.get(identity, 1)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)
