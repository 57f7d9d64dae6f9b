"""Each filter of a query over a book: whom it keeps, and that a minus keeps exactly the others."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.builders import TODAY, a_contact, a_talk, log
from tui.domain.records.contact import ContactDraft, ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.domain.records.interaction import NextStepDraft, PromiseDraft
from tui.services.contacts.finding import Finding
from tui.services.tending.tending import Tending
from tui.store.book import Book

EVERYBODY = {"Ann", "Bo", "Cleo", "Dev", "Eva"}


@pytest.fixture
def finding(book: Book) -> Finding:
    """A book of five who differ in everything a filter asks."""
    ann = a_contact(
        book, "Ann", rhythm=30, last="2026-09-01", tags=["sea", "rust"], circles=["choir"], starred=True
    )
    bo = a_contact(
        book,
        "Bo",
        rhythm=28,
        last="2026-11-20",
        tags=["seaside"],
        dates=[KeyDate(KeyDateKind.BIRTHDAY, 5, 2)],
        points=[ContactPoint(PointKind.EMAIL, "bo@example.org")],
    )
    cleo = a_contact(book, "Cleo", rhythm=30, due="2026-11-28")
    with book.write("added the rest"):
        book.contacts.add(
            ContactDraft(
                "Dev", organisation="Fernweh Rail", role="Data engineer", place="Lisbon", met_via=ann
            )
        )
        book.contacts.add(ContactDraft("Eva", met_at="PyCon", met_when="2024-05", notes="likes tea"))
        book.promises.promise(bo, PromiseDraft("a map", True, TODAY), made_on=TODAY)
        book.promises.plan(cleo, NextStepDraft("lunch", TODAY), set_on=TODAY)
        book.conn.execute(
            "INSERT INTO position (contact_id, organisation) VALUES (?, 'Plain Words')", (cleo,)
        )
        book.conn.execute(
            "INSERT INTO fact (contact_id, kind, text) VALUES (?, 'interest', 'rust and bees')", (cleo,)
        )
        book.conn.execute(
            "INSERT INTO fact (contact_id, kind, text) VALUES (?, 'fact', 'has two cats')", (ann,)
        )
    log(book, replace(a_talk(bo, on="2026-11-19"), place="the harbour", topics=("Sailing",)))
    return Finding(book)


def names(finding: Finding, query: str) -> set[str]:
    return {row.name for row in finding.rows(finding.matching(query))}


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("#sea", {"Ann"}),
        ("#seas", {"Bo"}),
        ("#se", {"Ann", "Bo"}),
        ("#choir", {"Ann"}),
        ("circle:choir", {"Ann"}),
        ("circle:sea", set()),
        ("tag:rust", {"Ann"}),
        ('org:"fernweh rail"', {"Dev"}),
        ("org:rail", {"Dev"}),
        ("org:plain", {"Cleo"}),
        ("role:engineer", {"Dev"}),
        ("place:lisbon", {"Dev"}),
        ("place:harbour", {"Bo"}),
        ("place:pycon", {"Eva"}),
        ("loc:lisbon", {"Dev"}),
        ("loc:harbour", set()),
        ("at:harbour", {"Bo"}),
        ("met:pycon", {"Eva"}),
        ("met:2024", {"Eva"}),
        ("met:2024-05", {"Eva"}),
        ("via:ann", {"Dev"}),
        ("topic:sail", {"Bo"}),
        ("topic:bees", {"Cleo"}),
        ("topic:cats", set()),
        ("due:", {"Ann"}),
        ("due:week", {"Ann", "Cleo"}),
        ("due:5d", {"Ann", "Cleo"}),
        ("due:4d", {"Ann"}),
        ("due>1w", {"Bo"}),
        ("due:overdue", {"Ann"}),
        ("last>30d", {"Ann"}),
        ("last>1y", set()),
        ("last<2w", {"Bo"}),
        ("last>3d", {"Ann"}),
        ("last<3d", set()),
        ("last<4d", {"Bo"}),
        ("never:", {"Cleo", "Dev", "Eva"}),
        ("has:birthday", {"Bo"}),
        ("has:email", {"Bo"}),
        ("has:promise", {"Bo"}),
        ("has:step", {"Cleo"}),
        ("has:fact", {"Ann"}),
        ("has:interest", {"Cleo"}),
        ("has:note", {"Eva"}),
        ("has:rhythm", {"Ann", "Bo", "Cleo"}),
        ("is:starred", {"Ann"}),
        ("rhythm:4w", {"Bo"}),
        ("rhythm>4w", {"Ann", "Cleo"}),
        ("rhythm:none", {"Dev", "Eva"}),
        ("#se last>30d", {"Ann"}),
        ("bo #seaside", {"Bo"}),
        ("-#sea never:", {"Cleo", "Dev", "Eva"}),
    ],
)
def test_a_filter_keeps_those_it_is_true_of(finding: Finding, query: str, kept: set[str]) -> None:
    assert names(finding, query) == kept


@pytest.mark.parametrize(
    "query",
    [
        "#sea",
        "circle:choir",
        "org:rail",
        "due:",
        "last>30d",
        "never:",
        "has:birthday",
        "met:2024",
        "via:ann",
        "topic:sail",
        "rhythm:4w",
        "at:harbour",
        "cats",
        "tea",
        "ann",
        "harbour",
    ],
)
def test_a_minus_keeps_exactly_the_others(finding: Finding, query: str) -> None:
    assert names(finding, f"-{query}") == EVERYBODY - names(finding, query)


def test_states_are_found(book: Book, finding: Finding) -> None:
    ann, bo, cleo = (book.contacts.named_exactly(name)[0] for name in ("Ann", "Bo", "Cleo"))
    tending = Tending(book)
    tending.archive([ann])
    tending.snooze([bo], TODAY + timedelta(days=7))
    tending.pause([cleo], None)
    with book.write("noted"):
        book.contacts.change(book.contacts.named_exactly("Dev")[0], is_deceased=1)
    found = [names(finding, f"is:{state}") for state in ("archived", "snoozed", "paused", "deceased")]
    assert found == [{"Ann"}, {"Bo"}, {"Cleo"}, {"Dev"}]
    assert names(finding, "due:6d") == set()


def test_somebody_in_the_trash_is_kept_by_no_filter(book: Book, finding: Finding) -> None:
    Tending(book).trash([book.contacts.named_exactly("Ann")[0]])
    assert "Ann" not in names(finding, "#sea") | names(finding, "-never:") | names(finding, "due:")


def test_those_in_touch_last_come_first(finding: Finding) -> None:
    ordered = [row.name for row in finding.rows(finding.matching("has:rhythm"))]
    assert ordered == ["Bo", "Ann", "Cleo"]
