"""Practice in the book: practice days, schedules, pauses, snoozes, skips and the settings of the practice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tui.domain.practice.plan import Pause, Schedule
from tui.domain.records.contact import FIELD_LIMIT
from tui.domain.records.interaction import Channel
from tui.domain.text import clean
from tui.store.conditions import FOR_EVER, IS_PRACTICE, is_away

if TYPE_CHECKING:
    from tui.store.session import Session

_DAYS = f"""
WITH RECURSIVE day (practice_date) AS (
  SELECT min(practice_date) FROM interaction WHERE {IS_PRACTICE}
  UNION ALL
  SELECT (SELECT min(interaction.practice_date) FROM interaction
          WHERE {IS_PRACTICE} AND interaction.practice_date > day.practice_date)
  FROM day WHERE day.practice_date IS NOT NULL
)
SELECT practice_date FROM day WHERE practice_date IS NOT NULL
"""
"""Jumps from day to day along the index: the cost is the days, not the interactions."""

_LATELY = 500
"""So many records are looked at for the one logged last."""


class Practice:
    """The practice of one open book."""

    def __init__(self, book: Session) -> None:
        self._book = book
        self._conn = book.conn
        self._days_of_state: tuple[tuple[int, int], list[date]] | None = None

    def days(self) -> list[date]:
        """Return every practice day, the oldest first; asked of the file again only when it has changed."""
        state = (self._book.data_version, self._conn.total_changes)
        if self._days_of_state is not None and self._days_of_state[0] == state:
            return list(self._days_of_state[1])
        days = [date.fromisoformat(row[0]) for row in self._conn.execute(_DAYS)]
        # What stands inside a change may yet be rolled back.
        self._days_of_state = None if self._conn.in_transaction else (state, days)
        return list(days)

    def acts_between(self, first: date, last: date) -> list[tuple[date, Channel, int | None]]:
        """Return the channels of practice of each day between two local days, both included.

        With each channel comes the best feeling noted on it that day: nothing more decides how deep a
        day was, however many acts it had.
        """
        return [
            (date.fromisoformat(day), Channel(channel), feeling)
            for day, channel, feeling in self._conn.execute(
                f"SELECT practice_date, channel, max(feeling) FROM interaction WHERE {IS_PRACTICE}"
                " AND practice_date BETWEEN ? AND ? GROUP BY practice_date, channel",
                (first.isoformat(), last.isoformat()),
            )
        ]

    def people_reached_on(self, day: date) -> int:
        """How many contacts took part in the practice of a local day."""
        found: int = self._conn.execute(
            "SELECT count(DISTINCT contact_id) FROM interaction"
            f" JOIN _took_part ON interaction_id = interaction.id WHERE {IS_PRACTICE} AND practice_date = ?",
            (day.isoformat(),),
        ).fetchone()[0]
        return found

    def schedules(self) -> list[Schedule]:
        """Return the practice schedules, the oldest first; empty means the usual Monday to Friday."""
        return [
            Schedule(
                date.fromisoformat(effective_from),
                frozenset(int(digit) for digit in weekdays),
                per_week if mode == "weekly" else None,
            )
            for effective_from, weekdays, mode, per_week in self._conn.execute(
                "SELECT effective_from, weekdays, mode, per_week FROM practice_schedule ORDER BY effective_from"
            )
        ]

    def pauses(self) -> list[Pause]:
        """Return the pauses that hold for everyone."""
        return [
            Pause(date.fromisoformat(first), date.fromisoformat(last) if last else None)
            for first, last in self._conn.execute(
                "SELECT from_day, to_day FROM pause WHERE contact_id IS NULL ORDER BY from_day"
            )
        ]

    def setting(self, key: str, default: str = "") -> str:
        """Return a setting kept in the book."""
        row = self._conn.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return default if row is None else str(row[0])

    def offset_last_logged(self) -> int | None:
        """Return the UTC offset, in minutes, of the act logged last on its own day; None when none is near."""
        row = self._conn.execute(
            "SELECT utc_offset_min FROM interaction WHERE utc_offset_min IS NOT NULL AND source_key IS NULL"
            f" AND id > (SELECT max(id) FROM interaction) - {_LATELY} ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return None if row is None else int(row[0])

    def set(self, key: str, value: str) -> None:
        """Keep a setting in the book; call inside ``Book.write``."""
        self._book.db.table("setting").upsert({"key": key, "value": clean(value, FIELD_LIMIT)}, pk="key")

    def schedule_from(self, schedule: Schedule) -> None:
        """Let a schedule hold from its day on; the past keeps its own. Call inside ``Book.write``."""
        day = schedule.effective_from.isoformat()
        row: dict[str, str | int] = {
            "effective_from": day,
            "weekdays": "".join(str(weekday) for weekday in sorted(schedule.weekdays)),
            "mode": "daily" if schedule.per_week is None else "weekly",
            "per_week": schedule.per_week or 3,
        }
        self._book.db.table("practice_schedule").upsert(row, pk="effective_from")

    def pause(self, first: date, last: date | None, reason: str = "") -> None:
        """Pause everyone between two local days; call inside ``Book.write``."""
        self._book.db.table("pause").add(
            {
                "from_day": first.isoformat(),
                "to_day": last.isoformat() if last else None,
                "reason": clean(reason, FIELD_LIMIT, one_line=True),
            }
        )

    def paused_until(self, contact_id: int, today: date) -> tuple[bool, date | None]:
        """Say whether a contact is paused on a local day, and the last day of it; None for an open end."""
        row = self._conn.execute(
            f"SELECT max(back_on) FROM _paused WHERE contact_id = ? AND {is_away('?')}",
            (contact_id, today.isoformat(), today.isoformat()),
        ).fetchone()
        is_open = row[0] in (None, FOR_EVER)
        return row[0] is not None, None if is_open else date.fromisoformat(row[0]) - timedelta(days=1)

    def offered(self, contact_id: int, kind: str, day: date) -> None:
        """Note that an optional suggestion was taken up or put away; call inside ``Book.write``."""
        self._book.db.table("offer").add(
            {"contact_id": contact_id, "kind": kind, "offered_on": day.isoformat()}
        )
