"""Queries: what each filter is read as, what is refused and why, and that no text is too strange."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import HOSTILE
from tui.domain.errors import InvalidInput
from tui.domain.search.filters import FILTERS, Fault, FilterKind, FilterValue, Sign, span_days
from tui.domain.search.query import PIECES_AT_MOST, QUERY_LIMIT, Filter, parse_query

TEXTS = st.text(st.sampled_from('ab #-:"<>9d maorglst. '), max_size=40) | st.text(max_size=40)


def only_filter(text: str) -> Filter:
    query = parse_query(text)
    assert (query.words, query.problems) == ((), ())
    (found,) = query.filters
    return found


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("#work", FilterKind.TAG, FilterValue("work")),
        ("tag:work", FilterKind.TAG, FilterValue("work")),
        ("circle:friends", FilterKind.CIRCLE, FilterValue("friends")),
        ("org:acme", FilterKind.ORG, FilterValue("acme")),
        ('org:"Fernweh Rail"', FilterKind.ORG, FilterValue("Fernweh Rail")),
        ('org:"Fernweh Ra', FilterKind.ORG, FilterValue("Fernweh Ra")),
        ("ORG:Acme", FilterKind.ORG, FilterValue("Acme")),
        ("company:acme", FilterKind.ORG, FilterValue("acme")),
        ("role:editor", FilterKind.ROLE, FilterValue("editor")),
        ("met:PyCon", FilterKind.MET, FilterValue("PyCon")),
        ("place:lisbon", FilterKind.PLACE, FilterValue("lisbon")),
        ("loc:lisbon", FilterKind.LOC, FilterValue("lisbon")),
        ("at:harbour", FilterKind.AT, FilterValue("harbour")),
        ("via:maya", FilterKind.VIA, FilterValue("maya")),
        ("topic:rust", FilterKind.TOPIC, FilterValue("rust")),
        ("due:", FilterKind.DUE, FilterValue()),
        ("due:today", FilterKind.DUE, FilterValue()),
        ("due:week", FilterKind.DUE, FilterValue(days=7)),
        ("due:2w", FilterKind.DUE, FilterValue(days=14)),
        ("due>2w", FilterKind.DUE, FilterValue(days=14, sign=Sign.MORE)),
        ("due:overdue", FilterKind.DUE, FilterValue("overdue")),
        ("last>90d", FilterKind.LAST, FilterValue(days=90, sign=Sign.MORE)),
        ("last<2w", FilterKind.LAST, FilterValue(days=14, sign=Sign.LESS)),
        ("last>=6m", FilterKind.LAST, FilterValue(days=180, sign=Sign.MORE)),
        ("never:", FilterKind.NEVER, FilterValue()),
        ("has:birthday", FilterKind.HAS, FilterValue("birthday")),
        ("is:archived", FilterKind.IS, FilterValue("archived")),
        ("rhythm:4w", FilterKind.RHYTHM, FilterValue(days=28)),
        ("every:monthly", FilterKind.RHYTHM, FilterValue(days=30)),
        ("rhythm:none", FilterKind.RHYTHM, FilterValue(days=0)),
    ],
)
def test_a_filter_is_read(text: str, kind: FilterKind, value: FilterValue) -> None:
    found = only_filter(text)
    assert (found.kind, found.value, found.is_negated) == (kind, value, False)


def test_words_and_filters_stand_in_any_order() -> None:
    query = parse_query("ma #work ok last>90d")
    assert query.wanted == ("ma", "ok")
    assert [one.kind for one in query.filters] == [FilterKind.TAG, FilterKind.LAST]


@pytest.mark.parametrize("text", ["-#work", "-tag:work", '-org:"two words"', "-never:", "-last>9d"])
def test_a_minus_negates_a_filter(text: str) -> None:
    assert only_filter(text).is_negated
    assert parse_query(text).left_out == (text[1:].replace('"', ""),)


def test_a_minus_negates_a_word_and_a_phrase() -> None:
    query = parse_query('maya -boat -"two words" jean-luc')
    assert (query.wanted, query.left_out) == (("maya", "jean-luc"), ("boat", "two words"))


def test_quotes_make_a_phrase_and_take_a_filter_literally() -> None:
    assert parse_query('"re:budget" "two words"').wanted == ("re:budget", "two words")


@pytest.mark.parametrize("text", ["12:30", "https://example.org/a", "a@example.org", "<3", "o'brien", "50%"])
def test_what_only_looks_like_a_filter_is_a_word(text: str) -> None:
    assert parse_query(text).wanted == (text,)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("foo:bar", 'There is no filter “foo:”. To look for the words, quote them: "foo:bar".'),
        ("ogr:acme", "There is no filter “ogr:”. Did you mean org:?"),
        ("due:xyz", "due: takes a time, as in due:today, due:week, due:2w or due:overdue."),
        ("last:90d", "last takes > or < and a span, as in last>90d (longer ago) or last<2w (less long)."),
        ("last>soon", "last takes > or < and a span, as in last>90d (longer ago) or last<2w (less long)."),
        ("never:maya", "never: stands alone; put a space after it."),
        ("is:nice", "is: takes archived, deceased, paused, snoozed or starred."),
        ("rhythm:4x", "rhythm: takes how often, as in rhythm:4w, rhythm:monthly or rhythm:none."),
        ("org>acme", "org> cannot be compared; write org:acme."),
    ],
)
def test_what_means_nothing_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    query = parse_query(f"maya {text}")
    (problem,) = query.problems
    assert (problem.sentence, problem.fault, query.is_refused) == (sentence, Fault.UNKNOWN, True)


@pytest.mark.parametrize(
    "text",
    ["#", "org:", "org:-", "last>", "last>9", "due:we", "due:1", "has:birt", "is:", "rhythm:4", "last:"],
)
def test_what_is_begun_does_not_narrow_anything_yet(text: str) -> None:
    query = parse_query(text)
    assert [problem.fault for problem in query.problems] == [Fault.UNFINISHED]
    assert query.asks_nothing
    assert not query.is_refused


@pytest.mark.parametrize("text", ["-", '"', '""', "…", "&", "- -"])
def test_what_holds_no_letter_is_said_and_narrows_nothing(text: str) -> None:
    query = parse_query(text)
    assert {problem.fault for problem in query.problems} == {Fault.EMPTY}
    assert query.asks_nothing


@pytest.mark.parametrize("text", ["foo:bar", "org:", "last>9"])
def test_where_nobody_can_finish_it_a_query_is_an_error(text: str) -> None:
    with pytest.raises(InvalidInput):
        parse_query(text).checked()


def test_an_ampersand_between_words_is_no_error() -> None:
    assert parse_query("smith & sons").checked().wanted == ("smith", "sons")


@pytest.mark.parametrize("text", ["x" * (QUERY_LIMIT + 1), "ann " * (PIECES_AT_MOST + 1)])
def test_too_much_at_once_is_refused(text: str) -> None:
    query = parse_query(text)
    assert query.is_refused
    assert (
        "can be looked for at once" in query.problems[-1].sentence or "can be" in query.problems[0].sentence
    )


def test_no_hostile_text_fails() -> None:
    for text in HOSTILE:
        assert parse_query(text).text.split() != [] or not text.strip(), repr(text)


@given(TEXTS)
def test_every_piece_is_looked_for_or_named_as_a_problem(text: str) -> None:
    query = parse_query(text)
    found = len(query.words) + len(query.filters) + len(query.problems)
    assert bool(query.text.split()) == bool(found)
    for problem in query.problems:
        assert problem.sentence


@given(TEXTS, TEXTS)
def test_reading_two_queries_side_by_side_is_reading_each(one: str, other: str) -> None:
    left, right = parse_query(one.replace('"', "")), parse_query(other.replace('"', ""))
    both = parse_query(f"{left.text} {right.text}")
    assert both.words == left.words + right.words
    assert both.filters == left.filters + right.filters


@given(st.integers(1, 9_999))
def test_a_span_is_read_in_days(number: int) -> None:
    assert span_days(f"{number}d") == number
    assert span_days(f"{number}w") == (number * 7 if number * 7 <= 36_500 else None)


def test_the_example_of_every_filter_is_that_filter() -> None:
    assert [only_filter(spec.example).kind for spec in FILTERS] == [spec.kind for spec in FILTERS]
    assert {spec.kind for spec in FILTERS} == set(FilterKind)


def test_every_filter_is_in_the_guide() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "find.md").read_text(encoding="utf-8")
    assert [spec.example for spec in FILTERS if f"| `{spec.example}` | {spec.meaning} |" not in guide] == []
