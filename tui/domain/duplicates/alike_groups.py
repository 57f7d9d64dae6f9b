"""Who is worth comparing with whom: people grouped by what alike ones share, no group larger than can be compared."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from tui.domain.duplicates.likeness import Traits, blocks_of, name_words
from tui.domain.records.contact import ContactId

MOST_COMPARED = 200
"""People of one group that are compared at most; more share a name than anybody could tell apart."""

Id = TypeVar("Id", int, ContactId)


class AlikeGroups(Generic[Id]):
    """People by the details and the parts of names that two alike ones share at least one of."""

    def __init__(self) -> None:
        self._groups: dict[str, list[Id]] = {}
        self.not_compared = 0
        """How many came into a group that was full."""

    def add(self, who: Id, keys: Iterable[str]) -> None:
        """Put somebody into the groups of these keys, as far as there is room: the first stay."""
        is_full = False
        for key in keys:
            group = self._groups.setdefault(key, [])
            if len(group) < MOST_COMPARED:
                group.append(who)
            else:
                is_full = True
        self.not_compared += is_full

    def among(self, keys: Iterable[str]) -> list[Id]:
        """Return everybody in these groups, each once, those who came first at the front."""
        return sorted({who for key in keys for who in self._groups.get(key, ())})


def group_keys(traits: Traits) -> set[str]:
    """Return the keys of the groups somebody belongs to: each detail, each whole name, and parts of names."""
    blocks = (block for words in _names_of(traits) for block in blocks_of(words))
    return {*telling_keys(traits), *blocks}


def telling_keys(traits: Traits) -> set[str]:
    """Return the keys that say most: each detail, and each whole name, which has a group of its own."""
    return {*traits.keys, *(whole_name_key(words) for words in _names_of(traits))}


def name_keys(name: str) -> set[str]:
    """Return the keys of one name: the whole of it, and its parts."""
    words = name_words(name)
    return {whole_name_key(words), *blocks_of(words)} if words else set()


def whole_name_key(words: tuple[str, ...]) -> str:
    """Return the key of the group of all who have this name, in any order of its words."""
    return "=" + " ".join(sorted(words))


def _names_of(traits: Traits) -> list[tuple[str, ...]]:
    return [words for words in (traits.words, *map(name_words, traits.aliases)) if words]
