"""Writing down with everybody marked: one exchange with all, or one with each, as one change."""

from __future__ import annotations

from msgspec.structs import replace

from tui.domain.dates.spans import day_words
from tui.domain.errors import InvalidInput
from tui.domain.quick_add.drafts import follow_up_of, interaction_of
from tui.domain.quick_add.parsed import LineKind
from tui.domain.quick_add.several import NAMED, Several
from tui.domain.records.contact import ContactId
from tui.store.book import Book
from tui.store.many.many import Many


class Together:
    """What is recorded with several contacts of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def save(self, several: Several) -> str:
        """Write what the preview showed and give the sentence; raises InvalidInput while something is open."""
        parsed = several.parsed
        if parsed.blocking is not None:
            raise InvalidInput(parsed.blocking.sentence, "Nothing was saved.")
        label = self._label(several)
        with self._book.write(label), self._book.due_dates.once():
            if parsed.kind is LineKind.LOG:
                self._log(several)
            else:
                self._plan(several)
        return label

    def _log(self, several: Several) -> None:
        draft = interaction_of(several.parsed, _nobody_new)
        if draft.practice_date == self._book.clock.today():
            draft = replace(draft, occurred_at=self._book.clock.now())
        if not several.is_together:
            for contact_id in several.ids:
                self._book.interactions.add(replace(draft, contacts=(contact_id,)))
            return
        self._book.interactions.add(replace(draft, contacts=several.ids))

    def _plan(self, several: Several) -> None:
        step, today = follow_up_of(several.parsed, _nobody_new).step, self._book.clock.today()
        for contact_id in several.ids:
            self._book.promises.plan(contact_id, step, set_on=today)

    def _label(self, several: Several) -> str:
        parsed, today = several.parsed, self._book.clock.today()
        whom = self._whom(several)
        if parsed.kind is LineKind.FOLLOW_UP:
            return f"follow up with {whom} on {day_words(parsed.due_on or today, today)}"
        way = "" if several.is_together else "each of "
        label = f"logged {parsed.channel.words} with {way}{whom}"
        if parsed.practice_date and parsed.practice_date != today:
            label += f", {day_words(parsed.practice_date, today)}"
        return label

    def _whom(self, several: Several) -> str:
        names = Many(self._book, several.ids).names(NAMED)
        if len(several.ids) > NAMED:
            return f"{len(several.ids):,} people"
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _nobody_new(name: str) -> ContactId:
    raise AssertionError(f"{name} is new, and a line for everybody marked names nobody")
