"""The views of the book: what they promise to other programs, and that they follow the rules of the domain."""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY, a_book, a_contact, a_talk, log
from tui.domain.practice.heatmap import PracticeAct, day_depth
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import PRACTICE_CHANNELS, Channel, Direction, InteractionId, PromiseDraft
from tui.domain.records.timeline import MomentKind
from tui.store.book import Book
from tui.store.inspection.veil import veil
from tui.store.views import VIEWS, View

PROMISED = [view for view in VIEWS if view.is_promised]


def test_the_promised_views_are_these() -> None:
    assert sorted(view.name for view in PROMISED) == [
        "contact_overview",
        "due",
        "open_promises",
        "practice_day",
        "timeline",
    ]


@pytest.mark.parametrize("view", PROMISED, ids=lambda view: view.name)
def test_a_promised_view_has_the_columns_it_is_described_with(book: Book, view: View) -> None:
    cursor = book.conn.execute(f"SELECT * FROM {view.name}")
    assert [column[0] for column in cursor.description] == [name for name, _ in view.columns]


@pytest.mark.parametrize("view", PROMISED, ids=lambda view: view.name)
def test_another_program_that_trusts_no_schema_reads_the_view_and_its_example(
    tmp_path: Path, view: View
) -> None:
    a_book(tmp_path).close()
    with closing(sqlite3.connect(tmp_path / "rapport.db")) as conn:
        conn.execute("PRAGMA trusted_schema = OFF")
        conn.execute(view.example, {"today": TODAY.isoformat()}).fetchall()
        conn.execute(f"SELECT * FROM {view.name}").fetchall()


def _rows(book: Book, view: str) -> list[tuple[object, ...]]:
    return book.conn.execute(f"SELECT * FROM {view}").fetchall()


def _one_of_everything(book: Book) -> tuple[ContactId, InteractionId]:
    """Put somebody into the book who is in every promised view; return them and the talk."""
    ann = a_contact(book, "Ann", rhythm=30, met="2026-11-01")
    talk = log(book, a_talk(ann))
    with book.write("promised"):
        book.promises.promise(ann, PromiseDraft("the deck", is_mine=True), made_on=TODAY)
    return ann, talk


def test_whoever_is_in_the_trash_is_in_no_promised_view_that_names_people(book: Book) -> None:
    ann, _ = _one_of_everything(book)
    naming = [view.name for view in PROMISED if view.name != "practice_day"]
    assert all(_rows(book, name) for name in naming)
    with book.write("trashed"):
        book.contacts.change(ann, deleted_at=book.now_utc())
    assert [name for name in naming if _rows(book, name)] == []


def test_a_talk_in_the_trash_makes_no_day_and_no_moment(book: Book) -> None:
    _, talk = _one_of_everything(book)
    assert _rows(book, "practice_day")
    with book.write("trashed"):
        book.conn.execute("UPDATE interaction SET deleted_at = ? WHERE id = ?", (book.now_utc(), talk))
    assert _rows(book, "practice_day") == []
    assert {row[2] for row in _rows(book, "timeline")} == {"promise_made", "met"}


def test_the_timeline_knows_every_kind_of_moment(book: Book) -> None:
    by_name = {view.name: view for view in VIEWS}
    (sql,) = book.conn.execute("SELECT sql FROM sqlite_schema WHERE name = '_moment'").fetchone()
    described = dict(by_name["timeline"].columns)["kind"]
    for kind in MomentKind:
        assert f"'{kind.value}'" in sql
        assert kind.value in described


def test_a_practice_day_is_as_deep_as_the_domain_says(book: Book) -> None:
    ann = a_contact(book)
    pairs = itertools.combinations_with_replacement(Channel, 2)
    wanted = {}
    with book.write("logged"):
        for number, (pair, felt) in enumerate(itertools.product(pairs, (None, 3, 4, 5))):
            on = TODAY - timedelta(number)
            book.interactions.add(a_talk(ann, on=on, channel=pair[0], direction=Direction.OUT))
            second = book.interactions.add(a_talk(ann, on=on, channel=pair[1], direction=Direction.OUT))
            book.conn.execute("UPDATE interaction SET feeling = ? WHERE id = ?", (felt, second))
            depth = day_depth([PracticeAct(pair[0].weight), PracticeAct(pair[1].weight, felt)])
            if depth:
                acts = sum(channel in PRACTICE_CHANNELS for channel in pair)
                wanted[on.isoformat()] = (acts, depth)
    assert {day: (acts, depth) for day, acts, depth in _rows(book, "practice_day")} == wanted


def test_through_a_veil_a_view_shows_only_what_can_be_read(book: Book) -> None:
    ann, talk = _one_of_everything(book)
    log(book, a_talk(ann))
    book.conn.execute("UPDATE interaction SET practice_date = '2026-13-99' WHERE id = ?", (talk,))
    book.conn.commit()
    veil(book.conn)
    for view in ("_touch", "_moment", "timeline", "practice_day"):
        assert "2026-13-99" not in {value for row in _rows(book, view) for value in row}
    assert len(_rows(book, "_touch")) == 1
