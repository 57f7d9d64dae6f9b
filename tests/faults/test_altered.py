"""A book altered by another program: what can be read is shown, what cannot is named, and nothing is lost."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import TODAY, a_book
from tests.cli.shell import Said, Shell
from tests.faults.altered import alter
from tui.locations import book_path
from tui.services.demo.demo import fill_demo
from tui.store.views import VIEWS

ASKING = (
    *(
        "today",
        "due --all",
        "streak",
        "list",
        "show 1",
        "show 2",
        "find harbour",
        "list --json",
        "export json -",
    ),
    *("export vcard -", "export csv -", "export ics -", "duplicates", "check", "doctor"),
)
KNOWN_CODES = {0, 2, 3, 5, 6}


@pytest.fixture(scope="module")
def full_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a book with a little of everything in it."""
    folder = tmp_path_factory.mktemp("full")
    book = a_book(folder)
    fill_demo(book, TODAY, seed=5, contacts=14, interactions=60)
    book.close()
    return folder / "rapport.db"


@pytest.fixture
def rapport(monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Return the command line, on a Monday morning."""
    shell = Shell(monkeypatch)
    shell.at(TODAY.isoformat())
    return shell


@pytest.fixture
def place(full_book: Path) -> Path:
    """Return a copy of that book where the shell looks for one."""
    path = book_path()
    path.parent.mkdir(parents=True)
    return Path(shutil.copy(full_book, path))


def _change(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript(f"PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; {script}")


def _is_a_crash(said: Said) -> bool:
    return said.code not in KNOWN_CODES or "went wrong" in said.err or "Traceback" in said.err


def test_whatever_another_program_did_every_command_ends_with_a_sentence(
    rapport: Shell, place: Path, full_book: Path, is_long: bool
) -> None:
    wrong = []
    for seed in range(400 if is_long else 6):
        book = Path(shutil.copy(full_book, place.with_name(f"altered-{seed}.db")))
        done = alter(book, seed)
        lines = (*ASKING, "log call @2", "check --mend", "check --set-aside", "check")
        for line in lines:
            said = rapport("--db", str(book), *line.split())
            if _is_a_crash(said):
                wrong.append((seed, done, line, said.code, said.err))
    assert wrong == []


HARMED = (
    "UPDATE next_step SET due_on = '2026-12-someone'; UPDATE contact SET time_zone = 'Europe/someone' WHERE id = 1;"
    "UPDATE interaction SET logged_at_utc = '2026-11-23Tsomeone:32:00Z' WHERE id = 3;"
)


def test_a_list_shows_whom_it_can_and_names_row_and_column(rapport: Shell, place: Path) -> None:
    everybody = rapport("list").out.count("\n")
    _change(place, "UPDATE contact SET next_due_on = '2026-02-30' WHERE id = 3")
    said = rapport("list")
    assert (said.code, said.out.count("\n")) == (5, everybody)
    assert "Row 3 of contact: next_due_on is '2026-02-30', not a day" in said.err


def test_a_reading_leaves_the_book_as_it_is(rapport: Shell, place: Path) -> None:
    _change(place, HARMED)
    before = place.read_bytes()
    for line in ASKING:
        rapport(*line.split())
    assert place.read_bytes() == before


def test_check_names_each_row_and_column_also_as_json(rapport: Shell, place: Path) -> None:
    _change(place, HARMED)
    said = rapport("check", "--json")
    told = {(each["table"], each["column"], each["remedy"]) for each in json.loads(said.out)["faults"]}
    assert said.code == 5
    assert told == {
        ("next_step", "due_on", "set-aside"),
        ("contact", "time_zone", "set-aside"),
        ("interaction", "logged_at_utc", "set-aside"),
    }


def test_what_is_set_aside_lies_in_a_file_of_ones_own_and_the_book_is_whole(
    rapport: Shell, place: Path
) -> None:
    people = rapport("list").out
    _change(place, HARMED)
    said = rapport("check", "--set-aside")
    (file,) = place.parent.glob("*set-aside*.json")
    assert said.code == 0
    assert str(file) in said.out
    assert file.stat().st_mode & 0o777 == 0o600
    assert "2026-12-someone" in file.read_text()
    assert rapport("list").out == people
    assert rapport("check").code == 0
    assert len(list((place.parent / "backups").glob("*.db"))) == 1


def test_nothing_is_set_aside_where_all_can_be_read(rapport: Shell, place: Path) -> None:
    before = place.read_bytes()
    assert rapport("check", "--set-aside").code == 0
    assert place.read_bytes() == before
    assert not list(place.parent.glob("*set-aside*"))


@pytest.mark.parametrize(
    "part",
    [
        "INDEX contact_by_name",
        "TRIGGER journal_contact_insert",
        "TABLE fact_search",
        "TABLE contact_search",
        *(f"VIEW {view.name}" for view in VIEWS),
    ],
)
def test_a_part_that_follows_from_the_records_is_made_again(rapport: Shell, place: Path, part: str) -> None:
    _change(place, f"DROP {part}")
    said = rapport("check")
    assert (said.code, part.split()[1] in said.err) == (5, True)
    assert rapport("check", "--mend").code == 0
    assert rapport("check").code == 0


@pytest.mark.parametrize("line", ["today", "show 1", "find harbour"])
def test_where_a_view_is_gone_the_same_is_shown_and_what_makes_it_again_is_named(
    rapport: Shell, place: Path, line: str
) -> None:
    shown = rapport(*line.split()).out
    _change(place, "DROP VIEW _took_part")
    said = rapport(*line.split())
    assert (said.code, said.out) == (5, shown)
    assert "rapport check --mend" in said.err


def test_what_somebody_else_added_is_said_and_left_alone(rapport: Shell, place: Path) -> None:
    _change(
        place,
        "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER); ALTER TABLE contact ADD COLUMN nick TEXT;"
        "CREATE VIEW everybody AS SELECT name FROM contact",
    )
    said = rapport.ok("check")
    assert "the column nick of contact, the table _litestream_seq, the view everybody" in said.out
    assert rapport.ok("add", "Bo Ek").code == 0


def test_a_table_that_is_gone_is_damage_and_the_rest_is_shown(rapport: Shell, place: Path) -> None:
    _change(place, "DROP TABLE next_step")
    said = rapport("show", "1")
    assert said.code == 5
    assert "next_step is missing from the book" in said.err
    assert said.out
    assert "restore" in rapport("check").err


@pytest.mark.parametrize("line", ["today", "show 1", "list", "find ann", "due"])
def test_a_book_whose_people_are_gone_is_never_called_one_with_nobody_in_it_yet(
    rapport: Shell, place: Path, line: str
) -> None:
    _change(place, "ALTER TABLE contact RENAME TO people")
    said = rapport(*line.split())
    assert (said.code, "contact is missing from the book" in said.err) == (5, True)
    assert "yet" not in said.out


def test_a_change_that_meets_what_cannot_be_read_says_so(rapport: Shell, place: Path) -> None:
    _change(place, "UPDATE contact SET met_on = 'someday' WHERE id = 2")
    said = rapport("log", "call @2")
    assert not _is_a_crash(said)


def test_also_what_breaks_a_rule_of_the_tables_is_set_aside(rapport: Shell, place: Path) -> None:
    _change(place, "UPDATE contact SET ladder = '../../etc/passwd'; UPDATE circle SET name = ''")
    said = rapport("check", "--set-aside")
    assert (said.code, said.err) == (0, "")
    assert rapport("check").code == 0
    (copy,) = place.parent.glob("backups/*.db")
    assert rapport("restore", str(copy)).code == 0, "the copy made before can be brought back, odd as it is"
