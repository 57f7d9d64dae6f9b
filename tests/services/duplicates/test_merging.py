"""Merging: everything that hangs on somebody comes along, nothing is lost, and undo leaves no trace."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.builders import TODAY, a_contact, a_talk, dump, log
from tests.services.acts import derived_rows, recomputed_rows
from tui.domain.duplicates.merge import MergePlan
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId, ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.domain.records.contact_fields import MERGED, ContactField
from tui.domain.records.interaction import (
    Channel,
    Direction,
    NextStepDraft,
    PromiseDraft,
    Value,
    ValueKind,
    Way,
)
from tui.services.duplicates.merging import Merging, joined_cards
from tui.services.services import Services
from tui.store.book import Book
from tui.store.many.merging import distinct_pairs
from tui.store.table_list import JOURNALED, TABLES, InMerge

_TEXTS = (
    "",
    "",
    "Trailblaze",
    "trailblaze",
    "Widgets",
    "x', name='y",
    "a=NULL,b=1",
    "[b]bold[/b]",
    "مرحبا 🧵",
)


def attach(book: Book, contact: int, others: list[ContactId], dice: random.Random) -> None:
    """Hang something of every kind on a contact."""
    conn, text = book.conn, dice.choice(_TEXTS) or "y"

    def put(table: str, **row: str | int | None) -> None:
        marks = ", ".join("?" * len(row))
        conn.execute(
            f"INSERT OR IGNORE INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values())
        )

    put("fact", contact_id=contact, kind=dice.choice(("fact", "interest")), text=text)
    put("question", contact_id=contact, text=text, added_on="2026-01-01")
    put("position", contact_id=contact, organisation=text, from_when="2019")
    put("custom_field", contact_id=contact, label="shoe size", value=dice.choice(("41", "42")))
    put("relation", contact_id=contact, other_id=dice.choice(others), kind="colleague")
    put("relation", contact_id=dice.choice(others), other_id=contact, kind="mentor")
    other = dice.choice(others)
    put("distinct_pair", one_id=min(contact, other), other_id=max(contact, other))
    put(
        "card",
        contact_id=contact,
        raw=f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{contact}\r\nX-A:{text}\r\nEND:VCARD\r\n",
    )
    put("snooze", contact_id=contact, set_on="2026-11-01", until="2026-12-01")
    put("skip", contact_id=contact, on_day=f"2026-10-0{dice.randrange(1, 9)}")
    put("pause", contact_id=contact, from_day="2026-09-01", to_day="2026-09-10")
    put("offer", contact_id=contact, kind="advice", offered_on="2026-09-01")


def everything_about(book: Book, name: str, others: list[ContactId], dice: random.Random) -> ContactId:
    """Put somebody into the book with a record of every kind."""
    number = dice.randrange(3)
    made = a_contact(
        book,
        name,
        rhythm=dice.choice((None, 0, 7, 30)),
        last=TODAY - timedelta(dice.randrange(90)),
        met=dice.choice((None, "2026-11-20", "2024-05-01")),
        tags=dice.sample(("work", "choir", "alumni"), 2),
        circles=dice.sample(("friends", "family"), 1),
        points=[
            ContactPoint(PointKind.EMAIL, f"bo{number}@x.org", dice.choice(("", "home"))),
            ContactPoint(PointKind.PHONE, f"91234567{number}"),
        ],
        dates=[
            KeyDate(KeyDateKind.BIRTHDAY, 5, dice.choice((2, 3)), dice.choice((None, 1990, 1991))),
            KeyDate(KeyDateKind.OTHER, 7, 1, dice.choice((None, 2000)), "moved"),
        ],
    )
    with book.write("told"):
        book.contacts.change(
            made,
            organisation=dice.choice(_TEXTS),
            role=dice.choice(_TEXTS),
            notes=dice.choice(_TEXTS),
            place=dice.choice(_TEXTS),
            aliases=dice.choice(("", "Bobby", "Bo Chen\nChief")),
            met_via=dice.choice((None, *others)),
            is_starred=dice.randrange(2),
            style=dice.choice(("periodic", "periodic", "ambient")),
        )
        attach(book, made, others, dice)
    log(
        book,
        replace(
            a_talk(made, *dice.sample(others, 1), on=TODAY - timedelta(dice.randrange(60))),
            values=(Value(Way.GIVEN, "help", ValueKind.HELP, made),),
            promises=(PromiseDraft("the deck", is_mine=True, due_on=TODAY),),
            next_step=NextStepDraft("write", TODAY),
        ),
    )
    return made


def two_with_everything(book: Book, seed: int) -> tuple[ContactId, ContactId]:
    """Put two people into the book that are tied to others and to each other."""
    dice = random.Random(seed)
    others = [a_contact(book, name) for name in ("Ann Lee", "Cy Moss", "Di Fox")]
    one = everything_about(book, dice.choice(("Bo Chen", "Bob Chen")), others, dice)
    other = everything_about(book, "Bo Chen", [*others, one], dice)
    with book.write("tied"):
        book.contacts.change(others[0], met_via=other)
        book.contacts.change(one, met_via=other)
    log(book, replace(a_talk(others[1], one, on=TODAY), mentions=(other,)))
    log(book, a_talk(one, other, on=TODAY))
    return one, other


@pytest.mark.parametrize("turn", [False, True])
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10_000), chosen=st.sets(st.sampled_from(list(MERGED))))
def test_undo_of_a_merge_gives_back_every_table_and_redo_the_merged_one(
    tmp_path_factory: pytest.TempPathFactory, turn: bool, seed: int, chosen: set[ContactField]
) -> None:
    from tests.builders import a_book

    book = a_book(tmp_path_factory.mktemp("merge"))
    one, other = two_with_everything(book, seed)
    before, services = dump(book.conn), Services(book)
    plan = services.merging.plan([other, one] if turn else [one, other])
    for field in chosen:
        plan = plan.with_next_value(field)
    services.merging.merge(plan)
    merged = dump(book.conn)
    assert derived_rows(services) == recomputed_rows(services)
    assert book.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    services.undo()
    assert dump(book.conn) == before
    services.redo()
    assert dump(book.conn) == merged
    book.close()


def merge(book: Book, *ids: ContactId, turned: ContactField | None = None) -> ContactId:
    """Merge contacts, the first of whom stays."""
    services = Services(book)
    plan = services.merging.plan(ids)
    services.merging.merge(plan if turned is None else plan.with_next_value(turned))
    return plan.keep.id


def count(book: Book, table: str, contact: int) -> int:
    return int(
        book.conn.execute(f"SELECT count(*) FROM {table} WHERE contact_id = ?", (contact,)).fetchone()[0]
    )


def test_every_table_that_points_at_a_contact_is_taken_over(book: Book) -> None:
    pointing = {
        table
        for table in JOURNALED
        for key in book.conn.execute(f"PRAGMA foreign_key_list({table})")
        if key[2] == "contact"
    }
    assert pointing == {table.name for table in TABLES if table.in_merge is not InMerge.NOTHING}


def test_nobody_but_the_one_who_stays_is_left(book: Book) -> None:
    one, other = two_with_everything(book, 7)
    merge(book, one, other)
    assert book.contacts.get(other) is None
    for table in JOURNALED:
        for key in book.conn.execute(f"PRAGMA foreign_key_list({table})").fetchall():
            if key[2] == "contact":
                left = book.conn.execute(f"SELECT 1 FROM {table} WHERE {key[3]} = ?", (other,)).fetchone()
                assert left is None, (table, key[3])


def test_talks_promises_and_next_steps_of_both_stand_with_the_one(book: Book) -> None:
    one, other = a_contact(book, "Bo Chen"), a_contact(book, "B. Chen")
    log(book, a_talk(one, on="2026-10-01"))
    log(
        book,
        replace(a_talk(other, on="2026-11-01"), promises=(PromiseDraft("the deck", is_mine=True),)),
    )
    merge(book, one, other)
    assert len(book.interactions.timeline_of(one)) == 2
    assert [each.text for each in book.promises.open_with(one)] == ["the deck"]
    found = book.contacts.get(one)
    assert found is not None
    assert (found.last_touch_on, found.aliases) == (TODAY.replace(month=11, day=1), ("B. Chen",))


def test_where_both_took_part_they_are_named_once_in_the_nearer_role(book: Book) -> None:
    one, other, ann = a_contact(book, "Bo Chen"), a_contact(book, "B. Chen"), a_contact(book)
    log(book, replace(a_talk(ann, other), mentions=(one,)))
    merge(book, one, other)
    rows = book.conn.execute("SELECT role FROM interaction_contact WHERE contact_id = ?", (one,)).fetchall()
    assert rows == [("main",)]


def test_the_same_address_stays_once_with_its_label(book: Book) -> None:
    one = a_contact(book, "Bo Chen", points=[ContactPoint(PointKind.EMAIL, "bo@x.org")])
    other = a_contact(
        book,
        "Bo Chen",
        points=[
            ContactPoint(PointKind.EMAIL, "BO@x.org", "home"),
            ContactPoint(PointKind.PHONE, "912345678"),
        ],
    )
    merge(book, one, other)
    found = book.contacts.get(one)
    assert found is not None
    assert [(point.value, point.label) for point in found.points] == [("bo@x.org", "home"), ("912345678", "")]


def test_the_birthday_not_chosen_is_kept_in_words(book: Book) -> None:
    one = a_contact(book, "Bo Chen", dates=[KeyDate(KeyDateKind.BIRTHDAY, 5, 2, 1990)])
    other = a_contact(book, "Bo Chen", dates=[KeyDate(KeyDateKind.BIRTHDAY, 6, 3)])
    merge(book, one, other, turned=ContactField.BIRTHDAY)
    found = book.contacts.get(one)
    assert found is not None
    assert [(date.month, date.day) for date in found.key_dates] == [(6, 3)]
    kept = book.conn.execute("SELECT label, value FROM custom_field").fetchall()
    assert kept == [("other birthday", "2 May 1990")]


def test_a_message_that_was_answered_to_the_other_awaits_no_reply(book: Book) -> None:
    one, other = a_contact(book, "Bo Chen"), a_contact(book, "B. Chen")
    log(book, a_talk(one, on="2026-11-20", channel=Channel.EMAIL, direction=Direction.IN))
    log(book, a_talk(other, on="2026-11-21", channel=Channel.EMAIL))
    assert len(book.outreach.replies_owed()) == 1
    merge(book, one, other)
    assert book.outreach.replies_owed() == []


def test_whoever_was_met_through_the_one_who_goes_was_met_through_the_one_who_stays(book: Book) -> None:
    one, other, ann = a_contact(book, "Bo Chen"), a_contact(book, "B. Chen"), a_contact(book)
    with book.write("met"):
        book.contacts.change(ann, met_via=other)
    merge(book, one, other)
    found = book.contacts.get(ann)
    assert found is not None
    assert found.met_via == one


def test_what_was_not_the_same_as_the_one_is_not_the_same_as_the_other(book: Book) -> None:
    one, other, ann = a_contact(book, "Bo Chen"), a_contact(book, "B. Chen"), a_contact(book)
    services = Services(book)
    assert services.merging.not_the_same(ann, other) == "Ann Lee and B. Chen are two people"
    merge(book, one, other)
    assert distinct_pairs(book) == {(one, ann)}
    services.undo()
    assert distinct_pairs(book) == {(other, ann)}


def test_several_become_one_at_once(book: Book) -> None:
    ids = [a_contact(book, f"Bo {n}", tags=[f"t{n}"]) for n in range(4)]
    before = dump(book.conn)
    merge(book, *ids)
    found = book.contacts.get(ids[0])
    assert found is not None
    assert (found.aliases, found.tags) == (("Bo 1", "Bo 2", "Bo 3"), ("t0", "t1", "t2", "t3"))
    Services(book).undo()
    assert dump(book.conn) == before


def test_a_file_that_still_knows_the_one_who_went_finds_the_one_who_stayed(book: Book) -> None:
    ids = [a_contact(book, f"Bo {n}") for n in range(3)]
    uids = [found.uid for found in book.contacts.get_all(ids)]
    merge(book, ids[1], ids[2])
    merge(book, ids[0], ids[1])
    assert [book.contacts.with_uid(uid) for uid in uids] == [ids[0]] * 3


def test_a_preview_that_is_no_longer_true_merges_nothing(book: Book) -> None:
    one, other = a_contact(book, "Bo Chen"), a_contact(book, "B. Chen")
    merging = Merging(book)
    plan: MergePlan = merging.plan([one, other])
    with book.write("changed"):
        book.contacts.change(other, place="Riga")
    before = dump(book.conn)
    with pytest.raises(InvalidInput, match="changed meanwhile"):
        merging.merge(plan)
    assert dump(book.conn) == before


def test_a_crowd_is_no_person(book: Book) -> None:
    with pytest.raises(InvalidInput, match="5,000 contacts"):
        Merging(book).plan([ContactId(n) for n in range(5_000)])


def test_the_trash_is_not_merged_from(book: Book) -> None:
    one, other = a_contact(book, "Bo Chen"), a_contact(book, "B. Chen")
    Services(book).tending.trash([other])
    with pytest.raises(InvalidInput):
        Merging(book).plan([one, other])


def a_card(*lines: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


def test_two_cards_make_one_that_says_what_both_say() -> None:
    joined = joined_cards(
        [
            a_card("UID:1", "FN:Bo", "EMAIL:a@x.org", "X-A:1"),
            a_card(
                "UID:2", "FN:B", "EMAIL:a@x.org", "EMAIL:b@x.org", "PHOTO;ENCODING=b:AAAA", " BBBB", "X-A:2"
            ),
        ]
    )
    assert joined == a_card(
        "UID:1", "FN:Bo", "EMAIL:a@x.org", "X-A:1", "EMAIL:b@x.org", "PHOTO;ENCODING=b:AAAA", " BBBB", "X-A:2"
    )


def test_of_a_card_of_another_version_only_what_no_version_knows_comes_along() -> None:
    joined = joined_cards([a_card("FN:Bo"), a_card("TEL;HOME:1", "X-A:2", version="2.1")])
    assert joined == a_card("FN:Bo", "X-A:2")


def test_the_card_of_the_one_who_goes_is_kept_where_there_is_no_other(book: Book) -> None:
    one, other = a_contact(book, "Bo Chen"), a_contact(book, "B. Chen")
    with book.write("card"):
        book.conn.execute("INSERT INTO card (contact_id, raw) VALUES (?, ?)", (other, a_card("FN:B")))
    merge(book, one, other)
    assert book.conn.execute("SELECT contact_id, raw FROM card").fetchall() == [(one, a_card("FN:B"))]
    assert count(book, "card", one) == 1
