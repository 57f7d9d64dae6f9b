"""What a contact point is called: vCard types on one side, the person's own words on the other."""

from __future__ import annotations

import re

_WORD_OF_TYPE = {"cell": "mobile", "pcs": "mobile", "iphone": "iPhone"}
_TYPE_OF_WORD = {"mobile": "cell"}
_SILENT = {
    "pref",
    "internet",
    "voice",
    "x400",
    "x-internet",
    "text",
    "postal",
    "parcel",
    "dom",
    "intl",
    "other",
}
_WRITABLE = {"home", "work", "mobile", "fax", "pager"}
_APPLE = re.compile(r"_\$!<(.+)>!\$_")
_APPLE_KINDS = frozenset(
    [
        "assistant",
        "brother",
        "child",
        "daughter",
        "father",
        "friend",
        "manager",
        "mother",
        "parent",
        "partner",
        "sister",
        "son",
        "spouse",
    ]
)
"""What people are to each other that Apple shows in the reader's own language when it is wrapped."""


def label_of_types(types: tuple[str, ...]) -> str:
    """Return the label of TYPE values: their words in order, without those that say nothing to a person."""
    words = [_WORD_OF_TYPE.get(word, word) for word in types if word not in _SILENT]
    return " ".join(dict.fromkeys(words))


def types_of_label(label: str) -> tuple[str, ...] | None:
    """Return the TYPE values that read back as this label, or None where only a label of its own will do."""
    words = label.split(" ") if label else []
    types = tuple(_TYPE_OF_WORD.get(word, word) for word in words)
    if any(word not in _WRITABLE for word in words) or label_of_types(types) != label:
        return None
    return types


def unwrap_apple(label: str) -> str:
    """Take a label out of Apple's wrapping: ``_$!<Home>!$_`` is home."""
    match = _APPLE.fullmatch(label)
    if match is None:
        return label
    return match[1].lower()


def wrap_apple(kind: str) -> str:
    """Return what somebody is as Apple writes it: spouse is ``_$!<Spouse>!$_``; other words stand as they are."""
    return f"_$!<{kind.capitalize()}>!$_" if kind in _APPLE_KINDS else kind
