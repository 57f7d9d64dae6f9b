"""Awkwardness: one's own numbers, once there are enough of them."""

from __future__ import annotations

from tui.domain.writing.awkwardness import Pair, own_numbers


def test_below_five_pairs_nothing_is_said() -> None:
    assert own_numbers([Pair(5, 1)] * 4) == ""


def test_from_five_pairs_on_the_means_are_said() -> None:
    pairs = [Pair(4, 2), Pair(4, 2), Pair(4, 2), Pair(4, 2), Pair(3, 2)]
    assert own_numbers(pairs) == "You expected 3.8, it felt 2.0."
