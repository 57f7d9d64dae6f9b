"""Small steps for quiet people: a ladder of two-minute acts, and the one offered on a day.

The ladder is the practice model's (5.4). A recorded act of mine counts as a step like this, the highest
that fits: an introduction made is 8; a call, a video call or a meeting is 7, for somebody asked for it;
a voice note is 6; a message, email or letter that answered theirs is 5, one whose kept words hold a
question is 4; a link, an article or news given is 3; thanks, or encouragement given, is 2; a comment,
a group evening or any other line to somebody is 1; a note is 0. What they began counts for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.records.interaction import Channel, Direction, ValueKind, Way
from tui.domain.writing.starters import Situation

STEP_DAYS = 30
"""So many days are looked at (practice model, 5.4)."""
USED_TIMES = 2
"""A level that was used so often is one's own (practice model, 5.4)."""


class SmallStep(Struct, frozen=True):
    """One step of the ladder."""

    level: int
    """0 to 8."""
    words: str
    """What to do, in at most two minutes."""
    channel: Channel | None = None
    """The channel it is usually done on; None leaves it open."""
    situation: Situation | None = None


LADDER = (
    SmallStep(0, "read one note about someone and decide nothing"),
    SmallStep(1, "comment one honest sentence on something they made", Channel.COMMENT, Situation.POST),
    SmallStep(2, "thank one person for one thing", Channel.MESSAGE, Situation.THANKS),
    SmallStep(3, "send one link with one line why", Channel.MESSAGE, Situation.RESOURCE),
    SmallStep(4, "ask one follow-up question in a running thread", Channel.MESSAGE, Situation.RHYTHM),
    SmallStep(5, "reply to the oldest open message with two lines", None, Situation.PROMISE),
    SmallStep(6, "send a 30-second voice note", Channel.VOICE_NOTE, Situation.RHYTHM),
    SmallStep(7, "ask for a 15-minute call", Channel.MESSAGE, Situation.RHYTHM),
    SmallStep(8, "introduce two people who both said yes", Channel.INTRODUCTION, Situation.OFFER),
)
"""The steps by their level, the smallest first."""


class RecordedAct(Struct, frozen=True):
    """What decides which step a recorded act counts as."""

    on: date
    """Local calendar day."""
    channel: Channel
    direction: Direction
    situation: str = ""
    values: frozenset[tuple[Way, ValueKind]] = frozenset()
    is_answer: bool = False
    """They had written last."""
    asks_something: bool = False
    """The kept words of the message hold a question."""


def level_of(act: RecordedAct) -> int | None:
    """Return the highest step an act counts as; None for what they began."""
    if act.direction is Direction.IN:
        return None
    if act.channel in (Channel.NOTE, Channel.REACTION):
        return 0
    given = {kind for way, kind in act.values if way is Way.GIVEN}
    is_written = act.channel in (Channel.MESSAGE, Channel.EMAIL, Channel.LETTER)
    rules = (
        (8, act.channel is Channel.INTRODUCTION or ValueKind.INTRODUCTION in given),
        (7, act.channel in (Channel.CALL, Channel.VIDEO, Channel.IN_PERSON)),
        (6, act.channel is Channel.VOICE_NOTE),
        (5, is_written and act.is_answer),
        (4, is_written and act.asks_something),
        (3, bool(given & {ValueKind.RESOURCE, ValueKind.INFORMATION})),
        (2, act.situation == Situation.THANKS or ValueKind.ENCOURAGEMENT in given),
    )
    return next((level for level, is_so in rules if is_so), 1)


def own_level(acts: Iterable[RecordedAct], today: date) -> int:
    """Return the highest level used at least twice in the last 30 local days, 0 when there is none."""
    since = today - timedelta(STEP_DAYS - 1)
    levels = (level_of(act) for act in acts if since <= act.on <= today)
    used = Counter(level for level in levels if level is not None)
    return max((level for level, times in used.items() if times >= USED_TIMES), default=0)


def step_for(level: int, today: date, *, left_out: Collection[int] = ()) -> SmallStep:
    """Return the one step of a local day: the person's own level, and every other day the next one.

    ``left_out`` are the levels that cannot be done just now; the nearest below is offered instead.
    """
    wanted = min(level + today.toordinal() % 2, len(LADDER) - 1)
    while wanted in left_out and wanted > 0:
        wanted -= 1
    return LADDER[wanted]


def warm_up(first_name: str) -> str:
    """Say how to begin before writing to somebody after a long time (practice model, 5.4)."""
    return f"First one easy hello to someone current, then {first_name}."
