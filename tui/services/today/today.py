"""The Today view: whom to reach out to and why, what comes next, and the practice strip."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.outreach.outreach import Queue, build_queue
from tui.domain.outreach.reasons import (
    key_date_reason,
    ladder_reason,
    next_step_reason,
    promise_reason,
    rekindle_reason,
    reply_reason,
    world_reason,
)
from tui.domain.outreach.tier import Person, Reason
from tui.domain.practice import copy
from tui.domain.practice.absence import absence
from tui.domain.practice.plan import DEFAULT_PACE, TRIAGE_A_DAY
from tui.domain.practice.streak import DayMark, Streak, streak, week_strip
from tui.domain.records.contact import ContactId, KeyDate, KeyDateKind
from tui.domain.records.interaction import Channel
from tui.domain.records.key_dates import COMING_UP_DAYS, is_coming_up, next_occurrence
from tui.domain.rhythms.ladder import ladder_step
from tui.services.today.offers import Offers
from tui.services.today.returning import full_pace_since
from tui.store.book import Book
from tui.store.outreach.suggestions import Suggestions

OLD_TIES = 2
"""The most old ties offered together, to choose one of (practice model, 3.4)."""
_BELATED = timedelta(days=3)


class Upcoming(Struct, frozen=True):
    """One thing that comes up after today."""

    contact_id: ContactId
    name: str
    on: date
    what: str
    """birthday, next step or rhythm, in a few words."""
    rhythm_days: int | None = None
    last_touch_on: date | None = None


class PracticeToday(Struct, frozen=True):
    """What the practice strip shows."""

    streak: Streak
    week: tuple[DayMark, ...]
    line: str
    """The one gentle sentence of the day."""
    reached_today: int
    """People reached today."""
    pace: int


class TodayView(Struct, frozen=True):
    """Everything on the Today screen."""

    queue: Queue
    coming_up: tuple[Upcoming, ...]
    practice: PracticeToday
    is_empty_book: bool
    without_rhythm: int = 0
    """How many people, three at most, could be given a rhythm today, where the list has room."""


class Today:
    """The Today view of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._offers = Offers(book)

    @property
    def pace(self) -> int:
        """People a day, as the person chose."""
        return int(self._book.practice.setting("pace", str(DEFAULT_PACE)))

    def view(self, *, extra: int = 0, coming: int = 6) -> TodayView:
        """Return the whole screen; ``extra`` places were asked for beyond the pace."""
        today = self._book.clock.today()
        days = frozenset(self._book.practice.days())
        queue = self._queue(days, extra)
        shown = {row.person.contact_id for row in queue.rows}
        return TodayView(
            queue=queue,
            coming_up=tuple(self._coming_up(today, shown, coming)),
            practice=self._practice(days, queue),
            is_empty_book=self._book.contacts.is_empty(),
            without_rhythm=self._without_rhythm(queue, today),
        )

    def _without_rhythm(self, queue: Queue, today: date) -> int:
        has_room = len(queue.rows) + self._book.practice.people_reached_on(today) < queue.effective_pace
        return len(Suggestions(self._book).unsorted(today, TRIAGE_A_DAY)) if has_room else 0

    def why_the_strip(self) -> tuple[str, ...]:
        """Explain each number of the practice strip."""
        from tui.services.today.explaining import strip_sentences

        return strip_sentences(self._book)

    def queue(self, *, extra: int = 0) -> Queue:
        """Return the Today list as the practice model, 3.4, defines it."""
        return self._queue(frozenset(self._book.practice.days()), extra)

    def _queue(self, days: frozenset[date], extra: int) -> Queue:
        book, today = self._book, self._book.clock.today()
        away = absence(self._counted_for_absence(days), today)
        facts, reasons = self._gather(today, extra)
        done, due = book.practice.people_reached_on(today), book.outreach.due_count(today)
        is_paused = any(pause.covers(today) for pause in book.practice.pauses())

        def build() -> Queue:
            return build_queue(
                reasons,
                facts.values(),
                today,
                self.pace,
                days_away=away.days_away,
                practice_days_since_return=away.practice_days_since_return,
                done_today=done,
                extra=extra,
                rhythm_total=due,
                is_paused=is_paused,
                old_ties=OLD_TIES,
            )

        queue = build()
        if is_paused or len(queue.rows) >= queue.effective_pace + extra - done:
            return queue
        reasons += self._optional_reasons(today, days, facts)
        return build()

    def _counted_for_absence(self, days: frozenset[date]) -> frozenset[date]:
        """Leave out what lies before the day somebody back from a pause chose the usual pace at once."""
        chosen = full_pace_since(self._book)
        return days if chosen is None else frozenset({chosen, *(day for day in days if day > chosen)})

    def _optional_reasons(
        self, today: date, days: frozenset[date], facts: dict[ContactId, Person]
    ) -> list[Reason]:
        """Offer old ties and another world, where there is room; whoever is new comes to the facts."""
        ties = self._offers.old_ties(today, days)
        other = self._offers.other_world(today)
        wanted = [*(tie.contact_id for tie in ties), *([other[0]] if other else [])]
        found = self._book.outreach.people([ident for ident in wanted if ident not in facts], today)
        facts.update(self._with_memories(found))
        reasons = [rekindle_reason(facts[tie.contact_id], today, tie.rank) for tie in ties]
        if other:
            reasons.append(world_reason(facts[other[0]], other[1], today))
        return [reason for reason in reasons if reason]

    def _practice(self, days: frozenset[date], queue: Queue) -> PracticeToday:
        """Return what the practice strip shows."""
        book, today = self._book, self._book.clock.today()
        schedules, pauses = book.practice.schedules(), book.practice.pauses()
        somebody = queue.rows[0].person.first_name if queue.rows else ""
        return PracticeToday(
            streak=streak(days, today, schedules, pauses),
            week=week_strip(days, today, schedules, pauses),
            line=copy.line_for_today(days, today, schedules, pauses, somebody),
            reached_today=book.practice.people_reached_on(today),
            pace=queue.effective_pace,
        )

    def _gather(self, today: date, extra: int) -> tuple[dict[ContactId, Person], list[Reason]]:
        """Collect the people who may be on the list, and every reason that is not their rhythm."""
        ask = self._book.outreach
        promises = self._book.promises.mine_due_on_or_before(today)
        steps = self._book.promises.steps_due_on_or_before(today)
        replies = ask.replies_owed()
        dates = ask.key_dates_between(today - _BELATED, today)
        newly_met = ask.newly_met(today)
        others = [
            *(promise.contact_id for promise in promises),
            *(step.contact_id for step in steps),
            *(reply.contact_id for reply in replies),
            *(contact_id for contact_id, _ in dates),
            *(contact_id for contact_id, _ in newly_met),
        ]
        # As many of each rhythm as there are places, and as may be taken by somebody listed for another reason.
        candidates = ask.due_first(today, self.pace + extra + len(others))
        found = ask.people(list(dict.fromkeys((*others, *candidates))), today)
        ladder = {
            contact_id: step
            for contact_id, touches in newly_met
            if (facts := found.get(contact_id))
            and (step := ladder_step(facts.met_on, touches, today, facts.ladder))
        }
        people = {ident: replace(facts, is_on_ladder=ident in ladder) for ident, facts in found.items()}
        reasons: list[Reason | None] = [
            *(promise_reason(people[promise.contact_id], promise, today) for promise in promises),
            *(next_step_reason(people[step.contact_id], step, today) for step in steps),
            *(
                reply_reason(
                    people[reply.contact_id],
                    reply.on,
                    today,
                    interaction_id=reply.interaction_id,
                    channel=Channel(reply.channel),
                )
                for reply in replies
            ),
            *(key_date_reason(people[contact_id], key_date, today) for contact_id, key_date in dates),
            *(ladder_reason(people[contact_id], step, today) for contact_id, step in ladder.items()),
        ]
        return self._with_memories(people), [reason for reason in reasons if reason]

    def _with_memories(self, people: dict[ContactId, Person]) -> dict[ContactId, Person]:
        """Return each person the one detail of the last time that the list may show."""
        memories = self._book.outreach.last_words(list(people))
        return {
            ident: replace(person, remembered=memories.get(ident, "")) for ident, person in people.items()
        }

    def _coming_up(self, today: date, shown: set[ContactId], limit: int) -> Iterable[Upcoming]:
        """Return what comes after today: key dates and next steps of the week, then the next rhythms."""
        ask, soon = self._book.outreach, today + timedelta(days=COMING_UP_DAYS)
        dates = ask.key_dates_between(today + timedelta(days=1), soon)
        steps = [step for step in self._book.promises.steps_after(today, limit) if step.due_on <= soon]
        due = [ident for ident in ask.coming_up(today, limit + len(shown)) if ident not in shown]
        people = ask.people(list({*(ident for ident, _ in dates), *due}), today)
        found = [
            Upcoming(ident, people[ident].name, next_occurrence(each, today).on, _date_words(each))
            for ident, each in dates
            if ident in people and is_coming_up(each, today)
        ]
        found += [
            Upcoming(step.contact_id, step.name, step.due_on, step.text or "next step") for step in steps
        ]
        for facts in (people[ident] for ident in due if ident in people):
            if facts.due_on is not None:
                found.append(
                    Upcoming(
                        facts.contact_id, facts.name, facts.due_on, "", facts.ideal_days, facts.last_touch_on
                    )
                )
        return sorted(found, key=lambda each: (each.on, each.name.casefold()))[:limit]


def _date_words(key_date: KeyDate) -> str:
    if key_date.kind is KeyDateKind.OTHER:
        return key_date.label or "a day to remember"
    return key_date.kind.value
