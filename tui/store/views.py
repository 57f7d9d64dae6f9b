"""The views of the book: those promised to other programs, and our own, whose names begin with ``_``.

A view holds no row, it is a question kept in the file. None asks the clock: whoever asks says the day. Columns are
added to a promised view, never changed or taken away. A migration that alters a table the views read, a view, or a
rule in one begins with ``make_room`` for the names that are new and ``drop_views``, and ends with ``make_views``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.measures.warmth import USUAL_FEELING
from tui.domain.practice.heatmap import DEEPEST, DEPTH_FROM, FELT_WELL_FROM
from tui.domain.records.interaction import PRACTICE_CHANNELS
from tui.store.conditions import (
    CAN_FALL_DUE,
    DORMANT_DAYS,
    FOR_EVER,
    HAPPENED,
    IN_THE_BOOK,
    IS_OPEN_PROMISE,
    IS_PART,
    IS_PRACTICE,
    IS_TOUCH,
)

if TYPE_CHECKING:
    from sqlite_utils import Database


class View(Struct, frozen=True):
    """One view of the book."""

    name: str
    says: str
    """What it shows, in a sentence or two."""
    sql: str
    columns: tuple[tuple[str, str], ...] = ()
    """Of a promised view: each column, and what it holds."""
    example: str = ""
    """Of a promised view: a question worth asking; ``:today`` is said by whoever asks."""

    @property
    def is_promised(self) -> bool:
        """Whether other programs may count on it."""
        return not self.name.startswith("_")


TOOK_PART = View(
    "_took_part",
    "Who took part in which interaction; whoever was only spoken of is left out.",
    f"SELECT id, interaction_id, contact_id, role FROM interaction_contact WHERE {IS_PART}",
)

TOUCH = View(
    "_touch",
    "Every time somebody was in touch, once for each of them.",
    f"""
SELECT _took_part.contact_id, interaction.id AS interaction_id, practice_date, channel, direction, feeling,
  summary, notes
FROM _took_part JOIN interaction ON interaction.id = _took_part.interaction_id
WHERE {IS_TOUCH}
""",
)

SNOOZED = View(
    "_snoozed",
    "Who is not to be shown until a day, because they were put off.",
    "SELECT contact_id, '' AS from_day, until AS back_on FROM snooze WHERE cleared_on IS NULL",
)

PAUSED = View(
    "_paused",
    "Who is not to be shown from a day until the day they are back, because their rhythm rests.",
    f"""
SELECT contact_id, from_day, coalesce(date(to_day, '+1 day'), '{FOR_EVER}') AS back_on
FROM pause WHERE contact_id IS NOT NULL
""",
)

AWAY = View(
    "_away",
    "Who is not to be shown from a day until the day they are back, for whichever reason.",
    "SELECT contact_id, from_day, back_on FROM _snoozed UNION ALL SELECT contact_id, from_day, back_on FROM _paused",
)

CONTACT_GROUP = View(
    "_contact_group",
    "The circle somebody was put into first, else their first tag.",
    """
SELECT contact.id AS contact_id, coalesce(
  (SELECT circle.name FROM contact_circle JOIN circle ON circle.id = circle_id
   WHERE contact_id = contact.id ORDER BY contact_circle.id LIMIT 1),
  (SELECT tag.name FROM contact_tag JOIN tag ON tag.id = tag_id
   WHERE contact_id = contact.id ORDER BY contact_tag.id LIMIT 1)) AS name
FROM contact
""",
)

MOMENT = View(
    "_moment",
    "All that happened with somebody: talks, promises, next steps, what was asked, changes of work.",
    f"""
SELECT contact_id, practice_date AS day, 'talk' AS kind, interaction.id AS id,
  coalesce(nullif(summary, ''), nullif(notes, ''), message) AS text
FROM interaction_contact JOIN interaction ON interaction.id = interaction_id WHERE {HAPPENED}
UNION ALL
SELECT contact_id, made_on, 'promise_made', id,
  CASE made_by WHEN 'me' THEN 'you' ELSE 'they' END || ' promised: ' || text
FROM promise WHERE interaction_id IS NULL
UNION ALL
SELECT contact_id, kept_on, 'promise_kept', id,
  CASE made_by WHEN 'me' THEN 'you' ELSE 'they' END || ' kept the promise: ' || text
FROM promise WHERE kept_on IS NOT NULL
UNION ALL
SELECT contact_id, released_on, 'promise_released', id, 'promise let go: ' || text
FROM promise WHERE released_on IS NOT NULL
UNION ALL
SELECT contact_id, done_on, 'step_done', id, 'done: ' || coalesce(nullif(text, ''), 'follow up')
FROM next_step WHERE done_on IS NOT NULL
UNION ALL
SELECT contact_id, asked_on, 'asked', id, 'asked: ' || text FROM question WHERE asked_on IS NOT NULL
UNION ALL
SELECT contact_id, from_when, 'began', id,
  'began as ' || role || CASE WHEN role <> '' AND organisation <> '' THEN ', ' ELSE '' END || organisation
FROM position WHERE from_when <> ''
UNION ALL
SELECT contact_id, to_when, 'ended', id,
  'until then ' || role || CASE WHEN role <> '' AND organisation <> '' THEN ', ' ELSE '' END || organisation
FROM position WHERE to_when <> ''
UNION ALL
SELECT id, coalesce(met_on, met_when), 'met', id, 'met' || CASE met_at WHEN '' THEN '' ELSE ' at ' || met_at END
FROM contact WHERE coalesce(met_on, met_when) <> ''
""",
)

CONTACT_OVERVIEW = View(
    "contact_overview",
    "Everybody in the book, one row each; those in the trash are left out.",
    f"""
SELECT contact.id AS contact_id, uid, name, organisation, role, place,
  (SELECT group_concat(name, ', ') FROM (SELECT circle.name FROM contact_circle
    JOIN circle ON circle.id = circle_id WHERE contact_id = contact.id ORDER BY contact_circle.id)) AS circles,
  (SELECT group_concat(name, ', ') FROM (SELECT tag.name FROM contact_tag
    JOIN tag ON tag.id = tag_id WHERE contact_id = contact.id ORDER BY contact_tag.id)) AS tags,
  (SELECT value FROM contact_point WHERE contact_id = contact.id AND kind = 'email'
    ORDER BY position, contact_point.id LIMIT 1) AS email,
  (SELECT value FROM contact_point WHERE contact_id = contact.id AND kind = 'phone'
    ORDER BY position, contact_point.id LIMIT 1) AS phone,
  (SELECT coalesce(printf('%04d', year), '-') || printf('-%02d-%02d', month, day) FROM key_date
    WHERE contact_id = contact.id AND kind = 'birthday' ORDER BY key_date.id LIMIT 1) AS birthday,
  met_on, met_at, ideal_days AS rhythm_days, last_touch_on,
  CASE WHEN {CAN_FALL_DUE} THEN next_due_on END AS due_on,
  is_starred, archived_at IS NOT NULL AS is_let_rest, is_deceased
FROM contact WHERE {IN_THE_BOOK}
""",
    (
        ("contact_id", "the number of the contact, as `rapport show` takes it"),
        ("uid", "tells the contact from all others, here and in every copy"),
        ("name", "their name"),
        ("organisation", "where they work"),
        ("role", "as what"),
        ("place", "where they live"),
        ("circles", "their circles, the first first, with commas between"),
        ("tags", "their tags, the first first, with commas between"),
        ("email", "the first e-mail address"),
        ("phone", "the first telephone number"),
        ("birthday", "YYYY-MM-DD, or --MM-DD where the year is not known"),
        ("met_on", "the day of the first meeting, YYYY-MM-DD"),
        ("met_at", "where that was"),
        ("rhythm_days", "the days of the rhythm that applies; empty without one"),
        ("last_touch_on", "the day last in touch, YYYY-MM-DD"),
        ("due_on", "the day they are due, YYYY-MM-DD; empty where no rhythm runs"),
        ("is_starred", "1 when starred, else 0"),
        ("is_let_rest", "1 when let rest, else 0"),
        ("is_deceased", "1 when deceased, else 0"),
    ),
    "SELECT name, last_touch_on FROM contact_overview WHERE circles LIKE '%choir%' ORDER BY last_touch_on",
)

DUE = View(
    "due",
    "Everybody whose rhythm runs, with the day they are due and what keeps them off the list until then.",
    f"""
SELECT contact.id AS contact_id, name,
  (SELECT name FROM _contact_group WHERE _contact_group.contact_id = contact.id) AS circle,
  ideal_days AS rhythm_days, last_touch_on, next_due_on AS due_on,
  date(last_touch_on, '+' || {DORMANT_DAYS} || ' days') AS dormant_on,
  (SELECT max(back_on) FROM _snoozed WHERE _snoozed.contact_id = contact.id) AS snoozed_until,
  (SELECT max(from_day) FROM _paused WHERE _paused.contact_id = contact.id) AS paused_from,
  (SELECT max(back_on) FROM _paused WHERE _paused.contact_id = contact.id) AS paused_until,
  is_starred
FROM contact WHERE {CAN_FALL_DUE} AND next_due_on IS NOT NULL
""",
    (
        ("contact_id", "the number of the contact"),
        ("name", "their name"),
        ("circle", "the circle they were put into first, else their first tag"),
        ("rhythm_days", "the days of their rhythm"),
        ("last_touch_on", "the day last in touch, YYYY-MM-DD; empty when never"),
        ("due_on", "the day they are due, YYYY-MM-DD"),
        ("dormant_on", "the day from which they are no longer due but dormant, YYYY-MM-DD"),
        ("snoozed_until", "the day they show again, YYYY-MM-DD; empty when not snoozed"),
        ("paused_from", "the first day of their latest pause, YYYY-MM-DD; empty when never paused"),
        ("paused_until", f"the day after that pause, YYYY-MM-DD; {FOR_EVER} when it has no end"),
        ("is_starred", "1 when starred, else 0"),
    ),
    "SELECT name, due_on FROM due WHERE due_on <= :today AND (dormant_on IS NULL OR dormant_on > :today)"
    " AND (snoozed_until IS NULL OR snoozed_until <= :today)"
    " AND (paused_from IS NULL OR :today < paused_from OR :today >= paused_until) ORDER BY due_on",
)

TIMELINE = View(
    "timeline",
    "All that happened, one row for each person: talks, promises, next steps, what was asked, changes of work.",
    f"""
SELECT _moment.day, contact.name, _moment.kind, interaction.channel, interaction.direction, _moment.text,
  contact.id AS contact_id, _moment.id AS record_id
FROM _moment JOIN contact ON contact.id = _moment.contact_id
LEFT JOIN interaction ON _moment.kind = 'talk' AND interaction.id = _moment.id
WHERE contact.{IN_THE_BOOK}
""",
    (
        ("day", "YYYY-MM-DD; of work, and of a first meeting, also YYYY or YYYY-MM"),
        ("name", "with whom"),
        ("kind", "talk, promise_made, promise_kept, promise_released, step_done, asked, began, ended or met"),
        ("channel", "of a talk: call, message, email, in_person and so on; note for a dated note"),
        ("direction", "of a talk: out when you reached out, in when they did, mutual"),
        ("text", "what there is to say of it"),
        ("contact_id", "the number of the contact"),
        ("record_id", "the number of the row in the table it comes from"),
    ),
    "SELECT day, kind, text FROM timeline WHERE contact_id = 1 ORDER BY day DESC LIMIT 20",
)

OPEN_PROMISES = View(
    "open_promises",
    "Promises neither kept nor let go, yours and theirs.",
    f"""
SELECT promise.id AS promise_id, contact_id, name, made_by, text, made_on, due_on
FROM promise JOIN contact ON contact.id = contact_id
WHERE {IS_OPEN_PROMISE} AND {IN_THE_BOOK} AND is_deceased = 0
""",
    (
        ("promise_id", "the number of the promise"),
        ("contact_id", "the number of the contact"),
        ("name", "to whom, or by whom"),
        ("made_by", "me or them"),
        ("text", "what was promised"),
        ("made_on", "the day it was made, YYYY-MM-DD"),
        ("due_on", "the day it is for, YYYY-MM-DD; empty without one"),
    ),
    "SELECT name, text, due_on FROM open_promises WHERE made_by = 'me' ORDER BY due_on IS NULL, due_on",
)


def _weight() -> str:
    """Return the weight of a channel of practice as SQL."""
    cases = (f"WHEN '{channel}' THEN {channel.weight}" for channel in sorted(PRACTICE_CHANNELS))
    return f"CASE channel {' '.join(cases)} END"


PRACTICE_DAY = View(
    "practice_day",
    "The practice days: each day on which you reached out, and how deep it went.",
    f"""
SELECT practice_date AS day, count(*) AS acts,
  min({DEEPEST}, 1 + {" + ".join(f"(max({_weight()}) >= {limit})" for limit in DEPTH_FROM)}
    + (max(coalesce(feeling, {USUAL_FEELING})) >= {FELT_WELL_FROM})) AS depth
FROM interaction WHERE {IS_PRACTICE} GROUP BY practice_date
""",
    (
        ("day", "YYYY-MM-DD"),
        ("acts", "how many acts of practice"),
        ("depth", f"1 to {DEEPEST}, by the richest of them and whether one felt well"),
    ),
    "SELECT substr(day, 1, 7) AS month, count(*) AS days FROM practice_day GROUP BY month",
)

VIEWS = (
    TOOK_PART,
    TOUCH,
    SNOOZED,
    PAUSED,
    AWAY,
    CONTACT_GROUP,
    MOMENT,
    CONTACT_OVERVIEW,
    DUE,
    TIMELINE,
    OPEN_PROMISES,
    PRACTICE_DAY,
)
"""Every view of ours, in the order they are made."""

_NAMED = re.compile(
    r"""(CREATE (?:VIEW|(?:UNIQUE )?INDEX) )(?:"[^"]*"|\[[^\]]*\]|`[^`]*`|[^\s("]+)""", re.IGNORECASE
)


def make_views(db: Database) -> None:
    """Make every view of ours; call where none is, inside a transaction."""
    for view in VIEWS:
        db.create_view(view.name, view.sql.strip())


def drop_views(db: Database) -> None:
    """Take our views away before a table they read is altered."""
    for view in reversed(VIEWS):
        db.execute(f"DROP VIEW IF EXISTS {view.name}")


def make_room(db: Database, name: str) -> None:
    """Let a table, index or view that another program made under a name of ours go by a free one; nothing is lost."""
    found = db.execute(
        "SELECT type, sql FROM sqlite_schema WHERE name = ? AND type <> 'trigger'", (name,)
    ).fetchone()
    if found is None:
        return
    kind, sql = found
    taken = {row[0] for row in db.execute("SELECT name FROM sqlite_schema")}
    free = next(each for n in range(2, len(taken) + 3) if (each := f"{name}_{n}") not in taken)
    if kind == "table":
        db.execute(f'ALTER TABLE "{name}" RENAME TO "{free}"')
    else:
        db.execute(f'DROP {kind} "{name}"')
        db.execute(_NAMED.sub(rf'\g<1>"{free}"', sql, count=1))
