"""What a contact's page says of the tie: words first, the number and its rule on demand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from tests.builders import TODAY, a_contact, a_talk, log
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel, Value, ValueKind, Way
from tui.domain.rhythms.rule import GroupName, RhythmChoice
from tui.services.tending.rhythms import Rhythms
from tui.services.tending.standing import Standing, Standings
from tui.services.tending.tending import Tending
from tui.store.book import Book


def _of(book: Book, contact_id: ContactId) -> Standing:
    contact = book.contacts.get(contact_id)
    assert contact is not None
    return Standings(book).of(contact)


def _give(book: Book, contact_id: ContactId, times: int, way: Way = Way.GIVEN) -> None:
    for _ in range(times):
        log(book, replace(a_talk(contact_id), values=(Value(way, ValueKind.HELP),)))


def test_somebody_never_met_is_a_seed_without_depth(book: Book) -> None:
    found = _of(book, a_contact(book))
    assert (found.warmth, found.depth, found.balance) == ("seed", "", "")


def test_warmth_is_a_word_and_its_number_names_the_touch_it_comes_from(book: Book) -> None:
    ann = a_contact(book, rhythm=30)
    log(book, replace(a_talk(ann, on="2026-10-24", channel=Channel.IN_PERSON), feeling=5))
    found = _of(book, ann)
    assert found.warmth == "bloom"
    assert found.why[1] == (
        "Warmth is 71 of 100, “bloom”: the best single touch, of Sat 24 Oct, weighs 1 and felt like 5 of 5;"
        " it halves every 60 days. Many messages do not add up."
    )


def test_depth_is_shown_from_three_times_on(book: Book) -> None:
    ann, shown = a_contact(book), []
    for n in range(3):
        log(book, a_talk(ann, on=TODAY - timedelta(n)))
        shown.append(_of(book, ann).depth)
    assert shown == ["", "", "good"]


@pytest.mark.parametrize(
    ("way", "begins"), [(Way.GIVEN, "You have given a lot here"), (Way.RECEIVED, "Ann has been generous")]
)
def test_give_and_take_are_spoken_of_when_far_apart(book: Book, way: Way, begins: str) -> None:
    ann = a_contact(book)
    _give(book, ann, 3, way)
    assert _of(book, ann).balance.startswith(begins)


@pytest.mark.parametrize(("closeness", "is_said"), [(1, False), (2, False), (3, True), (None, True)])
def test_the_two_closest_circles_keep_no_account(book: Book, closeness: int | None, is_said: bool) -> None:
    ann = a_contact(book, circles=["friends"])
    _give(book, ann, 3)
    Rhythms(book).circle("friends", closeness)
    assert bool(_of(book, ann).balance) == is_said


def test_give_and_take_can_be_switched_off_for_good(book: Book) -> None:
    ann = a_contact(book)
    _give(book, ann, 3)
    Standings(book).show_balance(False)
    assert _of(book, ann).balance == ""


def test_the_rule_is_said_with_what_sets_the_due_date(book: Book) -> None:
    ann = a_contact(book, tags=["work"], last="2026-11-02")
    Rhythms(book).set_group(GroupName("work"), RhythmChoice(42))
    assert _of(book, ann).why[0] == (
        "Every 6 weeks comes from the tag #work. Due Mon 14 Dec: the touch of Mon 2 Nov carries 1 of 42 days;"
        " overdue 21 days later."
    )


def test_a_pause_is_said_with_its_last_day(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2026-11-02")
    Tending(book).pause([ann], date(2026, 12, 1))
    found = _of(book, ann)
    assert (found.is_paused, found.paused_until) == (True, date(2026, 11, 30))
