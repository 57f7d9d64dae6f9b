"""Text from people and files, made safe to keep: the one gate at every entrance."""

from __future__ import annotations

import re
import unicodedata

_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\u2028\u2029\ufeff\ud800-\udfff]"
)
_ZALGO = re.compile(
    r"([\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
REPLACEMENT = "\ufffd"


def clean(text: str, limit: int | None = None, *, one_line: bool = False) -> str:
    """Return the text as it may be kept.

    Composed (NFC); carriage returns become line ends; control characters, bidi overrides and lone
    surrogates become U+FFFD, so that what was there stays visible as "something"; at most four
    combining marks stand on one letter; at most ``limit`` characters are kept. ``one_line`` turns
    line ends and tabs into spaces.
    """
    if not text.isascii() or not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        text = _DROPPED.sub(REPLACEMENT, text)
        text = unicodedata.normalize("NFC", text)
        text = _ZALGO.sub(r"\1", text)
    if one_line:
        text = text.replace("\n", " ").replace("\t", " ")
    return text if limit is None else text[:limit]
