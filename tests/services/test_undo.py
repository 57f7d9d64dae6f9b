"""Undo and redo, whatever was done: back to the beginning and forth again, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from tests.builders import Dump, a_book, dump
from tests.services.acts import ACTS, Act, check_full_text, derived_rows, recomputed_rows
from tui.domain.errors import NothingToUndo
from tui.services.services import Services


@contextmanager
def _services() -> Iterator[tuple[Services, Path]]:
    with TemporaryDirectory() as folder:
        services = Services(a_book(Path(folder)))
        yield services, Path(folder)
        services.close()


def _labels(services: Services) -> list[str]:
    asked = "SELECT label FROM action WHERE undone_at IS NULL ORDER BY id"
    return [row[0] for row in services.book.conn.execute(asked)]


def _play(services: Services, acts: Sequence[Act]) -> list[Dump]:
    """Do it all and give what stood in the book before, between and after the steps that can be undone."""
    states = [dump(services.book.conn)]
    for act in acts:
        act.do(services)
        if len(_labels(services)) == len(states):
            states.append(dump(services.book.conn))
    return states


@settings(max_examples=40)
@given(ACTS)
def test_undo_goes_back_and_redo_forth_through_every_state_of_the_book(acts: list[Act]) -> None:
    with _services() as (services, _):
        states = _play(services, acts)
        labels = _labels(services)
        for label, before in zip(reversed(labels), reversed(states[:-1]), strict=True):
            assert services.undo() == label
            assert dump(services.book.conn) == before
        for label, after in zip(labels, states[1:], strict=True):
            assert services.redo() == label
            assert dump(services.book.conn) == after


@settings(max_examples=15)
@given(ACTS)
def test_undo_and_redo_survive_closing_the_book(acts: list[Act]) -> None:
    with _services() as (first, folder):
        states = _play(first, acts)
        second = Services(a_book(folder))
        for _ in states[1:]:
            second.undo()
        assert dump(second.book.conn) == states[0]
        second.close()
        third = Services(a_book(folder))
        for _ in states[1:]:
            third.redo()
        assert dump(third.book.conn) == states[-1]
        third.close()


@settings(max_examples=30)
@given(ACTS)
def test_derived_columns_are_right_after_every_act_and_every_undo(acts: list[Act]) -> None:
    with _services() as (services, _):
        for act in acts:
            act.do(services)
            assert derived_rows(services) == recomputed_rows(services), act
        for label in reversed(_labels(services)):
            services.undo()
            assert derived_rows(services) == recomputed_rows(services), label


@settings(max_examples=20)
@given(ACTS)
def test_full_text_agrees_with_the_tables_after_undo_and_redo(acts: list[Act]) -> None:
    with _services() as (services, _):
        steps = len(_play(services, acts)) - 1
        for _ in range(steps):
            services.undo()
        check_full_text(services)
        for _ in range(steps):
            services.redo()
        check_full_text(services)


def test_there_is_nothing_to_undo_in_a_new_book() -> None:
    with _services() as (services, _), pytest.raises(NothingToUndo):
        services.undo()
