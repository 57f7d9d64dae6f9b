"""Every plain field of a contact goes everywhere: typed, imported, merged, exported, found, undone, deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import pytest
from msgspec.structs import replace

from tests.builders import a_book, a_contact
from tests.in_one_call import contacts_found, import_file, patch_card
from tui.cli.contact_page import summary_json
from tui.domain.records.contact import Contact, ContactDraft, ContactId
from tui.domain.records.contact_fields import (
    EDITED,
    FIELDS,
    MERGED,
    PLAIN,
    ContactField,
    Holds,
    PlainField,
    beside_name,
)
from tui.domain.records.knowing import CustomField
from tui.domain.text import clean
from tui.formats.csv.contacts import read_contacts_csv
from tui.formats.csv.mapping import Field
from tui.formats.csv.synonyms import guess_column
from tui.formats.csv.write import write_contacts_csv
from tui.formats.text.markdown import ContactPage, write_contact_markdown
from tui.formats.vcard.vcard import read_vcards
from tui.formats.vcard.write import write_vcards
from tui.screens.contact_lines import headline
from tui.screens.editing.rows import ORDER
from tui.services.services import Services
from tui.store.book import Book
from tui.store.deleting.purge import purge
from tui.store.many.bulk import Newcomer, bulk_load, first_load
from tui.store.mending.salvage import salvage
from tui.store.schema.tables import all_rows, replace_all_rows
from tui.store.search.people import PeopleInBook
from tui.widgets.glyphs import UNICODE

NOT_ON_CARDS = {ContactField.CHANNEL, ContactField.MET_WHEN, ContactField.MET_AT}
"""How somebody was met and what they like best is nobody's business but one's own."""
KEPT = {Holds.ZONE: "Asia/Tokyo", Holds.PARTIAL_DAY: "2019-05", Holds.CHANNEL: "letter"}
TYPED = {Holds.PARTIAL_DAY: "May 2019", Holds.CHANNEL: "letter"}
OTHER = {Holds.ZONE: "Europe/Lisbon", Holds.PARTIAL_DAY: "2020", Holds.CHANNEL: "call"}
WHEN = datetime(2026, 11, 23, 9, tzinfo=UTC)
SEARCHED = [row for row in PLAIN if row.found_in]

every_field = pytest.mark.parametrize("row", PLAIN, ids=lambda row: row.column)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An empty book."""
    with closing(a_book(tmp_path)) as opened:
        yield opened


def kept(row: PlainField) -> str:
    """Return a text that the field keeps as it stands."""
    return KEPT.get(row.holds, f"quillfeather {row.title.lower()}")


def other(row: PlainField) -> str:
    """Return another."""
    return OTHER.get(row.holds, "marmalade")


def somebody(row: PlainField, text: str, name: str = "Ann Lee") -> ContactDraft:
    """Return somebody of whom one field is known."""
    told: dict[str, Any] = {row.column: text}
    return ContactDraft(name=name, uid="6c7b6a1e-0000-4000-8000-000000000001", **told)


def put(book: Book, row: PlainField, text: str, name: str = "Ann Lee") -> ContactId:
    """Put somebody into the book of whom one field is known."""
    with book.write("added"):
        return book.contacts.add(replace(somebody(row, text, name), uid=""))


def there(book: Book, ident: ContactId) -> Contact:
    """Return somebody in the book."""
    found = book.contacts.get(ident)
    assert found is not None
    return found


def test_every_field_stands_once_in_the_list_and_once_on_the_editing_screen() -> None:
    assert [row.field for row in FIELDS] == list(dict.fromkeys(row.field for row in FIELDS))
    assert {row.field for row in FIELDS} == set(ContactField)
    assert sorted(ORDER) == sorted(EDITED)
    places = [row.stands for row in FIELDS if row.stands]
    assert len(places) == len(set(places))


@every_field
def test_a_field_is_a_text_of_the_record_the_draft_and_the_book(row: PlainField, book: Book) -> None:
    columns = {name: kind for _, name, kind, *_ in book.conn.execute("PRAGMA table_info(contact)")}
    assert columns[row.column] == "TEXT"
    assert (row.of(Contact(ContactId(1), "u", "Ann")), somebody(row, "x").name) == ("", "Ann Lee")


@every_field
def test_a_typed_field_is_kept_shown_again_taken_back_and_brought_back(row: PlainField, book: Book) -> None:
    ident, services = a_contact(book), Services(book)
    before, typed = services.editing.form_of(ident), TYPED.get(row.holds, kept(row))
    services.editing.save(ident, before, {**before, row.field: f" {typed}"})
    assert row.of(there(book, ident)) == kept(row)
    assert services.editing.form_of(ident)[row.field] == typed
    services.undo()
    assert row.of(there(book, ident)) == ""
    services.redo()
    assert row.of(there(book, ident)) == kept(row)


@every_field
def test_a_field_is_cut_at_its_limit_and_keeps_to_its_lines(row: PlainField, book: Book) -> None:
    ident = a_contact(book)
    if row.holds in (Holds.NAME, Holds.PROSE):
        with book.write("long"):
            book.contacts.change(ident, **{row.column: "a\nb" + "x" * row.limit})
        text = row.of(there(book, ident))
        assert len(text) == row.limit
        assert ("\n" in text) == row.has_lines


@every_field
def test_a_field_goes_through_our_own_csv(row: PlainField, book: Book) -> None:
    data = write_contacts_csv([there(book, put(book, row, kept(row)))])
    assert data.split(b"\r\n")[0].count(f'"{row.column}"'.encode()) == 1
    (card,) = read_contacts_csv(data).cards
    assert getattr(card.draft, row.column) == kept(row)


@every_field
def test_a_column_called_by_any_of_its_names_is_read_into_the_field(row: PlainField) -> None:
    for name in (each for each in row.csv_names.split("|") if each):
        assert guess_column(name).field is Field[row.column.upper()], name
        (card,) = read_contacts_csv(f"full name,{name}\nAnn Lee,{kept(row)}\n".encode()).cards
        assert getattr(card.draft, row.column) == kept(row), name


@every_field
@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_field_goes_through_a_card(row: PlainField, version: Literal["3.0", "4.0"]) -> None:
    (card,) = read_vcards(write_vcards([somebody(row, kept(row))], version)).cards
    assert getattr(card.draft, row.column) == ("" if row.field in NOT_ON_CARDS else kept(row))


@every_field
@pytest.mark.parametrize("version", ["3.0", "4.0"])
@pytest.mark.parametrize("after", ["other", "nothing"])
def test_a_card_that_came_is_changed_with_the_field(
    row: PlainField, version: Literal["3.0", "4.0"], after: str
) -> None:
    if row.field not in NOT_ON_CARDS:
        text = other(row) if after == "other" else ""
        raw = write_vcards([somebody(row, kept(row))], version).decode()
        (card,) = read_vcards(patch_card(raw, somebody(row, text), WHEN).encode()).cards
        assert getattr(card.draft, row.column) == text


@pytest.mark.parametrize(
    ("row", "name"), [(row, name) for row in PLAIN for name in row.vcard], ids=lambda each: str(each)[:20]
)
def test_every_property_that_holds_a_field_is_read_and_goes_with_it(row: PlainField, name: str) -> None:
    raw = f"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lee\r\n{name};LANGUAGE=en:{kept(row)}\r\nEND:VCARD\r\n"
    (card,) = read_vcards(raw.encode()).cards
    assert getattr(card.draft, row.column) == kept(row)
    changed = patch_card(raw, somebody(row, other(row)), WHEN)
    assert f"\r\n{name};LANGUAGE=en:{other(row)}\r\n" in changed
    assert name not in patch_card(raw, somebody(row, ""), WHEN)


@every_field
def test_an_import_fills_a_blank_field_and_leaves_one_that_is_filled(
    row: PlainField, book: Book, tmp_path: Path
) -> None:
    blank, filled = a_contact(book, "Ann Lee"), put(book, row, other(row), "Bo Chen")
    people = [replace(there(book, ident), **{row.column: kept(row)}) for ident in (blank, filled)]
    path = tmp_path / "people.csv"
    path.write_bytes(write_contacts_csv(people))
    report = import_file(book, path)
    assert row.of(there(book, blank)) == kept(row)
    assert row.of(there(book, filled)) == other(row)
    told = [each.what for each in report.problems]
    assert told == (
        [f"Other {row.other_than} than in the book; the book's was kept."] if row.other_than else []
    )
    Services(book).undo()
    assert row.of(there(book, blank)) == ""


@every_field
def test_a_field_is_loaded_in_bulk(row: PlainField, book: Book) -> None:
    with first_load(book), bulk_load(book) as load:
        (ident,) = load.add_contacts([Newcomer(somebody(row, kept(row)))])
    assert row.of(there(book, ContactId(ident))) == kept(row)


@every_field
def test_a_merge_offers_both_texts_and_loses_neither(row: PlainField, book: Book) -> None:
    one, two = put(book, row, kept(row), "Ann Lee"), put(book, row, other(row), "Anne Lee")
    services = Services(book)
    plan = services.merging.plan([one, two])
    if row.merged_as:
        assert [len(each.options) for each in plan.rows if each.field is row.field] == [2]
        plan = plan.with_next_value(row.field)
    services.merging.merge(plan)
    merged = there(book, one)
    if not row.merged_as:
        assert row.of(merged) == f"{kept(row)}\n\n{other(row)}"
        return
    assert row.of(merged) == other(row)
    (left,) = book.knowing.custom_fields_of(one)
    said = {Holds.PARTIAL_DAY: "May 2019"}.get(row.holds, kept(row))
    assert left == CustomField(left.label, said)
    assert left.label.endswith(MERGED[row.field])
    services.undo()
    assert (row.of(there(book, one)), row.of(there(book, two))) == (kept(row), other(row))


@every_field
def test_what_only_the_one_who_goes_has_comes_along(row: PlainField, book: Book) -> None:
    one, two = a_contact(book, "Ann Lee"), put(book, row, kept(row), "Anne Lee")
    services = Services(book)
    services.merging.merge(services.merging.plan([one, two]))
    assert row.of(there(book, one)) == kept(row)


@every_field
def test_a_field_is_in_the_json_of_a_contact_and_in_a_copy_of_the_book(
    row: PlainField, book: Book, tmp_path: Path
) -> None:
    ident = put(book, row, kept(row))
    assert summary_json(there(book, ident))[row.column] == kept(row)
    restored = a_book(tmp_path / "restored")
    with restored.write("restored"):
        replace_all_rows(restored.db, all_rows(book.conn))
    assert row.of(there(restored, ident)) == kept(row)
    restored.close()


@every_field
def test_a_field_is_salvaged(row: PlainField, book: Book, tmp_path: Path) -> None:
    ident = put(book, row, kept(row))
    book.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    path = salvage(book.path, tmp_path / "new.db", "2026-11-23T09:00:00Z").path
    conn = sqlite3.connect(path)
    assert conn.execute(f"SELECT {row.column} FROM contact WHERE id = ?", (ident,)).fetchone() == (kept(row),)
    conn.close()


@pytest.mark.parametrize("row", SEARCHED, ids=lambda row: row.column)
def test_a_field_is_found_and_said_to_be_what_was_found(row: PlainField, book: Book) -> None:
    ident = put(book, row, "quillfeather")
    (hit,) = contacts_found(book, "quillf")
    assert (hit.contact_id, hit.found_in) == (ident, row.found_in)


def test_the_search_index_holds_the_fields_that_are_searched_and_no_others(book: Book) -> None:
    indexed = {name for _, name, *_ in book.conn.execute("PRAGMA table_info(contact_search)")}
    assert indexed == {"name", "aliases", *(row.column for row in SEARCHED)}


@every_field
def test_somebody_deleted_for_ever_is_taken_out_of_the_fields_of_others_that_hold_prose(
    row: PlainField, book: Book
) -> None:
    gone = a_contact(book, "Zoltan Quillfeather")
    if row.holds is Holds.PROSE:
        ident = put(book, row, "brought by Zoltan Quillfeather")
        purge(book, [gone])
        assert "Quillfeather" not in row.of(there(book, ident))


def test_the_greeting_name_alone_is_a_name_they_go_by_beside_the_nicknames() -> None:
    assert [row.field for row in PLAIN if row.goes_by] == [ContactField.GREETING_NAME]


@pytest.mark.parametrize("row", [row for row in PLAIN if row.goes_by], ids=lambda row: row.column)
def test_what_they_go_by_finds_them_after_an_at_sign_and_is_taken_out_of_the_texts_of_others(
    row: PlainField, book: Book
) -> None:
    gone, other_one = put(book, row, "Quilly"), a_contact(book, "Bo Chen")
    assert [known.id for known in PeopleInBook(book).named("quilly")] == [gone]
    assert [known.id for known in PeopleInBook(book).beginning("quil", 5)] == [gone]
    with book.write("noted"):
        book.contacts.change(other_one, notes="sings with Quilly on Mondays")
    purge(book, [gone])
    assert there(book, other_one).notes == "sings with someone on Mondays"


def test_every_field_is_prose_but_those_that_cannot_name_anybody_else() -> None:
    assert {row.field for row in PLAIN if row.holds is not Holds.PROSE} == {
        *(ContactField.PHONETIC, ContactField.GREETING_NAME, ContactField.PRONOUNS),
        *(ContactField.TIME_ZONE, ContactField.CHANNEL, ContactField.MET_WHEN),
    }


def test_the_head_of_a_page_says_how_the_name_is_said_what_to_call_them_and_their_pronouns() -> None:
    contact = Contact(
        ContactId(1), "u", "Maureen Quill", phonetic="moh-REEN", greeting_name="Mo", pronouns="they/them"
    )
    drawn = "".join(words for words, _ in headline(contact, UNICODE))
    assert drawn == "Maureen Quill  moh-REEN  “Mo”  they/them"


@every_field
def test_what_is_said_beside_the_name_and_on_lines_of_its_own_is_shown_there(
    row: PlainField, book: Book
) -> None:
    contact = there(book, put(book, row, kept(row)))
    text = row.beside_name.format(kept(row))
    drawn = "".join(words for words, _ in headline(contact, UNICODE))
    assert list(beside_name(contact)) == ([text] if row.beside_name else [])
    assert drawn == f"Ann Lee{f'  {text}' if row.beside_name else ''}"
    written = write_contact_markdown(ContactPage(contact))
    assert (f"- {row.said_as} {clean(kept(row))}" in written) == bool(row.said_as)
