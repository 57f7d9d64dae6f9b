"""A card as it came from elsewhere, and which of its lines are words: the others are days, numbers and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable

_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r"[^\r\n]*(?:\r?\n|$)")
_WORDS = ("NOTE", "ORG", "TITLE", "ROLE", "CATEGORIES", "RELATED", "AGENT", "X-")
_OF_A_CARD = re.compile(r"(?:[\w-]+\.)?([\w-]+)")


def card_without(raw: str, without: Callable[[str], str]) -> str:
    """Return a card with its words passed through ``without``; what is not changed stays byte for byte, folds too."""
    kept: list[str] = []
    at = 0
    for stretch in _logical_lines(raw):
        line = raw[at : at + stretch]
        at += stretch
        kept.append(_line_without(line, without) if _holds_words(line) else line)
    return "".join(kept)


def _line_without(line: str, without: Callable[[str], str]) -> str:
    whole = _FOLD.sub("", line)
    after = without(whole)
    return line if after == whole else after


def _holds_words(line: str) -> bool:
    found = _OF_A_CARD.match(line)
    return found is not None and found[1].upper().startswith(_WORDS)


def _logical_lines(raw: str) -> list[int]:
    """Return the lengths of the lines, each with those that go on from it."""
    lengths: list[int] = []
    for match in _LINE.finditer(raw):
        line = match[0]
        if not line:
            break
        if lengths and line.startswith((" ", "\t")):
            lengths[-1] += len(line)
        else:
            lengths.append(len(line))
    return lengths
