import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.samples import sample
from tui.domain.errors import InvalidInput, RapportError
from tui.domain.records.contact import (
    Contact,
    ContactDraft,
    ContactId,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    Ladder,
    PointKind,
)
from tui.domain.records.contact_points import profile_point
from tui.domain.records.known import PREFERRED
from tui.domain.text import clean
from tui.formats.csv.contacts import mapping_for, read_contacts_csv, sample_rows
from tui.formats.csv.mapping import Column, DateOrder, Field, Mapping
from tui.formats.csv.write import write_contacts_csv

LINKEDIN = "https://www.linkedin.com/in/maya-okafor"


def table(*rows: str) -> bytes:
    return "\n".join([*rows, ""]).encode()


def only(data: bytes, mapping: Mapping | None = None) -> ContactDraft:
    (card,) = read_contacts_csv(data, mapping=mapping).cards
    return card.draft


def test_a_contact_of_googles_export_is_read_whole() -> None:
    assert read_contacts_csv(sample("google_new.csv")).cards[0].draft == ContactDraft(
        name="Maya Okafor",
        aliases=("Mo",),
        organisation="Harbour Labs",
        role="Oceanographer",
        place="Lisboa",
        notes="Met on the ferry.\nPlays the cello.\n\nName Prefix: Dr.\nOrganization Department: Tides\n"
        "Coffee: no sugar",
        ladder=Ladder.NONE,
        is_starred=True,
        points=(
            ContactPoint(PointKind.EMAIL, "maya@harbour.example", "home"),
            ContactPoint(PointKind.EMAIL, "m.okafor@harbour.example", "home"),
            ContactPoint(PointKind.EMAIL, "maya@labs.example", "work"),
            ContactPoint(PointKind.PHONE, "+351 912 345 678", "mobile"),
            ContactPoint(PointKind.PROFILE, LINKEDIN, "Profile", "linkedin"),
            ContactPoint(PointKind.ADDRESS, "Rua do Cais 4, 2nd floor, Lisboa, 1200-109, Portugal", "home"),
        ),
        tags=("Friends",),
        key_dates=(
            KeyDate(KeyDateKind.BIRTHDAY, 4, 15),
            KeyDate(KeyDateKind.ANNIVERSARY, 9, 3, 2011),
        ),
        source_line=2,
    )


def test_the_rows_after_a_cell_of_several_lines_keep_their_line() -> None:
    result = read_contacts_csv(sample("google_new.csv"))
    assert [card.line for card in result.cards] == [2, 6, 7]


def test_a_row_that_names_nobody_is_named_with_its_line() -> None:
    result = read_contacts_csv(sample("google_new.csv"))
    assert (result.read, result.read - len(result.cards)) == (4, 1)
    assert [found.line for found in result.problems if "nobody" in found.what] == [8]


def test_how_a_name_is_said_is_kept() -> None:
    assert read_contacts_csv(sample("google_new.csv")).cards[1].draft.phonetic == "はなこ さとう"


def test_how_a_name_is_said_comes_from_the_columns_of_google_and_outlook() -> None:
    google = b"Name,Phonetic First Name,Phonetic Last Name,E-mail 1 - Value,E-mail 1 - Label\nMaya,MY-ah,oh-KAH-for,,\n"
    outlook = b"First Name,Last Name,E-mail Address,Given Yomi,Surname Yomi\nMaya,Okafor,,MY-ah,oh-KAH-for\n"
    assert [only(data).phonetic for data in (google, outlook)] == ["MY-ah oh-KAH-for"] * 2


def test_what_is_no_channel_and_no_part_of_a_day_is_kept_as_a_note() -> None:
    data = b"name,aliases,organisation,rhythm_days,uid,preferred_channel,met_when\nMaya,,,,u,Pigeon,last spring\n"
    draft = only(data)
    assert (draft.preferred_channel, draft.met_when) == ("", "")
    assert draft.notes == "When you met: last spring\nChannel they like: Pigeon"


def test_an_impossible_birthday_is_kept_as_a_note() -> None:
    result = read_contacts_csv(sample("google_new.csv"))
    assert result.cards[1].draft.notes == "Birthday: 1990-02-29"
    assert [(found.line, found.text) for found in result.problems if "calendar" in found.what] == [
        (6, "1990-02-29")
    ]


def test_an_organisation_alone_is_a_contact() -> None:
    assert read_contacts_csv(sample("google_new.csv")).cards[2].draft.name == "Ateneu"


def test_googles_older_export_is_read_whole() -> None:
    assert only(sample("google_old.csv")) == ContactDraft(
        name="Bo Chen",
        organisation="Studio Chen",
        role="Designer",
        place="Porto",
        notes="Hobby: climbing",
        ladder=Ladder.NONE,
        points=(
            ContactPoint(PointKind.EMAIL, "bo@studio.example", "work"),
            ContactPoint(PointKind.PHONE, "912 000 111", "mobile"),
            ContactPoint(PointKind.URL, "studio.example", "Home Page"),
        ),
        tags=("PyCon",),
        key_dates=(KeyDate(KeyDateKind.BIRTHDAY, 3, 2, 1985),),
        source_line=2,
    )


def test_an_outlook_contact_is_read_whole() -> None:
    assert read_contacts_csv(sample("outlook.csv")).cards[0].draft == ContactDraft(
        name="Rita Duarte Jr.",
        organisation="Ateneu",
        role="Archivist",
        place="Porto",
        notes="Title: Ms.\nGender: Unspecified\nSpouse: Paulo",
        ladder=Ladder.NONE,
        points=(
            ContactPoint(PointKind.URL, "ateneu.example"),
            ContactPoint(PointKind.EMAIL, "rita@ateneu.example"),
            ContactPoint(PointKind.EMAIL, "rd@home.example"),
            ContactPoint(PointKind.PHONE, "+351 22 111", "home"),
            ContactPoint(PointKind.PHONE, "+351 93 222", "mobile"),
            ContactPoint(PointKind.PHONE, "+351 22 333", "home fax"),
            ContactPoint(PointKind.ADDRESS, "Rua A 1, Lote B, Porto, 4000-001, Portugal", "home"),
            ContactPoint(PointKind.ADDRESS, "Praca 5, Porto", "work"),
        ),
        tags=("Friends", "Books"),
        key_dates=(
            KeyDate(KeyDateKind.BIRTHDAY, 4, 15, 1985),
            KeyDate(KeyDateKind.ANNIVERSARY, 12, 31, 2010),
        ),
        source_line=2,
    )


def test_the_zeros_outlook_writes_for_no_date_are_no_date() -> None:
    result = read_contacts_csv(sample("outlook.csv"))
    assert result.cards[1].draft.key_dates == ()
    assert result.problems == ()


def test_a_thunderbird_contact_is_read_whole() -> None:
    assert only(sample("thunderbird.csv")) == ContactDraft(
        name="Tom Berg",
        aliases=("Tommy",),
        organisation="Fjord Ferries",
        role="Skipper",
        place="Bergen",
        notes="Two dogs\n\nScreen Name: tomb\nDepartment: Deck\nCustom 1: likes herring",
        ladder=Ladder.NONE,
        points=(
            ContactPoint(PointKind.EMAIL, "tom@fjord.example"),
            ContactPoint(PointKind.EMAIL, "tb@home.example"),
            ContactPoint(PointKind.PHONE, "+47 1", "work"),
            ContactPoint(PointKind.PHONE, "+47 2", "home"),
            ContactPoint(PointKind.PHONE, "+47 3", "fax"),
            ContactPoint(PointKind.PHONE, "+47 4", "mobile"),
            ContactPoint(PointKind.URL, "https://fjord.example", "work"),
            ContactPoint(PointKind.ADDRESS, "Havnegata 1, Bergen, 5003, Norway", "home"),
        ),
        key_dates=(KeyDate(KeyDateKind.BIRTHDAY, 5, 17),),
        source_line=2,
    )


def test_a_british_thunderbird_is_read_too() -> None:
    header = (
        "First Name,Last Name,Display Name,Primary Email,Home Address,Home City,Home County,Home Post Code"
    )
    data = table(
        f"{header},Organisation", "Ann,Lee,Ann Lee,ann@x.example,1 High St,Bath,Somerset,BN3 1AA,Labs"
    )
    ann = only(data)
    assert ann.organisation == "Labs"
    assert ann.points[-1] == ContactPoint(PointKind.ADDRESS, "1 High St, Bath, Somerset BN3 1AA", "home")


def test_a_file_nobody_prepared_is_read_by_its_column_names() -> None:
    data = table(
        "My friends;;;;",
        "Nachname;Vorname;E-Mail geschäftlich;Geburtstag;Stay in touch",
        "Okafor;Maya;maya@labs.example;15.04.1985;every 6 weeks",
    )
    maya = only(data)
    assert (maya.name, maya.rhythm_days) == ("Maya Okafor", 42)
    assert maya.points == (ContactPoint(PointKind.EMAIL, "maya@labs.example", "work"),)
    assert maya.key_dates == (KeyDate(KeyDateKind.BIRTHDAY, 4, 15, 1985),)


def test_a_mapping_says_what_columns_are() -> None:
    mapping = Mapping(
        (Column(Field.LEFT_OUT), Column(Field.NAME), Column(Field.BIRTHDAY)), DateOrder.DAY_FIRST
    )
    maya = only(table("a,b,c", "7,Maya,3/4/1985"), mapping)
    assert (maya.name, maya.notes) == ("Maya", "")
    assert maya.key_dates == (KeyDate(KeyDateKind.BIRTHDAY, 4, 3, 1985),)


def test_a_mapping_names_the_encoding() -> None:
    mapping = Mapping((Column(Field.NAME), Column(Field.NOTES)), encoding="cp1250")
    assert only("name,notes\nŁucja,x\n".encode("cp1250"), mapping).name == "Łucja"


def test_the_order_of_dates_is_settled_by_any_of_them() -> None:
    data = table("name,birthday", "Maya,3/4/1985", "Bo,25/12/1990")
    assert mapping_for(data).date_order is DateOrder.DAY_FIRST
    assert read_contacts_csv(data).cards[0].draft.key_dates[0].month == 4


def test_dates_that_could_be_read_both_ways_leave_the_order_open() -> None:
    assert mapping_for(table("name,birthday", "Maya,3/4/1985")).date_order is None


def test_a_year_of_two_digits_is_not_guessed() -> None:
    result = read_contacts_csv(table("name,birthday", "Maya,4/15/55"))
    assert result.cards[0].draft.key_dates == (KeyDate(KeyDateKind.BIRTHDAY, 4, 15),)
    assert [found.line for found in result.problems] == [2]


def test_the_head_of_a_file_is_shown_for_choosing() -> None:
    head = sample_rows(table("preamble", "", "Wer;Mail", "Maya;m@x.example", "Bo", "Cy;c@x.example"), 2)
    assert head.names == ("Wer", "Mail")
    assert head.rows == (("Maya", "m@x.example"), ("Bo", ""))


def test_cells_beyond_the_header_are_reported() -> None:
    result = read_contacts_csv(table("name,email", "Maya,m@x.example,oops"))
    assert [(found.line, "more cells" in found.what) for found in result.problems] == [(2, True)]


def test_a_second_value_for_a_single_field_becomes_a_note() -> None:
    assert only(table("name,company,employer", "Maya,Ateneu,Harbour Labs")).notes == (
        "Organisation: Harbour Labs"
    )


def test_a_column_without_meaning_is_kept_under_its_name() -> None:
    assert only(table("name,Shoe size", "Maya,38")).notes == "Shoe size: 38"


def test_a_mapping_for_another_file_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"1 columns, but line 1 names 2.*Nothing was imported"):
        read_contacts_csv(table("name,email", "x,y"), mapping=Mapping((Column(Field.NAME),)))


def test_a_file_that_names_nobody_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidInput, match=r"No column on line 1 is a name"):
        read_contacts_csv(table("colour,size", "red,4"))


BROKEN = {
    "empty": b"",
    "spaces": b" \n \n",
    "nul": b"name,email\nMa\x00ya,x\n",
    "one gigantic line": b"x" * 3_000_000,
    "a million commas": b"," * 1_000_000,
    "binary": bytes(range(256)) * 40,
    "prose": b"Dear Maya\nhow are you\n",
    "zip": b"PK\x03\x04" + b"\x00" * 50,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_is_no_csv_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="Nothing was imported"):
        read_contacts_csv(data)


def test_a_quotation_mark_left_open_costs_one_row() -> None:
    result = read_contacts_csv(table("name,email", '"Maya,m@x.example', "Bo,b@x.example"))
    assert [card.draft.name for card in result.cards] == ["Bo"]
    assert [found.line for found in result.problems] == [2]


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    try:
        read_contacts_csv(b"name,birthday,rhythm\n" + data)
    except RapportError:
        return


CELL = st.text(max_size=40).map(lambda text: clean(text, one_line=True).strip())
WORD = CELL.filter(lambda text: bool(text) and ":::" not in text)
NAMED = WORD.map(lambda text: " ".join(text.split()))


def _dates(kind: KeyDateKind) -> st.SearchStrategy[KeyDate]:
    labels = NAMED.filter(lambda t: t.lower() not in ("anniversary", "birthday")) | st.just("")
    return st.builds(
        lambda day, known, label: KeyDate(kind, day.month, day.day, day.year if known else None, label),
        st.dates(min_value=date(1700, 1, 1)),
        st.booleans(),
        labels if kind is KeyDateKind.OTHER else st.just(""),
    )


_ORDER = (PointKind.EMAIL, PointKind.PHONE, PointKind.PROFILE, PointKind.URL, PointKind.ADDRESS)
POINTS = st.builds(
    ContactPoint, st.sampled_from([PointKind.EMAIL, PointKind.PHONE, PointKind.ADDRESS]), WORD
) | st.builds(profile_point, st.sampled_from(["https://x.com/maya", LINKEDIN, "https://harbour.example/a"]))
TAGS = WORD.filter(lambda t: t.casefold() not in ("mycontacts", "my contacts") and not t.startswith("* "))
CONTACTS = st.builds(
    Contact,
    id=st.just(ContactId(1)),
    uid=st.uuids().map(str),
    name=NAMED,
    aliases=st.just(()),
    organisation=CELL,
    role=CELL,
    place=CELL,
    time_zone=st.sampled_from(["", "Europe/Lisbon"]),
    notes=st.text(max_size=100).map(clean).filter(lambda text: text == "" or bool(text.strip())),
    met_on=st.none() | st.dates(min_value=date(1900, 1, 1)),
    met_at=CELL,
    met_when=st.sampled_from(["", "2019", "2019-05", "2019-05-04"]),
    phonetic=CELL.map(lambda text: " ".join(text.split())),
    preferred_channel=st.sampled_from(["", *PREFERRED]).map(str),
    rhythm_days=st.none() | st.integers(0, 3650),
    is_starred=st.booleans(),
    is_archived=st.booleans(),
    points=st.lists(POINTS, max_size=4, unique=True).map(
        lambda points: tuple(sorted(points, key=lambda p: _ORDER.index(p.kind)))
    ),
    tags=st.lists(TAGS, max_size=3, unique=True).map(tuple),
    circles=st.lists(WORD, max_size=3, unique=True).map(tuple),
    key_dates=st.tuples(*(st.lists(_dates(kind), max_size=2, unique=True) for kind in KeyDateKind)).map(
        lambda found: tuple(day for days in found for day in days)
    ),
)
SHARED = [
    *("name", "organisation", "role", "place", "time_zone", "notes", "met_on", "met_at", "rhythm_days"),
    *("is_starred", "is_archived", "points", "tags", "circles", "key_dates", "uid"),
    *("phonetic", "met_when", "preferred_channel"),
]


@given(CONTACTS)
def test_what_we_write_reads_back_the_same(contact: Contact) -> None:
    draft = only(write_contacts_csv([contact]))
    assert {name: getattr(draft, name) for name in SHARED} == {
        name: getattr(contact, name) for name in SHARED
    }


def test_other_names_read_back_the_same() -> None:
    contact = Contact(ContactId(1), "u", "Maya Okafor", aliases=("Mo", "=SUM(A1)"))
    assert only(write_contacts_csv([contact])).aliases == contact.aliases


def test_our_own_file_is_known_whatever_the_order_of_its_columns() -> None:
    written = list(csv.reader(io.StringIO(write_contacts_csv([Contact(ContactId(1), "u", "Maya")]).decode())))
    turned = "\n".join(",".join(reversed(row)) for row in written)
    assert only(turned.encode()).uid == "u"
