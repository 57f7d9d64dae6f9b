"""Deleting: to the trash, and for ever."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.new_book import a_new_book_at
from tui.domain.clock import FixedClock
from tui.domain.errors import BookBusy, InvalidInput, NothingToUndo
from tui.domain.records.contact import (
    ContactDraft,
    ContactId,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    PointKind,
    fold,
    slug_of,
)
from tui.domain.records.interaction import Channel, Direction, InteractionDraft, NextStepDraft, PromiseDraft
from tui.domain.text import clean
from tui.services.deleting.deleting import Deleting
from tui.services.deleting.where_names_lie import Beside
from tui.services.drafts.lines import LineHistory
from tui.store.book import Book
from tui.store.copies.backup import back_up
from tui.store.interactions.drafts import Draft, Drafts

TempPaths = pytest.TempPathFactory
MAYA, BO = ContactId(1), ContactId(2)
TODAY = date(2026, 11, 23)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where the book is."""
    return tmp_path / "rapport.db"


@pytest.fixture
def book(path: Path) -> Iterator[Book]:
    """Yield an open book with Maya, Bo and what happened between them and me."""
    opened = Book.open(a_new_book_at(path), FixedClock(datetime(2026, 11, 23, 9, tzinfo=UTC)))
    with opened.write("begun"):
        maya = opened.contacts.add(ContactDraft("Maya Okafor", tags=("berlin",), rhythm_days=30))
        bo = opened.contacts.add(ContactDraft("Bo Chen"))
    with opened.write("logged"):
        meet(opened, "zither lesson", maya, step="bring the zither", promise="a zither string")
    with opened.write("logged with both"):
        meet(opened, "supper for three", maya, bo)
    with opened.write("logged Bo"):
        meet(opened, "chess", bo)
    yield opened
    opened.close()


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    """Return an empty place beside the book."""
    return a_place_beside(tmp_path)


def a_place_beside(folder: Path) -> Beside:
    return Beside(
        LineHistory(folder / "state" / "history.txt"),
        Drafts(folder / "state" / "drafts"),
        folder / "exchange",
    )


def meet(book: Book, note: str, *contacts: ContactId, step: str = "", promise: str = "") -> None:
    book.interactions.add(
        InteractionDraft(
            contacts,
            Channel.CALL,
            Direction.MUTUAL,
            TODAY,
            notes=note,
            next_step=NextStepDraft(step, TODAY) if step else None,
            promises=(PromiseDraft(promise, is_mine=True, due_on=TODAY),) if promise else (),
        )
    )


def notes_with(book: Book, contact_id: int) -> list[str]:
    return [each.notes for each in book.interactions.latest_of(contact_id, 9)]


def test_a_trashed_interaction_comes_back_by_undo(book: Book) -> None:
    label = Deleting(book).interaction(3)
    trashed = notes_with(book, 2)
    book.undo()
    assert label == "moved call with Bo Chen, Mon 23 Nov, to the trash"
    assert (trashed, notes_with(book, 2)) == (["supper for three"], ["chess", "supper for three"])


def test_for_ever_takes_everything_that_was_theirs_alone(book: Book, beside: Beside) -> None:
    Deleting(book).contact_for_ever(MAYA, beside)
    left = [
        book.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("contact", "interaction", "next_step", "promise", "contact_tag", "tag")
    ]
    assert left == [1, 2, 0, 0, 0, 0]


def test_for_ever_leaves_to_others_what_they_took_part_in(book: Book, beside: Beside) -> None:
    Deleting(book).contact_for_ever(MAYA, beside)
    assert notes_with(book, BO) == ["chess", "supper for three"]


def test_what_was_done_with_others_can_still_be_undone(book: Book, beside: Beside) -> None:
    Deleting(book).contact_for_ever(MAYA, beside)
    assert book.undo().label == "logged Bo"
    assert notes_with(book, BO) == ["supper for three"]


def test_an_undo_that_would_take_what_others_keep_is_gone_too(book: Book, beside: Beside) -> None:
    Deleting(book).contact_for_ever(MAYA, beside)
    book.undo()
    with pytest.raises(NothingToUndo):
        book.undo()
    assert notes_with(book, BO) == ["supper for three"]


def test_somebody_who_is_not_there_cannot_be_deleted(book: Book, beside: Beside) -> None:
    with pytest.raises(InvalidInput):
        Deleting(book).contact_for_ever(ContactId(9), beside)


def test_their_name_in_texts_about_others_becomes_someone(book: Book, beside: Beside) -> None:
    with book.write("wrote about Maya"):
        book.contacts.change(BO, notes="Met Maya Okafor at the Okafor's; maya okafor is his friend")
    Deleting(book).contact_for_ever(MAYA, beside)
    bo = book.contacts.get(BO)
    assert bo is not None
    assert bo.notes == "Met someone at the someone's; someone is his friend"


def test_their_name_in_texts_about_others_can_be_left(book: Book, beside: Beside) -> None:
    with book.write("wrote about Maya"):
        book.contacts.change(BO, notes="knows Maya Okafor")
    said = Deleting(book).contact_for_ever(MAYA, beside, keep_mentions=True)
    bo = book.contacts.get(BO)
    assert bo is not None
    assert (bo.notes, said.mentions) == (
        "knows Maya Okafor",
        ("contact: knows Maya Okafor → knows someone",),
    )


def test_where_they_took_part_their_first_name_and_handle_go_too(book: Book, beside: Beside) -> None:
    with book.write("logged"):
        meet(book, "Maya said @maya and @maya.o sing; may be", MAYA, BO)
        meet(book, "Maya is a fine name", BO)
    Deleting(book).contact_for_ever(MAYA, beside)
    assert notes_with(book, BO)[:2] == [
        "Maya is a fine name",
        "someone said someone and someone sing; may be",
    ]


def test_a_name_that_is_somebody_elses_too_is_left(book: Book, beside: Beside) -> None:
    with book.write("added"):
        book.contacts.add(ContactDraft("Maya Okafor", notes="the other Maya Okafor"))
        book.contacts.change(BO, notes="knows Maya Okafor")
    said = Deleting(book).contact_for_ever(MAYA, beside)
    bo = book.contacts.get(BO)
    assert bo is not None
    assert (bo.notes, said.mentions) == ("knows Maya Okafor", ())


def test_a_tag_that_names_them_is_renamed_where_others_have_it(book: Book, beside: Beside) -> None:
    with book.write("tagged"):
        book.contacts.add_tags(BO, ["okafor", "someone"])
    Deleting(book).contact_for_ever(MAYA, beside)
    bo = book.contacts.get(BO)
    assert bo is not None
    assert sorted(bo.tags) == ["okafor", "someone"]
    with book.write("tagged"):
        book.contacts.add(ContactDraft("Ada Quill"))
        book.contacts.add_tags(BO, ["Ada Quill's friends"])
    Deleting(book).contact_for_ever(ContactId(3), beside)
    bo = book.contacts.get(BO)
    assert bo is not None
    assert "someone's friends" in bo.tags


def test_a_shared_interaction_goes_when_all_of_it_go(book: Book, beside: Beside) -> None:
    Deleting(book).all_for_ever([MAYA, BO], [], beside)
    assert book.conn.execute("SELECT count(*) FROM interaction").fetchone() == (0,)


def test_the_lines_typed_before_are_forgotten(book: Book, beside: Beside) -> None:
    beside.history.remember("log", "call @maya zither")
    Deleting(book).contact_for_ever(MAYA, beside)
    assert (beside.history.of("log"), beside.history.begun()) == ([], {})


def test_a_line_begun_loses_only_their_name(book: Book, beside: Beside) -> None:
    beside.history.keep_begun({"log": "call @maya and @bo about tea"})
    Deleting(book).contact_for_ever(MAYA, beside)
    assert beside.history.begun() == {"log": "call someone and @bo about tea"}


def test_a_draft_to_them_goes_and_one_to_others_stays(book: Book, beside: Beside) -> None:
    beside.drafts.keep(Draft((MAYA,), {"message": "Dear Maya"}))
    beside.drafts.keep(Draft((BO,), {"message": "Dear Bo, Maya Okafor says hello"}))
    Deleting(book).contact_for_ever(MAYA, beside)
    assert [draft.texts for draft in beside.drafts.all()] == [{"message": "Dear Bo, someone says hello"}]


def test_what_was_typed_over_them_and_not_saved_goes_too(book: Book, beside: Beside) -> None:
    editing = beside.drafts.aside("editing")
    editing.keep(Draft((MAYA,), {"place": "Porto", "before:place": "Lisbon"}))
    editing.keep(Draft((BO,), {"facts": "cousin of Maya Okafor"}))
    Deleting(book).contact_for_ever(MAYA, beside)
    assert [draft.texts for draft in editing.all()] == [{"facts": "cousin of someone"}]


def test_backups_that_hold_them_are_named(book: Book, path: Path, beside: Beside) -> None:
    (path.parent / "backups").mkdir()
    back_up(book.conn, path.parent / "backups" / "before.db")
    (path.parent / "backups" / "other.db").write_bytes(b"nobody")
    said = Deleting(book).contact_for_ever(MAYA, beside)
    assert [copy.name for copy in said.copies] == ["before.db"]
    assert "before.db" in said.about_copies


def test_what_is_ahead_is_said_before(book: Book, beside: Beside) -> None:
    ahead = Deleting(book).farewell(MAYA, beside)
    assert ahead.goes == (
        "This deletes everything about Maya Okafor and 1 interaction with them alone."
        " 1 interaction with others stays, without them."
    )
    assert book.contacts.count() == 2


def test_another_program_in_the_book_is_said_and_nothing_hidden(
    book: Book, path: Path, beside: Beside
) -> None:
    book.wait_seconds = 0.0
    other = sqlite3.connect(path, isolation_level=None)
    rows = other.execute("SELECT * FROM interaction")
    rows.fetchone()
    with pytest.raises(BookBusy) as busy:
        Deleting(book).contact_for_ever(MAYA, beside)
    rows.close()
    other.close()
    assert "holding the book" in str(busy.value) or "traces" in busy.value.title


def test_no_byte_is_left_of_what_another_tool_deleted_carelessly(
    book: Book, path: Path, beside: Beside
) -> None:
    careless = sqlite3.connect(path, isolation_level=None)
    careless.execute("PRAGMA secure_delete = OFF")
    careless.execute("UPDATE contact SET notes = ? WHERE id = 1", ("glockenspiel " * 2_000,))
    careless.execute("UPDATE contact SET notes = '' WHERE id = 1")
    careless.close()
    assert b"glockenspiel glockenspiel" in path.read_bytes()
    Deleting(book).contact_for_ever(MAYA, beside)
    assert b"glockenspiel" not in path.read_bytes()


OTHER_WORDS = (
    "Bo Chen works with friends sister brother thanks Thank you changed again knows friend of told us"
)
NAMES = st.builds(
    " ".join,
    st.lists(
        st.text(st.characters(codec="utf-8", categories=("Lu", "Ll")), min_size=6, max_size=12).map(
            lambda word: word[0].upper() + word[1:].lower()
        ),
        min_size=1,
        max_size=3,
    ),
).filter(
    lambda name: (
        clean(name) == name
        and fold(name) == fold(name.strip())
        and all(word[0].isupper() for word in name.split())
    )
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=NAMES,
    mail=st.from_regex(r"[a-z]{6,9}\.[a-z]{6,9}@[a-z]{5,8}\.org", fullmatch=True),
    word=st.from_regex(r"[a-z]{9,14}", fullmatch=True),
)
def test_no_byte_of_them_is_left_in_the_file(
    tmp_path_factory: TempPaths, name: str, mail: str, word: str
) -> None:
    folder = tmp_path_factory.mktemp("gone")
    path = folder / "rapport.db"
    book = Book.open(a_new_book_at(path), FixedClock(datetime(2026, 11, 23, 9, tzinfo=UTC)))
    told = [name, *name.split(), mail, word, word.upper()]
    assume(not any(each.encode() in path.read_bytes() or each in OTHER_WORDS for each in told))
    who = everything_about(book, name, mail, word)
    Deleting(book).contact_for_ever(who, a_place_beside(folder))
    bytes_left = path.read_bytes()
    book.close()
    assert [each for each in told if each.encode() in bytes_left] == []
    assert not (folder / "rapport.db-journal").exists()


def everything_about(book: Book, name: str, mail: str, word: str) -> ContactId:
    """Write down somebody with every kind of thing attached, changed and taken back, and others who know them."""
    point = ContactPoint(PointKind.EMAIL, mail)
    with book.write(f"added {name}"):
        bo = book.contacts.add(ContactDraft("Bo Chen", notes=f"works with {name}"))
        who = book.contacts.add(
            ContactDraft(
                name,
                aliases=(f"{word}x",),
                organisation=f"{word} Ltd",
                role=word,
                place=word,
                notes=f"{word} {name}" * 300,
                met_at=word,
                points=(point,),
                tags=(word,),
                circles=("friends",),
                key_dates=(KeyDate(KeyDateKind.OTHER, 5, 14, label=word),),
                rhythm_days=30,
            )
        )
    with book.write(f"logged {name}"):
        meet(book, f"{word} with {name} and @{slug_of(name)}", who, step=word, promise=f"{word} for {name}")
        meet(book, f"{name.split()[0]} told us", who, bo)
        meet(book, f"about {name}, {mail}", bo)
    insert_all(book, who, bo, name, word)
    with book.write(f"thanks to {name}"):
        book.contacts.change(bo, role="changed")
    for label in ("changed", "changed again"):
        with book.write(f"{label} {name}"):
            book.contacts.change(who, notes=f"{label} {word}", role=f"{label} {word}")
    book.undo()
    return who


def insert_all(book: Book, who: int, other: int, name: str, word: str) -> None:
    """Fill every further table that hangs on a contact."""
    rows: list[tuple[str, dict[str, object]]] = [
        ("fact", {"contact_id": who, "kind": "fact", "text": word}),
        ("fact", {"contact_id": other, "kind": "fact", "text": f"friend of {name}"}),
        ("question", {"contact_id": who, "text": word, "added_on": "2026-11-23"}),
        ("position", {"contact_id": who, "organisation": word, "role": name}),
        ("relation", {"contact_id": who, "other_id": other, "kind": "sister"}),
        ("relation", {"contact_id": other, "other_id": who, "kind": "brother"}),
        ("custom_field", {"contact_id": who, "label": word, "value": name}),
        ("custom_field", {"contact_id": other, "label": "knows", "value": name}),
        ("card", {"contact_id": who, "raw": f"BEGIN:VCARD\nFN:{name}\nX:{word}\nEND:VCARD"}),
        ("distinct_pair", {"one_id": min(who, other), "other_id": max(who, other)}),
        ("snooze", {"contact_id": who, "set_on": "2026-11-23", "until": "2026-12-01"}),
        ("pause", {"contact_id": who, "from_day": "2026-11-23", "reason": word}),
        ("offer", {"contact_id": who, "kind": "world", "offered_on": "2026-11-23"}),
        ("saved_view", {"name": f"{name} view", "folded": fold(f"{name} view"), "query": name}),
        ("starter", {"situation": "thanks", "text": f"Thank you, {name}"}),
        ("delivery", {"line_id": "a-1", "at_utc": "2026-11-23T08:00:00Z", "label": f"logged {name}"}),
    ]
    with book.write("filled"):
        for table, row in rows:
            marks = ", ".join("?" * len(row))
            book.conn.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
