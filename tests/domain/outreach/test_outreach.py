"""The Today list: rows T1-T7 of the practice model, and who is left out of it when."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.domain.outreach.outreach import Queue, build_queue, effective_pace
from tui.domain.outreach.reasons import (
    key_date_reason,
    ladder_reason,
    promise_reason,
    rekindle_reason,
    reply_reason,
    world_reason,
)
from tui.domain.outreach.tier import Person, Reason, ReasonKind, Tier
from tui.domain.records.contact import ContactId, KeyDate, KeyDateKind
from tui.domain.records.promise import MadeBy, Promise, PromiseId
from tui.domain.rhythms.ladder import ladder_step
from tui.domain.rhythms.lateness import State

TODAY = date(2026, 3, 2)


def due(number: int, days_late: int = 1, ideal: int = 30, **more: object) -> Person:
    on = TODAY - timedelta(days_late)
    person = Person(ContactId(number), f"Person {number:02}", ideal, on, on - timedelta(ideal))
    return replace(person, **more)


def fresh(number: int, **more: object) -> Person:
    return replace(due(number, days_late=-20), **more)


def dormant(number: int) -> Person:
    return due(number, days_late=600)


def promised(person: Person, days_ago: int = 0) -> Reason:
    promise = Promise(
        PromiseId(person.contact_id),
        person.contact_id,
        person.name,
        MadeBy.ME,
        "send it",
        TODAY - timedelta(30),
        TODAY - timedelta(days_ago),
    )
    reason = promise_reason(person, promise, TODAY)
    assert reason is not None
    return reason


def wrote(person: Person, days_ago: int) -> Reason:
    return reply_reason(person, TODAY - timedelta(days_ago), TODAY, interaction_id=1)


def birthday(person: Person) -> Reason:
    reason = key_date_reason(person, KeyDate(KeyDateKind.BIRTHDAY, TODAY.month, TODAY.day), TODAY)
    assert reason is not None
    return reason


def rekindled(person: Person, rank: float = 0.5) -> Reason:
    reason = rekindle_reason(person, TODAY, rank)
    assert reason is not None
    return reason


def shown(queue: Queue) -> list[int]:
    return [row.person.contact_id for row in queue.rows]


def test_t1_a_promise_stands_before_the_rhythms_and_the_rest_can_wait() -> None:
    people = [fresh(1), *(due(number, days_late=number) for number in range(2, 7))]
    queue = build_queue([promised(people[0])], people, TODAY)
    assert shown(queue) == [1, 6, 5]
    assert queue.message == "3 more can wait"


def test_t2_every_promise_is_shown_whatever_the_pace() -> None:
    people = [*(fresh(number) for number in range(1, 5)), due(5), due(6)]
    queue = build_queue([promised(person) for person in people[:4]], people, TODAY)
    assert (sorted(shown(queue)), queue.waiting) == ([1, 2, 3, 4], 2)


def test_t3_with_room_left_one_old_tie_is_offered() -> None:
    people = [dormant(1), dormant(2)]
    queue = build_queue([rekindled(people[0], 0.6), rekindled(people[1], 0.88)], people, TODAY)
    assert [(row.person.contact_id, row.tier) for row in queue.rows] == [(2, Tier.REKINDLE)]
    assert queue.waiting == 0


def test_t4_with_nobody_due_all_is_tended() -> None:
    queue = build_queue([], [fresh(1)], TODAY)
    assert (queue.rows, queue.message) == ((), "All tended. Someone you simply feel like hearing?")


@pytest.mark.parametrize(("since_return", "places"), [(0, 1), (1, 2), (2, 3), (3, 3)])
def test_t5_after_ten_days_away_the_pace_eases_in(since_return: int, places: int) -> None:
    people = [due(number) for number in range(1, 13)]
    queue = build_queue([], people, TODAY, days_away=10, practice_days_since_return=since_return)
    assert (len(queue.rows), queue.effective_pace, queue.waiting) == (places, places, 12 - places)


def test_t6_somebody_with_three_reasons_is_one_row_with_two_tags() -> None:
    maya = due(1, days_late=3)
    queue = build_queue([birthday(maya), promised(maya)], [maya], TODAY)
    (row,) = queue.rows
    assert (row.tier, row.reason) == (Tier.PROMISE, "promise due today")
    assert row.also == ("birthday today", "4 weeks have passed")


def test_t7_of_two_equally_late_the_more_days_come_first() -> None:
    queue = build_queue([], [due(1, 6, 30), due(2, 9, 45)], TODAY)
    assert [row.ratio for row in queue.rows] == [pytest.approx(1.2), pytest.approx(1.2)]
    assert shown(queue) == [2, 1]


def test_equal_in_all_else_names_and_then_ids_decide() -> None:
    people = [due(3, name="ben"), due(2, name="Ana"), due(1, name="Ben")]
    assert shown(build_queue([], people, TODAY)) == [2, 1, 3]


def test_a_starred_contact_comes_a_quarter_earlier() -> None:
    queue = build_queue([], [due(1, 4), due(2, 1, is_starred=True)], TODAY)
    assert (shown(queue), queue.rows[0].person.is_starred) == ([2, 1], True)


def test_tiers_follow_in_their_order() -> None:
    people = [fresh(1), fresh(2), fresh(3), due(4), dormant(5), fresh(6, tags=("choir",))]
    reasons = [
        world_reason(people[5], "choir", TODAY),
        rekindled(people[4]),
        birthday(people[2]),
        wrote(people[1], 3),
        promised(people[0]),
    ]
    queue = build_queue(reasons, people, TODAY, pace=10)
    assert [row.tier for row in queue.rows] == [
        Tier.PROMISE,
        Tier.REPLY,
        Tier.KEY_DATE,
        Tier.RHYTHM,
        Tier.REKINDLE,
        Tier.WORLD,
    ]


def test_within_a_tier_the_oldest_comes_first() -> None:
    people = [fresh(1), fresh(2)]
    assert shown(build_queue([wrote(people[0], 2), wrote(people[1], 9)], people, TODAY)) == [2, 1]


def test_a_late_reply_takes_its_place_among_the_rhythms() -> None:
    people = [fresh(1), due(2, days_late=10), due(3, days_late=1)]
    queue = build_queue([wrote(people[0], 20)], people, TODAY)
    assert shown(queue) == [2, 1, 3]
    assert (queue.rows[1].tier, queue.rows[1].kind) == (Tier.RHYTHM, ReasonKind.REPLY)


def test_a_late_reply_left_out_is_waiting_too() -> None:
    people = [fresh(1), due(2, days_late=10)]
    assert build_queue([wrote(people[0], 20)], people, TODAY, pace=1).waiting == 1


def test_only_the_first_candidates_need_to_be_fetched() -> None:
    queue = build_queue([], [due(number) for number in range(1, 6)], TODAY, rhythm_total=4000)
    assert (len(queue.rows), queue.waiting) == (3, 3997)


def test_somebody_due_who_is_shown_for_another_reason_does_not_wait() -> None:
    maya = due(1)
    queue = build_queue([promised(maya)], [maya], TODAY, rhythm_total=5)
    assert queue.waiting == 4


def test_places_used_today_are_not_refilled() -> None:
    people = [due(number) for number in range(1, 6)]
    assert len(build_queue([], people, TODAY, done_today=2).rows) == 1
    done = build_queue([], people, TODAY, done_today=3)
    assert (done.rows, done.waiting) == ((), 5)
    assert done.message == "Done for today. 3 was the plan; you did 3."


def test_one_more_can_be_asked_for() -> None:
    people = [due(number) for number in range(1, 6)]
    assert len(build_queue([], people, TODAY, done_today=3, extra=1).rows) == 1


def test_a_promise_is_shown_even_when_the_day_is_done() -> None:
    maya = fresh(1)
    assert shown(build_queue([promised(maya)], [maya], TODAY, done_today=9)) == [1]


def test_nothing_optional_is_offered_while_somebody_waits() -> None:
    people = [dormant(1), *(due(number) for number in range(2, 6))]
    queue = build_queue([rekindled(people[0])], people, TODAY)
    assert {row.tier for row in queue.rows} == {Tier.RHYTHM}


def test_a_dormant_contact_is_not_in_the_rhythm_tier() -> None:
    assert build_queue([], [dormant(1)], TODAY).rows == ()


def test_a_snooze_hides_somebody_whatever_the_reason() -> None:
    maya = due(1, snoozed_until=TODAY + timedelta(1))
    assert build_queue([promised(maya)], [maya], TODAY).rows == ()


def test_on_the_day_a_snooze_ends_they_are_back() -> None:
    assert shown(build_queue([], [due(1, snoozed_until=TODAY)], TODAY)) == [1]


@pytest.mark.parametrize("resting", [{"is_archived": True}, {"is_paused": True}])
def test_a_promise_to_somebody_resting_still_stands(resting: dict[str, bool]) -> None:
    maya = due(1, **resting)
    queue = build_queue([promised(maya)], [maya], TODAY)
    assert (shown(queue), queue.rows[0].also) == ([1], ())


def test_an_archived_contact_has_no_birthday_on_the_list_and_a_paused_one_has() -> None:
    archived, paused = fresh(1, is_archived=True), fresh(2, is_paused=True)
    assert shown(build_queue([birthday(archived), birthday(paused)], [archived, paused], TODAY)) == [2]


def test_a_pause_for_everyone_leaves_only_promises_and_replies() -> None:
    met = Person(ContactId(5), "Zoë", met_on=TODAY - timedelta(2), is_on_ladder=True)
    step = ladder_step(met.met_on, [], TODAY)
    assert step is not None
    follow_up = ladder_reason(met, step, TODAY)
    assert follow_up is not None
    people = [due(1), fresh(2), fresh(3), fresh(4), met]
    reasons = [promised(people[1]), wrote(people[2], 2), birthday(people[3]), follow_up]
    queue = build_queue(reasons, people, TODAY, is_paused=True)
    assert (shown(queue), queue.waiting, queue.message) == ([2, 3], 0, None)


def test_an_empty_list_during_a_pause_says_that_it_rests() -> None:
    queue = build_queue([], [due(1)], TODAY, is_paused=True)
    assert queue.message == "Resting. Only promises and replies would show here."


def test_somebody_on_the_ladder_is_not_also_asked_for_by_rhythm() -> None:
    met = due(1, met_on=TODAY - timedelta(2), is_on_ladder=True)
    assert build_queue([], [met], TODAY).rows == ()


def test_a_row_knows_its_state_and_subject() -> None:
    maya = due(1, days_late=20)
    (row,) = build_queue([promised(maya)], [maya], TODAY).rows
    assert (row.state, row.subject_id, row.kind) == (State.OVERDUE, 1, ReasonKind.PROMISE)


def test_the_ratio_is_left_empty_without_a_rhythm() -> None:
    maya = Person(ContactId(1), "Maya")
    (row,) = build_queue([promised(maya)], [maya], TODAY).rows
    assert (row.ratio, row.state) == (None, State.NONE)


def test_the_pace_is_eased_only_after_seven_days_away() -> None:
    assert [effective_pace(3, 6, 0), effective_pace(3, 7, 0), effective_pace(3, 7, 5)] == [3, 1, 3]


@given(
    st.lists(st.tuples(st.integers(-40, 40), st.booleans(), st.booleans()), max_size=15),
    st.integers(1, 10),
    st.integers(0, 4),
)
def test_nobody_is_lost_or_shown_twice(facts: list[tuple[int, bool, bool]], pace: int, done: int) -> None:
    people = [due(n, late) for n, (late, _, _) in enumerate(facts, 1)]
    reasons = [promised(p) for p, (_, has_promise, _) in zip(people, facts, strict=True) if has_promise]
    reasons += [wrote(p, 20) for p, (_, _, is_owed) in zip(people, facts, strict=True) if is_owed]
    queue = build_queue(reasons, people, TODAY, pace, done_today=done)
    wanted = {reason.contact_id for reason in reasons} | {
        person.contact_id for person in people if person.is_rhythm_due(TODAY)
    }
    assert len(set(shown(queue))) == len(queue.rows)
    assert set(shown(queue)) <= wanted
    assert len(queue.rows) + queue.waiting == len(wanted)
