"""Which columns a width has room for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.widgets.columns import Column, lay_columns

NAME = Column("name", 12, grows_to=30)
CIRCLE = Column("circle", 10, shown_from=30)
RHYTHM = Column("rhythm", 9, shown_from=60, right=True)


def test_narrow_lists_show_the_name_alone() -> None:
    assert [column.name for column in lay_columns((NAME, CIRCLE, RHYTHM), 20)] == ["name"]


def test_wide_lists_show_every_column() -> None:
    assert [column.name for column in lay_columns((NAME, CIRCLE, RHYTHM), 80)] == ["name", "circle", "rhythm"]


def test_spare_room_goes_to_the_column_that_grows() -> None:
    assert lay_columns((NAME, CIRCLE), 32)[0].width == 21


def test_a_column_grows_no_wider_than_it_may() -> None:
    assert lay_columns((NAME, CIRCLE), 200)[0].width == 30


COLUMNS = st.lists(
    st.builds(Column, st.just("c"), st.integers(1, 20), st.integers(0, 40), st.integers(0, 90)), min_size=1
)


@given(COLUMNS, st.integers(0, 120))
def test_columns_never_stand_wider_than_the_list(columns: list[Column], width: int) -> None:
    laid = lay_columns(columns, width)
    assert sum(column.width for column in laid) + len(laid) - 1 <= max(width, 0) or not laid or width == 0
