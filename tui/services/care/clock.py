"""The clock, as one book sees it: whether it can be believed, and what lies ahead of it."""

from __future__ import annotations

from datetime import date

from tui.domain.errors import InvalidInput
from tui.domain.keeping.clock_doubt import ClockDoubt
from tui.store.book import Book
from tui.store.mending.written import ahead_of, doubt_of, move_to, settle_ahead

_LISTED = 20


class ClockCare:
    """What is said of the clock, and the way back from one that was wrong."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def look(self) -> ClockDoubt | None:
        """Let talks dated ahead count from their day on only; give why the clock may be wrong."""
        if not self._book.only_read:
            settle_ahead(self._book)
        return doubt_of(self._book)

    def rows(self) -> list[str]:
        """Say what lies ahead of the clock, and how to put it right; empty where nothing does."""
        now, today = self._book.clock.now(), self._book.clock.today()
        doubt = doubt_of(self._book)
        said = [doubt.words] if doubt is not None and doubt.is_worth_saying else []
        found = ahead_of(self._book.conn, now)
        for each in found[:_LISTED]:
            when = f"dated {each.on}" if each.is_dated_ahead else f"written down {each.logged_at_utc[:10]}"
            said.append(
                f"A talk ahead of the clock: [{each.interaction_id}] {each.names or 'nobody'}, {when}."
            )
        if len(found) > _LISTED:
            said.append(f"And {len(found) - _LISTED} more.")
        if found or (doubt is not None and doubt.is_worth_saying and not doubt.is_ahead):
            said.append(
                "If the clock is right now: `rapport check --redate today` says they were today, or"
                f" `--redate DAY` another day; `rapport undo` takes it back. Today is {today:%a} {today.day}"
                f" {today:%b %Y}."
            )
        return said

    def refuse_ahead(self, day: date) -> None:
        """Raise InvalidInput for a day that lies ahead itself."""
        if day > self._book.clock.today():
            raise InvalidInput("That day lies ahead as well.", "Nothing was moved.")

    def redate(self, day: date) -> str:
        """Move every talk that is dated ahead to a day; raises InvalidInput for one that lies ahead itself."""
        self.refuse_ahead(day)
        moved = move_to(self._book, day)
        return f"{moved} {'talk' if moved == 1 else 'talks'} moved to {day.isoformat()}. `rapport undo` takes it back."
