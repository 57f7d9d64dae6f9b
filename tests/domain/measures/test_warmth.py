"""Warmth, depth and balance: rows H01-H09 and B1-B8 of the practice model."""

from __future__ import annotations

from datetime import date

import pytest

from tui.domain.measures.warmth import FeltTouch, balance, depth, depth_word, warmth, warmth_word

IN_PERSON, CALL, MESSAGE, COMMENT, LIKE = 1.0, 1.0, 0.6, 0.3, 0.0
MEETING = date(2026, 3, 2)


def felt(weight: float, feeling: int | None = None, on: date = MEETING) -> FeltTouch:
    return FeltTouch(on, weight, feeling)


@pytest.mark.parametrize(
    ("ideal", "touches", "today", "value"),
    [
        pytest.param(30, [felt(IN_PERSON, 5)], "2026-03-02", 100.0, id="H01"),
        pytest.param(30, [felt(IN_PERSON, 5)], "2026-04-01", 70.71, id="H02"),
        pytest.param(30, [felt(IN_PERSON, 5)], "2026-05-01", 50.0, id="H03"),
        pytest.param(30, [felt(MESSAGE, 3)], "2026-03-02", 48.0, id="H04"),
        pytest.param(30, [felt(MESSAGE, 3)] * 20, "2026-03-02", 48.0, id="H05"),
        pytest.param(
            30, [felt(IN_PERSON, 5), felt(COMMENT, 3, date(2026, 4, 20))], "2026-05-01", 50.0, id="H06"
        ),
        pytest.param(365, [felt(CALL, 4)], "2027-03-02", 63.64, id="H07"),
        pytest.param(30, [felt(LIKE, 5)], "2026-03-02", 0.0, id="H08"),
        pytest.param(None, [felt(CALL, 4)], "2026-08-29", 45.0, id="H09"),
        pytest.param(30, [], "2026-03-02", 0.0, id="never in touch"),
        pytest.param(30, [felt(CALL, 4)], "2026-03-01", 0.0, id="still to come"),
    ],
)
def test_warmth_is_the_best_recent_touch(
    ideal: int | None, touches: list[FeltTouch], today: str, value: float
) -> None:
    assert warmth(touches, ideal, date.fromisoformat(today)) == pytest.approx(value, abs=0.005)


def test_warmth_in_words() -> None:
    values = (0, 19.9, 20, 44.9, 45, 69.9, 70)
    words = ["seed", "resting", "sprout", "sprout", "leaf", "leaf", "bloom"]
    assert [warmth_word(value) for value in values] == words


@pytest.mark.parametrize(
    ("touches", "value"),
    [
        ([felt(MESSAGE, 3)], 0.54),
        ([felt(MESSAGE, 3), felt(CALL, 4)], 0.633),
        ([felt(MESSAGE, 3), felt(CALL, 4), felt(IN_PERSON, 5)], 0.7431),
        ([felt(COMMENT, 2)] * 20, 0.27),
        ([felt(IN_PERSON, 5)] * 3, 1.0),
        ([felt(MESSAGE), felt(LIKE, 1)], 0.54),
        ([felt(CALL, 4, date(2026, 3, 3)), felt(MESSAGE, 3)], 0.633),
    ],
)
def test_depth_is_how_rich_contact_usually_is(touches: list[FeltTouch], value: float) -> None:
    assert depth(touches) == pytest.approx(value, abs=5e-5)


def test_there_is_no_depth_without_a_touch() -> None:
    assert depth([felt(LIKE, 5)]) is None


def test_depth_in_words() -> None:
    words = ["light", "growing", "good", "deep"]
    assert [depth_word(value) for value in (0.34, 0.35, 0.6, 0.8)] == words


TODAY = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("given", "received", "g", "r", "value"),
    [
        pytest.param([], [], 0, 0, 0.0, id="B1"),
        pytest.param([TODAY], [], 1, 0, 0.3333, id="B2"),
        pytest.param([TODAY] * 3, [], 3, 0, 0.6, id="B3"),
        pytest.param([TODAY] * 3, [TODAY], 3, 1, 0.3333, id="B4"),
        pytest.param([], [TODAY] * 3, 0, 3, -0.6, id="B5"),
        pytest.param([date(2026, 1, 2)] * 4, [], 2, 0, 0.5, id="B6"),
        pytest.param([TODAY] * 2, [TODAY] * 2, 2, 2, 0.0, id="B7"),
        pytest.param([TODAY] * 5, [], 5, 0, 0.7143, id="B8"),
    ],
)
def test_the_balance_of_given_and_received(
    given: list[date], received: list[date], g: float, r: float, value: float
) -> None:
    found = balance(given, received, TODAY)
    assert found.given == pytest.approx(g)
    assert found.received == pytest.approx(r)
    assert found.value == pytest.approx(value, abs=5e-5)


def test_the_balance_speaks_only_beyond_a_half() -> None:
    assert balance([date(2026, 1, 2)] * 4, [], TODAY).sentence("Ana") is None
    given = "You have given a lot here. Letting Ana help you is a gift too."
    assert balance([TODAY] * 3, [], TODAY).sentence("Ana") == given
    received = "Ana has been generous lately. A thank-you, or something useful for them?"
    assert balance([], [TODAY] * 3, TODAY).sentence("Ana") == received
