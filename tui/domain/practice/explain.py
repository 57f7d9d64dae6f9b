"""Why a number of the practice is what it is: one plain sentence or two, with the rule and the facts it used."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tui.domain.dates.spans import day_words
from tui.domain.measures.load import FULL_FROM, Load
from tui.domain.measures.warmth import BEST_FEELING
from tui.domain.measures.worlds import DIVERSITY_DAYS, QUIET_GAP
from tui.domain.number_words import long_span_words, number_word, part_word
from tui.domain.practice.heatmap import FELT_WELL_FROM
from tui.domain.practice.milestones import Reached
from tui.domain.practice.natural_rhythm import KEPT_BELOW, WEEKS, WEEKS_OF_A_HABIT, NaturalRhythm
from tui.domain.practice.plan import MAX_PAUSE_DAYS, Schedule
from tui.domain.practice.streak import CONSISTENCY_HALF_LIFE, SPARES, Mode, Streak, consistency_step
from tui.domain.practice.streak_facts import StreakFacts
from tui.domain.practice.travel import FAR_MINUTES
from tui.domain.practice.words import schedule_words
from tui.domain.rhythms.lateness import DORMANT_FROM_DAYS
from tui.domain.rhythms.tending import WORDS, Tending

_MOST_NAMED = 3
"""So many days are named one by one."""


def streak_length(now: Streak, facts: StreakFacts, today: date) -> str:
    """Say what the streak counts, and since when (practice model, 2.2)."""
    if now.mode is Mode.WEEKLY:
        return (
            f"{counted(now.current, 'week')} held together: a week counts once it has the days it asks for,"
            " a pause asks for fewer, and a spare covers a week that was missed."
        )
    if facts.since is None:
        return (
            "A streak counts practice days. None runs now; one real hello starts one, with"
            f" {_spares(SPARES[Mode.DAILY].at_start)} to cover the days you miss."
        )
    covered = f" Spares covered {_days(facts.covered, today)}." if facts.covered else ""
    return (
        f"{counted(now.current, 'practice day')} since {day_words(facts.since, today)}. Only days with a"
        f" real hello count; rest days and pauses protect.{covered}"
    )


def longest_length(now: Streak, facts: StreakFacts, today: date) -> str:
    """Say when the longest streak was (practice model, 2.2)."""
    unit = "practice day" if now.mode is Mode.DAILY else "week"
    if facts.longest_on is None:
        return "The longest streak your spares could hold together stays in the book, whatever comes."
    return (
        f"{counted(now.longest, unit)}, reached on {day_words(facts.longest_on, today)}: the longest that"
        " spares could hold together. It stays in the book, and a late record can only lengthen it."
    )


def spares_held(now: Streak, facts: StreakFacts, today: date) -> str:
    """Say how spares are earned and what they covered (practice model, 2.2)."""
    rules, unit = SPARES[now.mode], "day" if now.mode is Mode.DAILY else "week"
    at_most = " at most" if rules.most > 1 else ""
    begins = f"{_spares(rules.at_start)} and holds {number_word(rules.most)}{at_most}"
    following = f" The next comes in {counted(now.next_in, unit)}." if now.next_in else ""
    covered = f" Covered: {_days(facts.covered, today)}." if facts.covered else ""
    return (
        f"A streak starts with {begins}. Each covers one missed {unit} by itself; every"
        f" {number_word(rules.earn)} practice {unit}s earn one back.{following}{covered}"
    )


def consistency_number(now: Streak, facts: StreakFacts) -> str:
    """Return consistency as a number, and the rule (practice model, 2.2)."""
    unit = "day" if now.mode is Mode.DAILY else "week"
    part = part_word(1 - consistency_step(1, practised=0))
    return (
        f"{round(100 * now.consistency)} of 100, “{now.word}”: an expected {unit} kept lifts it, one missed"
        f" lowers it by {part}; what is {CONSISTENCY_HALF_LIFE} of them old weighs half."
        f" So far {facts.practised} kept, {facts.missed} missed."
    )


def this_week(now: Streak, schedule: Schedule) -> str:
    """Say what this week asks for and what was done (practice model, 2.1 and 2.2)."""
    if now.mode is Mode.WEEKLY:
        return (
            f"{counted(now.week_done, 'day')} practised since Monday. Your plan is {schedule_words(schedule)};"
            " pauses, and the days before your first hello, are taken off."
        )
    return (
        f"{counted(now.week_done, 'day')} practised since Monday. Your plan, {schedule_words(schedule)},"
        f" asks for {now.week_need} this week, pauses taken off."
    )


def in_plain_words() -> str:
    """Say how practice days work, for everybody (practice model, its first page)."""
    rules = SPARES[Mode.DAILY]
    return (
        f"One real hello on a practice day grows your streak. {_spares(rules.at_start).capitalize()} cover the days"
        f" you miss; every {number_word(rules.earn)} practice days earn one back."
    )


def heat(weeks: int, days: int) -> str:
    """Say what the heatmap shows (practice model, 2.4)."""
    felt_well = " or ".join(str(felt) for felt in range(FELT_WELL_FROM, BEST_FEELING + 1))
    return (
        f"{counted(days, 'practice day')} in {weeks} weeks. A sign shows how deep a day went, never how"
        f" much: its richest channel, and one step more if something felt like {felt_well}."
    )


def practice_days(schedule: Schedule) -> str:
    """Say what the plan means (practice model, 2.1)."""
    return (
        f"{_capital(schedule_words(schedule))}: one real hello makes a practice day. Other days are rest:"
        " they never break a streak, and a hello on one adds to it. A new plan leaves the past as it was."
    )


def pace(people: int, load: Load | None) -> str:
    """Say what the pace does (practice model, 3.3 and 3.4)."""
    asks = "" if load is None else f" Your rhythms ask for {load.asked:.1f} hellos a week of {_whole(load)}."
    return (
        f"Today shows {counted(people, 'person', 'people')} at most, besides promises, replies and"
        f" birthdays; the rest can wait.{asks}"
    )


def load_meter(load: Load) -> str:
    """Say what the load is measured by (practice model, 3.3)."""
    return (
        f"Each rhythm asks for its share of a week, {load.asked:.1f} hellos together; pace times practice"
        f" days gives {_whole(load)}. Above {FULL_FROM:.0%} of that it is said, so that nobody piles up."
    )


def if_then_plan(is_written: bool) -> str:
    """Say why there is a plan sentence (practice model, 1)."""
    why = (
        "Deciding beforehand when you will do it helps: 94 tests of such plans (Gollwitzer & Sheeran, 2006)."
    )
    return why if is_written else f"{why} Write: After ... I will reach out to one person."


def tending_share(tending: Tending) -> str:
    """Say what the tending word is made of (practice model, 4)."""
    words = ", ".join(f"“{word}” from {100 * least:.0f} %" for least, word in WORDS)
    return (
        f"{tending.share:.0%} of those with a rhythm are not overdue: {words}. Paused people, and those out of"
        f" touch for {long_span_words(DORMANT_FROM_DAYS)} or more, are left out."
    )


def worlds_number(people: int, worlds: float) -> str:
    """Say how worlds are counted (practice model, 4)."""
    return (
        f"{counted(people, 'person', 'people')} in touch in {DIVERSITY_DAYS} days, each counted once in"
        f" their circles or tags: spread as evenly as {worlds:.1f} worlds of one size (e to the entropy)."
    )


def quiet_world(world: str, in_book: float, in_touch: float) -> str:
    """Say why a world is called quiet (practice model, 4)."""
    return (
        f"{world} is {in_book:.0%} of your book and {in_touch:.0%} of those in touch in"
        f" {DIVERSITY_DAYS} days: the widest such gap, and {100 * QUIET_GAP:.0f} points or more."
    )


def natural(hint: NaturalRhythm) -> str:
    """Say what the natural rhythm follows from (practice model, 2.3)."""
    weeks, habit = number_word(WEEKS), number_word(WEEKS_OF_A_HABIT)
    return (
        f"In the last {weeks} full weeks you practised {hint.practised} of {hint.expected} expected days, below"
        f" {KEPT_BELOW:.0%}; these are the days of at least {habit} of the {weeks} weeks, or else your usual"
        " number."
    )


def milestone(reached: Reached, today: date) -> str:
    """Say when a milestone was reached, and that it stays (practice model, 2.4)."""
    return (
        f"{reached.milestone.words}, on {day_words(reached.on, today)}. It came once and stays, whatever is"
        f" changed later. {reached.milestone.question}"
    )


def rest_days(reason: str) -> str:
    """Say what a pause does (practice model, 2.1)."""
    if reason == "travel":
        return (
            f"The clock had moved by {number_word(FAR_MINUTES // 60)} hours or more: the day of an arrival and the"
            " day before rest by themselves."
        )
    return (
        "Nothing is asked on paused days, and they never break a streak. A pause may be set afterwards"
        f" too, up to {MAX_PAUSE_DAYS} days at a time."
    )


def counted(number: int, one: str, several: str = "") -> str:
    """Write a number with its noun: "1 day", "3 days"."""
    return f"{number} {one}" if number == 1 else f"{number} {several or one + 's'}"


def _spares(count: int) -> str:
    return f"{number_word(count)} {'spare' if count == 1 else 'spares'}"


def _days(days: Sequence[date], today: date) -> str:
    """Name a few days, or count many."""
    if len(days) > _MOST_NAMED:
        return f"{len(days)} missed days, the last {day_words(days[-1], today)}"
    return ", ".join(day_words(day, today) for day in days)


def _whole(load: Load) -> str:
    return f"{load.capacity:.0f}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
