"""Tags and circles for several at once: what is put on and what is taken off, as one line says it."""

from __future__ import annotations

from msgspec import Struct

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import fold

_CIRCLE = "circle:"


class Grouping(Struct, frozen=True):
    """What becomes of the tags and circles of whoever is meant."""

    add_tags: tuple[str, ...] = ()
    drop_tags: tuple[str, ...] = ()
    join_circles: tuple[str, ...] = ()
    leave_circles: tuple[str, ...] = ()

    def done_to(self, whom: str) -> str:
        """Say what is done, and to whom."""
        is_plain = self.add_tags and not (self.drop_tags or self.join_circles or self.leave_circles)
        return f"tagged {whom} {_tags(self.add_tags)}" if is_plain else f"{whom}: {self.words}"

    @property
    def words(self) -> str:
        """What is done, in words."""
        said = []
        if self.add_tags:
            said.append(f"tagged {_tags(self.add_tags)}")
        if self.drop_tags:
            said.append(f"no longer {_tags(self.drop_tags)}")
        said += [f"joined the circle {name}" for name in self.join_circles]
        said += [f"left the circle {name}" for name in self.leave_circles]
        return ", ".join(said)


def parse_grouping(line: str) -> Grouping:
    """Read ``work -old circle:friends -circle:family``; quotes keep the words of a name together.

    Raises InvalidInput where a word names nothing, or the same name is put on and taken off.
    """
    kinds: dict[tuple[bool, bool], list[str]] = {}
    for word in _words(line):
        is_off = word.startswith("-")
        rest = word.removeprefix("-")
        is_circle = rest.casefold().startswith(_CIRCLE)
        name = (rest[len(_CIRCLE) :] if is_circle else rest.removeprefix("#")).strip('" ')
        if not name:
            raise InvalidInput(
                f"“{word}” names no tag.", "Nothing was changed.", "work -old circle:friends -circle:family"
            )
        kinds.setdefault((is_off, is_circle), []).append(name)
    put_on = {fold(name) for is_circle in (False, True) for name in kinds.get((False, is_circle), ())}
    for is_circle in (False, True):
        for name in kinds.get((True, is_circle), ()):
            if fold(name) in put_on:
                raise InvalidInput(
                    f"“{name}” is put on and taken off.", "Nothing was changed.", "Write it once."
                )
    add, drop, join, leave = (
        tuple(dict.fromkeys(kinds.get(kind, ())))
        for kind in ((False, False), (True, False), (False, True), (True, True))
    )
    return Grouping(add, drop, join, leave)


def _words(line: str) -> list[str]:
    """Split at spaces outside quotes; a quote left open ends with the line."""
    words, current, is_quoted = [], "", False
    for character in line:
        if character == '"':
            is_quoted = not is_quoted
        if character.isspace() and not is_quoted:
            words.append(current)
            current = ""
        else:
            current += character
    return [word for word in (*words, current) if word]


def _tags(names: tuple[str, ...]) -> str:
    return " ".join(f'#"{name}"' if " " in name else f"#{name}" for name in names)
