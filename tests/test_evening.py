"""A real evening written down in one sitting, by keys alone: Today then says the right things."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import a_contact
from tests.pty_app import RAPPORT
from tests.screens.app_in_test import with_book
from tests.tmux import TmuxApp
from tui.domain.records.interaction import ValueKind, Way
from tui.services.services import Services

pytestmark = pytest.mark.terminal

EVENING = "2026-11-23T22:30:00+01:00"
NEXT_MORNING, THREE_DAYS_LATER = "2026-11-24T08:00:00+01:00", "2026-11-26T08:00:00+01:00"


def opened(folder: Path, book: Path, now: str) -> TmuxApp:
    folder.mkdir()
    env = {"RAPPORT_NOW": now, "PYTHONDONTWRITEBYTECODE": "1"}
    return TmuxApp(folder, (*RAPPORT, "--db", str(book)), env=env)


def write(app: TmuxApp, line: str) -> None:
    """Type a line into the bar and wait until it is understood."""
    app.type(line)
    app.wait_until(lambda screen: "(new)" in screen)


def go_on_in_composer(app: TmuxApp, **fields: str) -> None:
    """Take the line into the composer, fill fields by the words before them, and save."""
    app.press("C-g")
    app.wait_for("Compose ·")
    for label, text in fields.items():
        while not any(row.startswith(f"▌{label}") for row in app.screen.splitlines()):
            before = app.screen
            app.press("Tab")
            app.wait_until(lambda screen, before=before: screen != before)  # type: ignore[misc]
        app.type(text)
        app.wait_for(text)
    app.press("C-s")
    app.wait_for("several in a row")


def today(folder: Path, book: Path, now: str) -> tuple[list[str], list[str], str]:
    """Open the app on a day: who is on the list and why, who comes up, and what is said of the third."""
    with opened(folder, book, now) as app:
        screen = app.wait_for("COMING UP")
        app.press("Down", "Down")
        app.wait_until(
            lambda screen: any(row.startswith("▌") and "tall man" in row for row in screen.splitlines())
        )
        before = app.screen
        app.press("w")
        first = app.wait_until(lambda screen: screen != before)
        app.press("w")
        why = first + app.wait_until(lambda screen: screen != first)
        app.press("q")
        assert app.wait_for_exit() == 0
    reach, _, coming = screen.partition("COMING UP")
    return people_of(reach), people_of(coming), why


def people_of(part: str) -> list[str]:
    """Return the rows about the three of that evening, with single spaces and without the sign before them."""
    rows = (" ".join(row.split()).lstrip("▌!●○ ") for row in part.splitlines())
    return [
        row for row in rows if row.startswith(("Ada Quill", "Dev", "tall man, blue coat")) and "·" not in row
    ]


def test_an_evening_of_three_people_is_remembered_the_next_day_and_three_days_later(tmp_path: Path) -> None:
    book = tmp_path / "rapport.db"
    with_book(book, lambda services: a_contact(services.book, "Bo Chen", rhythm=30, last="2026-11-20"))
    with opened(tmp_path / "evening", book, EVENING) as app:
        app.wait_for("Bo Chen")
        app.press(":")
        app.type("evening HamFest")
        app.wait_for("Write down an evening")
        app.press("Enter")
        app.wait_for("several in a row")
        write(app, '@"Ada Quill" builds radios #radio > 3d ask about the antenna')
        go_on_in_composer(app, Promised="send her the schematic by tomorrow")
        write(app, '@"tall man, blue coat" plays the zither > 3d ask for his name')
        go_on_in_composer(app, Promised="lend him the tuner by fri")
        write(app, "@dev > 3d hear how the move went")
        go_on_in_composer(app, Asked="intro: to Bo")
        app.press("Escape")
        app.wait_until(lambda screen: "several in a row" not in screen)
        app.press("q")
        assert app.wait_for_exit() == 0
    with_book(book, as_it_was_said)
    due, coming, _ = today(tmp_path / "morning", book, NEXT_MORNING)
    assert due == [
        "Ada Quill promise due today +1 1d ago",
        "Dev follow up after HamFest 1d ago",
        "tall man, blue coat follow up after HamFest 1d ago",
    ]
    assert [row.partition(" Thu 26 Nov ")[2][:7] for row in coming] == ["ask abo", "hear ho", "ask for"]
    due, coming, why = today(tmp_path / "later", book, THREE_DAYS_LATER)
    assert due == [
        "Ada Quill promise 2 days late +2 3d ago",
        "Dev follow up after HamFest +1 3d ago",
        "tall man, blue coat follow up after HamFest +1 3d ago",
    ]
    assert coming == []
    assert "ask for his name" in why


def as_it_was_said(services: Services) -> None:
    """Look at what the evening has left in the book: no word more, no word less."""
    book = services.book
    people = {
        contact.name: contact
        for contact in book.contacts.get_all(list(book.contacts.ids_by_name()))
        if contact.name != "Bo Chen"
    }
    assert sorted(people) == ["Ada Quill", "Dev", "tall man, blue coat"]
    assert {(each.met_at, str(each.met_on)) for each in people.values()} == {("HamFest", "2026-11-23")}
    promises = {name: [each.text for each in book.promises.open_with(who.id)] for name, who in people.items()}
    assert promises == {
        "Ada Quill": ["send her the schematic"],
        "Dev": [],
        "tall man, blue coat": ["lend him the tuner"],
    }
    steps = {
        name: [each.text for each in book.promises.open_steps_with(who.id)] for name, who in people.items()
    }
    assert steps == {
        "Ada Quill": ["ask about the antenna"],
        "Dev": ["hear how the move went"],
        "tall man, blue coat": ["ask for his name"],
    }
    asked = book.interactions.latest_of(people["Dev"].id)[0]
    assert [(value.way, value.kind, value.note) for value in asked.values] == [
        (Way.ASKED, ValueKind.INTRODUCTION, "to Bo")
    ]
    assert book.conn.execute("SELECT count(*) FROM interaction").fetchone() == (4,)
