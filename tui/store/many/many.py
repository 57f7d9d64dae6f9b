"""The same act on many contacts: one pass over the rows, and derived columns recomputed once at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId, fold
from tui.domain.text import clean
from tui.store.conditions import IN_THE_BOOK
from tui.store.schema.rows import marks

if TYPE_CHECKING:
    from tui.store.session import Session

_BATCH = 500
_NAME_LIMIT = 200


class Many:
    """Contacts acted on together; every change is to be made inside ``Book.write``."""

    def __init__(self, book: Session, ids: Sequence[ContactId]) -> None:
        self._book = book
        self._conn = book.conn
        self.ids = tuple(dict.fromkeys(ids))
        """Who is meant, each once, in the order asked."""

    def names(self, most: int) -> list[str]:
        """Return the names of the first few of them; raises InvalidInput when somebody is not in the book."""
        if len(self._where(IN_THE_BOOK)) < len(self.ids):
            whom = "They are" if len(self.ids) == 1 else "Somebody marked is"
            raise InvalidInput(f"{whom} no longer in the book.", "Nothing was changed.")
        sql = "SELECT name FROM contact WHERE id = ?"
        return [str(self._conn.execute(sql, (ident,)).fetchone()[0]) for ident in self.ids[:most]]

    def all_have(self, condition: str) -> bool:
        """Whether a condition on the contact's own row holds for every one of them."""
        return len(self._where(condition)) == len(self.ids)

    def set(self, **fields: str | int | None) -> None:
        """Give all of them the same plain columns, counting the edit."""
        sets = "".join(f"{name} = ?, " for name in fields)
        self._book.db.execute_each(
            f"UPDATE contact SET {sets}rev = rev + 1 WHERE id = ?",
            ((*fields.values(), ident) for ident in self.ids),
        )
        self.refresh()

    def set_each(self, column: str, values: Iterable[tuple[ContactId, str | int | None]]) -> None:
        """Give each their own value of one column."""
        self._book.db.execute_each(
            f"UPDATE contact SET {column} = ? WHERE id = ?", [(value, ident) for ident, value in values]
        )
        self.refresh()

    def never_touched(self) -> list[ContactId]:
        """Return those there was never a touch with."""
        return self._where("last_touch_on IS NULL")

    def snooze(self, until: date, set_on: date) -> None:
        """Hide them until a local day; their due dates are untouched."""
        self.wake(set_on)
        self._add_to_each("snooze", set_on=set_on.isoformat(), until=until.isoformat())

    def wake(self, on: date) -> None:
        """Bring those back who are hidden."""
        self._book.db.execute_each(
            "UPDATE snooze SET cleared_on = ? WHERE contact_id = ? AND cleared_on IS NULL",
            ((on.isoformat(), ident) for ident in self.ids),
        )

    def skip(self, on: date) -> None:
        """Let this round go."""
        self._add_to_each("skip", on_day=on.isoformat())
        self.refresh()

    def pause(self, first: date, last: date | None) -> None:
        """Pause them between two local days, whatever paused them before."""
        self._end_pauses(first)
        self._add_to_each("pause", from_day=first.isoformat(), to_day=last.isoformat() if last else None)
        self.refresh()

    def resume(self, today: date) -> None:
        """End what pauses them, so that a local day is the first again."""
        self._end_pauses(today)
        self.refresh()

    def join(self, kind: str, names: Iterable[str]) -> None:
        """Put them under tags or into circles, making those that are not there; a circle goes before a tag."""
        for name in _labels(names):
            table, group = self._group(kind, name) or (kind, self._make(kind, name))
            rows = ({"contact_id": ident, f"{table}_id": group} for ident in self.ids)
            self._book.db.table(f"contact_{table}").insert_all(rows, ignore=True)
        self.refresh()

    def leave(self, kind: str, names: Iterable[str]) -> None:
        """Take them from under tags or out of circles; one that is not there is left in peace."""
        for name in _labels(names):
            found = self._group(kind, name)
            if found is not None:
                table, group = found
                self._book.db.execute_each(
                    f"DELETE FROM contact_{table} WHERE contact_id = ? AND {table}_id = ?",
                    ((ident, group) for ident in self.ids),
                )
        self.refresh()

    def refresh(self) -> None:
        """Recompute what follows from other rows."""
        self._book.due_dates.refresh(self.ids)

    def _end_pauses(self, today: date) -> None:
        day, before = today.isoformat(), (today - timedelta(days=1)).isoformat()
        self._book.db.execute_each(
            "DELETE FROM pause WHERE contact_id = ? AND from_day >= ?", ((ident, day) for ident in self.ids)
        )
        self._book.db.execute_each(
            "UPDATE pause SET to_day = ? WHERE contact_id = ? AND (to_day IS NULL OR to_day >= ?)",
            ((before, ident, day) for ident in self.ids),
        )

    def _group(self, kind: str, name: str) -> tuple[str, int] | None:
        """Return the circle of a name, else for a tag the tag: the table and the row."""
        for table in ("circle", "tag") if kind == "tag" else ("circle",):
            row = self._conn.execute(f"SELECT id FROM {table} WHERE folded = ?", (fold(name),)).fetchone()
            if row is not None:
                return table, int(row[0])
        return None

    def _make(self, table: str, name: str) -> int:
        if table == "circle":
            from tui.store.outreach.rhythms import Rhythms

            Rhythms(self._book).make_circle(name)
        else:
            self._book.db.table("tag").add({"name": name, "folded": fold(name)})
        row = self._conn.execute(f"SELECT id FROM {table} WHERE folded = ?", (fold(name),)).fetchone()
        return int(row[0])

    def _add_to_each(self, table: str, **row: str | None) -> None:
        self._book.db.table(table).insert_all({"contact_id": ident, **row} for ident in self.ids)

    def _where(self, condition: str) -> list[ContactId]:
        found = {
            row[0]
            for batch in _batches(self.ids)
            for row in self._conn.execute(
                f"SELECT id FROM contact WHERE id IN ({marks(batch)}) AND {condition}", batch
            )
        }
        return [ident for ident in self.ids if ident in found]


def _batches(ids: Sequence[ContactId]) -> Iterator[Sequence[ContactId]]:
    for start in range(0, len(ids), _BATCH):
        yield ids[start : start + _BATCH]


def _labels(names: Iterable[str]) -> list[str]:
    cleaned = (clean(name, _NAME_LIMIT, one_line=True).strip() for name in names)
    return list(dict.fromkeys(name for name in cleaned if name))
