"""Who a handle means: the people a line may name, and the rule that tells who answers to what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from typing import Protocol

from msgspec import Struct, field

from tui.domain.records.contact import ContactId, fold, slug_of
from tui.domain.records.interaction import Channel


class PersonMatch(Struct, frozen=True):
    """A contact in the book, as far as a line needs to know them."""

    id: ContactId
    name: str
    slug: str
    """The handle typed after ``@``: the folded name with dots for spaces."""


class People(Protocol):
    """The people in the book, asked by what a person typed."""

    def named(self, handle: str) -> Sequence[PersonMatch]:
        """Return all who answer best to a handle: one when it is clear, several when it is not.

        A handle of digits may also be a contact's id, which then answers alone.
        """
        ...

    def nearest(self, handle: str) -> PersonMatch | None:
        """Return the contact a mistyped handle most likely means."""
        ...

    def exact(self, name: str) -> PersonMatch | None:
        """Give a contact with that full name, accents and case ignored."""
        ...

    def last_channel(self, contact_id: ContactId) -> Channel | None:
        """Return the channel last used with a contact."""
        ...


class MatchRank(IntEnum):
    """How well a name answers to a handle; lower answers better, and only the best are kept."""

    WHOLE = 1
    """The full name or a whole nickname."""
    WORDS = 2
    """Whole words from the first name on: ``may`` for May Tan."""
    FIRST_WORD = 3
    """The whole first name, then beginnings: ``may.t`` for May Tan."""
    PREFIX = 4
    """Beginnings only: ``ann`` for Anna Petrova."""


def answers_to(handle: str, name: str, aliases: Iterable[str] = ()) -> MatchRank | None:
    """Tell how well a contact answers to a handle as typed after ``@``; None: not at all.

    Dots separate parts: the first begins the first name, the others begin later words in order. A
    handle with a space is a full name and nothing less answers to it.
    """
    ranks = [_rank(handle, one) for one in (name, *aliases)]
    return min((rank for rank in ranks if rank is not None), default=None)


def _rank(handle: str, name: str) -> MatchRank | None:
    wanted, words = _parts(handle), _parts(name)
    if fold(handle) == fold(name) or (wanted and wanted == words):
        return MatchRank.WHOLE
    if " " in handle.strip() or not wanted or not words or not words[0].startswith(wanted[0]):
        return None
    if not _begin_in_order(wanted[1:], words[1:]):
        return None
    if words[0] != wanted[0]:
        return MatchRank.PREFIX
    return MatchRank.WORDS if set(wanted) <= set(words) else MatchRank.FIRST_WORD


def _parts(text: str) -> list[str]:
    return [part for part in slug_of(text.replace(".", " ")).split(".") if part]


def _begin_in_order(wanted: Sequence[str], words: Sequence[str]) -> bool:
    remaining = iter(words)
    return all(any(word.startswith(part) for word in remaining) for part in wanted)


def nearness(handle: str, name: str, aliases: Iterable[str] = ()) -> int | None:
    """Tell how far a mistyped handle is from a contact, in edits; None: too far to suggest them.

    Every word of a name is held against the handle; one edit is forgiven, two from six letters on,
    and the first letter must be right. A later word of the name (``okafor``) is no mistake but is not
    a handle either, so it counts as one edit.
    """
    from rapidfuzz.distance import OSA, Levenshtein

    wanted = ".".join(_parts(handle))
    if len(wanted) < 3:
        return None
    allowed = 1 if len(wanted) < 6 else 2
    best: int | None = None
    for one in (name, *aliases):
        words = _parts(one)
        for word in (*words, ".".join(words)):
            if word[0] != wanted[0] or OSA.distance(wanted, word, score_cutoff=allowed) > allowed:
                continue
            edits = max(1, int(Levenshtein.distance(wanted, word)))
            best = edits if best is None else min(best, edits)
    return best


def handle_for(known: PersonMatch, people: People) -> str:
    """Return the shortest plain handle that means this contact and nobody else: first name, slug or id."""
    first = known.slug.split(".", 1)[0]
    for handle in (first, known.slug):
        if handle and [one.id for one in people.named(handle)] == [known.id]:
            return handle
    return str(known.id)


def name_of_handle(handle: str) -> str:
    """Return the name a new person gets from a handle: ``lena.haas`` is Lena Haas; a full name stays."""
    if " " in handle.strip():
        return " ".join(handle.split())
    words = [word for word in handle.split(".") if word]
    return " ".join("-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in words)


def known_as(contact_id: int, name: str) -> PersonMatch:
    """Make a PersonMatch from an id and a name."""
    return PersonMatch(ContactId(contact_id), name, slug_of(name))


class PeopleList(Struct, frozen=True):
    """A few people held in memory."""

    known: tuple[PersonMatch, ...] = ()
    aliases: Mapping[ContactId, tuple[str, ...]] = field(default_factory=dict)
    channels: Mapping[ContactId, Channel] = field(default_factory=dict)
    """The channel last used with each."""

    def named(self, handle: str) -> Sequence[PersonMatch]:
        """Return all who answer best to a handle."""
        if handle.isdecimal() and (by_id := [one for one in self.known if str(one.id) == handle]):
            return by_id
        ranked = [(answers_to(handle, one.name, self.aliases.get(one.id, ())), one) for one in self.known]
        best = min((rank for rank, _ in ranked if rank is not None), default=None)
        return [] if best is None else [one for rank, one in ranked if rank is best]

    def nearest(self, handle: str) -> PersonMatch | None:
        """Return the contact a mistyped handle most likely means."""
        ranked = [(nearness(handle, one.name, self.aliases.get(one.id, ())), one) for one in self.known]
        near = [(edits, one) for edits, one in ranked if edits is not None]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def exact(self, name: str) -> PersonMatch | None:
        """Give a contact with that full name, accents and case ignored."""
        wanted = fold(name)
        return next((one for one in self.known if fold(one.name) == wanted), None)

    def last_channel(self, contact_id: ContactId) -> Channel | None:
        """Return the channel last used with a contact."""
        return self.channels.get(contact_id)
