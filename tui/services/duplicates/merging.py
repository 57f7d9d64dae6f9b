"""Merging: what would become of several contacts, and making one of them."""

from __future__ import annotations

from collections.abc import Sequence

from tui.domain.duplicates.merge import MergePlan, plan_merge
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId
from tui.store.book import Book
from tui.store.contacts.cards import cards_of
from tui.store.contacts.knowing_rows import CARD_LIMIT
from tui.store.many.merge_sides import sides_of
from tui.store.many.merging import carry_out, say_distinct

MOST_MERGED = 20
"""So many contacts are made one at a time, at most."""
_ONE_ONLY = frozenset(
    ("begin", "end", "version", "uid", "fn", "n", "rev", "prodid", "bday", "anniversary", "kind", "gender")
)
"""What a card has one of: that of the card that stays."""


class Merging:
    """Merges in one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def plan(self, ids: Sequence[ContactId]) -> MergePlan:
        """Say what would become of these contacts, the first of whom stays; nothing is written.

        Raises InvalidInput for fewer than two that are still in the book, and for a crowd.
        """
        if len(ids) > MOST_MERGED:
            raise InvalidInput(
                f"{len(ids):,} contacts are hardly one person.", "Nothing was changed.", "Mark fewer, then M."
            )
        return plan_merge(sides_of(self._book, ids))

    def merge(self, plan: MergePlan) -> str:
        """Make one contact of several, as previewed and as one change; give the sentence to show.

        Raises InvalidInput when they were changed since the preview was made: then nothing is written.
        """
        ids = [side.id for side in plan.sides]
        merged = plan.merged()
        with self._book.write(plan.label):
            if tuple(sides_of(self._book, ids)) != plan.sides:
                raise InvalidInput(
                    "One of them was changed meanwhile.", "Nothing was merged.", "Look at them once more."
                )
            cards = cards_of(self._book, ids)
            carry_out(self._book, merged, joined_cards([cards[ident] for ident in ids if ident in cards]))
        return plan.label

    def not_the_same(self, one: ContactId, other: ContactId) -> str:
        """Remember that two contacts are two people, so that they are not suggested again."""
        found = {contact.id: contact.name for contact in self._book.contacts.get_all([one, other])}
        if len(found) < 2:
            raise InvalidInput("One of them is no longer in the book.", "Nothing was changed.")
        label = f"{found[one]} and {found[other]} are two people"
        with self._book.write(label):
            say_distinct(self._book, one, other)
        return label


def joined_cards(cards: Sequence[str]) -> str:
    """Return one vCard of several: the first, with what only the others say of things a card has many of.

    A card of another version is written in another way; of it only what no version knows comes along.
    """
    if len(cards) < 2:
        return "".join(cards)
    first, *others = (_physical(card) for card in cards)
    end = next(
        (at for at in reversed(range(len(first))) if first[at].strip().upper() == "END:VCARD"), len(first)
    )
    known, version = {line.strip() for line in _whole_lines(first)}, _version(first)
    added: list[str] = []
    for other in others:
        for line in _whole_lines(other):
            name = _name(line)
            is_own = _version(other) != version and not name.startswith("x-")
            if name and name not in _ONE_ONLY and not is_own and line.strip() not in known:
                known.add(line.strip())
                added.append(line)
    joined = "".join([*first[:end], *added, *first[end:]])
    return joined if len(joined) <= CARD_LIMIT else cards[0]


def _physical(card: str) -> list[str]:
    return [f"{line}\n" for line in card.removesuffix("\n").split("\n")]


def _whole_lines(physical: Sequence[str]) -> list[str]:
    """Return each property with the lines it is folded over, as they stand in the card."""
    from tui.formats.vcard.lines import logical_lines

    data = [line.rstrip("\r\n").encode() for line in physical]
    return ["".join(physical[each.number - 1 : each.last]) for each in logical_lines(data)]


def _name(line: str) -> str:
    head = line.partition(":")[0].partition(";")[0]
    return head.rpartition(".")[2].strip().lower()


def _version(physical: Sequence[str]) -> str:
    found = (line.partition(":")[2].strip() for line in physical if line.upper().startswith("VERSION:"))
    return next(found, "")
