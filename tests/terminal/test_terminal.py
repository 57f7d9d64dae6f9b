"""What the app asks of a terminal, and what it leaves behind when it has to stop."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tui.domain.errors import RapportError
from tui.terminal.terminal import CrashLog, require_terminal, scrub_environment

PRIVATE = "she told me in confidence"


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_without_a_terminal_it_says_how_to_get_one(missing: int) -> None:
    with pytest.raises(RapportError, match="use ssh -t") as caught:
        require_terminal({"TERM": "xterm"}, lambda descriptor: descriptor != missing)
    assert caught.value.exit_code == 2


def test_a_dumb_terminal_is_refused_with_another_way() -> None:
    with pytest.raises(RapportError, match="rapport today"):
        require_terminal({"TERM": "dumb"}, lambda descriptor: True)


@pytest.mark.parametrize("environment", [{"TERM": "xterm-256color"}, {"TERM": "vt100"}, {"TERM": "odd"}, {}])
def test_every_other_terminal_will_do(environment: dict[str, str]) -> None:
    require_terminal(environment, lambda descriptor: True)


def test_variables_that_load_code_or_write_files_are_dropped() -> None:
    environment = {
        "TEXTUAL": "devtools",
        "TEXTUAL_DRIVER": "evil:Driver",
        "TEXTUAL_LOG": "/tmp/x",
        "TEXTUAL_SCREENSHOT": "1",
        "TEXTUAL_PRESS": "D",
        "TEXTUAL_DISABLE_KITTY_KEY": "1",
        "TERM": "xterm",
    }
    scrub_environment(environment)
    assert environment == {"TEXTUAL_DISABLE_KITTY_KEY": "1", "TERM": "xterm"}


def fail_with(note: str) -> None:
    raise ValueError(note)


def crashed(path: Path, error_in: str = PRIVATE) -> str:
    try:
        fail_with(error_in)
    except ValueError as error:
        return CrashLog(path).record(error)
    raise AssertionError


def test_the_sentence_after_a_crash_names_the_log_and_nothing_private(tmp_path: Path) -> None:
    told = crashed(tmp_path / "crash.log")
    assert str(tmp_path / "crash.log") in told
    assert PRIVATE not in told


def test_the_log_names_the_line_and_nothing_private(tmp_path: Path) -> None:
    crashed(tmp_path / "crash.log")
    written = (tmp_path / "crash.log").read_text()
    assert "in fail_with" in written
    assert PRIVATE not in written


def test_the_log_is_its_owners_alone(tmp_path: Path) -> None:
    crashed(tmp_path / "state" / "crash.log")
    assert stat.S_IMODE((tmp_path / "state" / "crash.log").stat().st_mode) == 0o600


def test_a_second_crash_is_added_to_the_first(tmp_path: Path) -> None:
    crashed(tmp_path / "crash.log")
    crashed(tmp_path / "crash.log")
    assert (tmp_path / "crash.log").read_text().count("builtins.ValueError:") == 2


def test_the_log_does_not_follow_a_link(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("kept")
    (tmp_path / "crash.log").symlink_to(tmp_path / "other")
    assert "could not be written" in crashed(tmp_path / "crash.log")
    assert (tmp_path / "other").read_text() == "kept"


def test_what_led_to_an_error_is_told_too(tmp_path: Path) -> None:
    try:
        try:
            fail_with(PRIVATE)
        except ValueError as first:
            raise OSError(28, "No space left on device") from first
    except OSError as second:
        CrashLog(tmp_path / "crash.log").record(second)
    written = (tmp_path / "crash.log").read_text()
    assert "No space left on device" in written
    assert "in fail_with" in written
    assert PRIVATE not in written


def test_an_error_in_a_thread_or_at_the_top_prints_nothing_private(tmp_path: Path) -> None:
    program = (
        "import sys, threading; from pathlib import Path; from tui.terminal.terminal import CrashLog\n"
        "CrashLog(Path(sys.argv[1])).catch_the_rest()\n"
        f"def fail(): raise ValueError({PRIVATE!r})\n"
        "thread = threading.Thread(target=fail); thread.start(); thread.join()\n"
        "fail()\n"
    )
    log = tmp_path / "crash.log"
    ran = subprocess.run([sys.executable, "-c", program, log], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert PRIVATE not in ran.stdout + ran.stderr + log.read_text()
    assert log.read_text().count("builtins.ValueError:") == 2


def test_the_terminal_is_checked_without_loading_textual() -> None:
    program = "import sys, tui.terminal.terminal; print('textual' in sys.modules, 'rich' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]


def test_the_log_goes_nowhere_when_its_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "could not be written" in crashed(tmp_path / "file" / "crash.log")
