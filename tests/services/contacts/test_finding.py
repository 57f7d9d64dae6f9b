"""Who is meant, and what is known of them."""

from __future__ import annotations

import pytest

from tests.builders import TODAY, a_contact, a_talk, log
from tui.domain.errors import NoSuchContact, SeveralContacts
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import NextStepDraft, PromiseDraft
from tui.services.contacts.finding import Finding
from tui.services.tending.tending import Tending
from tui.store.book import Book


@pytest.fixture
def finding(book: Book) -> Finding:
    """A book of three, two of whom share a first name."""
    for name in ("Anna Pereira", "Anna Quist", "José Martín"):
        a_contact(book, name)
    return Finding(book)


@pytest.mark.parametrize("text", ["3", "jose", "@jose", "José Martín", '"josé martín"', "jose.m"])
def test_one_contact_is_meant_by_number_handle_or_name(finding: Finding, text: str) -> None:
    assert finding.who(text).name == "José Martín"


def test_several_who_answer_are_all_named_with_their_numbers(finding: Finding) -> None:
    with pytest.raises(SeveralContacts) as refusal:
        finding.who("anna")
    assert "Anna Pereira (1), Anna Quist (2)" in refusal.value.title


def test_a_letter_more_tells_them_apart(finding: Finding) -> None:
    assert finding.who("anna.q").name == "Anna Quist"


def test_a_slip_of_the_finger_is_answered_with_whom_it_may_mean(finding: Finding) -> None:
    with pytest.raises(NoSuchContact) as refusal:
        finding.who("jsoe")
    assert refusal.value.hint == "Did you mean José Martín?"


@pytest.mark.parametrize("text", ["", " ", "@", "99", "…", "x" * 10_000, "\x00", "9" * 30])
def test_nobody_is_a_sentence(finding: Finding, text: str) -> None:
    with pytest.raises(NoSuchContact):
        finding.who(text)


def test_somebody_in_the_trash_is_nobody(book: Book, finding: Finding) -> None:
    Tending(book).trash([ContactId(3)])
    with pytest.raises(NoSuchContact):
        finding.who("3")


def test_a_page_holds_what_is_open_and_counts_the_timeline(book: Book, finding: Finding) -> None:
    with book.write("promised"):
        made = book.promises.promise(ContactId(1), PromiseDraft("a map", True, TODAY), made_on=TODAY)
        book.promises.promise(ContactId(1), PromiseDraft("a pen", False), made_on=TODAY)
        book.promises.keep(made, TODAY)
        book.promises.plan(ContactId(1), NextStepDraft("lunch", TODAY), set_on=TODAY)
    page = finding.page(ContactId(1))
    assert page is not None
    assert [promise.text for promise in page.promises] == ["a pen"]
    assert [step.text for step in page.next_steps] == ["lunch"]


def test_the_page_of_somebody_gone_is_none(finding: Finding) -> None:
    assert finding.page(ContactId(99)) is None


def test_a_timeline_is_newest_first_by_day_not_by_when_it_was_written(book: Book, finding: Finding) -> None:
    for on in ("2026-11-20", "2026-11-22", "2026-11-01"):
        log(book, a_talk(1, on=on))
    days = [each.practice_date.day for each in finding.timeline(ContactId(1))]
    assert days == [22, 20, 1]
