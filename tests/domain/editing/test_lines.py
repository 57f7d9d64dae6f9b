"""The lines of the editing screen are read back as what they were written from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.editing.fields import FieldRefused
from tui.domain.editing.lines import (
    read_channel,
    read_custom,
    read_day_of_year,
    read_key_date,
    read_points,
    read_position,
    say_key_date,
    say_point,
    say_position,
)
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.domain.records.contact_fields import ContactField
from tui.domain.records.knowing import CustomField, Position

NAMES = st.from_regex(r"[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9})?", fullmatch=True).filter(
    lambda name: not {"To", "Until", "From", "Since", "Now", "Today"} & set(name.split())
)
WHENS = st.sampled_from(["", "2019", "2019-05", "2019-05-04"])


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("CTO, Trailblaze 2019-2023", Position("Trailblaze", "CTO", "2019", "2023")),
        ("CTO, Trailblaze (2019 - 2023)", Position("Trailblaze", "CTO", "2019", "2023")),
        ("Designer, Acme since may 2021", Position("Acme", "Designer", "2021-05", "")),
        ("Designer, Acme 2019-now", Position("Acme", "Designer", "2019", "")),
        ("Lead, X from 2019 to 2020", Position("X", "Lead", "2019", "2020")),
        ("PM, Acme until 2020", Position("Acme", "PM", "", "2020")),
        ("Trailblaze", Position("Trailblaze")),
        ("CTO, Studio 54", Position("Studio 54", "CTO")),
        ("VP, Bed-Stuy Labs", Position("Bed-Stuy Labs", "VP")),
        ("Head, A to B Ltd", Position("A to B Ltd", "Head")),
    ],
)
def test_a_position_is_read_as_role_place_and_years(typed: str, position: Position) -> None:
    assert read_position(typed) == position


@given(NAMES, NAMES, WHENS, WHENS)
def test_a_position_is_read_back_as_it_is_said(role: str, where: str, first: str, last: str) -> None:
    position = Position(where, role, first, last)
    assert read_position(say_position(position)) == position


def test_years_without_a_position_are_refused() -> None:
    with pytest.raises(InvalidInput):
        read_position("2019-2020")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2 may", (5, 2, None)),
        ("may 2", (5, 2, None)),
        ("2 May 1985", (5, 2, 1985)),
        ("1985-03-02", (3, 2, 1985)),
        ("--05-02", (5, 2, None)),
        ("25-12", (12, 25, None)),
        ("12-25", (12, 25, None)),
        ("05-05", (5, 5, None)),
        ("29 feb", (2, 29, None)),
        ("1 jan 850", None),
        ("31 apr", None),
        ("29 feb 2023", None),
        ("friday", None),
        ("", None),
    ],
)
def test_a_day_of_the_year_is_read_or_refused(typed: str, day: tuple[int, int, int | None] | None) -> None:
    if day is None:
        with pytest.raises(InvalidInput):
            read_day_of_year(typed)
    else:
        assert read_day_of_year(typed) == day


def test_two_numbers_that_could_be_either_are_read_in_the_order_that_was_set() -> None:
    assert read_day_of_year("02-05", day_first=True) == (5, 2, None)
    assert read_day_of_year("02-05", day_first=False) == (2, 5, None)
    with pytest.raises(InvalidInput, match="2 May or 5 Feb"):
        read_day_of_year("02-05")


@given(st.integers(1, 12), st.integers(1, 28), st.none() | st.integers(1900, 2026))
def test_a_key_date_is_read_back_as_it_is_said(month: int, day: int, year: int | None) -> None:
    for kind, label in ((KeyDateKind.OTHER, "wedding"), (KeyDateKind.ANNIVERSARY, "")):
        key_date = KeyDate(kind, month, day, year, label)
        assert read_key_date(say_key_date(key_date)) == key_date


def test_a_line_that_was_not_touched_gives_its_point_unchanged() -> None:
    point = ContactPoint(PointKind.ADDRESS, "Rua da Rosa 5\n1200 Lisbon", "home")
    assert read_points(ContactField.ADDRESSES, say_point(point), (PointKind.ADDRESS,), [point]) == [point]


@pytest.mark.parametrize(
    ("typed", "platform", "value"),
    [
        ("linkedin.com/in/Maya?x=1", "linkedin", "https://www.linkedin.com/in/maya"),
        ("github: octo", "github", "https://github.com/octo"),
        ("twitter: @octo", "x", "https://x.com/octo"),
        ("@maya@hachyderm.io", "mastodon", "https://hachyderm.io/@maya"),
        ("instagram.com/maya/", "instagram", "https://www.instagram.com/maya"),
        ("blog: maya.example/notes", "", "maya.example/notes"),
    ],
)
def test_a_profile_is_brought_to_one_form(typed: str, platform: str, value: str) -> None:
    point = read_points(ContactField.ONLINE, typed, (PointKind.URL, PointKind.PROFILE), [])[0]
    assert (point.platform, point.value) == (platform, value)


@pytest.mark.parametrize(
    ("field", "kind", "text"),
    [
        (ContactField.EMAILS, PointKind.EMAIL, "maya@ex.org\nnot an address"),
        (ContactField.PHONES, PointKind.PHONE, "+351 1\nmobile"),
        (ContactField.ONLINE, PointKind.URL, "ex.org\ntwo words"),
    ],
)
def test_a_refused_line_is_named(field: ContactField, kind: PointKind, text: str) -> None:
    with pytest.raises(FieldRefused) as refused:
        read_points(field, text, (kind,), [])
    assert (refused.value.field, refused.value.line) == (field, 1)
    assert refused.value.hint


def test_a_field_of_ones_own_needs_label_and_value() -> None:
    assert read_custom("T-shirt: M") == CustomField("T-shirt", "M")
    with pytest.raises(InvalidInput):
        read_custom("T-shirt")


def test_the_channel_they_like_is_read_by_its_words() -> None:
    assert [read_channel(said) for said in ("Call", "in person", "e-mail", "voice note", "")] == [
        "call",
        "in_person",
        "email",
        "voice_note",
        "",
    ]
    with pytest.raises(InvalidInput):
        read_channel("smoke")
