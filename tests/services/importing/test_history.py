"""Past exchanges from files: with the right people, once, and never as practice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_contact, a_talk, dump, log
from tests.formats.samples import FOLDER, card
from tests.in_one_call import import_file
from tui.domain.records.contact import Contact, PointKind
from tui.domain.records.contact_points import profile_point
from tui.domain.records.interaction import Channel, Direction, Interaction
from tui.services.exporting.exporting import Exporting
from tui.services.practice.practising import Practising
from tui.store.book import Book

ROWS = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT"
ME = "Mia Me,https://www.linkedin.com/in/mia-me"
ANN = "Ann Lee,https://www.linkedin.com/in/ann-lee"
BO = "Bo Chen,https://www.linkedin.com/in/bo-chen"


def messages(folder: Path) -> Path:
    rows = [
        ROWS,
        f"t1,,{ME},{ANN},2026-10-01 10:00:00 UTC,,hello",
        f"t1,,{ANN},{ME},2026-10-01 11:00:00 UTC,,hi",
        f"t2,,{ME},{BO},2026-10-02 10:00:00 UTC,,hello",
    ]
    path = folder / "messages.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def talks(book: Book, name: str) -> list[Interaction]:
    return book.interactions.latest_of(book.contacts.named_exactly(name)[0], 50)


def people(book: Book) -> dict[str, Contact]:
    return {each.name: each for each in book.contacts.get_all(book.contacts.ids_by_name())}


@pytest.mark.parametrize("name", ["monica.json", "friends.md"])
def test_histories_count_for_recency_and_never_as_practice(book: Book, name: str) -> None:
    report = import_file(book, FOLDER / name)
    assert report.interactions > 0
    met = [each for name in people(book) for each in talks(book, name)]
    assert all(each.before_book for each in met)
    assert book.practice.days() == []
    assert (Practising(book).streak().current, Practising(book).streak().longest) == (0, 0)
    assert any(each.last_touch_on for each in people(book).values())


@pytest.mark.parametrize("name", ["monica.json", "friends.md"])
def test_a_history_comes_in_once_and_goes_with_one_undo(book: Book, name: str) -> None:
    before = dump(book.conn)
    import_file(book, FOLDER / name)
    after = dump(book.conn)
    again = import_file(book, FOLDER / name)
    assert (again.interactions, again.interactions_here > 0) == (0, True)
    assert dump(book.conn) == after
    book.undo()
    assert dump(book.conn) == before


def test_staying_in_touch_becomes_the_rhythm_and_flags_are_kept(book: Book) -> None:
    import_file(book, FOLDER / "monica.json")
    found = people(book)
    assert found["Maya Okafor"].rhythm_days == 60
    assert (found["Bo Chen"].is_deceased, found["Bo Chen"].is_archived) == (True, True)


def test_messages_find_people_by_profile_and_by_name(book: Book, tmp_path: Path) -> None:
    a_contact(book, "Ann Lee-Jones", points=[profile_point("https://www.linkedin.com/in/ann-lee")])
    a_contact(book, "Bo Chen")
    report = import_file(book, messages(tmp_path), me="Mia Me")
    (ann,), (bo,) = talks(book, "Ann Lee-Jones"), talks(book, "Bo Chen")
    assert report.interactions == 2
    assert (ann.practice_date, ann.channel, ann.direction) == (
        date(2026, 10, 1),
        Channel.MESSAGE,
        Direction.MUTUAL,
    )
    assert (bo.direction, bo.platform) == (Direction.OUT, "linkedin")


def test_messages_with_somebody_who_is_not_here_are_named_and_come_later(book: Book, tmp_path: Path) -> None:
    a_contact(book, "Ann Lee")
    first = import_file(book, messages(tmp_path), me="Mia Me")
    assert (first.interactions, [each.text for each in first.problems]) == (1, ["Bo Chen"])
    a_contact(book, "Bo Chen")
    second = import_file(book, messages(tmp_path), me="Mia Me")
    assert (second.interactions, second.interactions_here) == (1, 1)
    assert "1 interactions of the past" in second.sentence()


def test_two_of_one_name_are_not_guessed_between(book: Book, tmp_path: Path) -> None:
    for _ in range(2):
        a_contact(book, "Bo Chen")
    assert import_file(book, messages(tmp_path), me="Mia Me").interactions == 0


def test_our_own_friends_file_brings_nothing_twice(book: Book, tmp_path: Path) -> None:
    ann = a_contact(book, "Ann Lee")
    log(book, a_talk(ann, on="2026-11-01", channel=Channel.IN_PERSON, summary="lunch by the sea"))
    Exporting(book).to_file("friends", tmp_path / "friends.md")
    before = dump(book.conn)
    report = import_file(book, tmp_path / "friends.md")
    assert (report.interactions, report.interactions_here) == (0, 1)
    assert dump(book.conn) == before


def test_the_archived_and_the_dead_come_back_from_our_own_csv_as_they_were(
    book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "out.csv"
    path.write_text(
        "name,aliases,organisation,rhythm_days,uid,archived\nAnn Lee,,,30,u1,yes\n", encoding="utf-8"
    )
    import_file(book, path)
    assert people(book)["Ann Lee"].is_archived


def test_newcomers_with_a_rhythm_of_their_own_are_spread_as_well(book: Book, tmp_path: Path) -> None:
    rows = "\n".join(f"Person {n},30" for n in range(10))
    (tmp_path / "x.csv").write_text(f"name,rhythm\n{rows}\nLast One,\n", encoding="utf-8")
    import_file(book, tmp_path / "x.csv", rhythm_days=90)
    found = people(book)
    assert len({each.next_due_on for each in found.values()}) == 11
    assert (found["Person 3"].rhythm_days, found["Last One"].rhythm_days) == (30, 90)


def test_an_address_read_from_a_card_is_kept_with_its_kind(book: Book, tmp_path: Path) -> None:
    (tmp_path / "x.vcf").write_bytes(card("FN:Ann Lee", "EMAIL;TYPE=work:ann@x.org"))
    import_file(book, tmp_path / "x.vcf")
    assert [(p.kind, p.label) for p in people(book)["Ann Lee"].points] == [(PointKind.EMAIL, "work")]
