"""Small steps: one a day, from what the person does, and none where none are wanted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from msgspec.structs import replace

from tests.builders import TODAY, a_book, a_contact, a_talk, log
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel, Direction, Value, ValueKind, Way
from tui.services.today.small_steps import SmallSteps
from tui.store.book import Book
from tui.store.interactions.sent import SentMessages


def practised(book: Book, who: ContactId, channel: Channel, times: int = 2) -> None:
    for n in range(times):
        log(book, a_talk(who, on=TODAY - timedelta(3 + n), channel=channel))


def levels_offered(folder: Path) -> set[int]:
    """Return the levels two days in a row offer."""
    found = set()
    for n in range(2):
        book = a_book(folder, TODAY + timedelta(n))
        offered = SmallSteps(book).today()
        found |= {offered.step.level} if offered else set()
        book.close()
    return found


def test_a_new_person_is_offered_the_first_steps(book: Book, tmp_path: Path) -> None:
    assert levels_offered(tmp_path) == {0, 1}


def test_the_level_offered_is_ones_own_or_the_next(book: Book, tmp_path: Path) -> None:
    practised(book, a_contact(book), Channel.VOICE_NOTE)
    assert levels_offered(tmp_path) == {6, 7}


def test_a_reply_is_offered_to_the_one_who_waits_longest_and_only_then(book: Book) -> None:
    maya, bo = a_contact(book, "Maya Okafor"), a_contact(book, "Bo Chen")
    for who, on in ((bo, "2026-10-20"), (maya, "2026-10-01")):
        log(book, a_talk(who, on=on, channel=Channel.EMAIL, direction=Direction.IN))
    steps = SmallSteps(book)
    steps._level = (TODAY, 5 - TODAY.toordinal() % 2)
    offered = steps.today()
    assert offered is not None
    assert offered.words == "reply to the oldest open message with two lines, to Maya Okafor"
    for who in (maya, bo):
        log(book, a_talk(who, on="2026-10-21", channel=Channel.EMAIL))
    offered = steps.today()
    assert offered is not None and offered.step.level == 4


def test_a_step_done_today_is_offered_no_more(book: Book) -> None:
    maya = a_contact(book)
    practised(book, maya, Channel.INTRODUCTION)
    steps = SmallSteps(book)
    before = steps.today()
    log(book, a_talk(maya, channel=Channel.INTRODUCTION))
    assert before is not None and before.step.level == 8
    assert steps.today() is None


def test_put_off_it_comes_back_tomorrow(book: Book, tmp_path: Path) -> None:
    SmallSteps(book).put_off()
    assert SmallSteps(book).today() is None
    tomorrow = a_book(tmp_path, TODAY + timedelta(1))
    assert SmallSteps(tomorrow).today() is not None
    tomorrow.close()


def test_none_are_offered_where_none_are_wanted_until_they_are_again(book: Book) -> None:
    SmallSteps(book).show(False)
    assert SmallSteps(book).today() is None
    book.undo()
    assert SmallSteps(book).today() is not None


def test_an_answer_a_question_and_values_are_read_from_the_book(book: Book) -> None:
    maya = a_contact(book)
    log(book, a_talk(maya, on="2026-11-20", channel=Channel.MESSAGE, direction=Direction.IN))
    value = Value(Way.GIVEN, "an essay", ValueKind.RESOURCE)
    talk = a_talk(maya, on="2026-11-21", channel=Channel.MESSAGE)
    log(book, replace(talk, message="How are you?", values=(value,), situation="thanks"))
    log(book, a_talk(maya, on="2026-11-22", channel=Channel.MESSAGE))
    second, first = SentMessages(book).acts_since(TODAY - timedelta(5))
    assert (first.is_answer, first.asks_something, first.situation) == (True, True, "thanks")
    assert first.values == {(Way.GIVEN, ValueKind.RESOURCE)}
    assert (second.is_answer, second.asks_something) == (False, False)
