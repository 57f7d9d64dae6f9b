"""What time it is for somebody elsewhere."""

from __future__ import annotations

from datetime import datetime


def wall_clock_in(zone_name: str, now: datetime) -> str:
    """Give the time of day in an IANA zone at an instant, as ``13:32``; empty for an unknown zone."""
    import pendulum

    if not zone_name:
        return ""
    try:
        return pendulum.instance(now).in_timezone(zone_name).format("HH:mm")
    except (ValueError, KeyError, OSError):
        return ""
