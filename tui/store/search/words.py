"""What each free word of a query asks of the tables: everybody it is known of, wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tui.domain.records.contact import fold
from tui.domain.search.query import Query
from tui.store.conditions import IN_THE_BOOK
from tui.store.search.filters import Ids, as_match, as_said, beginning, ids_of

SAID_AT_MOST = 5_000
"""So many of the newest interactions with a word are looked through for the people in them."""
_BEGUN_TAG = 2
"""So many letters of a tag, a topic or a word that was said are typed before it is looked for."""


class Conditions:
    """What must be true of a contact for a query, each as a question for ids and whether it is negated."""

    def __init__(self, query: Query, initials: Ids | None, today: date) -> None:
        wanted = [(_known_by(text, SAID_AT_MOST, initials), False) for text in query.wanted]
        self.narrowing = [
            *((_known_by(word.text, -1, None), True) for word in query.words if word.is_negated),
            *((ids_of(one, today), one.is_negated) for one in query.filters),
        ]
        """What narrows whoever the wanted words find: words and filters that must not be, and filters."""
        self.all = [*wanted, *self.narrowing]


def _known_by(word: str, talks: int, initials: Ids | None) -> Ids:
    """Return the question for everybody a word is known of: named, noted, tagged, said.

    ``talks`` is how many of the newest talks are looked through, all of them for -1.
    """
    text, match = fold(word), as_match(word)
    asked = [Ids("SELECT rowid FROM contact_search WHERE contact_search MATCH ?", (match,))]
    label = text.removeprefix("#")
    ends = beginning(label) if len(label) >= _BEGUN_TAG else (label, label + "\x00")
    asked += [
        Ids(
            f"SELECT contact_id FROM contact_{table} JOIN {table} ON {table}.id = {table}_id"
            " WHERE folded >= ? AND folded < ?",
            ends,
        )
        for table in ("tag", "circle")
    ]
    asked += [
        Ids(
            "SELECT contact_id FROM contact_point WHERE match_key >= ? AND match_key < ? AND match_key <> ''",
            beginning(key),
        )
        for key in _point_keys(word)
    ]
    if len(text) >= _BEGUN_TAG:
        asked += [_in_facts(match), _in_topics(word)]
    if as_said(word):
        asked.append(_in_talks(as_said(word), talks))
    asked += [initials] if initials else []
    return Ids(" UNION ALL ".join(each.sql for each in asked), tuple(b for each in asked for b in each.bound))


def _in_facts(match: str) -> Ids:
    sql = "SELECT contact_id FROM fact_search JOIN fact ON fact.id = fact_search.rowid WHERE fact_search MATCH ?"
    return Ids(sql, (match,))


def _in_topics(text: str) -> Ids:
    sql = (
        "SELECT contact_id FROM interaction_topic JOIN interaction_contact USING (interaction_id)"
        " WHERE topic >= ? COLLATE NOCASE AND topic < ? COLLATE NOCASE"
    )
    return Ids(sql, beginning(text))


def _in_talks(match: str, most: int) -> Ids:
    sql = (
        "SELECT contact_id FROM (SELECT rowid AS talk_id FROM interaction_search"
        " WHERE interaction_search MATCH ? ORDER BY rowid DESC LIMIT ?)"
        f" JOIN interaction ON interaction.id = talk_id AND interaction.{IN_THE_BOOK} AND is_draft = 0"
        " JOIN _took_part ON interaction_id = talk_id"
    )
    return Ids(f"SELECT contact_id FROM ({sql})", (match, most))


def beginning_with_each(cuts: Sequence[Sequence[str]]) -> Ids:
    """Return the question for names whose parts begin with the parts of one of the cuts, in their order."""
    asked = " OR ".join("(" + " AND ".join(f'"{part}"*' for part in cut) + ")" for cut in cuts)
    patterns = ["% ".join(cut) + "%" for cut in cuts]
    sql = (
        "SELECT id FROM contact WHERE id IN (SELECT rowid FROM contact_search WHERE contact_search MATCH ?)"
        f" AND ({' OR '.join('sort_name LIKE ?' for _ in patterns)})"
    )
    return Ids(sql, (f"{{name}} : ({asked})", *patterns))


def _point_keys(text: str) -> list[str]:
    """Return the beginnings of the addresses and numbers a word may be part of."""
    key = text.strip().casefold()
    keys = [f"email:{key}"] if len(key) >= 4 else []
    digits = "".join(c for c in key if c.isdecimal())
    if len(digits) >= 4 and not any(c.isalpha() for c in key):
        keys += [f"phone:+{digits}", f"phone:{digits}"]
    return keys
