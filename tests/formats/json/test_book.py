import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.errors import InvalidInput, MadeByNewer
from tui.domain.schema_version import SCHEMA_VERSION
from tui.domain.text import clean
from tui.formats.json.book import ENVELOPE, read_book, write_book

AT = "2026-11-23T09:00:00+01:00"
NAMES = st.text(min_size=1, max_size=10).map(clean).filter(lambda name: name not in ENVELOPE)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=40).map(clean),
)
TABLES = st.dictionaries(NAMES, st.lists(st.dictionaries(NAMES, SCALARS, max_size=5), max_size=4), max_size=4)


@given(TABLES)
def test_a_book_reads_back_the_same(tables: dict[str, list[dict[str, object]]]) -> None:
    assert read_book(write_book(tables, AT)) == tables


def test_the_envelope_says_what_it_is() -> None:
    book = json.loads(write_book({"contacts": [{"name": "Maya", "id": 1}]}, AT))
    assert book == {
        "format": "rapport-backup",
        "schema_version": SCHEMA_VERSION,
        "exported_at": AT,
        "contacts": [{"id": 1, "name": "Maya"}],
    }


def test_keys_are_sorted_and_rows_keep_their_order() -> None:
    text = write_book({"b": [{"z": 1, "a": 2}, {"a": 1}], "a": []}, AT)
    assert [
        line.strip() for line in text.splitlines() if '"a"' in line or '"z"' in line or '"b"' in line
    ] == [
        '"a": [],',
        '"b": [',
        '"a": 2,',
        '"z": 1',
        '"a": 1',
    ]


def test_the_text_of_a_card_is_read_back_with_its_line_ends() -> None:
    tables = {"cards": [{"raw": "BEGIN:VCARD\r\nFN:Ma\u200eya\r\n"}]}
    assert read_book(write_book(tables, AT)) == tables


@pytest.mark.parametrize("value", [b"bytes", float("nan"), [1], 2**63])
def test_a_value_that_could_not_be_read_back_is_not_written(value: object) -> None:
    with pytest.raises(InvalidInput, match=r"'photo' in row 1 of 'contacts'.*Nothing was exported"):
        write_book({"contacts": [{"photo": value}]}, AT)


def test_a_table_cannot_take_the_envelopes_name() -> None:
    with pytest.raises(InvalidInput, match="cannot be called 'format'"):
        write_book({"format": []}, AT)


def _book(**changes: object) -> str:
    return json.dumps(
        {"format": "rapport-backup", "schema_version": SCHEMA_VERSION, "exported_at": AT} | changes
    )


def test_a_file_cut_short_is_named_with_its_line() -> None:
    text = write_book({"contacts": [{"name": "Maya"}]}, AT)
    with pytest.raises(InvalidInput, match=r"Line \d+ of this file is not JSON.*Nothing was imported"):
        read_book(text[:40])


@pytest.mark.parametrize("text", ["[]", '"x"', "{}", '{"format": "other"}'])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="not a Rapport backup"):
        read_book(text)


def test_a_newer_backup_is_refused_as_such() -> None:
    with pytest.raises(MadeByNewer, match="version 99"):
        read_book(_book(schema_version=99))


@pytest.mark.parametrize("version", [None, "1", 0, True, 1.0])
def test_a_backup_without_a_version_is_refused(version: object) -> None:
    with pytest.raises(InvalidInput, match="schema version"):
        read_book(_book(schema_version=version))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"contacts": {}}, "'contacts' is not a list of rows"),
        ({"contacts": [1]}, "Row 1 of 'contacts' is not an object"),
        ({"contacts": [{}, {"name": []}]}, "'name' in row 2 of 'contacts'"),
        ({"contacts": [{"id": 2**63}]}, "'id' in row 1 of 'contacts'"),
    ],
)
def test_a_wrong_table_is_named_with_its_row(changes: dict[str, object], words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        read_book(_book(**changes))


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": NaN}', '{"a": ' + "9" * 5_000 + "}"])
def test_json_beyond_measure_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="Nothing was imported"):
        read_book(text)


def test_text_in_a_backup_is_made_safe() -> None:
    text = _book(contacts=[{"name": "Ma\x1bya", "raw": "x\ud800"}])
    assert read_book(text) == {"contacts": [{"name": "Ma\ufffdya", "raw": "x?"}]}


@given(st.text(max_size=200))
def test_no_text_stops_the_reader(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_book(text)
