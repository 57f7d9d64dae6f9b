"""Which signs are drawn where."""

from __future__ import annotations

import pytest
from msgspec.structs import astuple, fields

from tui.widgets.glyphs import ASCII, UNICODE, Glyphs, choose_glyphs


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "en_GB.UTF-8"}, UNICODE),
        ({"LANG": "C.UTF-8"}, UNICODE),
        ({"LANG": "de_DE.utf8", "TERM": "xterm-256color"}, UNICODE),
        ({"LANG": "en_GB.UTF-8", "TERM": "linux"}, ASCII),
        ({"LANG": "ja_JP.UTF-8"}, ASCII),
        ({"LANG": "zh_CN.UTF-8"}, ASCII),
        ({"LANG": "ko_KR.UTF-8"}, ASCII),
        ({"LANG": "en_US.ISO-8859-1"}, ASCII),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "POSIX"}, ASCII),
        ({"LANG": "C", "LC_ALL": "en_GB.UTF-8"}, UNICODE),
        ({"LC_CTYPE": "UTF-8"}, UNICODE),
        ({"LC_CTYPE": "C.UTF-8"}, ASCII),
        ({}, ASCII),
    ],
)
def test_auto_follows_locale_and_terminal(environment: dict[str, str], expected: Glyphs) -> None:
    assert choose_glyphs("auto", environment) is expected


@pytest.mark.parametrize(("setting", "expected"), [("unicode", UNICODE), ("ascii", ASCII)])
def test_a_setting_overrules_the_terminal(setting: str, expected: Glyphs) -> None:
    assert choose_glyphs(setting, {"LANG": "ja_JP.UTF-8"}) is expected


def test_the_plain_set_is_plain() -> None:
    assert all(sign.isascii() for sign in astuple(ASCII))


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_states_differ_by_shape(glyphs: Glyphs) -> None:
    states = [glyphs.overdue, glyphs.due, glyphs.later, glyphs.resting, glyphs.done]
    assert len(set(states)) == len(states)


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
def test_days_of_the_strip_differ_by_shape(glyphs: Glyphs) -> None:
    days = [glyphs.done, glyphs.later, glyphs.rest_day, glyphs.resting, glyphs.spared, glyphs.heat_none, " "]
    assert len(set(days)) == len(days)


def test_no_sign_is_an_emoji_or_braille() -> None:
    drawn = "".join(getattr(UNICODE, field.name) for field in fields(UNICODE))
    assert not [sign for sign in drawn if ord(sign) > 0xFFFF or 0x2800 <= ord(sign) < 0x2900]


@pytest.mark.parametrize(("value", "drawn"), [(0, "▱▱▱"), (2, "▰▰▱"), (3, "▰▰▰"), (9, "▰▰▰"), (-1, "▱▱▱")])
def test_a_meter_never_runs_over(value: int, drawn: str) -> None:
    assert UNICODE.meter(value, 3) == drawn


@pytest.mark.parametrize(("share", "drawn"), [(0.0, "-----"), (0.5, "###--"), (1.0, "#####")])
def test_a_share_is_a_bar(share: float, drawn: str) -> None:
    assert ASCII.share(share, 5) == drawn
