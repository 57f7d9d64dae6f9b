"""Who answers to a handle."""

from __future__ import annotations

import pytest

from tests.domain.quick_add.book import ANNA_L, ANNA_P, BO, MAY, MAYA, PEOPLE, ZOE
from tui.domain.quick_add.people import (
    MatchRank,
    PeopleList,
    PersonMatch,
    answers_to,
    handle_for,
    known_as,
    name_of_handle,
    nearness,
)


@pytest.mark.parametrize(
    ("handle", "expected"),
    [
        ("maya", [MAYA]),
        ("MAYA", [MAYA]),
        ("may", [MAY]),
        ("zoe", [ZOE]),
        ("zoë", [ZOE]),
        ("zo", [ZOE]),
        ("ann", [ANNA_L, ANNA_P]),
        ("anna.p", [ANNA_P]),
        ("a.lind", [ANNA_L]),
        ("maya.okafor", [MAYA]),
        ("Maya Okafor", [MAYA]),
        ("Maya Oka", []),
        ("bobo", [BO]),
        ("okafor", []),
        ("lena", []),
        ("4", [BO]),
    ],
)
def test_a_handle_finds_those_who_answer_best(handle: str, expected: list[PersonMatch]) -> None:
    assert list(PEOPLE.named(handle)) == expected


@pytest.mark.parametrize(
    ("handle", "name", "rank"),
    [
        ("may", "May", MatchRank.WHOLE),
        ("may", "May Tan", MatchRank.WORDS),
        ("anna.petrova", "Anna Maria Petrova", MatchRank.WORDS),
        ("may.t", "May Tan", MatchRank.FIRST_WORD),
        ("may", "Maya Okafor", MatchRank.PREFIX),
        ("tan", "May Tan", None),
        ("jr", "J.R. Tolkien", None),
        ("j.r.tol", "J.R. Tolkien", MatchRank.FIRST_WORD),
        ("o'brien", "O'Brien", MatchRank.WHOLE),
        ("李雷", "李雷", MatchRank.WHOLE),
    ],
)
def test_how_well_a_name_answers(handle: str, name: str, rank: MatchRank | None) -> None:
    assert answers_to(handle, name) is rank


def test_a_nickname_answers_like_a_name() -> None:
    assert answers_to("bobo", "Bo Chen", ["Bobo"]) is MatchRank.WHOLE


def test_a_name_of_nothing_but_signs_answers_only_to_itself() -> None:
    assert answers_to("🎉", "🎉") is MatchRank.WHOLE
    assert answers_to("bo", "🎉") is None


@pytest.mark.parametrize(
    ("handle", "near"), [("mya", MAYA), ("okafor", MAYA), ("zooe", ZOE), ("petrva", ANNA_P)]
)
def test_a_slip_of_the_hand_is_near_someone(handle: str, near: PersonMatch) -> None:
    assert PEOPLE.nearest(handle) == near


@pytest.mark.parametrize("handle", ["lena", "bx", "kofi", "hanna", "."])
def test_another_name_is_near_nobody(handle: str) -> None:
    assert PEOPLE.nearest(handle) is None


def test_a_swap_of_two_letters_is_near() -> None:
    assert nearness("mray", "Mary Ann") is not None


def test_the_shortest_handle_that_means_one_person_is_given() -> None:
    assert [handle_for(one, PEOPLE) for one in (BO, ANNA_P)] == ["bo", "anna.petrova"]


def test_of_two_of_the_same_name_each_has_a_number_for_handle() -> None:
    twins = (known_as(7, "Kim Lee"), known_as(8, "Kim Lee"))
    book = PeopleList(twins)
    handles = [handle_for(one, book) for one in twins]
    assert [list(book.named(handle)) for handle in handles] == [[one] for one in twins]


@pytest.mark.parametrize(
    ("handle", "name"),
    [
        ("lena", "Lena"),
        ("lena.haas", "Lena Haas"),
        ("jean-luc", "Jean-Luc"),
        ("McKay", "McKay"),
        ("li  na", "li na"),
    ],
)
def test_a_new_person_is_named_after_the_handle(handle: str, name: str) -> None:
    assert name_of_handle(handle) == name
