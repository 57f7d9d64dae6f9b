"""Why a number on a contact's page is what it is: the rule and the facts it used, in a sentence or two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tui.domain.dates.spans import day_words
from tui.domain.measures.warmth import (
    BALANCE_HALF_LIFE,
    BALANCE_SPEAKS_ABOVE,
    DEPTH_SHOWN_FROM,
    HALF_LIFE_WITHOUT_RHYTHM,
    USUAL_FEELING,
    Balance,
    FeltTouch,
    depth,
    depth_word,
    warmth,
    warmth_word,
)
from tui.domain.number_words import part_word, tenths_words
from tui.domain.practice.explain import counted
from tui.domain.rhythms.advisor import ASK_EVERY_DAYS, FASTER_BELOW, SLOWER_ABOVE
from tui.domain.rhythms.rhythm import rhythm_words


def warmth_number(touches: Sequence[FeltTouch], ideal_days: int | None, today: date) -> str:
    """Say how warmth is measured, and by which touch (practice model, 4)."""
    value = warmth(touches, ideal_days, today)
    if value <= 0:
        return "Warmth is “seed”: there was no real hello yet."
    best = max(touches, key=lambda touch: warmth([touch], ideal_days, today))
    felt = USUAL_FEELING if best.feeling is None else best.feeling
    half = 2 * ideal_days if ideal_days else HALF_LIFE_WITHOUT_RHYTHM
    return (
        f"Warmth is {value:.0f} of 100, “{warmth_word(value)}”: the best single touch, of"
        f" {day_words(best.on, today)}, weighs {best.weight:g} and felt like {felt} of 5; it halves every"
        f" {half} days. Many messages do not add up."
    )


def depth_number(touches: Sequence[FeltTouch]) -> str:
    """Say how depth is measured (practice model, 4)."""
    value = depth(touches)
    if value is None or len(touches) < DEPTH_SHOWN_FROM:
        return f"Depth is shown from {DEPTH_SHOWN_FROM} times in touch on."
    return (
        f"Depth is {value:.2f} of 1, “{depth_word(value)}”: how rich {counted(len(touches), 'touch', 'touches')}"
        " usually were, by channel and by how they felt, the later counting more. It does not fade."
    )


def balance_number(found: Balance) -> str:
    """Say how give and take are weighed (practice model, 4)."""
    return (
        f"Given {found.given:.1f}, received {found.received:.1f}, each thing halving every {BALANCE_HALF_LIFE} days:"
        f" a balance of {found.value:+.2f}, and beyond {part_word(BALANCE_SPEAKS_ABOVE)} it is said. Nothing is ever"
        " held back because of it."
    )


def advice_reason(usual_days: int, ideal_days: int) -> str:
    """Say what the rhythm advisor looked at (practice model, 3.6)."""
    return (
        f"Your last touches lie about {usual_days} days apart, and the rhythm is {rhythm_words(ideal_days)}."
        f" From {part_word(SLOWER_ABOVE - 1)} as long again, or below {tenths_words(FASTER_BELOW)}, another is"
        f" suggested; you decide, and are asked once in {ASK_EVERY_DAYS} days."
    )


def talk_ahead(on: date) -> str:
    """Say why a talk that is dated ahead of the clock does not count yet."""
    return (
        f"A talk dated {on:%a} {on.day} {on:%b %Y} lies ahead of the clock and counts from that day on."
        " `rapport check` says how to move it."
    )
