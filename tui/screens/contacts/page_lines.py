"""A contact's page in drawn lines: what is shown above the timeline, and all that is known line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from msgspec import Struct

from tui.domain.dates.partial import say_partial
from tui.domain.dates.zones import wall_clock_in
from tui.domain.editing.lines import say_custom, say_key_date, say_position
from tui.domain.records.contact import Contact, ContactPoint, PointKind
from tui.domain.records.interaction import PLATFORMS, Channel
from tui.domain.records.known import Known
from tui.screens.contact_lines import headline, promise_lines, quality_lines, remembered, standing
from tui.services.contacts.finding import Page
from tui.services.tending.standing import Standing
from tui.widgets.glyphs import Glyphs
from tui.widgets.lines import DrawnLine
from tui.widgets.roles import Role
from tui.widgets.rows import Section
from tui.widgets.safe import cut, width_of, wrap

LEAST_ROWS = 6
"""So many rows of the page are left to the timeline, whatever stands above it."""
_TEXT_WIDTH = 72
_LIKES: Mapping[str, str] = {
    Channel.MESSAGE: "likes messages best",
    Channel.EMAIL: "likes e-mail best",
    Channel.LETTER: "likes letters best",
    Channel.VOICE_NOTE: "likes voice notes best",
    Channel.CALL: "likes calls best",
    Channel.VIDEO: "likes video best",
    Channel.IN_PERSON: "likes meeting best",
}
_LABEL = 6
"""The width of the words before a line: met, asks, knows."""


class Shown(Struct, frozen=True):
    """Everything a page is drawn from."""

    page: Page
    known: Known
    how: Standing
    now: datetime
    today: date
    """Local calendar day."""
    glyphs: Glyphs

    @property
    def contact(self) -> Contact:
        """Whose page it is."""
        return self.page.contact


class FactRow(Struct, frozen=True):
    """One line of all that is known."""

    key: str
    text: str
    role: Role = ""
    glyph: str = " "
    glyph_role: Role = ""
    question_id: int | None = None
    """For something still to be asked: which."""


def head_lines(shown: Shown, width: int, height: int) -> list[DrawnLine]:
    """Return what stands above the timeline, the less important left out where the page is low.

    ``width`` and ``height`` are the cells of the whole page.
    """
    blocks = [(rank, list(lines)) for rank, lines in _blocks(shown, width)]
    room = max(4, height - LEAST_ROWS)
    while len(blocks) > 1 and sum(len(lines) for _, lines in blocks) > room:
        least = max(rank for rank, _ in blocks)
        at = max(number for number, (rank, _) in enumerate(blocks) if rank == least)
        lines = blocks[at][1]
        if len(lines) > 1 and least not in _WHOLE:
            lines.pop()
            lines[-1] = _cut_short(lines[-1], width, shown.glyphs)
        else:
            del blocks[at]
    return [line for _, lines in blocks for line in lines]


def _cut_short(line: DrawnLine, width: int, glyphs: Glyphs) -> DrawnLine:
    """Say with a sign at the end of a line that more would follow."""
    *before, (text, role) = line
    taken = sum(width_of(piece) for piece, _ in before)
    bare = text.removesuffix(glyphs.ellipsis).rstrip(" ·,")
    room = max(0, width - taken - width_of(glyphs.ellipsis) - 1)
    return [*before, (f"{cut(bare, room)} {glyphs.ellipsis}", role)]


_WHOLE = {2, 9}
"""Ranks of what is shown whole or not at all: how it stands, and ways to reach them."""


def _blocks(shown: Shown, width: int) -> Iterator[tuple[int, Iterable[DrawnLine]]]:
    """Yield the parts in their order on the page, each with its rank: 0 is the last to go."""
    contact, known = shown.contact, shown.known
    yield 0, [headline(contact, shown.glyphs)]
    yield 1, _plain(work_and_place(contact, shown.now), width, 2)
    if contact.is_deceased:
        yield 2, remembered(contact, width)
    else:
        yield 2, standing(contact, shown.today, shown.how)
        if contact.last_touch_on is not None:
            yield 8, quality_lines(shown.how, width)
    yield 6, _labelled("met", met_words(shown.page, shown.today), width, 2)
    yield 7, _labelled("days", ", ".join(say_key_date(each) for each in contact.key_dates), width, 2)
    yield 5, _labelled("known", facts_words(known), width, 3)
    if not contact.is_deceased:
        yield 4, _to_ask(known, width, shown.glyphs)
    yield 10, _labelled("knows", ", ".join(relation_words(known)), width, 2)
    yield 11, _labelled("before", before_words(known), width, 2)
    yield 9, _reach(contact, width)
    yield 12, _notes(contact, width)
    if not contact.is_deceased:
        yield 3, promise_lines(shown.page, shown.today, shown.glyphs)


def work_and_place(contact: Contact, now: datetime) -> str:
    """Say what they do, where, and what time it is there: ``CTO, Trailblaze · Lisbon 13:32``."""
    work = ", ".join(each for each in (contact.role, contact.organisation) if each)
    there = "" if contact.is_deceased else wall_clock_in(contact.time_zone, now)
    where = f"{contact.place or _city(contact.time_zone)} {there}".strip()
    likes = "" if contact.is_deceased else _LIKES.get(contact.preferred_channel, "")
    return " · ".join(each for each in (work, where, likes) if each)


def met_words(page: Page, today: date) -> str:
    """Say where, when and through whom one met."""
    contact = page.contact
    when = contact.met_on.isoformat() if contact.met_on else contact.met_when
    words = [contact.met_at, say_partial(when) if when else ""]
    if page.met_via:
        words.append(f"through {page.met_via.name}")
    return ", ".join(word for word in words if word)


def facts_words(known: Known) -> str:
    """Return facts and interests in one run: ``partner Tomás · vegetarian · likes climbing``."""
    likes = f"likes {', '.join(known.interests)}" if known.interests else ""
    return " · ".join((*known.facts, *([likes] if likes else [])))


def relation_words(known: Known) -> list[str]:
    """Return whom they are related to: ``mentor of Bo Chen``."""
    return [
        f"{each.other_name}, their {each.kind}" if each.is_theirs else each.line for each in known.relations
    ]


def before_words(known: Known) -> str:
    """Return the positions held before, the newest first."""
    return " · ".join(say_position(each) for each in known.positions if each.to_when)


def point_words(point: ContactPoint) -> str:
    """Give a way to reach somebody as it is shown: a profile without what every address begins with."""
    value = " ".join(point.value.split())
    if point.kind in (PointKind.PROFILE, PointKind.URL):
        return value.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return value


def point_name(point: ContactPoint) -> str:
    """Say what kind of way it is: mail, tel, LinkedIn."""
    kinds = {PointKind.EMAIL: "mail", PointKind.PHONE: "tel", PointKind.ADDRESS: "home"}
    return PLATFORMS.get(point.platform, point.platform) or kinds.get(point.kind, "web")


def fact_rows(shown: Shown, width: int) -> tuple[list[FactRow], list[Section]]:
    """Return all that is known, line by line under headings, for a list ``width`` cells wide."""
    rows: list[FactRow] = []
    sections: list[Section] = []
    for title, found in _sections(shown, min(width, _TEXT_WIDTH)):
        listed = list(found)
        if listed:
            sections.append(Section(len(rows), title, has_gap=bool(rows)))
            rows += listed
    return rows, sections


def _sections(shown: Shown, width: int) -> Iterator[tuple[str, Iterable[FactRow]]]:
    contact, known, glyphs = shown.contact, shown.known, shown.glyphs
    questions = (
        row
        for number, each in enumerate(known.to_ask, 1)
        for row in _rows(f"ask-{each.id}", f"{number} {each.text}", width, glyphs.waiting, each.id)
    )
    if not contact.is_deceased:
        yield "ASK NEXT TIME", questions
    yield "FACTS", _each("fact", known.facts, width)
    yield "INTERESTS", _each("interest", known.interests, width)
    yield "KNOWS", _each("knows", relation_words(known), width)
    met = met_words(shown.page, shown.today)
    yield "MET", _each("met", [met] if met else [], width)
    yield "DAYS", _each("day", [say_key_date(each) for each in contact.key_dates], width)
    yield "WORK", _each("work", [say_position(each) for each in known.positions], width)
    reach = [
        f"{point_name(each)}  {point_words(each)}{f'  ({each.label})' if each.label else ''}"
        for each in contact.points
    ]
    yield "REACH", _each("reach", reach, width)
    also = [f"also called {', '.join(contact.aliases)}"] if contact.aliases else []
    also += [f"time zone {contact.time_zone}"] if contact.time_zone else []
    yield "BESIDES", _each("own", [*also, *(say_custom(each) for each in known.custom_fields)], width)
    yield "NOTES", _each("note", contact.notes.splitlines(), width, keeps_blank=True)


def _each(name: str, texts: Sequence[str], width: int, *, keeps_blank: bool = False) -> Iterator[FactRow]:
    for number, text in enumerate(texts):
        if text.strip() or keeps_blank:
            yield from _rows(f"{name}-{number}", text, width)


def _rows(
    key: str, text: str, width: int, glyph: str = " ", question_id: int | None = None
) -> Iterator[FactRow]:
    for number, row in enumerate(wrap(text, max(10, width), 200) or [""]):
        first = number == 0
        yield FactRow(
            f"{key}-{number}", row, "", glyph if first else " ", "plum" if first else "", question_id
        )


def _plain(text: str, width: int, most: int) -> list[DrawnLine]:
    return [[(row, "")] for row in wrap(text, width, most)]


def _labelled(label: str, text: str, width: int, most: int) -> list[DrawnLine]:
    """Return a text with a word before its first row."""
    rows = wrap(text, max(10, width - _LABEL - 1), most) if text else []
    return [
        [(f"{label if not number else '':<{_LABEL}} ", "muted"), (row, "")] for number, row in enumerate(rows)
    ]


def _to_ask(known: Known, width: int, glyphs: Glyphs) -> list[DrawnLine]:
    lines: list[DrawnLine] = []
    for number, each in enumerate(known.to_ask, 1):
        label = "ask" if number == 1 else ""
        text = wrap(f"{number} {each.text}", max(10, width - _LABEL - 1), 1)
        lines.append([(f"{label:<{_LABEL}} ", "plum"), ("".join(text), "")])
    return lines


def _reach(contact: Contact, width: int) -> list[DrawnLine]:
    """Return the first way of each kind, with the key that copies."""
    firsts: dict[str, ContactPoint] = {}
    for each in contact.points:
        firsts.setdefault(point_name(each), each)
    said = " · ".join(point_words(each) for each in firsts.values())
    return _labelled("y copy", said, width, 2)


def _notes(contact: Contact, width: int) -> list[DrawnLine]:
    paragraphs = [line for line in contact.notes.splitlines() if line.strip()][:2]
    rows = [row for text in paragraphs for row in wrap(text, min(width - _LABEL - 1, _TEXT_WIDTH), 2)]
    return [
        [(f"{'notes' if not number else '':<{_LABEL}} ", "muted"), (row, "")]
        for number, row in enumerate(rows)
    ]


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")
