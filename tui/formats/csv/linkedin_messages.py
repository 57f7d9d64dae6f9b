"""Reading LinkedIn's messages.csv: who wrote to whom on which day, not what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache

from msgspec import Struct, field

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import FIELD_LIMIT, NAME_LIMIT, fold
from tui.domain.records.contact_points import profile_of
from tui.domain.records.interaction import Channel, Direction
from tui.domain.text import clean
from tui.formats.csv.rows import Header, find_header, rows_after
from tui.formats.decode import NOTHING_WRITTEN, decode
from tui.formats.history import HistoryRead, InteractionRead, PersonRead, moment
from tui.formats.result import TOLD_EVERY, ReadProblem, Told, problem

MESSAGE_COLUMNS = (frozenset({"conversation id", "from", "to", "date", "content"}),)
"""Columns by which the file is known."""
MOST_RECIPIENTS = 12
"""A message to more people than this is a circular, not a touch."""

_NOBODY = {"linkedin member", ""}
"""What stands for a person who has left."""


class _Message(Struct, frozen=True):
    """One row: who sent what to whom."""

    thread: str
    title: str
    sender: PersonRead
    recipients: tuple[PersonRead, ...]
    on: date
    at: datetime | None
    line: int

    @property
    def people(self) -> tuple[PersonRead, ...]:
        """Everybody in it."""
        return (self.sender, *self.recipients)


class _Day(Struct):
    """What passed between me and one person in one thread on one day."""

    person: PersonRead
    first: _Message
    is_group: bool = False
    sent: int = 0
    received: int = 0
    times: list[datetime] = field(default_factory=list)


def is_linkedin_messages(text: str) -> bool:
    """Whether the text begins like LinkedIn's messages.csv."""
    return find_header(text, MESSAGE_COLUMNS) is not None


def read_linkedin_messages(
    data: bytes, me: str = "", zone: tzinfo = UTC, encoding: str | None = None, told: Told | None = None
) -> HistoryRead:
    """Read the messages of a LinkedIn export: one interaction per person, thread and day.

    Sent is out, received is in, both on one day is mutual. ``me`` is the person's own profile address or
    name; without it, whoever takes part in every thread is taken to be them. Raises InvalidInput where the
    file is not messages.csv, or where it does not show who ``me`` is.
    """
    text = decode(data, encoding)
    header = find_header(text, MESSAGE_COLUMNS)
    if header is None:
        raise InvalidInput(
            "This is not LinkedIn's messages.csv: no row names Conversation ID, From, To and Date.",
            NOTHING_WRITTEN,
            "Ask LinkedIn for a copy of your data, and import the messages.csv inside it.",
        )
    problems: list[ReadProblem] = []
    messages: list[_Message] = []
    lines = text.count("\n") if told else 0
    for each in _messages(text, header, zone, problems):
        if told and len(messages) % TOLD_EVERY == 0:
            told(len(messages), lines)
        messages.append(each)
    mine = _keys_of(me, messages) if me else _owner(messages)
    found = tuple(_interaction(day) for day in _days(messages, mine, problems))
    return HistoryRead(problems=tuple(sorted(problems, key=lambda each: each.line)), interactions=found)


def _messages(text: str, header: Header, zone: tzinfo, problems: list[ReadProblem]) -> Iterator[_Message]:
    for row in rows_after(text, header):
        if isinstance(row, ReadProblem):
            problems.append(row)
            continue
        if row.is_blank or header.cell(row, "is message draft").casefold() in ("yes", "true"):
            continue
        written = header.cell(row, "date")
        when = moment(written, zone)
        if when is None:
            problems.append(problem(row.line, "This message has no readable date; it was left out.", written))
            continue
        sender = _people(header.cell(row, "from"), header.cell(row, "sender profile url"), whole=True)
        yield _Message(
            thread=_text(header.cell(row, "conversation id")),
            title=_text(header.cell(row, "conversation title", "subject")),
            sender=sender[0] if sender else PersonRead(""),
            recipients=_people(header.cell(row, "to"), header.cell(row, "recipient profile urls")),
            on=when[0],
            at=when[1],
            line=row.line,
        )


def _people(names: str, urls: str, *, whole: bool = False) -> tuple[PersonRead, ...]:
    """Return the people of a cell; several names and several addresses are divided by commas."""
    each_url = [url.strip() for url in urls.split(",") if url.strip()]
    each_name = [names] if whole or len(each_url) == 1 else names.split(",")
    if each_url and len(each_name) != len(each_url):
        each_name = [_name_in(url) for url in each_url]
    each_url += [""] * (len(each_name) - len(each_url))
    found = (
        PersonRead(_text(name)[:NAME_LIMIT], _profile(url))
        for name, url in zip(each_name, each_url, strict=True)
    )
    return tuple(person for person in found if person.name or person.profile)


def _name_in(url: str) -> str:
    """Return what a profile's address says of the name, where names and addresses do not match one to one."""
    words = url.rstrip("/").rpartition("/")[2].split("-")
    return " ".join(word.capitalize() for word in words if word.isalpha())


@lru_cache(maxsize=4_096)
def _profile(url: str) -> str:
    known = profile_of(url)
    return known[1] if known else _text(url)[:FIELD_LIMIT]


def _keys_of(me: str, messages: Iterable[_Message]) -> set[str]:
    """Return the keys of the person who says they are this profile address or this name."""
    known = profile_of(me)
    said = {known[1] if known else me.casefold(), fold(me)}
    return {p.key for each in messages for p in each.people if p.key in said or fold(p.name) in said}


def _owner(messages: list[_Message]) -> set[str]:
    """Return the key of the one person who is in every thread."""
    threads: Counter[str] = Counter()
    for _, key in {(each.thread, person.key) for each in messages for person in each.people}:
        threads[key] += 1
    ranked = threads.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] > ranked[1][1]):
        return {key for key, _ in ranked[:1]}
    if len(ranked) == 1:
        return {ranked[0][0]}
    line = messages[0].line
    raise InvalidInput(
        f"From line {line} on, nobody is in more threads than everybody else, so it cannot be told which is you.",
        NOTHING_WRITTEN,
        "Say who you are: your name, or the address of your LinkedIn profile.",
    )


def _days(messages: Iterable[_Message], mine: set[str], problems: list[ReadProblem]) -> list[_Day]:
    days: dict[tuple[str, str, date], _Day] = {}
    for each in messages:
        is_sent = each.sender.key in mine
        others = each.recipients if is_sent else (each.sender,)
        if is_sent and len(others) > MOST_RECIPIENTS:
            problems.append(problem(each.line, f"A message to {len(others)} people was left out."))
            continue
        for person in others:
            if person.key in mine:
                continue
            if fold(person.name) in _NOBODY:
                problems.append(problem(each.line, "Whoever this is has left LinkedIn; it was left out."))
                continue
            day = days.setdefault((each.thread, person.key, each.on), _Day(person, each))
            day.is_group |= len({one.key for one in each.people}) > 2
            day.sent += is_sent
            day.received += not is_sent
            day.times += [each.at] if each.at else []
    return list(days.values())


def _interaction(day: _Day) -> InteractionRead:
    direction = Direction.OUT if not day.received else Direction.IN if not day.sent else Direction.MUTUAL
    counts = ((day.sent, "sent"), (day.received, "received"))
    return InteractionRead(
        people=(day.person,),
        channel=Channel.GROUP if day.is_group else Channel.MESSAGE,
        direction=direction,
        on=day.first.on,
        source_key=f"linkedin:{day.first.thread}:{day.first.on}:{day.person.key}",
        line=day.first.line,
        occurred_at=min(day.times, default=None),
        summary=day.first.title or ", ".join(f"{count} {what}" for count, what in counts if count),
        platform="linkedin",
    )


def _text(cell: str) -> str:
    return clean(cell, FIELD_LIMIT, one_line=True).strip()
