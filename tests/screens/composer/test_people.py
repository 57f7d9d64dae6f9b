"""The line of names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.errors import NoSuchContact
from tui.domain.quick_add.people import known_as
from tui.domain.records.contact import Contact, ContactId
from tui.screens.composer.fields import Field, FieldRefused
from tui.screens.composer.people import (
    Who,
    being_typed,
    label_of,
    mentioned,
    new_label,
    read_who,
    split_names,
    with_name,
)

MAYA, BO, OKAFOR = ContactId(1), ContactId(2), ContactId(3)
LABELS = {"Maya Okafor": MAYA, "Bo Chen": BO, "Okafor, Maya": OKAFOR}


def find(text: str) -> Contact:
    """Know Bo by his handle, and nobody else."""
    if text.removeprefix("@").casefold() in ("bo", "bo chen"):
        return Contact(BO, "uid-2", "Bo Chen")
    raise NoSuchContact(f"Nobody in the book answers to {text!r}.", hint="Did you mean Maya Okafor?")


def test_commas_part_names() -> None:
    assert split_names("Maya Okafor, Bo Chen,", LABELS) == ["Maya Okafor", "Bo Chen"]


def test_a_comma_within_quotes_parts_nothing() -> None:
    line = f"Bo Chen, {new_label('tall man, blue coat')}, {new_label('Dev')}"
    assert read_who(line, LABELS, find) == Who((BO,), ("tall man, blue coat", "Dev"))


def test_a_comma_within_a_name_in_the_book_parts_nothing() -> None:
    assert split_names("Okafor, Maya, Bo Chen", LABELS) == ["Okafor, Maya", "Bo Chen"]


@given(st.lists(st.sampled_from(sorted(LABELS)), max_size=6))
def test_names_put_into_the_line_are_the_names_read_from_it(names: list[str]) -> None:
    assert split_names(", ".join(names), LABELS) == names


@given(st.text(max_size=60))
def test_any_line_can_be_cut(text: str) -> None:
    assert all(name == name.strip() and name for name in split_names(text, LABELS))


def test_names_and_handles_mean_contacts_each_once() -> None:
    assert read_who("Maya Okafor, @bo, Bo Chen", LABELS, find) == Who((MAYA, BO))


def test_a_plus_adds_somebody() -> None:
    assert read_who("Bo Chen, + Lena  Haas", LABELS, find) == Who((BO,), ("Lena Haas",))


def test_a_name_nobody_has_is_refused_with_both_ways_on() -> None:
    with pytest.raises(FieldRefused) as refused:
        read_who("mya", LABELS, find)
    assert refused.value.field is Field.WHO
    assert "Did you mean Maya Okafor? To add them, write + mya." in str(refused.value)


@pytest.mark.parametrize("text", ["", " , ", "+"])
def test_somebody_has_to_be_named(text: str) -> None:
    with pytest.raises(FieldRefused):
        read_who(text, LABELS, find)


def test_the_name_at_the_caret_is_the_one_being_typed() -> None:
    assert being_typed("Bo Chen, @ma", 12, LABELS) == (9, 12, "ma")


def test_a_name_that_is_known_is_not_being_typed() -> None:
    assert being_typed("Bo Chen, @ma", 3, LABELS) is None


def test_a_name_to_add_is_not_completed() -> None:
    assert being_typed("+ Lena", 6, LABELS) is None


def test_a_taken_name_leaves_room_for_the_next() -> None:
    assert with_name("Bo Chen, @ma", 9, 12, "Maya Okafor") == "Bo Chen, Maya Okafor, "


def test_a_namesake_is_told_apart_by_number() -> None:
    assert label_of(known_as(9, "Bo Chen"), LABELS) == "Bo Chen (9)"


def test_whom_the_notes_name_is_mentioned_once_and_only_when_clear() -> None:
    assert mentioned("told @bo, and @bo again, of @nobody", (MAYA,), find) == (BO,)


def test_who_took_part_is_not_mentioned_besides() -> None:
    assert mentioned("@bo said so himself", (BO,), find) == ()


def test_an_address_mentions_nobody() -> None:
    assert mentioned("write to me@bo.example", (MAYA,), find) == ()
