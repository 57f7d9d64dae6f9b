"""The Practice view: the streak and what lies behind it, the heatmap, the plan, milestones and pauses."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from tui.domain.measures.load import Load, load_of
from tui.domain.measures.worlds import DIVERSITY_DAYS, diversity, quiet_corner, worlds_sentence
from tui.domain.outreach.outreach import effective_pace
from tui.domain.practice import copy
from tui.domain.practice.absence import absence
from tui.domain.practice.heatmap import HeatDay, PracticeAct, heat_days
from tui.domain.practice.milestones import Reached, to_be_asked
from tui.domain.practice.natural_rhythm import WEEKS, NaturalRhythm, natural_rhythm
from tui.domain.practice.plan import Schedule, plan_of
from tui.domain.practice.streak import streak, week_strip
from tui.domain.practice.streak_facts import StreakFacts, streak_facts
from tui.domain.practice.weekly import monday_of
from tui.domain.rhythms.tending import Tending
from tui.services.practice.milestones import Milestones
from tui.services.practice.practising import Practising
from tui.services.practice.resting import Rest, Resting
from tui.services.today.today import PracticeToday, Today
from tui.store.book import Book
from tui.store.practice.counts import BookCounts

SHORT_WEEKS, LONG_WEEKS = 26, 52
"""The periods of the heatmap, in weeks (practice model, 2.4)."""
_PUT_OFF = "natural_rhythm_put_off_on"


class QuietCorner(Struct, frozen=True):
    """The world most in the book and least in touch, with both shares (0 to 1)."""

    world: str
    in_book: float
    in_touch: float


class Garden(Struct, frozen=True):
    """The gentle measures of the whole book."""

    load: Load
    tending: Tending
    people_in_touch: int
    worlds: float
    """The effective number of worlds in touch."""
    worlds_sentence: str | None
    quiet_corner: QuietCorner | None


class PracticeView(Struct, frozen=True):
    """Everything on the Practice screen but the garden, which is asked for on its own."""

    day: date
    practice: PracticeToday
    facts: StreakFacts
    weeks: int
    heat: tuple[HeatDay, ...]
    """Whole weeks from a Monday, the last one up to today."""
    schedule: Schedule
    """The practice days that hold today."""
    pace: int
    plan: str
    hint: NaturalRhythm | None
    asked: Reached | None
    """The milestone whose question stands today."""
    milestones: tuple[Reached, ...]
    rests: tuple[Rest, ...]

    @property
    def practice_days(self) -> int:
        """How many days of the heatmap are practice days."""
        return sum(each.depth > 0 for each in self.heat)


class PracticeOverview:
    """The Practice view of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def view(self, weeks: int = SHORT_WEEKS) -> PracticeView:
        """Return the whole screen with a heatmap of so many weeks, the current one among them."""
        book, today = self._book, self._book.clock.today()
        ask, days = book.practice, frozenset(book.practice.days())
        schedules, pauses = ask.schedules(), ask.pauses()
        first = monday_of(today) - timedelta(weeks=weeks - 1)
        acts = ((day, PracticeAct(how.weight, felt)) for day, how, felt in ask.acts_between(first, today))
        settings, reached = Practising(book).settings(), Milestones(book).all()
        return PracticeView(
            day=today,
            practice=self._practice(days),
            facts=streak_facts(days, today, schedules, pauses),
            weeks=weeks,
            heat=heat_days(first, today, days, acts, schedules, pauses),
            schedule=plan_of(schedules).schedule_on(today),
            pace=settings.pace,
            plan=settings.plan,
            hint=None if self._is_put_off(today) else natural_rhythm(days, today, schedules, pauses),
            asked=to_be_asked(reached, today),
            milestones=reached,
            rests=Resting(book).all(),
        )

    def garden(self) -> Garden:
        """Return the gentle measures; in a big book they take longer than a key press may."""
        today, counts = self._book.clock.today(), BookCounts(self._book.conn)
        schedule = plan_of(self._book.practice.schedules()).schedule_on(today)
        settings = Practising(self._book).settings()
        since = today - timedelta(DIVERSITY_DAYS - 1)
        worlds = counts.worlds(since, today)
        in_book = {world.name: world.in_book for world in worlds}
        in_touch = {world.name: world.in_touch for world in worlds if world.in_touch}
        people = counts.people_in_touch(since, today)
        found, quiet = diversity(in_touch), quiet_corner(in_book, in_touch)
        return Garden(
            load=load_of(
                (ideal for ideal, having in counts.rhythms() for _ in range(having)),
                settings.pace,
                schedule.per_week or len(schedule.weekdays),
            ),
            tending=counts.tending(today),
            people_in_touch=people,
            worlds=found.worlds,
            worlds_sentence=worlds_sentence(people, found),
            quiet_corner=None
            if quiet is None
            else QuietCorner(
                quiet,
                in_book[quiet] / sum(in_book.values()),
                in_touch.get(quiet, 0.0) / sum(in_touch.values()),
            ),
        )

    def take_hint(self, hint: NaturalRhythm) -> str:
        """Make the natural rhythm the plan from today on."""
        if hint.per_week is not None:
            return Practising(self._book).choose_weekly(hint.per_week)
        return Practising(self._book).choose_days(hint.weekdays)

    def put_hint_off(self) -> str:
        """Keep the plan as it is, and say nothing of the natural rhythm for four weeks."""
        label = "the plan stays as it is"
        with self._book.write(label):
            self._book.practice.set(_PUT_OFF, self._book.clock.today().isoformat())
        return label

    def _practice(self, days: frozenset[date]) -> PracticeToday:
        """Return what the practice strip shows, as on Today."""
        book, today = self._book, self._book.clock.today()
        schedules, pauses = book.practice.schedules(), book.practice.pauses()
        now, away = streak(days, today, schedules, pauses), absence(days, today)
        # Who is named when a streak has ended heads the Today list; the list is long to make.
        listed = Today(book).queue().rows if now.longest and not now.current else ()
        somebody = listed[0].person.first_name if listed else ""
        return PracticeToday(
            streak=now,
            week=week_strip(days, today, schedules, pauses),
            line=copy.line_for_today(days, today, schedules, pauses, somebody),
            reached_today=book.practice.people_reached_on(today),
            pace=effective_pace(
                Practising(book).settings().pace, away.days_away, away.practice_days_since_return
            ),
        )

    def _is_put_off(self, today: date) -> bool:
        stored = self._book.practice.setting(_PUT_OFF)
        return bool(stored) and (today - date.fromisoformat(stored)) < timedelta(weeks=WEEKS)
