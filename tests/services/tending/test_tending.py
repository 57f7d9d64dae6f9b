"""Tending: what each act does to the list, and that its words name whom it was done to."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from tests.builders import TODAY, a_contact, day
from tests.in_one_call import contacts_found
from tui.domain.editing.grouping import Grouping
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import Contact, ContactId
from tui.services.tending.tending import Tending
from tui.services.today.today import Today
from tui.store.book import Book


def _one(book: Book, contact_id: ContactId) -> Contact:
    contact = book.contacts.get(contact_id)
    assert contact is not None
    return contact


def _due(book: Book) -> list[ContactId]:
    return book.outreach.due_first(TODAY, -1)


@pytest.fixture
def ann(book: Book) -> ContactId:
    """Somebody whose monthly rhythm is due."""
    return a_contact(book, "Ann Lee", rhythm=30, last="2026-10-01")


def test_a_snooze_hides_and_leaves_the_due_date_alone(book: Book, ann: ContactId) -> None:
    before = _one(book, ann).next_due_on
    said = Tending(book).snooze([ann], day("2026-11-26"))
    assert (_due(book), _one(book, ann).next_due_on) == ([], before)
    assert said.startswith("snoozed Ann Lee until")


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(1)])
def test_a_snooze_ends_on_a_day_to_come(book: Book, ann: ContactId, until: object) -> None:
    with pytest.raises(InvalidInput):
        Tending(book).snooze([ann], until)  # type: ignore[arg-type]
    assert _due(book) == [ann]


def test_a_second_snooze_takes_the_place_of_the_first(book: Book, ann: ContactId) -> None:
    Tending(book).snooze([ann], day("2026-12-24"))
    Tending(book).snooze([ann], day("2026-11-24"))
    (row,) = book.contacts.rows([ann])
    assert row.snoozed_until == day("2026-11-24")


def test_letting_a_round_go_makes_the_next_one_due_a_rhythm_from_today(book: Book, ann: ContactId) -> None:
    Tending(book).skip([ann])
    assert _one(book, ann).next_due_on == TODAY + timedelta(30)


def test_whoever_may_rest_is_out_of_every_rhythm_and_still_found(book: Book, ann: ContactId) -> None:
    Tending(book).archive([ann])
    assert _due(book) == []
    assert [hit.contact_id for hit in contacts_found(book, "ann")] == [ann]


def test_whoever_is_brought_back_is_due_again(book: Book, ann: ContactId) -> None:
    Tending(book).archive([ann])
    Tending(book).bring_back([ann])
    assert _due(book) == [ann]


def test_a_star_brings_somebody_up_the_list(book: Book, ann: ContactId) -> None:
    bo = a_contact(book, "Bo", rhythm=30, last="2026-09-25")
    Tending(book).star([ann], True)
    assert [row.person.contact_id for row in Today(book).queue().rows] == [ann, bo]
    Tending(book).star([ann], False)
    assert [row.person.contact_id for row in Today(book).queue().rows] == [bo, ann]


def test_a_rhythm_of_none_is_never_due(book: Book, ann: ContactId) -> None:
    assert Tending(book).set_rhythm([ann], 0) == "Ann Lee: no rhythm"
    assert _due(book) == []


def test_people_never_touched_who_get_one_rhythm_are_spread_over_it(book: Book) -> None:
    ids = [a_contact(book, f"P{n}") for n in range(60)]
    Tending(book).set_rhythm(ids, 30)
    days = Counter(_one(book, ident).next_due_on for ident in ids)
    assert set(days.values()) == {2}
    assert min(day for day in days if day) >= TODAY


def test_somebody_touched_before_falls_due_from_that_touch(book: Book, ann: ContactId) -> None:
    Tending(book).set_rhythm([ann], 90)
    assert _one(book, ann).next_due_on == day("2026-10-01") + timedelta(90)


def test_exact_takes_the_shift_off_and_puts_it_back(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2026-11-01", exact=False)
    shifted = _one(book, ann).next_due_on
    Tending(book).set_rhythm([ann], 30, exact=True)
    assert _one(book, ann).next_due_on == day("2026-12-01") != shifted
    Tending(book).set_rhythm([ann], 30, exact=False)
    assert _one(book, ann).next_due_on == shifted


def test_tags_are_made_once_whatever_their_case(book: Book, ann: ContactId) -> None:
    bo = a_contact(book, "Bo")
    Tending(book).group([ann], Grouping(add_tags=("Choir",)))
    Tending(book).group([bo, ann], Grouping(add_tags=("choir",)))
    assert (_one(book, ann).tags, _one(book, bo).tags) == (("Choir",), ("Choir",))


def test_a_tag_of_a_circle_s_name_joins_the_circle(book: Book, ann: ContactId) -> None:
    a_contact(book, "Bo", circles=["friends"])
    Tending(book).group([ann], Grouping(add_tags=("Friends",)))
    assert (_one(book, ann).tags, _one(book, ann).circles) == ((), ("friends",))


def test_several_are_counted_in_the_words(book: Book, ann: ContactId) -> None:
    assert Tending(book).skip([ann, a_contact(book, "Bo")]) == "let this round go with 2 contacts"


@pytest.mark.parametrize("act", ["skip", "archive", "bring_back", "trash", "wake"])
def test_somebody_no_longer_in_the_book_is_a_sentence(book: Book, act: str) -> None:
    with pytest.raises(InvalidInput, match="no longer in the book"):
        getattr(Tending(book), act)([ContactId(99)])


def test_one_of_several_gone_in_the_meantime_leaves_all_as_they_were(book: Book, ann: ContactId) -> None:
    with pytest.raises(InvalidInput):
        Tending(book).archive([ann, ContactId(99)])
    assert not _one(book, ann).is_archived


def test_every_act_is_one_step_back(book: Book, ann: ContactId) -> None:
    ids = [ann, a_contact(book, "Bo", rhythm=30)]
    for act in ("skip", "archive", "trash"):
        getattr(Tending(book), act)(ids)
        assert "2 contacts" in book.undo().label
