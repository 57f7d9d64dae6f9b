"""What of a contact can be handed to the terminal's clipboard, and the keys for it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from tui.domain.records.contact import Contact, PointKind
from tui.screens.contacts.page_lines import point_words
from tui.widgets.key_menu import MenuKey

KEYS_OF_KINDS = {
    "e": "e-mail",
    "p": "phone",
    "u": "link",
    "a": "address",
    "n": "name",
}
"""The key after ``y`` and what it copies."""
_KEY_OF = {
    PointKind.EMAIL: "e",
    PointKind.PHONE: "p",
    PointKind.URL: "u",
    PointKind.PROFILE: "u",
    PointKind.ADDRESS: "a",
}


class Copyable(Struct, frozen=True):
    """One thing that can be copied out."""

    key: str
    text: str
    shown: str
    """How it is written in a menu."""


def copyable_of(contact: Contact) -> list[Copyable]:
    """Return everything of a contact that can be copied out."""
    found = [Copyable(_KEY_OF[each.kind], each.value, point_words(each)) for each in contact.points]
    return [*found, Copyable("n", contact.name, contact.name)]


def menu_of(found: Sequence[Copyable]) -> list[MenuKey]:
    """Return the keys for what there is, each once, in one order."""
    choices = []
    for key, name in KEYS_OF_KINDS.items():
        count = sum(each.key == key for each in found)
        if count:
            choices.append(MenuKey((key,), key, name if count == 1 else f"{name} ({count})"))
    return choices
