"""Names and words for the crowd of a big demo book, read from their file."""

from __future__ import annotations

import tomllib
from importlib import resources
from random import Random

from msgspec import Struct

from tui.domain.records.contact import slug_of

_ACCENTS = str.maketrans("aeiou", "áéíöü")


class CrowdWords(Struct, frozen=True):
    """What the people of a crowd are called, where they belong, and what was said."""

    given: tuple[str, ...]
    family_starts: tuple[str, ...]
    family_middles: tuple[str, ...]
    family_ends: tuple[str, ...]
    wide: tuple[str, ...]
    """Whole names in other scripts."""
    circles: tuple[str, ...]
    tags: tuple[str, ...]
    organisations: tuple[str, ...]
    roles: tuple[str, ...]
    places: tuple[str, ...]
    said: tuple[str, ...]

    def name(self, random: Random) -> tuple[str, str]:
        """Return a name and its plain form for addresses: one in twenty with an accent, one in fifty wide."""
        code = random.getrandbits(40)
        if code % 50 == 0:
            return self.wide[code // 50 % len(self.wide)], "post"
        given = self.given[code % len(self.given)]
        code //= len(self.given)
        family = self._family(code)
        if code % 20 == 1:
            family = family[0] + family[1:].translate(_ACCENTS)
        if code % 23 == 2:
            family = f"{family}-{self._family(code // 64)}"
        name = f"{given} {family}"
        return name, slug_of(name)

    def _family(self, code: int) -> str:
        parts = []
        for choices in (self.family_starts, self.family_middles, self.family_ends):
            parts.append(choices[code % len(choices)])
            code //= len(choices)
        return "".join(parts)


def read_words() -> CrowdWords:
    """Read the words that come with the program; what is one text in the file is a list of words."""
    text = resources.files("tui").joinpath("data", "crowd.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text)
    return CrowdWords(
        **{key: tuple(value.split() if isinstance(value, str) else value) for key, value in found.items()}
    )
