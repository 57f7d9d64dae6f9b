import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import TODAY, a_book
from tui.domain.errors import InvalidInput, MadeByNewer, RapportError
from tui.domain.schema_version import SCHEMA_VERSION
from tui.formats.json import reading as book_reading
from tui.formats.json.book import Tables, write_book
from tui.formats.json.reading import lines_of_rows
from tui.services.demo.demo import fill_demo
from tui.store.book import Book
from tui.store.schema.row_types import row_types
from tui.store.schema.tables import all_rows

AT = "2026-11-23T09:00:00Z"
CONTACT = {"id": 1, "uid": "u1", "name": "Maya", "sort_name": "maya", "created_at": AT}
TALK = {
    "id": 1,
    "uid": "t1",
    "practice_date": "2026-11-20",
    "logged_at_utc": AT,
    "channel": "call",
    "direction": "mutual",
}


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Book]:
    book = a_book(tmp_path)
    fill_demo(book, TODAY)
    yield book
    book.close()


def backup(**tables: list[dict[str, object]]) -> bytes:
    return write_book(tables, AT).encode()


def read_whole_book(data: bytes) -> Tables:
    return book_reading.read_whole_book(data, row_types())


def refusal(data: bytes) -> str:
    with pytest.raises(InvalidInput) as caught:
        read_whole_book(data)
    return str(caught.value)


def test_the_demo_book_reads_back_row_for_row(demo: Book) -> None:
    tables = all_rows(demo.conn)
    assert read_whole_book(write_book(tables, AT).encode()) == tables


def test_a_backup_without_some_tables_is_read() -> None:
    tables = read_whole_book(backup(contacts=[CONTACT]))
    assert (tables["contacts"], tables["interactions"]) == ([CONTACT], ())


def test_a_reference_to_nobody_is_refused_with_its_line() -> None:
    link: dict[str, object] = {"id": 1, "interaction_id": 1, "contact_id": 7}
    data = backup(contacts=[CONTACT], interactions=[TALK], interaction_contacts=[link])
    line = data.decode().split("\n").index(' "interaction_contacts": [') + 2
    assert f"Line {line}, row 1 of 'interaction_contacts': 'contact_id' points at" in refusal(data)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": "1"}, "'id' is not a whole number"),
        ({"id": 0}, "'id' is 0, which is out of range"),
        ({"name": ""}, "'name' has 0 characters, which is too few"),
        ({"name": "x" * 201}, "'name' has 201 characters, which is too many"),
        ({"ladder": "steep"}, "'ladder' is 'steep', which is none of what it can be"),
        ({"met_on": "12 Mar"}, "'met_on' is '12 Mar', which is not written as it should be"),
        ({"is_exact": True}, "'is_exact' is not a whole number"),
        ({"uid": None}, "'uid' is not text"),
        ({"shoe_size": 38}, "there is no column 'shoe_size'"),
        ({"met_via": 9}, "'met_via' points at a row that is not there"),
    ],
)
def test_a_row_that_does_not_fit_is_named(changes: dict[str, object], words: str) -> None:
    said = refusal(backup(contacts=[CONTACT | changes]))
    assert words in said
    assert "Nothing was imported" in said


def test_a_missing_column_is_named() -> None:
    assert "'sort_name' is missing" in refusal(
        backup(contacts=[{key: value for key, value in CONTACT.items() if key != "sort_name"}])
    )


@pytest.mark.parametrize("second", [{"id": 1, "uid": "u2"}, {"id": 2, "uid": "u1"}])
def test_an_identity_that_is_there_twice_is_refused(second: dict[str, object]) -> None:
    assert "is there twice" in refusal(backup(contacts=[CONTACT, CONTACT | second]))


def test_a_part_nobody_knows_is_refused() -> None:
    assert "not known here: 'horoscopes'" in refusal(backup(horoscopes=[]))


def test_a_later_version_is_refused_as_such() -> None:
    data = backup().replace(
        b'"schema_version": %d' % SCHEMA_VERSION, b'"schema_version": %d' % (SCHEMA_VERSION + 1)
    )
    with pytest.raises(MadeByNewer, match="newer version"):
        read_whole_book(data)


def test_only_the_first_faults_are_named() -> None:
    said = refusal(backup(contacts=[CONTACT | {"id": n, "uid": str(n), "rev": "x"} for n in range(1, 50)]))
    assert said.count("row ") == 5


BLANKS = st.sampled_from(["", " ", "\n", "\r\n\n", "\t"])


@given(st.lists(st.tuples(BLANKS, st.sampled_from(['{"a": "}]"}', "{}", '{"b": 1}'])), max_size=6), BLANKS)
def test_the_line_of_every_row_is_found(rows: list[tuple[str, str]], blank: str) -> None:
    text = f'{blank}{{{blank}"format": "x",\n"contacts": [{blank}'
    expected = []
    for number, (before, row) in enumerate(rows):
        text += (f"{blank}," if number else "") + before
        expected.append(text.count("\n") + 1)
        text += row
    text += f'{blank}], "tags": []}}'
    assert json.loads(text)["format"] == "x"
    assert lines_of_rows(text) == {"contacts": expected, "tags": []}


@given(st.binary(max_size=100))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    with pytest.raises(RapportError):
        read_whole_book(data)


def test_a_day_may_be_any_real_day() -> None:
    tables: Tables = {"contacts": [CONTACT | {"met_on": date(2024, 2, 29).isoformat()}]}
    assert read_whole_book(write_book(tables, AT).encode())["contacts"] == tables["contacts"]
