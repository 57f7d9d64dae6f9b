"""What opens a reason on the Today list and what closes it: replies, key dates, the newly met."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY, a_book, a_contact, a_talk, log
from tui.domain.records.contact import ContactId, KeyDate, KeyDateKind, Ladder
from tui.domain.records.interaction import Channel, Direction, InteractionId
from tui.services.tending.tending import Tending
from tui.services.today.today import Today
from tui.store.book import Book


def _names(book: Book) -> list[str]:
    return [row.person.name for row in Today(book).queue().rows]


def _tiers(book: Book) -> list[str]:
    return [row.tier.value for row in Today(book).queue().rows]


def _wrote(book: Book, contact_id: ContactId, on: str, channel: Channel = Channel.MESSAGE) -> InteractionId:
    return log(book, a_talk(contact_id, on=on, channel=channel, direction=Direction.IN))


@pytest.mark.parametrize("channel", [Channel.MESSAGE, Channel.EMAIL, Channel.LETTER, Channel.VOICE_NOTE])
def test_what_they_wrote_opens_a_reply(book: Book, channel: Channel) -> None:
    _wrote(book, a_contact(book), "2026-11-20", channel)
    assert _tiers(book) == ["reply"]


@pytest.mark.parametrize("channel", [Channel.REACTION, Channel.COMMENT, Channel.CALL])
def test_a_reaction_a_comment_or_a_call_opens_no_reply(book: Book, channel: Channel) -> None:
    _wrote(book, a_contact(book), "2026-11-20", channel)
    assert _names(book) == []


def test_a_touch_of_mine_answers_what_they_wrote(book: Book) -> None:
    ann = a_contact(book)
    _wrote(book, ann, "2026-11-20")
    log(book, a_talk(ann, on="2026-11-20", channel=Channel.COMMENT))
    assert _names(book) == []


def test_an_answer_noted_before_the_letter_it_answers_still_answers_it(book: Book) -> None:
    ann = a_contact(book)
    log(book, a_talk(ann, on="2026-11-21"))
    _wrote(book, ann, "2026-11-20")
    assert _names(book) == []


def test_a_reaction_of_mine_answers_nothing(book: Book) -> None:
    ann = a_contact(book)
    _wrote(book, ann, "2026-11-20")
    log(book, a_talk(ann, channel=Channel.REACTION, direction=Direction.OUT))
    assert _tiers(book) == ["reply"]


def test_an_earlier_touch_of_mine_does_not_answer_a_later_letter(book: Book) -> None:
    ann = a_contact(book)
    _wrote(book, ann, "2026-11-20")
    log(book, a_talk(ann, on="2026-11-19"))
    assert _tiers(book) == ["reply"]


@pytest.mark.parametrize(("ago", "tier"), [(14, "reply"), (15, "rhythm")])
def test_after_fourteen_days_a_reply_stands_among_the_rhythms(book: Book, ago: int, tier: str) -> None:
    _wrote(book, a_contact(book), (TODAY - timedelta(ago)).isoformat())
    assert _tiers(book) == [tier]


def test_of_several_unanswered_letters_the_latest_counts(book: Book) -> None:
    ann = a_contact(book)
    latest = _wrote(book, ann, "2026-11-22", Channel.VOICE_NOTE)
    _wrote(book, ann, "2026-10-01")
    (row,) = Today(book).queue().rows
    assert (row.subject_id, row.reason) == (latest, "voice note yesterday")


def test_no_reply_needed_is_said_once_for_all_they_wrote(book: Book) -> None:
    ann = a_contact(book)
    _wrote(book, ann, "2026-10-01")
    latest = _wrote(book, ann, "2026-11-22")
    with book.write("no reply needed"):
        book.interactions.answer_not_needed(latest)
    assert _names(book) == []


def test_no_reply_needed_to_one_leaves_the_other_waiting(book: Book) -> None:
    ann, bo = a_contact(book, "Ann"), a_contact(book, "Bo")
    _wrote(book, ann, "2026-11-20")
    theirs = _wrote(book, bo, "2026-11-21")
    with book.write("no reply needed"):
        book.interactions.answer_not_needed(theirs)
    assert _names(book) == ["Ann"]


@pytest.mark.parametrize(
    ("today", "shows"),
    [("2026-02-27", False), ("2026-02-28", True), ("2026-03-03", True), ("2026-03-04", False)],
)
def test_a_key_date_of_29_february_is_kept_on_the_28th_and_three_days_after(
    tmp_path: Path, today: str, shows: bool
) -> None:
    book = a_book(tmp_path, now=today)
    a_contact(book, dates=[KeyDate(KeyDateKind.BIRTHDAY, 2, 29)])
    assert bool(_names(book)) is shows


@pytest.mark.parametrize(
    ("today", "shows"), [("2028-02-28", False), ("2028-02-29", True), ("2028-03-03", True)]
)
def test_in_a_leap_year_29_february_is_kept_on_its_day(tmp_path: Path, today: str, shows: bool) -> None:
    book = a_book(tmp_path, now=today)
    a_contact(book, dates=[KeyDate(KeyDateKind.BIRTHDAY, 2, 29)])
    assert bool(_names(book)) is shows


@pytest.mark.parametrize(
    ("today", "comes"), [("2028-02-21", None), ("2028-02-22", "2028-02-29"), ("2026-02-21", "2026-02-28")]
)
def test_what_comes_up_is_at_most_a_week_away(tmp_path: Path, today: str, comes: str | None) -> None:
    book = a_book(tmp_path, now=today)
    a_contact(book, dates=[KeyDate(KeyDateKind.BIRTHDAY, 2, 29)])
    assert [each.on.isoformat() for each in Today(book).view().coming_up] == ([comes] if comes else [])


def test_a_birthday_greeted_already_is_off_the_list(book: Book) -> None:
    ann = a_contact(book, dates=[KeyDate(KeyDateKind.BIRTHDAY, 11, 21)])
    assert _tiers(book) == ["key_date"]
    log(book, a_talk(ann, on="2026-11-21", channel=Channel.MESSAGE))
    assert _names(book) == []


def test_somebody_newly_met_is_followed_up_before_any_rhythm(book: Book) -> None:
    a_contact(book, "Ann", met="2026-11-22", ladder=Ladder.FULL, rhythm=30)
    (row,) = Today(book).queue().rows
    assert (row.tier.value, row.kind.value, row.state.value) == ("reply", "ladder", "ladder")


def test_the_second_ladder_step_stands_with_the_next_steps(book: Book) -> None:
    ann = a_contact(book, met="2026-11-10", ladder=Ladder.FULL)
    log(book, a_talk(ann, on="2026-11-11"))
    assert _tiers(book) == ["next_step"]


def test_a_ladder_step_let_go_counts_as_done(book: Book) -> None:
    ann = a_contact(book, met="2026-11-10", ladder=Ladder.FULL)
    Tending(book).skip([ann])
    assert _names(book) == []


def test_a_ladder_lapses_after_sixty_days(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    a_contact(book, met=TODAY - timedelta(60), ladder=Ladder.FULL)
    assert _tiers(book) == ["reply"]
    book.close()
    assert _names(a_book(tmp_path, now=TODAY + timedelta(1))) == []
