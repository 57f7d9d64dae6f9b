"""From the activities, calls, conversations and notes of a Monica export to interactions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from tui.domain.records.contact import FIELD_LIMIT, NOTE_LIMIT
from tui.domain.records.interaction import PLATFORMS, Channel, Direction
from tui.formats.history import InteractionRead, PersonRead, moment
from tui.formats.json.node import Node
from tui.formats.result import ReadProblem, problem

_HEADLINE = 120
"""Characters of a long note that stand in its summary; the whole is in its notes."""


def activity_read(
    entry: Node,
    people: tuple[PersonRead, ...],
    types: Mapping[str, Node],
    zone: tzinfo,
    line: int,
    problems: list[ReadProblem],
) -> InteractionRead | None:
    """Return something done together; ``types`` are the kinds of activity by their identity."""
    of = entry["properties"]
    when = _when(of["happened_at"], zone, line, problems, of["summary"].line)
    if when is None:
        return None
    kind = types.get(of["type"].line, Node(None))
    word = kind["name"].line or kind["translation_key"].line.replace("_", " ")
    return InteractionRead(
        people=people,
        channel=Channel.IN_PERSON,
        direction=Direction.MUTUAL,
        on=when[0],
        occurred_at=when[1],
        source_key=f"monica:activity:{entry['uuid'].line}",
        line=line,
        summary=of["summary"].line[:FIELD_LIMIT] or word[:FIELD_LIMIT],
        notes=of["description"].text[:NOTE_LIMIT],
        topics=(word[:_HEADLINE],) if word else (),
    )


def call_read(
    part: Node, person: PersonRead, zone: tzinfo, line: int, problems: list[ReadProblem]
) -> InteractionRead | None:
    """Return a call; ``contact_called`` says that it was they who rang."""
    of = part["properties"]
    when = _when(of["called_at"], zone, line, problems, of["content"].line)
    if when is None:
        return None
    summary, notes = _headline(of["content"].text)
    return InteractionRead(
        people=(person,),
        channel=Channel.CALL,
        direction=Direction.IN if of["contact_called"].is_true else Direction.OUT,
        on=when[0],
        occurred_at=when[1],
        source_key=f"monica:call:{part['uuid'].line}",
        line=line,
        summary=summary,
        notes=notes,
    )


def note_read(
    part: Node, person: PersonRead, zone: tzinfo, line: int, problems: list[ReadProblem]
) -> InteractionRead | None:
    """Return a dated note, which is no exchange and counts for nothing."""
    body = part["properties"]["body"].text
    when = _when(part["created_at"], zone, line, problems, body)
    if when is None or not body:
        return None
    summary, notes = _headline(body)
    return InteractionRead(
        people=(person,),
        channel=Channel.NOTE,
        direction=Direction.OUT,
        on=when[0],
        occurred_at=when[1],
        source_key=f"monica:note:{part['uuid'].line}",
        line=line,
        summary=summary,
        notes=notes,
    )


def conversation_read(
    part: Node,
    person: PersonRead,
    types: Mapping[str, Node],
    zone: tzinfo,
    line: int,
    problems: list[ReadProblem],
) -> InteractionRead | None:
    """Return a conversation of messages as one interaction; ``types`` are the kinds of contact field."""
    of = part["properties"]
    when = _when(of["happened_at"], zone, line, problems, "")
    if when is None:
        return None
    messages = [message["properties"] for message in of["messages"]]
    by_me = {message["written_by_me"].is_true for message in messages}
    direction = Direction.MUTUAL if len(by_me) == 2 else Direction.IN if by_me == {False} else Direction.OUT
    said = "\n".join(
        f"{'I' if message['written_by_me'].is_true else person.name}: {message['content'].text}"
        for message in messages
    )
    word = types.get(of["contact_field_type"].line, Node(None))["name"].line.casefold()
    return InteractionRead(
        people=(person,),
        channel=Channel.EMAIL if word in ("email", "e-mail") else Channel.MESSAGE,
        direction=direction,
        on=when[0],
        occurred_at=when[1],
        source_key=f"monica:conversation:{part['uuid'].line}",
        line=line,
        summary=_headline(messages[0]["content"].text)[0] if messages else "",
        notes=said[:NOTE_LIMIT] if len(messages) > 1 else "",
        platform=word if word in PLATFORMS else "",
    )


def _when(
    at: Node, zone: tzinfo, line: int, problems: list[ReadProblem], text: str
) -> tuple[date, datetime | None] | None:
    when = moment(at.line, zone)
    if when is None:
        problems.append(problem(line, "This entry has no readable date; it was left out.", text or at.line))
    return when


def _headline(text: str) -> tuple[str, str]:
    """Return summary and notes of a text: a short single line is its own summary."""
    first = text.partition("\n")[0].strip()
    if first == text and len(first) <= _HEADLINE:
        return first, ""
    return (first if len(first) <= _HEADLINE else first[: _HEADLINE - 1].rstrip() + "…"), text[:NOTE_LIMIT]
