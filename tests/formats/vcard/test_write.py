from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.formats.samples import sample
from tui.domain.records.contact import (
    Contact,
    ContactDraft,
    ContactId,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    PointKind,
)
from tui.domain.records.contact_points import profile_point
from tui.domain.records.knowing import RelatedName
from tui.domain.text import clean
from tui.formats.vcard.vcard import read_vcards
from tui.formats.vcard.write import Version, folded, write_vcards

TEXT = st.text(max_size=60).map(lambda text: clean(text, one_line=True).strip()).filter(bool)
NOTES = st.text(max_size=200).map(lambda text: clean(text).strip())
OPTIONAL = st.one_of(st.just(""), TEXT)
WORDS = TEXT.filter(lambda text: not text.startswith("_$!<"))
LABELS = st.one_of(st.sampled_from(["", "home", "work", "mobile", "work fax", "iPhone", "Boat"]), WORDS)
TAGS = st.lists(
    TEXT.filter(lambda t: t.casefold() not in ("mycontacts", "my contacts")), max_size=4, unique=True
)


def _dates(kind: KeyDateKind) -> st.SearchStrategy[KeyDate]:
    labels = WORDS.filter(lambda text: text != "anniversary") if kind is KeyDateKind.OTHER else st.just("")
    return st.builds(
        lambda day, known, label: KeyDate(kind, day.month, day.day, day.year if known else None, label),
        st.dates(min_value=date(1700, 1, 1)),
        st.booleans(),
        labels,
    )


SCHEMELESS = TEXT.filter(
    lambda text: not text.lower().startswith(("tel:", "mailto:")) and ";ext=" not in text
)
POINTS = st.one_of(
    st.builds(
        ContactPoint,
        st.sampled_from([PointKind.EMAIL, PointKind.PHONE, PointKind.ADDRESS]),
        SCHEMELESS,
        LABELS,
    ),
    st.builds(profile_point, TEXT.map("https://harbour.example/{}".format), LABELS),
    st.builds(profile_point, st.sampled_from(["https://x.com/maya", "https://linkedin.com/in/mo"]), LABELS),
)
DRAFTS = st.builds(
    ContactDraft,
    name=TEXT,
    aliases=st.lists(TEXT, max_size=3, unique=True).map(tuple),
    organisation=OPTIONAL,
    role=OPTIONAL,
    place=OPTIONAL,
    time_zone=st.sampled_from(["", "Europe/Lisbon"]),
    notes=NOTES,
    points=st.lists(POINTS, max_size=5, unique=True).map(tuple),
    tags=TAGS.map(tuple),
    key_dates=st.lists(st.one_of([_dates(kind) for kind in KeyDateKind]), max_size=4, unique=True).map(tuple),
    uid=st.uuids().map(str),
    phonetic=OPTIONAL.map(lambda text: " ".join(text.split())),
    related=st.lists(
        st.builds(
            RelatedName,
            TEXT.map(lambda text: " ".join(text.split())).filter(bool),
            st.one_of(st.sampled_from(["spouse", "friend", "related", "co-worker", "Bandmate"]), WORDS),
        ),
        max_size=3,
        unique=True,
    ).map(tuple),
)
MAYA = ContactDraft("Maya Okafor", uid="u1")


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(drafts=st.lists(DRAFTS, min_size=1, max_size=3))
def test_what_is_written_reads_back_the_same(version: Version, drafts: list[ContactDraft]) -> None:
    result = read_vcards(write_vcards(drafts, version))
    assert [replace(read.draft, source_line=0) for read in result.cards] == drafts
    assert result.problems == ()


@given(st.lists(DRAFTS, min_size=1, max_size=2))
def test_no_line_is_longer_than_75_octets(drafts: list[ContactDraft]) -> None:
    data = write_vcards(drafts)
    assert data.endswith(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")


def test_a_card_always_has_uid_fn_and_n() -> None:
    lines = write_vcards([MAYA]).decode().split("\r\n")
    assert lines[:5] == ["BEGIN:VCARD", "VERSION:3.0", "UID:u1", "FN:Maya Okafor", "N:Okafor;Maya;;;"]


def test_a_contact_without_an_identity_gets_one_that_stays() -> None:
    nameless = ContactDraft("Maya")
    first, second = write_vcards([nameless]), write_vcards([nameless])
    assert first == second
    assert read_vcards(first).cards[0].draft.uid


def test_each_nickname_has_its_own_line() -> None:
    text = write_vcards([replace(MAYA, aliases=("Mo", "Captain, retired"))]).decode()
    assert "NICKNAME:Mo\r\nNICKNAME:Captain\\, retired\r\n" in text


def test_a_name_cannot_end_the_card() -> None:
    hostile = replace(MAYA, name="x\r\nEND:VCARD")
    result = read_vcards(write_vcards([hostile]))
    assert (result.read, result.cards[0].draft.name) == (1, "x END:VCARD")


def test_a_yearless_birthday_is_written_as_each_version_has_it() -> None:
    born = replace(MAYA, key_dates=(KeyDate(KeyDateKind.BIRTHDAY, 3, 2),))
    assert b"BDAY:--03-02\r\n" in write_vcards([born])
    assert b"BDAY:--0302\r\n" in write_vcards([born], "4.0")


def test_notes_can_be_left_out() -> None:
    assert b"NOTE" not in write_vcards([replace(MAYA, notes="private")], with_notes=False)


def test_nothing_of_the_practice_is_written() -> None:
    contact = Contact(
        ContactId(1),
        "u1",
        "Maya",
        rhythm_days=30,
        ideal_days=30,
        met_at="PyCon",
        is_starred=True,
        circles=("crew",),
    )
    text = write_vcards([contact]).decode()
    assert text == "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:u1\r\nFN:Maya\r\nN:;Maya;;;\r\nEND:VCARD\r\n"


@pytest.mark.parametrize("name", ["apple.vcf", "android.vcf", "rfc.vcf"])
def test_cards_of_other_programs_survive_reading_and_writing(name: str) -> None:
    drafts = [replace(read.draft, uid=read.draft.uid or "u") for read in read_vcards(sample(name)).cards]
    again = [read.draft for read in read_vcards(write_vcards(drafts)).cards]
    assert [replace(draft, source_line=0) for draft in again] == [
        replace(draft, source_line=0) for draft in drafts
    ]


@pytest.mark.parametrize(
    ("line", "pieces"),
    [
        ("N" * 75, ["N" * 75]),
        ("N" * 76, ["N" * 75, " N"]),
        ("N" * 150, ["N" * 75, " " + "N" * 74, " N"]),
        ("é" * 38, ["é" * 37, " é"]),
        ("語" * 50, ["語" * 25, " " + "語" * 24, " 語"]),
        ("x" + "😀" * 19, ["x" + "😀" * 18, " 😀"]),
    ],
)
def test_a_line_is_folded_as_late_as_it_may_be_and_between_characters(line: str, pieces: list[str]) -> None:
    assert folded(line).decode().split("\r\n") == [*pieces, ""]
