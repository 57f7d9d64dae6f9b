"""The due list: everyone whose rhythm asks for a hello, and on request everyone who has a rhythm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.dates.spans import day_words
from tui.domain.outreach.reasons import ladder_reason, rekindle_reason, rhythm_reason
from tui.domain.outreach.tier import Person, Reason, Tier
from tui.domain.records.contact import ContactId
from tui.domain.rhythms.ladder import LadderStep, ladder_step
from tui.domain.rhythms.lateness import State, weighted_ratio
from tui.store.book import Book

_BATCH = 500


class DueStanding(Struct, frozen=True):
    """Where one contact stands with their rhythm."""

    person: Person
    tier: Tier
    reason: str
    state: State
    due_on: date | None
    """The local calendar day the rhythm, or the next ladder step, falls due."""
    ratio: float | None
    """Time gone by in rhythms; None where no rhythm runs."""


class DueList:
    """The due list of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._today = book.clock.today()

    def count(self) -> int:
        """How many people's rhythm is due."""
        return self._book.outreach.due_count(self._today)

    def due(self, limit: int | None = None) -> list[DueStanding]:
        """Return those whose rhythm is due, most overdue first (practice model, 3.2 and 3.4)."""
        places = -1 if limit is None else limit + len(self._steps())
        ids = self._book.outreach.due_first(self._today, places)
        asks = (State.DUE, State.OVERDUE)
        return self._ordered([each for each in self._standings(ids) if each.state in asks])[:limit]

    def everyone(self, limit: int | None = None) -> list[DueStanding]:
        """Return everyone who has a rhythm or was just met, also those not due yet or hidden for now."""
        ids = [ContactId(ident) for ident in self._book.contacts.ids_by_name(include_archived=False)]
        runs = [each for each in self._standings(ids) if each.state is not State.NONE]
        return self._ordered(runs)[:limit]

    def _standings(self, ids: Sequence[ContactId]) -> Iterator[DueStanding]:
        steps = self._steps()
        for start in range(0, len(ids), _BATCH):
            found = self._book.outreach.people(ids[start : start + _BATCH], self._today)
            for ident, person in found.items():
                yield self._standing(replace(person, is_on_ladder=ident in steps), steps.get(ident))

    def _steps(self) -> dict[ContactId, LadderStep]:
        """Return the next ladder step of those newly met."""
        newly_met = dict(self._book.outreach.newly_met(self._today))
        people = self._book.outreach.people(list(newly_met), self._today)
        found = {
            ident: ladder_step(facts.met_on, newly_met[ident], self._today, facts.ladder)
            for ident, facts in people.items()
        }
        return {ident: step for ident, step in found.items() if step is not None}

    def _standing(self, person: Person, step: LadderStep | None) -> DueStanding:
        state = person.state(self._today)
        reason: Reason | None = None
        if step is not None and state is State.LADDER:
            reason = ladder_reason(person, step, self._today)
        elif state is State.DORMANT:
            reason = rekindle_reason(person, self._today)
        elif state in (State.DUE, State.OVERDUE):
            reason = rhythm_reason(person, self._today)
        return DueStanding(
            person,
            reason.tier if reason else Tier.RHYTHM,
            reason.text if reason else self._in_words(person, state, step),
            state,
            step.due_on if step else person.due_on,
            person.ratio(self._today),
        )

    def _in_words(self, person: Person, state: State, step: LadderStep | None) -> str:
        if state is State.SNOOZED and person.snoozed_until is not None:
            return f"snoozed until {day_words(person.snoozed_until, self._today)}"
        due_on = step.due_on if step else person.due_on
        if state is State.PAUSED or due_on is None:
            return state.value
        return f"due {day_words(due_on, self._today)}"

    def _ordered(self, standings: list[DueStanding]) -> list[DueStanding]:
        return sorted(standings, key=self._order)

    def _order(self, standing: DueStanding) -> tuple[float, int, str, int]:
        """Order as the rhythm tier of the Today list is ordered (practice model, 3.4)."""
        person, r = standing.person, standing.ratio
        weighted = -1e9 if r is None else round(weighted_ratio(r, person.is_starred), 9)
        late = (self._today - person.due_on).days if person.due_on else 0
        return -weighted, -late, person.name.casefold(), person.contact_id
