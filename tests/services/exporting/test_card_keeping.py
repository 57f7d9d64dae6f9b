"""The card somebody came with: kept whole, brought up to date when it leaves, and taken back by undo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.builders import a_contact, dump
from tests.formats.samples import FOLDER, card
from tests.in_one_call import import_file
from tui.domain.records.contact import ContactId, ContactPoint, PointKind
from tui.services.exporting.exporting import As, Exporting
from tui.services.importing.plan import ImportReport
from tui.store.book import Book
from tui.store.contacts.cards import card_of, keep_card

PHOTO = "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD"
ODD = (
    'X-CUSTOM;X-P="a:b":kept, as\\it; is',
    PHOTO,
    "GEO:38.7;-9.1",
    "item1.URL:https://a.example",
    "item1.X-ABLabel:Boat",
)
MAYA = card("UID:u1", "FN:Maya Okafor", "N:Okafor;Maya;B.;Dr.;", "EMAIL;TYPE=HOME:maya@a.example", *ODD)


def bring_in(book: Book, data: bytes, folder: Path) -> ImportReport:
    path = folder / "file.vcf"
    path.write_bytes(data)
    return import_file(book, path)


def counts(report: ImportReport) -> tuple[int, int, int]:
    return report.added, report.updated, report.unchanged


def exported(book: Book, *, is_vcard4: bool = False) -> str:
    return Exporting(book).as_format("vcard", how=As(is_vcard4=is_vcard4)).data.decode()


def only(book: Book) -> ContactId:
    (ident,) = book.contacts.ids_by_name()
    return ContactId(ident)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_card_nobody_touched_leaves_byte_for_byte_as_it_came(
    book: Book, tmp_path: Path, version: str
) -> None:
    data = MAYA.replace(b"VERSION:3.0", f"VERSION:{version}".encode())
    bring_in(book, data, tmp_path)
    assert exported(book, is_vcard4=version == "4.0").encode() == data


def test_an_edit_changes_its_own_line_and_the_revision(book: Book, tmp_path: Path) -> None:
    bring_in(book, MAYA, tmp_path)
    with book.write("changed"):
        book.contacts.change(only(book), role="Diver")
    new = set(exported(book).split("\r\n")) - set(MAYA.decode().split("\r\n"))
    assert sorted(re.sub(r"\d{8}T\d{6}Z", "NOW", line) for line in new) == ["REV:NOW", "TITLE:Diver"]


def test_the_same_file_again_keeps_the_card_and_changes_nothing(book: Book, tmp_path: Path) -> None:
    bring_in(book, MAYA, tmp_path)
    before = dump(book.conn)
    assert counts(bring_in(book, MAYA, tmp_path)) == (0, 0, 1)
    assert dump(book.conn) == before


def test_a_newer_card_takes_the_place_of_the_older(book: Book, tmp_path: Path) -> None:
    bring_in(book, MAYA, tmp_path)
    newer = MAYA.replace(b"GEO:38.7;-9.1", b"GEO:41.1;-8.6")
    assert counts(bring_in(book, newer, tmp_path)) == (0, 1, 0)
    assert exported(book).encode() == newer


def test_a_card_from_another_program_adds_what_only_it_knows(book: Book, tmp_path: Path) -> None:
    bring_in(book, MAYA, tmp_path)
    other = card("UID:zz", "FN:Maya Okafor", "EMAIL:maya@a.example", "X-OTHER:42", "PHOTO;VALUE=uri:http://b")
    assert counts(bring_in(book, other, tmp_path)) == (0, 1, 0)
    assert exported(book) == MAYA.decode().replace("END:VCARD", "X-OTHER:42\r\nEND:VCARD")
    assert counts(bring_in(book, other, tmp_path)) == (0, 0, 1)
    assert counts(bring_in(book, MAYA, tmp_path)) == (0, 0, 1)


def test_somebody_twice_in_a_file_keeps_the_lines_of_both_cards(book: Book, tmp_path: Path) -> None:
    twice = MAYA + card("FN:Maya Okafor", "EMAIL:maya@a.example", "X-OTHER:42")
    assert counts(bring_in(book, twice, tmp_path)) == (1, 0, 1)
    assert "X-OTHER:42\r\n" in card_of(book, only(book))
    before = dump(book.conn)
    assert counts(bring_in(book, twice, tmp_path)) == (0, 0, 2)
    assert dump(book.conn) == before


def test_undo_takes_the_card_back_and_redo_brings_it_again(book: Book, tmp_path: Path) -> None:
    empty = dump(book.conn)
    bring_in(book, MAYA, tmp_path)
    full = dump(book.conn)
    book.undo()
    assert dump(book.conn) == empty
    book.redo()
    assert dump(book.conn) == full


def test_undo_of_a_second_import_gives_the_older_card_back(book: Book, tmp_path: Path) -> None:
    bring_in(book, MAYA, tmp_path)
    before = dump(book.conn)
    bring_in(book, MAYA.replace(b"GEO:38.7", b"GEO:41.1"), tmp_path)
    book.undo()
    assert dump(book.conn) == before


def test_a_card_completes_somebody_who_is_here(book: Book, tmp_path: Path) -> None:
    ident = a_contact(book, "Maya Okafor", points=[ContactPoint(PointKind.EMAIL, "maya@a.example")])
    assert counts(bring_in(book, MAYA, tmp_path)) == (0, 1, 0)
    assert card_of(book, ident) == MAYA.decode()


def test_whoever_came_without_a_card_leaves_with_a_fresh_one(book: Book) -> None:
    a_contact(book, "Bo Chen")
    lines = exported(book).split("\r\n")
    assert [lines[1], lines[3], lines[4]] == ["VERSION:3.0", "FN:Bo Chen", "N:Chen;Bo;;;"]


def test_a_stored_card_that_names_nobody_gives_way_to_a_fresh_one(book: Book) -> None:
    ident = a_contact(book, "Bo Chen")
    with book.write("a card from elsewhere"):
        keep_card(book, ident, "BEGIN:VCARD\r\nX-ODD:1\r\nEND:VCARD\r\n")
    assert "FN:Bo Chen" in exported(book)


def test_a_photo_survives_the_other_version(book: Book, tmp_path: Path) -> None:
    bring_in(book, MAYA, tmp_path)
    assert "PHOTO:data:image/jpeg;base64,/9j/4AAQ" in exported(book, is_vcard4=True)


def test_an_old_card_leaves_as_3_0_and_says_the_same(book: Book, tmp_path: Path) -> None:
    import_file(book, FOLDER / "android.vcf")
    people = book.contacts.get_all(book.contacts.ids_by_name())
    assert "BEGIN:VCARD\r\nVERSION:2.1\r\nN" not in exported(book)
    out = tmp_path / "out.vcf"
    out.write_text(exported(book), newline="")
    assert import_file(book, out).added == 0
    assert [each.points for each in people] == [
        each.points for each in book.contacts.get_all([one.id for one in people])
    ]


def test_people_named_on_a_card_are_related_once_they_are_here(book: Book, tmp_path: Path) -> None:
    data = card("FN:Maya", "X-SPOUSE:Tom Berg", "X-MANAGER:Ann Nobody") + card("FN:Tom Berg")
    bring_in(book, data, tmp_path)
    known = book.knowing.of(book.contacts.named_exactly("Maya")[0])
    assert [(each.other_name, each.kind) for each in known.relations] == [("Tom Berg", "spouse")]
    assert known.facts == ("manager: Ann Nobody",)
    before = dump(book.conn)
    assert counts(bring_in(book, data, tmp_path)) == (0, 0, 2)
    assert dump(book.conn) == before


def test_how_a_name_is_said_comes_in(book: Book, tmp_path: Path) -> None:
    bring_in(book, card("FN:Maya", "X-PHONETIC-FIRST-NAME:MY-uh"), tmp_path)
    contact = book.contacts.get(only(book))
    assert contact is not None
    assert contact.phonetic == "MY-uh"


def held_in_the_journal(book: Book) -> bool:
    rows = book.conn.execute("SELECT coalesce(old_row, '') || coalesce(new_row, '') FROM journal_entry")
    return any(PHOTO in row[0] for row in rows)


def test_a_photo_stands_in_the_file_once_whatever_is_taken_back(book: Book, tmp_path: Path) -> None:
    bring_in(book, MAYA, tmp_path)
    full = dump(book.conn)
    assert not held_in_the_journal(book)
    for _ in range(2):
        book.undo()
        assert held_in_the_journal(book)
        book.redo()
        assert not held_in_the_journal(book)
        assert dump(book.conn) == full
