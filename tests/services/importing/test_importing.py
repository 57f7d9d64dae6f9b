"""Imports: the counts agree with the file, nobody comes in twice, and one undo takes it all back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY, a_book, a_contact, dump
from tests.formats.samples import FOLDER, card, connections
from tests.hostile import HOSTILE, controls_in
from tests.in_one_call import import_file
from tui.domain.errors import CannotOpen, InvalidInput
from tui.domain.records.contact import Contact
from tui.formats.detect import Format
from tui.services.importing.plan import ImportReport
from tui.services.tending.tending import Tending
from tui.store.book import Book

Counts = tuple[int, int, int, int]


def _bring_in(book: Book, data: bytes, folder: Path, name: str = "file.vcf", **how: object) -> ImportReport:
    path = folder / name
    path.write_bytes(data)
    return import_file(book, path, **how)  # type: ignore[arg-type]


def _counts(report: ImportReport) -> Counts:
    return report.added, report.updated, report.unchanged, report.skipped


def _people(book: Book) -> list[Contact]:
    return book.contacts.get_all(book.contacts.ids_by_name())


def _names(book: Book) -> list[str]:
    return [contact.name for contact in _people(book)]


@pytest.mark.parametrize("name", ["apple.vcf", "android.vcf", "rfc.vcf", "Connections.csv"])
def test_every_card_of_a_file_is_accounted_for(book: Book, name: str) -> None:
    report = import_file(book, FOLDER / name)
    assert sum(_counts(report)) == report.read
    assert report.added == book.contacts.count() > 0


@pytest.mark.parametrize("name", ["apple.vcf", "android.vcf", "rfc.vcf", "Connections.csv"])
def test_the_same_file_a_second_time_adds_and_changes_nothing(book: Book, name: str) -> None:
    first = import_file(book, FOLDER / name)
    before = dump(book.conn)
    second = import_file(book, FOLDER / name)
    assert _counts(second) == (0, 0, first.added, first.skipped)
    assert dump(book.conn) == before


def _card_of(text: str) -> bytes:
    folded = text.encode("utf-8", "replace").decode().replace("\r", "").replace("\n", "\\n")
    return card(
        f"FN:N {folded}",
        f"NICKNAME:{folded}",
        f"ORG:{folded}",
        f"NOTE:{folded}",
        f"EMAIL:{folded}",
        f"TEL:{folded}",
        f"CATEGORIES:{folded}",
        f"item1.X-ABDATE:2015-06-20\r\nitem1.X-ABLabel:{folded}",
    )


def test_hostile_text_comes_in_clean_and_only_once(tmp_path: Path) -> None:
    for number, text in enumerate(text for text in HOSTILE if "\x00" not in text):
        with closing(a_book(tmp_path, name=f"{number}.db")) as book:
            _bring_in(book, _card_of(text), tmp_path)
            before = dump(book.conn)
            _bring_in(book, _card_of(text), tmp_path)
            assert dump(book.conn) == before, repr(text)
            (kept,) = _people(book)
        assert not controls_in("".join((kept.name, kept.organisation, *kept.aliases, *kept.tags))), repr(text)


def test_an_edited_file_completes_whoever_is_here(book: Book, tmp_path: Path) -> None:
    _bring_in(book, card("UID:u1", "FN:Ann Lee", "EMAIL:ann@example.org"), tmp_path)
    report = _bring_in(
        book,
        card("UID:u1", "FN:Ann Lee", "EMAIL:ann@example.org", "EMAIL:lee@example.org", "ORG:Ateneu"),
        tmp_path,
    )
    (ann,) = _people(book)
    assert _counts(report) == (0, 1, 0, 0)
    assert ([point.value for point in ann.points], ann.organisation) == (
        ["ann@example.org", "lee@example.org"],
        "Ateneu",
    )


def test_nothing_the_person_wrote_is_replaced(book: Book, tmp_path: Path) -> None:
    ann = a_contact(book, "Ann Lee")
    with book.write("wrote"):
        book.contacts.change(ann, organisation="Mine", notes="my own words")
    _bring_in(book, card("FN:Ann Lee", "NOTE:theirs", "TITLE:Archivist"), tmp_path)
    (contact,) = _people(book)
    assert (contact.organisation, contact.notes, contact.role) == ("Mine", "my own words", "Archivist")


def test_a_year_learned_later_completes_a_birthday(book: Book, tmp_path: Path) -> None:
    _bring_in(book, card("FN:Ann Lee", "BDAY:--0502", version="4.0"), tmp_path)
    report = _bring_in(book, card("FN:Ann Lee", "BDAY:19800502", version="4.0"), tmp_path)
    (ann,) = _people(book)
    assert [(each.month, each.day, each.year) for each in ann.key_dates] == [(5, 2, 1980)]
    assert report.updated == 1


def test_people_are_known_again_by_their_profile(book: Book, tmp_path: Path) -> None:
    row = "Ann,{},https://www.linkedin.com/in/ann-lee/,,,,"
    _bring_in(book, connections(row.format("Lee")), tmp_path, "Connections.csv")
    report = _bring_in(book, connections(row.format("Lee-Jones")), tmp_path, "Connections.csv")
    assert (report.added, _names(book)) == (0, ["Ann Lee"])


def test_people_are_known_again_by_a_phone_number_written_otherwise(book: Book, tmp_path: Path) -> None:
    _bring_in(book, card("FN:Ann Lee", "TEL:+351 912 345 678"), tmp_path)
    report = _bring_in(book, card("FN:Ann M Lee", "TEL:912345678"), tmp_path)
    assert (report.added, _names(book)) == (0, ["Ann Lee"])


HOUSEHOLD = b"".join(
    card(f"FN:{name} Smith", "EMAIL:home@smith.example", "TEL:+351912345678")
    for name in ("Ann", "Ben", "Cleo")
)


def test_a_household_with_one_mailbox_and_one_phone_stays_several_people(book: Book, tmp_path: Path) -> None:
    for expected in ((3, 0, 0, 0), (0, 0, 3, 0)):
        assert _counts(_bring_in(book, HOUSEHOLD, tmp_path)) == expected
    assert _names(book) == ["Ann Smith", "Ben Smith", "Cleo Smith"]


def test_one_of_a_household_is_found_again_under_a_longer_name(book: Book, tmp_path: Path) -> None:
    _bring_in(book, HOUSEHOLD, tmp_path)
    report = _bring_in(book, card("FN:Ben J Smith", "EMAIL:home@smith.example", "TITLE:Baker"), tmp_path)
    assert _counts(report) == (0, 1, 0, 0)
    assert [contact.role for contact in _people(book)] == ["", "Baker", ""]


def test_two_namesakes_without_any_detail_stay_two_also_the_second_time(book: Book, tmp_path: Path) -> None:
    data = card("FN:João Silva") * 2
    for expected in ((2, 0, 0, 0), (0, 0, 2, 0)):
        assert _counts(_bring_in(book, data, tmp_path)) == expected


def test_a_namesake_with_another_mailbox_is_somebody_else_and_worth_a_look(
    book: Book, tmp_path: Path
) -> None:
    _bring_in(book, card("FN:João Silva", "EMAIL:one@example.org"), tmp_path)
    report = _bring_in(book, card("FN:João Silva", "EMAIL:two@example.org"), tmp_path)
    assert (report.added, report.needs_review) == (1, 1)
    assert "1 look like someone here" in report.sentence()


def test_the_same_person_twice_in_one_file_comes_in_once(book: Book, tmp_path: Path) -> None:
    report = _bring_in(book, card("FN:Ann Lee", "EMAIL:ann@example.org") * 2, tmp_path)
    assert _counts(report) == (1, 0, 1, 0)


def test_somebody_in_the_trash_is_left_there_and_said_so(book: Book, tmp_path: Path) -> None:
    data = card("UID:u1", "FN:Ann Lee")
    _bring_in(book, data, tmp_path)
    Tending(book).trash([_people(book)[0].id])
    report = _bring_in(book, data, tmp_path)
    assert (_counts(report), book.contacts.count()) == ((0, 0, 0, 1), 0)
    assert "trash" in report.problems[-1].what


def _crowd(count: int) -> bytes:
    return b"".join(card(f"FN:Person {n:03}", f"EMAIL:p{n}@example.org") for n in range(count))


def test_five_hundred_with_one_rhythm_are_spread_over_its_days(book: Book, tmp_path: Path) -> None:
    _bring_in(book, _crowd(500), tmp_path, rhythm_days=90)
    days = Counter(contact.next_due_on for contact in _people(book))
    assert set(days) == {TODAY + timedelta(n) for n in range(90)}
    assert max(days.values()) - min(days.values()) <= 1


def test_a_second_import_with_a_rhythm_moves_nobody(book: Book, tmp_path: Path) -> None:
    _bring_in(book, _crowd(20), tmp_path, rhythm_days=90)
    before = dump(book.conn)
    _bring_in(book, _crowd(20), tmp_path, rhythm_days=30)
    assert dump(book.conn) == before


def test_a_tag_of_the_import_brings_its_rhythm_along(book: Book, tmp_path: Path) -> None:
    a_contact(book, "Zoe", tags=["choir"])
    with book.write("rhythm"):
        book.conn.execute("UPDATE tag SET rhythm_days = 30")
    ann = a_contact(book, "Ann Lee", last="2026-11-01")
    _bring_in(book, card("FN:Ann Lee"), tmp_path, tag="choir")
    contact = book.contacts.get(ann)
    assert contact is not None
    assert (contact.tags, contact.ideal_days) == (("choir",), 30)


def test_one_undo_takes_a_whole_import_back(book: Book, tmp_path: Path) -> None:
    a_contact(book, "Ann Lee", tags=["choir"])
    before = dump(book.conn)
    data = _crowd(50) + card("FN:Ann Lee", "EMAIL:ann@example.org", "CATEGORIES:sea")
    _bring_in(book, data, tmp_path, rhythm_days=30, tag="file")
    after = dump(book.conn)
    assert book.undo().label == "imported 51 contacts from file.vcf"
    assert dump(book.conn) == before
    book.redo()
    assert dump(book.conn) == after


def test_a_dry_run_counts_the_same_and_changes_nothing(book: Book, tmp_path: Path) -> None:
    a_contact(book, "Ann Lee")
    before = dump(book.conn)
    data = _crowd(5) + card("FN:Ann Lee", "ORG:Ateneu")
    rehearsed = _bring_in(book, data, tmp_path, dry_run=True)
    assert dump(book.conn) == before
    assert book.undo().label == "added Ann Lee"
    book.redo()
    assert _bring_in(book, data, tmp_path) == rehearsed


@pytest.mark.parametrize("kind", ["vcard", "linkedin"])
def test_a_name_of_three_hundred_characters_is_a_problem_and_no_crash(
    book: Book, tmp_path: Path, kind: str
) -> None:
    long = "Long " * 60
    data = card(f"FN:{long}") if kind == "vcard" else connections(f"{long},,,,,,")
    report = _bring_in(book, data, tmp_path, "file.vcf" if kind == "vcard" else "Connections.csv")
    assert report.problems
    assert sum(_counts(report)) == 1


@pytest.mark.parametrize("empty", [card("FN:"), card("FN: ", "N:;;;;"), card("NOTE:nobody")])
def test_a_card_that_names_nobody_is_a_problem_and_no_crash(book: Book, tmp_path: Path, empty: bytes) -> None:
    report = _bring_in(book, empty + card("FN:Ann Lee"), tmp_path)
    assert (_names(book), report.skipped, len(report.problems)) == (["Ann Lee"], 1, 1)


@pytest.mark.parametrize(
    "lines",
    [
        [f"NICKNAME:{','.join(f'nick{n:03}' + 'x' * 150 for n in range(40))}"],
        [f"CATEGORIES:{'c' * 500}"],
        [f"ORG:{'o' * 5_000}"],
        [f"UID:{'u' * 5_000}"],
        [f"EMAIL:{'e' * 5_000}@example.org"],
        ["item1.X-ABDATE:2015-06-20", f"item1.X-ABLabel:{'l' * 500}"],
        ["TEL:ask Ben", "TEL:see notes"],
    ],
)
def test_more_than_fits_comes_in_as_far_as_it_fits_and_only_once(
    book: Book, tmp_path: Path, lines: Sequence[str]
) -> None:
    data = card("FN:Ann Lee", *lines)
    assert _bring_in(book, data, tmp_path).added == 1
    before = dump(book.conn)
    assert _bring_in(book, data, tmp_path).unchanged == 1
    assert dump(book.conn) == before


def test_phones_without_a_digit_are_kept_apart(book: Book, tmp_path: Path) -> None:
    _bring_in(book, card("FN:Ann Lee", "TEL:ask Ben", "TEL:see notes"), tmp_path)
    assert [point.value for point in _people(book)[0].points] == ["ask Ben", "see notes"]


def test_a_file_that_is_not_there_is_a_sentence(book: Book, tmp_path: Path) -> None:
    with pytest.raises(CannotOpen):
        import_file(book, tmp_path / "nothing.vcf")


def test_a_file_of_an_unknown_kind_is_a_sentence(book: Book, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="Nothing was changed"):
        _bring_in(book, b"Dear diary, nothing much today.", tmp_path, "diary.txt")


def test_the_kind_of_a_file_can_be_given(book: Book, tmp_path: Path) -> None:
    report = _bring_in(book, card("FN:Ann Lee"), tmp_path, "contacts", kind=Format.VCARD)
    assert report.added == 1


def test_a_file_whose_name_is_no_text_can_be_imported(book: Book, tmp_path: Path) -> None:
    _bring_in(book, card("FN:Ann Lee"), tmp_path, "map\udce9.vcf")
    assert book.undo().label.startswith("imported 1 contact from map")


def test_a_file_comes_in_by_the_encoding_that_was_named(book: Book, tmp_path: Path) -> None:
    data = card("FN:José").decode().encode("utf-16-le")
    assert _bring_in(book, data, tmp_path, encoding="utf-16-le").added == 1
    assert _names(book) == ["José"]
