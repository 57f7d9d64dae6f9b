from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.samples import connections, sample
from tui.domain.errors import InvalidInput, RapportError
from tui.domain.records.contact import ContactDraft, ContactPoint, Ladder, PointKind
from tui.formats.csv.linkedin import connected_on, read_linkedin

MAYA = "Maya,Okafor,https://www.linkedin.com/in/maya-okafor,,Harbour Labs,Oceanographer,12 Mar 2024"


def test_a_connection_is_read_whole() -> None:
    rita = read_linkedin(sample("Connections.csv")).cards[1].draft
    assert rita == ContactDraft(
        name="Rita Duarte, PhD",
        organisation="Ateneu",
        role="Archivist",
        met_on=date(2019, 1, 3),
        met_at="LinkedIn",
        ladder=Ladder.NONE,
        points=(
            ContactPoint(PointKind.EMAIL, "rita@duarte.example"),
            ContactPoint(PointKind.PROFILE, "https://www.linkedin.com/in/rita-duarte", "", "linkedin"),
        ),
        source_line=6,
    )


def test_the_counts_of_an_export_agree_with_its_rows() -> None:
    result = read_linkedin(sample("Connections.csv"))
    assert (result.read, len(result.cards), result.read - len(result.cards)) == (5, 4, 1)


def test_a_row_that_names_nobody_is_reported_with_its_line() -> None:
    problems = read_linkedin(sample("Connections.csv")).problems
    assert [(p.line, p.text) for p in problems if "nobody" in p.what] == [(9, ",,,,,,01 Feb 2020")]


def test_an_impossible_day_is_reported_and_the_contact_read() -> None:
    result = read_linkedin(sample("Connections.csv"))
    assert result.cards[-1].draft.met_on is None
    assert [(p.line, p.text) for p in result.problems if "not a date" in p.what] == [(10, "31 Apr 2021")]


def test_a_missing_last_name_leaves_the_first() -> None:
    assert read_linkedin(sample("Connections.csv")).cards[2].draft.name == "Prince"


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Last Name,Email Address,Company,Position,Connected On",
        "First Name,Last Name,Email Address,Company,Position,Connected On,URL",
        "first name,LAST NAME,Email Address,Company,Position,Connected On,Nickname",
    ],
)
def test_older_layouts_are_found_by_their_names(header: str) -> None:
    data = connections("Maya,Okafor,m@harbour.example,Harbour Labs,Diver,12 Mar 2024", header=header)
    contact = read_linkedin(data).cards[0].draft
    assert (contact.name, contact.organisation, contact.met_on) == (
        "Maya Okafor",
        "Harbour Labs",
        date(2024, 3, 12),
    )


@pytest.mark.parametrize("preamble", ["", "Notes:\n\n", '"Notes:"\n"one, two"\n"three"\n\n', "\n" * 12])
def test_the_preamble_may_be_of_any_length(preamble: str) -> None:
    result = read_linkedin(preamble.encode() + connections(MAYA))
    assert [read.line for read in result.cards] == [preamble.count("\n") + 2]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_any_common_encoding_is_read(encoding: str) -> None:
    data = connections("José,Peña,,,,,12 Mar 2024").decode().encode(encoding)
    assert read_linkedin(data).cards[0].draft.name == "José Peña"


def test_a_file_saved_again_with_semicolons_is_read() -> None:
    data = connections(MAYA).replace(b",", b";")
    assert read_linkedin(data).cards[0].draft.role == "Oceanographer"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("12 Mar 2024", date(2024, 3, 12)),
        ("7-Feb-22", date(2022, 2, 7)),
        ("10/15/2023", date(2023, 10, 15)),
        ("3/4/2023", date(2023, 3, 4)),
        ("15/10/2023", date(2023, 10, 15)),
        ("2024-03-12", date(2024, 3, 12)),
        ("1 September 2020", date(2020, 9, 1)),
    ],
)
def test_a_day_of_connecting_is_read_in_every_form(written: str, day: date) -> None:
    assert connected_on(written) == day


@pytest.mark.parametrize("written", ["soon", "31 Apr 2021", "13/13/2023", "12 Foo 2024", ""])
def test_what_is_no_day_is_none(written: str) -> None:
    assert connected_on(written) is None


def test_one_day_above_twelve_settles_the_order_for_the_file() -> None:
    data = connections("A,B,,,,,15/10/2023", "C,D,,,,,3/4/2023")
    assert [read.draft.met_on for read in read_linkedin(data).cards] == [date(2023, 10, 15), date(2023, 4, 3)]


def test_an_open_quotation_mark_costs_one_row_not_the_rest() -> None:
    data = connections(
        '"Maya,Okafor,,,,,12 Mar 2024', "Rita,Duarte,,,,,12 Mar 2024", "Olga,Reis,,,,,12 Mar 2024"
    )
    result = read_linkedin(data)
    assert [read.draft.name for read in result.cards] == ["Rita Duarte", "Olga Reis"]
    assert [(p.line, "quotation marks" in p.what) for p in result.problems] == [(2, True)]


def test_two_open_quotation_marks_do_not_swallow_the_row_between() -> None:
    data = connections('"Maya,Okafor,,,,,', "Rita,Duarte,,,,,", 'Olga,Reis,,,"Acme, Inc",,')
    assert [read.draft.name for read in read_linkedin(data).cards] == ["Rita Duarte", "Olga Reis"]


def test_a_cell_of_several_lines_keeps_the_line_numbers_right() -> None:
    data = connections('Maya,Okafor,,,"Harbour\nLabs",,12 Mar 2024', "Rita,Duarte,,,,,12 Mar 2024")
    result = read_linkedin(data)
    assert [(read.line, read.draft.organisation) for read in result.cards] == [(2, "Harbour Labs"), (4, "")]


def test_a_slightly_misquoted_cell_is_mended() -> None:
    data = connections('Maya,Okafor,,,"Harbour" Labs,,12 Mar 2024')
    assert read_linkedin(data).cards[0].draft.organisation == "Harbour Labs"


def test_too_many_broken_rows_refuse_the_file() -> None:
    with pytest.raises(InvalidInput, match="More than 500 rows cannot be read"):
        read_linkedin(connections(*['"Maya,Okafor' for _ in range(502)]))


def test_another_csv_is_refused_with_what_to_do() -> None:
    with pytest.raises(InvalidInput, match=r"not LinkedIn's Connections\.csv.*Ask LinkedIn"):
        read_linkedin(b"name,email\nMaya,m@harbour.example\n")


def test_a_gigantic_cell_is_reported_and_the_rest_read() -> None:
    data = connections(f'Maya,Okafor,,,"{"x" * 200_000}",,', "Rita,Duarte,,,,,12 Mar 2024")
    result = read_linkedin(data)
    assert [read.draft.name for read in result.cards] == ["Rita Duarte"]
    assert [p.line for p in result.problems] == [2]


@given(st.lists(st.text(max_size=40), max_size=8))
def test_no_rows_stop_the_reader(rows: list[str]) -> None:
    result = read_linkedin(connections(MAYA, *rows).replace(b"\x00", b""))
    assert result.read - len(result.cards) <= len(result.problems)
    assert "Maya Okafor" in [read.draft.name for read in result.cards]


@given(st.binary(max_size=200))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    try:
        read_linkedin(data)
    except RapportError as error:
        assert "Nothing was imported." in str(error)
