"""Contacts: kept clean, changed one edit at a time, and listed by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.builders import a_contact, a_draft
from tests.hostile import HOSTILE, controls_in
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import (
    Contact,
    ContactDraft,
    ContactId,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    PointKind,
)
from tui.services.tending.tending import Tending
from tui.store.book import Book
from tui.store.contacts.contact_rows import kept_aliases


def _add(book: Book, draft: ContactDraft) -> Contact:
    with book.write("added"):
        ident = book.contacts.add(draft)
    contact = book.contacts.get(ident)
    assert contact is not None
    return contact


def test_every_text_of_a_contact_is_kept_clean(book: Book) -> None:
    for text in HOSTILE:
        draft = ContactDraft(
            name=f"N {text}"[:200],
            aliases=(text,),
            organisation=text,
            role=text,
            place=text,
            time_zone=text,
            notes=text,
            met_at=text,
            uid=text,
            points=(ContactPoint(PointKind.PROFILE, text, text, text),),
            tags=(text,),
            circles=(text,),
            key_dates=(KeyDate(KeyDateKind.OTHER, 5, 2, None, text),),
        )
        kept = _add(book, draft)
        texts = (kept.uid, kept.name, kept.organisation, kept.role, kept.place, kept.time_zone, kept.met_at)
        inside = (*kept.aliases, *kept.tags, *kept.circles, *(each.label for each in kept.key_dates))
        assert not controls_in("".join((*texts, *inside))), repr(text)
        assert not controls_in("".join(f"{p.label}{p.platform}" for p in kept.points)), repr(text)


@pytest.mark.parametrize("name", ["", "  ", "\n", "x" * 201])
def test_a_name_that_cannot_be_kept_is_refused(book: Book, name: str) -> None:
    with pytest.raises(InvalidInput):
        _add(book, a_draft(name))
    assert book.contacts.is_empty()


def test_every_edit_is_counted(book: Book) -> None:
    ann = a_contact(book, exact=False)
    for place in ("Porto", "Lisboa"):
        with book.write("moved"):
            book.contacts.change(ann, place=place)
    contact = book.contacts.get(ann)
    assert contact is not None
    assert (contact.place, contact.rev) == ("Lisboa", 3)


def test_a_contact_that_is_not_there_cannot_be_changed(book: Book) -> None:
    with pytest.raises(InvalidInput, match="no longer in the book"), book.write("moved"):
        book.contacts.change(ContactId(9), place="Porto")


def test_a_name_changed_is_sorted_anew(book: Book) -> None:
    ann, _ = a_contact(book, "Ann"), a_contact(book, "Bo")
    with book.write("renamed"):
        book.contacts.change(ann, name="Zoë")
    assert [contact.name for contact in book.contacts.get_all(book.contacts.ids_by_name())] == ["Bo", "Zoë"]


def test_contacts_are_listed_by_name_without_accents_and_case(book: Book) -> None:
    for name in ("Émile", "anna", "Zoe", "Eva", "Anna"):
        a_contact(book, name)
    listed = [row.name for row in book.contacts.rows(list(book.contacts.ids_by_name()))]
    assert listed == ["anna", "Anna", "Émile", "Eva", "Zoe"]


def test_a_list_can_be_narrowed_to_a_tag_or_a_circle_whatever_its_case(book: Book) -> None:
    ann = a_contact(book, "Ann", tags=["Sea"])
    bo = a_contact(book, "Bo", circles=["Choir"])
    assert (list(book.contacts.ids_by_name(tag="sea")), list(book.contacts.ids_by_name(circle="choir"))) == (
        [ann],
        [bo],
    )


def test_the_archived_can_be_left_out_of_a_list(book: Book) -> None:
    ann, bo = a_contact(book, "Ann"), a_contact(book, "Bo")
    Tending(book).archive([ann])
    assert list(book.contacts.ids_by_name(include_archived=False)) == [bo]
    assert list(book.contacts.ids_by_name()) == [ann, bo]


def test_contacts_come_back_in_the_order_asked_for_however_many(book: Book) -> None:
    with book.write("added"):
        ids = [book.contacts.add(a_draft(f"P{n}")) for n in range(1_203)]
    assert [contact.id for contact in book.contacts.get_all(ids[::-1])] == ids[::-1]


def test_the_same_address_twice_is_kept_once(book: Book) -> None:
    points = tuple(ContactPoint(PointKind.EMAIL, value) for value in ("Ann@example.org", " ann@EXAMPLE.org"))
    assert [point.value for point in _add(book, replace(a_draft(), points=points)).points] == [
        "Ann@example.org"
    ]


def test_everyone_behind_a_shared_address_is_found(book: Book) -> None:
    ids = [_add(book, a_draft(name, email="home@example.org")).id for name in ("Ann", "Bo")]
    assert book.contacts.with_match_keys(["email:home@example.org"]) == {"email:home@example.org": ids}


def test_a_key_date_known_is_not_noted_again(book: Book) -> None:
    ann = a_contact(book)
    date = KeyDate(KeyDateKind.OTHER, 5, 2, 1980, "\x1bname day" + "x" * 300)
    with book.write("noted"):
        assert [book.contacts.add_key_date(ann, date) for _ in range(2)] == [True, False]


@given(st.lists(st.text(max_size=300), max_size=30))
def test_nicknames_kept_once_stay_as_they_are(aliases: list[str]) -> None:
    kept = kept_aliases(aliases)
    assert len(kept) <= 2_000
    assert kept_aliases(kept.split("\n")) == kept
