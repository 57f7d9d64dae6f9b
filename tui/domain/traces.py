"""What gives somebody away in a text about others: their name, nicknames, addresses and handles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.domain.contact import fold
from tui.domain.quick_add.people import MatchRank, answers_to

STAND_IN = "someone"
"""What is written where a name stood."""

_SHORTEST_WORD = 3
_SHORTEST_VALUE = 5
_BETWEEN = r"[\s._\-]+"
"""What may stand between the words of a name: a space, or the dot of a handle."""
_HANDLE = re.compile(r"@[\w.\-]*\w")


@dataclass(frozen=True, slots=True)
class Traces:
    """The texts that give one person away, told apart by where they may be looked for."""

    names: tuple[str, ...]
    """Their name and nicknames."""
    anywhere: re.Pattern[str] | None
    """Full name, last name, nicknames, addresses: these mean nobody else."""
    nearby: re.Pattern[str] | None
    """The same and the first name: where it is known that they are spoken of."""
    shared: frozenset[str] = frozenset()
    """Folded first names that are somebody else's too."""

    def taken_out(self, text: str, *, is_near: bool = False) -> str:
        """Give the text with "someone" wherever it gave them away.

        ``is_near`` says that they are known to be spoken of, so that a first name or a handle is theirs.
        """
        pattern = self.nearby if is_near else self.anywhere
        kept = text if pattern is None else pattern.sub(STAND_IN, text)
        return _HANDLE.sub(self._without_handle, kept) if is_near and "@" in kept else kept

    def _without_handle(self, found: re.Match[str]) -> str:
        handle = found[0][1:]
        if fold(handle) in self.shared:
            return found[0]
        rank = answers_to(handle, self.names[0], self.names[1:])
        return found[0] if rank is None or rank is MatchRank.PREFIX else STAND_IN


def traces_of(
    name: str, aliases: Iterable[str], values: Iterable[str], names_of_others: Iterable[str]
) -> Traces:
    """Give what to look for; ``values`` are addresses, numbers and profiles.

    A word that is in somebody else's name too gives nobody away, and neither does a whole name that
    is somebody else's, word for word.
    """
    names = tuple(dict.fromkeys(one for one in (name, *aliases) if one.strip()))
    wanted: list[str] = []
    near: list[str] = []
    others = {fold(other) for other in names_of_others}
    their_words = {word for other in others for word in other.split()}
    for one in names:
        words = one.split()
        if len(words) > 1 and fold(one) not in others:
            wanted.append(_phrase(words))
        if _tells(words[-1], their_words):
            wanted.append(_word(words[-1]))
        if _tells(words[0], their_words):
            near.append(_word(words[0]))
    wanted += [_value(value.strip()) for value in values if len(value.strip()) >= _SHORTEST_VALUE]
    return Traces(names, _any_of(wanted), _any_of([*wanted, *near]), frozenset(their_words))


def _tells(word: str, words_of_others: set[str]) -> bool:
    shortest = _SHORTEST_WORD if _is_cased(word) else _SHORTEST_WORD - 1
    return len(word) >= shortest and fold(word) not in words_of_others


def _is_cased(word: str) -> bool:
    """Whether the script tells capitals from small letters, and so sets words apart by spaces."""
    return word.upper() != word.lower()


def _any_of(parts: Sequence[str]) -> re.Pattern[str] | None:
    kept = sorted(set(parts), key=len, reverse=True)
    return re.compile("|".join(kept)) if kept else None


def _phrase(words: Sequence[str]) -> str:
    """A name of several words, in any case, with or without its accents, also as a handle."""
    return _apart(f"(?i:@?{_BETWEEN.join(_letters(word) for word in words)})", " ".join(words))


def _word(word: str) -> str:
    """One word of a name, written as in the name: "will" is no Will."""
    return _apart(_letters(word), word)


def _value(value: str) -> str:
    """An address in any case; a number with any spaces and signs between its figures."""
    figures = re.findall(r"[0-9]", value)
    if len(figures) >= _SHORTEST_VALUE and not re.search(r"[^\W\d_]", value):
        return r"\+?" + r"[\s()./\-]*".join(figures)
    return _apart(f"(?i:{re.escape(value)})", value)


def _apart(pattern: str, text: str) -> str:
    """Let the pattern match whole words only, where the script has words."""
    return rf"(?<!\w){pattern}(?!\w)" if _is_cased(text) else pattern


def _letters(word: str) -> str:
    """A word with each letter as it is, or without its accent."""
    return "".join(_letter(c) for c in unicodedata.normalize("NFC", word))


def _letter(c: str) -> str:
    bare = unicodedata.normalize("NFD", c)[0]
    return re.escape(c) if bare == c else f"(?:{re.escape(c)}|{re.escape(bare)})"
