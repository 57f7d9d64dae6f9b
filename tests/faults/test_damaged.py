"""Fourteen kinds of damage: nobody writes to such a file, nothing ends in a traceback, what is readable is saved."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import a_clock
from tests.cli.shell import Shell
from tests.faults.damage import KINDS, NOTHING_LEFT, PEOPLE, TALKS, a_sound_book, digest, spoil
from tui.build import Setting
from tui.config import Config
from tui.domain.errors import Damaged
from tui.services.care.care import Care
from tui.store.book import Book
from tui.store.file.run_marks import Mark, Marks
from tui.store.mending.checking import check


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound book, made once."""
    path = tmp_path_factory.mktemp("sound") / "rapport.db"
    a_sound_book(path)
    return path


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def damaged(sound: Path, tmp_path: Path, kind: str) -> Path:
    """A book damaged in one way, where a sound one was opened before."""
    path = spoil(sound, tmp_path / "rapport.db", kind)
    setting = Setting(Config(), a_clock(), path)
    assert setting.marks is not None
    setting.marks.keep(path, Mark(people=PEOPLE))
    return path


@pytest.fixture
def care(damaged: Path) -> Care:
    return Setting(Config(), a_clock(), damaged).care()


def test_the_look_before_the_app_opens_finds_it(care: Care, damaged: Path) -> None:
    before = digest(damaged)
    trouble = care.look()
    assert trouble is not None
    assert (trouble.exit_code, trouble.may_open) == (5, False)
    assert trouble.title
    assert digest(damaged) == before


def test_a_closer_look_says_what_was_looked_at_when_and_what_was_found(care: Care, damaged: Path) -> None:
    before = digest(damaged)
    trouble = care.look()
    assert trouble is not None
    seen = care.look_closer(trouble) if trouble.to_look else trouble
    assert str(damaged) in seen.looked
    assert "Mon 23 Nov at 09:00" in seen.looked
    assert seen.found
    assert "No damage" not in seen.found
    assert (seen.exit_code, seen.may_open, seen.to_look) == (5, False, False)
    assert digest(damaged) == before


@pytest.mark.parametrize("line", ["today", "find maya", "list --json", "export json -", "check"])
def test_a_line_that_reads_ends_in_a_sentence_or_an_answer(rapport: Shell, damaged: Path, line: str) -> None:
    before = digest(damaged)
    said = rapport("--db", str(damaged), *line.split())
    assert said.code in (0, 5), said.err
    assert "went wrong" not in said.err
    assert digest(damaged) == before


@pytest.mark.parametrize("line", ["add Bea Okoro", "log call @maya", "undo", "practice --pace 3"])
def test_a_line_that_writes_is_refused(rapport: Shell, damaged: Path, line: str) -> None:
    before = digest(damaged)
    assert rapport("--db", str(damaged), *line.split()).code == 5
    assert digest(damaged) == before


def test_what_can_be_read_comes_into_a_new_book(care: Care, damaged: Path, kind: str) -> None:
    before = digest(damaged)
    if kind in NOTHING_LEFT:
        with pytest.raises(Damaged, match="Nothing can be read"):
            care.export_readable()
        assert [path.name for path in damaged.parent.iterdir()] == ["rapport.db"]
        return
    saved = care.export_readable()
    assert digest(damaged) == before
    with closing(Book.open(saved.path, a_clock())) as book:
        assert not check(book.conn).faults
        people = book.contacts.count()
        talks = book.conn.execute("SELECT count(*) FROM interaction").fetchone()[0]
    least = _LEAST.get(kind, (PEOPLE, TALKS))
    assert people >= least[0]
    assert talks >= least[1]


_LEAST = {
    "cut in half": (1, 0),
    "cut within a page": (PEOPLE, TALKS - 200),
    "bytes flipped": (PEOPLE - 15, TALKS - 600),
    "a page of talks noise": (PEOPLE, TALKS - 60),
    "last pages empty": (PEOPLE, TALKS - 700),
}
"""Where pages of rows are gone, so many people and talks are left at least; elsewhere all are."""


@pytest.fixture
def rapport(monkeypatch: pytest.MonkeyPatch) -> Shell:
    shell = Shell(monkeypatch)
    shell.at("2026-11-23")
    return shell


def test_a_mark_that_is_spoilt_itself_is_no_mark(tmp_path: Path) -> None:
    marks = Marks(tmp_path / "books")
    marks.keep(tmp_path / "rapport.db", Mark(people=3))
    (place,) = (tmp_path / "books").iterdir()
    for text in ("", "[]", "{", '{"people": "many"}', '{"checked_at": 3}'):
        place.write_text(text)
        assert marks.of(tmp_path / "rapport.db") == Mark()
