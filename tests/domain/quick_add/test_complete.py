"""What is completed at the caret, and the line once something is taken."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.quick_add.book import ANNA_P, BO, MAYA, PEOPLE, blocking, read, read_log
from tui.domain.quick_add.complete import Completes, choose, complete, follow_up_line, ghost, take
from tui.domain.quick_add.parsed import LineKind


@pytest.mark.parametrize(
    ("line", "what", "prefix"),
    [
        ("call @", Completes.PERSON, ""),
        ("call @ma", Completes.PERSON, "ma"),
        ('call @"Maya Ok', Completes.PERSON, "Maya Ok"),
        ("call @bo,@ma", Completes.PERSON, "ma"),
        ("Lena via:@b", Completes.PERSON, "b"),
        ("call @bo #wo", Completes.TAG, "wo"),
        ("call @bo tag:wo", Completes.TAG, "wo"),
        ("call @bo +wo", Completes.TAG, "wo"),
        ("lunch @bo at:Py", Completes.PLACE, "Py"),
        ('lunch @bo at:"PyCon D', Completes.PLACE, "PyCon D"),
        ("ca", Completes.WORD, "ca"),
        ("call @bo yest", Completes.WORD, "yest"),
    ],
)
def test_what_was_begun_is_completed(line: str, what: Completes, prefix: str) -> None:
    found = complete(line, len(line))
    assert found is not None
    assert (found.what, found.prefix) == (what, prefix)


@pytest.mark.parametrize(
    "line",
    ["", "call ", "call @bo he said yest", "mail bo@ex", "call @bo > ca", "call @bo +4", 'call @bo "a" x'],
)
def test_nothing_is_completed_in_plain_text(line: str) -> None:
    assert complete(line, len(line)) is None


def test_only_what_stands_before_the_caret_counts() -> None:
    found = complete("call @maya yesterday", 8)
    assert found is not None
    assert (found.prefix, found.start, found.end) == ("ma", 5, 10)


def test_a_taken_person_replaces_the_whole_word() -> None:
    found = complete("call @ma yesterday", 8)
    assert found is not None
    assert take("call @ma yesterday", found, "maya.okafor") == ("call @maya.okafor yesterday", 18)


def test_a_taken_place_with_a_space_is_quoted() -> None:
    found = complete("lunch at:Py", 11)
    assert found is not None
    assert take("lunch at:Py", found, "PyCon DE") == ('lunch at:"PyCon DE" ', 20)


def test_an_open_quote_is_replaced_with_what_it_holds() -> None:
    line = 'call @"Maya Ok'
    found = complete(line, len(line))
    assert found is not None
    assert take(line, found, "maya") == ("call @maya ", 11)


@pytest.mark.parametrize(
    ("prefix", "rest"), [("ca", "ll"), ("YEST", "erday"), ("call", ""), ("c", ""), ("zz", "")]
)
def test_ghost_text_goes_on_with_a_word_of_the_grammar(prefix: str, rest: str) -> None:
    assert ghost(prefix) == rest


def test_a_chosen_contact_settles_an_unclear_name() -> None:
    parsed = read_log("@anna lunch")
    assert parsed.blocking is not None
    line, caret = choose(parsed.line, parsed.blocking, ANNA_P, PEOPLE)
    assert (line, caret, read_log(line).contacts) == ("@anna.petrova lunch", 14, (ANNA_P,))


def test_a_chosen_go_between_keeps_its_key() -> None:
    parsed = read("Lena via:@anna", LineKind.PERSON)
    assert parsed.blocking is not None
    line, _ = choose(parsed.line, parsed.blocking, ANNA_P, PEOPLE)
    assert read(line, LineKind.PERSON).via == ANNA_P


def test_a_plan_typed_as_a_log_becomes_a_follow_up() -> None:
    plan = read(follow_up_line(read_log("lunch @bo and @maya tomorrow at:noma new plans"), PEOPLE))
    assert (plan.kind, plan.contacts, plan.due_on) == (LineKind.FOLLOW_UP, (BO, MAYA), date(2026, 11, 24))
    assert (plan.text, blocking(plan)) == ("in person at noma new plans", "")


@given(st.text(st.sampled_from('@#+:;"at via>xé \\'), max_size=20), st.integers(-2, 25))
def test_completion_never_leaves_the_line(line: str, cursor: int) -> None:
    found = complete(line, cursor)
    assert found is None or 0 <= found.start <= found.end <= len(line)


@given(st.text(st.sampled_from('@#:;"atx '), max_size=15))
def test_the_caret_stands_inside_the_line_after_taking(line: str) -> None:
    found = complete(line, len(line))
    if found is not None:
        taken, caret = take(line, found, "two words")
        assert "two words" in taken
        assert caret <= len(taken)
