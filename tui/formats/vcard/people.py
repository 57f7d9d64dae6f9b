"""What a vCard says of the people around a contact, and of how their name is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from tui.domain.records.contact import NAME_LIMIT
from tui.domain.records.knowing import RelatedName
from tui.domain.text import clean
from tui.formats.vcard.labels import wrap_apple
from tui.formats.vcard.lines import Property, escaped, split_unescaped, unescape

RELATED = "related"
"""What somebody is where a card names them and not what they are."""
PHONETIC = ("X-PHONETIC-FIRST-NAME", "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-LAST-NAME")
PHONETIC_LIMIT = 200
KIND_LIMIT = 200

_BY_NAME = {
    f"{start}{name}": kind
    for kind, names in {
        "spouse": ("SPOUSE", "SPOUSENAME"),
        "manager": ("MANAGER", "MANAGERSNAME"),
        "assistant": ("ASSISTANT", "ASSISTANTSNAME"),
        "child": ("CHILD",),
        "partner": ("PARTNER",),
    }.items()
    for name in names
    for start in ("X-", "X-EVOLUTION-", "X-MS-", "X-KADDRESSBOOK-X-")
}
_ANDROID = "vnd.android.cursor.item/relation"
_ANDROID_KINDS = (
    "",
    "assistant",
    "brother",
    "child",
    "partner",
    "father",
    "friend",
    "manager",
    "mother",
    "parent",
    "partner",
    "referred by",
    "relative",
    "sister",
    "spouse",
)
"""The numbers Android writes for what somebody is; 0 has a word of its own."""
_TYPES = frozenset(
    [
        "contact",
        "acquaintance",
        "friend",
        "met",
        "co-worker",
        "colleague",
        "co-resident",
        "neighbor",
        "child",
        "parent",
        "sibling",
        "spouse",
        "kin",
        "muse",
        "crush",
        "date",
        "sweetheart",
        "me",
        "agent",
        "emergency",
    ]
)
"""What RELATED may say in version 4.0 (RFC 6350, 6.6.6)."""
_URIS = ("urn:", "http:", "https:", "mailto:", "data:", "geo:", "uuid:", "cid:")


def related_in(properties: Iterable[Property], labels: Mapping[str, str]) -> tuple[RelatedName, ...]:
    """Return everybody a card names beside its contact; an address instead of a name stays in the card alone.

    ``labels`` are the card's own words by the group they belong to.
    """
    found = (_related(p, labels.get(p.group, "") if p.group else "") for p in properties)
    return tuple(dict.fromkeys(each for each in found if each is not None))


def phonetic_in(properties: Sequence[Property]) -> str:
    """Return how the name is said, or ""."""
    named = {p.name: _text(p.value) for p in reversed(properties) if p.name in PHONETIC}
    if said := " ".join(named[name] for name in PHONETIC if named.get(name)):
        return said[:PHONETIC_LIMIT].rstrip()
    for p in properties:
        if p.name == "SOUND" and not is_audio(p):
            parts = [_text(part) for part in split_unescaped(p.value, ";")]
            turned = [*parts[1:2], *parts[2:], *parts[:1]] if "x-irmc-n" in p.types else parts
            if said := " ".join(part for part in turned if part):
                return said[:PHONETIC_LIMIT].rstrip()
    return ""


def is_audio(p: Property) -> bool:
    """Whether a SOUND is a recording or the address of one, not the name in letters."""
    is_data = p.param("ENCODING").upper() in ("B", "BASE64")
    return is_data or p.param("VALUE").lower() in ("uri", "url") or p.value.lower().startswith(_URIS)


def phonetic_lines(phonetic: str) -> Iterator[str]:
    """Yield the lines that say a name in letters: the last word with the family name."""
    given, _, family = " ".join(phonetic.split()).rpartition(" ")
    for name, text in zip(
        (PHONETIC[0], PHONETIC[2]), (given, family) if given else (family, ""), strict=True
    ):
        if text:
            yield f"{name}:{escaped(text)}"


def related_lines(related: RelatedName, group: str, version: Literal["3.0", "4.0"]) -> Iterator[str]:
    """Yield the lines that name somebody related; ``group`` ties what they are to it."""
    name, kind = escaped(related.name), related.kind
    if version == "4.0" and kind in _TYPES:
        yield f"RELATED;VALUE=text;TYPE={kind}:{name}"
        return
    said = "RELATED;VALUE=text" if version == "4.0" else "X-ABRELATEDNAMES"
    if kind == RELATED:
        yield f"{said}:{name}"
        return
    yield f"{group}.{said}:{name}"
    yield f"{group}.X-ABLabel:{escaped(wrap_apple(kind))}"


def _related(p: Property, label: str) -> RelatedName | None:
    if p.name == "X-ANDROID-CUSTOM":
        return _android(p)
    if p.name not in ("X-ABRELATEDNAMES", "RELATED") and p.name not in _BY_NAME:
        return None
    name = _text(p.value)
    is_address = p.name == "RELATED" and p.param("VALUE").lower() != "text" and name.lower().startswith(_URIS)
    if not name or is_address:
        return None
    types = [word for word in p.types if word not in ("pref", "home", "work", "other")]
    kind = _BY_NAME.get(p.name) or label or next(iter(types), "")
    return _named(name, kind)


def _android(p: Property) -> RelatedName | None:
    thing, name, number, own, *_ = [*(_text(part) for part in split_unescaped(p.value, ";")), "", "", "", ""]
    if thing != _ANDROID or not name:
        return None
    known = int(number) if number.isascii() and number.isdigit() and len(number) < 3 else 0
    return _named(name, _ANDROID_KINDS[known] if 0 < known < len(_ANDROID_KINDS) else own)


def _named(name: str, kind: str) -> RelatedName:
    return RelatedName(name[:NAME_LIMIT].rstrip(), kind[:KIND_LIMIT].rstrip() or RELATED)


def _text(value: str) -> str:
    return " ".join(clean(unescape(value), one_line=True).split())
