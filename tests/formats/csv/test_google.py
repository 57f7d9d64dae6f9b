"""Google's CSV as we write it: under its own column names, and read back the same."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from tests.formats.csv.test_contacts import CELL, NAMED, TAGS, WORD
from tui.domain.records.contact import Contact, ContactId, ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.formats.csv.contacts import read_contacts_csv
from tui.formats.csv.google import write_google_csv
from tui.formats.detect import Format, detect

MAYA = Contact(
    ContactId(1),
    "u1",
    "Maya Ifeoma Okafor",
    organisation="Harbour Labs",
    role="Oceanographer",
    phonetic="MY-uh Ifeoma oh-KAH-for",
    notes="=SUM(A1)",
    points=(
        ContactPoint(PointKind.EMAIL, "maya@harbour.example", "work"),
        ContactPoint(PointKind.EMAIL, "maya@home.example", "home"),
        ContactPoint(PointKind.PHONE, "+351 912 345 678", "mobile"),
        ContactPoint(PointKind.ADDRESS, "Rua do Cais 4, Lisboa", "home"),
    ),
    tags=("sea",),
    circles=("friends",),
    key_dates=(KeyDate(KeyDateKind.BIRTHDAY, 4, 15), KeyDate(KeyDateKind.ANNIVERSARY, 6, 20, 2015)),
)
BO = Contact(ContactId(2), "u2", "Bo")


def test_it_is_known_as_googles_own() -> None:
    assert detect("contacts.csv", write_google_csv([MAYA, BO])) is Format.GOOGLE


def test_everybody_is_read_back() -> None:
    maya, bo = (card.draft for card in read_contacts_csv(write_google_csv([MAYA, BO])).cards)
    assert (maya.name, maya.organisation, maya.role, maya.notes) == (
        MAYA.name,
        MAYA.organisation,
        MAYA.role,
        MAYA.notes,
    )
    assert (maya.phonetic, bo.phonetic) == (MAYA.phonetic, "")
    assert (maya.points, maya.key_dates, bo.name) == (MAYA.points, MAYA.key_dates, "Bo")
    assert set(maya.tags) == {"sea", "friends"}


def test_nobody_is_a_header_alone() -> None:
    rows = list(csv.reader(io.StringIO(write_google_csv([]).decode())))
    assert len(rows) == 1


KINDS: list[PointKind] = [PointKind.EMAIL, PointKind.PHONE, PointKind.ADDRESS]
LABELLED = st.builds(
    ContactPoint,
    st.sampled_from(KINDS),
    WORD.filter(lambda text: not any(c in text for c in ";,\n")),
    st.sampled_from(["", "home", "work", "mobile"]),
)
PEOPLE = st.builds(
    Contact,
    id=st.just(ContactId(1)),
    uid=st.just("u"),
    name=NAMED,
    aliases=st.lists(
        WORD.filter(lambda text: "," not in text and ";" not in text), max_size=2, unique=True
    ).map(tuple),
    organisation=CELL,
    role=CELL,
    phonetic=CELL.map(lambda text: " ".join(text.split())),
    notes=CELL,
    points=st.lists(LABELLED, max_size=4, unique=True).map(
        lambda points: tuple(sorted(points, key=lambda each: KINDS.index(each.kind)))
    ),
    tags=st.lists(TAGS.filter(lambda tag: tag != "* starred"), max_size=3, unique=True).map(tuple),
)


@given(st.lists(PEOPLE, min_size=1, max_size=3))
def test_what_we_write_reads_back_the_same(people: list[Contact]) -> None:
    drafts = [card.draft for card in read_contacts_csv(write_google_csv(people)).cards]
    assert [
        (each.name, each.organisation, each.role, each.phonetic, each.notes, each.points, each.tags)
        for each in drafts
    ] == [
        (each.name, each.organisation, each.role, each.phonetic, each.notes, each.points, each.tags)
        for each in people
    ]
