"""A book in which every text tries to be obeyed, on every screen: shown as written, and nothing happens."""

from __future__ import annotations

import csv
import re
import shutil
import signal
from pathlib import Path

import pytest

from tests.hostile import HOSTILE, controls_in
from tests.hostile_book import fill
from tests.pty_app import RAPPORT, PtyApp
from tests.screens.app_in_test import open_app, with_book
from tests.widgets.stage import clickable_in
from tests.widgets.test_on_the_wire import left_over
from tui.domain.records.contact import valid_name
from tui.domain.text import clean
from tui.screens.importer.importer import ImporterScreen

CONTROLLING = [text for text in HOSTILE if controls_in(text)][::2]
EVERYWHERE = (
    ("today", ("j", "w", "l", "escape", "s", "escape", "f", "escape", "space", "s", "escape", "escape")),
    (
        "contacts",
        ("2", "j", "tab", "j", "tab", "t", "escape", "R", "escape", "slash", "e", "escape", "escape"),
    ),
    (
        "page",
        ("tab", "v", "v", "v", "n", "escape", "L", "escape", "y", "escape", "A", "escape", "w", "w", "tab"),
    ),
    ("finder", ("slash", "a", "down", "escape")),
    ("commands", ("colon", "a", "down", "escape")),
    ("help", ("question_mark", "escape")),
    ("composer", ("c", "tab", "ctrl+t", "down", "enter", "tab", "escape", "escape")),
    ("edit", ("e", "tab", "tab", "tab", "down", "up", "escape", "escape")),
    ("merge", ("space", "j", "space", "M", "j", "space", "o", "escape", "escape", "escape")),
    ("duplicates", ("equals_sign", "j", "M", "escape", "escape", "escape")),
    ("trash", ("T", "j", "space", "D", "escape", "escape", "escape")),
    ("drafts", ("1", "b", "escape", "escape")),
    ("practice", ("3", "w", "w", "escape", "1")),
    ("done", ("1", "d", "u", "U", "r", "u", "S", "u", "o", "escape", "n", "m", "escape")),
)
"""Every screen, bar and menu, and the keys that lead through them."""
SCREENS = {
    "ComposerScreen",
    "ContactsScreen",
    "DuplicatesScreen",
    "EditContactScreen",
    "FinderScreen",
    "HelpScreen",
    "MergeScreen",
    "PracticeScreen",
    "TodayScreen",
    "TrashScreen",
}
"""What the keys lead to, all of it."""


@pytest.fixture(scope="module")
def filled_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "rapport.db"
    with_book(path, fill)
    return path


@pytest.fixture
def hostile_book(filled_book: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(filled_book, tmp_path / "rapport.db"))


def as_shown(text: str) -> str:
    """Return the beginning of a name as a screen shows it."""
    return valid_name(text)[:8].rstrip()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_shows_every_text_and_fires_nothing(
    hostile_book: Path, size: tuple[int, int]
) -> None:
    seen: set[str] = set()
    async with open_app(hostile_book, size=size) as opened:
        for name, keys in EVERYWHERE:
            for key in keys:
                await opened.press(key)
                assert opened.app.is_running, name
                assert controls_in(opened.text.replace("\n", "")) == set(), name
                assert list(clickable_in(opened.app)) == [], name
                seen.add(opened.front)
    assert seen >= SCREENS


async def test_every_name_is_listed_as_written_with_controls_replaced(hostile_book: Path) -> None:
    async with open_app(hostile_book, size=(120, 60)) as opened:
        await opened.press("2")
        shown = opened.text
    missing = [text for text in HOSTILE if as_shown(text) not in shown]
    assert missing == []


async def test_the_page_of_each_is_shown(hostile_book: Path) -> None:
    async with open_app(hostile_book, size=(120, 36)) as opened:
        await opened.press("2")
        for at in range(len(HOSTILE)):
            opened.contacts.rows.go_to(at)
            await opened.pilot.pause()
            assert controls_in(opened.text.replace("\n", "")) == set(), opened.selected
            assert list(clickable_in(opened.app)) == [], opened.selected


async def test_what_is_pasted_into_a_bar_is_harmless_and_saved_so(tmp_path: Path) -> None:
    async with open_app(tmp_path / "new.db") as opened:
        await opened.press("escape")
        for text in CONTROLLING:
            await opened.press("a")
            await opened.write(text)
            assert controls_in(opened.text.replace("\n", "")) == set(), text
            await opened.press("enter", "enter", "escape")
            for kept in opened.desk.lines.waiting():
                opened.desk.lines.drafts.drop(kept.id)
        book = opened.desk.reader.book
        names = [contact.name for contact in book.contacts.get_all(book.contacts.ids_by_name())]
    assert len(names) > len(CONTROLLING) // 2
    assert [name for name in names if controls_in(name)] == []


def test_no_control_character_of_the_book_reaches_the_terminal(hostile_book: Path) -> None:
    plain = {"slash": "/", "colon": ":", "question_mark": "?", "space": " ", "equals_sign": "="}
    environment = {"COLORTERM": "truecolor", "RAPPORT_NOW": "2026-11-23T13:32:00+01:00"}
    command = (*RAPPORT, "--db", str(hostile_book))
    with PtyApp(command, size=(120, 36), env=environment) as app:
        app.wait_for("REACH OUT")
        app.wait_until_quiet()
        for _name, keys in EVERYWHERE:
            for key in keys:
                app.press(plain.get(key, key))
                if key == "escape":
                    app.wait_until_quiet(0.1)
            app.wait_until_quiet(0.2)
        app.press("2", "G")
        app.wait_until_quiet()
        app.signal(signal.SIGTERM)
        assert app.wait_for_exit() == 143
    assert left_over(app.raw.split(b"\x1b[?1000l")[0]) == set()
    assert re.findall("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]", app.raw.decode()) == []


async def test_a_file_of_hostile_people_is_shown_in_the_importer_and_brought_in_harmless(
    tmp_path: Path,
) -> None:
    file = tmp_path / "people.csv"
    with file.open("w", encoding="utf-8", errors="replace", newline="") as out:
        rows = csv.writer(out, quoting=csv.QUOTE_ALL)
        rows.writerow(["Name", "Company", "Notes"])
        taken = [text for text in HOSTILE if "://" not in text and "\x00" not in text]
        rows.writerows([[text, text, text] for text in taken])
    async with open_app(tmp_path / "new.db") as opened:
        await opened.press("escape")
        opened.app.push_screen(ImporterScreen(opened.desk, str(file)))
        await opened.settle()
        for key in ("j", "c", "j", "escape", "enter", "j", "v", "v", "enter", "enter"):
            await opened.press(key)
            assert controls_in(opened.text.replace("\n", "")) == set(), key
            assert list(clickable_in(opened.app)) == [], key
        book = opened.desk.reader.book
        people = book.contacts.get_all(book.contacts.ids_by_name())
    assert len(people) > len(HOSTILE) // 2
    assert [each for each in people if controls_in(each.name + each.organisation)] == []


def test_what_the_gate_lets_in_holds_no_control_character() -> None:
    assert [text for text in HOSTILE if controls_in(clean(text, one_line=True))] == []
