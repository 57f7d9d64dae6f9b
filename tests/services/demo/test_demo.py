"""The demo book is alive, kind, the same every time, and no different from a real one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.in_one_call import contacts_found
from tests.new_book import a_new_book_at
from tests.test_architecture import UNKIND
from tui.domain.clock import FixedClock
from tui.domain.errors import InvalidInput, NothingToUndo
from tui.domain.practice.streak import TodayState, streak
from tui.domain.records.contact import ContactId
from tui.domain.rhythms.lateness import State, state_of
from tui.domain.rhythms.rhythm import due_date
from tui.services.contacts.finding import Finding
from tui.services.demo.days import happenings
from tui.services.demo.demo import BULK_FROM, DemoCounts, fill_demo
from tui.services.demo.names import read_words
from tui.services.demo.story import read_story
from tui.services.today.today import Today
from tui.store.book import Book

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
OpenBook = Callable[[str], Book]


def _clock(today: date = TODAY) -> FixedClock:
    return FixedClock(datetime.combine(today, time(9), timezone(timedelta(hours=1))))


@pytest.fixture
def open_book(tmp_path: Path) -> Iterator[OpenBook]:
    """Open a book of this name; all are closed in the end."""
    opened: list[Book] = []

    def opening(name: str) -> Book:
        opened.append(Book.open(a_new_book_at(tmp_path / name), _clock()))
        return opened[-1]

    yield opening
    for book in opened:
        book.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """The demo book as `rapport --demo` shows it; only to be read."""
    book = Book.open(tmp_path_factory.mktemp("demo") / "demo.db", _clock())
    fill_demo(book, TODAY)
    yield book
    book.close()


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """A book large enough for the bulk path; only to be read."""
    book = Book.open(tmp_path_factory.mktemp("crowd") / "crowd.db", _clock())
    fill_demo(book, TODAY, contacts=BULK_FROM + 1_000, interactions=30_000)
    yield book
    book.close()


def _states(book: Book) -> Counter[State]:
    ids = book.contacts.ids_by_name()
    people = book.outreach.people(ids, TODAY)
    return Counter(
        state_of(
            TODAY,
            ideal_days=contact.ideal_days,
            due_on=contact.next_due_on,
            last_touch_on=contact.last_touch_on,
            is_archived=contact.is_archived,
            is_paused=people[contact.id].is_paused,
            snoozed_until=people[contact.id].snoozed_until,
        )
        for start in range(0, len(ids), 500)
        for contact in book.contacts.get_all(ids[start : start + 500])
    )


def _contents(book: Book) -> list[object]:
    ids = book.contacts.ids_by_name()
    return [
        (
            contact.name,
            contact.next_due_on,
            contact.last_touch_on,
            contact.tags,
            [
                (each.practice_date, each.channel, each.direction, each.summary, each.feeling)
                for each in book.interactions.get_all(list(book.interactions.timeline_of(contact.id)))
            ],
        )
        for contact in book.contacts.get_all(ids)
    ]


def test_the_counts_are_what_was_asked_for(demo: Book) -> None:
    assert demo.contacts.count() == 30
    assert sum(len(demo.interactions.timeline_of(ident)) for ident in demo.contacts.ids_by_name()) == 240


@pytest.mark.parametrize(
    ("contacts", "interactions"), [(0, 0), (0, 50), (1, 0), (1, 5), (3, 300), (30, 1), (45, 100), (60, 900)]
)
def test_any_counts_come_out_exactly(contacts: int, interactions: int, open_book: OpenBook) -> None:
    book = open_book("book.db")
    counts = fill_demo(book, TODAY, 1, contacts, interactions)
    recorded = sum(len(book.interactions.timeline_of(ident)) for ident in book.contacts.ids_by_name())
    assert counts == DemoCounts(contacts, interactions if contacts else 0)
    assert (book.contacts.count(), recorded) == (counts.contacts, counts.interactions)


def test_the_same_seed_gives_the_same_book(open_book: OpenBook) -> None:
    one, other = open_book("one.db"), open_book("other.db")
    for book in (one, other):
        fill_demo(book, TODAY, seed=7, contacts=50, interactions=400)
    assert _contents(one) == _contents(other)


def test_another_seed_gives_another_book(open_book: OpenBook) -> None:
    one, other = open_book("one.db"), open_book("other.db")
    fill_demo(one, TODAY, seed=1)
    fill_demo(other, TODAY, seed=2)
    assert _contents(one) != _contents(other)


def test_nobody_invented_is_mixed_into_a_book_with_people(open_book: OpenBook) -> None:
    book = open_book("book.db")
    fill_demo(book, TODAY, contacts=1, interactions=1)
    with pytest.raises(InvalidInput):
        fill_demo(book, TODAY)
    assert book.contacts.count() == 1


def test_counts_below_nothing_are_refused(open_book: OpenBook) -> None:
    with pytest.raises(InvalidInput):
        fill_demo(open_book("book.db"), TODAY, contacts=-1)


def test_the_streak_is_alive_for_fourteen_weeks(demo: Book) -> None:
    practised = streak(demo.practice.days(), TODAY, demo.practice.schedules(), demo.practice.pauses())
    assert practised.today is TodayState.DONE
    assert practised.current >= 4 * 14
    assert practised.longest > practised.current


@settings(max_examples=40)
@given(DAYS, st.integers(0, 1_000))
def test_the_streak_is_alive_whatever_the_day_and_the_seed(today: date, seed: int) -> None:
    story = read_story()
    found = happenings(story.people, story, 240, seed, today)
    days = {
        today - timedelta(each.ago) for each in found if each.direction is None and not each.is_before_book
    }
    assert len(found) == 240
    assert streak(days, today).current >= 4 * 14


def test_today_shows_a_promise_a_reply_a_new_face_and_a_rhythm(demo: Book) -> None:
    rows = Today(demo).view().queue.rows
    assert [(row.person.name, row.reason) for row in rows[:3]] == [
        ("Maya Okafor", "promise 3 days late"),
        ("May Tan", "wrote to you 2 days ago"),
        ("Zoë Martín", "follow up after PyCon"),
    ]
    assert rows[3].tier == "rhythm"


def test_a_birthday_a_lunch_and_an_anniversary_come_up(demo: Book) -> None:
    coming = {(each.name, each.what) for each in Today(demo).view().coming_up}
    assert {("Tara Quist", "birthday"), ("Ines Duarte", "lunch"), ("Kofi Mensah", "day you met")} <= coming


def test_the_small_book_holds_every_state(demo: Book) -> None:
    states = _states(demo)
    assert states[State.OVERDUE] >= 2
    wanted = {State.DUE, State.SOON, State.FRESH, State.NEW, State.DORMANT, State.SNOOZED, State.PAUSED}
    assert wanted | {State.ARCHIVED, State.NONE} <= set(states)


def test_they_owe_a_reading_list(demo: Book) -> None:
    (sam,) = demo.contacts.named_exactly("Sam Roth")
    assert [promise.text for promise in demo.promises.open_with(sam)] == ["reading list"]


def test_only_what_happened_today_can_be_taken_back(open_book: OpenBook) -> None:
    book = open_book("book.db")
    fill_demo(book, TODAY)
    assert book.undo().label == "logged a call with Ines Duarte"
    with pytest.raises(NothingToUndo):
        book.undo()


def test_the_derived_columns_stand_as_the_records_say(open_book: OpenBook) -> None:
    demo = open_book("book.db")
    fill_demo(demo, TODAY)
    ids = list(demo.contacts.ids_by_name())
    stored = [(c.ideal_days, c.last_touch_on, c.next_due_on) for c in demo.contacts.get_all(ids)]
    with demo.write("nothing"):
        demo.due_dates.refresh_all()
    assert [(c.ideal_days, c.last_touch_on, c.next_due_on) for c in demo.contacts.get_all(ids)] == stored


def test_nothing_is_dated_after_today(demo: Book) -> None:
    assert max(demo.practice.days()) == TODAY


def test_the_story_and_the_crowd_speak_kindly() -> None:
    story, words = read_story(), read_words()
    said = [
        talk.said for talk in (*story.common, *story.inbound, *(t for p in story.people for t in p.talks))
    ]
    said += [text for person in story.people for text in person.facts.values()]
    said += [*words.said, *words.roles, *words.organisations]
    assert not [text for text in said if UNKIND.search(text)]


def test_everybody_can_be_found_by_their_name(demo: Book) -> None:
    for ident in demo.contacts.ids_by_name():
        contact = demo.contacts.get(ident)
        assert contact is not None
        assert contact.id in [hit.contact_id for hit in contacts_found(demo, contact.name)]


def test_a_page_can_be_shown_for_everybody(demo: Book) -> None:
    for ident in demo.contacts.ids_by_name():
        page = Finding(demo).page(ContactId(ident))
        assert page is not None
        assert page.contact.id == ident


def test_a_big_book_opens_with_the_same_people(crowd: Book) -> None:
    assert [row.person.name for row in Today(crowd).view().queue.rows[:3]] == [
        "Maya Okafor",
        "May Tan",
        "Zoë Martín",
    ]


def test_a_big_book_holds_every_state_of_a_rhythm(crowd: Book) -> None:
    states = _states(crowd)
    assert {State.FRESH, State.SOON, State.DUE, State.OVERDUE, State.DORMANT, State.NEW} <= set(states)


def test_about_a_quarter_of_a_big_book_has_a_rhythm_shaped_like_a_real_circle(crowd: Book) -> None:
    rhythms = Counter(
        contact.ideal_days
        for ident in crowd.contacts.ids_by_name()
        if (contact := crowd.contacts.get(ident)) and contact.ideal_days
    )
    assert 0.2 < rhythms.total() / crowd.contacts.count() < 0.3
    assert rhythms[365] > rhythms[90] > rhythms[30] > rhythms[7] > 0


def test_a_big_book_owes_no_more_replies_than_a_person_could_write(crowd: Book) -> None:
    assert len(crowd.outreach.replies_owed()) == 1


def test_a_big_book_keeps_its_derived_columns_right(crowd: Book) -> None:
    sample = list(crowd.contacts.ids_by_name())[::7]
    for start in range(0, len(sample), 500):
        for contact in crowd.contacts.get_all(sample[start : start + 500]):
            ((facts, stored),) = crowd.due_dates.facts([contact.id])
            assert contact.next_due_on == due_date(facts)
            assert stored[0] == contact.ideal_days


def test_names_of_a_crowd_come_with_accents_and_wide_characters(crowd: Book) -> None:
    names = [row.name for row in crowd.contacts.rows(list(crowd.contacts.ids_by_name())[:20_000])]
    assert any(re.search(r"[\u4e00-\u9fff\uac00-\ud7a3]", name) for name in names)
    assert sum(not name.isascii() for name in names) > len(names) / 50


def test_birthdays_do_not_crowd_out_a_day(crowd: Book) -> None:
    on_these_days = crowd.outreach.key_dates_between(TODAY - timedelta(3), TODAY)
    assert len(on_these_days) <= 10
