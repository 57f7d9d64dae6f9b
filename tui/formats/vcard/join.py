"""Two cards about one person made into one, so that nothing of either is lost."""

from __future__ import annotations

import re

from tui.formats.vcard.card import RawCard
from tui.formats.vcard.convert import convert
from tui.formats.vcard.lines import Property
from tui.formats.vcard.patch import UNDERSTOOD
from tui.formats.vcard.write import Version

_UID = re.compile(r"^(?:[\w-]+\.)?UID[^:\r\n]*:[ \t]*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)
_ONCE = ("PHOTO", "LOGO", "SOUND", "GENDER", "KIND", "PROFILE", "CLASS", "SORT-STRING", "MAILER")
"""Properties of which a second one would be a puzzle to other programs."""


def uid_of(raw: str) -> str:
    """Return the identity a card names, or ""."""
    match = _UID.search(raw)
    return match[1].strip() if match else ""


def is_newer(stored: str, raw: str) -> bool:
    """Whether a card is the stored one, come again: it has the same identity, or one of them has none."""
    return uid_of(raw) in ("", uid_of(stored)) or not uid_of(stored)


def holds(stored: str, raw: str) -> bool:
    """Whether every line of a card stands in the stored one as it is."""
    return stored == raw or set(raw.splitlines()) <= set(stored.splitlines())


def joined_card(first: str, second: str) -> str:
    """Return the first card with what only the second says, as far as the book has no place of its own for it.

    What the book does keep (names, numbers, addresses, days) comes in from both anyway.
    """
    card, other = RawCard(first), RawCard(second)
    version: Version = "4.0" if card.version == "4.0" else "3.0"
    convert(card, version)
    convert(other, version)
    known = {_said(each) for each in card.properties()}
    names = {each.name for each in card.properties()}
    added: list[str] = []
    for each in other.properties():
        is_puzzle = each.name in _ONCE and each.name in names
        if each.name not in UNDERSTOOD and not is_puzzle and _said(each) not in known:
            added.append(_line(each))
    card.add(added)
    return card.text()


def _said(of: Property) -> tuple[str, str]:
    return of.name, of.value


def _line(of: Property) -> str:
    """Write a property without its group, which could mean something else in the other card."""
    params = "".join(
        f";{key}={value}" if _is_plain(value) else f';{key}="{value}"' for key, value in of.params
    )
    return f"{of.name}{params}:{of.value}"


def _is_plain(value: str) -> bool:
    return not any(c in value for c in '",;:')
