"""Two kiosk books in one folder: nothing of one is seen in the other."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.pty_app import RAPPORT, PtyApp
from tests.screens.app_in_test import a_small_book
from tests.writing import NOW, open_composer, write
from tui.cli.call import Call
from tui.cli.doctor import found
from tui.locations import state_beside
from tui.services.care.own_state import shared_with, take_over


@pytest.fixture
def books(tmp_path: Path) -> tuple[Path, Path]:
    """Bo's book and Cy's, in one folder."""
    folder = tmp_path / "books"
    folder.mkdir(mode=0o700)
    bo, cy = folder / "bo.db", folder / "cy.db"
    for book in (bo, cy):
        a_small_book(folder).rename(book)
    return bo, cy


def kiosk(book: Path) -> tuple[str, ...]:
    return (*RAPPORT, "--kiosk", "--db", str(book))


def test_what_one_exports_and_writes_the_other_never_sees(books: tuple[Path, Path]) -> None:
    bo, cy = books
    with PtyApp(kiosk(bo), env=NOW) as app:
        app.wait_for("REACH OUT")
        app.send(b":export bo.vcf\r")
        app.wait_for("written to")
        open_composer(app)
        write(app, "for Bo alone")
        app.signal(signal.SIGHUP)
        assert app.wait_for_exit() == 129
    with PtyApp(kiosk(cy), env=NOW) as app:
        app.wait_for("REACH OUT")
        assert "draft" not in app.screen
        app.send(b":import bo.vcf\r")
        app.wait_for("is not in the exchange folder")
    assert (state_beside(bo) / "rapport/exchange/bo.vcf").is_file()
    words = [
        path for path in state_beside(cy).rglob("*") if path.is_file() and b"Bo alone" in path.read_bytes()
    ]
    assert words == []
    assert shared_with(bo) == []


def test_the_only_book_of_a_folder_takes_over_what_lay_there_once(tmp_path: Path) -> None:
    book = a_small_book(tmp_path)
    old = tmp_path / "state/rapport/exchange"
    old.mkdir(parents=True)
    (old / "people.vcf").write_text("x")
    take_over(book, state_beside(book))
    assert (state_beside(book) / "rapport/exchange/people.vcf").is_file()
    old.mkdir(parents=True)
    take_over(book, state_beside(book))
    assert old.is_dir()


def test_of_a_state_that_was_shared_each_takes_what_names_it(books: tuple[Path, Path]) -> None:
    bo, cy = books
    drafts = bo.parent / "state/rapport/drafts"
    drafts.mkdir(parents=True)
    exchange = bo.parent / "state/rapport/exchange"
    exchange.mkdir()
    (exchange / "bo.vcf").write_text("x")
    for name, book in (("1", bo), ("2", cy)):
        (drafts / f"{name}.json").write_text(json.dumps({"book": str(book)}))
    for book in books:
        take_over(book, state_beside(book))
    assert [path.name for path in state_beside(bo).rglob("*.*")] == ["1.json"]
    assert [path.name for path in state_beside(cy).rglob("*.*")] == ["2.json"]
    assert (exchange / "bo.vcf").is_file()
    assert "was shared by all books" in shared_with(bo)[0]


def test_doctor_says_when_two_books_share_their_copies(books: tuple[Path, Path]) -> None:
    bo, cy = books
    cy.rename(bo.with_suffix(".book"))
    rows = found(Call(str(bo), None))
    assert any("both keep their copies as bo-*.db" in row.fault for row in rows if row.name == "shared")


def test_a_name_that_is_a_link_has_the_state_of_its_book(books: tuple[Path, Path]) -> None:
    bo, _cy = books
    link = bo.with_name("link.db")
    link.symlink_to(bo)
    assert state_beside(link) == state_beside(bo)
    assert shared_with(link) == []


def test_copies_made_in_a_kiosk_are_bounded_and_it_is_said_which_went(books: tuple[Path, Path]) -> None:
    bo, _cy = books
    with PtyApp(kiosk(bo), env=NOW, size=(200, 24)) as app:
        app.wait_for("REACH OUT")
        for _ in range(7):
            app.send(b":backup\r")
            app.wait_until_quiet(0.8)
        assert "the oldest went" in app.screen
        app.press("q")
        assert app.wait_for_exit() == 0
    assert (
        len([name for name in os.listdir(bo.parent / "backups") if "auto" not in name and name[0] != "."])
        == 5
    )


def test_the_kiosk_s_composer_offers_no_editor(books: tuple[Path, Path]) -> None:
    with PtyApp(kiosk(books[0]), env=NOW) as app:
        open_composer(app)
        assert "$EDITOR" not in app.screen


def test_a_line_that_never_ends_is_refused_in_a_kiosk(books: tuple[Path, Path]) -> None:
    ran = subprocess.run(
        kiosk(books[0]),
        input="x" * 12_000_000,
        env={**os.environ, "SSH_ORIGINAL_COMMAND": "rapport log -"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 2
    assert "does not end" in ran.stderr
