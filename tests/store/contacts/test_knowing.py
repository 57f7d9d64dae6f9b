"""What is known of somebody is kept once, in its order, and found from both sides."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import TODAY, a_contact, a_talk, dump, log
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactDraft, ContactId
from tui.domain.records.knowing import CustomField, Fact, FactKind, Position, RelatedName
from tui.store.book import Book
from tui.store.contacts.cards import card_of, keep_card


def add(book: Book, draft: ContactDraft) -> ContactId:
    with book.write("added"):
        return book.contacts.add(draft)


def test_everything_a_draft_knows_is_kept(book: Book) -> None:
    bo = a_contact(book, "Bo Chen")
    maya = add(
        book,
        ContactDraft(
            "Maya Okafor",
            phonetic="oh-KAH-for",
            preferred_channel="call",
            met_when="2024-05",
            facts=(Fact("vegetarian", noted_on=date(2026, 1, 2)), Fact("climbing", FactKind.INTEREST)),
            positions=(Position("Acme", "CTO", "2019", "2023"), Position("Trailblaze", "Lead", "2023")),
            custom_fields=(CustomField("T-shirt", "M"),),
            related=(RelatedName("bo chen", "mentee"), RelatedName("Ana Silva", "sister")),
            card="BEGIN:VCARD\r\nEND:VCARD\r\n",
        ),
    )
    contact, known = book.contacts.get(maya), book.knowing.of(maya)
    assert contact is not None
    assert (contact.phonetic, contact.preferred_channel, contact.met_when) == (
        "oh-KAH-for",
        "call",
        "2024-05",
    )
    assert known.facts == ("vegetarian", "sister: Ana Silva")
    assert known.interests == ("climbing",)
    assert known.noted[0].noted_on == date(2026, 1, 2)
    assert [each.organisation for each in known.positions] == ["Trailblaze", "Acme"]
    assert known.custom_fields == (CustomField("T-shirt", "M"),)
    assert [each.line for each in known.relations] == ["mentor of Bo Chen"]
    assert [each.line for each in book.knowing.of(bo).relations] == ["mentee of Maya Okafor"]
    assert card_of(book, maya) == "BEGIN:VCARD\r\nEND:VCARD\r\n"


def test_a_related_name_that_several_have_stays_a_fact(book: Book) -> None:
    a_contact(book, "Ana Silva")
    a_contact(book, "Ana Silva")
    maya = add(book, ContactDraft("Maya", related=(RelatedName("Ana Silva", "sister"),)))
    assert book.knowing.of(maya).facts == ("sister: Ana Silva",)
    assert book.knowing.of(maya).relations == ()


def test_a_draft_that_has_died_or_rests_is_added_so(book: Book) -> None:
    found = [
        add(book, ContactDraft("Ines", is_deceased=True)),
        add(book, ContactDraft("Kai", is_archived=True)),
    ]
    ines, kai = book.contacts.get_all(found)
    assert (ines.is_deceased, ines.is_archived) == (True, False)
    assert (kai.is_deceased, kai.is_archived) == (False, True)


def test_a_preferred_channel_that_is_none_is_left_out(book: Book) -> None:
    maya = book.contacts.get(add(book, ContactDraft("Maya", preferred_channel="smoke signals")))
    assert maya is not None
    assert maya.preferred_channel == ""


def test_a_fact_is_noted_once_whatever_its_case(book: Book) -> None:
    maya = a_contact(book, "Maya")
    with book.write("noted"):
        assert book.knowing.add_facts(maya, [Fact("Two cats"), Fact("two  cats")]) >= 1
        assert book.knowing.add_facts(maya, [Fact("two cats")]) == 0


def test_facts_put_anew_keep_their_order_and_the_days_they_were_noted(book: Book) -> None:
    maya = a_contact(book, "Maya")
    with book.write("noted"):
        book.knowing.add_facts(maya, [Fact("one", noted_on=date(2025, 1, 1)), Fact("two")])
    with book.write("changed"):
        book.knowing.put_facts(maya, FactKind.FACT, ["new", "one"], TODAY)
    assert [(each.text, each.noted_on) for each in book.knowing.facts_of(maya)] == [
        ("new", TODAY),
        ("one", date(2025, 1, 1)),
    ]


def test_putting_the_same_again_writes_nothing(book: Book) -> None:
    maya = a_contact(book, "Maya")
    with book.write("noted"):
        book.knowing.put_facts(maya, FactKind.FACT, ["one", "two"], TODAY)
        book.knowing.put_positions(maya, [Position("Acme", "CTO")])
    before = dump(book.conn)
    with book.write("the same"):
        book.knowing.put_facts(maya, FactKind.FACT, ["one", "two"], TODAY)
        book.knowing.put_positions(maya, [Position("Acme", "CTO")])
    assert dump(book.conn) == before


def test_what_was_asked_is_no_longer_to_ask_and_knows_where(book: Book) -> None:
    maya = a_contact(book, "Maya")
    talk = log(book, a_talk(maya))
    with book.write("to ask"):
        book.knowing.add_questions(maya, ["the move", "the book"], TODAY)
        book.knowing.strike_off([book.knowing.questions_of(maya)[0].id], TODAY, talk)
    asked, open_one = book.knowing.questions_of(maya)
    assert (asked.asked_on, asked.interaction_id) == (TODAY, talk)
    assert [each.text for each in book.knowing.of(maya).to_ask] == [open_one.text] == ["the book"]


def test_putting_what_to_ask_leaves_what_was_asked(book: Book) -> None:
    maya = a_contact(book, "Maya")
    with book.write("to ask"):
        book.knowing.add_questions(maya, ["the move", "the book"], TODAY)
        book.knowing.strike_off([book.knowing.questions_of(maya)[0].id], TODAY)
    with book.write("changed"):
        book.knowing.put_questions(maya, ["the dog"], TODAY)
    assert [each.text for each in book.knowing.questions_of(maya)] == ["the move", "the dog"]


def test_a_relation_said_from_both_sides_is_one(book: Book) -> None:
    maya, bo = a_contact(book, "Maya"), a_contact(book, "Bo")
    with book.write("related"):
        assert book.knowing.relate(maya, bo, "mentor")
        assert not book.knowing.relate(bo, maya, "mentee")
        assert book.knowing.relate(maya, bo, "friend")
    assert [each.line for each in book.knowing.relations_of(maya)] == ["mentor of Bo", "friend of Bo"]


def test_nobody_is_related_to_themselves(book: Book) -> None:
    maya = a_contact(book, "Maya")
    with pytest.raises(InvalidInput), book.write("related"):
        book.knowing.relate(maya, maya, "friend")


def test_a_relation_with_somebody_in_the_trash_is_not_shown(book: Book) -> None:
    maya, bo = a_contact(book, "Maya"), a_contact(book, "Bo")
    with book.write("related"):
        book.knowing.relate(maya, bo, "friend")
        book.contacts.change(bo, deleted_at=book.now_utc())
    assert book.knowing.relations_of(maya) == []


def test_a_card_is_replaced_by_the_newer_one(book: Book) -> None:
    maya = a_contact(book, "Maya")
    with book.write("card"):
        assert keep_card(book, maya, "one\0")
        assert not keep_card(book, maya, "one")
        assert keep_card(book, maya, "two")
    assert card_of(book, maya) == "two"
