"""Rhythms: of one contact with its style, of a whole circle or tag, and how close a circle is."""

from __future__ import annotations

from collections.abc import Sequence

from tui.domain.errors import InvalidInput
from tui.domain.measures.load import Load, first_due_dates, load_of
from tui.domain.practice.plan import DEFAULT_PACE, plan_of
from tui.domain.records.contact import ContactId
from tui.domain.rhythms.rhythm import rhythm_words
from tui.domain.rhythms.rule import GroupName, RhythmChoice, RhythmSource, Style
from tui.services.tending.tending import Tending
from tui.store.book import Book
from tui.store.many.many import Many
from tui.store.outreach.rhythms import Group
from tui.store.outreach.rhythms import Rhythms as RhythmsInBook
from tui.store.practice.counts import BookCounts

CLOSE_CIRCLES = 2
"""The two closest circles keep no account of give and take (practice model, 4)."""


class Rhythms:
    """The rhythms of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._ask = RhythmsInBook(book)

    def load(self) -> Load:
        """Measure what the rhythms ask for against the pace (practice model, 3.3)."""
        ask, today = self._book.practice, self._book.clock.today()
        schedule = plan_of(ask.schedules()).schedule_on(today)
        rhythms = (ideal for ideal, having in BookCounts(self._book.conn).rhythms() for _ in range(having))
        days = schedule.per_week or len(schedule.weekdays)
        return load_of(rhythms, int(ask.setting("pace", str(DEFAULT_PACE))), days)

    def set(self, ids: Sequence[ContactId], choice: RhythmChoice, *, exact: bool | None = None) -> str:
        """Give contacts the rhythm or style that was chosen, as one change.

        When the rhythms come to ask for more than the pace holds, the answer says so.
        """
        before, tending = self.load().asked, Tending(self._book)
        label = f"{tending.whom(ids)}: {choice.words}"
        with self._book.write(label):
            fields: dict[str, str | int | None] = {"style": choice.style.value}
            if choice.from_group:
                fields["rhythm_days"] = None
            if exact is not None:
                fields["is_exact"] = int(exact)
            Many(self._book, ids).set(**fields)
            if choice.days is not None:
                tending.rhythm_within(ids, choice.days)
        return self._with_load(label, before)

    def set_group(self, wanted: GroupName, choice: RhythmChoice) -> str:
        """Return everybody in a circle or under a tag a rhythm, as one change; their own goes before it.

        Those never in touch are spread over the interval (practice model, 3.3). Raises InvalidInput for a
        group that is not there, and for a style, which only a person has.
        """
        if choice.style is not Style.PERIODIC or choice.from_group:
            raise InvalidInput(
                "A circle or tag carries a rhythm; ambient and triggered are for one person.",
                "Nothing was changed.",
            )
        group, before = self._group(wanted), self.load().asked
        people = "1 person" if group.people == 1 else f"{group.people} people"
        label = f"#{group.name}: {rhythm_words(choice.days)} ({people})"
        with self._book.write(label):
            self._deal_out(group, choice.days or 0)
            self._ask.set_group_rhythm(group, choice.days)
        return self._with_load(label, before)

    def circle(self, name: str, closeness: int | None) -> str:
        """Say how close a circle is, 1 the closest and None for unsaid; it is made when it is not there.

        A tag of that name becomes the circle. Raises InvalidInput outside 1 to 9.
        """
        if not name.strip():
            raise InvalidInput("A circle needs a name.", "Nothing was changed.")
        if closeness is not None and not 1 <= closeness <= 9:
            raise InvalidInput("Closeness is 1, the closest, to 9.", "Nothing was changed.")
        wanted = GroupName(name, RhythmSource.CIRCLE)
        said = "no closeness" if closeness is None else f"closeness {closeness}"
        with self._book.write(f"circle {name.strip()}: {said}"):
            if self._ask.group(wanted) is None:
                self._ask.make_circle(name)
            self._ask.set_closeness(self._group(wanted), closeness)
        return f"circle {name.strip()}: {said}"

    def _deal_out(self, group: Group, days: int) -> None:
        """Spread the first days of those the group's rhythm is the first for."""
        untouched = self._ask.untouched_without_first_day(group) if days else []
        first = first_due_dates(len(untouched), days, self._book.clock.today()) if untouched else []
        for contact_id, due_on in zip(untouched, first, strict=True):
            self._book.contacts.change(contact_id, first_due_on=due_on.isoformat())

    def _group(self, wanted: GroupName) -> Group:
        group = self._ask.group(wanted)
        if group is None:
            kind = wanted.kind.value if wanted.kind else "circle or tag"
            raise InvalidInput(
                f"There is no {kind} called {wanted.name!r}.",
                "Nothing was changed.",
                "Tag somebody first; t tags in the app.",
            )
        return group

    def _with_load(self, label: str, before: float) -> str:
        now = self.load()
        return f"{label}. {now.sentence}" if now.sentence and now.asked > before else label
