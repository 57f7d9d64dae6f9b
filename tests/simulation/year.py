"""A year of practice lived day by day through the real services, on a clock that is moved."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from msgspec import Struct, field

from tests.builders import a_draft, a_talk
from tui.domain.outreach.outreach import Queue
from tui.domain.outreach.tier import ReasonKind
from tui.domain.practice.streak import Streak
from tui.domain.records.contact import ContactId, KeyDate, KeyDateKind
from tui.domain.records.interaction import Channel, Direction
from tui.domain.rhythms.lateness import maximum_days
from tui.services.recording.recording import Recording
from tui.services.recording.settling import Settles
from tui.services.services import Services
from tui.store.book import Book

FIRST = date(2026, 1, 5)
"""A Monday."""
DUNBAR: tuple[tuple[int, int], ...] = ((5, 7), (10, 30), (35, 90), (100, 365))
"""How many people have a rhythm of how many days: 150 in the shape of the practice model, 3.3."""
ALWAYS_SHOWN = (ReasonKind.PROMISE, ReasonKind.REPLY, ReasonKind.KEY_DATE, ReasonKind.LADDER)


class MovedClock:
    """A clock that stands at noon of a local calendar day until it is moved."""

    def __init__(self, day: date) -> None:
        self.day = day

    def now(self) -> datetime:
        """Return noon."""
        return datetime.combine(self.day, time(12), timezone(timedelta(hours=1)))

    def today(self) -> date:
        """Return the practice day."""
        return self.day


class Lived(Struct):
    """What a year looked like from outside."""

    contact_days: int = 0
    late_days: int = 0
    """Of these, past the maximum interval since the last touch."""
    most_shown: int = 0
    """The most people on one day besides promises, replies and key dates."""
    worst_ratio: float = 0.0
    streaks: list[Streak] = field(default_factory=list)

    @property
    def within(self) -> float:
        """The share of contact-days within the maximum interval."""
        return 1 - self.late_days / self.contact_days


class Year:
    """Somebody with 150 people who practises on weekdays, and skips one day in five."""

    def __init__(self, folder: Path, seed: int = 1, people: Sequence[tuple[int, int]] = DUNBAR) -> None:
        self._chance = random.Random(seed)
        self.clock = MovedClock(FIRST)
        self.book = Book.open(folder / "year.db", self.clock, "here:1", "PT", 15.0)
        self.book.conn.execute("PRAGMA synchronous = OFF")
        self.services = Services(self.book)
        self.lived = Lived()
        self.rhythms: dict[ContactId, int] = {}
        self._last: dict[ContactId, date] = {}
        self._begin(people)

    def _begin(self, people: Sequence[tuple[int, int]]) -> None:
        """Bring everybody in, last called on some day of the rhythm before."""
        with self.book.write("begun"):
            for count, rhythm in people:
                for number in range(count):
                    ident = self.book.contacts.add(a_draft(f"{rhythm:03} {number:03}"))
                    self.book.contacts.change(ident, rhythm_days=rhythm)
                    last = FIRST - timedelta(1 + self._chance.randrange(rhythm))
                    self.book.interactions.add(a_talk(ident, on=last, before_book=True))
                    if number % 5 == 0:
                        born = KeyDate(KeyDateKind.BIRTHDAY, 1 + number % 12, 1 + rhythm % 28)
                        self.book.contacts.add_key_date(ident, born)
                    self.rhythms[ident], self._last[ident] = rhythm, last

    def live(self, days: int) -> Lived:
        """Live so many days on, and give what was seen."""
        for _ in range(days):
            today = self.clock.day
            self._hear_from_somebody(today)
            queue = self.services.today.queue()
            self._see(queue, today)
            if today.weekday() < 5 and self._chance.random() >= 0.2:
                self._practise(queue, today)
            self._count(today)
            self.lived.streaks.append(self.services.practising.streak())
            self.clock.day += timedelta(1)
        return self.lived

    def _hear_from_somebody(self, today: date) -> None:
        """Let somebody write, about every second week: it counts as being in touch, and asks for a reply."""
        if self._chance.random() < 1 / 14:
            ident = self._chance.choice(list(self._last))
            wrote = a_talk(ident, on=today, channel=Channel.MESSAGE, direction=Direction.IN)
            with self.book.write("heard"):
                self.book.interactions.add(wrote)
            self._last[ident] = today

    def _see(self, queue: Queue, today: date) -> None:
        shown = sum(row.kind not in ALWAYS_SHOWN for row in queue.rows)
        self.lived.most_shown = max(self.lived.most_shown, shown)
        ratios = (row.ratio for row in queue.rows if row.ratio is not None)
        self.lived.worst_ratio = max(self.lived.worst_ratio, *ratios, 0.0)

    def _practise(self, queue: Queue, today: date) -> None:
        recording: Recording = self.services.recording
        for row in queue.rows:
            ident = row.person.contact_id
            recording.done([ident], Settles(row.kind, row.subject_id, ident))
            self._last[ident] = today

    def _count(self, today: date) -> None:
        for ident, last in self._last.items():
            self.lived.contact_days += 1
            self.lived.late_days += (today - last).days > maximum_days(self.rhythms[ident])
