"""When things happened in the demo book: a practice that is alive, told over the people of the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from msgspec import Struct

from tui.domain.records.interaction import Direction
from tui.services.demo.story import Story, StoryPerson, Talk

LATEST_WEEKS = 14
"""So many weeks of practice up to today."""
GAP_WEEKS = 5
"""So many weeks before them without any."""
EARLIER_WEEKS = 21
"""The run before that: the best so far."""
_BOOK_DAYS = (LATEST_WEEKS + GAP_WEEKS + EARLIER_WEEKS) * 7
"""The book was begun so many days ago; older interactions were known from before."""
_OLDEST_DAYS = 900
_MISS_SHARE = 0.4
"""The share of weeks with one day missed: a spare covers each."""


class Happening(Struct, frozen=True):
    """One interaction, so many days ago."""

    ago: int
    person: int
    """Index among the people of the story."""
    talk: Talk
    direction: Direction | None = None
    """None: as usual for the channel."""
    feeling: int | None = None
    is_before_book: bool = False


def usual_direction(talk: Talk) -> Direction:
    """Return who is taken to have reached out."""
    return talk.channel.usual_direction


def happenings(
    people: Sequence[StoryPerson], story: Story, wanted: int, seed: int, today: date
) -> list[Happening]:
    """Return exactly ``wanted`` happenings up to a local day, the oldest first; none where there is nobody.

    In order of importance: the latest word with everybody, what waits for an answer, one act for each
    practice day, then more of the same.
    """
    if not any(person.talks for person in people):
        return []
    teller = _Teller(people, story, Random(seed), today)
    chosen: list[Happening] = []
    for each in teller.everything():
        if len(chosen) == wanted:
            break
        chosen.append(each)
    return sorted(chosen, key=lambda each: -each.ago)


class _Teller:
    """Deals out talks so that nobody is heard from after their latest day."""

    def __init__(self, people: Sequence[StoryPerson], story: Story, random: Random, today: date) -> None:
        self._today = today
        self._people = people
        self._story = story
        self._random = random
        self._told = [0] * len(people)
        self._busy: dict[int, set[int]] = {}
        """Days ago -> who was heard from."""

    def everything(self) -> Iterator[Happening]:
        yield from self._latest()
        yield from self._open_replies()
        for ago in self._practice_days():
            if ago not in self._busy:
                yield from self._act(ago)
        yield from self._more()

    def _latest(self) -> Iterator[Happening]:
        for index, person in enumerate(self._people):
            if person.talks and "last" in person.days:
                yield self._tell(person.days["last"], index, person.talks[0])

    def _open_replies(self) -> Iterator[Happening]:
        for index, person in enumerate(self._people):
            if person.wrote:
                ago, talk = person.wrote
                yield Happening(ago, index, talk, Direction.IN)

    def _practice_days(self) -> Iterator[int]:
        """Yield the working days of both runs, the latest first; now and then one of a week is missed."""
        start = (LATEST_WEEKS + GAP_WEEKS) * 7
        for first, weeks in ((1, LATEST_WEEKS), (start, EARLIER_WEEKS)):
            for week in range(weeks):
                days = [first + 7 * week + n for n in range(7)]
                working = [ago for ago in days if (self._today - timedelta(ago)).weekday() < 5]
                is_missed = week > 0 and self._random.random() < _MISS_SHARE
                missed = self._random.choice(working[1:4]) if is_missed else None
                yield from (ago for ago in working if ago != missed)

    def _act(self, ago: int) -> Iterator[Happening]:
        index = self._somebody(ago)
        if index is not None:
            yield self._tell(ago, index, self._next_talk(index))

    def _more(self) -> Iterator[Happening]:
        """Go on for as long as more is asked for: second acts, what they wrote, and the years before."""
        while True:
            first, last = self._random.choice(
                ((8, LATEST_WEEKS * 7), (8, _BOOK_DAYS), (_BOOK_DAYS + 1, _OLDEST_DAYS))
            )
            ago = self._random.randint(first, last)
            index = self._somebody(ago)
            if index is None:
                index = min(
                    range(len(self._people)), key=lambda n: (not self._people[n].talks, self._told[n])
                )
                ago = max(ago, self._people[index].days.get("last", 0) + 1)
            if ago <= _BOOK_DAYS and self._random.random() < 0.4:
                yield Happening(ago, index, self._random.choice(self._story.inbound), Direction.IN)
            else:
                yield self._tell(ago, index, self._next_talk(index))

    def _somebody(self, ago: int) -> int | None:
        """Return who may have been reached that day: not after their latest word, nor twice in a week."""
        near = {who for day in range(ago - 6, ago + 7) for who in self._busy.get(day, ())}
        able = [
            index
            for index, person in enumerate(self._people)
            if person.talks
            and person.days.get("last", 0) < ago
            and ago < (person.met_ago if person.met_ago is not None else 360)
        ]
        fresh = [index for index in able if index not in near] or able
        if not fresh:
            return None
        return min(fresh, key=lambda index: (self._pull(index), self._random.random()))

    def _pull(self, index: int) -> float:
        """Return how much has been heard of somebody for their rhythm: the least comes next."""
        rhythm = self._people[index].days.get("rhythm") or 120
        return round(self._told[index] * rhythm / 30, 1)

    def _next_talk(self, index: int) -> Talk:
        talks = self._people[index].talks
        told = self._told[index]
        return talks[told] if told < len(talks) else self._random.choice(self._story.common)

    def _tell(self, ago: int, index: int, talk: Talk) -> Happening:
        self._told[index] += 1
        self._busy.setdefault(ago, set()).add(index)
        feeling = self._random.choice((None, None, 3, 4, 4, 5))
        return Happening(ago, index, talk, None, feeling, is_before_book=ago > _BOOK_DAYS)
