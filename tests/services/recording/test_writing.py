"""Writing: what went out, and how awkward it felt."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.builders import TODAY, a_contact, a_talk, log
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel, Direction, InteractionId
from tui.services.recording.recording import Recording
from tui.services.recording.writing import Writing
from tui.store.book import Book


def wrote(
    book: Book, who: ContactId, text: str = "Hi", on: str = "2026-11-22", guess: int | None = None
) -> InteractionId:
    talk = a_talk(who, on=on, channel=Channel.MESSAGE)
    return log(book, replace(talk, message=text, awkward_guess=guess))


def test_the_messages_of_a_week_are_known_without_names(book: Book) -> None:
    maya = a_contact(book, "Maya Okafor")
    wrote(book, maya, "Hi Maya, all well?", "2026-11-17")
    wrote(book, maya, "Too old", "2026-11-16")
    log(book, replace(a_talk(maya, channel=Channel.MESSAGE, direction=Direction.IN), message="Theirs"))
    assert [(each.contacts, each.said) for each in Writing(book).lately()] == [((maya,), "hi all well")]


def test_a_message_with_a_guess_is_asked_about_from_the_next_day_on(book: Book) -> None:
    maya = a_contact(book, "Maya Okafor")
    today = wrote(book, maya, on="2026-11-23", guess=4)
    assert Writing(book).unfelt() is None
    sent = Writing(book).unfelt(sent_today=True)
    assert sent is not None and (sent.interaction_id, sent.name) == (today, "Maya Okafor")
    before = wrote(book, maya, on="2026-11-22", guess=3)
    found = Writing(book).unfelt()
    assert found is not None and found.interaction_id == before


def test_after_a_week_it_is_not_asked_any_more(book: Book) -> None:
    wrote(book, a_contact(book), on="2026-11-15", guess=4)
    assert Writing(book).unfelt() is None


def test_an_answer_is_kept_and_taken_back_as_one_step(book: Book) -> None:
    ident = wrote(book, a_contact(book), guess=4)
    assert Writing(book).felt(ident, 2) == "noted how it felt"
    assert Writing(book).unfelt() is None
    book.undo()
    found = book.interactions.get(ident)
    assert found is not None and (found.awkward_guess, found.awkward_felt) == (4, None)


def test_left_at_that_it_is_never_asked_again(book: Book) -> None:
    maya = a_contact(book)
    wrote(book, maya, guess=2)
    ident = wrote(book, maya, guess=4)
    Writing(book).leave_unfelt(ident)
    assert Writing(book).unfelt() is None


@pytest.mark.parametrize("how", [0, 6])
def test_only_one_to_five_is_a_feeling(book: Book, how: int) -> None:
    ident = wrote(book, a_contact(book), guess=4)
    with pytest.raises(InvalidInput):
        Writing(book).felt(ident, how)


def test_after_five_pairs_the_own_numbers_are_said(book: Book) -> None:
    maya, said = a_contact(book), []
    for guess, felt in ((4, 2), (4, 2), (4, 2), (4, 2), (3, 2)):
        said.append(Writing(book).felt(wrote(book, maya, guess=guess), felt))
    assert said[3:] == ["noted how it felt", "noted how it felt. You expected 3.8, it felt 2.0."]


def test_before_a_rekindle_an_easy_hello_is_proposed_until_the_day_is_under_way(book: Book) -> None:
    old, current = a_contact(book, "Maya Okafor", last="2025-01-10"), a_contact(book, "Bo Chen")
    assert Writing(book).warm_up([old]) == "First one easy hello to someone current, then Maya."
    assert Writing(book).warm_up([current]) == ""
    log(book, a_talk(current))
    assert Writing(book).warm_up([old]) == ""


def test_a_question_is_struck_off_with_the_interaction_that_used_it(book: Book) -> None:
    maya = a_contact(book)
    with book.write("asked"):
        book.knowing.add_questions(maya, ["how is the flat?", "and the cat?"], TODAY)
    first, second = book.knowing.questions_of(maya)
    Recording(book).record(replace(a_talk(maya, on="2026-11-22"), draft_id="d1"), asked=[first.id])
    struck, other = book.knowing.questions_of(maya)
    assert (str(struck.asked_on), struck.interaction_id) == (
        "2026-11-22",
        book.interactions.id_of_draft("d1"),
    )
    assert other.asked_on is None
    book.undo()
    assert book.knowing.questions_of(maya) == [first, second]
