"""What every test stands on: an empty home of its own, a fixed zone, plain-text screen snapshots."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from syrupy.assertion import SnapshotAssertion

from tests.passing_over import need
from tests.screen_text import ScreenTextExtension

ZONE = "Europe/Berlin"
"""Not UTC, and with summer time: a day mixed up with an instant shows itself."""
NOW = "2026-11-23T09:00:00+01:00"
"""What every program that a test starts takes for this instant: none of them reads the real clock by accident."""

LONGEST_ID = 32
"""How much of a text an id holds."""

_XDG = {
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_RUNTIME_DIR": ".run",
    "XDG_STATE_HOME": ".local/state",
}
_DROPPED = ("RAPPORT_", "TEXTUAL", "LC_")
_DROPPED_NAMES = {"COLUMNS", "LANGUAGE", "LINES", "NO_COLOR", "TMUX", "TMUX_PANE", "XDG_CONFIG_DIRS"}
_NUMBERS = count(1)

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "default")


def _move_in(patch: pytest.MonkeyPatch, home: Path) -> None:
    """Make ``home`` the home of everything that runs from here on; XDG folders are not made."""
    home.mkdir(parents=True)
    for name in list(os.environ):
        if name.startswith(_DROPPED) or name in _DROPPED_NAMES:
            patch.delenv(name)
    patch.setenv("HOME", str(home))
    for name, folder in _XDG.items():
        patch.setenv(name, str(home / folder))
    patch.setenv("LANG", "C.UTF-8")
    patch.setenv("RAPPORT_NOW", NOW)
    patch.setenv("TERM", "xterm-256color")
    patch.setenv("TZ", ZONE)
    time.tzset()


@pytest.fixture(scope="session", autouse=True)
def _home_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep fixtures of a wider scope out of the real home as well."""
    with pytest.MonkeyPatch.context() as patch:
        _move_in(patch, tmp_path_factory.getbasetemp() / "homes" / "run")
        yield
    time.tzset()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return this test its own empty home folder, with HOME and XDG pointing at it."""
    folder = tmp_path_factory.getbasetemp() / "homes" / str(next(_NUMBERS))
    _move_in(monkeypatch, folder)
    return folder


def pytest_make_parametrize_id(val: object) -> str | None:
    """Call a case by the beginning of its text: ids are listed, sent to each worker and typed again."""
    text = ascii(val).removeprefix("b")[1:-1] if type(val) in (str, bytes) else ""
    return f"{text[:LONGEST_ID]}.." if len(text) > LONGEST_ID else None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the endurance tests run at full length."""
    parser.addoption("--long", action="store_true", help="run the endurance tests at full length (minutes)")


@pytest.fixture
def is_long(pytestconfig: pytest.Config) -> bool:
    """Whether an endurance test is to run at full length."""
    return bool(pytestconfig.getoption("--long"))


@pytest.fixture
def screen_snapshot(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compare the text of a screen with its file under ``snapshots`` beside the test."""
    return snapshot.use_extension(ScreenTextExtension)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Pass over what is only for --long, and a terminal test where tmux is missing unless all must be tested."""
    if item.get_closest_marker("long") and not item.config.getoption("--long"):
        pytest.skip("only with --long")
    if item.get_closest_marker("terminal"):
        need("tmux", "tmux", is_there=shutil.which("tmux") is not None)
