"""Numbers of a rule as a sentence says them, so that no sentence has to repeat one."""

from __future__ import annotations

_WORDS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_PARTS = {
    2: "half",
    3: "a third",
    4: "a quarter",
    5: "a fifth",
    10: "a tenth",
    20: "a twentieth",
    50: "a fiftieth",
}


def number_word(number: int) -> str:
    """Write a whole number out, "two"; from thirteen on in figures."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else str(number)


def part_word(share: float) -> str:
    """Write a share (0 to 1) as the part that comes nearest, "half", "a twentieth"."""
    nearest = min(_PARTS, key=lambda part: abs(1 / part - share))
    return _PARTS[nearest]


def tenths_words(share: float) -> str:
    """Write a share in tenths, "six tenths"."""
    return f"{number_word(round(10 * share))} tenths"


def long_span_words(days: int) -> str:
    """Write a long time, "a year", or the days."""
    return "a year" if days == 365 else f"{days} days"
