"""The columns of a CSV file nobody knows: guessed, chosen, tried, and remembered for the next one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import dump
from tests.in_one_call import import_file
from tui.domain.errors import InvalidInput
from tui.services.importing.columns import ColumnMemory, Columns, DateOrder, Field, checked_mapping
from tui.services.importing.importing import Importing
from tui.store.book import Book

UNKNOWN = "Bezeichnung;Kontaktweg;Tag\nŁucja Nowak;l@x.example;3/4/1985\nBo;b@x.example;1/2/1990\n"


def write(folder: Path, text: str = UNKNOWN, encoding: str = "utf-8") -> Path:
    path = folder / "leute.csv"
    path.write_bytes(text.encode(encoding))
    return path


def chosen(book: Book, path: Path) -> Columns:
    columns = Importing(book).columns(path)
    assert columns is not None
    return columns.meaning(0, Field.NAME).meaning(1, Field.EMAIL).meaning(2, Field.BIRTHDAY)


def test_only_a_table_that_nobody_knows_asks_for_its_columns(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    path.write_text("First Name,Last Name,E-mail 1 - Value\nAnn,Lee,a@x.org\n", encoding="utf-8")
    assert Importing(book).columns(path) is None
    assert Importing(book).columns(write(tmp_path)) is not None


def test_the_first_contacts_follow_every_choice(book: Book, tmp_path: Path) -> None:
    columns = chosen(book, write(tmp_path))
    assert columns.asks_for_order
    first = columns.dated(DateOrder.DAY_FIRST).first_contacts()[0]
    assert (first.name, first.points[0].value, first.key_dates[0].month) == ("Łucja Nowak", "l@x.example", 4)


def test_another_encoding_is_seen_at_once(book: Book, tmp_path: Path) -> None:
    columns = chosen(book, write(tmp_path, encoding="cp1250"))
    assert columns.first_contacts()[0].name != "Łucja Nowak"
    assert columns.encoded("cp1250").first_contacts()[0].name == "Łucja Nowak"


def test_what_was_chosen_is_remembered_for_the_next_file_with_this_header(book: Book, tmp_path: Path) -> None:
    path = write(tmp_path, encoding="cp1250")
    columns = chosen(book, path).dated(DateOrder.DAY_FIRST).encoded("cp1250")
    before = dump(book.conn)["contact"]
    Importing(book).remember(columns)
    again = Importing(book).columns(path)
    assert again is not None
    assert (again.mapping, again.is_remembered) == (columns.mapping, True)
    assert dump(book.conn)["contact"] == before
    assert import_file(book, path).added == 2
    assert book.contacts.named_exactly("Łucja Nowak")


def test_undoing_the_import_does_not_forget_the_columns(book: Book, tmp_path: Path) -> None:
    path = write(tmp_path)
    Importing(book).remember(chosen(book, path))
    import_file(book, path)
    book.undo()
    again = Importing(book).columns(path)
    assert again is not None and again.is_remembered


def test_another_header_is_not_remembered(book: Book, tmp_path: Path) -> None:
    Importing(book).remember(chosen(book, write(tmp_path)))
    other = Columns.of(b"Was;Kontaktweg\nx;y\n", None, ColumnMemory(book))
    assert not other.is_remembered


def test_a_header_of_many_columns_that_cannot_be_kept_is_only_not_remembered(
    book: Book, tmp_path: Path
) -> None:
    names = ";".join(f"col{n}" for n in range(400))
    columns = Columns.of(f"{names}\n{names}\n".encode())
    for at in range(400):
        columns = columns.meaning(at, Field.ALIAS)
    Importing(book).remember(columns)
    assert book.practice.setting("columns:x") == ""
    assert not Columns.of(columns.data, None, ColumnMemory(book)).is_remembered


def test_columns_that_name_nobody_are_a_sentence(book: Book, tmp_path: Path) -> None:
    columns = Importing(book).columns(write(tmp_path))
    assert columns is not None
    nobody = columns.meaning(0, Field.NOTED).meaning(1, Field.NOTED).meaning(2, Field.NOTED)
    assert nobody.first_contacts() == ()
    with pytest.raises(InvalidInput, match="names anybody"):
        checked_mapping(nobody)
