"""The plan of an import: who is new, here, alike or skipped, what is chosen, and stopping half-way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_book, a_contact, dump
from tests.formats.samples import FOLDER, card
from tests.in_one_call import import_file
from tui.domain.duplicates.likeness import SUGGESTED_FROM
from tui.domain.errors import CannotOpen, InvalidInput, NothingToUndo, RapportError
from tui.domain.records.contact import Contact, ContactId, ContactPoint, PointKind
from tui.services.importing.importing import Importing
from tui.services.importing.plan import Choice, ImportPlan, ImportStopped
from tui.services.importing.reading import How
from tui.store.book import Book


def mail(value: str) -> ContactPoint:
    return ContactPoint(PointKind.EMAIL, value)


def plan(book: Book, folder: Path, *cards: bytes) -> ImportPlan:
    path = folder / "file.vcf"
    path.write_bytes(b"".join(cards))
    return Importing(book).plan_of(path)


def people(book: Book) -> list[Contact]:
    return book.contacts.get_all(book.contacts.ids_by_name())


@pytest.fixture
def maya(book: Book) -> Book:
    """A book with one person in it."""
    a_contact(book, "Maya Okafor", points=[mail("maya@ex.org")])
    return book


ALIKE = card("FN:Maya Okafor", "EMAIL:m.okafor@work.ex", "TITLE:Cook")


def test_a_plan_writes_nothing(maya: Book, tmp_path: Path) -> None:
    before = dump(maya.conn)
    found = plan(maya, tmp_path, ALIKE, card("FN:Bo Chen"), card("FN:maya okafor", "EMAIL:MAYA@ex.org"))
    assert (len(found.new), found.here, len(found.alike)) == (1, 1, 1)
    assert dump(maya.conn) == before


def test_who_looks_alike_is_shown_with_reasons(maya: Book, tmp_path: Path) -> None:
    (found,) = plan(maya, tmp_path, ALIKE).alike
    assert found.alike is not None
    assert (found.alike.name, found.alike.detail, found.alike.reasons) == (
        "Maya Okafor",
        "maya@ex.org",
        ("same name", "other e-mail"),
    )


@pytest.mark.parametrize(
    "lines", [["FN:Maya Okafr"], ["FN:Okafor\\, M."], ["FN:Maya Okafor", "TEL:+351912345678"]]
)
def test_somebody_alike_is_suggested_and_never_merged_unasked(
    maya: Book, tmp_path: Path, lines: list[str]
) -> None:
    found = plan(maya, tmp_path, card(*lines))
    assert [each.alike.sureness >= SUGGESTED_FROM for each in found.alike if each.alike] == [True]
    report = Importing(maya).bring_in(found)
    assert (report.added, report.needs_review, maya.contacts.count()) == (1, 1, 2)


def test_a_merge_that_was_chosen_completes_the_one_here(maya: Book, tmp_path: Path) -> None:
    report = Importing(maya).bring_in(plan(maya, tmp_path, ALIKE), {0: Choice.MERGE})
    (contact,) = people(maya)
    assert [point.value for point in contact.points] == ["maya@ex.org", "m.okafor@work.ex"]
    assert (contact.role, report.updated, report.needs_review) == ("Cook", 1, 0)


def test_somebody_ignored_stays_in_the_file(maya: Book, tmp_path: Path) -> None:
    report = Importing(maya).bring_in(plan(maya, tmp_path, ALIKE), {0: Choice.IGNORE})
    assert (maya.contacts.count(), report.skipped) == (1, 1)


def test_whoever_came_in_as_new_is_here_the_next_time(maya: Book, tmp_path: Path) -> None:
    data = (ALIKE, card("FN:M. Okafor"), card("FN:Maya Okafor", "TEL:+351912345678"))
    Importing(maya).bring_in(plan(maya, tmp_path, *data))
    before = dump(maya.conn)
    again = plan(maya, tmp_path, *data)
    assert (again.here, len(again.alike)) == (3, 0)
    Importing(maya).bring_in(again)
    assert dump(maya.conn) == before


def test_what_was_chosen_counts_when_another_window_wrote_meanwhile(maya: Book, tmp_path: Path) -> None:
    found = plan(maya, tmp_path, ALIKE, card("FN:Bo Chen", "EMAIL:bo@ex.org"))
    other = a_book(tmp_path)
    a_contact(other, "Bo Chen", points=[mail("bo@ex.org")])
    other.close()
    report = Importing(maya).bring_in(found, {0: Choice.MERGE})
    assert (report.added, report.updated, report.unchanged) == (0, 2, 0)


@pytest.mark.parametrize("most", [0, 30, 60])
def test_an_import_stopped_half_way_leaves_nothing_behind(book: Book, tmp_path: Path, most: int) -> None:
    found = plan(book, tmp_path, *(card(f"FN:Person {n}") for n in range(80)))
    before = dump(book.conn)
    with pytest.raises(ImportStopped):
        Importing(book).bring_in(found, progress=lambda done, _: done < most)
    assert dump(book.conn) == before
    with pytest.raises(NothingToUndo):
        book.undo()


def test_the_progress_goes_up_to_the_end(book: Book, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    Importing(book).bring_in(plan(book, tmp_path, *(card(f"FN:P {n}") for n in range(60))), progress=progress)
    assert told == sorted(told)
    assert told[-1] == (60, 60)


def test_a_folder_of_cards_is_one_import_that_names_its_files(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    (folder / "inner").mkdir(parents=True)
    (folder / "a.vcf").write_bytes(card("FN:Ann Lee"))
    (folder / "inner" / "b.vcf").write_bytes(card("FN:Bo Chen") + card("NOTE:nobody"))
    (folder / "c.vcf").write_bytes(b"")
    report = import_file(book, folder)
    assert (report.read, report.added, report.skipped) == (4, 2, 2)
    assert sorted(each.what.split(":")[0] for each in report.problems) == ["b.vcf", "c.vcf"]
    assert import_file(book, folder).unchanged == 2


def test_a_folder_without_cards_is_a_sentence(book: Book, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(CannotOpen, match="without a vCard"):
        import_file(book, tmp_path / "none")


@pytest.mark.parametrize(
    "name",
    ["google_old.csv", "google_new.csv", "outlook.csv", "thunderbird.csv", "monica.json", "friends.md"],
)
def test_every_known_kind_comes_in_once(book: Book, name: str) -> None:
    first = import_file(book, FOLDER / name)
    assert first.added == book.contacts.count() > 0
    before = dump(book.conn)
    again = import_file(book, FOLDER / name)
    assert (again.added, again.updated, again.interactions) == (0, 0, 0)
    assert dump(book.conn) == before
    book.undo()
    assert book.contacts.is_empty()


BROKEN = {
    "empty": b"",
    "cut": b"BEGIN:VCARD\r\nFN:Ann",
    "nul": b"name,email\nMa\x00ya,x\n",
    "gigantic": b"x" * 2_000_000,
    "commas": b"," * 1_000_000,
    "binary": bytes(range(256)) * 40,
    "zip": b"PK\x03\x04" + b"\x00" * 50,
    "json": b'{"format": "rapport-backup", "schema_version": 1, "contacts": [{"id": 1}',
}


@pytest.mark.parametrize("name", ["x.csv", "x.vcf", "x.json", "x"])
@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_broken_files_write_nothing_and_say_so(book: Book, tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    before = dump(book.conn)
    try:
        report = import_file(book, tmp_path / name)
    except RapportError as error:
        assert "Nothing was" in str(error)
    else:
        assert (report.added, [each.line for each in report.problems]) == (0, [1])
    assert dump(book.conn) == before


def test_what_the_book_has_otherwise_is_kept_and_said(book: Book, tmp_path: Path) -> None:
    Importing(book).bring_in(plan(book, tmp_path, card("UID:u", "FN:Ann Lee", "TITLE:Cook")))
    report = Importing(book).bring_in(plan(book, tmp_path, card("UID:u", "FN:Ann Lee", "TITLE:Chef")))
    assert (people(book)[0].role, report.added) == ("Cook", 0)
    assert [each.text for each in report.problems] == ["Ann Lee: Chef"]


def test_phones_are_compared_with_the_persons_own_country(book: Book, tmp_path: Path) -> None:
    Importing(book).bring_in(plan(book, tmp_path, card("FN:Ann Lee", "TEL:912 345 678")))
    found = plan(book, tmp_path, card("FN:Ann M Lee", "TEL:+351912345678"))
    assert found.here == 1


def test_a_file_of_another_kind_than_said_is_refused(book: Book, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("name\nAnn\n", encoding="utf-8")
    with pytest.raises(InvalidInput):
        Importing(book).read(tmp_path / "x.csv", How(encoding="no-such"))


def test_others_can_read_the_book_while_a_long_import_is_under_way(book: Book, tmp_path: Path) -> None:
    found = plan(book, tmp_path, *(card(f"FN:Person {n}", f"NOTE:{'n' * 2_000}") for n in range(2_000)))
    other = a_book(tmp_path, wait_seconds=0)
    other.conn.execute("PRAGMA busy_timeout = 0")
    seen: list[int] = []

    def progress(_done: int, _total: int) -> bool:
        seen.append(other.contacts.count())
        return True

    Importing(book).bring_in(found, progress=progress)
    assert set(seen) == {0}
    assert other.contacts.count() == 2_000
    other.close()


def test_anybody_of_the_file_can_be_left_out(book: Book, tmp_path: Path) -> None:
    found = plan(book, tmp_path, card("FN:Ann Lee", "EMAIL:a@ex.org"), card("FN:Bo Chen"))
    report = Importing(book).bring_in(found, {0: Choice.IGNORE})
    assert [each.name for each in people(book)] == ["Bo Chen"]
    assert (report.added, report.skipped) == (1, 1)


def test_whoever_is_left_out_is_left_out_wherever_they_stand_in_the_file(book: Book, tmp_path: Path) -> None:
    twice = card("FN:Ann Lee", "EMAIL:a@ex.org")
    Importing(book).bring_in(plan(book, tmp_path, twice, twice), {0: Choice.IGNORE})
    assert people(book) == []


def test_a_merge_keeps_the_notes_of_both(maya: Book, tmp_path: Path) -> None:
    (ident,) = maya.contacts.ids_by_name()
    with maya.write("noted"):
        maya.contacts.change(ContactId(ident), notes="sings")
    found = plan(maya, tmp_path, card("FN:Maya Okafor", "EMAIL:m@work.ex", "NOTE:dives"))
    Importing(maya).bring_in(found, {0: Choice.MERGE})
    assert people(maya)[0].notes == "sings\n\ndives"
    before = dump(maya.conn)
    Importing(maya).bring_in(plan(maya, tmp_path, card("FN:Maya Okafor", "EMAIL:m@work.ex", "NOTE:dives")))
    assert dump(maya.conn) == before


def test_a_merge_is_known_again_the_next_time(maya: Book, tmp_path: Path) -> None:
    other = card("FN:Mia Okafor-Berg", "EMAIL:maya@ex.org", "ORG:Labs")
    first = plan(maya, tmp_path, other)
    if first.alike:
        Importing(maya).bring_in(first, {0: Choice.MERGE})
    before = dump(maya.conn)
    again = plan(maya, tmp_path, other)
    assert (len(first.alike), again.alike, again.here) == (1, (), 1)
    assert Importing(maya).bring_in(again).unchanged == 1
    assert dump(maya.conn) == before
