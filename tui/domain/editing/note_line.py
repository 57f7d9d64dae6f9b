"""One line noted of somebody: a fact, ``+`` an interest, ``?`` something to ask them next time."""

from __future__ import annotations

from msgspec import Struct

from tui.domain.errors import InvalidInput
from tui.domain.records.knowing import FactKind
from tui.domain.text import clean


class NoteLine(Struct, frozen=True):
    """What a line notes."""

    text: str
    kind: FactKind | None
    """None for something to ask."""

    @property
    def words(self) -> str:
        """Say what it will be noted as."""
        names = {FactKind.FACT: "fact", FactKind.INTEREST: "interest", None: "ask next time"}
        return f"{names[self.kind]}: {self.text}"


def read_note(line: str) -> NoteLine:
    """Read a line; the sign before it says what it is. Raises InvalidInput for one that says nothing."""
    text = " ".join(clean(line, one_line=True).split())
    sign = text[:1]
    kind = {"?": None, "+": FactKind.INTEREST}.get(sign, FactKind.FACT)
    said = text[1:].strip() if sign in ("?", "+") else text
    if not said:
        raise InvalidInput("Write what you want to remember.", "Nothing was saved.")
    return NoteLine(said, kind)
