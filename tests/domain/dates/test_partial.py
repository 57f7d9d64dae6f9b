"""Days known in part are read, kept and said without making up the rest."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.dates.partial import is_partial, read_partial, say_partial, whole_day
from tui.domain.errors import InvalidInput


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2019", "2019"),
        ("may 2019", "2019-05"),
        ("May 2019", "2019-05"),
        ("5/2019", "2019-05"),
        ("2019-5", "2019-05"),
        ("12 may 2019", "2019-05-12"),
        ("May 12, 2019", "2019-05-12"),
        ("2019-05-12", "2019-05-12"),
        ("", ""),
    ],
)
def test_what_is_known_is_kept_as_far_as_it_is_known(typed: str, kept: str) -> None:
    assert read_partial(typed) == kept


@pytest.mark.parametrize("typed", ["19", "2019-13", "31 feb 2019", "summer 2019", "3019", "may"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput):
        read_partial(typed)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from([4, 7, 10]))
def test_what_is_said_is_read_back(day: date, length: int) -> None:
    kept = day.isoformat()[:length]
    assert is_partial(kept)
    assert read_partial(say_partial(kept)) == kept
    assert whole_day(kept) == (day if length == 10 else None)


def test_text_from_elsewhere_is_said_as_it_stands() -> None:
    assert say_partial("in spring") == "in spring"
