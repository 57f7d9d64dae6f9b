"""Care for the book: the look before it opens, the tripwire, copies beside the app, checks that mend."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import a_book, a_clock, a_contact
from tests.faults.damage import digest
from tui.domain.clock import FixedClock
from tui.domain.errors import Damaged, MadeByNewer
from tui.services.care.care import Care
from tui.store.book import Book
from tui.store.copies.backup import automatic_copies
from tui.store.file.run_marks import Mark, Marks

DEAD = 2**22 + 1
"""No process has so high a number."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book of twelve."""
    book = a_book(tmp_path / "data")
    for number in range(12):
        a_contact(book, f"Person {number}")
    book.close()
    return tmp_path / "data" / "rapport.db"


@pytest.fixture
def marks(tmp_path: Path) -> Marks:
    return Marks(tmp_path / "books")


@pytest.fixture
def care(path: Path, marks: Marks) -> Care:
    return Care(path, a_clock(), marks)


def _take_away(path: Path, count: int) -> None:
    with closing(Book.open(path, a_clock())) as book, book.write("deleted"):
        book.conn.execute("DELETE FROM contact WHERE id <= ?", (count,))


def _spoil(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 4096 * 3)
        file.write(b"\xff" * 4096)


def test_a_sound_book_opens(care: Care) -> None:
    assert care.look() is None


def test_a_book_that_is_not_there_yet_opens(tmp_path: Path, marks: Marks) -> None:
    assert Care(tmp_path / "new.db", a_clock(), marks).look() is None


def test_a_book_of_a_newer_version_is_no_case_for_a_backup(care: Care, path: Path) -> None:
    with closing(Book.open(path, a_clock())) as book:
        book.conn.execute("PRAGMA user_version = 99")
    with pytest.raises(MadeByNewer):
        care.look()


@pytest.mark.parametrize(("gone", "asks"), [(2, False), (3, True)])
def test_with_less_than_four_fifths_of_the_people_the_app_asks_first(
    care: Care, path: Path, gone: int, asks: bool
) -> None:
    assert care.look() is None
    care.left_in_order()
    _take_away(path, gone)
    trouble = care.look()
    assert (trouble is not None) is asks
    assert trouble is None or (trouble.may_open and "12 people" in trouble.title)


def test_a_book_opened_anyway_is_not_asked_about_again(care: Care, path: Path) -> None:
    care.look()
    _take_away(path, 6)
    trouble = care.look()
    assert trouble is not None
    care.open_anyway(trouble)
    assert care.look() is None
    assert care.look() is None


def test_people_who_went_while_the_app_was_open_are_no_surprise(care: Care, path: Path) -> None:
    care.look()
    _take_away(path, 6)
    care.left_in_order()
    assert care.look() is None


def test_somebody_in_the_trash_is_not_gone(care: Care, path: Path) -> None:
    care.look()
    with closing(Book.open(path, a_clock())) as book, book.write("trashed"):
        book.conn.execute("UPDATE contact SET deleted_at = '2026-11-23T08:00:00Z'")
    assert care.look() is None


def test_a_book_that_is_gone_may_be_begun_anew(care: Care, path: Path) -> None:
    care.look()
    path.unlink()
    trouble = care.look()
    assert trouble is not None
    assert trouble.may_open
    assert not path.exists()
    care.open_anyway(trouble)
    assert care.look() is None


def _checked(on: str, process: int = 0) -> Mark:
    return Mark(12, f"{on}:00+00:00", process)


@pytest.mark.parametrize(
    ("mark", "looks"),
    [
        (_checked("2026-11-23T07:00"), False),
        (_checked("2026-11-22T07:59"), True),
        (_checked("2026-12-22T07:59"), True),
        (_checked("2026-11-23T07:00", DEAD), True),
        (_checked("2026-11-23T07:00", os.getppid()), False),
        (Mark(), True),
    ],
    ids=["an hour ago", "a day ago", "in the future", "cut off", "open elsewhere", "never"],
)
def test_every_page_is_looked_at_after_a_day_and_after_a_run_that_was_cut_off(
    care: Care, path: Path, marks: Marks, mark: Mark, looks: bool
) -> None:
    marks.keep(path, mark)
    _spoil(path)
    assert (care.look() is not None) is looks


def test_a_large_book_is_looked_through_beside_the_app(
    care: Care, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.services.care.care.CHECKED_AT_ONCE", 10)
    _spoil(path)
    assert care.look() is None
    trouble = care.keep_house()
    assert trouble is not None
    assert not trouble.may_open


def test_a_line_from_the_shell_is_refused_before_it_writes_to_a_damaged_book(care: Care, path: Path) -> None:
    _spoil(path)
    before = digest(path)
    with pytest.raises(Damaged):
        care.before_change()
    assert digest(path) == before


def test_keeping_house_copies_a_changed_book_twice_a_day(path: Path, marks: Marks) -> None:
    start = a_clock().now()

    def on(hours: int) -> Care:
        return Care(path, FixedClock(start + timedelta(hours=hours)), marks)

    for hours in (0, 1, 13):
        on(hours).keep_house()
        with closing(Book.open(path, a_clock())) as book:
            a_contact(book, f"Newcomer {hours}")
    assert len(automatic_copies(path)) == 2


def test_a_book_with_nobody_in_it_is_not_worth_a_copy(tmp_path: Path, marks: Marks) -> None:
    a_book(tmp_path / "new").close()
    Care(tmp_path / "new" / "rapport.db", a_clock(), marks).keep_house()
    assert automatic_copies(tmp_path / "new" / "rapport.db") == {}


def test_keeping_house_forgets_old_undo_steps_once_seven_days_of_writing_back_the_clock(
    path: Path, marks: Marks
) -> None:
    def first_step() -> str:
        with closing(Book.open(path, a_clock())) as book:
            return str(book.conn.execute("SELECT min(at_utc) FROM action").fetchone()[0])

    for days in range(120, 127):
        later = FixedClock(a_clock().now() + timedelta(days=days))
        assert Care(path, later, marks).keep_house() is None
        assert first_step().startswith("2026-11-23")
        with closing(Book.open(path, later)) as book:
            a_contact(book, f"Newcomer {days}")
    assert Care(path, later, marks).keep_house() is None
    assert first_step().startswith("2027-03")


def test_house_that_cannot_be_kept_stops_nobody(care: Care, tmp_path: Path) -> None:
    (tmp_path / "data" / "backups").touch()
    assert care.keep_house() is None


def test_restoring_settles_how_many_people_there_should_be(care: Care, path: Path) -> None:
    copy = care.back_up()
    _take_away(path, 11)
    care.look()
    restored = care.restore(copy)
    assert restored.copy.people == 12
    assert care.look() is None


def test_the_newest_backup_is_told_with_its_day_and_its_people(care: Care) -> None:
    care.back_up()
    found = care.newest_good()
    assert found is not None
    assert "12 people, 0 interactions" in care.words_for(found)


def test_mending_makes_a_copy_first(care: Care, path: Path) -> None:
    with closing(Book.open(path, a_clock())) as book:
        book.conn.execute("UPDATE contact SET next_due_on = '2020-01-01'")
        book.conn.commit()
    report, kept = care.check()
    assert (len(report.faults), kept) == (1, None)
    report, kept = care.check(mending=True)
    assert (report.faults, kept is not None) == ((), True)


def test_nothing_is_mended_where_something_cannot_be_read(care: Care, path: Path) -> None:
    with closing(Book.open(path, a_clock())) as book:
        book.conn.execute("PRAGMA foreign_keys = OFF")
        book.conn.execute("INSERT INTO snooze (contact_id, set_on, until) VALUES (99, 'x', 'y')")
        book.conn.commit()
    report, kept = care.check(mending=True)
    assert report.is_unreadable
    assert kept is None


def test_a_copy_that_cannot_be_made_by_itself_is_said_with_the_way_out(care: Care, tmp_path: Path) -> None:
    backups = tmp_path / "data" / "backups"
    backups.mkdir()
    backups.chmod(0o777)
    care.keep_house()
    assert care.no_copy.startswith(f"No copy of the book could be made. Anybody may write in {backups}.")
    assert care.no_copy.endswith(f"chmod go-w {backups}")
    backups.chmod(0o700)
    care.keep_house()
    assert care.no_copy == ""


def test_a_file_in_the_place_of_the_backups_is_named(care: Care, tmp_path: Path) -> None:
    (tmp_path / "data" / "backups").touch()
    care.keep_house()
    assert care.no_copy == f"No copy of the book could be made. {tmp_path / 'data' / 'backups'}: File exists."


def test_what_a_program_left_half_made_is_taken_away_and_what_another_is_at_is_not(
    care: Care, path: Path
) -> None:
    backups = path.parent / "backups"
    backups.mkdir(mode=0o700)
    dead, mine = f".{DEAD}.part", f".{os.getpid()}.part"
    left = [path.with_name(f".rapport.db{dead}"), backups / f".rapport-auto-x.db{dead}"]
    for each in (*left, backups / f".rapport-auto-y.db{mine}"):
        each.write_bytes(b"half")
    care.keep_house()
    assert care.half_made == 2
    assert [each.name for each in path.parent.rglob("*.part")] == [f".rapport-auto-y.db{mine}"]
    care.keep_house()
    assert care.half_made == 0
