"""What sqlite-utils does to a book, by its real command line: it works or is refused, and the book is never spoilt."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from scripts.other_programs import OUTCOMES, Outcome
from tests.cli.shell import Shell
from tui.store.views import VIEWS, View

TALKS = "SELECT practice_date, channel, summary FROM interaction"


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a book with one contact and one talk."""
    path = tmp_path_factory.mktemp("book") / "rapport.db"
    with pytest.MonkeyPatch.context() as patch:
        shell = Shell(patch)
        shell.at("2026-11-23")
        shell.ok("--db", str(path), "add", "Ann Lee every:2w org:Quay")
        shell.ok("--db", str(path), "log", "@ann.lee call, all well")
    return path


@pytest.fixture
def rapport(monkeypatch: pytest.MonkeyPatch) -> Shell:
    shell = Shell(monkeypatch)
    shell.at("2026-11-23")
    return shell


@pytest.fixture
def book(lived_in: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(lived_in, tmp_path / "rapport.db"))


def _try(outcome: Outcome, book: Path) -> int:
    words = (str(book) if word == "BOOK" else word for word in outcome.words)
    return subprocess.run(
        [sys.executable, "-m", "sqlite_utils", *words], input=outcome.stdin, capture_output=True, text=True
    ).returncode


def _dump(book: Path) -> list[str]:
    with closing(sqlite3.connect(book)) as conn:
        return list(conn.iterdump())


def _name(outcome: Outcome) -> str:
    return f"{outcome.command.removeprefix('sqlite-utils ').replace(' rapport.db', '')[:60]} {outcome.stdin[:12]}"


@pytest.mark.parametrize("outcome", OUTCOMES, ids=_name)
def test_it_works_or_is_refused_and_check_says_what_is_to_be_done(
    outcome: Outcome, book: Path, rapport: Shell
) -> None:
    before = _dump(book)
    assert bool(_try(outcome, book)) is outcome.is_refused
    if outcome.is_refused:
        assert _dump(book) == before
        return
    checked = rapport("--db", str(book), "check")
    assert outcome.check_says in checked.out + checked.err
    is_whole = not outcome.remedy and not outcome.undone_by_backup
    assert (checked.code == 0) is is_whole
    written = rapport("--db", str(book), "add", "Bo Moss every:2w")
    assert bool(written.code) is outcome.writes_are_refused, written.err
    if outcome.remedy:
        rapport.ok("--db", str(book), "check", outcome.remedy)
        rapport.ok("--db", str(book), "check")
        rapport.ok("--db", str(book), "add", "Cy Moss every:2w")
        assert "Cy Moss" in rapport.ok("--db", str(book), "find", "cy").out
        assert "Cy Moss" in rapport.ok("--db", str(book), "undo").out
    with closing(sqlite3.connect(book)) as conn:
        assert conn.execute(TALKS).fetchall() == [("2026-11-23", "call", "")] or outcome.undone_by_backup
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for line in ("today", "due", "list", "show 1", "find zed", "doctor"):
        assert "went wrong" not in rapport("--db", str(book), *line.split()).err


@pytest.mark.parametrize("view", [view for view in VIEWS if view.is_promised], ids=lambda view: view.name)
def test_a_promised_view_is_read_and_the_book_stays_as_it_is(view: View, book: Path) -> None:
    before = book.read_bytes()
    run = [sys.executable, "-m", "sqlite_utils"]
    rows = subprocess.run([*run, "rows", str(book), view.name], capture_output=True, text=True)
    asked = subprocess.run([*run, str(book), view.example, "-p", "today", "2026-12-24"], capture_output=True)
    assert rows.returncode == asked.returncode == 0
    assert [list(row) for row in json.loads(rows.stdout)[:1]] in ([], [[name for name, _ in view.columns]])
    assert book.read_bytes() == before


def test_a_whole_row_may_be_put_back_with_a_change(book: Path, rapport: Shell) -> None:
    run = [sys.executable, "-m", "sqlite_utils"]
    rows = subprocess.run(
        [*run, "rows", str(book), "contact"], capture_output=True, text=True, check=True
    ).stdout
    changed = rows.replace('"Quay"', '"Harbour Ltd"')
    subprocess.run(
        [*run, "upsert", str(book), "contact", "-", "--pk", "id"], input=changed, text=True, check=True
    )
    rapport.ok("--db", str(book), "check")
    assert "Ann Lee" in rapport.ok("--db", str(book), "find", "harbour").out
    with closing(sqlite3.connect(book)) as conn:
        assert len(conn.execute(TALKS).fetchall()) == 1


def test_a_row_put_in_is_a_contact_like_any_other(book: Path, rapport: Shell) -> None:
    assert _try(OUTCOMES[1], book) == 0
    rapport.ok("--db", str(book), "check", "--mend")
    assert "Zed Roe" in rapport.ok("--db", str(book), "find", "zed").out
    with closing(sqlite3.connect(book)) as conn:
        asked = "SELECT ideal_days, next_due_on FROM contact WHERE name = 'Zed Roe'"
        (ideal_days, next_due_on) = conn.execute(asked).fetchone()
    assert (ideal_days, next_due_on is None) == (7, False)
