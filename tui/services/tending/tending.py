"""Tending: snooze, let this round go, pause, rest, star, and how often to be in touch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tui.domain.dates.spans import day_words
from tui.domain.editing.grouping import Grouping
from tui.domain.errors import InvalidInput
from tui.domain.measures.load import first_due_dates
from tui.domain.records.contact import ContactId
from tui.domain.rhythms.rhythm import rhythm_words
from tui.store.book import Book
from tui.store.many.many import Many


class Tending:
    """What a person does with a contact besides being in touch."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def snooze(self, ids: Sequence[ContactId], until: date) -> str:
        """Hide contacts until a local day; give the sentence to show. Raises InvalidInput for a day gone by."""
        today = self._book.clock.today()
        if until <= today:
            raise InvalidInput("A snooze ends on a day to come.", "Nothing was changed.")
        label = f"snoozed {self.whom(ids)} until {day_words(until, today)}"
        with self._book.write(label):
            Many(self._book, ids).snooze(until, today)
        return label

    def wake(self, ids: Sequence[ContactId]) -> str:
        """Bring snoozed contacts back."""
        label = f"brought {self.whom(ids)} back"
        with self._book.write(label):
            Many(self._book, ids).wake(self._book.clock.today())
        return label

    def skip(self, ids: Sequence[ContactId]) -> str:
        """Let this round go: the next one comes a rhythm from today."""
        label = f"let this round go with {self.whom(ids)}"
        with self._book.write(label):
            Many(self._book, ids).skip(self._book.clock.today())
        return label

    def pause(self, ids: Sequence[ContactId], until: date | None = None) -> str:
        """Pause contacts until a local day, or openly: never due meanwhile, and eased in afterwards.

        Raises InvalidInput for a day gone by.
        """
        today = self._book.clock.today()
        if until is not None and until <= today:
            raise InvalidInput("A pause ends on a day to come.", "Nothing was changed.")
        when = f" until {day_words(until, today)}" if until else ", until you say"
        label = f"paused {self.whom(ids)}{when}"
        with self._book.write(label):
            Many(self._book, ids).pause(today, until - timedelta(days=1) if until else None)
        return label

    def resume(self, ids: Sequence[ContactId]) -> str:
        """Take up paused contacts again; they fall due a few days on, not all at once (model, 3.4)."""
        label = f"took {self.whom(ids)} up again"
        with self._book.write(label):
            Many(self._book, ids).resume(self._book.clock.today())
        return label

    def set_rhythm(self, ids: Sequence[ContactId], days: int, *, exact: bool | None = None) -> str:
        """Give contacts a rhythm in days (0 for none).

        People never touched do not fall due at once: their first days are spread over the interval
        (practice model, 3.3). ``exact`` says whether the shift that spreads the load is off; None
        leaves it as it is.
        """
        label = f"{self.whom(ids)}: {rhythm_words(days or None)}"
        with self._book.write(label):
            self.rhythm_within(ids, days)
            if exact is not None:
                Many(self._book, ids).set(is_exact=int(exact))
        return label

    def rhythm_within(self, ids: Sequence[ContactId], days: int) -> None:
        """Give contacts a rhythm inside a change that is under way."""
        many = Many(self._book, ids)
        untouched = many.never_touched() if days else []
        if untouched:
            first_days = first_due_dates(len(untouched), days, self._book.clock.today())
            many.set_each(
                "first_due_on", zip(untouched, (day.isoformat() for day in first_days), strict=False)
            )
        many.set(rhythm_days=days)

    def archive(self, ids: Sequence[ContactId]) -> str:
        """Let contacts rest: out of every rhythm, with thanks, still found."""
        label = f"{self.whom(ids)} may rest"
        with self._book.write(label):
            Many(self._book, ids).set(archived_at=self._book.now_utc())
        return label

    def bring_back(self, ids: Sequence[ContactId]) -> str:
        """Take contacts out of the archive."""
        label = f"{self.whom(ids)} {'is' if len(set(ids)) == 1 else 'are'} back"
        with self._book.write(label):
            Many(self._book, ids).set(archived_at=None)
        return label

    def let_rest_or_bring_back(self, ids: Sequence[ContactId]) -> str:
        """Let contacts rest; where all of them do already, take them out of the archive."""
        rests = Many(self._book, ids).all_have("archived_at IS NOT NULL")
        return self.bring_back(ids) if rests else self.archive(ids)

    def star(self, ids: Sequence[ContactId], starred: bool) -> str:
        """Star contacts, so that they come sooner when the day is full."""
        label = f"{'starred' if starred else 'unstarred'} {self.whom(ids)}"
        with self._book.write(label):
            Many(self._book, ids).set(is_starred=int(starred))
        return label

    def star_or_unstar(self, ids: Sequence[ContactId]) -> str:
        """Star contacts; where all of them have a star already, take it off."""
        return self.star(ids, not Many(self._book, ids).all_have("is_starred = 1"))

    def group(self, ids: Sequence[ContactId], grouping: Grouping) -> str:
        """Put contacts under tags and into circles, and take them out of others, as one change."""
        label = grouping.done_to(self.whom(ids))
        with self._book.write(label):
            many = Many(self._book, ids)
            many.leave("tag", grouping.drop_tags)
            many.leave("circle", grouping.leave_circles)
            many.join("circle", grouping.join_circles)
            many.join("tag", grouping.add_tags)
        return label

    def trash(self, ids: Sequence[ContactId]) -> str:
        """Move contacts to the trash."""
        label = f"moved {self.whom(ids)} to the trash"
        with self._book.write(label):
            Many(self._book, ids).set(deleted_at=self._book.now_utc())
        return label

    def whom(self, ids: Sequence[ContactId]) -> str:
        """Name the one contact, or count several; raises InvalidInput when somebody is gone."""
        many = Many(self._book, ids)
        names = many.names(1)
        return names[0] if len(many.ids) == 1 else f"{len(many.ids):,} contacts"
