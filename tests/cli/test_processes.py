"""The real command in processes of its own: an empty home, pipes that close, and nothing heavy loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("textual", "rich", "sqlite_utils", "pendulum", "click", "platformdirs")
NOW = "2026-11-23T09:00:00+01:00"


def run(*words: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m tui`` in this test's empty home, without LANG."""
    kept = {name: value for name, value in os.environ.items() if name in ("HOME", "PATH", "TZ")}
    return subprocess.run(
        [sys.executable, "-m", "tui", *words],
        input=stdin,
        env={**kept, "RAPPORT_NOW": NOW, **more},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def test_a_day_is_lived_from_an_empty_home(home: Path) -> None:
    assert run("add", "Zoë Martín", "every:monthly").returncode == 0
    assert run("log", "call", "@zoe", "2026-10-20").returncode == 0
    (row,) = json.loads(run("today", "--json").stdout)
    assert (row["name"], row["tier"]) == ("Zoë Martín", "rhythm")
    book = home / ".local/share/rapport/rapport.db"
    assert book.stat().st_mode & 0o777 == 0o600


def test_the_database_of_the_environment_gives_way_to_the_flag(tmp_path: Path) -> None:
    flag, environment = tmp_path / "flag.db", tmp_path / "environment.db"
    assert run("--db", str(flag), "add", "Maya", RAPPORT_DB=str(environment)).returncode == 0
    assert (flag.exists(), environment.exists()) == (True, False)


def test_reading_makes_no_file(home: Path) -> None:
    for line in ("today", "due --json", "streak", "due --motd", "list", "find x"):
        assert run(*line.split()).returncode == 0
    assert list(home.iterdir()) == []


def test_the_app_without_a_terminal_is_refused_in_one_line(home: Path) -> None:
    done = run()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert list(home.iterdir()) == []


def test_a_pipe_that_closes_early_is_no_error() -> None:
    line = [sys.executable, "-m", "tui", "streak", "--json"]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(line, stdout=writer, stderr=subprocess.PIPE, env={**os.environ, "RAPPORT_NOW": NOW})
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_names_print_even_where_the_encoding_knows_no_accents() -> None:
    run("add", "Zoë Martín")
    done = run("list", "--json", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["name"] == "Zoë Martín"


@pytest.mark.parametrize(
    "line", ["due --json", "today --json", "streak --json", "due --motd", "today --count"]
)
def test_a_line_that_only_reads_loads_nothing_heavy(line: str) -> None:
    run("add", "Maya Okafor", "every:monthly")
    code = (
        "import sys; from tui.cli.entry import main; assert main(sys.argv[1:]) == 0;"
        "print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *line.split()],
        env={**os.environ, "RAPPORT_NOW": NOW},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert sorted(loaded & set(HEAVY)) == []
