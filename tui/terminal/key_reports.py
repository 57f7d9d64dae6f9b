"""Reports of keys in the kitty protocol and xterm's, as the key they mean.

Textual reads the plainest form only (``textual._xterm_parser.XTermParser._parse_extended_key``): another
key beside the first, a kind of event, or a number beyond all characters raises in the thread that
reads; and a number it does not know is pressed as the letter of that number. The form is that of
https://sw.kovidgoyal.net/kitty/keyboard-protocol/ : ``CSI code:shifted:base ; modifiers:event ; text u``.
"""

from __future__ import annotations

import re

from msgspec import Struct
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS, MODIFIER_FUNCTIONAL_KEYS

NO_KEY = ""
"""What the report of a Shift or Ctrl alone means."""
ODD = "odd"
"""What a report means that was not asked for, as of a key let go, or that names no key there is."""

_OTHER_KEY = re.compile(r"\x1b\[27;([0-9]{1,3});([0-9]{1,7})~")
"""xterm's form (modifyOtherKeys): modifiers before the character."""
_KEY = re.compile(r"\x1b\[([0-9:;]*)([u~ABCDEFHPQRS])")
_SHIFT, _ALT, _CTRL = 1, 2, 4
_COMMANDS = 4 | 8 | 16 | 32
"""Ctrl, super, hyper and meta: together with one of them nothing is typed."""
_LOCKS = 64 | 128
"""Caps lock and num lock, which say nothing of the key."""
_MOST_MODIFIERS = 256
_PRESSED, _REPEATED = 1, 2
_PRIVATE = range(0xE000, 0xF900)
"""Where the protocol keeps keys without a character."""


class _Fields(Struct, frozen=True):
    code: int
    shifted: int
    base: int
    modifiers: int
    """As bits; 0 where none is held."""
    event: int
    text: str


def meant(sequence: str) -> str | None:
    """Return the plain form of a report of a key, NO_KEY or ODD for one of none, None where it is none."""
    other = _OTHER_KEY.fullmatch(sequence)
    if other is not None:
        sequence = f"\x1b[{other[2]};{other[1]}u"
    found = _KEY.fullmatch(sequence)
    if found is None:
        return None
    fields = _fields(found[1])
    if fields is None or fields.event not in (_PRESSED, _REPEATED):
        return ODD
    return _character(fields) if found[2] == "u" else _named(sequence, fields, found[2])


def _fields(written: str) -> _Fields | None:
    """Read the numbers of a report; None where there are more than there should be."""
    groups = [group.split(":") for group in written.split(";")]
    if len(groups) > 3 or len(groups[0]) > 3 or (len(groups) > 1 and len(groups[1]) > 2):
        return None
    (code, shifted, base), (modifiers, event), texts = (
        _numbers(groups[0], 3),
        _numbers(groups[1] if len(groups) > 1 else [], 2),
        _numbers(groups[2] if len(groups) > 2 else [], 0),
    )
    if modifiers > _MOST_MODIFIERS:
        return None
    held = max(0, modifiers - 1) & ~_LOCKS
    typed = "" if held & _COMMANDS else "".join(chr(number) for number in texts if _is_character(number))
    return _Fields(code, shifted, base, held, event or _PRESSED, typed)


def _numbers(fields: list[str], least: int) -> list[int]:
    """Return the numbers of one group; 0 for one that is not there."""
    found = [int(field[:9]) if field else 0 for field in fields]
    found += [0] * (least - len(found))
    return found if least else [number for number in found if number]


def _named(sequence: str, fields: _Fields, end: str) -> str:
    """Return a key that has a name and no character, such as an arrow."""
    code = fields.code or (0 if end == "~" else 1)
    if f"{code}{end}" in FUNCTIONAL_KEYS and not fields.text:
        return f"\x1b[{code};{fields.modifiers + 1}{end}" if fields.modifiers else f"\x1b[{code}{end}"
    return sequence if sequence in ANSI_SEQUENCES_KEYS else ODD


def _character(fields: _Fields) -> str:
    """Return a key that has a character, with the text it types."""
    code, text, held = fields.code, fields.text, fields.modifiers
    name = FUNCTIONAL_KEYS.get(f"{code}u")
    if name in MODIFIER_FUNCTIONAL_KEYS:
        return NO_KEY
    if name is not None:
        # Enter, Tab and their like; a character on the pad of numbers comes with its text.
        plain = f"\x1b[{code};{held + 1}u" if held else f"\x1b[{code}u"
        return f"\x1b[{code};{held + 1};{_codes(text)}u" if text else plain
    if held & (_ALT | _CTRL) and not text and _is_character(fields.base):
        code = fields.base  # A shortcut is the key in its place, whatever alphabet is on it.
    elif held & _SHIFT and not text and not held & ~_SHIFT and _is_character(fields.shifted):
        code, text = fields.shifted, chr(fields.shifted)
    if not text and not _is_character(code):
        return ODD
    if not text and not held & ~_SHIFT:
        text = "" if held else chr(code)
    return f"\x1b[{code or 1};{held + 1};{_codes(text)}u" if text else f"\x1b[{code};{held + 1}u"


def _codes(text: str) -> str:
    return ":".join(str(ord(character)) for character in text)


def _is_character(code: int) -> bool:
    """Whether a number is one of a character that can be typed."""
    is_control = code < 32 or 127 <= code < 160
    return not is_control and code <= 0x10FFFF and not 0xD800 <= code < 0xE000 and code not in _PRIVATE
