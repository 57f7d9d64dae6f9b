"""Anything a person may do to a book, dealt out at random: for what must hold whatever was done."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from tests.builders import TODAY, a_draft, a_talk, set_rhythm_of
from tests.hostile import HOSTILE
from tui.domain.editing.grouping import Grouping
from tui.domain.records.contact import ContactId, KeyDate, KeyDateKind, Ladder
from tui.domain.records.contact_fields import ContactField
from tui.domain.records.interaction import (
    Channel,
    Direction,
    NextStepDraft,
    PromiseDraft,
    Value,
    ValueKind,
    Way,
)
from tui.formats.detect import Format
from tui.formats.result import CardRead, ReadResult
from tui.services.importing.reading import FileRead
from tui.services.services import Services
from tui.store.changes.due import DueDates
from tui.store.many.many import Many

_TEXTS = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=12), st.sampled_from(["x', name='y", "a=NULL,b=1"])
)
_CHANNELS = tuple(Channel)
_DIRECTIONS = tuple(Direction)
_RHYTHMS = (0, 7, 30, 90, 365)
_GROUPS = ("friends", "choir", "Ümläut")


class Act(Struct, frozen=True):
    """One thing done: ``a`` and ``b`` pick whom and how, ``text`` is what was typed."""

    name: str
    a: int
    b: int
    text: str

    def do(self, services: Services) -> None:
        """Do it, as far as there is anybody to do it with."""
        ids = [ContactId(ident) for ident in services.book.contacts.ids_by_name()]
        if ids or self.name in ("add", "set", "schedule", "rest", "import"):
            _ACTS[self.name](services, self, ids)

    def whom(self, ids: list[ContactId]) -> list[ContactId]:
        """Return one or two contacts."""
        return list(dict.fromkeys((ids[self.a % len(ids)], ids[self.b % len(ids)])))


def _name(act: Act) -> str:
    return f"N {act.text}"[:200]


def _add(services: Services, act: Act, _: list[ContactId]) -> None:
    draft = replace(
        a_draft(_name(act), email=f"{act.a}@example.org", tags=(_GROUPS[act.a % 3],)),
        notes=act.text,
        aliases=(act.text[:300], "Nick"),
        rhythm_days=(None, *_RHYTHMS)[act.b % 6],
        met_on=TODAY - timedelta(act.a) if act.a % 2 else None,
        ladder=tuple(Ladder)[act.b % 3],
        key_dates=(KeyDate(KeyDateKind.OTHER, 2, 29, None, act.text),),
    )
    with services.book.write(f"added {act.text}"):
        services.book.contacts.add(draft)


def _change(services: Services, act: Act, ids: list[ContactId]) -> None:
    with services.book.write(f"changed {act.text}"):
        services.book.contacts.change(
            act.whom(ids)[0], name=_name(act), organisation=act.text, notes=act.text
        )


def _log(services: Services, act: Act, ids: list[ContactId]) -> None:
    whom = act.whom(ids)
    draft = replace(
        a_talk(
            *whom,
            on=TODAY - timedelta(act.b * 3),
            channel=_CHANNELS[act.a % len(_CHANNELS)],
            direction=_DIRECTIONS[act.b % 3],
            summary=act.text,
        ),
        notes=act.text,
        topics=("maps",),
        mentions=tuple(ids[:1]),
        values=(Value(Way.GIVEN, act.text, ValueKind.HELP, whom[0]),),
        promises=(PromiseDraft(f"p {act.text}", is_mine=act.a % 2 == 0, due_on=TODAY),),
        next_step=NextStepDraft(act.text, TODAY + timedelta(act.a)),
    )
    with services.book.write(f"logged {act.text}"):
        services.book.interactions.add(draft)


def _promise(services: Services, act: Act, ids: list[ContactId]) -> None:
    book = services.book
    with book.write("promised"):
        made = book.promises.promise(ids[0], PromiseDraft(f"p {act.text}", is_mine=True), made_on=TODAY)
        if act.a % 2:
            book.promises.keep(made, TODAY)
        else:
            book.promises.release(made, TODAY)


def _next_step(services: Services, act: Act, ids: list[ContactId]) -> None:
    book = services.book
    with book.write("planned"):
        step = book.promises.plan(ids[0], NextStepDraft(act.text, TODAY), set_on=TODAY)
        if act.b % 2:
            book.promises.finish_step(step, TODAY)


def _pause(services: Services, act: Act, ids: list[ContactId]) -> None:
    with services.book.write("paused"):
        first = TODAY - timedelta(act.a)
        Many(services.book, act.whom(ids)[:1]).pause(first, first + timedelta(act.b))


def _answer(services: Services, act: Act, ids: list[ContactId]) -> None:
    for owed in services.book.outreach.replies_owed()[:1]:
        with services.book.write("no reply needed"):
            services.book.interactions.answer_not_needed(owed.interaction_id)


def _trash_talk(services: Services, act: Act, ids: list[ContactId]) -> None:
    for ident in services.book.interactions.timeline_of(act.whom(ids)[0])[:1]:
        with services.book.write("trashed a talk"):
            services.book.interactions.trash(ident)


def _circle(services: Services, act: Act, ids: list[ContactId]) -> None:
    with services.book.write("joined"):
        services.book.contacts.add_to_circles(act.whom(ids)[0], [_GROUPS[act.b % 3]])


def _group_rhythm(services: Services, act: Act, _: list[ContactId]) -> None:
    table = "circle" if act.a % 2 else "tag"
    found = [row[0] for row in services.book.conn.execute(f"SELECT name FROM {table} ORDER BY folded")]
    if found:
        set_rhythm_of(services.book, table, found[act.b % len(found)], _RHYTHMS[act.a % 5])


def _import(services: Services, act: Act, _: list[ContactId]) -> None:
    drafts = (
        replace(a_draft(f"Card {act.a}", email=f"{act.b}@example.org"), notes=act.text, aliases=(act.text,)),
        replace(a_draft("Somebody", tags=("friends", act.text)), uid=f"u{act.a}"),
    )
    read = ReadResult(tuple(CardRead(draft, "", 1) for draft in drafts), len(drafts))
    plan = services.importing.plan(FileRead(f"{act.text}.vcf", Format.VCARD, read.cards, (), read.read))
    services.importing.bring_in(plan, rhythm_days=_RHYTHMS[act.b % 5])


def _note(services: Services, act: Act, ids: list[ContactId]) -> None:
    sign = ("", "+ ", "? ")[act.b % 3]
    services.knowing.note(ids[act.a % len(ids)], f"{sign}n {act.text}"[:200])


def _strike_off(services: Services, act: Act, ids: list[ContactId]) -> None:
    whom = ids[act.a % len(ids)]
    for question in services.knowing.of(whom).to_ask[:1]:
        services.knowing.strike_off(whom, question.id)


def _relate(services: Services, act: Act, ids: list[ContactId]) -> None:
    one, other = ids[act.a % len(ids)], ids[act.b % len(ids)]
    if one != other:
        services.knowing.relate(one, f"{('mentor', 'friend')[act.a % 2]} of {other}")


def _edit(services: Services, act: Act, ids: list[ContactId]) -> None:
    whom = ids[act.a % len(ids)]
    before = services.editing.form_of(whom)
    field = (ContactField.FACTS, ContactField.ALIASES, ContactField.ORGANISATION, ContactField.NOTES)[
        act.b % 4
    ]
    services.editing.save(whom, before, {**before, field: f"n {act.text}"[:200]})


def _tended(use: Callable[[Services, Act, list[ContactId]], object]) -> Callable[..., None]:
    def do(services: Services, act: Act, ids: list[ContactId]) -> None:
        use(services, act, act.whom(ids))

    return do


def _merge(services: Services, act: Act, ids: list[ContactId]) -> None:
    whom = act.whom(ids)
    if len(whom) == 2:
        services.merging.merge(services.merging.plan(whom))


def _not_the_same(services: Services, act: Act, ids: list[ContactId]) -> None:
    whom = act.whom(ids)
    if len(whom) == 2:
        services.merging.not_the_same(*whom)


_ACTS: dict[str, Callable[[Services, Act, list[ContactId]], object]] = {
    "add": _add,
    "change": _change,
    "log": _log,
    "promise": _promise,
    "next step": _next_step,
    "pause": _pause,
    "no reply": _answer,
    "trash a talk": _trash_talk,
    "circle": _circle,
    "rhythm of a group": _group_rhythm,
    "import": _import,
    "note": _note,
    "strike off": _strike_off,
    "relate": _relate,
    "edit": _edit,
    "snooze": _tended(lambda s, act, ids: s.tending.snooze(ids, TODAY + timedelta(1 + act.b))),
    "wake": _tended(lambda s, act, ids: s.tending.wake(ids)),
    "skip": _tended(lambda s, act, ids: s.tending.skip(ids)),
    "tag": _tended(
        lambda s, act, ids: s.tending.group(
            ids,
            Grouping(
                add_tags=(
                    _GROUPS[act.a % 3],
                    act.text,
                )
            ),
        )
    ),
    "group": _tended(
        lambda s, act, ids: s.tending.group(ids, Grouping((act.text,), ("friends",), ("choir",), ("family",)))
    ),
    "merge": _merge,
    "not the same": _not_the_same,
    "star": _tended(lambda s, act, ids: s.tending.star(ids, bool(act.a % 2))),
    "archive": _tended(lambda s, act, ids: s.tending.archive(ids)),
    "bring back": _tended(lambda s, act, ids: s.tending.bring_back(ids)),
    "trash": _tended(lambda s, act, ids: s.tending.trash(ids)),
    "rhythm": _tended(
        lambda s, act, ids: s.tending.set_rhythm(ids, _RHYTHMS[act.a % 5], exact=act.b % 2 == 0)
    ),
    "set": lambda s, act, _: s.practising.write_plan(act.text),
    "schedule": lambda s, act, _: s.practising.choose_weekly(1 + act.a % 7),
    "rest": lambda s, act, _: s.practising.pause(TODAY, TODAY + timedelta(act.b)),
}

ACTS = st.lists(
    st.builds(Act, st.sampled_from(sorted(_ACTS)), st.integers(0, 12), st.integers(0, 12), _TEXTS),
    min_size=1,
    max_size=14,
).map(lambda acts: [Act("add", 1, 2, "First"), Act("add", 2, 3, "Second"), *acts])
"""What a person did, from an empty book on; the first two acts bring somebody in."""


def acts_by_chance(chance: random.Random, most: int = 14) -> list[Act]:
    """Return what a person did, dealt out by a seeded chance: for lives by the thousand."""
    texts = (*HOSTILE, "x', name='y", "a=NULL,b=1", "plain words", "")
    dealt = [
        Act(chance.choice(sorted(_ACTS)), chance.randint(0, 12), chance.randint(0, 12), chance.choice(texts))
        for _ in range(chance.randint(1, most))
    ]
    return [Act("add", 1, 2, "First"), Act("add", 2, 3, "Second"), *dealt]


def derived_rows(services: Services) -> list[tuple[object, ...]]:
    """Return the derived columns as they are stored."""
    asked = "SELECT id, ideal_days, last_touch_on, next_due_on FROM contact ORDER BY id"
    return services.book.conn.execute(asked).fetchall()


def recomputed_rows(services: Services) -> list[tuple[object, ...]]:
    """Return the derived columns as the records say they should be; nothing is kept."""
    conn = services.book.conn
    conn.execute("BEGIN")
    DueDates(conn).refresh_all()
    rows = derived_rows(services)
    conn.execute("ROLLBACK")
    return rows


def check_full_text(services: Services) -> None:
    """Let the full-text indexes be compared with the tables, word by word."""
    for table in ("contact_search", "interaction_search", "fact_search"):
        services.book.conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
    services.book.conn.rollback()
