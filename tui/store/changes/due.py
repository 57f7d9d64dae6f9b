"""The one place that keeps ``next_due_on``, ``last_touch_on`` and ``ideal_days`` right."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from tui.domain.records.contact import ContactId, Ladder
from tui.domain.records.interaction import Channel
from tui.domain.rhythms.ladder import HELD_BACK_DAYS
from tui.domain.rhythms.rhythm import DueFacts, Touch, due_date
from tui.store.conditions import FOR_EVER
from tui.store.schema.rows import day, marks

_BATCH = 500


COUNTED_UNTIL = "talks_count_until"
"""The setting that says up to which day talks count, while some are dated ahead of the clock."""


def counted_until(conn: sqlite3.Connection) -> str:
    """Return the last day whose talks count: one dated ahead of the clock keeps nobody from falling due."""
    found = conn.execute("SELECT value FROM setting WHERE key = ?", (COUNTED_UNTIL,)).fetchone()
    return str(found[0]) if found else FOR_EVER


class DueDates:
    """Recomputes the three derived columns of contacts from the records."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn
        self._put_off: dict[int, None] | None = None

    @contextmanager
    def once(self) -> Iterator[None]:
        """Recompute when the block ends, each contact once, however often something was done to them."""
        self._put_off = {}
        try:
            yield
            wanted, self._put_off = self._put_off, None
            self.refresh(wanted)
        finally:
            self._put_off = None

    def refresh(self, contact_ids: Iterable[int]) -> None:
        """Recompute contacts after a change to them; writes only where something differs."""
        if self._put_off is not None:
            self._put_off |= dict.fromkeys(contact_ids)
            return
        wanted = list(dict.fromkeys(contact_ids))
        for start in range(0, len(wanted), _BATCH):
            self._refresh_batch(wanted[start : start + _BATCH])

    def refresh_all(self) -> None:
        """Recompute the whole book."""
        self.refresh(row[0] for row in self._conn.execute("SELECT id FROM contact").fetchall())

    def refresh_circle_or_tag(self, table: str, ident: int) -> None:
        """Recompute everyone in a circle or under a tag, after its rhythm changed."""
        rows = self._conn.execute(f"SELECT contact_id FROM contact_{table} WHERE {table}_id = ?", (ident,))
        self.refresh(row[0] for row in rows.fetchall())

    def facts(self, ids: list[int]) -> Iterator[tuple[DueFacts, tuple[int | None, str | None, str | None]]]:
        """Yield the facts a due date follows from, with the three columns as they are stored now."""
        touches = self._touches(ids)
        self._add_ladder_days(touches)
        skips = self._skips(ids)
        resumed = self._latest("SELECT contact_id, max(to_day) FROM pause", ids)
        inherited = self._inherited(ids)
        for row in self._conn.execute(
            "SELECT id, rhythm_days, is_exact, first_due_on, met_on, ladder, style, substr(created_at, 1, 10),"
            " ideal_days, last_touch_on, next_due_on"
            f" FROM contact WHERE id IN ({marks(ids)})",
            ids,
        ):
            ident, own, is_exact, first_due_on, met_on, ladder, style, added_on, *stored = row
            ideal, last_touch_on, next_due_on = stored
            applies = own if own is not None else inherited.get(ident)
            if style != "periodic":
                applies = None
            last_paused = resumed.get(ident)
            yield (
                DueFacts(
                    contact_id=ContactId(ident),
                    ideal_days=applies or None,
                    is_exact=bool(is_exact),
                    touches=tuple(touches.get(ident, ())),
                    skips=tuple(skips.get(ident, ())),
                    first_due_on=day(first_due_on),
                    resumed_on=last_paused + timedelta(days=1) if last_paused else None,
                    met_on=day(met_on),
                    ladder=Ladder(ladder),
                    added_on=day(added_on),
                ),
                (ideal, last_touch_on, next_due_on),
            )

    def out_of_step(self) -> list[int]:
        """Give the contacts whose stored columns do not follow from the records; nothing is written."""
        ids = [row[0] for row in self._conn.execute("SELECT id FROM contact").fetchall()]
        batches = (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
        return [row[-1] for batch in batches for row in self._stale(batch)]

    def _refresh_batch(self, ids: list[int]) -> None:
        stale = self._stale(ids)
        if stale:
            from tui.store.file.writing import BookDatabase  # The reading commands ask this module as well.

            BookDatabase(self._conn).execute_each(
                "UPDATE contact SET ideal_days = ?, last_touch_on = ?, next_due_on = ? WHERE id = ?", stale
            )

    def _stale(self, ids: list[int]) -> list[tuple[int | None, str | None, str | None, int]]:
        """Return what should be stored, for those where something else is."""
        changed = []
        for facts, stored in self.facts(ids):
            due_on = due_date(facts)
            last = max((touch.on for touch in facts.touches), default=None)
            fresh = (
                facts.ideal_days,
                last.isoformat() if last else None,
                due_on.isoformat() if due_on else None,
            )
            if fresh != stored:
                changed.append((*fresh, facts.contact_id))
        return changed

    def _touches(self, ids: list[int]) -> dict[int, list[Touch]]:
        """Return the latest touch on each channel: no older one can set a later due date."""
        touches: dict[int, list[Touch]] = {}
        for ident, channel, latest in self._conn.execute(
            f"SELECT contact_id, channel, max(practice_date) FROM _touch WHERE contact_id IN ({marks(ids)})"
            " AND practice_date <= ? GROUP BY contact_id, channel",
            (*ids, counted_until(self._conn)),
        ):
            touches.setdefault(ident, []).append(Touch(date.fromisoformat(latest), Channel(channel).weight))
        return touches

    def _add_ladder_days(self, touches: dict[int, list[Touch]]) -> None:
        """Add the other days in touch of those whose ladder may still run: each of its steps is a day."""
        if not touches:
            return
        latest = {ident: max(touch.on for touch in theirs) for ident, theirs in touches.items()}
        for ident, met_on in self._conn.execute(
            "SELECT id, met_on FROM contact WHERE met_on IS NOT NULL AND ladder = 'full'"
            f" AND id IN ({marks(latest)})",
            list(latest),
        ).fetchall():
            if (
                not date.fromisoformat(met_on)
                < latest[ident]
                <= date.fromisoformat(met_on) + timedelta(HELD_BACK_DAYS)
            ):
                continue
            touches[ident] += [
                Touch(date.fromisoformat(on), Channel(channel).weight)
                for on, channel in self._conn.execute(
                    "SELECT DISTINCT practice_date, channel FROM _touch"
                    " WHERE contact_id = ? AND practice_date > ? AND practice_date <= ?",
                    (ident, met_on, counted_until(self._conn)),
                )
            ]

    def _skips(self, ids: list[int]) -> dict[int, list[date]]:
        skips: dict[int, list[date]] = {}
        for ident, on_day in self._conn.execute(
            f"SELECT contact_id, on_day FROM skip WHERE contact_id IN ({marks(ids)})", ids
        ):
            skips.setdefault(ident, []).append(date.fromisoformat(on_day))
        return skips

    def _latest(self, select: str, ids: list[int]) -> dict[int, date]:
        sql = f"{select} WHERE contact_id IN ({marks(ids)}) GROUP BY contact_id"
        return {ident: date.fromisoformat(latest) for ident, latest in self._conn.execute(sql, ids) if latest}

    def _inherited(self, ids: list[int]) -> dict[int, int]:
        """Return the rhythm from a contact's tags or circles: a circle goes before a tag, the shorter first."""
        rhythms: dict[int, int] = {}
        for table in ("tag", "circle"):
            for ident, shortest in self._conn.execute(
                f"SELECT contact_id, min(rhythm_days) FROM contact_{table} JOIN {table} ON {table}.id = {table}_id"
                f" WHERE contact_id IN ({marks(ids)}) AND rhythm_days IS NOT NULL GROUP BY contact_id",
                ids,
            ):
                rhythms[ident] = shortest
        return rhythms
