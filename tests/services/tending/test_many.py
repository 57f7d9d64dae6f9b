"""The same act on one, on two and on thousands: one step back each, and every table as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY, a_book, a_contact, a_talk, dump, log
from tests.services.acts import derived_rows, recomputed_rows
from tui.domain.editing.grouping import Grouping, parse_grouping
from tui.domain.errors import InvalidInput
from tui.domain.quick_add.parsed import LineKind
from tui.domain.quick_add.people import known_as
from tui.domain.quick_add.several import NAMED, Chosen, Several, for_several, way_said
from tui.domain.records.contact import ContactDraft, ContactId
from tui.domain.records.interaction import Channel, Direction
from tui.domain.rhythms.rule import GroupName, RhythmSource, parse_choice
from tui.services.services import Services
from tui.store.book import Book
from tui.store.many.bulk import Newcomer, bulk_load, first_load

Ids = Sequence[ContactId]


def read(services: Services, ids: Ids, line: str, kind: LineKind = LineKind.LOG) -> Several:
    """Read a line for everybody marked."""
    first = tuple(known_as(each.id, each.name) for each in services.book.contacts.rows(ids[:NAMED]))
    rest, way = way_said(line)
    parsed = services.recording.parse(kind, rest, first[0], letters=True)
    several = for_several(parsed, Chosen(tuple(ids), first), way)
    assert several is not None
    return several


ACTS: dict[str, Callable[[Services, Ids], str]] = {
    "tag and circle": lambda s, ids: s.tending.group(
        ids, parse_grouping("new -work circle:singers -circle:friends")
    ),
    "rhythm": lambda s, ids: s.rhythms.set(ids, parse_choice("6w")),
    "style": lambda s, ids: s.rhythms.set(ids, parse_choice("ambient"), exact=True),
    "snooze": lambda s, ids: s.tending.snooze(ids, TODAY + timedelta(9)),
    "bring back": lambda s, ids: s.tending.wake(ids),
    "pause": lambda s, ids: s.tending.pause(ids),
    "take up": lambda s, ids: s.tending.resume(ids),
    "skip": lambda s, ids: s.tending.skip(ids),
    "rest": lambda s, ids: s.tending.let_rest_or_bring_back(ids),
    "star": lambda s, ids: s.tending.star_or_unstar(ids),
    "trash": lambda s, ids: s.tending.trash(ids),
    "done": lambda s, ids: s.recording.done(ids),
    "let go": lambda s, ids: s.recording.rest(ids),
    "log together": lambda s, ids: s.together.save(read(s, ids, "i lunch > fri write")),
    "log each": lambda s, ids: s.together.save(read(s, ids, "m hello > fri write")),
    "follow up": lambda s, ids: s.together.save(read(s, ids, "fri write", LineKind.FOLLOW_UP)),
}
CHANGES_NOTHING_HERE = {"bring back", "take up"}


def a_crowd(folder: Path, people: int) -> Book:
    """Make a book of so many people, half of them with a rhythm, all under one tag."""
    book = a_book(folder)
    with first_load(book), bulk_load(book) as load:
        load.add_contacts(
            Newcomer(ContactDraft(f"P {n}", rhythm_days=30 if n % 2 else None, tags=("work",)))
            for n in range(people)
        )
    return book


def check(services: Services, act: str, ids: Ids) -> None:
    """Do it, compare what follows from it, take it back, and compare every table."""
    before = dump(services.book.conn)
    said = ACTS[act](services, ids)
    after = dump(services.book.conn)
    assert (after != before) is (act not in CHANGES_NOTHING_HERE)
    assert derived_rows(services) == recomputed_rows(services)
    if act not in CHANGES_NOTHING_HERE:
        undone = services.undo()
        assert dump(services.book.conn) == before
        assert undone.split(" ", 1)[0] == said.split(" ", 1)[0]


@pytest.mark.parametrize("marked", [1, 2, 501])
@pytest.mark.parametrize("act", ACTS)
def test_any_act_on_several_is_one_step_back(tmp_path: Path, act: str, marked: int) -> None:
    book = a_crowd(tmp_path, 520)
    ids = [ContactId(ident) for ident in book.contacts.ids_by_name()][:marked]
    log(book, a_talk(*ids[:2], on="2026-11-01"))
    check(Services(book), act, ids)
    book.close()


def test_five_thousand_are_one_step_back(tmp_path: Path) -> None:
    book = a_crowd(tmp_path, 5_010)
    ids = [ContactId(ident) for ident in book.contacts.ids_by_name()][:5_000]
    for act in ("tag and circle", "snooze", "log together", "trash"):
        check(Services(book), act, ids)
    book.close()


@pytest.fixture
def two(book: Book) -> list[ContactId]:
    return [a_contact(book, "Ann Lee", rhythm=30), a_contact(book, "Bo Chen", rhythm=30)]


def test_what_was_done_is_said_with_how_many(book: Book, two: list[ContactId]) -> None:
    services = Services(book)
    assert services.tending.trash(two) == "moved 2 contacts to the trash"
    services.undo()
    assert services.tending.bring_back(two) == "2 contacts are back"
    assert (
        services.together.save(read(services, two, "m hi"))
        == "logged message with each of Ann Lee and Bo Chen"
    )
    assert services.together.save(read(services, two, "i tea")) == "logged in person with Ann Lee and Bo Chen"


def test_a_meeting_is_one_interaction_and_a_message_one_with_each(book: Book, two: list[ContactId]) -> None:
    services = Services(book)
    services.together.save(read(services, two, "i tea"))
    (met,) = book.interactions.latest_of(two[0])
    assert met.contacts == tuple(two)
    services.together.save(read(services, two, "m hello"))
    assert [book.interactions.latest_of(ident)[0].contacts for ident in two] == [(two[0],), (two[1],)]


def test_a_next_step_is_planned_with_each_who_was_there(book: Book, two: list[ContactId]) -> None:
    services = Services(book)
    services.together.save(read(services, two, "i tea > fri write"))
    steps = [book.promises.open_steps_with(ident) for ident in two]
    assert [[step.text for step in each] for each in steps] == [["write"], ["write"]]


def test_a_message_to_each_answers_what_each_wrote(book: Book, two: list[ContactId]) -> None:
    for ident in two:
        log(book, a_talk(ident, on="2026-11-20", channel=Channel.EMAIL, direction=Direction.IN))
    Services(book).together.save(read(Services(book), two, "m thanks"))
    assert book.outreach.replies_owed() == []


def test_a_toggle_takes_off_only_what_all_have(book: Book, two: list[ContactId]) -> None:
    tending = Services(book).tending
    tending.star([two[0]], True)
    assert tending.star_or_unstar(two) == "starred 2 contacts"
    assert tending.star_or_unstar(two) == "unstarred 2 contacts"
    tending.archive([two[0]])
    assert tending.let_rest_or_bring_back(two) == "2 contacts may rest"
    assert tending.let_rest_or_bring_back(two) == "2 contacts are back"


def test_somebody_marked_who_is_gone_leaves_all_as_it_was(book: Book, two: list[ContactId]) -> None:
    services = Services(book)
    several = read(services, [*two, ContactId(99)], "m hi")
    before = dump(book.conn)
    with pytest.raises(InvalidInput, match="no longer in the book"):
        services.together.save(several)
    with pytest.raises(InvalidInput, match="no longer in the book"):
        services.tending.group([*two, ContactId(99)], Grouping(add_tags=("x",)))
    assert dump(book.conn) == before


def test_leaving_a_circle_gives_up_its_rhythm(book: Book) -> None:
    ann = a_contact(book, circles=["friends"], last="2026-11-01")
    services = Services(book)
    services.rhythms.set_group(GroupName("friends", RhythmSource.CIRCLE), parse_choice("monthly"))
    assert [row.ideal_days for row in book.contacts.rows([ann])] == [30]
    services.tending.group([ann], parse_grouping("-circle:friends"))
    found = book.contacts.get(ann)
    assert found is not None
    assert (found.circles, found.ideal_days, found.next_due_on) == ((), None, None)
