"""A book in which every text tries to be obeyed, on every screen: shown as written, and nothing happens."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.hostile import HOSTILE, controls_in
from tests.pty_app import RAPPORT, PtyApp
from tests.screens.app_in_test import open_app, with_book
from tests.widgets.stage import clickable_in
from tests.widgets.test_on_the_wire import left_over
from tui.domain.contact import (
    ContactDraft,
    ContactId,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    PointKind,
    valid_name,
)
from tui.domain.interaction import (
    Channel,
    Direction,
    InteractionDraft,
    NextStepDraft,
    PromiseDraft,
    Value,
    Way,
)
from tui.domain.text import clean
from tui.services.services import Services

TODAY = date(2026, 11, 23)
CONTROLLING = [text for text in HOSTILE if controls_in(text)][::2]
EVERYWHERE = (
    ("today", ("j", "w", "l", "escape", "s", "escape", "f", "escape", "space", "s", "escape", "escape")),
    (
        "contacts",
        ("2", "j", "tab", "j", "tab", "t", "escape", "R", "escape", "slash", "e", "escape", "escape"),
    ),
    ("finder", ("slash", "a", "down", "escape")),
    ("commands", ("colon", "a", "down", "escape")),
    ("help", ("question_mark", "escape")),
    ("composer", ("c", "tab", "escape")),
    ("done", ("1", "d", "u", "U", "r", "u", "S", "u")),
)
"""Every screen, bar and menu, and the keys that lead through them."""


def fill(services: Services) -> None:
    """Put every hostile text into every field, due today and never."""
    book, made = services.book, list[ContactId]()
    book.practice.set("pace", "9")
    for number, text in enumerate(HOSTILE):
        with book.write(text):
            made.append(book.contacts.add(contact_called(text, number, made), first_due_on=TODAY))
            book.interactions.add(talk_about(text, made))
            book.promises.promise(made[-1], PromiseDraft(text, is_mine=True, due_on=TODAY), made_on=TODAY)
            book.promises.promise(made[-1], PromiseDraft(text, is_mine=False), made_on=TODAY)
            book.promises.plan(made[-1], NextStepDraft(text, TODAY), set_on=TODAY)


def contact_called(text: str, number: int, known: list[ContactId]) -> ContactDraft:
    """Give somebody of whom every field is one text."""
    return ContactDraft(
        name=text,
        aliases=(text,),
        organisation=text,
        role=text,
        place=text,
        time_zone=text,
        notes=f"{text}\n{text}",
        met_on=date(2024, 6, 6),
        met_at=text,
        met_via=known[-1] if known else None,
        rhythm_days=30,
        points=(
            ContactPoint(PointKind.EMAIL, text, text),
            ContactPoint(PointKind.PHONE, f"+351 912 345 {number:03}{text}", text),
            ContactPoint(
                PointKind.PROFILE, f"https://example.org/{quote(text, errors='replace')}", text, text
            ),
            ContactPoint(PointKind.ADDRESS, text, text),
        ),
        tags=(text,),
        circles=(text,),
        key_dates=(KeyDate(KeyDateKind.OTHER, 11, 24, 2020, text),),
    )


def talk_about(text: str, people: list[ContactId]) -> InteractionDraft:
    """Give a talk with the last two of whom every field is one text."""
    return InteractionDraft(
        contacts=tuple(people[-2:]),
        channel=Channel.MESSAGE,
        direction=Direction.IN,
        practice_date=date(2026, 11, 20),
        summary=text,
        notes=f"{text}\n{text}",
        platform=text,
        place=text,
        situation=text,
        values=(Value(Way.GIVEN, text),),
        topics=(text,),
    )


@pytest.fixture(scope="module")
def filled_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "rapport.db"
    with_book(path, fill)
    return path


@pytest.fixture
def hostile_book(filled_book: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(filled_book, tmp_path / "rapport.db"))


def as_shown(text: str) -> str:
    """Give the beginning of a name as a screen shows it."""
    return valid_name(text)[:8].rstrip()


@pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_every_screen_shows_every_text_and_fires_nothing(
    hostile_book: Path, size: tuple[int, int]
) -> None:
    async with open_app(hostile_book, size=size) as opened:
        for name, keys in EVERYWHERE:
            for key in keys:
                await opened.press(key)
                assert controls_in(opened.text.replace("\n", "")) == set(), name
                assert list(clickable_in(opened.app)) == [], name
        assert opened.app.is_running


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
            opened.desk.kept_lines.clear()
        book = opened.desk.reader.book
        names = [contact.name for contact in book.contacts.get_all(book.contacts.ids_by_name())]
    assert len(names) > len(CONTROLLING) // 2
    assert [name for name in names if controls_in(name)] == []


def test_no_control_character_of_the_book_reaches_the_terminal(hostile_book: Path) -> None:
    plain = {"slash": "/", "colon": ":", "question_mark": "?", "space": " "}
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
        app.press("1", "q")
        assert app.wait_for_exit() == 0
    assert left_over(app.raw.split(b"\x1b[?1049l")[0]) == set()
    assert re.findall("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]", app.raw.decode()) == []


def test_what_the_gate_lets_in_holds_no_control_character() -> None:
    assert [text for text in HOSTILE if controls_in(clean(text, one_line=True))] == []
