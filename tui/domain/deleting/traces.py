"""What gives somebody away in a text about others: their name, nicknames, addresses and handles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import Enum, auto

from msgspec import Struct

from tui.domain.deleting.folded_text import FoldedText, plain
from tui.domain.deleting.ordinary_words import is_ordinary
from tui.domain.quick_add.people import MatchRank, answers_to

STAND_IN = "someone"
"""What is written where a name stood."""
SHORT_STAND_IN = "…"
"""What is written where "someone" does not fit."""

_SHORTEST_LAST_NAME = 4
_SHORTEST_ONLY_NAME = 5
"""A last name, or a name of one word, of fewer letters alone gives nobody away."""
_SHORTEST_UNSPACED = 3
"""A whole name in a script without spaces is as good as two words from so many letters on."""
_SHORTEST_VALUE = 5
_SHORTEST_NUMBER = 7
_BETWEEN = r"[\s._\-]+"
"""What may stand between the words of a name: a space, or the dot of a handle."""
_HANDLE = re.compile(r"(?<![\w.])@[\w.\-]*\w(?:@[\w.\-]*\w)?")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff\uf900-\ufaff]")
"""Letters of scripts that do not set every word apart by spaces."""


class Where(Enum):
    """How near a text is to somebody."""

    ELSEWHERE = auto()
    """Written about others."""
    NEAR = auto()
    """About something they took part in or were spoken of in."""
    QUERY = auto()
    """What is looked for: capitals say nothing."""


class _Sign(Struct, frozen=True):
    """One way somebody may be written."""

    pattern: re.Pattern[str]
    needs_capital: bool = False
    """Whether it counts only where it begins with a capital, as in the name."""
    capitals: int = 0
    """So many capitals it has at least where it counts."""

    def is_written(self, found: str) -> bool:
        """Whether what was found is written as it has to be."""
        if self.needs_capital and not found[0].isupper():
            return False
        return sum(map(str.isupper, found)) >= self.capitals


class Traces(Struct, frozen=True):
    """The texts that give one person away, told apart by where they may be looked for."""

    contact_id: int
    names: tuple[str, ...]
    """Their name and nicknames."""
    shared: frozenset[str]
    """Words of the names of others."""
    _anywhere: tuple[_Sign, ...]
    _nearby: tuple[_Sign, ...]
    _asked: tuple[_Sign, ...]
    _doubtful: tuple[_Sign, ...]
    _not_theirs: re.Pattern[str] | None
    """Names of others with a name of theirs inside."""
    _needles: tuple[str, ...]

    def taken_out(self, text: str, where: Where = Where.ELSEWHERE, stand_in: str = STAND_IN) -> str:
        """Return the text with "someone" wherever it gave them away.

        A first name, a short one, or one that is a word of everyday speech counts only near them: in what
        they took part in, with ``@``, or in a line with another sign of them.
        """
        if not self._may_hold(text):
            return text
        folded = FoldedText(text)
        signs = {Where.NEAR: self._nearby, Where.QUERY: self._asked}.get(where, ())
        spans = [*self._handles(text), *self._spans(folded, text, (*self._anywhere, *signs))]
        if spans and where is Where.ELSEWHERE:
            nearby = self._spans(folded, text, self._nearby)
            spans += [each for each in nearby if any(_share_a_line(text, each, sign) for sign in spans)]
        return _replaced(text, spans, stand_in)

    def names_in(self, text: str, where: Where = Where.ELSEWHERE) -> bool:
        """Whether a text gives them away."""
        return self.taken_out(text, where) != text

    def may_mean_them(self, text: str) -> bool:
        """Whether a name of theirs is left in a text, where it may as well mean something else."""
        return self._may_hold(text) and bool(self._spans(FoldedText(text), text, self._doubtful))

    def _may_hold(self, text: str) -> bool:
        if "@" in text:
            return True
        folded = plain(text)
        return any(needle in folded for needle in self._needles)

    def _spans(self, folded: FoldedText, text: str, signs: Iterable[_Sign]) -> list[tuple[int, int]]:
        theirs = (
            [found.span() for found in self._not_theirs.finditer(folded.folded)] if self._not_theirs else []
        )
        found: list[tuple[int, int]] = []
        for sign in signs:
            for match in sign.pattern.finditer(folded.folded):
                if any(start <= match.start() and match.end() <= end for start, end in theirs):
                    continue
                span = folded.span(*match.span())
                if sign.is_written(text[slice(*span)]):
                    found.append(span)
        return found

    def _handles(self, line: str) -> list[tuple[int, int]]:
        return [found.span() for found in _HANDLE.finditer(line) if self._is_handle(found[0][1:])]

    def _is_handle(self, handle: str) -> bool:
        if handle.isdecimal() and handle == str(self.contact_id):
            return True
        mine = handle.partition("@")[0]
        if plain(mine) in self.shared:
            return False
        rank = answers_to(mine, self.names[0], self.names[1:])
        return rank is not None and rank is not MatchRank.PREFIX


def traces_of(
    contact_id: int,
    name: str,
    aliases: Iterable[str],
    values: Iterable[str],
    names_of_others: Iterable[str],
    mean_else: Collection[str] = (),
) -> Traces:
    """Return what to look for; ``values`` are addresses, numbers and profiles.

    A word that is in somebody else's name too gives nobody away, and neither does a whole name that
    is somebody else's, word for word. ``mean_else`` are folded words that stand for something else in
    this book, as cities do.
    """
    names = tuple(dict.fromkeys(one for one in (name, *aliases) if one.strip()))
    others = {plain(other) for other in names_of_others}
    found = _Found(frozenset(word for other in others for word in other.split()), mean_else)
    for one in names:
        if plain(one) not in others:
            found.add(one)
    for value in values:
        found.add_value(value.strip())
    return Traces(
        contact_id,
        names,
        found.shared,
        tuple(found.anywhere),
        tuple(found.nearby),
        tuple(found.asked),
        tuple(found.doubtful),
        _any_of(other for other in others if _is_inside_of(other, names)),
        tuple(sorted(found.needles)),
    )


class _Found:
    """The signs of one person, sorted by where each of them counts."""

    def __init__(self, shared: frozenset[str], mean_else: Collection[str]) -> None:
        self.shared = shared
        self._mean_else = mean_else
        self.anywhere: list[_Sign] = []
        self.nearby: list[_Sign] = []
        self.asked: list[_Sign] = []
        self.doubtful: list[_Sign] = []
        self.needles: set[str] = set()

    def add(self, name: str) -> None:
        """Sort a whole name, then its words."""
        words = name.split()
        if len(words) > 1 or _is_whole_unspaced(name):
            self._add_phrase(words)
        if len(words) > 1:
            self._add_part(words[0], is_first=True)
            for word in words[1:]:
                self._add_part(word, is_last=word is words[-1])
        elif plain(name) not in self.shared:
            self._add_single(name)

    def add_value(self, value: str) -> None:
        """Sort an address, number or profile."""
        if len(value) < _SHORTEST_VALUE:
            return
        figures = re.findall(r"[0-9]", value)
        if len(figures) >= _SHORTEST_VALUE and not re.search(r"[^\W\d_]", value):
            if len(figures) >= _SHORTEST_NUMBER:
                spread = r"[\s()./\-]*".join(figures)
                self._take(rf"(?<!\d)\+?{spread}(?!\d)", figures[-1], self.anywhere)
            return
        is_known_by_form = "@" in value or "/" in value or (len(value.split()) > 1 and bool(figures))
        needle = plain(value)
        where = (self.anywhere,) if is_known_by_form else (self.nearby, self.asked)
        self._take(rf"(?<!\w){re.escape(needle)}(?![\w/])", needle, *where)

    def _add_phrase(self, words: Sequence[str]) -> None:
        whole = plain(" ".join(words))
        is_place = whole in self._mean_else
        tells = not is_place and not all(is_ordinary(word) for word in whole.split())
        needle = max((plain(word) for word in words), key=len)
        pattern = rf"@?{_BETWEEN.join(re.escape(plain(word)) for word in words)}"
        self._take(
            _apart(pattern, words[-1]), needle, *((self.anywhere,) if tells else (self.nearby, self.asked))
        )
        if tells:
            return
        self._doubt(words[0], pattern)
        capitals = sum(map(str.isupper, " ".join(words)))
        if capitals and not is_place:
            # "Studio 16" is somebody where it is written as a name, and "studio 16" may be any room.
            self._take(_apart(pattern, words[-1]), needle, self.anywhere, capitals=capitals)

    def _add_single(self, name: str) -> None:
        """A name of one word: near them it counts as it is written."""
        folded = plain(name)
        pattern = _apart(re.escape(folded), name)
        is_capital = name[:1].isupper()
        if self._tells_alone(name, _SHORTEST_ONLY_NAME):
            self._take(pattern, folded, self.anywhere, needs_capital=is_capital)
        else:
            self._doubt(name, pattern)
        common = is_ordinary(folded)
        self._take(pattern, folded, self.nearby, needs_capital=is_capital and common)
        if not common:
            self._take(pattern, folded, self.asked)

    def _add_part(self, word: str, *, is_first: bool = False, is_last: bool = False) -> None:
        """One word of a name of several."""
        folded = plain(word)
        if folded in self.shared or not re.search(r"\w", folded):
            return
        pattern = _apart(re.escape(folded), word)
        is_capital = word[:1].isupper()
        if is_last and self._tells_alone(word, _SHORTEST_LAST_NAME):
            self._take(pattern, folded, self.anywhere, needs_capital=True)
        if is_ordinary(folded):
            if is_first and is_capital and len(folded) > 1:
                self._take(pattern, folded, self.nearby, needs_capital=True)
                self._doubt(word, pattern)
            return
        if is_first or self._is_alone_enough(word):
            self._take(pattern, folded, self.nearby)
            self._take(pattern, folded, self.asked)
        if (is_first or is_last) and len(word) > 1:
            self._doubt(word, pattern)

    def _tells_alone(self, word: str, shortest: int) -> bool:
        """Whether one word means nobody and nothing else, wherever it stands."""
        folded = plain(word)
        if folded in self.shared or self._is_common(word):
            return False
        return word[:1].isupper() and len(word) >= shortest

    def _is_alone_enough(self, word: str) -> bool:
        return len(word) > 2 and plain(word) not in self._mean_else

    def _is_common(self, word: str) -> bool:
        folded = plain(word)
        return is_ordinary(folded) or folded in self._mean_else

    def _doubt(self, word: str, pattern: str) -> None:
        self._take(pattern, plain(word), self.doubtful, needs_capital=word[:1].isupper())

    def _take(
        self, pattern: str, needle: str, *where: list[_Sign], needs_capital: bool = False, capitals: int = 0
    ) -> None:
        sign = _Sign(re.compile(pattern), needs_capital, capitals)
        for each in where:
            each.append(sign)
        self.needles.add(needle)


def _is_whole_unspaced(name: str) -> bool:
    return len(name) >= _SHORTEST_UNSPACED and all(_UNSPACED.match(letter) for letter in name)


def _apart(pattern: str, text: str) -> str:
    """Let the pattern match whole words only, where the script has words."""
    return pattern if _UNSPACED.match(text[-1]) else rf"(?<![\w@]){pattern}(?!\w)"


def _is_inside_of(other: str, names: Iterable[str]) -> bool:
    words = set(other.split())
    return any(words.intersection(plain(name).split()) and plain(name) != other for name in names)


def _any_of(others: Iterable[str]) -> re.Pattern[str] | None:
    kept = sorted(others, key=len, reverse=True)
    if not kept:
        return None
    return re.compile(
        "|".join(rf"(?<!\w){_BETWEEN.join(map(re.escape, other.split()))}(?!\w)" for other in kept)
    )


def _share_a_line(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether no line ends between two stretches of a text."""
    first, second = sorted((one, other))
    return "\n" not in text[first[1] : second[0]]


def _replaced(text: str, spans: Iterable[tuple[int, int]], stand_in: str) -> str:
    kept: list[str] = []
    at = 0
    for start, end in _joined(spans):
        kept += [text[at:start], stand_in]
        at = end
    return "".join([*kept, text[at:]])


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield spans in their order, those that overlap as one."""
    current: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if current is not None and start < current[1]:
            current = current[0], max(current[1], end)
            continue
        if current is not None:
            yield current
        current = start, end
    if current is not None:
        yield current
