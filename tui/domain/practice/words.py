"""The plan of the practice as it is typed and said: practice days, pace, and holidays from one day to another."""

from __future__ import annotations

import re
from datetime import date, timedelta

from tui.domain.dates.dates import Tense, parse_date
from tui.domain.dates.parts import WEEKDAY_NUMBER
from tui.domain.dates.spans import WRITTEN_WEEKDAYS, day_words
from tui.domain.errors import InvalidInput
from tui.domain.practice.plan import MAX_PACE, MAX_PAUSE_DAYS, WEEKDAYS_BY_DEFAULT, Pause, Schedule

EVERY_DAY = frozenset(range(7))

_A_WEEK = re.compile(r"([0-9]{1,2})\s*(?:x|days?|times?)?\s*(?:a|per|/|each)\s*(?:week|w)|([0-9]{1,2})")
_BETWEEN = re.compile(r"\s+(?:to|until|till|through|-|–)\s+|\s*(?:\.\.|…)\s*")
_NAMED = {
    "weekdays": WEEKDAYS_BY_DEFAULT,
    "working days": WEEKDAYS_BY_DEFAULT,
    "every day": EVERY_DAY,
    "everyday": EVERY_DAY,
    "daily": EVERY_DAY,
    "all": EVERY_DAY,
}
_JOINING = {"and", "&", "+"}


def read_practice_days(text: str, since: date) -> Schedule:
    """Read practice days as typed: "mon wed fri", "mon-fri", "every day", or "3 a week".

    The plan holds from a local day on. Raises InvalidInput for anything else.
    """
    said = " ".join(text.casefold().replace(",", " ").split())
    if said in _NAMED:
        return Schedule(since, _NAMED[said])
    counted = _A_WEEK.fullmatch(said)
    if counted:
        return Schedule(since, EVERY_DAY, _days_a_week(int(counted[1] or counted[2])))
    parts = [part for part in re.sub(r"\s*[-–]\s*", "-", said).split() if part not in _JOINING]
    weekdays = frozenset(day for part in parts for day in _weekdays(part))
    if not weekdays:
        raise _not_days(text)
    return Schedule(since, weekdays)


def schedule_words(schedule: Schedule) -> str:
    """Say which days are practice days: "Mon to Fri", "Mon, Wed, Fri", "every day", "3 days a week"."""
    if schedule.per_week is not None:
        return f"{schedule.per_week} {'day' if schedule.per_week == 1 else 'days'} a week, whichever they are"
    days = sorted(schedule.weekdays)
    if len(days) == 7:
        return "every day"
    names = [WRITTEN_WEEKDAYS[day][:3] for day in days]
    is_run = len(days) > 2 and days[-1] - days[0] == len(days) - 1
    return f"{names[0]} to {names[-1]}" if is_run else ", ".join(names)


def read_pace(text: str) -> int:
    """Read how many people a day; raises InvalidInput outside 1 to the largest pace."""
    said = text.strip()
    if said.isascii() and said.isdigit() and 1 <= int(said[:3]) <= MAX_PACE:
        return int(said)
    raise InvalidInput(f"The pace is 1 to {MAX_PACE} people a day.", "Nothing was changed.")


def read_pause(text: str, today: date, day_first: bool | None = None) -> Pause:
    """Read days off as typed: "mon to fri", "10 jan to 25 jan", "3d ago to today", or one day alone.

    A weekday is one to come; a day of the year is the nearest, for a holiday may have gone by. The
    second day is the first of its name after the first. Raises InvalidInput.
    """
    begins, *rest = _BETWEEN.split(" ".join(text.split()), maxsplit=1)
    first = _first_day(begins, today, day_first)
    last = _last_day(rest[0], first, today, day_first) if rest else first
    if last < first:
        raise InvalidInput("A pause ends after it begins.", "Nothing was changed.")
    if (last - first).days >= MAX_PAUSE_DAYS:
        raise InvalidInput(
            f"One pause is at most {MAX_PAUSE_DAYS} days.", "Nothing was changed.", "Add another after it."
        )
    return Pause(first, last)


def pause_words(pause: Pause, today: date) -> str:
    """Say from when to when a pause lasts: "Mon 23 Nov to Fri 27 Nov, 5 days"."""
    begins = day_words(pause.first, today)
    if pause.last is None:
        return f"{begins} until further notice"
    if pause.last == pause.first:
        return begins
    return f"{begins} to {day_words(pause.last, today)}, {(pause.last - pause.first).days + 1} days"


def _first_day(text: str, today: date, day_first: bool | None) -> date:
    """Take what can be meant one way only, else the day to come, else the nearer of the two."""
    found: list[date] = []
    faults: list[InvalidInput] = []
    for tense in (Tense.EITHER, Tense.FUTURE, Tense.PAST):
        try:
            day = parse_date(text, today, tense, day_first)
        except InvalidInput as fault:
            faults.append(fault)
            continue
        if tense is Tense.EITHER or text.casefold().strip() in WEEKDAY_NUMBER:
            return day
        found.append(day)
    if not found:
        raise faults[1]
    return min(found, key=lambda day: abs((day - today).days))


def _last_day(text: str, first: date, today: date, day_first: bool | None) -> date:
    try:
        return parse_date(text, today, Tense.EITHER, day_first)
    except InvalidInput:
        return parse_date(text, first - timedelta(1), Tense.FUTURE, day_first)


def _weekdays(part: str) -> list[int]:
    begins, dash, ends = part.partition("-")
    first, last = WEEKDAY_NUMBER.get(begins), WEEKDAY_NUMBER.get(ends if dash else begins)
    if first is None or last is None:
        raise _not_days(part)
    return [(first + n) % 7 for n in range((last - first) % 7 + 1)]


def _days_a_week(count: int) -> int:
    if not 1 <= count <= 7:
        raise InvalidInput("A week has 1 to 7 practice days.", "Nothing was changed.")
    return count


def _not_days(text: str) -> InvalidInput:
    return InvalidInput(
        f"“{text.strip()}” names no practice days.",
        "Nothing was changed.",
        "Write them like mon tue thu, mon-fri, every day, or 3 a week.",
    )
