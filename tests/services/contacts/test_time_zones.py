"""Time zones go by their own name or by their city's."""

from __future__ import annotations

import pytest

from tui.domain.errors import InvalidInput
from tui.services.contacts.time_zones import zone_named


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Lisbon", "Europe/Lisbon"),
        ("europe/lisbon", "Europe/Lisbon"),
        ("lisbon", "Europe/Lisbon"),
        ("New York", "America/New_York"),
        ("utc", "UTC"),
        (" ", ""),
    ],
)
def test_a_zone_is_known_by_its_name_or_city(typed: str, zone: str) -> None:
    assert zone_named(typed) == zone


def test_a_name_that_is_no_zone_is_refused_with_a_near_one() -> None:
    with pytest.raises(InvalidInput) as refused:
        zone_named("lisboa")
    assert "Lisbon" in refused.value.hint
