"""Tending: snooze, let this round go, pause, rest, star, and how often to be in touch."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from tui.domain.contact import ContactId
from tui.domain.errors import InvalidInput
from tui.domain.load import first_due_dates
from tui.domain.rhythm import rhythm_words
from tui.domain.spans import day_words
from tui.store.book import Book


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
            for contact_id in ids:
                self._book.practice.snooze(contact_id, until, set_on=today)
        return label

    def wake(self, ids: Sequence[ContactId]) -> str:
        """Bring snoozed contacts back."""
        label = f"brought {self.whom(ids)} back"
        with self._book.write(label):
            for contact_id in ids:
                self._book.practice.clear_snooze(contact_id, self._book.clock.today())
        return label

    def skip(self, ids: Sequence[ContactId]) -> str:
        """Let this round go: the next one comes a rhythm from today."""
        label = f"let this round go with {self.whom(ids)}"
        with self._book.write(label):
            for contact_id in ids:
                self._book.practice.skip(contact_id, self._book.clock.today())
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
            for contact_id in ids:
                self._book.practice.resume(contact_id, today)
                self._book.practice.pause(today, until - timedelta(days=1) if until else None, contact_id)
        return label

    def resume(self, ids: Sequence[ContactId]) -> str:
        """Take up paused contacts again; they fall due a few days on, not all at once (model, 3.4)."""
        label = f"took {self.whom(ids)} up again"
        with self._book.write(label):
            for contact_id in ids:
                self._book.practice.resume(contact_id, self._book.clock.today())
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
            for contact_id in ids if exact is not None else ():
                self._book.contacts.change(contact_id, is_exact=int(bool(exact)))
        return label

    def rhythm_within(self, ids: Sequence[ContactId], days: int) -> None:
        """Give contacts a rhythm inside a change that is under way."""
        untouched = [c.id for c in self._book.contacts.get_all(ids) if c.last_touch_on is None]
        first_days = (
            first_due_dates(len(untouched), days, self._book.clock.today()) if untouched and days else []
        )
        first_due = dict(zip(untouched, first_days, strict=False))
        for contact_id in ids:
            fields: dict[str, str | int | None] = {"rhythm_days": days}
            if contact_id in first_due:
                fields["first_due_on"] = first_due[contact_id].isoformat()
            self._book.contacts.change(contact_id, **fields)

    def archive(self, ids: Sequence[ContactId]) -> str:
        """Let contacts rest: out of every rhythm, with thanks, still found."""
        label = f"{self.whom(ids)} may rest"
        with self._book.write(label):
            for contact_id in ids:
                self._book.contacts.change(contact_id, archived_at=self._book.now_utc())
        return label

    def bring_back(self, ids: Sequence[ContactId]) -> str:
        """Take contacts out of the archive."""
        label = f"{self.whom(ids)} is back"
        with self._book.write(label):
            for contact_id in ids:
                self._book.contacts.change(contact_id, archived_at=None)
        return label

    def star(self, ids: Sequence[ContactId], starred: bool) -> str:
        """Star contacts, so that they come sooner when the day is full."""
        label = f"{'starred' if starred else 'unstarred'} {self.whom(ids)}"
        with self._book.write(label):
            for contact_id in ids:
                self._book.contacts.change(contact_id, is_starred=int(starred))
        return label

    def tag(self, ids: Sequence[ContactId], tags: Sequence[str]) -> str:
        """Tag contacts."""
        label = f"tagged {self.whom(ids)} {' '.join('#' + tag for tag in tags)}"
        with self._book.write(label):
            for contact_id in ids:
                self._book.contacts.add_tags(contact_id, tags)
        return label

    def trash(self, ids: Sequence[ContactId]) -> str:
        """Move contacts to the trash."""
        label = f"moved {self.whom(ids)} to the trash"
        with self._book.write(label):
            for contact_id in ids:
                self._book.contacts.change(contact_id, deleted_at=self._book.now_utc())
        return label

    def whom(self, ids: Sequence[ContactId]) -> str:
        """Name the one contact, or count several; raises InvalidInput when the one is gone."""
        if len(ids) == 1:
            contact = self._book.contacts.get(ids[0])
            if contact is None:
                raise InvalidInput("They are no longer in the book.", "Nothing was changed.")
            return contact.name
        return f"{len(ids)} contacts"
