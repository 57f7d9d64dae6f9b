"""Keys as nobody would press them: at random over every view, bar, form, list and menu, never the way out."""

from __future__ import annotations

import random
from collections.abc import Iterator

CARDS = "few.vcf"
"""What is now and then brought in, from the folder the program runs in; its name has no q, which would leave."""
WAY_OUT = "Leave; everything is saved"
"""While this stands on the screen Enter could end the program."""
HOME = ("escape", "escape", "escape", "escape", "1")
"""From anywhere back to Today, with nothing open."""
_LETTERS = "abcdefghijklmnoprstuvwxyz"
_MOVES = (
    *("down", "up", "left", "right", "pagedown", "pageup", "home", "end", "tab", "shift+tab"),
    *("j", "k", "g", "G", " ", "x", "*"),
)
_ACTS = "lscfaeRptzSMdrwonbmVD=FnALyEv[]PhUuT?/:#>X"
_CONTROLS = tuple(f"ctrl+{letter}" for letter in "stgojpud")
_LINE = 30
_ERRANDS = (
    (*HOME, ":", *f"import {CARDS}", "enter", "enter", "enter", "enter"),
    (*HOME, ":", *"backup", "enter"),
    (*HOME, "2", " ", "down", " ", "M"),
    (*HOME, "2", "="),
    (*HOME, "2", "/", *"ma", "enter", "escape"),
    (*HOME, "2", "F"),
    (*HOME, "2", "n", *"likes tea", "enter"),
    (*HOME, "3", "w", "["),
    (*HOME, "c", *"hello there", "enter"),
    (*HOME, "l", *"call about the plan", "enter"),
    (*HOME, "a", *"Zoe Quick #work", "enter"),
    (*HOME, "e", "down", *"xx", "ctrl+s"),
    (*HOME, "/", *"maya", "enter"),
    (*HOME, "T"),
    (*HOME, "?"),
    HOME,
)
"""What chance alone would hardly ever begin, or finish."""


def wander(seed: int) -> Iterator[str]:
    """Yield keys without end, the same ones for the same seed; everything is opened once first."""
    chance = random.Random(seed)
    for errand in _ERRANDS:
        yield from errand
    while True:
        number = chance.random()
        if number < 0.06:
            yield from chance.choice(_ERRANDS)
        elif number < 0.18:
            yield "escape"
        elif number < 0.26:
            yield "enter"
        elif number < 0.30:
            yield chance.choice("123")
        elif number < 0.48:
            yield chance.choice(_MOVES)
        elif number < 0.75:
            yield chance.choice(_ACTS)
        elif number < 0.81:
            yield chance.choice(_CONTROLS)
        else:
            yield chance.choice(_LETTERS)


def type_on(seed: int) -> Iterator[str]:
    """Yield letters and spaces without end, as of somebody typing on and on and emptying the line now and then."""
    chance = random.Random(seed)
    while True:
        for number in range(_LINE):
            yield " " if number % 7 == 6 else chance.choice(_LETTERS)
        yield "ctrl+u"
