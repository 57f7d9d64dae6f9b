"""Worlds: rows V1-V7 of the practice model, and the quiet corner."""

from __future__ import annotations

import pytest

from tui.domain.measures.worlds import diversity, quiet_corner, worlds_sentence


@pytest.mark.parametrize(
    ("people", "entropy", "worlds", "evenness", "simpson"),
    [
        pytest.param([10], 0, 1.0, 0, 0, id="V1"),
        pytest.param([5, 5], 0.6931, 2.0, 1, 0.5, id="V2"),
        pytest.param([9, 1], 0.3251, 1.3841, 0.4690, 0.18, id="V3"),
        pytest.param([4, 3, 2, 1], 1.2799, 3.5961, 0.9232, 0.70, id="V4"),
        pytest.param([6, 2, 1, 1], 1.0889, 2.9710, 0.7855, 0.58, id="V5"),
        pytest.param([1, 1, 1, 1, 1], 1.6094, 5.0, 1, 0.80, id="V6"),
        pytest.param([2.5, 1.5, 1], 1.0297, 2.8001, 0.9372, 0.62, id="V7"),
        pytest.param([], 0, 0, 0, 0, id="nobody"),
    ],
)
def test_the_effective_number_of_worlds(
    people: list[float], entropy: float, worlds: float, evenness: float, simpson: float
) -> None:
    found = diversity({f"world {n}": count for n, count in enumerate(people)})
    measured = (found.entropy, found.worlds, found.evenness, found.simpson)
    assert measured == pytest.approx((entropy, worlds, evenness, simpson), abs=5e-5)


def test_worlds_are_spoken_of_from_five_people_on() -> None:
    found = diversity({"work": 5, "school": 4, "club": 3})
    assert worlds_sentence(12, found) == "12 people from about 3 worlds"
    assert worlds_sentence(4, found) is None


def test_one_world_is_one_world() -> None:
    assert worlds_sentence(6, diversity({"work": 6})) == "6 people from about 1 world"


BOOK = {"work": 20.0, "school": 10.0, "community": 10.0}


def test_the_quiet_corner_is_the_widest_gap_and_the_alphabet_settles_ties() -> None:
    assert quiet_corner(BOOK, {"work": 8, "school": 1, "community": 1}) == "community"


def test_a_small_gap_is_not_spoken_of() -> None:
    assert quiet_corner(BOOK, {"work": 5, "school": 3, "community": 2}) is None


def test_fewer_than_five_people_say_nothing_about_corners() -> None:
    assert quiet_corner(BOOK, {"work": 4}) is None


def test_a_world_not_touched_at_all_can_be_the_quiet_corner() -> None:
    assert quiet_corner(BOOK, {"work": 5, "community": 5}) == "school"
