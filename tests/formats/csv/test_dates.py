from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.formats.csv.dates import CellDay, day_in, is_no_date, order_in
from tui.formats.csv.mapping import DateOrder


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1985-04-15", CellDay(4, 15, 1985)),
        (" --04-15", CellDay(4, 15)),
        ("1985/4/5", CellDay(4, 5, 1985)),
        ("15.04.1985", CellDay(4, 15, 1985)),
        ("3.4.1985", CellDay(4, 3, 1985)),
        ("15.04.", CellDay(4, 15)),
        ("15 Apr 1985", CellDay(4, 15, 1985)),
        ("15-Apr-1985", CellDay(4, 15, 1985)),
        ("2nd June", CellDay(6, 2)),
        ("April 15, 1985", CellDay(4, 15, 1985)),
        ("4/15/1985", CellDay(4, 15, 1985)),
        ("15/4/1985", CellDay(4, 15, 1985)),
        ("4/15/1985 12:00:00 AM", CellDay(4, 15, 1985)),
        ("29 Feb", CellDay(2, 29)),
    ],
)
def test_a_date_is_read_however_it_is_written(cell: str, day: CellDay) -> None:
    assert day_in(cell, None) == day


@pytest.mark.parametrize(("order", "month"), [(DateOrder.DAY_FIRST, 4), (DateOrder.MONTH_FIRST, 3)])
def test_the_order_settles_what_could_be_both(order: DateOrder, month: int) -> None:
    day = day_in("3/4/1985", order)
    assert day is not None
    assert day.month == month


@pytest.mark.parametrize(
    "cell", ["", "soon", "29 Feb 1985", "13/13/1985", "0/0/00", "32 May", "1985", "15 foo"]
)
def test_what_is_no_day_is_none(cell: str) -> None:
    assert day_in(cell, None) is None


@pytest.mark.parametrize("cell", ["", "0/0/00", "0000-00-00", " / / "])
def test_zeros_are_how_programs_write_no_date(cell: str) -> None:
    assert is_no_date(cell)


def test_a_short_year_is_completed_only_where_the_century_is_known() -> None:
    day = day_in("7-Feb-22", None)
    assert day is not None
    assert (day.year, day.within(2000)) == (None, date(2022, 2, 7))


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["3/4/1985", "25/4/1985"], DateOrder.DAY_FIRST),
        (["3/4/1985", "4/25/1985"], DateOrder.MONTH_FIRST),
        (["3/4/1985"], None),
        (["25/4/1985", "4/25/1985"], None),
        ([], None),
    ],
)
def test_a_column_shows_its_order(cells: list[str], order: DateOrder | None) -> None:
    assert order_in(cells) is order


@given(
    st.dates(min_value=date(1700, 1, 1)), st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %b %Y"])
)
def test_every_day_is_read_back_with_the_day_first(day: date, pattern: str) -> None:
    found = day_in(day.strftime(pattern), DateOrder.DAY_FIRST)
    assert found is not None
    assert found.within(2000) == day


@given(
    st.dates(min_value=date(1700, 1, 1)).filter(lambda day: day.day > 12),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m.%d.%Y", "%d-%m-%Y", "%m-%d-%Y"]),
    st.sampled_from([None, *DateOrder]),
)
def test_what_can_be_read_one_way_only_is_read_so_whatever_the_column_shows(
    day: date, pattern: str, order: DateOrder | None
) -> None:
    found = day_in(day.strftime(pattern), order)
    assert found is not None
    assert found.within(2000) == day


@given(st.text(max_size=20), st.sampled_from([None, *DateOrder]))
def test_no_text_stops_the_reader(cell: str, order: DateOrder | None) -> None:
    day = day_in(cell, order)
    assert day is None or 1 <= day.month <= 12
