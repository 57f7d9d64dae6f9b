import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.records.contact import Contact, ContactId, ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.formats.csv.write import COLUMNS, guard, unguard, write_contacts_csv

MAYA = Contact(
    ContactId(7),
    "u7",
    "Maya Okafor",
    aliases=("Mo", "Captain"),
    notes='two\nlines and a "quote"',
    rhythm_days=30,
    met_on=date(2024, 3, 12),
    is_starred=True,
    points=(ContactPoint(PointKind.PHONE, "+351 912"), ContactPoint(PointKind.EMAIL, "m@harbour.example")),
    tags=("sea",),
    key_dates=(KeyDate(KeyDateKind.BIRTHDAY, 4, 15), KeyDate(KeyDateKind.OTHER, 9, 1, 2019, "moved")),
)


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_contact_is_one_row_under_our_own_column_names() -> None:
    (row,) = rows(write_contacts_csv([MAYA]))
    filled = {name: cell for name, cell in row.items() if cell}
    assert filled == {
        "name": "Maya Okafor",
        "aliases": "Mo ::: Captain",
        "email": "m@harbour.example",
        "phone": "'+351 912",
        "birthday": "'--04-15",
        "other_dates": "2019-09-01 moved",
        "tags": "sea",
        "rhythm_days": "30",
        "met_on": "2024-03-12",
        "starred": "yes",
        "notes": 'two\nlines and a "quote"',
        "uid": "u7",
    }


def test_every_cell_is_quoted() -> None:
    header = write_contacts_csv([]).decode().rstrip("\r\n")
    assert header == ",".join(f'"{name}"' for name in COLUMNS)


def test_raw_leaves_cells_as_they_are() -> None:
    assert rows(write_contacts_csv([MAYA], raw=True))[0]["phone"] == "+351 912"


def test_a_byte_order_mark_is_written_for_excel() -> None:
    assert write_contacts_csv([], with_mark=True).startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "'=1"])
def test_a_cell_that_would_run_is_guarded(cell: str) -> None:
    assert guard(cell) == "'" + cell


@given(st.text(alphabet=st.sampled_from("'=+-@\t\rab "), max_size=8))
def test_a_guarded_cell_is_harmless_and_can_be_taken_back(cell: str) -> None:
    assert not guard(cell).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguard(guard(cell)) == cell


@given(st.text().map(lambda text: text.replace("\r", "").replace("\x00", "")))
def test_any_name_survives_the_file(name: str) -> None:
    try:
        name.encode()
    except UnicodeEncodeError:
        return
    (row,) = rows(write_contacts_csv([Contact(ContactId(1), "u", name)]))
    assert unguard(row["name"]) == name
