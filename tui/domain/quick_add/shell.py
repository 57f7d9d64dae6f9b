"""From shell words to a line: the same words make the same record from the shell and from the bar."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NEXT = re.compile(r"\s*(?:>|next:)", re.IGNORECASE)
_ONE_WORD = re.compile(
    r"(?:@|#|~|\+(?=[^\W\d_])|(?:at|via|met|org|role|loc|tel|bday|tz|url|email|tag|every|gave|got):)\S",
    re.IGNORECASE,
)
_SPACE = re.compile(r"(?<!\\)\s")


def shell_line(args: Sequence[str]) -> str:
    """Join the words the shell handed over into one line, without losing what belonged together.

    A single word is a line of its own. Among several, a word with spaces that begins with a sigil or a
    key (``at:PyCon DE``, ``@Maya Okafor``) stays one word, and a next step (``next:fri call back``) ends
    where its word ends.
    """
    kept = [arg for arg in args if arg.strip()]
    if len(kept) == 1:
        return kept[0]
    return " ".join(_as_words(arg, is_last=i == len(kept) - 1) for i, arg in enumerate(kept))


def _as_words(arg: str, *, is_last: bool) -> str:
    if not _SPACE.search(arg.strip()):
        return arg
    if _NEXT.match(arg):
        return arg if is_last or arg.rstrip().endswith(";") else f"{arg} ;"
    if _ONE_WORD.match(arg) and not _holds_more(arg):
        return _SPACE.sub(lambda space: "\\" + space[0], arg.strip())
    return arg


def _holds_more(arg: str) -> bool:
    """Whether another sigil or key follows, or a quote that already holds it together: part of a line."""
    first, *others = arg.split()
    is_quoted = '"' in first
    return is_quoted or any(_ONE_WORD.match(word) or _NEXT.match(word) for word in others)
