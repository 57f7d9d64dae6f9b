"""The look: contrast that can be read, and colours that exist under every theme."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from tests.screen_text import text_of
from tests.widgets.stage import Stage
from tests.widgets.stage_program import facts
from tui.app.themes import ALLOTMENT_DARK, ALLOTMENT_LIGHT, TERMINAL_PALETTE, THEMES, variable_defaults
from tui.widgets.practice_strip import PracticeStrip

TEXT_CONTRAST = 4.5
"""What text of normal size needs (WCAG 2.1, 1.4.3)."""
RULE_CONTRAST = 3.0
"""What lines and signs need (WCAG 2.1, 1.4.11)."""
HUES = ("moss", "amber", "clay", "sky", "plum", "rust")

EXPECTED = {
    ("allotment-dark", "text"): 13.7,
    ("allotment-dark", "muted"): 7.1,
    ("allotment-dark", "faint"): 4.1,
    ("allotment-dark", "moss"): 8.4,
    ("allotment-dark", "amber"): 10.1,
    ("allotment-dark", "clay"): 7.3,
    ("allotment-dark", "sky"): 7.9,
    ("allotment-dark", "plum"): 7.5,
    ("allotment-dark", "rust"): 6.5,
    ("allotment-light", "text"): 13.6,
    ("allotment-light", "muted"): 6.2,
    ("allotment-light", "faint"): 3.9,
    ("allotment-light", "moss"): 5.9,
    ("allotment-light", "amber"): 6.0,
    ("allotment-light", "clay"): 5.9,
    ("allotment-light", "sky"): 6.6,
    ("allotment-light", "plum"): 7.1,
    ("allotment-light", "rust"): 6.6,
}
"""Contrast with the background, worked out when the colours were chosen."""

TRUE_COLOUR = {theme.name: theme for theme in (ALLOTMENT_DARK, ALLOTMENT_LIGHT)}


def luminance(colour: Color) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1)."""
    channels = [part / 255 for part in (colour.r, colour.g, colour.b)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.1)."""
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("theme", "role"), EXPECTED)
def test_contrast_is_what_was_worked_out(theme: str, role: str) -> None:
    chosen = TRUE_COLOUR[theme]
    assert contrast(chosen.variables[role], str(chosen.background)) == pytest.approx(
        EXPECTED[theme, role], abs=0.06
    )


@pytest.mark.parametrize("theme", TRUE_COLOUR)
@pytest.mark.parametrize("role", ["text", "muted", *HUES])
def test_text_can_be_read_on_every_ground(theme: str, role: str) -> None:
    chosen = TRUE_COLOUR[theme]
    grounds = (chosen.background, chosen.surface)
    assert all(contrast(chosen.variables[role], str(ground)) >= TEXT_CONTRAST for ground in grounds)


@pytest.mark.parametrize("theme", TRUE_COLOUR)
def test_rules_can_be_seen(theme: str) -> None:
    chosen = TRUE_COLOUR[theme]
    assert contrast(chosen.variables["faint"], str(chosen.background)) >= RULE_CONTRAST


@pytest.mark.parametrize("theme", TRUE_COLOUR)
def test_text_can_be_read_on_the_selection(theme: str) -> None:
    chosen = TRUE_COLOUR[theme]
    assert contrast(chosen.variables["text"], chosen.variables["selection"]) >= TEXT_CONTRAST


def test_the_terminal_theme_names_no_colour_of_its_own() -> None:
    colours = {value for value in TERMINAL_PALETTE.variables.values() if value.startswith("#")}
    assert colours == set()


def test_the_terminal_theme_uses_no_bright_black() -> None:
    assert "ansi_bright_black" not in TERMINAL_PALETTE.variables.values()


def test_overdue_and_errors_differ_in_every_theme() -> None:
    assert all(theme.variables["clay"] != theme.variables["rust"] for theme in THEMES)


@pytest.mark.parametrize("theme", BUILTIN_THEMES)
def test_every_theme_of_textual_knows_our_colours(theme: str) -> None:
    assert {*HUES, "muted", "faint", "selection"} <= set(variable_defaults(BUILTIN_THEMES[theme]))


@pytest.mark.parametrize("theme", ["allotment-dark", "allotment-light", "terminal", "nord", "ansi-dark"])
async def test_the_look_changes_while_the_app_runs(theme: str) -> None:
    strip = PracticeStrip()
    app = Stage(strip)
    async with app.run_test(size=(80, 4)) as pilot:
        strip.facts = facts("One small hello keeps the rhythm.")
        app.theme = theme
        await pilot.pause()
        assert "streak 12 days" in text_of(app)
