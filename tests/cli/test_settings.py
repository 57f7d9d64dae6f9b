"""Practice, configuration and completion on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tui.cli.practice import weekdays_of
from tui.config import Config, read_config
from tui.domain.errors import InvalidInput


@pytest.mark.parametrize(
    ("text", "days"),
    [("mon,wed", {0, 2}), ("mon-fri", {0, 1, 2, 3, 4}), ("sat-mon", {5, 6, 0}), ("Tuesday, th", {1, 3})],
)
def test_weekdays_are_read_by_name_list_and_range(text: str, days: set[int]) -> None:
    assert weekdays_of(text) == days


@pytest.mark.parametrize("text", ["t", "someday", "mon;tue", "1"])
def test_what_is_no_weekday_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        weekdays_of(text)


def test_the_practice_is_shown_as_it_was_chosen(rapport: Shell) -> None:
    rapport.ok("practice", "--days", "mon,wed,fri", "--pace", "5", "--pause", "2026-11-24", "2026-11-30")
    assert rapport.ok("practice", "--json").json == {
        "mode": "daily",
        "days": ["mon", "wed", "fri"],
        "per_week": None,
        "pace": 5,
        "plan": "",
        "pauses": [{"from": "2026-11-24", "to": "2026-11-30"}],
    }
    assert "Tue 24 Nov to Mon 30 Nov" in rapport.ok("practice").out


@pytest.mark.parametrize(
    "words", [("--days", "mon", "--weekly", "3"), ("--from", "fri"), ("--pace", "11"), ("--weekly", "8")]
)
def test_a_practice_that_cannot_be_is_refused(rapport: Shell, words: tuple[str, ...]) -> None:
    assert rapport("practice", *words).code == 2


def test_a_pause_that_cannot_be_leaves_the_other_knobs_alone(rapport: Shell) -> None:
    said = rapport("practice", "--pause", "2026-13-45", "2026-11-30", "--pace", "7")
    assert said.code == 2
    assert rapport.ok("practice", "--json").json["pace"] == 3


def test_a_first_configuration_changes_nothing_and_is_never_overwritten(rapport: Shell) -> None:
    rapport.ok("config", "init")
    path = Path(rapport.ok("config", "path").out.strip())
    assert read_config(path) == Config()
    assert rapport.ok("config", "check").out == f"{path} is fine.\n"
    assert rapport("config", "init").code == 3


def test_every_line_of_the_first_configuration_is_a_setting(rapport: Shell, tmp_path: Path) -> None:
    rapport.ok("config", "init")
    text = Path(rapport.ok("config", "path").out.strip()).read_text()
    live = [line.removeprefix("# ") for line in text.splitlines()[1:] if line.startswith("# ")]
    path = tmp_path / "live.toml"
    path.write_text("\n".join(live))
    assert read_config(path) == Config(keys={"today.log": "l"})


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('theme = "dark"', "theme is one of allotment-dark, allotment-light, terminal."),
        ("glyphs = 3", "glyphs wants text in quotes."),
        ('mouse = "yes"', "mouse wants true or false."),
        ("database = 2026-01-01", "database wants text in quotes."),
        ("keys.today.log = 1", '[keys] holds lines like today.log = "x".'),
        ('keys = "x"', '[keys] holds lines like today.log = "x".'),
        ("horoscope = true", "'horoscope' is not a setting. The settings are theme, glyphs, zone"),
    ],
)
def test_a_setting_that_cannot_be_says_its_line_and_what_can(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(f"# mine\nregion = 'PT'\n{line}\n")
    with pytest.raises(InvalidInput) as caught:
        read_config(path)
    assert f"{path}, line 3: {words}" in str(caught.value)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_a_shell(rapport: Shell, shell: str) -> None:
    assert "_RAPPORT_COMPLETE" in rapport.ok("completion", shell).out


def test_help_names_every_command(rapport: Shell) -> None:
    from tui.cli.group import COMMANDS

    said = rapport.ok("--help").out
    assert [name for name in COMMANDS if f"\n  {name} " not in said] == []
