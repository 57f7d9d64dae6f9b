"""What each filter of a query asks of the tables: one question for the ids of those it keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.records.contact import fold
from tui.domain.search.filters import OVERDUE, FilterKind, FilterValue, Sign
from tui.domain.search.query import Filter
from tui.store.conditions import (
    CAN_FALL_DUE,
    DORMANT_DAYS,
    IN_THE_BOOK,
    IS_OPEN_PROMISE,
    MAXIMUM_DAYS,
    is_away,
)
from tui.store.contacts.called import INDEXED_NAMES

_SHORTEST_SAID = 2
LAST_LETTER = "\U0010ffff"
"""Sorts behind every text that goes on from a beginning."""


class Ids(Struct, frozen=True):
    """A question that gives ids of contacts, and what is bound in it."""

    sql: str
    bound: tuple[object, ...] = ()
    is_test: bool = False
    """It is no question of its own but a test of the contact's row: where most would pass, that is quicker."""

    def where(self, *, is_negated: bool = False) -> str:
        """Give it as a condition on a contact; of the negated all are true that are not."""
        if self.is_test:
            return f"NOT coalesce(({self.sql}), 0)" if is_negated else f"({self.sql})"
        return f"id {'NOT IN' if is_negated else 'IN'} ({self.sql})"


def ids_of(one: Filter, today: date) -> Ids:
    """Return the question for everybody a filter is true of, whether or not it is negated."""
    return _ASKED[one.kind](one.value, today)


def as_match(text: str, column: str = "") -> str:
    """Return the full-text expression for words that all stand in one row, each begun so and in any order.

    Text without a letter or digit gives "", which is no expression.
    """
    words = [word for word in text.replace('"', " ").split() if any(c.isalnum() for c in word)]
    joined = " ".join(f'"{word}"*' for word in words)
    return f"{{{column}}} : ({joined})" if column and joined else joined


def as_said(text: str) -> str:
    """Return the full-text expression for words that were said: two letters are a whole word, one is none.

    The beginnings of so few letters stand in every other talk.
    """
    words = [word for word in text.replace('"', " ").split() if any(c.isalnum() for c in word)]
    if any(len(word) < _SHORTEST_SAID and word.isascii() for word in words):
        return ""
    whole = [word.isascii() and len(word) <= _SHORTEST_SAID for word in words]
    return " ".join(
        f'"{word}"' if is_whole else f'"{word}"*' for word, is_whole in zip(words, whole, strict=True)
    )


def beginning(text: str) -> tuple[str, str]:
    """Return the two ends between which every text lies that begins so."""
    return text, text + LAST_LETTER


def _tag(value: FilterValue, _today: date) -> Ids:
    """A tag or a circle of that name; while there is none, those that begin so."""
    tags, circles = _group("tag", value), _group("circle", value)
    return Ids(f"{tags.sql} UNION ALL {circles.sql}", (*tags.bound, *circles.bound))


def _group(table: str, value: FilterValue) -> Ids:
    folded = fold(value.text)
    exact = " UNION ALL ".join(f"SELECT 1 FROM {each} WHERE folded = ?" for each in ("tag", "circle"))
    sql = (
        f"SELECT contact_id FROM contact_{table} JOIN {table} ON {table}.id = {table}_id"
        f" WHERE folded = ? OR (folded >= ? AND folded < ? AND NOT EXISTS ({exact}))"
    )
    return Ids(sql, (folded, *beginning(folded), folded, folded))


def _column(column: str) -> Callable[[FilterValue, date], Ids]:
    def ask(value: FilterValue, _today: date) -> Ids:
        sql = "SELECT rowid FROM contact_search WHERE contact_search MATCH ?"
        return Ids(sql, (as_match(value.text, column),))

    return ask


def _org(value: FilterValue, today: date) -> Ids:
    now = _column("organisation")(value, today)
    before = (
        "SELECT contact_id FROM position WHERE organisation >= ? COLLATE NOCASE"
        " AND organisation < ? COLLATE NOCASE AND organisation <> ''"
    )
    return Ids(f"{now.sql} UNION ALL {before}", (*now.bound, *beginning(value.text)))


def _met(value: FilterValue, today: date) -> Ids:
    at = _column("met_at")(value, today)
    if not value.text[:4].isdecimal():
        return at
    when = (
        "SELECT id FROM contact WHERE met_on >= ? AND met_on < ?"
        " UNION ALL SELECT id FROM contact WHERE met_when <> '' AND met_when >= ? AND met_when < ?"
    )
    ends = beginning(value.text)
    return Ids(f"{at.sql} UNION ALL {when}", (*at.bound, *ends, *ends))


def _at(value: FilterValue, _today: date) -> Ids:
    sql = (
        "SELECT contact_id FROM interaction_search JOIN interaction ON interaction.id = interaction_search.rowid"
        " JOIN interaction_contact ON interaction_id = interaction.id"
        f" WHERE interaction_search MATCH ? AND interaction.{IN_THE_BOOK}"
    )
    return Ids(sql, (as_match(value.text, "place"),))


def _place(value: FilterValue, today: date) -> Ids:
    asked = [_column("place")(value, today), _column("met_at")(value, today), _at(value, today)]
    return Ids(" UNION ALL ".join(each.sql for each in asked), tuple(b for each in asked for b in each.bound))


def _via(value: FilterValue, _today: date) -> Ids:
    sql = (
        "SELECT id FROM contact WHERE met_via IN"
        " (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)"
    )
    return Ids(sql, (as_match(value.text, INDEXED_NAMES),))


def _topic(value: FilterValue, _today: date) -> Ids:
    talked = (
        "SELECT contact_id FROM interaction_topic JOIN interaction ON interaction.id = interaction_topic.interaction_id"
        " JOIN interaction_contact ON interaction_contact.interaction_id = interaction.id"
        f" WHERE topic >= ? COLLATE NOCASE AND topic < ? COLLATE NOCASE AND interaction.{IN_THE_BOOK}"
    )
    cares = (
        "SELECT contact_id FROM fact_search JOIN fact ON fact.id = fact_search.rowid"
        " WHERE fact_search MATCH ? AND kind = 'interest'"
    )
    return Ids(f"{talked} UNION ALL {cares}", (*beginning(value.text), as_match(value.text)))


def _due(value: FilterValue, today: date) -> Ids:
    until = (today + timedelta(days=value.days)).isoformat()
    late = {
        OVERDUE: f"next_due_on < date(?, '-' || ({MAXIMUM_DAYS} - ideal_days) || ' days')",
    }.get(value.text, "next_due_on > ?" if value.sign is Sign.MORE else "next_due_on <= ?")
    sql = (
        f"SELECT id FROM contact WHERE {CAN_FALL_DUE} AND {late}"
        f" AND id NOT IN (SELECT contact_id FROM _away WHERE {is_away('?')}) AND (last_touch_on IS NULL"
        f" OR julianday(?) - julianday(last_touch_on) < {DORMANT_DAYS})"
    )
    return Ids(sql, (until, until, until, today.isoformat()))


def _last(value: FilterValue, today: date) -> Ids:
    sign = "<" if value.sign is Sign.MORE else ">"
    return Ids(f"last_touch_on {sign} ?", ((today - timedelta(days=value.days)).isoformat(),), is_test=True)


def _never(_value: FilterValue, _today: date) -> Ids:
    return Ids("last_touch_on IS NULL", is_test=True)


def _rhythm(value: FilterValue, _today: date) -> Ids:
    sign = {Sign.IS: "=", Sign.MORE: ">", Sign.LESS: "<"}[value.sign]
    running = f"SELECT id FROM contact WHERE {CAN_FALL_DUE} AND ideal_days"
    if value.days:
        return Ids(f"{running} {sign} ? AND ideal_days > 0", (value.days,))
    test = f"id IN ({running} > 0)"
    return Ids(test if value.sign is Sign.MORE else f"NOT {test}", is_test=True)


def _has(value: FilterValue, _today: date) -> Ids:
    return Ids(_HAS[value.text])


def _is(value: FilterValue, today: date) -> Ids:
    bound = 2 if value.text in ("snoozed", "paused") else 0
    return Ids(_IS[value.text], (today.isoformat(),) * bound)


_POINT = "SELECT contact_id FROM contact_point WHERE kind = '{}'"
_HAS = {
    **{kind: _POINT.format(kind) for kind in ("email", "phone", "profile", "address")},
    "birthday": "SELECT contact_id FROM key_date WHERE kind = 'birthday'",
    "fact": "SELECT contact_id FROM fact WHERE kind = 'fact'",
    "interest": "SELECT contact_id FROM fact WHERE kind = 'interest'",
    "note": "SELECT id FROM contact WHERE notes <> ''",
    "promise": f"SELECT contact_id FROM promise WHERE {IS_OPEN_PROMISE}",
    "question": "SELECT contact_id FROM question WHERE asked_on IS NULL",
    "rhythm": "SELECT id FROM contact WHERE ideal_days > 0",
    "step": "SELECT contact_id FROM next_step WHERE done_on IS NULL",
}
_IS = {
    "archived": "SELECT id FROM contact WHERE archived_at IS NOT NULL",
    "deceased": "SELECT id FROM contact WHERE is_deceased = 1",
    "starred": "SELECT id FROM contact WHERE is_starred = 1",
    **{why: f"SELECT contact_id FROM _{why} WHERE {is_away('?')}" for why in ("snoozed", "paused")},
}

_ASKED: dict[FilterKind, Callable[[FilterValue, date], Ids]] = {
    FilterKind.TAG: _tag,
    FilterKind.CIRCLE: lambda value, _today: _group("circle", value),
    FilterKind.ORG: _org,
    FilterKind.ROLE: _column("role"),
    FilterKind.MET: _met,
    FilterKind.PLACE: _place,
    FilterKind.LOC: _column("place"),
    FilterKind.AT: _at,
    FilterKind.VIA: _via,
    FilterKind.TOPIC: _topic,
    FilterKind.DUE: _due,
    FilterKind.LAST: _last,
    FilterKind.NEVER: _never,
    FilterKind.HAS: _has,
    FilterKind.IS: _is,
    FilterKind.RHYTHM: _rhythm,
}
