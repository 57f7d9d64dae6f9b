from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from tui.domain.records.contact import Contact, ContactId, KeyDate, KeyDateKind
from tui.formats.text.ics import FeedEntry, write_ics

TODAY = date(2026, 11, 23)
STAMP = datetime(2026, 11, 23, 9, tzinfo=UTC)


def maya(*key_dates: KeyDate, **changes: object) -> Contact:
    facts = {"last_touch_on": date(2026, 10, 1), "ideal_days": 42} | changes
    return Contact(ContactId(1), "u1", "Maya Okafor", key_dates=key_dates, **facts)  # type: ignore[arg-type]


def feed(*entries: FeedEntry) -> Any:
    return Calendar.from_ical(write_ics(entries, TODAY, STAMP))


def only(*entries: FeedEntry) -> Any:
    (event,) = feed(*entries).walk("VEVENT")
    return event


def test_a_due_contact_is_an_all_day_event() -> None:
    event = only(FeedEntry(maya(), date(2026, 12, 1)))
    assert (event["summary"], event["uid"]) == ("Reach out to Maya Okafor", "due-u1@rapport")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 12, 1), date(2026, 12, 2))
    assert event["description"] == "Last in touch 2026-10-01. Every 6 weeks."
    assert event["transp"] == "TRANSPARENT"


def test_what_is_overdue_stands_on_today() -> None:
    assert only(FeedEntry(maya(), date(2026, 1, 1)))["dtstart"].dt == TODAY


def test_a_birthday_returns_every_year_from_the_year_of_birth() -> None:
    event = only(FeedEntry(maya(KeyDate(KeyDateKind.BIRTHDAY, 4, 15, 1985))))
    assert (event["dtstart"].dt, event["rrule"].to_ical()) == (date(1985, 4, 15), b"FREQ=YEARLY")
    assert event["summary"] == "Maya Okafor: birthday"


def test_a_birthday_without_its_year_begins_somewhere() -> None:
    assert only(FeedEntry(maya(KeyDate(KeyDateKind.BIRTHDAY, 2, 29))))["dtstart"].dt == date(2000, 2, 29)


def test_a_birthday_on_29_february_is_kept_on_the_last_of_the_month() -> None:
    event = only(FeedEntry(maya(KeyDate(KeyDateKind.BIRTHDAY, 2, 29, 1988))))
    assert event["rrule"] == {"FREQ": ["YEARLY"], "BYMONTH": [2], "BYMONTHDAY": [-1]}


def test_another_date_says_what_it_is() -> None:
    event = only(FeedEntry(maya(KeyDate(KeyDateKind.OTHER, 9, 3, 2021, "thesis day"))))
    assert event["summary"] == "Maya Okafor: thesis day"


def test_the_identity_of_a_date_stays_whatever_else_changes() -> None:
    born = KeyDate(KeyDateKind.BIRTHDAY, 4, 15, 1985)
    moved = KeyDate(KeyDateKind.OTHER, 1, 1, None, "moved")
    first = only(FeedEntry(maya(born)))["uid"]
    both = {str(event["uid"]) for event in feed(FeedEntry(maya(moved, born))).walk("VEVENT")}
    assert first in both
    assert len(both) == 2


@pytest.mark.parametrize("state", ["is_archived", "is_deceased"])
def test_the_archived_and_the_dead_are_left_out(state: str) -> None:
    contact = maya(KeyDate(KeyDateKind.BIRTHDAY, 4, 15), **{state: True})
    assert feed(FeedEntry(contact, TODAY)).walk("VEVENT") == []


def test_the_calendar_says_what_it_is_and_when_to_look_again() -> None:
    text = write_ics([], TODAY, STAMP).decode()
    for line in (
        "VERSION:2.0",
        "METHOD:PUBLISH",
        "NAME:Rapport",
        "X-WR-CALNAME:Rapport",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "X-PUBLISHED-TTL:PT12H",
    ):
        assert f"{line}\r\n" in text


@given(st.text(max_size=80), st.dates(max_value=date(9000, 1, 1)))
def test_no_name_breaks_the_feed(name: str, due_on: date) -> None:
    hostile = Contact(ContactId(1), "u1", name + "\r\nEND:VEVENT")
    event = only(FeedEntry(hostile, due_on))
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(1)
