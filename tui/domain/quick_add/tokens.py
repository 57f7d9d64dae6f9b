"""A line cut into words: what stands between spaces, with its sigil, quotes and escapes resolved."""

from __future__ import annotations

import re
from enum import Enum, auto

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.text import clean

_OPENING = re.compile(r'(?:@|#|~|\+|>|(?P<next>next:)|[A-Za-z]+:@?)?"', re.IGNORECASE)
_ESCAPED_SPACE = re.compile(r"\\(\s)")
_AFTER_A_WORD = ",.;:!?)"
_CLOSES = ";"
_BREAKS = (";", ":", ".", "!", "?")


class Sigil(Enum):
    """What the beginning of a word says the word is."""

    PLAIN = auto()
    AT = auto()
    TAG = auto()
    NEXT = auto()
    RHYTHM = auto()
    PAIR = auto()
    RUN = auto()
    """gave: or got:, whose text runs on over the next words."""


class _Made(Enum):
    """How the text of a word was held together."""

    BARE = auto()
    JOINED = auto()
    """By a backslash before each space."""
    QUOTED = auto()


def _starting(beginning: str) -> re.Pattern[str]:
    return re.compile(beginning, re.IGNORECASE | re.DOTALL)


_NEXT = _starting(r"(?:>|next:)(?P<value>|[\w+\-@#\"].*)")
_RUN = _starting(r"(?P<key>gave|got):(?P<value>.*)")
_CARRIERS = (
    (Sigil.AT, _starting(r"@(?P<value>.+)"), _AFTER_A_WORD),
    (Sigil.TAG, _starting(r"(?:#|tag:|\+(?=[^\W\d_]))(?P<value>.+)"), _AFTER_A_WORD),
    (Sigil.RHYTHM, _starting(r"(?:~|every:)(?P<value>.+)"), _AFTER_A_WORD),
    (
        Sigil.PAIR,
        _starting(r"(?P<key>at|via|met|org|role|loc|tel|bday|tz|url|email):(?P<value>.+)"),
        ",;",
    ),
)
"""How a word begins that carries a value, and the marks after it that do not belong to the value."""


class Word(Struct, frozen=True):
    """One word of a line."""

    start: int
    end: int
    """Offsets into the line."""
    text: str
    """The word as plain text: escapes resolved, sigils and quotes kept."""
    sigil: Sigil = Sigil.PLAIN
    key: str = ""
    """For a pair or a run: what stands before the colon."""
    value: str = ""
    """What the sigil carries, without quotes."""
    is_literal: bool = False
    """Quoted or escaped: never read as anything but text."""
    is_delimited: bool = False
    """A run whose text was quoted, and so ends with the word."""
    closes: bool = False
    """The word ends what it belongs to: a semicolon or a closing quote follows."""

    @property
    def is_plain(self) -> bool:
        """Whether it may be read as a word of the grammar."""
        return self.sigil is Sigil.PLAIN and not self.is_literal

    @property
    def breaks(self) -> bool:
        """Whether the understood words at the start of a line end with this one."""
        return self.closes or self.text.endswith(_BREAKS)

    @property
    def bare(self) -> str:
        """The folded word without the punctuation after it."""
        bare = self.text.rstrip(",.;:!?") or self.text
        return bare.casefold()


def split(line: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Cut a line, or a stretch of it, into words."""
    stop = len(line) if end is None else end
    words: list[Word] = []
    at = start
    while at < stop:
        if line[at].isspace():
            at += 1
            continue
        found, at = _word_at(line, at, stop)
        words.extend(found)
    return tuple(words)


def _word_at(line: str, at: int, stop: int) -> tuple[tuple[Word, ...], int]:
    """The word, or the words one opening makes, that begin here, and where they end."""
    if line[at] == "\\" and at + 1 < stop and not line[at + 1].isspace():
        end = _end_of_run(line, at + 1, stop)
        return (Word(at, end, _resolved(line[at + 1 : end]), is_literal=True),), end
    opening = _OPENING.match(line, at, stop)
    closing = line.find('"', opening.end(), stop) if opening else -1
    if opening and closing > opening.end():
        end = _end_of_run(line, closing + 1, stop)
        return _quoted(line, at, opening, closing, end), end
    end = _end_of_run(line, at + 1, stop, is_handle=line[at] == "@")
    raw = line[at:end]
    return _typed(at, end, _resolved(raw), _Made.JOINED if _ESCAPED_SPACE.search(raw, 1) else _Made.BARE), end


def _end_of_run(line: str, at: int, stop: int, *, is_handle: bool = False) -> int:
    """Where the run of letters ends: at a space that no backslash stands before, or between two handles."""
    while at < stop and not line[at].isspace():
        if is_handle and line[at] in ",;" and line[at + 1 : at + 2] == "@":
            return at + 1
        at += 2 if line[at] == "\\" and at + 1 < stop and line[at + 1].isspace() else 1
    return at


def _resolved(raw: str) -> str:
    return clean(_ESCAPED_SPACE.sub(r"\1", raw), one_line=True)


def _quoted(line: str, at: int, opening: re.Match[str], closing: int, end: int) -> tuple[Word, ...]:
    """A word with a quoted part; what follows the quote up to the next space belongs to it."""
    tail = line[closing + 1 : end]
    inside = _resolved(line[opening.end() : closing])
    whole = Word(at, end, _resolved(line[at:end]), is_literal=True)
    if not inside.strip():
        return (whole,)
    sigil = line[at : opening.end() - 1]
    if opening["next"] or sigil == ">":
        inner = split(line, opening.end(), closing)
        rest = split(line, closing + 1, end)
        return (
            Word(at, opening.end(), sigil, Sigil.NEXT),
            *inner[:-1],
            replace(inner[-1], closes=True),
            *rest,
        )
    if not sigil and inside.startswith("@"):
        sigil, inside = "@", inside[1:]
    word = _typed(at, end, sigil + inside + tail.strip(_AFTER_A_WORD), _Made.QUOTED)[0]
    if word.sigil is Sigil.PLAIN:
        return (whole,)
    return (replace(word, text=whole.text, closes=tail.endswith(_CLOSES)),)


def _typed(at: int, end: int, text: str, made: _Made, *, is_inner: bool = False) -> tuple[Word, ...]:
    """Tell by its beginning what a word is; ``is_inner`` is the word glued to an opening one."""
    closes = text.endswith(_CLOSES)
    if not is_inner and (found := _NEXT.fullmatch(text)):
        return _opened(at, end, text, found, Sigil.NEXT)
    if not is_inner and (found := _RUN.fullmatch(text)):
        if made is not _Made.BARE and (value := found["value"].strip()):
            return (Word(at, end, text, Sigil.RUN, found["key"].casefold(), value, is_delimited=True),)
        return _opened(at, end, text, found, Sigil.RUN)
    for sigil, pattern, trimmed in _CARRIERS:
        if not (found := pattern.fullmatch(text)):
            continue
        value = found["value"] if made is _Made.QUOTED else found["value"].rstrip(trimmed)
        if value.strip() and not (sigil is Sigil.TAG and not any(c.isalpha() for c in value)):
            key = found["key"].casefold() if sigil is Sigil.PAIR else ""
            return (Word(at, end, text, sigil, key, " ".join(value.split()), closes=closes),)
    return (Word(at, end, text, is_literal=made is not _Made.BARE, closes=closes),)


def _opened(at: int, end: int, text: str, found: re.Match[str], sigil: Sigil) -> tuple[Word, ...]:
    """A beginning whose text runs on: the beginning as one word, what is glued to it as the next."""
    key, value = text[: found.start("value")], found["value"]
    name = key.rstrip(":").casefold()
    if not value:
        return (Word(at, end, text, sigil, name),)
    cut = min(at + len(key), end)
    return (Word(at, cut, key, sigil, name), *_typed(cut, end, value, _Made.BARE, is_inner=True))
