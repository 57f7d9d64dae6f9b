"""Broken files of every kind, given to every reader: a sentence, or what could be read with its lines."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.samples import sample
from tui.domain.errors import InvalidInput, RapportError
from tui.formats.csv.contacts import read_contacts_csv, sample_rows
from tui.formats.csv.linkedin_messages import read_linkedin_messages
from tui.formats.history import moment
from tui.formats.json.node import Node, Places, read_json
from tui.formats.json.reading import read_whole_book
from tui.formats.monica.monica import read_monica
from tui.formats.text.friends import read_friends
from tui.store.schema.row_types import row_types

Reader = Callable[[bytes], object]
READERS: dict[str, Reader] = {
    "csv": read_contacts_csv,
    "sample": sample_rows,
    "messages": read_linkedin_messages,
    "monica": read_monica,
    "friends": read_friends,
    "book": lambda data: read_whole_book(data, row_types()),
}
BROKEN = {
    "empty": b"",
    "nul bytes": b"name,email\n\x00\x00\x00\n" * 50,
    "one gigantic line": b"x" * 2_000_000,
    "a million commas": b"," * 1_000_000,
    "a million brackets": b"[" * 1_000_000,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "noise": bytes(range(256)) * 40,
    "utf-16 without its mark": "name,email\nMaya,x\n".encode("utf-16-le"),
}
SAMPLES: dict[str, Reader] = {
    "google_new.csv": read_contacts_csv,
    "google_old.csv": read_contacts_csv,
    "outlook.csv": read_contacts_csv,
    "thunderbird.csv": read_contacts_csv,
    "messages.csv": read_linkedin_messages,
    "monica.json": read_monica,
    "friends.md": read_friends,
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_refused_in_a_sentence(reader: Reader, data: bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        reader(data)
    assert caught.value.title.endswith(".")
    assert "Nothing was imported" in caught.value.message


@given(st.sampled_from(sorted(SAMPLES)), st.data())
def test_a_file_cut_short_anywhere_never_stops_the_reader(name: str, draw: st.DataObject) -> None:
    whole = sample(name)
    cut = draw.draw(st.integers(0, len(whole)))
    try:
        SAMPLES[name](whole[:cut])
    except RapportError as error:
        assert "Nothing was imported" in error.message


@given(st.sampled_from(sorted(SAMPLES)), st.integers(0), st.binary(max_size=4))
def test_a_few_bytes_changed_anywhere_never_stop_the_reader(name: str, at: int, by: bytes) -> None:
    whole = sample(name)
    place = at % len(whole)
    try:
        SAMPLES[name](whole[:place] + by + whole[place + len(by) :])
    except RapportError as error:
        assert "Nothing was imported" in error.message


@pytest.mark.parametrize(
    ("text", "day", "instant"),
    [
        ("2026-05-04", date(2026, 5, 4), None),
        ("2026-05-04T00:00:00.000000Z", date(2026, 5, 4), None),
        ("2026-05-04 09:30:00 UTC", date(2026, 5, 4), datetime(2026, 5, 4, 9, 30, tzinfo=UTC)),
        ("2026-05-04T01:00:00Z", date(2026, 5, 3), datetime(2026, 5, 4, 1, tzinfo=UTC)),
    ],
)
def test_a_timestamp_belongs_to_a_practice_day(text: str, day: date, instant: datetime | None) -> None:
    assert moment(text) == (day, instant)


@pytest.mark.parametrize("text", ["", "soon", "2026-02-30", "0001-01-01T00:00:01+14:00"])
def test_what_is_no_timestamp_is_none(text: str) -> None:
    assert moment(text) is None


def test_a_node_answers_in_the_type_asked_for() -> None:
    node = read_json('{"a": {"b": [1, "2", true, null, "x\\ny"]}}')["a"]["b"]
    assert [each.text for each in node] == ["1", "2", "", "", "x\ny"]
    assert [each.number for each in node] == [1, 2, None, None, None]
    assert [each.is_true for each in node] == [True, False, True, False, False]


def test_a_node_that_is_not_there_is_empty() -> None:
    nothing = Node(None)["a"]["b"]
    assert (nothing.text, list(nothing), list(nothing.members()), nothing.is_object) == ("", [], [], False)


def test_the_line_of_an_identity_is_where_it_stands_first() -> None:
    places = Places('{\n "uuid": "a",\n "x": {"uuid": "b"},\n "uuid": "a"}')
    assert (places.line("a"), places.line("b"), places.line("c")) == (2, 3, 1)
