"""Commands against streams, files and environments nobody would choose: a sentence and its exit code, never a crash."""

from __future__ import annotations

import os
import random
import shlex
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

COMMANDS = (
    *("today", "today --json", "due", "streak", "list --json", "show ann", "find harbour", "keys", "--help"),
    *(
        "export json -",
        "export vcard -",
        "check",
        "doctor",
        "log 'call @ann'",
        "add 'Bo Ek'",
        "undo",
        "nonsense",
    ),
    *("delete interaction 99999999999999999999999", "show -- -1", "due --limit 9223372036854775807"),
)
STREAMS = ("", ">/dev/full", ">&-", "2>&-", "2>/dev/full", "<&-", ">&- 2>&- <&-", "2>&- >/dev/full")
ENVIRONMENTS: tuple[dict[str, str | None], ...] = (
    {},
    {"RAPPORT_NOW": "0001-01-01T00:00:00Z"},
    {"RAPPORT_NOW": "9999-12-31T23:59:59Z"},
    {"RAPPORT_NOW": None, "TZ": "UTC+99"},
    {"RAPPORT_NOW": None, "TZ": "../../etc/passwd"},
    {"HOME": None},
    {"HOME": "/dev/null"},
    {"XDG_DATA_HOME": "relative"},
    {"LC_ALL": "nonsense", "LANG": "xx_YY.none"},
    {"RAPPORT_DB": ":memory:"},
    {"RAPPORT_DB": "file:x?mode=ro"},
    {"RAPPORT_DB": "{home}/two\nlines.db"},
    {"RAPPORT_DB": "{home}/pipe"},
    {"RAPPORT_DB": "/dev/zero"},
    {"RAPPORT_CONFIG": "{home}/pipe"},
    {"RAPPORT_CONFIG": "/dev/zero"},
    {"RAPPORT_CONFIG": "{home}"},
    {"RAPPORT_CONFIG": "{home}/deep.toml"},
    {"RAPPORT_CONFIG": "{home}/number.toml"},
    {"RAPPORT_CONFIG": "{home}/latin.toml"},
    {"RAPPORT_CONFIG": "{home}/large.toml"},
    {"RAPPORT_CONFIG": "{home}/zone.toml"},
    {"PYTHONUNBUFFERED": "1"},
)
PATHS = ("{home}/pipe", "/dev/null", "/dev/stdout", "{home}", "{home}/new.vcf")
KNOWN_CODES = {0, 2, 3, 4, 5, 6, 74}


@pytest.fixture
def furnished(home: Path) -> Path:
    """Return a home with a book of one, and with the files nobody would choose."""
    os.mkfifo(home / "pipe")
    (home / "deep.toml").write_text("a = " + "[" * 100_000)
    (home / "number.toml").write_text("a = " + "9" * 100_000)
    (home / "latin.toml").write_bytes(b'theme = "\xff"')
    (home / "zone.toml").write_text('zone = "../../etc/passwd"')
    with (home / "large.toml").open("wb") as large:
        large.truncate(100_000_000)
    for line in ("add 'Ann Lee every:monthly'", "log 'call @ann the harbour'"):
        assert _run(home, line, "", {}).returncode == 0
    return home


def _run(
    home: Path, command: str, streams: str, more: dict[str, str | None]
) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ)
    for name, value in more.items():
        if value is None:
            environment.pop(name, None)
        else:
            environment[name] = value.format(home=home)
    line = f"{shlex.quote(sys.executable)} -m tui {command.format(home=home)} {streams}"
    return subprocess.run(
        ["/bin/sh", "-c", line],
        env={**environment, "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )


def _complaint(done: subprocess.CompletedProcess[str]) -> str:
    """Say what is wrong with how a command ended; empty where nothing is."""
    if done.returncode not in KNOWN_CODES:
        return f"exit code {done.returncode}: {done.stderr}"
    if "Traceback" in done.stderr or "went wrong" in done.stderr or "Exception ignored" in done.stderr:
        return done.stderr
    return ""


def test_any_command_with_any_stream_and_environment_ends_with_a_sentence(
    furnished: Path, is_long: bool
) -> None:
    every = [
        *product(COMMANDS, STREAMS, ENVIRONMENTS),
        *product(
            [f"export {kind} {path}" for kind in ("vcard", "json", "markdown") for path in PATHS], [""], [{}]
        ),
        *product([f"backup {path}" for path in PATHS], STREAMS, [{}]),
    ]
    chosen = random.Random(21).sample(every, 1500 if is_long else 25)
    wrong = [
        (command, streams, more, said)
        for command, streams, more in chosen
        if (said := _complaint(_run(furnished, command, streams, dict(more))))
    ]
    assert wrong == []


@pytest.mark.parametrize("streams", [">/dev/full", ">&-"])
@pytest.mark.parametrize("command", ["list", "export json -"])
def test_an_answer_that_cannot_be_printed_ends_with_74_and_one_sentence(
    furnished: Path, command: str, streams: str
) -> None:
    done = _run(furnished, command, streams, {})
    assert (done.returncode, done.stderr.count("\n")) == (74, 1)
    assert done.stderr.startswith("The answer could not be printed: ")


def test_a_configuration_that_never_ends_is_not_waited_for(furnished: Path) -> None:
    done = _run(furnished, "today", "", {"RAPPORT_CONFIG": "{home}/pipe"})
    assert done.returncode == 2
    assert "is not a plain file" in done.stderr


def test_an_export_takes_the_place_of_no_pipe(furnished: Path) -> None:
    done = _run(furnished, "export vcard {home}/pipe", "", {})
    assert done.returncode == 3
    assert "is a pipe. Nothing was written." in done.stderr
    assert (furnished / "pipe").is_fifo()


@pytest.mark.parametrize("name", [":memory:", "file:book.db", "what?.db", "two\nlines.db"])
def test_what_is_no_name_of_a_file_is_refused_and_makes_none(furnished: Path, name: str) -> None:
    before = sorted(furnished.iterdir())
    done = _run(furnished, "add Cy", "", {"RAPPORT_DB": name})
    assert done.returncode == 2
    assert "is not the name of a file" in done.stderr
    assert sorted(furnished.iterdir()) == before
