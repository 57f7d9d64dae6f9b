"""The plain fields of a contact that one property of a vCard holds whole."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from tui.domain.records.contact_fields import PLAIN, PlainField

HELD = tuple(row for row in PLAIN if row.vcard)
"""The fields of which a property is the text; the others are read from parts, in ways of their own."""
PROPERTIES = frozenset(name for row in HELD for name in row.vcard)


def written_as(row: PlainField, version: Literal["3.0", "4.0"]) -> str:
    """Return the property a field is written as: what only version 4.0 knows has an X- name in 3.0."""
    older = (name for name in row.vcard if version == "3.0" and name.startswith("X-"))
    return next(older, row.vcard[0])


def to_change(
    row: PlainField, there: Collection[str], version: Literal["3.0", "4.0"], *, is_empty: bool
) -> list[str]:
    """Return the properties of a card that say a field, and so change with it; ``there`` are those it has.

    A role changes where it is read from, and a title beside it stays; older spellings of one property change together.
    """
    found = [name for name in row.vcard if name in there]
    if is_empty:
        return found
    return [name for at, name in enumerate(found) if not at or name.startswith("X-")] or [
        written_as(row, version)
    ]
