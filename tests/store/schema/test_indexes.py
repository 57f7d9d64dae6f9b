"""The questions asked at every key press are answered from an index, so that no list slows with the book."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.builders import TODAY, a_contact, a_talk, log
from tui.domain.records.contact import ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.domain.records.interaction import Channel, Direction
from tui.services.contacts.finding import Finding
from tui.services.recording.recording import Recording
from tui.services.today.today import Today
from tui.store.book import Book
from tui.store.interactions.timeline import moments, moments_of

_LARGE = re.compile(
    r"SCAN (contact|interaction|interaction_contact|contact_point|contact_tag|promise|next_step|fact|question"
    r"|position|relation|custom_field)$"
)

QUESTIONS: dict[str, Callable[[Book], object]] = {
    "today": lambda book: Today(book).view(),
    "due": lambda book: (book.outreach.due_count(TODAY), book.outreach.due_first(TODAY, 3)),
    "old ties": lambda book: book.outreach.dormant(TODAY, 2),
    "find": lambda book: Finding(book).search("ann@example"),
    "find with filters": lambda book: Finding(book).ask("#sea -#x last>9d -never: due: met:2024 an", 4, 9),
    "complete a filter": lambda book: [
        Finding(book).ask(f"{key}:a", 9) for key in ("org", "at", "via", "topic")
    ],
    "who": lambda book: Finding(book).who("ann"),
    "page": lambda book: Finding(book).page(book.contacts.named_exactly("Ann")[0]),
    "known": lambda book: book.knowing.of(book.contacts.named_exactly("Ann")[0]),
    "all kinds": lambda book: moments(book, moments_of(book, book.contacts.named_exactly("Ann")[0])),
    "timeline": lambda book: book.interactions.latest_of(1),
    "completion": lambda book: Recording(book).complete_people("an"),
    "rows": lambda book: book.contacts.rows([1, 2]),
    "known again": lambda book: book.contacts.with_match_keys(["email:ann@example.org", "phone:1"]),
    "practice": lambda book: (book.practice.days(), book.practice.people_reached_on(TODAY)),
    "derived columns": lambda book: book.due_dates.refresh([1, 2]),
    "an answer": lambda book: book.interactions.answer_not_needed(1),
}


@pytest.fixture
def lived_in(book: Book) -> Book:
    """A book in which every question has an answer."""
    ann = a_contact(
        book,
        "Ann",
        rhythm=30,
        last="2026-09-01",
        tags=["sea"],
        points=[ContactPoint(PointKind.EMAIL, "ann@example.org")],
        dates=[KeyDate(KeyDateKind.BIRTHDAY, 11, 23)],
    )
    log(book, a_talk(ann, channel=Channel.MESSAGE, direction=Direction.IN))
    a_contact(book, "Old", rhythm=30, last="2024-01-01")
    return book


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_never_reads_a_whole_table(lived_in: Book, name: str) -> None:
    asked: list[str] = []
    lived_in.conn.execute("BEGIN")
    lived_in.conn.set_trace_callback(asked.append)
    QUESTIONS[name](lived_in)
    lived_in.conn.set_trace_callback(None)
    lived_in.conn.rollback()
    asked = [sql for sql in asked if sql.lstrip().upper().startswith(("SELECT", "WITH", "UPDATE"))]
    assert asked
    for sql in (sql for sql in asked if "IN ()" not in sql):
        steps = [row[3] for row in lived_in.conn.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in steps if _LARGE.match(step)], sql
