"""Completing a query: what stands at the caret, and the query once something is taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.search.complete import begun_at, offers_for, own_words
from tui.domain.search.filters import FilterKind
from tui.domain.search.query import parse_query


def offered(text: str, *words: str, caret: int | None = None) -> list[str]:
    begun = begun_at(text, len(text) if caret is None else caret)
    return (
        [] if begun is None else [offer.text for offer in offers_for(text, begun, words or own_words(begun))]
    )


@pytest.mark.parametrize(
    ("text", "kind", "prefix"),
    [
        ("#wo", FilterKind.TAG, "wo"),
        ("-#wo", FilterKind.TAG, "wo"),
        ("maya circle:fr", FilterKind.CIRCLE, "fr"),
        ('org:"Fernweh R', FilterKind.ORG, "Fernweh R"),
        ("org:", FilterKind.ORG, ""),
        ("last>", FilterKind.LAST, ""),
        ("ci", None, "ci"),
    ],
)
def test_what_is_begun_at_the_caret_is_told(text: str, kind: FilterKind | None, prefix: str) -> None:
    begun = begun_at(text, len(text))
    assert begun is not None
    assert (begun.kind, begun.prefix) == (kind, prefix)


@pytest.mark.parametrize("text", ["", "m", "foo:b", "never:", "maya ", '"two wo', "12"])
def test_nothing_is_offered_where_nothing_is_begun(text: str) -> None:
    assert begun_at(text, len(text)) is None


def test_the_name_of_a_filter_is_offered_with_its_sign() -> None:
    assert offered("ci") == ["circle:"]
    assert offered("maya la") == ["maya last>"]
    assert offered("-ro") == ["-role:"]


def test_the_few_values_of_a_filter_are_offered() -> None:
    assert offered("has:b") == ["has:birthday "]
    assert offered("due:w") == ["due:week "]


def test_a_taken_value_is_quoted_where_it_holds_a_space() -> None:
    assert offered("org:fern", "Fernweh Rail") == ['org:"Fernweh Rail" ']


def test_what_stands_behind_the_caret_is_kept() -> None:
    assert offered("#wo maya", "work", caret=3) == ["#work maya"]


def test_what_stands_there_already_is_not_offered() -> None:
    assert offered("#work", "work", "workshop") == ["#workshop "]


@given(
    st.text(st.sampled_from('ab#-:" orgl<>c'), max_size=20),
    st.integers(0, 20),
    st.text(min_size=1, max_size=12),
)
def test_a_taken_value_is_read_as_it_was_offered(text: str, caret: int, value: str) -> None:
    begun = begun_at(text, caret)
    if begun is None or begun.kind is not FilterKind.ORG or not any(c.isalnum() for c in value):
        return
    (offer,) = offers_for(text, begun, [value]) or (None,)
    if offer is not None:
        kept = " ".join(value.replace('"', "").split())
        assert kept in {one.value.text for one in parse_query(offer.text).filters} or not kept.isprintable()
        assert 0 <= offer.caret <= len(offer.text)
