"""The derived columns: which rhythm holds, and the day that follows from the records."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.builders import TODAY, a_contact, a_talk, day, log, set_rhythm_of
from tui.domain.records.contact import NO_RHYTHM, ContactId, Ladder
from tui.domain.records.interaction import Channel, InteractionDraft
from tui.domain.rhythms.ladder import LADDER_DAYS
from tui.domain.rhythms.lateness import shift_days
from tui.domain.rhythms.rhythm import DueFacts, Touch, due_date
from tui.store.book import Book
from tui.store.many.many import Many


def _ideal(book: Book, contact_id: int) -> int | None:
    contact = book.contacts.get(contact_id)
    assert contact is not None
    return contact.ideal_days


def _due(book: Book, contact_id: int) -> date | None:
    contact = book.contacts.get(contact_id)
    assert contact is not None
    return contact.next_due_on


def test_without_any_rhythm_nobody_falls_due(book: Book) -> None:
    ann = a_contact(book, last="2026-11-01")
    assert (_ideal(book, ann), _due(book, ann)) == (None, None)


def test_a_tag_gives_its_rhythm(book: Book) -> None:
    ann = a_contact(book, tags=["choir"])
    set_rhythm_of(book, "tag", "choir", 60)
    assert _ideal(book, ann) == 60


def test_a_circle_goes_before_a_tag(book: Book) -> None:
    ann = a_contact(book, tags=["choir"], circles=["friends"])
    set_rhythm_of(book, "tag", "choir", 7)
    set_rhythm_of(book, "circle", "friends", 30)
    assert _ideal(book, ann) == 30


def test_the_shortest_of_several_circles_holds(book: Book) -> None:
    ann = a_contact(book, circles=["friends", "family"])
    set_rhythm_of(book, "circle", "friends", 30)
    set_rhythm_of(book, "circle", "family", 14)
    assert _ideal(book, ann) == 14


def test_an_own_rhythm_goes_before_circle_and_tag(book: Book) -> None:
    ann = a_contact(book, rhythm=90, tags=["choir"], circles=["friends"])
    set_rhythm_of(book, "tag", "choir", 7)
    set_rhythm_of(book, "circle", "friends", 30)
    assert _ideal(book, ann) == 90


def test_an_own_rhythm_of_none_goes_before_the_circle_too(book: Book) -> None:
    ann = a_contact(book, rhythm=NO_RHYTHM, circles=["friends"], last="2026-11-01")
    set_rhythm_of(book, "circle", "friends", 30)
    assert (_ideal(book, ann), _due(book, ann)) == (None, None)


def test_when_a_circle_loses_its_rhythm_the_tag_holds_again(book: Book) -> None:
    ann = a_contact(book, tags=["choir"], circles=["friends"])
    set_rhythm_of(book, "tag", "choir", 60)
    set_rhythm_of(book, "circle", "friends", 30)
    set_rhythm_of(book, "circle", "friends", None)
    assert _ideal(book, ann) == 60


@pytest.mark.parametrize("table", ["tag", "circle"])
def test_whoever_joins_a_group_with_a_rhythm_falls_due_by_it(book: Book, table: str) -> None:
    a_contact(book, "Bo", **{f"{table}s": ["choir"]})  # type: ignore[arg-type]
    set_rhythm_of(book, table, "choir", 30)
    ann = a_contact(book, "Ann", last="2026-11-01")
    with book.write("joined"):
        if table == "tag":
            book.contacts.add_tags(ann, ["Choir"])
        else:
            book.contacts.add_to_circles(ann, ["Choir"])
    assert _due(book, ann) == day("2026-12-01")


def test_a_rhythm_runs_from_the_last_touch(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2026-11-01")
    assert _due(book, ann) == day("2026-12-01")


def test_a_contact_that_is_not_exact_is_shifted_by_its_own_days(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2026-11-01", exact=False)
    assert _due(book, ann) == day("2026-12-01") + timedelta(shift_days(ann, 30))


def test_a_light_touch_never_pulls_the_day_nearer(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2026-11-01")
    log(book, a_talk(ann, on="2026-11-10", channel=Channel.COMMENT))
    assert _due(book, ann) == day("2026-12-01")


@pytest.mark.parametrize("channel", [Channel.REACTION, Channel.NOTE])
def test_what_is_no_touch_leaves_day_and_last_touch_alone(book: Book, channel: Channel) -> None:
    ann = a_contact(book, rhythm=30, last="2026-11-01")
    log(book, a_talk(ann, on="2026-11-20", channel=channel))
    contact = book.contacts.get(ann)
    assert contact is not None
    assert (contact.last_touch_on, contact.next_due_on) == (day("2026-11-01"), day("2026-12-01"))


def test_whoever_is_only_spoken_of_was_not_in_touch(book: Book) -> None:
    ann, bo = a_contact(book, "Ann", rhythm=30), a_contact(book, "Bo", rhythm=30)
    talk = a_talk(ann)
    log(book, InteractionDraft(talk.contacts, talk.channel, talk.direction, TODAY, mentions=(bo,)))
    contact = book.contacts.get(bo)
    assert contact is not None
    assert contact.last_touch_on is None


def test_an_interaction_in_the_trash_counts_no_more(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2026-11-01")
    talk = log(book, a_talk(ann))
    with book.write("trashed"):
        book.interactions.trash(talk)
    assert _due(book, ann) == day("2026-12-01")


def test_letting_a_round_go_counts_a_rhythm_from_that_day(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2026-09-01")
    with book.write("let go"):
        Many(book, [ann]).skip(TODAY)
    assert _due(book, ann) == TODAY + timedelta(30)


def test_after_a_pause_they_are_not_due_at_once(book: Book) -> None:
    ann = a_contact(book, rhythm=30, last="2026-09-01")
    with book.write("paused"):
        Many(book, [ann]).pause(day("2026-11-01"), day("2026-11-20"))
    assert _due(book, ann) == day("2026-11-21") + timedelta(3 + ann % 14)


def _met(book: Book, *touches: str, ladder: Ladder = Ladder.FULL) -> ContactId:
    ann = a_contact(book, rhythm=30, met="2026-03-02", ladder=ladder)
    for each in touches:
        log(book, a_talk(ann, on=each, channel=Channel.MESSAGE))
    return ann


def test_an_open_ladder_holds_the_rhythm_back(book: Book) -> None:
    assert _due(book, _met(book, "2026-03-03", "2026-03-09")) == day("2026-05-02")


def test_three_messages_finish_the_ladder_and_the_rhythm_runs_from_the_last(book: Book) -> None:
    ann = _met(book, "2026-03-03", "2026-03-09", "2026-04-01")
    assert _due(book, ann) == day("2026-04-01") + timedelta(18)


def test_a_ladder_is_finished_by_a_step_on_any_day_it_runs(book: Book) -> None:
    for last in range(10, LADDER_DAYS + 4):
        days = [day("2026-03-02") + timedelta(each) for each in (1, 7, last)]
        ann = _met(book, *(each.isoformat() for each in days))
        touches = [Touch(each, Channel.MESSAGE.weight) for each in days]
        facts = DueFacts(ann, 30, is_exact=True, touches=touches, met_on=day("2026-03-02"))
        assert _due(book, ann) == due_date(facts), last


def test_three_messages_on_one_day_are_one_step(book: Book) -> None:
    assert _due(book, _met(book, "2026-03-03", "2026-03-03", "2026-03-03")) == day("2026-05-02")


def test_a_light_ladder_is_finished_after_one_step(book: Book) -> None:
    assert _due(book, _met(book, "2026-03-03", ladder=Ladder.LIGHT)) == day("2026-03-03") + timedelta(18)


def test_steps_let_go_finish_a_ladder_too(book: Book) -> None:
    ann = _met(book)
    for on in ("2026-03-03", "2026-03-09", "2026-04-01"):
        with book.write("let go"):
            Many(book, [ann]).skip(day(on))
    assert _due(book, ann) == day("2026-05-01")


def test_recomputing_the_whole_book_writes_nothing_where_all_is_right(book: Book) -> None:
    _met(book, "2026-03-03", "2026-03-09", "2026-04-01")
    before = book.conn.total_changes
    book.due_dates.refresh_all()
    assert book.conn.total_changes == before
