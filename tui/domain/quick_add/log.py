"""Reading a line of the log: who, how, when, and what was said."""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

from tui.domain.dates.dates import Tense
from tui.domain.quick_add.parsed import LineKind, Parsed, Part
from tui.domain.quick_add.reading import Reading
from tui.domain.quick_add.tokens import Sigil, Word
from tui.domain.quick_add.vocabulary import (
    LETTERS,
    LINKS,
    PLACE_KEYS,
    channel_word,
    read_length,
    value_kind,
)
from tui.domain.records.interaction import Channel, Direction, Value, Way


class _Said(Struct):
    """What the line said of the exchange itself."""

    channel: Channel | None = None
    platform: str = ""
    direction: Direction | None = None
    has_date: bool = False
    day: date | None = None
    minutes: int | None = None
    place: str = ""
    values: list[Value] = field(default_factory=list)
    head_is_over: bool = False


def read_log(r: Reading) -> Parsed:
    """Read the words of a log line."""
    said = _Said()
    i = _letter(r, said)
    while i < len(r.words) and not said.head_is_over:
        taken = _head(r, said, i)
        if not taken:
            break
        i += taken
    while i < len(r.words):
        taken = _carried(r, said, i)
        if not taken:
            r.take_note(r.words[i])
        i += taken or 1
    r.settle_who()
    return _parsed(r, said)


def _letter(r: Reading, said: _Said) -> int:
    """A lone letter at the start picks the channel, where the bar allows it."""
    word = r.words[0] if r.words else None
    if not (r.ground.letters and word and word.is_plain and word.text.casefold() in LETTERS):
        return 0
    said.channel = LETTERS[word.text.casefold()]
    r.mark(Part.CHANNEL, word)
    return 1


def _head(r: Reading, said: _Said, i: int) -> int:
    """Read one understood word or phrase at ``i``; gives how many words it took, 0 where the note begins."""
    word = r.words[i]
    if word.sigil is Sigil.AT:
        taken = r.take_participant(i)
    elif word.sigil is not Sigil.PLAIN:
        return _carried(r, said, i)
    elif word.is_plain:
        taken = _link(r, said, i) or _date(r, said, i) or _length(r, said, i) or _channel(r, said, word)
    else:
        return 0
    said.head_is_over = bool(taken) and r.words[i + taken - 1].breaks
    return taken


def _link(r: Reading, said: _Said, i: int) -> int:
    """With, and, to, from: only before a participant, else they are words of the note."""
    word = r.words[i]
    link = word.text.casefold()
    if link not in LINKS or i + 1 >= len(r.words) or r.words[i + 1].sigil is not Sigil.AT:
        return 0
    if link in ("to", "from"):
        said.direction = Direction.IN if link == "from" else Direction.OUT
        r.mark(Part.DIRECTION, word)
    r.mark(Part.WHO, word)
    return 1


def _date(r: Reading, said: _Said, i: int) -> int:
    match = None if said.has_date else r.date_at(i, Tense.PAST)
    if match is None:
        return 0
    words = r.words[i : i + match.words]
    said.has_date, said.day = True, match.day
    if match.day and match.day > r.ground.today:
        r.object_to("date is in the future - a plan? use >", *words)
    r.mark(Part.DATE, *words)
    return match.words


def _length(r: Reading, said: _Said, i: int) -> int:
    found = read_length([w.rstrip(",.;:").casefold() for w in r.said_from(i)])
    if found is None or said.minutes is not None:
        return 0
    said.minutes, taken = found
    r.mark(Part.LENGTH, *r.words[i : i + taken])
    return taken


def _channel(r: Reading, said: _Said, word: Word) -> int:
    """A channel or platform word; a second one is the beginning of the note."""
    found = channel_word(word.bare, r.ground.channels)
    if found is None or (found.channel and said.channel) or (found.platform and said.platform):
        return 0
    said.channel = found.channel or said.channel
    said.platform = found.platform or said.platform
    r.mark(Part.CHANNEL if found.channel else Part.PLATFORM, word)
    return 1


def _carried(r: Reading, said: _Said, i: int) -> int:
    """Read what a sigil or a key carries, in the head and in the note alike; 0 leaves it to the note."""
    word = r.words[i]
    if word.sigil is Sigil.NEXT and not r.has_next:
        said.head_is_over = True
        return r.take_next(i)
    if word.sigil is Sigil.TAG:
        r.take_tag(word)
        return 1
    if word.sigil is Sigil.PAIR and word.key in PLACE_KEYS and not said.place:
        said.place = word.value
        r.mark(Part.PLACE, word)
        r.check_length(Part.PLACE, word.value)
        return 1
    return _run(r, said, i) if word.sigil is Sigil.RUN else 0


def _run(r: Reading, said: _Said, i: int) -> int:
    """Read gave: or got: up to the next sigil, key or semicolon; quoted, it is just the quoted words."""
    opening = r.words[i]
    end = i + 1
    while not opening.is_delimited and end < len(r.words) and not _ends_run(r, r.words[end]):
        end += 1
        if r.words[end - 1].closes:
            said.head_is_over = True
            break
    inside = r.words[i + 1 : end]
    text = opening.value or " ".join(word.text for word in inside).removesuffix(";").strip()
    if not text:
        return 0
    way = Way.GIVEN if opening.key == "gave" else Way.RECEIVED
    said.values.append(Value(way, text, value_kind(text)))
    r.mark(Part.VALUE, *r.words[i:end])
    r.check_length(Part.VALUE, text)
    for word in inside:
        if word.sigil is Sigil.AT:
            r.mention(word)
    return end - i


def _ends_run(r: Reading, word: Word) -> bool:
    """A person named inside belongs to it once it is clear whom the line is about."""
    if word.sigil is Sigil.AT:
        return not r.names_somebody and r.ground.selected is None
    return word.sigil is not Sigil.PLAIN


def _parsed(r: Reading, said: _Said) -> Parsed:
    note = " ".join(r.note).strip()
    r.check_length(Part.NOTE, note)
    last = r.ground.people.last_channel(r.contacts[0].id) if r.contacts else None
    usual = last if last and last is not Channel.NOTE else Channel.MESSAGE
    channel = said.channel or (Channel.MESSAGE if said.platform else usual)
    return Parsed(
        line=r.line,
        kind=LineKind.LOG,
        today=r.ground.today,
        contacts=tuple(r.contacts),
        new_names=tuple(r.new_names.values()),
        unsettled=tuple(r.unsettled),
        mentions=tuple(one for one in r.mentions if one not in r.contacts),
        channel=channel,
        channel_is_assumed=said.channel is None and not said.platform,
        channel_is_last_used=said.channel is None and not said.platform and usual is last,
        direction=said.direction or channel.usual_direction,
        platform=said.platform,
        practice_date=said.day or r.ground.today,
        minutes=said.minutes,
        place=said.place,
        values=tuple(said.values),
        topics=tuple(r.tags.values()),
        note=note,
        next_step=r.next_step,
        problems=tuple(r.problems),
    )
