"""What a command loads: the shell lines stay quick because nothing heavy comes along."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

HEAVY = frozenset({"textual", "rich", "sqlite_utils", "pendulum"})
SLOW = frozenset({"dataclasses", "inspect", "tempfile", "typing_extensions"})
"""What costs a line that only reads a tenth of its time or more, all together."""
READS_ONLY = ("due", "streak", "today")
"""The lines a prompt or a login may run every time: they load nothing but the standard library and click."""

SAMPLES: dict[str, tuple[str, ...]] = {
    "add": ("Bea Okoro every:2w",),
    "backup": ("copy.db",),
    "check": (),
    "circle": ("friends", "--closeness", "2"),
    "completion": ("bash",),
    "config": ("path",),
    "delete": ("interaction", "1"),
    "demo": ("--contacts", "5", "--interactions", "5", "--out", "demo.db"),
    "doctor": (),
    "due": ("--json",),
    "duplicates": ("--json",),
    "export": ("json", "-"),
    "find": ("ann",),
    "follow-up": ("@ann.lee fri call back",),
    "import": ("cards.vcf", "--dry-run"),
    "init": (),
    "json": (),
    "list": (),
    "log": ("@ann.lee call, all well",),
    "man": (),
    "outbox": ("call", "@ann.lee"),
    "practice": (),
    "recover": ("copy.db", "recovered.db"),
    "redo": (),
    "restore": ("copy.db",),
    "rhythm": ("ann.lee", "6w"),
    "show": ("ann.lee",),
    "pause": ("ann.lee",),
    "resume": ("ann.lee",),
    "skip": ("ann.lee",),
    "snooze": ("ann.lee", "fri"),
    "star": ("ann.lee",),
    "starters": ("list",),
    "streak": ("--json",),
    "today": ("--json",),
    "trash": (),
    "undo": (),
}
"""How each command is run here. ``keys`` is not among them: it reads the live bindings of the app."""

CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Cy Moss\r\nN:Moss;Cy;;;\r\nEND:VCARD\r\n"

RUN = """
import sys
from tui.cli.entry import main
sys.argv = ["rapport", *sys.argv[1:]]
try:
    code = main()
except SystemExit as end:
    code = end.code
print(code or 0, *sorted(sys.modules), file=sys.stderr)
"""


def commands() -> list[str]:
    """Return every command of the command line but ``keys``; none while there is no command line."""
    if find_spec("tui.cli.group") is None:
        return []
    group = import_module("tui.cli.group").rapport
    with click.Context(group) as context:
        return [name for name in group.list_commands(context) if name != "keys"]


def loaded_by(code: str, *arguments: str, folder: Path) -> tuple[int, set[str]]:
    """Run Python code in an interpreter of its own; give its exit code and the packages it loaded."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env={**os.environ, "RAPPORT_NOW": "2026-11-23T09:00:00+01:00", "PYTHONPATH": os.getcwd()},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    status, *modules = done.stderr.splitlines()[-1].split()
    return int(status), {module.partition(".")[0] for module in modules}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a card to import, beside a book with one contact in it."""
    (tmp_path / "cards.vcf").write_text(CARD, newline="")
    assert loaded_by(RUN, "add", "Ann Lee every:2w", folder=tmp_path)[0] == 0
    return tmp_path


def test_the_services_know_nothing_of_textual(tmp_path: Path) -> None:
    code = "import sys, tui.services; print(0, *sys.modules, file=sys.stderr)"
    assert sorted(loaded_by(code, folder=tmp_path)[1] & {"textual", "rich"}) == []


def test_every_service_knows_nothing_of_textual(tmp_path: Path) -> None:
    code = """
import importlib, pkgutil, sys, tui.services
for module in pkgutil.walk_packages(tui.services.__path__, "tui.services."):
    importlib.import_module(module.name)
print(0, *sys.modules, file=sys.stderr)
"""
    assert sorted(loaded_by(code, folder=tmp_path)[1] & {"textual", "rich"}) == []


def test_the_app_opens_without_what_only_draws_errors(tmp_path: Path) -> None:
    code = "import sys, tui.app.app; print(0, *sys.modules, file=sys.stderr)"
    assert "pygments" not in loaded_by(code, folder=tmp_path)[1]


def test_there_is_a_command_line() -> None:
    assert set(READS_ONLY) <= set(commands())


def test_every_command_has_a_sample_here() -> None:
    missing = sorted(set(commands()) - set(SAMPLES))
    assert not missing, f"Say in SAMPLES how to run {', '.join(missing)}."


@pytest.mark.parametrize("command", [name for name in commands() if name in SAMPLES])
def test_a_command_never_loads_textual(command: str, folder: Path) -> None:
    status, loaded = loaded_by(RUN, command, *SAMPLES[command], folder=folder)
    assert status != 1, f"rapport {command} met a bug."
    assert sorted(loaded & {"textual", "rich"}) == []


@pytest.mark.parametrize("command", READS_ONLY)
def test_a_line_that_only_reads_loads_nothing_heavy(command: str, folder: Path) -> None:
    status, loaded = loaded_by(RUN, command, *SAMPLES[command], folder=folder)
    assert status == 0
    assert sorted(loaded & (HEAVY | SLOW)) == []
