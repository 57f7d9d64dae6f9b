"""The rules as SQL says them are the rules of the domain, for every interaction there can be."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import product

import pytest
from msgspec import Struct

from tests.builders import TODAY, a_contact, a_talk, log
from tui.domain.records.interaction import (
    OPENS_A_REPLY,
    PRACTICE_CHANNELS,
    RICH_CHANNELS,
    TOUCH_CHANNELS,
    Channel,
    Direction,
    PromiseDraft,
    Role,
)
from tui.domain.records.promise import MadeBy, Promise
from tui.domain.rhythms.lateness import dormant_days, maximum_days
from tui.domain.rhythms.rhythm import LONGEST_RHYTHM
from tui.store import conditions
from tui.store.book import Book
from tui.store.many.many import Many


class Kept(Struct, frozen=True):
    """What decides how an interaction counts."""

    channel: Channel
    direction: Direction
    in_trash: bool
    is_draft: bool
    before_book: bool

    @property
    def happened(self) -> bool:
        return not self.in_trash and not self.is_draft

    @property
    def is_touch(self) -> bool:
        return self.happened and self.channel in TOUCH_CHANNELS

    @property
    def is_practice(self) -> bool:
        is_mine = self.direction is not Direction.IN
        return self.happened and is_mine and not self.before_book and self.channel in PRACTICE_CHANNELS


EVERY = [Kept(*facts) for facts in product(Channel, Direction, (False, True), (False, True), (False, True))]


@pytest.fixture
def all_kinds(book: Book) -> Book:
    """A book with an interaction of every kind, each on a day of its own; the ids are 1, 2, 3 as in EVERY."""
    ann = a_contact(book)
    with book.write("logged"):
        for number, kept in enumerate(EVERY):
            on = TODAY - timedelta(number)
            talk = a_talk(
                ann, on=on, channel=kept.channel, direction=kept.direction, before_book=kept.before_book
            )
            ident = book.interactions.add(talk)
            book.conn.execute(
                "UPDATE interaction SET is_draft = ?, deleted_at = ? WHERE id = ?",
                (kept.is_draft, book.now_utc() if kept.in_trash else None, ident),
            )
    return book


def _those(book: Book, condition: str) -> list[Kept]:
    found = book.conn.execute(f"SELECT id FROM interaction WHERE {condition} ORDER BY id")
    return [EVERY[ident - 1] for (ident,) in found]


def test_a_touch_is_what_the_domain_calls_one(all_kinds: Book) -> None:
    assert _those(all_kinds, conditions.IS_TOUCH) == [kept for kept in EVERY if kept.is_touch]


def test_practice_is_what_the_domain_calls_it(all_kinds: Book) -> None:
    assert _those(all_kinds, conditions.IS_PRACTICE) == [kept for kept in EVERY if kept.is_practice]


def test_a_rich_touch_and_an_opened_reply_are_what_the_domain_calls_so(all_kinds: Book) -> None:
    rich, opens = _those(all_kinds, conditions.IS_RICH), _those(all_kinds, conditions.CAN_OPEN_A_REPLY)
    assert {kept.channel for kept in rich} == RICH_CHANNELS
    assert {kept.channel for kept in opens} == OPENS_A_REPLY


def test_the_practice_days_of_the_book_are_those_of_the_domain(all_kinds: Book) -> None:
    wanted = {TODAY - timedelta(number) for number, kept in enumerate(EVERY) if kept.is_practice}
    assert set(all_kinds.practice.days()) == wanted


@pytest.mark.parametrize("channel", Channel)
def test_an_old_tie_is_whoever_was_once_richly_in_touch(book: Book, channel: Channel) -> None:
    ann = a_contact(book, rhythm=30)
    log(book, a_talk(ann, on="2024-05-01", channel=channel, before_book=True))
    assert book.outreach.dormant(TODAY, 9) == ([ann] if channel in RICH_CHANNELS else [])


@pytest.mark.parametrize(("days_ago", "is_offered"), [(0, False), (89, False), (90, True), (400, True)])
def test_an_old_tie_is_offered_again_after_ninety_days(book: Book, days_ago: int, is_offered: bool) -> None:
    ann = a_contact(book, rhythm=30, last="2024-05-01")
    with book.write("offered"):
        book.practice.offered(ann, "rekindle", TODAY - timedelta(days_ago))
    assert book.outreach.dormant(TODAY, 9) == ([ann] if is_offered else [])


@pytest.mark.parametrize(
    ("days_ago", "is_old_tie"), [(dormant_days(30), True), (dormant_days(30) - 1, False)]
)
def test_only_the_dormant_are_old_ties(book: Book, days_ago: int, is_old_tie: bool) -> None:
    ann = a_contact(book, rhythm=30, last=TODAY - timedelta(days_ago))
    assert book.outreach.dormant(TODAY, 9) == ([ann] if is_old_tie else [])


def test_a_paused_contact_is_no_old_tie(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2024-05-01")
    with book.write("paused"):
        Many(book, [ann]).pause(TODAY, None)
    assert book.outreach.dormant(TODAY, 9) == []


@pytest.mark.parametrize(
    ("table", "column", "words"),
    [
        ("interaction", "channel", Channel),
        ("interaction", "direction", Direction),
        ("interaction_contact", "role", Role),
    ],
)
def test_the_book_takes_just_the_words_the_domain_has(
    book: Book, table: str, column: str, words: type[Channel | Direction | Role]
) -> None:
    (sql,) = book.conn.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (table,)).fetchone()
    (listed,) = re.findall(rf"CHECK \({column} IN \(([^)]*)\)", sql)
    assert sorted(re.findall(r"'(\w+)'", listed)) == sorted(word.value for word in words)


def test_the_indexes_are_made_for_the_rules_as_they_are(book: Book) -> None:
    kept = dict(book.conn.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql <> ''"))
    assert kept["interaction_practice_day"].endswith(f"WHERE {conditions.IS_PRACTICE}")
    assert kept["contact_falling_due"].endswith(f"WHERE {conditions.CAN_FALL_DUE}")


def test_sql_and_domain_count_the_same_days_of_every_rhythm(book: Book) -> None:
    asked = (
        "WITH RECURSIVE rhythm (ideal_days) AS (SELECT 1 UNION ALL SELECT ideal_days + 1 FROM rhythm LIMIT ?)"
        f" SELECT ideal_days, {conditions.MAXIMUM_DAYS}, {conditions.DORMANT_DAYS} FROM rhythm"
    )
    rows = book.conn.execute(asked, (LONGEST_RHYTHM,)).fetchall()
    assert rows == [(days, maximum_days(days), dormant_days(days)) for days in range(1, LONGEST_RHYTHM + 1)]


def test_an_open_promise_is_what_the_domain_calls_one(book: Book) -> None:
    ann = a_contact(book)
    wanted = []
    for kept_on, released_on in product((None, TODAY), repeat=2):
        with book.write("promised"):
            ident = book.promises.promise(ann, PromiseDraft("the deck", is_mine=True), made_on=TODAY)
            book.conn.execute(
                "UPDATE promise SET kept_on = ?, released_on = ? WHERE id = ?",
                (kept_on and kept_on.isoformat(), released_on and released_on.isoformat(), ident),
            )
        promise = Promise(ident, ann, "Ann Lee", MadeBy.ME, "the deck", TODAY, None, kept_on, released_on)
        wanted += [promise.id] if promise.is_open else []
    found = book.conn.execute(f"SELECT id FROM promise WHERE {conditions.IS_OPEN_PROMISE}").fetchall()
    assert [row[0] for row in found] == wanted == [1]
