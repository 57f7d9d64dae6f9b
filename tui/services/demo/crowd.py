"""A crowd for big demo books: names, rhythms shaped like a real circle of people, years of interactions."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tui.domain.records.contact import (
    NO_RHYTHM,
    ContactDraft,
    ContactId,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    PointKind,
)
from tui.domain.records.interaction import Channel, Direction, InteractionDraft
from tui.domain.rhythms.lateness import dormant_days, soon_days
from tui.services.demo.names import read_words
from tui.store.many.bulk import Newcomer

_RHYTHMS = (7,) * 5 + (30,) * 10 + (90,) * 35 + (365,) * 100
"""The Dunbar-shaped circle of 150 people (practice model, 3.3)."""
_RHYTHM_SHARE = 0.25
_BIRTHDAYS = 365
"""So many birthdays are known at most, and of one in twenty people: about one a day in the biggest book."""
_OLDEST_DAYS = 3650
_TALKATIVE = (
    (Channel.MESSAGE, Direction.OUT),
    (Channel.MESSAGE, Direction.OUT),
    (Channel.EMAIL, Direction.OUT),
    (Channel.CALL, Direction.MUTUAL),
    (Channel.VIDEO, Direction.MUTUAL),
    (Channel.IN_PERSON, Direction.MUTUAL),
    (Channel.COMMENT, Direction.OUT),
    (Channel.MESSAGE, Direction.IN),
)
"""As often as they are listed; what they wrote stands last, and never is the last word."""
_OUTWARD = len(_TALKATIVE) - 1
_ACT_BITS = 12
"""A shuffled code of so many bits picks channel and words."""


class Crowd:
    """People without a story; ask for the newcomers first, then for their interactions.

    ``today`` is a local calendar day. The same seed gives the same crowd.
    """

    def __init__(self, seed: int, today: date, size: int, interactions: int) -> None:
        self.size = size
        self._today = today
        self._wanted = interactions
        self._random = Random(seed)
        self._words = read_words()
        self._touches = array("q")
        """Days ago times size, plus index: sorted, they are in order of time."""
        self._latest = array("l", bytes(array("l").itemsize * size))

    def newcomers(self) -> Iterator[Newcomer]:
        """Yield the people, one after the other; what was with them is dealt out at the same time."""
        self._touches = array("q")
        given = 0
        for index in range(self.size):
            ideal = self._rhythm(index)
            share = self._wanted * (index + 1) // self.size - given
            is_new = self._random.random() < 0.04 and index + 1 < self.size
            first_due_on = None
            if is_new or not share:
                if ideal:
                    first_due_on = self._today + timedelta(self._random.randrange(-ideal // 4, ideal))
            else:
                self._deal(index, ideal, share)
                given += share
            yield Newcomer(self._draft(index, ideal), first_due_on)

    def interactions(self, first_id: int) -> Iterator[InteractionDraft]:
        """Yield their interactions, the oldest first; ``first_id`` is the first of their ids in the book."""
        said = self._words.said
        days = [self._today - timedelta(ago) for ago in range(_OLDEST_DAYS + 1)]
        for touch in sorted(self._touches, reverse=True):
            ago, index = divmod(touch, self.size)
            code = self._random.getrandbits(_ACT_BITS)
            how = code % (_OUTWARD if self._latest[index] == ago else len(_TALKATIVE))
            channel, direction = _TALKATIVE[how]
            yield InteractionDraft(
                contacts=(ContactId(first_id + index),),
                channel=channel,
                direction=direction,
                practice_date=days[ago],
                summary=said[code % len(said)],
                feeling=3 + code % 3 if code & 1 else None,
            )

    def _rhythm(self, index: int) -> int:
        """Return a rhythm in days to every fourth, dealt out evenly."""
        quarter = round(1 / _RHYTHM_SHARE)
        return _RHYTHMS[index // quarter * 7 % len(_RHYTHMS)] if index % quarter == 0 else NO_RHYTHM

    def _deal(self, index: int, ideal: int, share: int) -> None:
        """Deal out days in touch: the latest decides the state, the others lie about a rhythm apart."""
        random, spacing = self._random.random, ideal or 60
        ago = latest = min(self._days_since_last(ideal), _OLDEST_DAYS)
        for _ in range(share):
            self._touches.append(ago * self.size + index)
            ago += 1 + int(spacing * (0.5 + random()))
            if ago > _OLDEST_DAYS:
                ago = latest + int((_OLDEST_DAYS - latest) * random())
        self._latest[index] = latest

    def _days_since_last(self, ideal: int) -> int:
        draw = self._random.uniform
        if not ideal:
            return int(draw(5, 2000))
        chance = self._random.random()
        if chance < 0.35:
            return 1 + int(ideal * draw(0.0, 0.5))
        if chance < 0.45:
            return max(1, ideal - int(draw(0, soon_days(ideal))))
        if chance < 0.70:
            return int(ideal * draw(1.1, 1.45))
        if chance < 0.94:
            return int(min(ideal * draw(1.7, 3.0), dormant_days(ideal) - 1))
        return dormant_days(ideal) + int(draw(0, 400))

    def _draft(self, index: int, ideal: int) -> ContactDraft:
        words = self._words
        name, slug = words.name(self._random)
        code = self._random.getrandbits(30)
        month, day = 1 + code % 12, 1 + code % 28
        has_birthday = index % max(20, -(-self.size // _BIRTHDAYS)) == 5
        return ContactDraft(
            name=name,
            organisation=words.organisations[code % len(words.organisations)],
            role=words.roles[code // 7 % len(words.roles)],
            place=words.places[code // 11 % len(words.places)],
            rhythm_days=ideal if ideal else None,
            is_starred=bool(ideal) and code % 20 == 0,
            points=(ContactPoint(PointKind.EMAIL, f"{slug}.{index}@example.org"),),
            tags=(words.tags[code // 13 % len(words.tags)],) if code % 3 == 0 else (),
            circles=(words.circles[code // 17 % len(words.circles)],),
            key_dates=(KeyDate(KeyDateKind.BIRTHDAY, month, day),) if has_birthday else (),
        )
