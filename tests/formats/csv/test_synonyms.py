import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.samples import sample
from tui.formats.csv.layouts import LAYOUTS, layout_of
from tui.formats.csv.mapping import Column, Field
from tui.formats.csv.rows import find_header
from tui.formats.csv.synonyms import guess_column, guess_mapping, normalised


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("Full Name", Column(Field.NAME)),
        ("FirstName", Column(Field.GIVEN)),
        ("last_name", Column(Field.FAMILY)),
        ("E-mail", Column(Field.EMAIL)),
        ("Email 2", Column(Field.EMAIL)),
        ("Work Email", Column(Field.EMAIL, "work")),
        ("Email (personal)", Column(Field.EMAIL, "home")),
        ("Business Phone 2", Column(Field.PHONE, "work")),
        ("Mobile", Column(Field.PHONE, "mobile")),
        ("Home Fax", Column(Field.PHONE, "home fax")),
        ("Telefon privat", Column(Field.PHONE, "home")),
        ("Home City", Column(Field.CITY, "home", "address home")),
        ("PLZ", Column(Field.POSTCODE, "", "address")),
        ("Straße", Column(Field.STREET, "", "address")),
        ("Prénom", Column(Field.GIVEN)),
        ("Apellidos", Column(Field.FAMILY)),
        ("Data de nascimento", Column(Field.BIRTHDAY)),
        ("Keep in touch every", Column(Field.RHYTHM)),
        ("Geb.-Datum", Column(Field.BIRTHDAY)),
        ("Firma / Verein", Column(Field.ORGANISATION)),
        ("Tel. mobil", Column(Field.PHONE, "mobile")),
        ("Shoe size", Column(Field.NOTED)),
        ("Shoe / hat", Column(Field.NOTED)),
        ("", Column(Field.LEFT_OUT)),
    ],
)
def test_a_column_is_guessed_by_its_name(name: str, column: Column) -> None:
    assert guess_column(name) == column


def test_a_name_beside_a_given_name_is_the_family_name() -> None:
    fields = [column.field for column in guess_mapping(["Name", "Vorname", "Ort"]).columns]
    assert fields == [Field.FAMILY, Field.GIVEN, Field.PLACE]
    assert guess_mapping(["Name", "First name", "Last name"]).columns[0].field is Field.NAME


def test_names_are_compared_without_case_accents_and_marks() -> None:
    assert normalised(" E-Mail_Naïve (Café) ") == "e mail naive cafe"


@pytest.mark.parametrize("name", ["google_new", "google_old", "outlook", "thunderbird"])
def test_every_known_layout_is_recognised(name: str) -> None:
    header = sample(f"{name}.csv").decode().split("\n")[0].lower().split(",")
    layout = layout_of(header)
    assert layout is not None
    assert layout.name == name.split("_")[0]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_layout_has_a_column_that_names_people(layout: object) -> None:
    known = next(each for each in LAYOUTS if each is layout)
    assert known.mapping(list(known.columns)).names_people


def test_a_header_anywhere_among_the_first_lines_has_its_layout() -> None:
    text = "exported yesterday\n\n" + sample("outlook.csv").decode()
    known = [columns for layout in LAYOUTS for columns in layout.known_by]
    header = find_header(text, known)
    assert header is not None
    assert header.line == 3


@given(st.lists(st.text(max_size=12), max_size=6))
def test_a_mapping_has_a_column_for_every_name(names: list[str]) -> None:
    assert len(guess_mapping(names).columns) == len(names)
