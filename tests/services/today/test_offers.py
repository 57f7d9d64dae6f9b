"""Old ties and other worlds: offered where there is room, noted only when taken up or put away."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from msgspec.structs import replace

from tests.builders import TODAY, a_book, a_contact, a_talk, dump, log
from tui.domain.outreach.tier import ReasonKind
from tui.domain.records.contact import ContactId
from tui.services.recording.recording import Recording
from tui.services.recording.settling import Settles
from tui.services.today.today import Today
from tui.store.book import Book


def _rows(book: Book) -> list[tuple[str, str]]:
    return [(row.person.name, row.tier.value) for row in Today(book).queue().rows]


def _old(book: Book, name: str, *, feeling: int, tag: str) -> ContactId:
    ident = a_contact(book, name, rhythm=30, tags=[tag])
    log(book, replace(a_talk(ident, on="2024-05-01", before_book=True), feeling=feeling))
    return ident


def _old_ties(book: Book) -> None:
    """Three dormant: two from a world touched this month, one from another."""
    a_contact(book, "Now", rhythm=90, last="2026-11-18", tags=["work"])
    _old(book, "Close", feeling=5, tag="work")
    _old(book, "Distant", feeling=2, tag="work")
    _old(book, "Elsewhere", feeling=3, tag="choir")


def test_on_the_first_practice_day_of_a_week_there_are_two_to_choose_from(book: Book) -> None:
    _old_ties(book)
    assert _rows(book) == [("Elsewhere", "rekindle"), ("Close", "rekindle")]


def test_later_in_the_week_the_one_ranked_highest_is_offered(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    _old_ties(book)
    log(book, a_talk(1))
    book.close()
    assert _rows(a_book(tmp_path, now=TODAY + timedelta(1))) == [("Elsewhere", "rekindle")]


def test_of_forty_old_ties_the_one_ranked_highest_is_found_though_lost_first(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    a_contact(book, "Now", rhythm=90, last="2026-11-18", tags=["work"])
    log(book, a_talk(1))
    for number in range(40):
        ident = a_contact(book, f"Tie {number}", rhythm=30, tags=["work"])
        on = date(2024, 5, 1) + timedelta(number)
        log(book, replace(a_talk(ident, on=on, before_book=True), feeling=2 if number else 5))
    book.close()
    assert _rows(a_book(tmp_path, now=TODAY + timedelta(1))) == [("Tie 0", "rekindle")]


def test_looking_at_an_offer_notes_nothing(book: Book) -> None:
    _old_ties(book)
    before = dump(book.conn)["offer"]
    Today(book).view()
    assert dump(book.conn)["offer"] == before == []


def test_putting_one_away_ends_the_offer_of_this_week_and_u_brings_it_back(book: Book) -> None:
    _old_ties(book)
    row = Today(book).queue().rows[0]
    Recording(book).rest([row.person.contact_id], Settles(row.kind, None, row.person.contact_id))
    assert _rows(book) == []
    book.undo()
    assert len(_rows(book)) == 2


def test_an_old_tie_is_no_offer_where_the_list_is_full(book: Book) -> None:
    _old_ties(book)
    for n in range(3):
        a_contact(book, f"P{n}", rhythm=30, last="2026-10-01")
    assert {tier for _, tier in _rows(book)} == {"rhythm"}


def _a_quiet_choir(book: Book) -> None:
    """Half the book sings; of those in touch lately nobody does."""
    for n in range(6):
        a_contact(book, f"Work {n}", rhythm=365, last="2026-11-01", tags=["work"])
        a_contact(book, f"Choir {n}", rhythm=365, last="2026-06-01", tags=["choir"])


def test_somebody_of_a_quiet_world_is_offered(book: Book) -> None:
    _a_quiet_choir(book)
    (row,) = Today(book).queue().rows
    assert (row.person.tags, row.kind, row.reason) == (("choir",), ReasonKind.WORLD, "another world: choir")


def test_another_world_is_offered_once_a_week_and_not_by_the_same_person_for_ninety_days(
    tmp_path: Path,
) -> None:
    book = a_book(tmp_path)
    _a_quiet_choir(book)
    (row,) = Today(book).queue().rows
    Recording(book).rest([row.person.contact_id], Settles(row.kind, None, row.person.contact_id))
    assert _rows(book) == []
    book.close()
    ((name, tier),) = _rows(a_book(tmp_path, now=TODAY + timedelta(7)))
    assert (tier, name != row.person.name) == ("world", True)


def test_with_fewer_than_five_people_in_touch_no_world_is_called_quiet(book: Book) -> None:
    for n in range(4):
        a_contact(book, f"Work {n}", rhythm=365, last="2026-11-01", tags=["work"])
        a_contact(book, f"Choir {n}", rhythm=365, last="2026-06-01", tags=["choir"])
    assert _rows(book) == []
