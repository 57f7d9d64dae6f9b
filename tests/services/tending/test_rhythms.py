"""Rhythms of circles and tags, styles, and what they do to everybody at once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.builders import TODAY, a_contact, dump
from tui.domain.editing.grouping import Grouping
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import Contact, ContactId
from tui.domain.rhythms.rule import GroupName, RhythmChoice, RhythmSource, Style
from tui.services.tending.rhythms import Rhythms
from tui.services.tending.tending import Tending
from tui.services.today.today import Today
from tui.store.book import Book
from tui.store.outreach.rhythms import Rhythms as RhythmsInBook


def _one(book: Book, contact_id: ContactId) -> Contact:
    contact = book.contacts.get(contact_id)
    assert contact is not None
    return contact


def test_a_tag_s_rhythm_reaches_everybody_under_it_in_one_step_back(book: Book) -> None:
    ids = [a_contact(book, f"P{n}", last="2026-11-01", tags=["work"]) for n in range(3)]
    before = dump(book.conn)
    assert Rhythms(book).set_group(GroupName("work"), RhythmChoice(42)) == "#work: every 6 weeks (3 people)"
    assert {_one(book, ident).ideal_days for ident in ids} == {42}
    book.undo()
    assert dump(book.conn) == before


def test_a_name_that_is_a_circle_and_no_tag_means_the_circle(book: Book) -> None:
    ann = a_contact(book, circles=["friends"], last="2026-11-01")
    Rhythms(book).set_group(GroupName("Friends"), RhythmChoice(30))
    assert RhythmsInBook(book).rule_of(ann).words == "monthly, from #friends"


def test_an_own_rhythm_stays_before_the_group_s_until_it_is_given_up(book: Book) -> None:
    ann = a_contact(book, rhythm=90, tags=["work"], last="2026-11-01")
    Rhythms(book).set_group(GroupName("work"), RhythmChoice(42))
    assert _one(book, ann).ideal_days == 90
    Rhythms(book).set([ann], RhythmChoice(from_group=True))
    assert RhythmsInBook(book).rule_of(ann).words == "every 6 weeks, from #work"


def test_forty_never_met_under_a_tag_do_not_fall_due_on_one_day(book: Book) -> None:
    ids = [a_contact(book, f"P{n:02}", tags=["work"]) for n in range(40)]
    Rhythms(book).set_group(GroupName("work"), RhythmChoice(30))
    days = [_one(book, ident).next_due_on for ident in ids]
    assert max(days.count(day) for day in days) == 2
    assert all(day is not None and TODAY <= day < TODAY + timedelta(30) for day in days)


def test_a_tag_put_on_somebody_never_met_gives_them_a_day(book: Book) -> None:
    a_contact(book, "Bo", tags=["work"], last="2026-11-01")
    Rhythms(book).set_group(GroupName("work"), RhythmChoice(30))
    ann = a_contact(book)
    Tending(book).group([ann], Grouping(add_tags=("work",)))
    assert _one(book, ann).next_due_on is not None


def test_none_takes_a_group_s_rhythm_away(book: Book) -> None:
    ann = a_contact(book, tags=["work"], last="2026-11-01")
    Rhythms(book).set_group(GroupName("work"), RhythmChoice(30))
    Rhythms(book).set_group(GroupName("work"), RhythmChoice(0))
    assert (_one(book, ann).ideal_days, _one(book, ann).next_due_on) == (None, None)


@pytest.mark.parametrize("style", [Style.AMBIENT, Style.TRIGGERED])
def test_ambient_and_triggered_are_never_due_and_keep_their_rhythm_for_later(
    book: Book, style: Style
) -> None:
    ann = a_contact(book, rhythm=30, last="2026-01-01")
    Rhythms(book).set([ann], RhythmChoice(style=style))
    assert (_one(book, ann).next_due_on, Today(book).queue().rows) == (None, ())
    Rhythms(book).set([ann], RhythmChoice(90))
    assert _one(book, ann).ideal_days == 90


def test_a_style_is_for_a_person_and_not_for_a_group(book: Book) -> None:
    a_contact(book, tags=["work"])
    with pytest.raises(InvalidInput, match="one person"):
        Rhythms(book).set_group(GroupName("work"), RhythmChoice(style=Style.AMBIENT))


@pytest.mark.parametrize("kind", [None, RhythmSource.CIRCLE, RhythmSource.TAG])
def test_a_group_that_is_not_there_is_a_sentence(book: Book, kind: RhythmSource | None) -> None:
    with pytest.raises(InvalidInput, match=r"There is no .* called 'nobody'"):
        Rhythms(book).set_group(GroupName("nobody", kind), RhythmChoice(30))


def test_a_rhythm_that_fills_the_week_is_answered_honestly_and_then_no_more(book: Book) -> None:
    ids = [a_contact(book, f"P{n:02}") for n in range(13)]
    said = Rhythms(book).set(ids, RhythmChoice(7))
    assert said.endswith("Your rhythms ask for 13 hellos a week; your pace is 15. Slow a few people down?")
    assert Rhythms(book).set(ids[:1], RhythmChoice(30)) == "P00: monthly"


def test_a_tag_becomes_a_circle_with_its_people_and_its_rhythm(book: Book) -> None:
    ann = a_contact(book, tags=["choir"], last="2026-11-01")
    Rhythms(book).set_group(GroupName("choir"), RhythmChoice(30))
    assert Rhythms(book).circle("Choir", 2) == "circle Choir: closeness 2"
    contact = _one(book, ann)
    assert (contact.circles, contact.tags, contact.ideal_days) == (("Choir",), (), 30)
    book.undo()
    assert _one(book, ann).tags == ("choir",)
