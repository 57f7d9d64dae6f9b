"""How days and lengths of time are written: in list columns, in reasons and in sentences."""

from __future__ import annotations

from datetime import date

WRITTEN_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_DAYS_UNTIL_WEEKS = 14
_DAYS_UNTIL_MONTHS = 92
_DAYS_UNTIL_YEARS = 730
_DAYS_IN_A_MONTH = 30.4375


def span_short(days: int) -> str:
    """Write a length of time for a list column: "today", "3d", "6w", "5m", "2y" (days, either sign)."""
    count, unit = _in_units(abs(days))
    return f"{count}{unit[0]}" if count else "today"


def span_words(days: int) -> str:
    """Write a length of time out: "3 days", "8 weeks", "1 month", "2 years" (days, either sign)."""
    count, unit = _in_units(abs(days))
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def ago(days: int) -> str:
    """Say how long ago a day was: "today", "yesterday", "4 days ago" (days, 0 or more)."""
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{span_words(days)} ago"


def day_words(day: date, today: date) -> str:
    """Write a local calendar day within a sentence: "Fri 20 Nov", with the year only when it is another."""
    words = f"{WRITTEN_WEEKDAYS[day.weekday()][:3]} {day.day} {SHORT_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def _in_units(days: int) -> tuple[int, str]:
    if days < _DAYS_UNTIL_WEEKS:
        return days, "day"
    if days < _DAYS_UNTIL_MONTHS:
        return days // 7, "week"
    if days < _DAYS_UNTIL_YEARS:
        return int(days / _DAYS_IN_A_MONTH), "month"
    return days // 365, "year"
