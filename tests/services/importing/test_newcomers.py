"""Newcomers of one file who look like each other: shown with reasons, merged when chosen, never unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import dump
from tests.formats.samples import card
from tui.services.importing.importing import Importing
from tui.services.importing.plan import Choice, ImportPlan
from tui.services.services import Services
from tui.store.book import Book

TWICE = (
    card("FN:Maya Okafor", "EMAIL:maya@ex.org"),
    card("FN:Bo Chen"),
    card("FN:Maya Okafr", "TEL:+351912345678", "TITLE:Cook"),
)


def plan(book: Book, folder: Path, *cards: bytes) -> ImportPlan:
    path = folder / "file.vcf"
    path.write_bytes(b"".join(cards))
    return Importing(book).plan_of(path)


def test_two_newcomers_alike_are_shown_with_the_reason(book: Book, tmp_path: Path) -> None:
    (found,) = plan(book, tmp_path, *TWICE).alike
    assert found.alike is not None
    assert (found.draft.name, found.alike.name, found.alike.number) == ("Maya Okafr", "Maya Okafor", 0)
    assert (found.alike.detail, found.alike.reasons) == ("maya@ex.org, in this file", ("a close spelling",))


@pytest.mark.parametrize(
    ("choice", "names"),
    [
        (None, ["Bo Chen", "Maya Okafor", "Maya Okafr"]),
        (Choice.NEW, ["Bo Chen", "Maya Okafor", "Maya Okafr"]),
        (Choice.IGNORE, ["Bo Chen", "Maya Okafor"]),
        (Choice.MERGE, ["Bo Chen", "Maya Okafor"]),
    ],
)
def test_what_is_chosen_is_done_and_one_undo_takes_it_back(
    book: Book, tmp_path: Path, choice: Choice | None, names: list[str]
) -> None:
    before = dump(book.conn)
    found = plan(book, tmp_path, *TWICE)
    Importing(book).bring_in(found, {} if choice is None else {2: choice})
    people = book.contacts.get_all(book.contacts.ids_by_name())
    assert [each.name for each in people] == names
    assert len(people[1].points) == (2 if choice is Choice.MERGE else 1)
    Services(book).undo()
    assert dump(book.conn) == before


def test_the_same_file_again_finds_everybody_here(book: Book, tmp_path: Path) -> None:
    Importing(book).bring_in(plan(book, tmp_path, *TWICE))
    again = plan(book, tmp_path, *TWICE)
    assert (again.here, again.alike, again.new) == (3, (), ())


def test_a_household_of_one_phone_in_a_file_is_not_one_person(book: Book, tmp_path: Path) -> None:
    found = plan(
        book, tmp_path, card("FN:Ann Lee", "TEL:+351912345678"), card("FN:Bo Lee", "TEL:+351912345678")
    )
    assert (len(found.new), found.alike) == (2, ())


def test_a_file_that_still_has_both_after_a_merge_changes_nobody(book: Book, tmp_path: Path) -> None:
    cards = [card(*lines) for lines in (("UID:1", "FN:Maya Okafor"), ("UID:2", "FN:Maya Okafr"))]
    Importing(book).bring_in(plan(book, tmp_path, *cards))
    services = Services(book)
    (pair,) = services.duplicates.look().pairs
    services.merging.merge(services.merging.plan([pair.one.id, pair.other.id]))
    again = plan(book, tmp_path, *cards)
    assert (again.here, again.new, again.alike) == (2, (), ())
