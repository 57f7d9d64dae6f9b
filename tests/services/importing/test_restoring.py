"""A whole book out as JSON and back: every table, the streak and Today the same."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.builders import TODAY, a_book, a_contact, dump
from tests.formats.samples import FOLDER
from tests.in_one_call import contacts_found, import_file
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId
from tui.domain.records.knowing import CustomField, Fact, FactKind, Position
from tui.domain.schema_version import SCHEMA_VERSION
from tui.services.demo.demo import fill_demo
from tui.services.exporting.exporting import Exporting
from tui.services.practice.practising import Practising
from tui.services.tending.tending import Tending
from tui.services.today.today import Today
from tui.store.book import Book
from tui.store.contacts.cards import keep_card
from tui.store.schema.tables import all_rows


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Book]:
    """A book as it is after a year, with somebody in the trash."""
    opened = a_book(tmp_path, name="full.db")
    fill_demo(opened, TODAY, 1, 60, 600)
    Tending(opened).trash([opened.contacts.named_exactly(_first(opened))[0]])
    yield opened
    opened.close()


def _first(book: Book) -> str:
    (contact,) = book.contacts.get_all(book.contacts.ids_by_name()[:1])
    return contact.name


def write(full: Book, folder: Path) -> Path:
    Exporting(full).to_file("json", folder / "book.json")
    return folder / "book.json"


def test_a_book_brought_back_is_the_same_book(full: Book, book: Book, tmp_path: Path) -> None:
    report = import_file(book, write(full, tmp_path))
    assert dump(book.conn) == dump(full.conn)
    assert report.is_whole_book and report.added > 50 and report.interactions > 100
    assert Practising(book).streak() == Practising(full).streak()
    assert Today(book).view() == Today(full).view()


def _everything(book: Book) -> None:
    """Put something into every table."""
    one, two, *_ = (ContactId(ident) for ident in book.contacts.ids_by_name())
    knowing, today = book.knowing, TODAY.isoformat()
    with book.write("everything"):
        knowing.add_facts(one, [Fact("vegetarian", noted_on=TODAY), Fact("boats", FactKind.INTEREST)])
        knowing.add_questions(one, ["How was Porto?"], TODAY)
        knowing.put_positions(one, [Position("Harbour Labs", "Diver", "2019-05", "")])
        knowing.put_custom_fields(one, [CustomField("Boat", "Nixe")])
        knowing.relate(two, one, "sister")
        keep_card(book, one, "BEGIN:VCARD\r\nX-ODD:  kept\u200e as it is\r\nEND:VCARD\r\n")
        rows: dict[str, dict[str, str | int]] = {
            "interaction_topic": {"interaction_id": 1, "topic": "boats"},
            "skip": {"contact_id": one, "on_day": today},
            "practice_schedule": {"effective_from": today, "weekdays": "01234"},
            "offer": {"kind": "advice", "contact_id": one, "offered_on": today},
            "milestone": {"name": "first", "reached_on": today},
            "distinct_pair": {"one_id": min(one, two), "other_id": max(one, two)},
            "saved_view": {"name": "Choir", "folded": "choir", "query": "#choir"},
            "starter": {"situation": "hello", "text": "Hello {first}"},
            "delivery": {"line_id": "phone-1", "at_utc": f"{today}T09:00:00Z", "label": "hello"},
        }
        for table, row in rows.items():
            if not book.conn.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():
                columns, marks = ", ".join(row), ", ".join("?" * len(row))
                book.conn.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))


def test_a_book_with_something_in_every_table_comes_back_as_it_was(
    full: Book, book: Book, tmp_path: Path
) -> None:
    _everything(full)
    rows = all_rows(full.conn)
    assert [name for name, found in rows.items() if not found] == []
    import_file(book, write(full, tmp_path))
    assert all_rows(book.conn) == rows
    assert Practising(book).streak() == Practising(full).streak()
    assert Today(book).view() == Today(full).view()
    assert contacts_found(book, "vegetarian") == contacts_found(full, "vegetarian")


def test_a_book_brought_back_is_found_and_reckoned_as_before(full: Book, book: Book, tmp_path: Path) -> None:
    import_file(book, write(full, tmp_path))
    name = _first(full).split()[0]
    assert contacts_found(book, name) == contacts_found(full, name)
    before = dump(book.conn)
    with book.write("reckoned"):
        book.due_dates.refresh_all()
    assert dump(book.conn) == before


def test_one_undo_takes_it_all_back(full: Book, book: Book, tmp_path: Path) -> None:
    before = dump(book.conn)
    import_file(book, write(full, tmp_path))
    book.undo()
    assert dump(book.conn) == before


def test_a_dry_run_says_how_much_and_writes_nothing(full: Book, book: Book, tmp_path: Path) -> None:
    before = dump(book.conn)
    assert import_file(book, write(full, tmp_path), dry_run=True).is_whole_book
    assert dump(book.conn) == before


def test_a_book_with_people_in_it_is_not_written_over(full: Book, book: Book, tmp_path: Path) -> None:
    path = write(full, tmp_path)
    a_contact(book, "Ann Lee")
    before = dump(book.conn)
    with pytest.raises(InvalidInput, match=r"people in this book already.*Nothing was changed"):
        import_file(book, path)
    assert dump(book.conn) == before


def test_somebody_in_the_trash_is_somebody(full: Book, book: Book, tmp_path: Path) -> None:
    Tending(book).trash([a_contact(book, "Ann Lee")])
    with pytest.raises(InvalidInput, match="people in this book"):
        import_file(book, write(full, tmp_path))


def test_rows_the_tables_do_not_take_are_refused_as_a_whole(full: Book, book: Book, tmp_path: Path) -> None:
    path = write(full, tmp_path)
    found = json.loads(path.read_text(encoding="utf-8"))
    found["contact_tags"] = [{"id": n, "contact_id": 1, "tag_id": 1} for n in (1, 2)]
    path.write_text(json.dumps(found), encoding="utf-8")
    before = dump(book.conn)
    with pytest.raises(InvalidInput, match="Nothing was"):
        import_file(book, path)
    assert dump(book.conn) == before


def test_a_backup_without_the_columns_of_today_keeps_their_usual_values(book: Book, tmp_path: Path) -> None:
    contact = {
        "id": 7,
        "uid": "u7",
        "name": "Ann Lee",
        "sort_name": "ann lee",
        "created_at": "2026-01-01T00:00:00Z",
    }
    whole = {"format": "rapport-backup", "schema_version": 1, "exported_at": "x", "contacts": [contact]}
    (tmp_path / "old.json").write_text(json.dumps(whole), encoding="utf-8")
    import_file(book, tmp_path / "old.json")
    ann = book.contacts.get(7)
    assert ann is not None
    assert (ann.name, ann.rev, ann.last_touch_on) == ("Ann Lee", 1, None)


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_a_copy_that_an_earlier_version_wrote_comes_back_with_every_value(book: Book, version: int) -> None:
    # Each is as the program of its day wrote it; a new version of the schema needs the copy of the one before.
    path = FOLDER / f"backup_{version}.json"
    import_file(book, path)
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert kept["schema_version"] == version
    here = all_rows(book.conn)
    for table in here.keys() & kept.keys():
        assert [
            {name: row[name] for name in old} for row, old in zip(here[table], kept[table], strict=True)
        ] == kept[table]
    assert kept.keys() - here.keys() == {"format", "schema_version", "exported_at"}


def test_the_day_it_was_written_does_not_matter(full: Book, tmp_path: Path) -> None:
    path = write(full, tmp_path)
    later = a_book(tmp_path, date(2027, 1, 4), "later.db")
    import_file(later, path)
    assert dump(later.conn) == dump(full.conn)
    later.close()
