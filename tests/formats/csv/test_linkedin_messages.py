from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.samples import sample
from tui.domain.errors import InvalidInput, RapportError
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel, Direction
from tui.formats.csv.linkedin_messages import is_linkedin_messages, read_linkedin_messages
from tui.formats.history import InteractionRead, PersonRead

MAYA = PersonRead("Maya Okafor", "https://www.linkedin.com/in/maya-okafor")
HEADER = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT\n"


def found() -> tuple[InteractionRead, ...]:
    return read_linkedin_messages(sample("messages.csv")).interactions


def test_messages_both_ways_on_one_day_are_one_mutual_interaction() -> None:
    assert found()[0] == InteractionRead(
        people=(MAYA,),
        channel=Channel.MESSAGE,
        direction=Direction.MUTUAL,
        on=date(2026, 5, 4),
        source_key="linkedin:2-a:2026-05-04:https://www.linkedin.com/in/maya-okafor",
        line=2,
        occurred_at=datetime(2026, 5, 4, 9, tzinfo=UTC),
        summary="1 sent, 1 received",
        platform="linkedin",
    )


def test_another_day_of_the_thread_is_another_interaction() -> None:
    assert (found()[1].on, found()[1].direction) == (date(2026, 5, 6), Direction.IN)


def test_each_person_of_a_group_gets_one() -> None:
    group = [each for each in found() if each.channel is Channel.GROUP]
    assert [each.people[0].name for each in group] == ["Bo Chen", "Rita Duarte"]
    assert {(each.direction, each.summary) for each in group} == {(Direction.OUT, "Reading group")}


def test_a_draft_was_never_sent() -> None:
    assert all(each.on.year == 2026 for each in found())


def test_who_has_left_is_named_with_the_line() -> None:
    problems = read_linkedin_messages(sample("messages.csv")).problems
    assert [each.line for each in problems if "has left" in each.what] == [7]


def test_a_broken_date_is_named_with_the_line() -> None:
    problems = read_linkedin_messages(sample("messages.csv")).problems
    assert [(each.line, each.text) for each in problems if "date" in each.what] == [(9, "yesterday")]


def test_the_day_is_the_local_practice_day() -> None:
    lisbon = timezone(timedelta(hours=1))
    late = read_linkedin_messages(sample("messages.csv"), zone=lisbon).interactions[-1]
    assert late.on == date(2026, 6, 8)


def test_what_was_said_is_not_read() -> None:
    assert not any("tides" in each.summary + each.notes for each in found())


def test_reading_twice_gives_the_same_keys_and_each_once() -> None:
    keys = [each.source_key for each in found()]
    assert keys == [each.source_key for each in found()]
    assert len(set(keys)) == len(keys)


def test_an_interaction_becomes_a_draft_for_known_contacts() -> None:
    draft = found()[0].draft([ContactId(7)], before_book=True)
    assert (draft.contacts, draft.practice_date, draft.before_book) == ((7,), date(2026, 5, 4), True)
    assert draft.source_key == found()[0].source_key


ONE_THREAD = f"{HEADER}t,,Rui Sousa,,Maya Okafor,,2026-05-04 09:00:00 UTC,hello\n".encode()


def test_a_single_thread_does_not_show_who_is_who() -> None:
    with pytest.raises(InvalidInput, match=r"From line 2 on.*Nothing was imported.*Say who you are"):
        read_linkedin_messages(ONE_THREAD)


@pytest.mark.parametrize(("me", "direction"), [("rui sousa", Direction.OUT), ("Maya Okafor", Direction.IN)])
def test_saying_who_you_are_settles_the_direction(me: str, direction: Direction) -> None:
    (only,) = read_linkedin_messages(ONE_THREAD, me=me).interactions
    assert only.direction is direction


def test_a_circular_is_no_touch() -> None:
    names = ",".join(f"Person {n}" for n in range(13))
    data = f'{HEADER}t,,Rui,,"{names}",,2026-05-04 09:00:00 UTC,hello\n'.encode()
    result = read_linkedin_messages(data, me="Rui")
    assert result.interactions == ()
    assert [each.line for each in result.problems] == [2]


def test_other_files_are_refused() -> None:
    with pytest.raises(InvalidInput, match=r"not LinkedIn's messages.csv.*Nothing was imported"):
        read_linkedin_messages(sample("Connections.csv"))


def test_the_file_is_known_by_its_columns() -> None:
    assert is_linkedin_messages(sample("messages.csv").decode())
    assert not is_linkedin_messages(sample("Connections.csv").decode())


@given(st.binary(max_size=200))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    try:
        read_linkedin_messages(HEADER.encode() + data, me="Rui")
    except RapportError:
        return
