"""The app that leaks nothing: the last gate, links, pictures, crashes, and what it leans on in Textual."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest
from rich.segment import Segment
from rich.style import Style
from rich.traceback import Traceback
from textual import filter as textual_filter
from textual._compositor import Compositor
from textual._parser import Parser
from textual.app import App
from textual.color import Color
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.screen import Screen
from textual.widgets import Label

from tests.hostile import HOSTILE, controls_in
from tests.screen_text import text_of
from tests.widgets.stage import Stage, clickable_in
from tui.app.guarded import GuardedApp, Scrub
from tui.domain.errors import Damaged
from tui.terminal.driver import RapportDriver
from tui.terminal.terminal import CrashLog
from tui.widgets.safe import shown

BLACK = Color(0, 0, 0)


def scrubbed(text: str, style: Style | None = None) -> Segment:
    return Scrub().apply([Segment(text, style)], BLACK)[0]


def test_nothing_but_text_passes_the_last_gate() -> None:
    assert [text for text in HOSTILE if controls_in(scrubbed(text).text)] == []


def test_plain_text_passes_untouched() -> None:
    segment = Segment("Zoë 山田 👩\u200d👧", Style(bold=True))
    assert Scrub().apply([segment], BLACK) == [segment]


def test_each_control_character_leaves_one_sign_behind() -> None:
    assert scrubbed("a\x1bb\u202ec").text == "a\ufffdb\ufffdc"


def test_no_link_passes_the_last_gate() -> None:
    style = scrubbed("Ann", Style(bold=True, link="file:///etc/passwd")).style
    assert style is not None
    assert (style.link, style.bold) == (None, True)


async def test_a_widget_that_forgot_the_gate_still_sends_no_control_character() -> None:
    label = Label(markup=False)
    app = Stage(label)
    async with app.run_test(size=(60, 12)) as pilot:
        for text in HOSTILE:
            label.update(text)
            await pilot.pause()
            assert controls_in(text_of(app).replace("\n", "")) == set(), repr(text)


async def test_notices_are_shown_as_written() -> None:
    app = Stage()
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for text in HOSTILE:
            app.notify(text, title=text, markup=True)
            await pilot.pause()
            assert shown(text)[:9].strip() in text_of(app), repr(text)
            assert list(clickable_in(app)) == [], repr(text)
            app.clear_notifications()
            await pilot.pause()


async def test_nothing_is_opened_in_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("webbrowser.open_new_tab", opened.append)
    app = Stage()
    async with app.run_test() as pilot:
        app.open_url("file:///etc/passwd")
        await pilot.pause()
    assert opened == []


async def test_no_picture_is_taken_unasked(tmp_path: Path) -> None:
    app = Stage()
    async with app.run_test() as pilot:
        app.action_screenshot(path=str(tmp_path))
        await pilot.pause()
        assert app.save_screenshot() == ""
    assert list(tmp_path.iterdir()) == []


async def test_a_picture_is_taken_where_our_own_tools_ask_for_it(tmp_path: Path) -> None:
    app = Stage(Label("Today"))
    async with app.run_test():
        app.save_screenshot("today.svg", str(tmp_path))
    assert (tmp_path / "today.svg").exists()


class Failing(GuardedApp[None]):
    """Fails as soon as it runs."""

    def __init__(self, error: Exception, log: CrashLog | None = None) -> None:
        super().__init__(crash_log=log)
        self._error_to_raise = error

    def on_mount(self) -> None:
        raise self._error_to_raise


async def stopped(error: Exception, log: CrashLog | None = None) -> GuardedApp[None]:
    app = Failing(error, log)
    with pytest.raises(type(error)):
        async with app.run_test():
            pass
    return app


async def test_an_error_of_ours_is_told_in_its_own_words(capsys: pytest.CaptureFixture[str]) -> None:
    app = await stopped(Damaged("The book is damaged.", "Nothing was changed.", "Restore a copy."))
    said = " ".join(capsys.readouterr().err.split())
    assert said == "The book is damaged. Nothing was changed. Restore a copy."
    assert app.return_code == 5


async def test_a_fault_is_told_in_one_sentence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    app = await stopped(ValueError("she told me in confidence"), CrashLog(tmp_path / "crash.log"))
    said = " ".join(capsys.readouterr().err.split())
    assert said.startswith("Rapport had to stop")
    assert "confidence" not in said + (tmp_path / "crash.log").read_text()
    assert app.return_code == 1


async def test_a_fault_handed_over_as_a_picture_of_itself_is_logged_with_its_place(tmp_path: Path) -> None:
    def read_a_key() -> None:
        note = "she told me in confidence"
        raise ValueError(note)

    app = GuardedApp[None](crash_log=CrashLog(tmp_path / "crash.log"))
    async with app.run_test():
        try:
            read_a_key()
        except ValueError:
            app.panic(Traceback())
    logged = (tmp_path / "crash.log").read_text()
    assert "ValueError" in logged
    assert f'File "{__file__}"' in logged
    assert "in read_a_key" in logged
    assert "confidence" not in logged


def test_the_driver_cannot_be_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.DRIVER", "os:path")
    assert Stage().driver_class is RapportDriver


PRIVATE_NAMES = [
    (App, "_fatal_error"),
    (App, "_print_error_renderables"),
    (App, "_close_messages_no_wait"),
    (App, "panic"),
    (App, "get_line_filters"),
    (App, "simulate_key"),
    (Compositor, "render_strips"),
    (Driver, "process_message"),
    (LinuxDriver, "run_input_thread"),
    (LinuxDriver, "disable_input"),
    (LinuxDriver, "start_application_mode"),
    (LinuxDriver, "close"),
    (Parser, "tick"),
    (Parser, "feed"),
    (Screen, "active_bindings"),
]
"""What we override or call in Textual that it does not promise to keep."""


@pytest.mark.parametrize(("owner", "name"), PRIVATE_NAMES)
def test_what_we_lean_on_in_textual_is_still_there(owner: type, name: str) -> None:
    assert hasattr(owner, name)


def test_line_filters_of_the_app_are_still_a_list_under_this_name() -> None:
    assert any(isinstance(found, Scrub) for found in Stage()._filters)


def test_a_line_filter_is_still_given_segments_and_a_background() -> None:
    parameters = list(inspect.signature(textual_filter.LineFilter.apply).parameters)
    assert parameters == ["self", "segments", "background"]


def test_an_unexpected_error_still_ends_in_the_method_we_replace() -> None:
    source = inspect.getsource(App._handle_exception)
    assert "self._fatal_error()" in source
    assert "self.panic(error)" in source
