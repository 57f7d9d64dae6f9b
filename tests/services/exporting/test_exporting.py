"""Exports and backups: everybody is in them, for their owner's eyes only, and nothing is overwritten unasked."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_book, a_contact, a_talk, dump, log
from tests.in_one_call import import_file
from tui.domain.errors import CannotOpen, Damaged, InvalidInput
from tui.domain.records.contact import ContactPoint, PointKind
from tui.formats.detect import Format, detect
from tui.services.exporting.exporting import As, Exporting, kind_of_path
from tui.services.tending.tending import Tending
from tui.store.book import Book

KINDS = ["vcard", "csv", "json", "ics", "friends"]


@pytest.fixture
def full(book: Book) -> Book:
    """A book of four, one of them in the trash, and something said with the first."""
    for name in ("Ann Lee", 'Böses "Wort"', "=SUM(A1)", "Cy"):
        a_contact(book, name, points=[ContactPoint(PointKind.EMAIL, f"{len(name)}@example.org")])
    log(book, a_talk(1, summary="moving to Porto"))
    Tending(book).trash([book.contacts.named_exactly("Cy")[0]])
    return book


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture(params=[0o000, 0o022])
def loose(request: pytest.FixtureRequest) -> Iterator[None]:
    """A shell that lets others read new files."""
    previous = os.umask(request.param)
    yield
    os.umask(previous)


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_counts_everybody_who_is_in_the_book(full: Book, kind: str) -> None:
    assert Exporting(full).as_format(kind).contacts == full.contacts.count() == 3


@pytest.mark.parametrize("kind", KINDS)
def test_no_export_takes_the_place_of_a_book(full: Book, tmp_path: Path, kind: str) -> None:
    another, link, hard = (tmp_path / name for name in ("another.db", "link.vcf", "hard.vcf"))
    a_book(tmp_path, name=another.name).close()
    link.symlink_to(full.path)
    os.link(full.path, hard)
    for path in (full.path, another, link, hard):
        before = path.stat()
        with pytest.raises(CannotOpen, match="is a book"):
            Exporting(full).to_file(kind, path)
        assert (path.stat().st_ino, path.stat().st_size) == (before.st_ino, before.st_size)


def test_a_vcard_export_has_a_card_for_each(full: Book) -> None:
    assert Exporting(full).as_format("vcard").data.count(b"BEGIN:VCARD") == 3


def test_a_csv_export_has_a_row_for_each(full: Book) -> None:
    rows = list(csv.reader(io.StringIO(Exporting(full).as_format("csv").data.decode("utf-8-sig"))))
    assert len(rows) == 1 + 3


def test_a_json_export_has_every_row_of_every_table(full: Book) -> None:
    found = json.loads(Exporting(full).as_format("json").data)
    tables = {f"{table}s": rows for table, rows in dump(full.conn).items()}
    assert {name: len(found[name]) for name in tables} == {name: len(rows) for name, rows in tables.items()}
    assert [each["name"] for each in found["contacts"]] == [row[2] for row in tables["contacts"]]


def test_some_contacts_can_be_exported_alone(full: Book) -> None:
    assert Exporting(full).as_format("vcard", [1]).contacts == 1


def test_a_part_of_the_book_is_not_written_as_json(full: Book) -> None:
    with pytest.raises(InvalidInput):
        Exporting(full).as_format("json", [1])


def test_another_kind_of_file_is_refused_in_words(full: Book) -> None:
    with pytest.raises(InvalidInput, match="vcard, csv and json"):
        Exporting(full).as_format("pdf")


def test_a_vcard_export_read_back_adds_nobody(full: Book, tmp_path: Path) -> None:
    Exporting(full).to_file("vcard", tmp_path / "out.vcf")
    before = dump(full.conn)
    assert import_file(full, tmp_path / "out.vcf").unchanged == 3
    assert dump(full.conn) == before


def test_a_vcard_export_fills_an_empty_book_with_the_same_people(full: Book, tmp_path: Path) -> None:
    Exporting(full).to_file("vcard", tmp_path / "out.vcf")
    other = a_book(tmp_path, name="other.db")
    import_file(other, tmp_path / "out.vcf")
    mine, theirs = (b.contacts.get_all(b.contacts.ids_by_name()) for b in (full, other))
    assert [(c.uid, c.name, c.points) for c in mine] == [(c.uid, c.name, c.points) for c in theirs]
    other.close()


@pytest.mark.usefixtures("loose")
@pytest.mark.parametrize("kind", KINDS)
def test_an_exported_file_is_its_owners_alone(full: Book, tmp_path: Path, kind: str) -> None:
    Exporting(full).to_file(kind, tmp_path / "out")
    assert _mode(tmp_path / "out") == 0o600


def test_an_export_that_cannot_be_written_leaves_what_was_there(full: Book, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kept").touch()
    with pytest.raises(CannotOpen):
        Exporting(full).to_file("csv", tmp_path / "out")
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith((".", "out"))) == ["out"]
    assert (tmp_path / "out" / "kept").exists()


@pytest.mark.usefixtures("loose")
def test_a_backup_and_its_folder_are_their_owners_alone(full: Book, tmp_path: Path) -> None:
    target = Exporting(full).back_up(None, tmp_path / "backups")
    assert (_mode(target), _mode(target.parent)) == (0o600, 0o700)


def test_a_backup_holds_everything_the_journal_among_it(full: Book, tmp_path: Path) -> None:
    target = Exporting(full).back_up(tmp_path / "copy.db", tmp_path)
    copy = a_book(tmp_path, name="copy.db")
    assert dump(copy.conn) == dump(full.conn)
    assert copy.undo().label == full.undo().label
    assert target == tmp_path / "copy.db"
    copy.close()


def test_a_backup_without_a_place_is_named_after_its_book_and_the_hour(tmp_path: Path) -> None:
    book = a_book(tmp_path, name="people.db")
    target = Exporting(book).back_up(None, tmp_path / "backups")
    assert target.name == "people-20261123T090000.db"
    book.close()


def test_a_book_emptied_after_its_backup_is_refused(tmp_path: Path) -> None:
    book = a_book(tmp_path, name="people.db")
    Exporting(book).back_up(None, tmp_path / "backups")
    book.close()
    (tmp_path / "people.db").write_bytes(b"")
    with pytest.raises(Damaged):
        a_book(tmp_path, name="people.db")


def test_a_backup_overwrites_nothing(full: Book, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine", encoding="utf-8")
    with pytest.raises(CannotOpen):
        Exporting(full).back_up(tmp_path / "copy.db", tmp_path)
    assert (tmp_path / "copy.db").read_text(encoding="utf-8") == "mine"


def test_a_backup_follows_no_link(full: Book, tmp_path: Path) -> None:
    (tmp_path / "copy.db").symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(CannotOpen):
        Exporting(full).back_up(tmp_path / "copy.db", tmp_path)
    assert not (tmp_path / "elsewhere.db").exists()


def test_a_backup_into_a_place_that_cannot_be_is_a_sentence(full: Book, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotOpen, match="cannot be written"):
        Exporting(full).back_up(tmp_path / "file" / "copy.db", tmp_path)


def test_a_damaged_book_gives_no_backup(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    root = book.conn.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'contact'").fetchone()[0]
    size = book.conn.execute("PRAGMA page_size").fetchone()[0]
    book.close()
    with (tmp_path / "rapport.db").open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\x00" * size)
    damaged = a_book(tmp_path)
    with pytest.raises(Damaged):
        Exporting(damaged).back_up(tmp_path / "copy.db", tmp_path)
    assert not (tmp_path / "copy.db").exists()
    damaged.close()


def test_a_backup_checks(full: Book, tmp_path: Path) -> None:
    conn = sqlite3.connect(Exporting(full).back_up(tmp_path / "copy.db", tmp_path))
    assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    conn.close()


def test_a_card_can_be_written_as_4_0(full: Book) -> None:
    data = Exporting(full).as_format("vcard", None, As(is_vcard4=True)).data
    assert (data.count(b"VERSION:4.0"), data.count(b"VERSION:3.0")) == (3, 0)


def test_csv_can_be_written_as_google_takes_it(full: Book, tmp_path: Path) -> None:
    Exporting(full).to_file("csv", tmp_path / "g.csv", None, As(is_google=True))
    assert detect("g.csv", (tmp_path / "g.csv").read_bytes()) is Format.GOOGLE
    assert import_file(full, tmp_path / "g.csv").unchanged == 3


def test_a_calendar_has_whoever_is_due_and_no_one_paused(book: Book) -> None:
    a_contact(book, "Ann Lee", due="2026-11-20")
    bo = a_contact(book, "Bo Chen", due="2026-11-20")
    cy = a_contact(book, "Cy Moss", due="2026-11-20")
    Tending(book).archive([bo])
    Tending(book).snooze([cy], date(2026, 12, 1))
    events = Exporting(book).as_format("ics").data.decode().split("BEGIN:VEVENT")[1:]
    found = {
        line[8:]: event for event in events for line in event.splitlines() if line.startswith("SUMMARY:")
    }
    assert sorted(name.split()[-1] for name in found) == ["Lee", "Moss"]
    assert [("20261201" in event) for _, event in sorted(found.items())] == [False, True]


def test_friends_holds_people_and_what_was_said_with_those_asked_for(full: Book) -> None:
    text = Exporting(full).as_format("friends", [1]).data.decode()
    assert ("Ann Lee" in text, "moving to Porto" in text, "Wort" in text) == (True, True, False)


def test_markdown_is_a_page_for_each_and_leaves_what_was_written_around_it(
    full: Book, tmp_path: Path
) -> None:
    folder = tmp_path / "People"
    assert Exporting(full).to_file("markdown", folder) == 3
    page = folder / "Ann Lee.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nmy own words\n", encoding="utf-8")
    page.rename(folder / "Annie.md")
    log(full, a_talk(1, summary="back from Porto"))
    Exporting(full).to_file("markdown", folder)
    text = (folder / "Annie.md").read_text(encoding="utf-8")
    assert len(list(folder.iterdir())) == 3
    assert ("my own words" in text, "back from Porto" in text) == (True, True)


def test_a_page_of_somebody_else_is_not_written_over(book: Book, tmp_path: Path) -> None:
    a_contact(book, "Ann Lee")
    Exporting(book).to_file("markdown", tmp_path / "m")
    other = a_book(tmp_path, name="other.db")
    a_contact(other, "Ann Lee")
    Exporting(other).to_file("markdown", tmp_path / "m")
    other.close()
    assert len(list((tmp_path / "m").iterdir())) == 2


def test_a_page_whose_own_part_cannot_be_told_stops_the_export(full: Book, tmp_path: Path) -> None:
    Exporting(full).to_file("markdown", tmp_path / "m")
    page = tmp_path / "m" / "Ann Lee.md"
    page.write_text(page.read_text(encoding="utf-8").replace("<!-- rapport:end -->", ""), encoding="utf-8")
    log(full, a_talk(2, summary="news"))
    before = {path.name: path.read_bytes() for path in (tmp_path / "m").iterdir()}
    with pytest.raises(InvalidInput, match=r"Ann Lee.md.*Nothing was written"):
        Exporting(full).to_file("markdown", tmp_path / "m")
    assert {path.name: path.read_bytes() for path in (tmp_path / "m").iterdir()} == before


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.vcf", "vcard"),
        ("a.CSV", "csv"),
        ("a.json", "json"),
        ("a.ics", "ics"),
        ("friends.md", "friends"),
        ("a", "markdown"),
    ],
)
def test_the_name_of_a_file_says_its_kind(tmp_path: Path, name: str, kind: str) -> None:
    assert kind_of_path(tmp_path / name) == kind


def test_a_name_that_says_no_kind_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="says no kind"):
        kind_of_path(tmp_path / "a.pdf")
