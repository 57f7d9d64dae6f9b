"""A day lived in a real terminal: the first start, the day's keys counted, and all of it there next time."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.pty_app import RAPPORT
from tests.screens.app_in_test import a_small_book
from tests.tmux import TmuxApp

pytestmark = pytest.mark.terminal

NOW = {"RAPPORT_NOW": "2026-11-23T13:32:00+01:00", "PYTHONDONTWRITEBYTECODE": "1"}
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 36)], ids=lambda size: f"{size[0]}x{size[1]}")


class Hand:
    """A hand on the keyboard that counts what it presses."""

    def __init__(self, app: TmuxApp) -> None:
        self.app = app
        self.presses = 0

    def press(self, *keys: str) -> None:
        """Press keys by their names, without waiting in between."""
        self.presses += len(keys)
        self.app.press(*keys)

    def type(self, text: str) -> None:
        """Type a text: a press for each character."""
        self.presses += len(text)
        self.app.type(text)


def on_book(tmp_path: Path) -> tuple[str, ...]:
    return (*RAPPORT, "--db", str(a_small_book(tmp_path)))


@SIZES
def test_a_first_start_in_an_empty_home_ends_on_today_in_under_sixty_presses(
    size: tuple[int, int], home: Path, tmp_path: Path
) -> None:
    assert list(home.iterdir()) == []
    with TmuxApp(tmp_path, size=size, env={**NOW, "LANG": None}) as app:
        hand = Hand(app)
        app.wait_for("Name one person")
        hand.type("Maya Okafor")
        hand.press("Enter")
        app.wait_for("How often")
        hand.press("m", "Enter")
        app.wait_for("When did you last talk?")
        hand.type("2w")
        hand.press("Enter")
        screen = app.wait_for("Maya Okafor")
        app.wait_for("1 Today")
        app.wait_for("Which days do you want to practise?")
        hand.press("1")
        app.wait_for("When will you do it?")
        hand.press("Escape")
        app.wait_until(lambda screen: "When will you do it?" not in screen)
        hand.press("q")
        assert app.wait_for_exit() == 0
    assert "Maya Okafor" in screen
    assert hand.presses < 60


def test_the_day_s_acts_take_the_presses_they_are_meant_to(tmp_path: Path) -> None:
    acts = (
        (("d",), "logged Maya Okafor", 1),
        (("u",), "taken back: logged Maya Okafor", 1),
        (("l", "Enter"), "logged a call with Maya Okafor", 2),
        (("l", "m", "Enter"), "logged a message with Bo Chen", 3),
        (("s", "w"), "snoozed Anna Petrova until Mon 30 Nov", 2),
        (("u",), "taken back: snoozed Anna Petrova", 1),
        (("U",), "brought back: snoozed Anna Petrova", 1),
    )
    with TmuxApp(tmp_path, on_book(tmp_path), env=NOW) as app:
        app.wait_for("REACH OUT · 3")
        for keys, said, presses in acts:
            hand = Hand(app)
            hand.press(*keys)
            app.wait_for(said)
            app.press("g")
            assert hand.presses == presses


def test_all_is_there_after_quitting_and_starting_again(home: Path, tmp_path: Path) -> None:
    with TmuxApp(tmp_path, on_book(tmp_path), env=NOW) as app:
        app.wait_for("REACH OUT · 3")
        app.press("d")
        app.wait_for("logged Maya Okafor")
        app.press("s", "w")
        app.wait_for("snoozed Bo Chen")
        app.press("f")
        app.type("thu send the deck")
        app.press("Enter")
        app.wait_for("follow up with Anna Petrova")
        app.press("l")
        app.type("call about the boat")
        app.wait_for("note: about the boat")
        app.press("Enter")
        app.wait_for("logged a call with Anna Petrova")
        app.press("q")
        assert app.wait_for_exit() == 0
    with TmuxApp(tmp_path, (*RAPPORT, "--db", str(tmp_path / "rapport.db")), env=NOW) as app:
        screen = app.wait_for("2 of 3")
        assert "Thu 26 Nov  send the deck" in screen
        app.press("2")
        app.wait_for("TIMELINE")
        assert "about the boat" in app.wait_for("Anna Petrova")
        app.press("1", "l", "Up")
        app.wait_for("call about the boat")


@SIZES
def test_without_a_locale_every_sign_is_ascii_and_nothing_is_garbled(
    size: tuple[int, int], tmp_path: Path
) -> None:
    silent = {**NOW, "LANG": None, "LC_ALL": None, "LC_CTYPE": None}
    with TmuxApp(tmp_path, (*RAPPORT, "--demo"), size=size, env=silent) as app:
        screens = [app.wait_for("REACH OUT - 4")]
        for key, shown in (
            ("l", "Log - "),
            ("Escape", "d Done"),
            ("?", "Help - Today"),
            ("Escape", "d Done"),
        ):
            app.press(key)
            screens.append(app.wait_for(shown))
    signs = {sign for screen in screens for sign in screen if not sign.isascii()}
    assert signs <= set("ëíáøčüöçé")


def test_q_gives_the_terminal_back_as_it_was(tmp_path: Path) -> None:
    app_line = shlex.join(on_book(tmp_path))
    before, after = tmp_path / "before", tmp_path / "after"
    script = f"echo the line before; stty -a >{before}; {app_line}; code=$?"
    script += f"; stty -a >{after}; echo ended $code; read line"
    with TmuxApp(tmp_path, ("sh", "-c", script), env=NOW) as app:
        app.wait_for("REACH OUT")
        assert "the line before" not in app.screen
        app.press("q")
        screen = app.wait_for("ended 0")
    assert "the line before" in screen
    assert "REACH OUT" not in screen
    assert after.read_text() == before.read_text()


def test_the_editor_writes_the_message_and_a_closed_terminal_leaves_a_draft_for_today(
    home: Path, tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "Written elsewhere?" > "$1"\n')
    editor.chmod(0o700)
    env = {**NOW, "EDITOR": str(editor), "VISUAL": None}
    with TmuxApp(tmp_path, on_book(tmp_path), env=env) as app:
        app.wait_for("REACH OUT · 3")
        app.press("c")
        app.wait_for("Compose · Maya Okafor")
        app.press("C-g")
        app.wait_for("Written elsewhere?")
        app.wait_for("draft kept")
    with TmuxApp(tmp_path, (*RAPPORT, "--db", str(tmp_path / "rapport.db")), env=env) as app:
        app.wait_for("Unfinished: to Maya Okafor")
        app.press("b", "t")
        app.wait_for("Written elsewhere?")
        app.press("C-s")
        app.wait_for("logged a message with Maya Okafor")
        app.wait_until(lambda screen: "Unfinished" not in screen)
