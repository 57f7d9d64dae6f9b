"""The Today list out of a real book: the rows of the practice model, 3.4, and what the list asks of it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace

from tests.builders import TODAY, a_book, a_contact, a_talk, day, dump, log
from tui.domain.outreach.outreach import Queue
from tui.domain.records.contact import ContactId, KeyDate, KeyDateKind, Ladder
from tui.domain.records.interaction import Channel, Direction, NextStepDraft, PromiseDraft
from tui.services.practice.practising import Practising
from tui.services.tending.tending import Tending
from tui.services.today.today import Today
from tui.store.book import Book
from tui.store.many.many import Many


def _queue(book: Book, *, extra: int = 0) -> Queue:
    return Today(book).queue(extra=extra)


def _names(book: Book) -> list[str]:
    return [row.person.name for row in _queue(book).rows]


def _tiers(book: Book) -> list[str]:
    return [row.tier.value for row in _queue(book).rows]


def _promise(book: Book, contact_id: ContactId, due: date = TODAY, *, is_mine: bool = True) -> None:
    with book.write("promised"):
        book.promises.promise(contact_id, PromiseDraft("send the book", is_mine, due), made_on=due)


def _plan(book: Book, contact_id: ContactId, due: date = TODAY) -> None:
    with book.write("planned"):
        book.promises.plan(contact_id, NextStepDraft("lunch", due), set_on=TODAY)


def _due(book: Book, count: int, first: int = 1) -> list[ContactId]:
    """Bring in people whose rhythm is due, each a day later than the one before."""
    ago = [TODAY - timedelta(30 + count - n) for n in range(count)]
    return [a_contact(book, f"P{first + n:02}", rhythm=30, last=last) for n, last in enumerate(ago)]


def _practised(book: Book, *days: str) -> None:
    """Practise with somebody who is never on the list."""
    nobody = a_contact(book, "Zz")
    for each in days:
        log(book, a_talk(nobody, on=each))


def test_t1_a_promise_comes_first_and_the_pace_bounds_the_rhythms(book: Book) -> None:
    _due(book, 5)
    _promise(book, a_contact(book, "Ann"))
    queue = _queue(book)
    assert _names(book) == ["Ann", "P01", "P02"]
    assert (queue.waiting, queue.message) == (3, "3 more can wait")


def test_t2_every_promise_is_shown_whatever_the_pace(book: Book) -> None:
    _due(book, 2)
    for name in ("A", "B", "C", "D"):
        _promise(book, a_contact(book, name))
    assert _names(book) == ["A", "B", "C", "D"]
    assert _queue(book).waiting == 2


def test_t3_when_nothing_is_due_one_old_tie_is_offered(book: Book) -> None:
    a_contact(book, "Ann", rhythm=30, last="2025-01-01")
    assert (_names(book), _tiers(book)) == (["Ann"], ["rekindle"])


def test_t4_when_there_is_nothing_at_all_the_list_says_so(book: Book) -> None:
    a_contact(book, "Ann", rhythm=30, last="2026-11-20")
    queue = _queue(book)
    assert (queue.rows, queue.message) == ((), "All tended. Someone you simply feel like hearing?")


def test_t5_after_ten_days_away_the_pace_begins_at_one(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    _due(book, 12)
    _practised(book, "2026-11-12")
    assert _names(book) == ["P01"]
    log(book, a_talk(1))
    book.close()
    shown = []
    for on in ("2026-11-24", "2026-11-25"):
        book = a_book(tmp_path, now=on)
        shown.append(len(_queue(book).rows))
        _practise_with_the_last(book)
        book.close()
    assert shown == [2, 3]


def _practise_with_the_last(book: Book) -> None:
    log(book, a_talk(book.contacts.ids_by_name()[-1], on=book.clock.today()))


def test_t6_one_person_with_three_reasons_is_one_row_with_two_tags(book: Book) -> None:
    birthday = KeyDate(KeyDateKind.BIRTHDAY, TODAY.month, TODAY.day)
    ann = a_contact(book, "Ann", rhythm=30, last="2026-10-01", dates=[birthday])
    _promise(book, ann)
    (row,) = _queue(book).rows
    assert row.tier.value == "promise"
    assert len(row.also) == 2


def test_t7_of_two_equally_late_by_rhythm_the_one_late_for_more_days_comes_first(book: Book) -> None:
    a_contact(book, "Six days", rhythm=30, last=TODAY - timedelta(36))
    a_contact(book, "Nine days", rhythm=45, last=TODAY - timedelta(54))
    assert _names(book) == ["Nine days", "Six days"]


def test_people_reached_today_leave_their_places_empty(book: Book) -> None:
    log(book, a_talk(*_due(book, 5)[:2]))
    assert _names(book) == ["P03"]


def test_more_places_can_be_asked_for(book: Book) -> None:
    _due(book, 8)
    assert len(_queue(book, extra=2).rows) == 5


def test_looking_changes_nothing(book: Book) -> None:
    _due(book, 5)
    _promise(book, ContactId(1))
    a_contact(book, "Old", rhythm=30, last="2024-01-01")
    before, changes = dump(book.conn), book.conn.total_changes
    Today(book).view()
    assert dump(book.conn) == before
    assert book.conn.total_changes == changes


def test_a_promise_of_theirs_is_no_reason(book: Book) -> None:
    _promise(book, a_contact(book), is_mine=False)
    assert _names(book) == []


def test_a_promise_for_tomorrow_waits(book: Book) -> None:
    _promise(book, a_contact(book), TODAY + timedelta(1))
    assert _names(book) == []


def test_a_promise_to_somebody_who_may_rest_still_stands(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2026-01-01")
    _promise(book, ann)
    Tending(book).archive([ann])
    assert _tiers(book) == ["promise"]
    assert book.promises.open_with(ann)


def test_nothing_is_asked_of_somebody_in_the_trash(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2026-01-01")
    _promise(book, ann)
    _plan(book, ann)
    log(book, a_talk(ann, on="2026-11-20", channel=Channel.MESSAGE, direction=Direction.IN))
    Tending(book).trash([ann])
    assert _names(book) == []


def test_a_next_step_shows_on_its_day(book: Book) -> None:
    ann = a_contact(book)
    _plan(book, ann, TODAY)
    _plan(book, a_contact(book, "Bo"), TODAY + timedelta(1))
    assert (_names(book), _tiers(book)) == (["Ann Lee"], ["next_step"])


def test_a_snooze_hides_every_reason_until_its_day(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    (ann,) = _due(book, 1)
    _promise(book, ann)
    Tending(book).snooze([ann], day("2026-11-25"))
    assert _names(book) == []
    book.close()
    assert _names(a_book(tmp_path, now="2026-11-24")) == []
    assert _names(a_book(tmp_path, now="2026-11-25")) == ["P01"]


def test_waking_ends_a_snooze(book: Book) -> None:
    ids = _due(book, 1)
    Tending(book).snooze(ids, day("2026-12-25"))
    Tending(book).wake(ids)
    assert _names(book) == ["P01"]


def test_a_paused_contact_is_not_due(book: Book) -> None:
    (ann,) = _due(book, 1)
    with book.write("paused"):
        Many(book, [ann]).pause(TODAY, None)
    assert (_names(book), book.outreach.due_count(TODAY)) == ([], 0)


def test_an_old_friend_met_again_does_not_lower_the_count_of_those_who_can_wait(book: Book) -> None:
    _due(book, 5)
    a_contact(book, "Old", rhythm=7, last="2024-01-01", met="2026-11-20", ladder=Ladder.FULL)
    queue = _queue(book)
    assert queue.waiting == 5 - (len(queue.rows) - 1)


def test_a_holiday_leaves_only_promises_and_replies(book: Book) -> None:
    _due(book, 3)
    _promise(book, a_contact(book, "Ann"))
    bo = a_contact(book, "Bo")
    log(book, a_talk(bo, on="2026-11-20", channel=Channel.MESSAGE, direction=Direction.IN))
    _plan(book, a_contact(book, "Cy"))
    Practising(book).pause(TODAY, TODAY + timedelta(7))
    assert _names(book) == ["Ann", "Bo"]
    assert _queue(book).waiting == 0


def test_a_holiday_shifts_no_due_date(book: Book) -> None:
    _due(book, 3)
    before = dump(book.conn)["contact"]
    Practising(book).pause(TODAY - timedelta(20), TODAY + timedelta(20))
    assert dump(book.conn)["contact"] == before


def test_an_old_tie_never_closer_than_a_comment_is_not_offered(book: Book) -> None:
    ann = a_contact(book, rhythm=30)
    log(book, a_talk(ann, on="2024-01-01", channel=Channel.COMMENT))
    assert _names(book) == []


def test_an_old_tie_is_offered_once_a_week_and_not_again_for_ninety_days(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    ann = a_contact(book, "Ann", rhythm=30, last="2024-01-01")
    with book.write("not now"):
        book.practice.offered(ann, "rekindle", TODAY)
    book.close()
    offered = [_names(a_book(tmp_path, now=TODAY + timedelta(after))) for after in (0, 7, 89, 90)]
    assert offered == [[], [], [], ["Ann"]]


def test_an_empty_book_says_that_it_is_empty(book: Book) -> None:
    assert Today(book).view().is_empty_book


def test_the_detail_remembered_is_the_first_line_with_words_in_it(book: Book) -> None:
    ann = a_contact(book, rhythm=7)
    log(book, replace(a_talk(ann, on="2026-11-01"), notes="\n\n  her new boat\nmore"))
    (row,) = _queue(book).rows
    assert row.person.remembered == "her new boat"
