"""Days that are known only in part: a year, a month, or a whole day; kept as ISO text cut short."""

from __future__ import annotations

import re
from datetime import date

from tui.domain.dates import parts
from tui.domain.dates.spans import SHORT_MONTHS
from tui.domain.errors import InvalidInput

_ISO = re.compile(r"(?P<y>[0-9]{4})(?:-(?P<m>[0-9]{1,2})(?:-(?P<d>[0-9]{1,2}))?)?")
_MONTH_FIRST = re.compile(r"(?P<m>[0-9]{1,2})/(?P<y>[0-9]{4})")
_NAMED = re.compile(r"(?:(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?\s*)?(?P<m>[a-z]{3,9})\.?\s*(?P<y>[0-9]{4})")
_NAMED_FIRST = re.compile(r"(?P<m>[a-z]{3,9})\.?\s+(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>[0-9]{4})")


def read_partial(text: str) -> str:
    """Read ``2019``, ``may 2019``, ``2019-05``, ``12 may 2019``; empty text stays empty.

    Gives ISO text cut short. Raises InvalidInput for anything else.
    """
    said = " ".join(text.casefold().split())
    if not said:
        return ""
    for shape in (_ISO, _MONTH_FIRST, _NAMED_FIRST, _NAMED):
        if found := shape.fullmatch(said):
            kept = _kept(found.groupdict())
            if kept:
                return kept
    raise InvalidInput(f'"{text.strip()}" is not a year, a month or a day.', hint="Write 2019 or may 2019.")


def is_partial(text: str) -> bool:
    """Whether this is ISO text cut short, as it is kept."""
    try:
        return bool(text) and read_partial(text) == text
    except InvalidInput:
        return False


def say_partial(text: str) -> str:
    """Say a day known in part: ``2019``, ``May 2019``, ``12 May 2019``; other text as it stands."""
    if not is_partial(text):
        return text
    year, month, day = [*text.split("-"), "", ""][:3]
    words = (str(int(day)) if day else "", SHORT_MONTHS[int(month) - 1] if month else "", year)
    return " ".join(word for word in words if word)


def whole_day(text: str) -> date | None:
    """Return the local calendar day where all of it is known."""
    return date.fromisoformat(text) if len(text) == 10 and is_partial(text) else None


def this_month(today: date) -> str:
    """Return the month of a local calendar day as it is kept."""
    return today.isoformat()[:7]


def _kept(found: dict[str, str | None]) -> str:
    month_text, day_text, year = found["m"], found.get("d"), int(found["y"] or 0)
    if not parts.FIRST_YEAR <= year <= parts.LAST_YEAR:
        return ""
    if month_text is None:
        return f"{year:04}"
    month = int(month_text) if month_text.isdigit() else parts.MONTH_NUMBER.get(month_text, 0)
    if not 1 <= month <= 12:
        return ""
    if day_text is None:
        return f"{year:04}-{month:02}"
    day = int(day_text)
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= parts.days_in(year, month) else ""
