"""Forty texts that try to be obeyed, and what every one of them must leave behind: nothing.

A person can be called any of these; an import can hold all of them.
"""

from __future__ import annotations

import re

HOSTILE: tuple[str, ...] = (
    # Markup and broken tags
    "[bold red]Ann[/bold red]",
    "[@click=app.bell]Ann[/]",
    "[@click=app.exit()]press me",
    "Ann [/closed] [a=",
    "[/x]",
    "[[[]]][",
    "C:\\[x]",
    "back\\",
    "[link=file:///etc/passwd]Ann[/link]",
    "$name ${name} $text-error",
    # Escape sequences
    "\x1b[31mred\x1b[0m",
    "\x1b[2J\x1b[Hgone",
    "\x1b[?1049lleft the screen",
    "\x1b]0;owned\x07",
    "\x1b]52;c;b3duZWQ=\x07",
    "\x1b]52;c;b3duZWQ=\x1b\\",
    "\x1b]8;;http://example.invalid\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP+q544e\x1b\\",
    "\x1b_Gf=32;AAAA\x1b\\",
    "\x1b[6n\x1b[c\x1b[>q",
    "\x1bc",
    # Other control characters
    "nul\x00nul",
    "bell\x07back\x08space",
    "tab\tline\nfeed\rreturn",
    "vertical\x0bform\x0cshift\x0e\x0f",
    "delete\x7f",
    "\x9b31mC1 red",
    "\x9d0;C1 title\x9c",
    "\x85next\x8dreverse",
    "line\u2028separator\u2029paragraph",
    # Direction, joiners, marks
    "\u202etxt.exe\u202c",
    "\u2066isolate\u2069\u200f\u200e\u061c",
    "\ufeffbyte order mark",
    "Z\u0300\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030calgo",
    "lone \ud800 surrogate",
    # Width and length
    "山田太郎・株式会社",
    "👩\u200d👩\u200d👧\u200d👦 family ❤\ufe0f",
    "مرحبا بالعالم",
    "A" * 200,
    "漢" * 200,
)

ZERO_WIDTH = "zero\u200bwidth\u2060joiner\u00adhyphen"
"""Harmless, and measured as what it shows."""

_FORBIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def controls_in(text: str) -> set[str]:
    """Return the characters of a text that must never reach a terminal out of data."""
    return set(_FORBIDDEN.findall(text))
