"""What the practice asks back: seldom, never twice in a row, and nothing is changed unasked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY, a_book, a_contact, a_talk, dump, log
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel
from tui.services.tending.advising import Advice, Advising, is_second_thought
from tui.services.tending.tending import Tending
from tui.services.today.today import Today
from tui.store.book import Book


def _in_touch(book: Book, contact_id: ContactId, gaps: list[int]) -> None:
    day = TODAY
    for gap in [0, *reversed(gaps)]:
        day -= timedelta(gap)
        log(book, a_talk(contact_id, on=day))


def test_somebody_called_every_seven_weeks_is_advised_a_slower_rhythm(book: Book) -> None:
    ann = a_contact(book, rhythm=30)
    _in_touch(book, ann, [50, 46, 47, 60])
    assert Advising(book).advice(ann) == Advice(ann, 49, 30, 60)


def test_looking_at_the_advice_changes_nothing(book: Book) -> None:
    ann = a_contact(book, rhythm=30)
    _in_touch(book, ann, [50, 46, 47, 60])
    before = dump(book.conn)
    Advising(book).advice(ann)
    assert dump(book.conn) == before


@pytest.mark.parametrize("after", [0, 89, 90])
def test_advice_answered_is_not_given_again_for_ninety_days(tmp_path: Path, after: int) -> None:
    book = a_book(tmp_path)
    ann = a_contact(book, rhythm=30)
    _in_touch(book, ann, [50, 46, 47, 60])
    advice = Advising(book).advice(ann)
    assert advice is not None
    Advising(book).keep_rhythm(advice)
    book.close()
    later = Advising(a_book(tmp_path, now=TODAY + timedelta(after))).advice(ann)
    assert (later is None) == (after < 90)


def test_advice_taken_is_one_step_back(book: Book) -> None:
    ann = a_contact(book, rhythm=30)
    _in_touch(book, ann, [50, 46, 47, 60])
    before = dump(book.conn)
    advice = Advising(book).advice(ann)
    assert advice is not None
    assert Advising(book).take_advice(advice) == "Ann Lee: every 2 months"
    book.undo()
    assert dump(book.conn) == before


def test_the_third_snooze_without_a_touch_asks_about_the_rhythm_and_the_fourth_does_not(book: Book) -> None:
    ann, asked = a_contact(book, rhythm=30, last="2026-10-01"), []
    for _ in range(4):
        before = Advising(book).hesitations(ann)
        Tending(book).snooze([ann], TODAY + timedelta(3))
        asked.append(is_second_thought(before, Advising(book).hesitations(ann)))
    assert asked == [False, False, True, False]


def test_the_second_round_let_go_asks_about_the_rhythm(book: Book) -> None:
    ann, asked = a_contact(book, rhythm=30, last="2026-10-01"), []
    for _ in range(3):
        before = Advising(book).hesitations(ann)
        Tending(book).skip([ann])
        asked.append(is_second_thought(before, Advising(book).hesitations(ann)))
    assert asked == [False, True, False]


def test_a_touch_begins_the_count_anew(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2026-10-01")
    Tending(book).skip([ann])
    log(book, a_talk(ann))
    assert Advising(book).hesitations(ann).skips == 0


def test_slower_is_the_next_of_the_usual_rhythms(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2026-10-01")
    assert Advising(book).slow_down(ann) == "Ann Lee: every 2 months"


def test_the_unsorted_have_neither_rhythm_nor_meeting_nor_touch(book: Book) -> None:
    ann = a_contact(book, "Ann")
    a_contact(book, "Bo", rhythm=30)
    a_contact(book, "Cy", last="2026-11-01")
    a_contact(book, "Di", met="2026-11-01")
    Tending(book).set_rhythm([a_contact(book, "Ed")], 0)
    assert Advising(book).unsorted() == [ann]
    Advising(book).sort_later(ann)
    assert Advising(book).unsorted() == []


def test_today_speaks_of_three_unsorted_people_at_most_and_only_where_there_is_room(book: Book) -> None:
    for n in range(5):
        a_contact(book, f"P{n}")
    with_room = Today(book).view().without_rhythm
    for n in range(3):
        a_contact(book, f"Q{n}", rhythm=30, last="2026-01-01")
    assert (with_room, Today(book).view().without_rhythm) == (3, 0)


def test_a_paused_contact_comes_back_a_few_days_after_the_pause(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    ann = a_contact(book, rhythm=30, last="2026-10-01")
    assert Tending(book).pause([ann], TODAY + timedelta(10)) == "paused Ann Lee until Thu 3 Dec"
    book.close()
    wait = 10 + 3 + ann % 14
    for after, due in ((9, 0), (10, 0), (wait - 1, 0), (wait, 1)):
        later = a_book(tmp_path, now=TODAY + timedelta(after))
        assert later.outreach.due_count(later.clock.today()) == due
        later.close()


def test_an_open_pause_ends_when_it_is_said(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    ann = a_contact(book, rhythm=30, last="2026-10-01")
    Tending(book).pause([ann])
    book.close()
    later = a_book(tmp_path, now=TODAY + timedelta(40))
    assert later.practice.paused_until(ann, later.clock.today()) == (True, None)
    Tending(later).resume([ann])
    contact = later.contacts.get(ann)
    assert contact is not None
    assert contact.next_due_on == TODAY + timedelta(40 + 3 + ann % 14)


def test_a_comment_now_and_then_is_no_ground_for_advice(book: Book) -> None:
    ann = a_contact(book, rhythm=30)
    for n in range(6):
        log(book, a_talk(ann, on=TODAY - timedelta(60 * n), channel=Channel.COMMENT))
    assert Advising(book).advice(ann) is None
