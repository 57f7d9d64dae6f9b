"""Somebody deleted for ever leaves no byte beside the book: not after a kill in between, not from another window."""

from __future__ import annotations

import os
import random
import signal
import threading
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import a_book, a_clock, a_contact, a_talk, log
from tests.faults.windows import a_book_of_three, window
from tests.waiting import until
from tui.domain.records.contact import ContactId
from tui.locations import drafts_folder, history_path, outbox_folder, state_folder
from tui.services.deleting.deleting import Deleting
from tui.services.deleting.departing import Departures, finish
from tui.services.deleting.where_names_lie import Beside, Fate, places
from tui.services.drafts.lines import LineHistory
from tui.store.book import Book
from tui.store.copies.backup import back_up
from tui.store.deleting.departures import last_departure, last_departure_at
from tui.store.file.files import write_whole
from tui.store.interactions.drafts import KINDS, Draft, Drafts

MAYA, BO = ContactId(1), ContactId(2)
TOLD = (b"Okafor", b"okafor", b"Maya", b"maya")


def _beside(folder: Path) -> Beside:
    return Beside(
        LineHistory(folder / "state" / "history.txt"),
        Drafts(folder / "state" / "drafts", str(folder / "rapport.db")),
        folder / "state" / "exchange",
        folder / "state" / "outbox",
    )


def _names_everywhere(book: Book, beside: Beside) -> None:
    """Let Maya stand in every place there is."""
    a_contact(book, "Maya Okafor", rhythm=30)
    a_contact(book, "Bo Chen")
    log(book, a_talk(MAYA, BO, summary="maya told of sailing"))
    with book.write("wrote of Maya Okafor"):
        book.contacts.change(BO, notes="knows Maya Okafor")
    beside.history.remember("log", "call @maya")
    beside.history.keep_begun({"log": "call @maya"})
    for drafts in (beside.drafts, *(beside.drafts.aside(kind) for kind in KINDS)):
        drafts.keep(Draft((MAYA,), {"message": "Dear Maya"}, book=drafts.book))
        drafts.keep(Draft((MAYA, BO), {"message": "Dear Maya, dear Bo"}, book=drafts.book))
        put_away = Draft((BO,), {"message": "Maya Okafor says hello"}, book=drafts.book)
        drafts.keep(put_away)
        drafts.put_away(put_away.id)
    for name in ("last.txt", "edit-1-abc.md"):
        write_whole(beside.exchange / name, b"Dear Maya")
    assert beside.outbox is not None
    write_whole(beside.outbox / "add.txt", b"id:1 Maya Okafor\nid:2 Cy Fresh\n")
    write_whole(beside.outbox / "log.txt", b"id:3 call @maya\nid:4 lunch @bo with maya okafor\n")
    for folder in beside.folders(book.path):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".something.4194303.part").write_bytes(b"Maya Okafor")


def _left(folder: Path, beside: Beside) -> list[str]:
    """Return the places that were to be cleared and hold her."""
    return [
        f"{each.name}: {path.name}"
        for each in places(folder / "rapport.db", beside)
        if each.fate is Fate.CLEARED
        for path in each.paths
        if any(told in path.read_bytes() for told in TOLD)
    ]


def test_every_place_that_names_lie_in_is_cleared_or_named_before(tmp_path: Path) -> None:
    beside = _beside(tmp_path)
    with closing(a_book(tmp_path)) as book:
        _names_everywhere(book, beside)
        back_up(book.conn, tmp_path / "backups" / "rapport-20261101T000000Z.db")
        write_whole(beside.exchange / "people.vcf", b"FN:Maya Okafor")
        found = {each.name for each in places(book.path, beside) if each.paths}
        assert len(found) >= 10
        said = Deleting(book).contact_for_ever(MAYA, beside)
        assert _left(tmp_path, beside) == []
        named = {*said.copies, said.copy}
        for each in places(book.path, beside):
            if each.fate is Fate.NAMED:
                held = {path for path in each.paths if any(told in path.read_bytes() for told in TOLD)}
                assert held <= named, each.name
        assert (beside.exchange / "people.vcf") in named
    assert (tmp_path / "state" / "outbox" / "add.txt").read_text() == "id:2 Cy Fresh\n"
    assert (tmp_path / "state" / "outbox" / "log.txt").read_text() == "id:4 lunch @bo with someone\n"


def _delete_and_be_killed(folder: Path, chance: random.Random, *, once_noted: bool) -> None:
    """Kill a program that deletes Maya: anywhere, or right after the book has noted that she is gone."""
    listening, telling = os.pipe()
    process = os.fork()
    if process == 0:
        try:
            with closing(Book.open(folder / "rapport.db", a_clock())) as book:
                os.write(telling, b".")
                Deleting(book).contact_for_ever(MAYA, _beside(folder))
        finally:
            os._exit(0)
    os.read(listening, 1)
    if once_noted:
        until(lambda: last_departure_at(folder / "rapport.db").count > 0, 20)
        threading.Event().wait(chance.uniform(0.0, 0.05))
    else:
        threading.Event().wait(chance.uniform(0.0, 1.0))
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(listening)
    os.close(telling)


def test_a_deletion_killed_in_between_is_finished_by_the_next_start(tmp_path: Path, is_long: bool) -> None:
    chance, owed, done = random.Random(7), 0, 0
    for number in range(50 if is_long else 3):
        folder = tmp_path / str(number)
        folder.mkdir()
        beside = _beside(folder)
        with closing(a_book(folder)) as book:
            _names_everywhere(book, beside)
        _delete_and_be_killed(folder, chance, once_noted=number % 2 == 0)
        with closing(a_book(folder)) as book:
            owed += finish(book, beside)
            if book.contacts.get(MAYA) is not None:
                assert b"knows Maya Okafor" in book.path.read_bytes()
                continue
            done += 1
            assert not last_departure(book.conn).is_owed
        assert _left(folder, beside) == [], number
    print(f"{done} had been deleted, {owed} of them were owed something")


def test_what_is_owed_is_done_with_what_another_window_wrote_in_between(tmp_path: Path) -> None:
    beside = _beside(tmp_path)
    with closing(a_book(tmp_path)) as book:
        _names_everywhere(book, beside)
        Deleting(book).contact_for_ever(MAYA, beside)
        book.conn.execute("UPDATE setting SET value = replace(value, '\"owed\": false', '\"owed\": true')")
        book.conn.commit()
        beside.drafts.keep(Draft((), {"message": "@bo about Maya Okafor"}, book=beside.drafts.book))
        beside.history.remember("log", "call @maya")
        assert finish(book, beside)
        assert [each.texts for each in beside.drafts.all() if not each.contact_ids] == [
            {"message": "@bo about someone"}
        ]
    assert _left(tmp_path, beside) == []


def test_a_window_opened_before_keeps_nothing_about_who_went(tmp_path: Path) -> None:
    beside = _beside(tmp_path)
    with closing(a_book(tmp_path)) as book:
        _names_everywhere(book, beside)
        other = Departures(book.path, book.clock)
        Deleting(book).contact_for_ever(MAYA, beside)
    assert other.kept(Draft((MAYA,), {"message": "Dear Maya"})) is None
    kept = other.kept(Draft((MAYA, BO), {"message": "Dear maya and Bo"}))
    assert kept is not None
    assert (kept.contact_ids, kept.texts) == ((BO,), {"message": "Dear someone and Bo"})


def test_a_window_that_saw_nobody_go_keeps_all_that_is_written(tmp_path: Path) -> None:
    with closing(a_book(tmp_path)) as book:
        a_contact(book, "Maya Okafor")
        draft = Draft((MAYA,), {"message": "Dear Maya"})
        assert Departures(book.path, book.clock).kept(draft) == draft


@pytest.mark.parametrize(
    "keys", [(b"l", b"call, maya told me"), (b"e", b"x"), (b"c", b"\t" * 13 + b"Dear Maya")]
)
def test_what_is_typed_on_about_who_went_in_another_window_is_not_written_down(
    tmp_path: Path, keys: tuple[bytes, bytes]
) -> None:
    book = a_book_of_three(tmp_path)
    with window(book) as app:
        app.wait_for("Maya Okafor")
        app.pass_over(0.8)
        app.send(keys[0])
        app.wait_until_quiet()
        app.send(keys[1])
        app.wait_until_quiet()
        state = state_folder()
        beside = Beside(
            LineHistory(history_path(book)),
            Drafts(drafts_folder(), str(book)),
            state / "exchange",
            outbox_folder(),
        )
        with closing(Book.open(book, a_clock())) as opened:
            Deleting(opened).contact_for_ever(MAYA, beside)
            Deleting(opened).remove_copy()
        app.send(b" and on")
        app.wait_until_quiet(0.8)
        app.hang_up()
    files = [path for folder in (tmp_path, state) for path in folder.rglob("*") if path.is_file()]
    files = [path for path in files if path.parent.name != "backups"]
    held = [
        path
        for path in files
        if any(told in path.read_bytes() for told in (b"Okafor", b"maya told", b"Dear Maya"))
    ]
    assert held == []


def test_another_windows_history_forgets_with_the_file(tmp_path: Path) -> None:
    one, other = LineHistory(tmp_path / "h"), LineHistory(tmp_path / "h")
    one.remember("log", "call @maya")
    assert other.of("log") == ["call @maya"]
    one.forget()
    assert other.of("log") == []
    other.remember("log", "call @bo")
    assert (tmp_path / "h").read_text() == "log\tcall @bo"
    assert one.of("log") == ["call @bo"]
