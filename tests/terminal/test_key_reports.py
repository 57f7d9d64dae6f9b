"""A report of a key is the key it means, or none; none of them can end the app."""

from __future__ import annotations

import pytest
from textual import events

from tui.terminal.reader import TerminalReader
from tui.terminal.window_size import bounded


def keys(sequence: str) -> list[tuple[str, str | None]]:
    """Return the keys a sequence means, each with the text it types."""
    found = list(TerminalReader(lambda: bounded(80, 24)).read(sequence.encode()))
    assert all(isinstance(each, events.Key) for each in found)
    return [(each.key, each.character) for each in found if isinstance(each, events.Key)]


@pytest.mark.parametrize(
    ("report", "key", "text"),
    [
        ("\x1b[97u", "a", "a"),
        ("\x1b[97;;97u", "a", "a"),
        ("\x1b[97;1:1u", "a", "a"),
        ("\x1b[97;1:2u", "a", "a"),
        ("\x1b[97:65;2u", "A", "A"),
        ("\x1b[97:65;2;65u", "A", "A"),
        ("\x1b[97;65u", "a", "a"),
        ("\x1b[1089::99;5u", "ctrl+c", None),
        ("\x1b[97;5;97u", "ctrl+a", None),
        ("\x1b[0;;233u", "é", "é"),
        ("\x1b[13u", "enter", "\r"),
        ("\x1b[13;1:1u", "enter", "\r"),
        ("\x1b[27u", "escape", None),
        ("\x1b[1;1:1A", "up", None),
        ("\x1b[1;5A", "ctrl+up", None),
        ("\x1b[1;2R", "shift+f3", None),
        ("\x1b[27;2;65~", "shift+A", None),
        ("\x1b[27;5;120~", "ctrl+x", None),
        ("\x1b[3~", "delete", None),
        ("\x1b[3;5~", "ctrl+delete", None),
    ],
)
def test_a_report_is_the_key_it_means(report: str, key: str, text: str | None) -> None:
    assert keys(report) == [(key, text)]


@pytest.mark.parametrize(
    "report",
    [
        "\x1b[97;1:3u",
        "\x1b[1;1:3A",
        "\x1b[3;1:3~",
        "\x1b[13;1:3u",
        "\x1b[1114112u",
        "\x1b[99999999999999999999u",
        "\x1b[55296u",
        "\x1b[1u",
        "\x1b[155u",
        "\x1b[97;99999u",
        "\x1b[97;1:9u",
        "\x1b[97;1;97;97u",
        "\x1b[1:2:3:4u",
        "\x1b[99~",
        "\x1b[113A",
        "\x1b[113H",
        "\x1b[57441;2u",
        "\x1b[:;:;:u",
        "\x1b[u",
        "\x1b[24;80R",
        "\x1b[?62;22c",
        "\x1b[>1;10;0c",
        "\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16q",
        "\x1bO~",
    ],
)
def test_a_report_that_is_no_key_is_nothing(report: str) -> None:
    assert keys(report) == []
    assert keys(f"{report}j") == [("j", "j")]


def test_a_report_may_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.DISABLE_KITTY_KEY", True)
    assert keys("\x1b[A\x1b[1;5A") == [("up", None), ("ctrl+up", None)]
    assert keys("\x1b[1;1:3A") == []
