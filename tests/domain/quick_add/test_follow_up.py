"""Follow-up lines beyond the table."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.quick_add.book import BO, MAYA, blocking, read
from tui.domain.quick_add.parsed import LineKind


def test_a_follow_up_may_begin_with_its_date() -> None:
    parsed = read("fri with @bo send the deck", LineKind.FOLLOW_UP)
    assert (parsed.contacts, parsed.due_on, parsed.text) == ((BO,), date(2026, 11, 27), "send the deck")


def test_a_follow_up_that_names_nobody_is_with_the_selected_contact() -> None:
    assert read("> fri call back", LineKind.LOG, MAYA).contacts == (MAYA,)


def test_a_follow_up_with_nobody_asks_who() -> None:
    assert blocking(read("fri call back", LineKind.FOLLOW_UP)) == "who? type @"


def test_a_follow_up_in_the_past_is_refused() -> None:
    sentence = blocking(read("@bo yesterday", LineKind.FOLLOW_UP))
    assert sentence == "date is in the past - a follow-up is for today or later"


@pytest.mark.parametrize("line", ["@bo > fri send it", "> @bo fri send it", "next:@bo fri send it"])
def test_the_sign_of_a_next_step_is_not_part_of_the_text(line: str) -> None:
    parsed = read(line, LineKind.FOLLOW_UP)
    assert (parsed.due_on, parsed.text) == (date(2026, 11, 27), "send it")


def test_sigils_in_the_text_of_a_follow_up_stay_as_typed() -> None:
    assert read("@bo fri ask @maya about #work", LineKind.FOLLOW_UP).text == "ask @maya about #work"


def test_a_new_person_may_be_followed_up() -> None:
    assert read("@lena fri", LineKind.FOLLOW_UP).new_names == ("Lena",)
