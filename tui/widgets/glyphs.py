"""The signs the interface draws with, in Unicode and in plain ASCII, and the rule that picks one set."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Glyphs(Struct, frozen=True):
    """One complete set of signs; each state has its own shape, so colour never carries it alone."""

    overdue: str
    due: str
    later: str
    resting: str
    done: str
    promise: str
    """A promise I made."""
    waiting: str
    """They owe me."""
    gave: str
    got: str
    mutual: str
    meter_on: str
    meter_off: str
    heat_none: str
    heat_one: str
    heat_more: str
    spared: str
    """A missed practice day that a spare covered."""
    rest_day: str
    """A day on which nothing is asked."""
    cursor: str
    marked: str
    star: str
    rule: str
    rail: str
    """A vertical rule between panes."""
    dot: str
    """Between facts on one line."""
    ellipsis: str
    enter: str

    def meter(self, value: int, total: int) -> str:
        """Draw ``value`` of ``total`` as a row of signs, both counted in signs."""
        filled = max(0, min(value, total))
        return self.meter_on * filled + self.meter_off * (total - filled)

    def share(self, value: float, cells: int) -> str:
        """Draw a share between 0 and 1 as a bar of ``cells`` signs."""
        return self.meter(int(value * cells + 0.5), cells)


UNICODE = Glyphs(
    overdue="◆",
    due="●",
    later="○",
    resting="◌",
    done="✓",
    promise="!",
    waiting="?",
    gave="→",
    got="←",
    mutual="↔",
    meter_on="▰",
    meter_off="▱",
    heat_none="·",
    heat_one="▪",
    heat_more="■",
    spared="◇",
    rest_day="-",
    cursor="▌",
    marked="+",
    star="★",
    rule="─",
    rail="│",
    dot="·",
    ellipsis="…",
    enter="⏎",
)

ASCII = Glyphs(
    overdue="!",
    due="*",
    later="o",
    resting="z",
    done="x",
    promise="!",
    waiting="?",
    gave="->",
    got="<-",
    mutual="<>",
    meter_on="#",
    meter_off="-",
    heat_none=".",
    heat_one="o",
    heat_more="#",
    spared="~",
    rest_day="-",
    cursor=">",
    marked="+",
    star="*",
    rule="-",
    rail="|",
    dot="-",
    ellipsis="~",
    enter="Enter",
)

_AMBIGUOUS_WIDTH = ("zh", "ja", "ko")


def choose_glyphs(setting: str, environment: Mapping[str, str]) -> Glyphs:
    """Return the set for a setting of ``unicode``, ``ascii`` or ``auto``.

    ``auto`` is ASCII when the locale is not UTF-8, on the Linux console (TERM=linux), and where the
    language makes these signs two cells wide (Chinese, Japanese, Korean).
    """
    if setting == "unicode":
        return UNICODE
    if setting == "ascii":
        return ASCII
    return UNICODE if _draws_unicode(environment) else ASCII


def _draws_unicode(environment: Mapping[str, str]) -> bool:
    """Say whether the terminal can be trusted with one-cell signs outside ASCII."""
    if environment.get("TERM") == "linux":
        return False
    locale = _locale_of(environment)
    language = environment.get("LANG", "") or locale
    if language.lower().startswith(_AMBIGUOUS_WIDTH) or locale.lower().startswith(_AMBIGUOUS_WIDTH):
        return False
    return "utf-8" in locale.lower() or "utf8" in locale.lower()


def _locale_of(environment: Mapping[str, str]) -> str:
    """Return the locale that says how text is encoded: LC_ALL, else LC_CTYPE, else LANG.

    Python itself sets LC_CTYPE=C.UTF-8 where nothing was said (PEP 538); that tells nothing of the
    terminal, so it does not count on its own.
    """
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = environment.get(name, "")
        if value and not (name == "LC_CTYPE" and value == "C.UTF-8" and not environment.get("LANG")):
            return value
    return ""
