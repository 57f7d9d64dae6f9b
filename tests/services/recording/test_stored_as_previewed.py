"""Whatever is typed: what is stored is what was previewed, and nothing else; one undo takes all of it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import a_book, dump
from tests.domain.quick_add.test_nothing_is_lost import LINES
from tui.domain.errors import InvalidInput
from tui.domain.quick_add.parsed import LineKind, Parsed
from tui.domain.quick_add.people import known_as
from tui.domain.records.contact import ContactDraft, ContactId, PointKind
from tui.domain.records.interaction import Channel
from tui.services.recording.recording import Recording, Saved
from tui.store.book import Book

NAMES = ("Maya Okafor", "Anna Lindqvist", "Anna Petrova", "Bo Chen", "Zoë Martín", "May Tan")
ONES_THAT_GO_WELL = [
    "call @maya yesterday 40m her launch slipped #work > fri send the deck",
    "met @lena and @tom at:pycon 20nov > 3d write",
    "@bo and @zoe 1mo coffee",
    "Lena Haas #alumni ~quarterly met:PyCon via:@bo lena@ex.org bday:05-14 > 3d call",
    "li comment @bo gave:a link got:advice on my CV told @maya",
    '@"tall woman, red scarf" coffee',
    "> @lena fri call back",
    "+ Rosa Diaz tel:+49 30 1234567 url:x.org/a likes tea",
    "c @maya",
    "note @bo he moved",
    "Ada Lee tel:x tel:y a@b.co A@b.co",
]
LINE = (
    LINES
    | st.sampled_from(ONES_THAT_GO_WELL)
    | st.tuples(st.sampled_from(ONES_THAT_GO_WELL), LINES).map(" ".join)
)
MANY = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    """Yield a book of six people; every example takes back what it wrote."""
    opened = a_book(tmp_path_factory.mktemp("stored"))
    with opened.write("begun"):
        for name in NAMES:
            opened.contacts.add(ContactDraft(name))
    yield opened
    opened.close()


def counts(book: Book) -> dict[str, int]:
    return {table: len(rows) for table, rows in dump(book.conn).items()}


def check(book: Book, kind: LineKind, line: str, accepted: tuple[str, ...] = ()) -> None:
    """Save a line as the bar would; compare every row with the preview, then take it back."""
    recording = Recording(book)
    selected = known_as(4, "Bo Chen") if len(line) % 3 == 0 else None
    parsed = recording.parse(kind, line, selected, letters=True, accepted=accepted)
    before = dump(book.conn)
    if parsed.blocking is not None:
        with pytest.raises(InvalidInput):
            recording.save(parsed)
        assert dump(book.conn) == before
        return
    saved = recording.save(parsed)
    try:
        counted = {table: len(rows) - len(before[table]) for table, rows in dump(book.conn).items()}
        written = {table: more for table, more in counted.items() if more}
        {LineKind.LOG: is_log, LineKind.PERSON: is_person, LineKind.FOLLOW_UP: is_follow_up}[parsed.kind](
            book, parsed, saved, written
        )
    finally:
        book.undo()
    assert dump(book.conn) == before


def new_people(book: Book, parsed: Parsed, saved: Saved) -> tuple[ContactId, ...]:
    """Check the people a line added: exactly those called new, with nothing more than where and when."""
    made = book.contacts.get_all([ContactId(each) for each in saved.created_ids])
    assert [each.name for each in made] == list(parsed.new_names)
    for each in made:
        assert (each.met_at, each.notes, each.points, each.tags, each.rhythm_days) == (
            parsed.place,
            "",
            (),
            (),
            None,
        )
        assert each.met_on == (parsed.practice_date or parsed.today)
    return tuple(each.id for each in made)


def steps(book: Book, contact_id: int) -> list[tuple[str, str]]:
    rows = book.conn.execute("SELECT text, due_on FROM next_step WHERE contact_id = ?", (contact_id,))
    return rows.fetchall()


def expected_step(parsed: Parsed) -> list[tuple[str, str]]:
    step = parsed.next_step
    return [] if step is None else [(step.text, step.due_on.isoformat())]


def is_log(book: Book, parsed: Parsed, saved: Saved, written: dict[str, int]) -> None:
    who = (*(known.id for known in parsed.contacts), *new_people(book, parsed, saved))
    stored = book.interactions.get(saved.id)
    assert stored is not None
    assert stored.contacts == who
    assert (stored.channel, stored.direction, stored.practice_date) == (
        parsed.channel,
        parsed.direction,
        parsed.practice_date,
    )
    assert (stored.notes, stored.platform, stored.minutes, stored.place) == (
        parsed.note,
        parsed.platform,
        parsed.minutes,
        parsed.place,
    )
    assert [(value.way, value.note, value.kind) for value in stored.values] == [
        (value.way, value.note, value.kind) for value in parsed.values
    ]
    assert stored.topics == parsed.topics
    spoken_of = book.conn.execute(
        "SELECT contact_id FROM interaction_contact WHERE interaction_id = ? AND role = 'mentioned' ORDER BY id",
        (saved.id,),
    ).fetchall()
    assert [row[0] for row in spoken_of] == [known.id for known in parsed.mentions]
    assert [steps(book, each) for each in who] == [expected_step(parsed)] * len(who)
    assert written == nonzero(
        contact=len(parsed.new_names),
        interaction=1,
        interaction_contact=len(who) + len(spoken_of),
        interaction_value=len(parsed.values),
        interaction_topic=len(parsed.topics),
        next_step=len(who) * len(expected_step(parsed)),
    )


def is_follow_up(book: Book, parsed: Parsed, saved: Saved, written: dict[str, int]) -> None:
    who = (*(known.id for known in parsed.contacts), *new_people(book, parsed, saved))
    assert parsed.due_on is not None
    assert [steps(book, each) for each in who] == [[(parsed.text, parsed.due_on.isoformat())]] * len(who)
    assert written == nonzero(contact=len(parsed.new_names), next_step=len(who))


def is_person(book: Book, parsed: Parsed, saved: Saved, written: dict[str, int]) -> None:
    stored, draft = book.contacts.get(saved.id), parsed.person
    assert stored is not None
    assert draft is not None
    for field in (
        "name",
        "organisation",
        "role",
        "place",
        "time_zone",
        "notes",
        "met_at",
        "met_via",
        "rhythm_days",
    ):
        assert getattr(stored, field) == getattr(draft, field), field
    assert [point.value for point in stored.points] == [point.value for point in draft.points]
    assert [point.kind for point in stored.points] == [point.kind for point in draft.points]
    assert (stored.tags, stored.key_dates, stored.aliases) == (draft.tags, draft.key_dates, ())
    assert steps(book, stored.id) == expected_step(parsed)
    assert written == nonzero(
        contact=1,
        contact_point=len(draft.points),
        tag=len(draft.tags),
        contact_tag=len(draft.tags),
        key_date=len(draft.key_dates),
        next_step=len(expected_step(parsed)),
    )


def nonzero(**counted: int) -> dict[str, int]:
    return {table: count for table, count in counted.items() if count}


@MANY
@given(LINE)
def test_a_log_is_stored_as_it_was_previewed(book: Book, line: str) -> None:
    check(book, LineKind.LOG, line)


@MANY
@given(LINE)
def test_a_follow_up_is_stored_as_it_was_previewed(book: Book, line: str) -> None:
    check(book, LineKind.FOLLOW_UP, line)


@MANY
@given(LINE)
def test_a_person_is_stored_as_they_were_previewed(book: Book, line: str) -> None:
    check(book, LineKind.PERSON, line)


@MANY
@given(LINE, st.sampled_from([LineKind.LOG, LineKind.FOLLOW_UP]))
def test_somebody_insisted_on_is_stored_as_previewed(book: Book, line: str, kind: LineKind) -> None:
    check(book, kind, f"@mya {line}", ("mya",))


@pytest.mark.parametrize("line", ONES_THAT_GO_WELL)
def test_the_lines_that_go_well_do(book: Book, line: str) -> None:
    kind = (
        LineKind.PERSON
        if line.startswith(("Lena", "Ada"))
        else LineKind.FOLLOW_UP
        if line.startswith("@bo and")
        else LineKind.LOG
    )
    assert Recording(book).parse(kind, line, letters=True).blocking is None
    check(book, kind, line)


@pytest.mark.parametrize("kind", list(LineKind))
@pytest.mark.parametrize(
    "line",
    [
        f"call @bo #{'x' * 201}",
        f"Lena Haas #{'x' * 201}",
        f"Lena Haas tz:{'x' * 201}",
        f"call @bo at:{'y' * 2001}",
    ],
)
def test_what_is_too_long_to_be_kept_whole_is_refused(book: Book, line: str, kind: LineKind) -> None:
    check(book, kind, line)


def test_a_call_is_assumed_only_where_the_preview_said_so(book: Book) -> None:
    parsed = Recording(book).parse(LineKind.LOG, "@anna.p", letters=True)
    assert (parsed.channel, parsed.practice_date) == (Channel.MESSAGE, date(2026, 11, 23))
    assert "message (assumed)" in parsed.preview()


def test_the_points_of_a_line_are_kept_with_their_kinds(book: Book) -> None:
    parsed = Recording(book).parse(LineKind.PERSON, "Ada a@b.co a@b.co tel:12345 tel:12345", letters=True)
    assert parsed.person is not None
    assert [point.kind for point in parsed.person.points] == [PointKind.EMAIL, PointKind.PHONE]
    check(book, LineKind.PERSON, "Ada a@b.co a@b.co tel:12345 tel:12345")
