"""Text as it is compared: no case, no accents, and where in the text each letter of that stands."""

from __future__ import annotations

import re
import unicodedata

_ALIKE = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
_MARKS = re.compile("[\u0300-\u036f]+")


def plain(text: str) -> str:
    """Return a text without case and accents, for comparing only: positions are not kept."""
    if text.isascii():
        return text.lower()
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_ALIKE)


class FoldedText:
    """A text without case and accents, whose places can be told in the text itself."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at: list[int] | None = None
        if text.isascii():
            self.folded = text.lower()
            return
        letters: list[str] = []
        self._at = []
        for at, letter in enumerate(text):
            for each in plain(letter):
                letters.append(each)
                self._at.append(at)
        self.folded = "".join(letters)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the folded text stands in the text, with the marks upon its last letter."""
        if self._at is None:
            return start, end
        last = self._at[end - 1] + 1
        while last < len(self._text) and unicodedata.combining(self._text[last]):
            last += 1
        return self._at[start], last
