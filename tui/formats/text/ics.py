"""A calendar a phone can subscribe to: who is due on which day, and every birthday."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.records.contact import Contact, KeyDate, KeyDateKind
from tui.domain.records.key_dates import occurrence_in
from tui.domain.rhythms.rhythm import rhythm_words
from tui.domain.text import clean

if TYPE_CHECKING:
    from icalendar import Event

REFRESH_HOURS = 12
"""How often a phone is asked to look again."""
CALENDAR_NAME = "Rapport"

_YEARLESS_START = 2000
"""A leap year: where the year is unknown, the feed begins in it."""
_EARLIEST = 1900
"""Calendars of phones begin here."""
_LEAP_DAY = (2, 29)


class FeedEntry(Struct, frozen=True):
    """One contact in the feed, and the local calendar day their outreach stands on, if any."""

    contact: Contact
    due_on: date | None = None
    """The due day, or the end of a snooze; None where nothing is due."""


def write_ics(entries: Iterable[FeedEntry], today: date, stamp: datetime, name: str = CALENDAR_NAME) -> bytes:
    """Write due outreach and key dates as all-day events with an identity that stays.

    What is overdue stands on ``today`` (local calendar day), since a calendar shows no past; ``stamp`` is the
    instant of writing. The archived and the dead are left out.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Rapport//Rapport//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", clean(name, one_line=True))
    calendar.add("x-wr-calname", clean(name, one_line=True))
    calendar.add("refresh-interval", timedelta(hours=REFRESH_HOURS), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", f"PT{REFRESH_HOURS}H")
    for entry in entries:
        if not (entry.contact.is_archived or entry.contact.is_deceased):
            for event in _events(entry, today):
                event.add("dtstamp", stamp.astimezone(UTC))
                event.add("transp", "TRANSPARENT")
                calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _events(entry: FeedEntry, today: date) -> Iterator[Event]:
    contact = entry.contact
    if entry.due_on is not None:
        day = max(entry.due_on, today)
        yield _event(f"due-{contact.uid}", f"Reach out to {contact.name}", day, _why(contact))
    for key_date in dict.fromkeys(contact.key_dates):
        yield _yearly(contact, key_date)


def _event(uid: str, summary: str, day: date, description: str = "") -> Event:
    from icalendar import Event

    event = Event()
    event.add("uid", f"{uid}@rapport")
    event.add("summary", clean(summary, one_line=True))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(1))
    if description:
        event.add("description", clean(description))
    return event


def _yearly(contact: Contact, key_date: KeyDate) -> Event:
    """Return an event that returns every year; 29 February is kept on the last day of the month."""
    year = max(key_date.year or _YEARLESS_START, _EARLIEST)
    first = occurrence_in(key_date, year).on
    born = f"Born {key_date.year}." if key_date.kind is KeyDateKind.BIRTHDAY and key_date.year else ""
    event = _event(_identity(contact, key_date), _title(contact, key_date), first, born)
    rule: dict[str, object] = {"freq": "yearly"}
    if (key_date.month, key_date.day) == _LEAP_DAY:
        rule |= {"bymonth": 2, "bymonthday": -1}
    event.add("rrule", rule)
    return event


def _identity(contact: Contact, key_date: KeyDate) -> str:
    """Return what stays the same as long as the date does, so that a phone keeps its own alarm on it."""
    said = f"{key_date.kind}|{key_date.month}|{key_date.day}|{key_date.label}"
    return f"{key_date.kind}-{contact.uid}-{sha256(said.encode('utf-8', 'replace')).hexdigest()[:8]}"


def _title(contact: Contact, key_date: KeyDate) -> str:
    if key_date.kind is KeyDateKind.OTHER:
        return f"{contact.name}: {key_date.label or 'a day to remember'}"
    since = f" ({key_date.year})" if key_date.year and key_date.kind is KeyDateKind.ANNIVERSARY else ""
    return f"{contact.name}: {key_date.kind.value}{since}"


def _why(contact: Contact) -> str:
    """Say what a glance at the phone should bring back: the last time, and the rhythm."""
    last = f"Last in touch {contact.last_touch_on}." if contact.last_touch_on else "Not in touch yet."
    rhythm = f" {rhythm_words(contact.ideal_days).capitalize()}." if contact.ideal_days else ""
    return last + rhythm
