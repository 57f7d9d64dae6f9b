"""Time zones by the names people use: the zone's own name, or the city it is named after."""

from __future__ import annotations

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import fold


def zone_named(text: str) -> str:
    """Return the IANA name of ``Europe/Lisbon``, ``lisbon`` or ``New York``; empty stays empty.

    Raises InvalidInput for a name that is no zone's, or several zones' (``Vincennes``).
    """
    wanted = fold(text).replace(" ", "_")
    if not wanted:
        return ""
    from zoneinfo import available_timezones

    zones = sorted(available_timezones())
    exact = [zone for zone in zones if zone.casefold() == wanted]
    cities = exact or [zone for zone in zones if "/" in zone and zone.casefold().rpartition("/")[2] == wanted]
    if len(cities) == 1:
        return cities[0]
    if not cities:
        begun = [zone for zone in zones if zone.casefold().rpartition("/")[2].startswith(wanted[:4])]
        hint = f"Did you mean {begun[0]}?" if begun else "Write the zone of a big city there: Europe/Lisbon."
        raise InvalidInput(f'No time zone is called "{text.strip()}".', hint=hint)
    raise InvalidInput(
        f'"{text.strip()}" is {len(cities)} time zones.', hint=f"One of {', '.join(cities[:4])}."
    )
