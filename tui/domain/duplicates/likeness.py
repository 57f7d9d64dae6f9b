"""Who may be the same person: how sure it is, and why; only ever a suggestion."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import force_setattr

from tui.domain.duplicates.nicknames import full_forms, may_be_one_name
from tui.domain.records.contact import Contact, ContactDraft, PointKind, fold
from tui.domain.records.contact_points import point_key

SUGGESTED_FROM = 70
"""From this sureness on two people are suggested to be one (duplicates, the table of rules)."""
NAMESAKE = 60
"""The sureness of the same name with details that differ: worth a look, not suggested."""

_SAME_NAME = 85
_CLOSE_NAME = 75
_CLOSE_ENOUGH = 90.0
"""Likeness of whole names, in any order of their words, 0 to 100."""
_COMPARED = (PointKind.EMAIL, PointKind.PHONE, PointKind.PROFILE)
_BLOCK = 4
_NO_NAME = re.compile(r"[^\w\s'-]+")


class Traits(Struct, frozen=True):
    """What two people are compared by."""

    words: tuple[str, ...]
    """The folded words of the name, the given name first."""
    aliases: frozenset[str]
    keys: frozenset[str]
    """E-mail, phone and profile keys, with their kind before the colon."""
    name: str = ""
    """The folded name, without marks."""
    any_order: str = ""
    """The words of the name, sorted: the same for "Maya Okafor" and "Okafor Maya"."""
    kinds: frozenset[str] = frozenset()
    """The kinds of the keys. These three are made once: somebody is compared with hundreds."""

    def __post_init__(self) -> None:
        force_setattr(self, "name", " ".join(self.words))
        force_setattr(self, "any_order", " ".join(sorted(self.words)))
        force_setattr(self, "kinds", frozenset(key.partition(":")[0] for key in self.keys))


class Likeness(Struct, frozen=True):
    """How sure it is that two people are one, 0 to 100, and what speaks for and against it."""

    sureness: int
    reasons: tuple[str, ...]

    @property
    def is_suggested(self) -> bool:
        """Whether it is sure enough to be suggested."""
        return self.sureness >= SUGGESTED_FROM

    @property
    def words(self) -> str:
        """The reasons as one phrase: "same phone and a name that fits"."""
        return " and ".join(self.reasons)


def traits_of(who: Contact | ContactDraft, region: str | None = None) -> Traits:
    """Return what somebody is compared by; ``region`` is the person's own country, for phone numbers."""
    keys = (point_key(point, region) for point in who.points if point.kind in _COMPARED)
    return Traits(
        words=name_words(who.name),
        aliases=frozenset(fold(alias) for alias in who.aliases),
        keys=frozenset(key for key in keys if not key.endswith(":")),
    )


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; what stands before a comma is the family name."""
    before, comma, after = name.partition(",")
    turned = f"{after} {before}" if comma and after.strip() else name
    return tuple(_NO_NAME.sub(" ", fold(turned)).split())


def blocks_of(words: Iterable[str]) -> Iterator[str]:
    """Yield the keys of which two alike names share at least one: parts of two of their words.

    The words may come in any order, one of them may be an initial or a short form, and one may be misspelt.
    """
    listed = tuple(words)
    forms = [(full_forms(word) if len(word) > 1 else frozenset((word,))) for word in listed]
    seen: set[str] = set()
    for at, word in enumerate(listed):
        others = {form[0] for other, each in enumerate(forms) if other != at for form in each}
        for form in (*forms[at], word):
            seen.update(f"{form[:_BLOCK]} {letter}" for letter in others or {""})
    yield from seen


def likeness(one: Traits, other: Traits) -> Likeness | None:
    """Say how sure it is that these two are one, or None where nothing much speaks for it.

    The rules and their sureness are those measured for suggesting duplicates: same e-mail 100, same phone
    with a fitting name 95, same name 85, a close spelling 75, fitting first and near family name 70, and the
    same name with different details 60.
    """
    shared = one.keys & other.keys
    same_name = one.any_order == other.any_order or one.name in other.aliases or other.name in one.aliases
    if not shared and not same_name:
        return None if one.kinds & other.kinds else _by_name_alone(one, other)
    fits = same_name or _fits(one.words, other.words)
    name_said = "same name" if same_name else "a name that fits" if fits else "another name"
    for kind, sureness, needs_name in (("email", 100, False), ("profile", 100, False), ("phone", 95, True)):
        if any(key.startswith(f"{kind}:") for key in shared) and (fits or not needs_name):
            return Likeness(sureness, (f"same {_WORDS[kind]}", name_said))
    if same_name:
        differing = [] if shared else [kind for kind in _WORDS if kind in one.kinds & other.kinds]
        against = (f"other {_WORDS[kind]}" for kind in differing)
        return Likeness(NAMESAKE if differing else _SAME_NAME, (name_said, *against))
    return _by_name_alone(one, other)


def _by_name_alone(one: Traits, other: Traits) -> Likeness | None:
    """Say how sure it is by names that are not the same, where no detail speaks against it."""
    if not one.words or not other.words or not _first_fits(one.words[0], other.words[0]):
        return None
    if _is_close(one.name, other.name):
        return Likeness(_CLOSE_NAME, ("a close spelling",))
    return Likeness(SUGGESTED_FROM, ("a name that fits",)) if _fits(one.words, other.words) else None


_WORDS = {"email": "e-mail", "phone": "phone", "profile": "profile"}


def _fits(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether first names go together and family names are at most one letter apart."""
    if len(one) < 2 or len(other) < 2:
        return False
    return _first_fits(one[0], other[0]) and _edits(one[-1], other[-1]) <= 1


@lru_cache(maxsize=16_384)
def _first_fits(one: str, other: str) -> bool:
    """Whether first names go together: equal, an initial, a short form, or one slip in a longer name."""
    if may_be_one_name(one, other):
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return min(len(one), len(other)) > _SHORT and _edits(one, other) <= 1


_SHORT = 4
"""Letters; in a first name this short one letter makes another name: Ann, Ana, Jan, Joan."""


def _edits(one: str, other: str) -> int:
    """Count the slips between two words, two neighbours that changed places being one."""
    if one == other:
        return 0
    from rapidfuzz.distance import OSA

    return int(OSA.distance(one, other, score_cutoff=2))


def _is_close(one: str, other: str) -> bool:
    from rapidfuzz.fuzz import token_sort_ratio

    return token_sort_ratio(one, other, score_cutoff=_CLOSE_ENOUGH) > 0
