"""A long file can be left while it is read, whatever kind it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.hostile_files import KINDS
from tests.builders import dump
from tests.formats.samples import FOLDER
from tui.services.importing.importing import Importing
from tui.services.importing.plan import ImportStopped
from tui.store.book import Book


def _stop(done: int, _: int) -> bool:
    return done > 1_000_000


@pytest.mark.parametrize(
    "kind", ["cards", "properties of a card", "rows", "messages", "friends", "Monica's contacts"]
)
def test_a_file_of_any_kind_is_left_while_it_is_read(book: Book, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"file{KINDS[kind].suffix}"
    file.write_bytes(KINDS[kind].make(6_000 if kind == "properties of a card" else 300))
    before = dump(book.conn)
    with pytest.raises(ImportStopped):
        Importing(book).plan_of(file, reading=_stop)
    assert dump(book.conn) == before


def test_connections_are_left_while_they_are_read(book: Book) -> None:
    with pytest.raises(ImportStopped):
        Importing(book).plan_of(FOLDER / "Connections.csv", reading=_stop)
