"""Explaining: a sentence for each number of the practice strip, naming the rule and the facts it used."""

from __future__ import annotations

from tui.domain.practice import explain
from tui.domain.practice.plan import DEFAULT_PACE, plan_of
from tui.domain.practice.streak import streak
from tui.domain.practice.streak_facts import streak_facts
from tui.store.book import Book


def strip_sentences(book: Book) -> tuple[str, ...]:
    """Explain streak, spares, consistency, this week and the people of today (practice model, 2.2 and 3.4)."""
    ask, today = book.practice, book.clock.today()
    days, schedules, pauses = ask.days(), ask.schedules(), ask.pauses()
    now, facts = streak(days, today, schedules, pauses), streak_facts(days, today, schedules, pauses)
    reached, schedule = ask.people_reached_on(today), plan_of(schedules).schedule_on(today)
    people = explain.counted(reached, "person", "people")
    return (
        f"Streak: {explain.streak_length(now, facts, today)}",
        f"Spares: {explain.spares_held(now, facts, today)}",
        f"Consistency: {explain.consistency_number(now, facts)}",
        f"Week: {explain.this_week(now, schedule)}",
        f"Today: {people} reached. {explain.pace(int(ask.setting('pace', str(DEFAULT_PACE))), None)}",
    )
