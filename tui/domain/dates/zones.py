"""What time it is for somebody elsewhere."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def wall_clock_in(zone_name: str, now: datetime) -> str:
    """Return the time of day in an IANA zone at an instant, as ``13:32``; empty for an unknown zone."""
    if not zone_name:
        return ""
    try:
        return now.astimezone(ZoneInfo(zone_name)).strftime("%H:%M")
    except (ValueError, KeyError, OSError):
        return ""
