"""What the Today queue asks of the book; every question reads only what can be shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.outreach.rekindle import OFFER_EVERY_DAYS
from tui.domain.outreach.tier import Person
from tui.domain.records.contact import ContactId, KeyDate, Ladder
from tui.domain.rhythms.ladder import LADDER_DAYS
from tui.domain.rhythms.lateness import dormant_days
from tui.store.conditions import CAN_FALL_DUE, IN_THE_BOOK, IS_CURRENT, IS_RICH, is_away
from tui.store.schema.rows import day, fetch_all, key_date_of, marks


class ReplyOwed(Struct, frozen=True):
    """Something they wrote that has had no answer."""

    interaction_id: int
    contact_id: ContactId
    on: date
    channel: str


class Outreach:
    """The queue's questions to one open book."""

    def __init__(self, conn: sqlite3.Connection) -> None:
        self._conn = conn

    def due_first(self, today: date, limit: int) -> list[ContactId]:
        """Give, of every rhythm and star, the contacts that have been due longest; the domain ranks them.

        Within one rhythm the order by due date is the order by ratio, so the first ``limit`` of each
        group hold the first ``limit`` of all.
        """
        found: list[ContactId] = []
        for ideal in self._rhythms():
            for starred in (0, 1):
                group = _Group(ideal, starred, today)
                due = fetch_all(
                    self._conn,
                    f"SELECT id, next_due_on FROM contact WHERE {_DUE} ORDER BY next_due_on, sort_name, id LIMIT ?",
                    (*group.facts, -1 if limit < 0 else limit + 1),
                )
                if 0 <= limit < len(due):
                    due = self._exactly(group, due, limit)
                found.extend(ContactId(int(str(row[0]))) for row in due)
        return found

    def _exactly(self, group: _Group, due: list[tuple[object, ...]], limit: int) -> list[tuple[object, ...]]:
        """Return the first ``limit`` of a group; of those due since one day the domain's order by name decides.

        The index orders names without their accents, the practice model (3.4) with them.
        """
        if not limit or due[limit][1] != due[limit - 1][1]:
            return due[:limit]
        day_of_last = due[limit][1]
        earlier = [row for row in due if row[1] != day_of_last]
        tied = fetch_all(
            self._conn,
            f"SELECT id, name FROM contact WHERE {_DUE} AND next_due_on = ?",
            (*group.facts, day_of_last),
        )
        tied.sort(key=lambda row: (str(row[1]).casefold(), row[0]))
        return [*earlier, *tied[: limit - len(earlier)]]

    def due_count(self, today: date) -> int:
        """How many contacts have a rhythm that is due, the dormant, snoozed and paused left out."""
        total = 0
        for ideal in self._rhythms():
            total += self._conn.execute(
                f"SELECT count(*) FROM contact WHERE {CAN_FALL_DUE} AND ideal_days = ? AND is_starred IN (0, 1)"
                f" AND next_due_on <= ? AND (last_touch_on IS NULL OR last_touch_on > ?) AND id NOT IN ({_HIDDEN})",
                (ideal, today.isoformat(), _dormant_since(today, ideal), *_hidden(today)),
            ).fetchone()[0]
        return total

    def coming_up(self, today: date, limit: int) -> list[ContactId]:
        """Give the contacts who fall due next after a local day."""
        rows = self._conn.execute(
            f"SELECT id FROM contact WHERE {CAN_FALL_DUE} AND next_due_on > ? AND id NOT IN ({_HIDDEN})"
            " ORDER BY next_due_on, id LIMIT ?",
            (today.isoformat(), *_hidden(today), limit),
        )
        return [ContactId(row[0]) for row in rows]

    def newly_met(self, today: date) -> list[tuple[ContactId, list[date]]]:
        """Give the contacts on the ladder of the newly met, with their days in touch or let go."""
        since = (today - timedelta(days=LADDER_DAYS)).isoformat()
        people: dict[int, list[date]] = {
            row[0]: []
            for row in self._conn.execute(
                "SELECT id FROM contact WHERE met_on IS NOT NULL AND met_on BETWEEN ? AND ? AND ladder <> 'none'"
                f" AND {CAN_FALL_DUE} AND id NOT IN ({_HIDDEN})",
                (since, today.isoformat(), *_hidden(today)),
            )
        }
        if not people:
            return []
        rows = self._conn.execute(
            f"SELECT contact_id, practice_date FROM _touch WHERE contact_id IN ({marks(people)})"
            f" UNION SELECT contact_id, on_day FROM skip WHERE contact_id IN ({marks(people)}) ORDER BY 2",
            [*people, *people],
        )
        for contact_id, practice_date in rows:
            people[contact_id].append(date.fromisoformat(practice_date))
        return [(ContactId(ident), days) for ident, days in people.items()]

    def replies_owed(self) -> list[ReplyOwed]:
        """Return the latest each contact wrote that I have not answered, the oldest first."""
        # CROSS JOIN keeps the order of the tables: the few unanswered first, by their own index.
        rows = self._conn.execute(
            "SELECT id, contact_id, practice_date, channel FROM (SELECT interaction.id, contact_id,"
            "  practice_date, channel, row_number() OVER"
            "  (PARTITION BY contact_id ORDER BY practice_date DESC, interaction.id DESC) AS place"
            "  FROM interaction CROSS JOIN _took_part ON interaction_id = interaction.id"
            "  JOIN contact ON contact.id = contact_id"
            f"  WHERE needs_reply = 1 AND interaction.{IN_THE_BOOK} AND contact.{IN_THE_BOOK} AND is_deceased = 0)"
            " WHERE place = 1 ORDER BY practice_date, id, contact_id"
        )
        return [
            ReplyOwed(ident, ContactId(contact_id), date.fromisoformat(on), channel)
            for ident, contact_id, on, channel in rows
        ]

    def key_dates_between(self, first: date, last: date) -> list[tuple[ContactId, KeyDate]]:
        """Return the key dates whose month and day fall within a few local days; 29 February counts as 28 too."""
        days = {(first + timedelta(days=n)) for n in range((last - first).days + 1)}
        wanted = {(d.month, d.day) for d in days}
        if (2, 28) in wanted:
            wanted.add((2, 29))
        clause = " OR ".join("(month = ? AND day = ?)" for _ in wanted)
        rows = self._conn.execute(
            "SELECT contact_id, kind, month, day, year, label FROM key_date JOIN contact ON contact.id = contact_id"
            f" WHERE ({clause}) AND {IS_CURRENT}",
            [number for pair in sorted(wanted) for number in pair],
        )
        return [(ContactId(row[0]), key_date_of(*row[1:])) for row in rows]

    def people(self, ids: Sequence[int], today: date) -> dict[ContactId, Person]:
        """Return these contacts by id; whether one is on the ladder is for the domain to say."""
        rows = fetch_all(
            self._conn,
            "SELECT id, name, ideal_days, next_due_on, last_touch_on, is_starred, archived_at,"
            " met_on, met_at, ladder,"
            f" (SELECT max(back_on) FROM _snoozed WHERE {is_away('?')} AND contact_id = contact.id),"
            f" EXISTS (SELECT 1 FROM _paused WHERE {is_away('?')} AND contact_id = contact.id),"
            " (SELECT name FROM _contact_group WHERE contact_id = contact.id),"
            " (SELECT group_concat(name, char(10)) FROM (SELECT tag.name FROM contact_tag"
            "  JOIN tag ON tag.id = tag_id WHERE contact_id = contact.id ORDER BY contact_tag.id))"
            f" FROM contact WHERE id IN ({marks(ids)})",
            (*[today.isoformat()] * 4, *ids),
        )
        return {(facts := _person(row)).contact_id: facts for row in rows}

    def last_words(self, ids: Sequence[int]) -> dict[ContactId, str]:
        """Return the words of each contact's latest interaction that has any."""
        words: dict[ContactId, str] = {}
        for ident in ids:
            row = self._conn.execute(
                "SELECT coalesce(nullif(summary, ''), notes) FROM _touch"
                " WHERE contact_id = ? AND (summary <> '' OR notes <> '')"
                " ORDER BY practice_date DESC, interaction_id DESC LIMIT 1",
                (ident,),
            ).fetchone()
            lines = str(row[0]).split("\n") if row else []
            first = next((line.strip() for line in lines if line.strip()), "")
            if first:
                words[ContactId(ident)] = first
        return words

    def was_offered(self, kind: str, since: date) -> bool:
        """Whether an optional suggestion of this kind was taken up or put away since a local day."""
        return bool(
            self._conn.execute(
                "SELECT 1 FROM offer WHERE kind = ? AND offered_on >= ? LIMIT 1", (kind, since.isoformat())
            ).fetchone()
        )

    def dormant(self, today: date, limit: int) -> list[ContactId]:
        """Give contacts not in touch for longer than their rhythm's dormancy, the latest lost first."""
        found: list[tuple[str, int]] = []
        for ideal in self._rhythms():
            found.extend(
                self._conn.execute(
                    f"SELECT last_touch_on, id FROM contact WHERE {CAN_FALL_DUE} AND ideal_days = ?"
                    " AND is_starred IN (0, 1) AND next_due_on <= ? AND last_touch_on <= ?"
                    f" AND id NOT IN ({_HIDDEN}) AND id NOT IN (SELECT contact_id FROM offer WHERE offered_on > ?)"
                    f" AND {_ONCE_CLOSE} ORDER BY next_due_on DESC LIMIT ?",
                    (
                        ideal,
                        today.isoformat(),
                        _dormant_since(today, ideal),
                        *_hidden(today),
                        (today - timedelta(days=OFFER_EVERY_DAYS)).isoformat(),
                        limit,
                    ),
                ).fetchall()
            )
        return [ContactId(ident) for _, ident in sorted(found, reverse=True)[:limit]]

    def _rhythms(self) -> list[int]:
        """Return the rhythms in use, hopping along the index."""
        rhythms: list[int] = []
        last = 0
        while True:
            row = self._conn.execute(
                f"SELECT min(ideal_days) FROM contact WHERE {CAN_FALL_DUE} AND ideal_days > ?", (last,)
            ).fetchone()
            if row[0] is None:
                return rhythms
            last = row[0]
            rhythms.append(last)


class _Group(Struct, frozen=True):
    """Those of one rhythm, starred or not, on one local day."""

    ideal: int
    starred: int
    today: date

    @property
    def facts(self) -> tuple[int | str, ...]:
        """What ``_DUE`` asks for."""
        dormant_since = _dormant_since(self.today, self.ideal)
        return self.ideal, self.starred, self.today.isoformat(), dormant_since, *_hidden(self.today)


_HIDDEN = f"SELECT contact_id FROM _away WHERE {is_away('?')}"
_ONCE_CLOSE = f"EXISTS (SELECT 1 FROM _touch WHERE contact_id = contact.id AND {IS_RICH})"
"""Somebody there was a rich touch with: an old tie (practice model, 3.4)."""

_DUE = (
    f"{CAN_FALL_DUE} AND ideal_days = ? AND is_starred = ? AND next_due_on <= ?"
    f" AND (last_touch_on IS NULL OR last_touch_on > ?) AND id NOT IN ({_HIDDEN})"
)
"""Somebody of one rhythm, starred or not, who is due."""


def _hidden(today: date) -> tuple[str, str]:
    text = today.isoformat()
    return (text, text)


def _dormant_since(today: date, ideal: int) -> str:
    """Return the last local day of touch that makes a contact of this rhythm dormant."""
    return (today - timedelta(days=dormant_days(ideal))).isoformat()


def _person(row: tuple[object, ...]) -> Person:
    (
        ident,
        name,
        ideal,
        due_on,
        last_touch_on,
        starred,
        archived_at,
        met_on,
        met_at,
        ladder,
        until,
        paused,
        group,
        tags,
    ) = row
    names = tuple(str(tags).split("\n")) if tags else ()
    return Person(
        contact_id=ContactId(int(str(ident))),
        name=str(name),
        ideal_days=None if ideal is None else int(str(ideal)),
        due_on=day(None if due_on is None else str(due_on)),
        last_touch_on=day(None if last_touch_on is None else str(last_touch_on)),
        is_starred=bool(starred),
        is_archived=archived_at is not None,
        met_on=day(None if met_on is None else str(met_on)),
        met_at=str(met_at),
        ladder=Ladder(str(ladder)),
        snoozed_until=day(None if until is None else str(until)),
        is_paused=bool(paused),
        group=str(group or ""),
        tags=names,
    )
