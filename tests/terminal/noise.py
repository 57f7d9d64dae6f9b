"""What a broken, odd or hostile terminal might send: random bytes, and sequences that are nearly right."""

from __future__ import annotations

import random

PASTE_END = b"\x1b[201~"
_FINALS = "u~ABCDEFGHIOPQRSZabcdmnpqrstyMct$@^`"
_NUMBERS = ("0", "1", "3", "5", "13", "27", "48", "65", "97", "200", "201", "255", "57441", "55296", "65535")
_BEYOND = ("1114111", "1114112", "4294967296", "99999999999999999999", "-1", "", "٣")
_STRINGS = ("]11;rgb:ff/ff/ff", "]52;c;cQ==", "P1$r0m", "_Gi=1;OK", "P>|term", "]8;;x", "]")
_ENDS = ("\x07", "\x1b\\", "\x1b", "", "\x9c")


def noise(chance: random.Random) -> bytes:
    """Return one piece of noise: never a key that would leave, for a letter comes only inside a sequence."""
    kind = chance.randrange(9)
    if kind == 0:
        return bytes(chance.randrange(0x80, 0x100) for _ in range(chance.randint(1, 6)))
    if kind == 1:
        return f"\x1b{chance.choice(_STRINGS)}{chance.choice(_ENDS)}".encode() + _closed(chance)
    if kind == 2:
        return f"\x1b[<{_number(chance)};{_number(chance)};{_number(chance)}{chance.choice('Mm')}".encode()
    if kind == 3:
        sizes = ";".join(_number(chance) + chance.choice(("", "", ":1:2")) for _ in range(4))
        return f"\x1b[48;{sizes}t".encode()
    if kind == 4:
        return f"\x1b[?{chance.choice(('2026', '2048', '1', '9'))};{chance.randrange(10)}$y".encode()
    if kind == 5:
        return b"\x1b[200~" + bytes(chance.randrange(256) for _ in range(chance.randint(0, 9))) + PASTE_END
    if kind == 6:
        return b"\x1b[M" + bytes(chance.randrange(0x20, 0x7F) for _ in range(3))
    groups = (
        ":".join(_number(chance) for _ in range(chance.randint(1, 4))) for _ in range(chance.randint(1, 4))
    )
    mark = chance.choice(("", "", "", "?", ">", "<", "="))
    return f"\x1b[{mark}{';'.join(groups)}{chance.choice(_FINALS)}".encode()


def _closed(chance: random.Random) -> bytes:
    return chance.choice((b"\x1b\\", b"\x07"))


def _number(chance: random.Random) -> str:
    if chance.random() < 0.25:
        return chance.choice(_BEYOND)
    return chance.choice(_NUMBERS) if chance.random() < 0.5 else str(chance.randrange(70_000))
