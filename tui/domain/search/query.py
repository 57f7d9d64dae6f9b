"""What is asked of the book in one line: free words, filters, and what of it cannot be read."""

from __future__ import annotations

import re

from msgspec import Struct

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import fold
from tui.domain.search.filters import Fault, FilterKind, FilterValue, Sign, Unread, kind_named, read_value
from tui.domain.text import REPLACEMENT, clean

QUERY_LIMIT = 500
"""The most characters that are read."""
PIECES_AT_MOST = 24
"""The most words and filters of one query."""

_PIECE = re.compile(
    r"(?P<minus>-(?=\S))?"
    r"(?:(?P<hash>\#)|(?P<key>[^\W\d_]+)(?P<sign>:|[<>]=?))?"
    r"(?:\"(?P<quoted>[^\"]*)(?P<closed>\"?)|(?P<bare>\S*))"
)
_LINKS = ("http:", "https:", "mailto:")


class QueryWord(Struct, frozen=True):
    """A word, or a quoted phrase, that is looked for everywhere."""

    text: str
    is_negated: bool = False


class Filter(Struct, frozen=True):
    """One thing somebody must be, or with a minus must not be."""

    kind: FilterKind
    value: FilterValue
    is_negated: bool = False
    text: str = ""
    """As it was typed, without the minus."""


class QueryProblem(Struct, frozen=True):
    """A piece of a query that is not looked for, and the sentence that says why."""

    sentence: str
    fault: Fault


class Query(Struct, frozen=True):
    """A query as it was understood; every piece of the text is in exactly one of the three."""

    text: str = ""
    words: tuple[QueryWord, ...] = ()
    filters: tuple[Filter, ...] = ()
    problems: tuple[QueryProblem, ...] = ()

    @property
    def is_refused(self) -> bool:
        """Whether something in it means nothing, so that nobody can be given."""
        return any(problem.fault is Fault.UNKNOWN for problem in self.problems)

    @property
    def asks_nothing(self) -> bool:
        """Whether nothing is looked for: it is empty, or all of it is still unfinished."""
        return not (self.words or self.filters)

    @property
    def wanted(self) -> tuple[str, ...]:
        """The words that must be found, without those that must not."""
        return tuple(word.text for word in self.words if not word.is_negated)

    @property
    def left_out(self) -> tuple[str, ...]:
        """What must not be found, as it was typed."""
        pieces: tuple[QueryWord | Filter, ...] = (*self.words, *self.filters)
        return tuple(piece.text for piece in pieces if piece.is_negated)

    @property
    def name(self) -> str:
        """The words that must be found, as somebody's name would be folded."""
        return fold(" ".join(self.wanted))

    def checked(self) -> Query:
        """Return the query for a place where nobody is there to finish it.

        Raises InvalidInput for what means nothing, and for what is unfinished.
        """
        for problem in self.problems:
            if problem.fault is not Fault.EMPTY:
                raise InvalidInput(problem.sentence, "Nothing was looked for.")
        return self


def parse_query(text: str) -> Query:
    """Read a query. No text fails: what cannot be read is a problem with its sentence."""
    kept = clean(text, QUERY_LIMIT + 1, one_line=True).replace(REPLACEMENT, " ")
    words: list[QueryWord] = []
    filters: list[Filter] = []
    problems: list[QueryProblem] = []
    if len(kept) > QUERY_LIMIT:
        problems.append(_too_much(f"{QUERY_LIMIT} characters"))
        kept = kept[:QUERY_LIMIT]
    pieces = cut_up(kept)
    for found in pieces[:PIECES_AT_MOST]:
        try:
            read = _read(found)
        except Unread as unread:
            problems.append(QueryProblem(unread.sentence, unread.fault))
            continue
        if isinstance(read, QueryWord):
            words.append(read)
        else:
            filters.append(read)
    if len(pieces) > PIECES_AT_MOST:
        problems.append(_too_much(f"{PIECES_AT_MOST} words"))
    return Query(kept, tuple(words), tuple(filters), tuple(problems))


def cut_up(text: str) -> list[re.Match[str]]:
    """Cut a query into its words and filters; a quoted value belongs to its filter."""
    pieces: list[re.Match[str]] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _PIECE.match(text, at)
        if found is None or found.end() == at:
            break
        pieces.append(found)
        at = found.end()
    return pieces


def value_in(found: re.Match[str]) -> str:
    """Return the value of a piece, without its quotes."""
    return found["bare"] if found["quoted"] is None else found["quoted"]


def _read(found: re.Match[str]) -> QueryWord | Filter:
    is_negated, value = found["minus"] is not None, value_in(found)
    if found["hash"]:
        return Filter(FilterKind.TAG, read_value(FilterKind.TAG, Sign.IS, value), is_negated, f"#{value}")
    if found["key"] and (found["key"] + found["sign"]).casefold() not in _LINKS:
        kind = kind_named(found["key"])
        if kind is None:
            raise _no_such_filter(found["key"], found["sign"], value)
        sign = Sign(found["sign"][0])
        typed = f"{found['key']}{found['sign']}{value}"
        return Filter(kind, read_value(kind, sign, value), is_negated, typed)
    text = " ".join(f"{found['key'] or ''}{found['sign'] or ''}{value}".split())
    if not any(c.isalnum() for c in text):
        raise _nothing_in(text)
    return QueryWord(text, is_negated)


def _nothing_in(text: str) -> Unread:
    if text in ("", "-"):
        return Unread("A word or a filter is missing there.", Fault.EMPTY)
    return Unread(f"“{text}” holds nothing to look for.", Fault.EMPTY)


def _no_such_filter(key: str, sign: str, value: str) -> Unread:
    from difflib import get_close_matches

    near = get_close_matches(key.casefold(), [kind.value for kind in FilterKind], n=1, cutoff=0.6)
    quoted = f'To look for the words, quote them: "{key}{sign}{value}".'
    return Unread(f"There is no filter “{key}{sign}”. {f'Did you mean {near[0]}:?' if near else quoted}")


def _too_much(most: str) -> QueryProblem:
    return QueryProblem(f"No more than {most} can be looked for at once.", Fault.UNKNOWN)
