"""A contact in a few drawn lines: who they are, why now, the last times, what is promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from tui.domain.dates.partial import say_partial
from tui.domain.dates.spans import SHORT_MONTHS, ago, day_words
from tui.domain.dates.zones import wall_clock_in
from tui.domain.records.contact import Contact, ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.domain.records.contact_fields import beside_name
from tui.domain.records.interaction import PLATFORMS, Direction, Interaction, Way
from tui.domain.records.known import Known
from tui.domain.records.promise import MadeBy, NextStep, Promise
from tui.domain.rhythms.rhythm import rhythm_words
from tui.services.contacts.finding import Page
from tui.services.tending.standing import Standing
from tui.widgets.glyphs import Glyphs
from tui.widgets.lines import DrawnLine
from tui.widgets.safe import wrap


def headline(contact: Contact, glyphs: Glyphs) -> DrawnLine:
    """Return the name with what is first to know of it."""
    line: list[tuple[str, str]] = [(contact.name, "bold")]
    line += [(f"  {text}", "muted") for text in beside_name(contact)]
    if contact.is_starred:
        line.append((f" {glyphs.star}", "amber"))
    groups = ", ".join((*contact.circles, *(f"#{tag}" for tag in contact.tags)))
    if groups:
        line.append((f"  {groups}", "muted"))
    if contact.is_deceased:
        line.append(("  remembered", "sky"))
    elif contact.is_archived:
        line.append(("  resting", "sky"))
    return line  # type: ignore[return-value]


def standing(contact: Contact, today: date, how: Standing | None = None) -> list[DrawnLine]:
    """Say the rhythm and where it comes from, where they stand in it, and when the last time was."""
    rule = rhythm_words(contact.ideal_days) if contact.ideal_days else "no rhythm"
    said = how.rule.words if how else rule
    if how and how.is_paused:
        said += f", paused until {day_words(how.paused_until, today)}" if how.paused_until else ", paused"
    elif contact.next_due_on:
        due = "today" if contact.next_due_on == today else day_words(contact.next_due_on, today)
        said += f", {'was due' if contact.next_due_on < today else 'due'} {due}"
    last = "never talked yet" if contact.last_touch_on is None else _last_words(contact.last_touch_on, today)
    return [[(said, "")], [(last, "")]]


def remembered(contact: Contact, width: int) -> list[DrawnLine]:
    """Say of somebody who has died that nothing is asked any more."""
    said = f"{contact.first_name} has died. What you noted stays here; nothing is asked of you."
    return [[(row, "sky")] for row in wrap(said, width, 2)]


def quality_lines(how: Standing, width: int) -> list[DrawnLine]:
    """Say warmth and depth in words, and the gentle sentences where there is one."""
    words = [("warmth ", "muted"), (how.warmth, "")]
    if how.depth:
        words += [("  depth ", "muted"), (how.depth, "")]
    lines: list[DrawnLine] = [words]  # type: ignore[list-item]
    lines += [[(row, "muted")] for row in wrap(how.balance, width, 2)]
    if how.advice_words:
        lines += [[(row, "sky")] for row in wrap(f"{how.advice_words} V answers", width, 2)]
    return lines


def who_lines(
    page: Page, now: datetime, today: date, width: int, glyphs: Glyphs, how: Standing | None = None
) -> list[DrawnLine]:
    """Return everything but promises and timeline: work, place, rhythm, how met, dates, notes, addresses."""
    contact = page.contact
    lines: list[DrawnLine] = [headline(contact, glyphs)]
    work = ", ".join(each for each in (contact.role, contact.organisation) if each)
    there = wall_clock_in(contact.time_zone, now)
    where = f"{contact.place or contact.time_zone} {there}".strip()
    place = " · ".join(each for each in (work, where) if each)
    lines += [[(row, "")] for row in wrap(place, width, 2)]
    if contact.is_deceased:
        return [*lines, *remembered(contact, width)]
    lines += standing(contact, today, how)
    if how is not None and contact.last_touch_on is not None:
        lines += quality_lines(how, width)
    met = _met(page, today)
    lines += [
        [("met " if not number else "    ", "muted"), (row, "")]
        for number, row in enumerate(wrap(met, max(10, width - 4), 2))
    ]
    lines += [[(_date_said(each), "")] for each in contact.key_dates]
    lines += [_point_line(point) for point in contact.points[:6]]
    for paragraph in contact.notes.splitlines()[:8]:
        lines += [[(row, "")] for row in wrap(paragraph, min(width, 72), 3)]
    return lines


def promise_lines(page: Page, today: date, glyphs: Glyphs) -> list[DrawnLine]:
    """Return open promises and next steps under one heading, or nothing."""
    lines: list[DrawnLine] = []
    for promise in page.promises:
        lines.append(_promise_line(promise, today, glyphs))
    for step in page.next_steps:
        lines.append(_step_line(step, today, glyphs))
    return [[("PROMISES AND NEXT STEPS", "heading")], *lines] if lines else []


def ask_lines(known: Known, width: int) -> list[DrawnLine]:
    """Return what one wants to ask next time, or nothing."""
    lines: list[DrawnLine] = []
    for question in known.to_ask[:4]:
        lines += [[(row, "")] for row in wrap(question.text, width, 2)]
    return [[("ASK NEXT TIME", "heading")], *lines] if lines else []


def last_time_lines(
    latest: Sequence[Interaction], today: date, width: int, glyphs: Glyphs
) -> list[DrawnLine]:
    """Return the last few interactions, one line each."""
    if not latest:
        return []
    return [[("LAST TIMES", "heading")], *(interaction_line(each, today, glyphs) for each in latest)]


def interaction_line(each: Interaction, today: date, glyphs: Glyphs) -> DrawnLine:
    """Return one interaction on one line: when, how, which way, what."""
    return [
        (f"{short_day(each.practice_date, today):<7} ", "muted"),
        (f"{how_words(each)} ", ""),
        (f"{way_sign(each, glyphs)} ", "muted"),
        (what_was_said(each), ""),
    ]


def how_words(each: Interaction) -> str:
    """Return channel, platform and length: ``call 40m``, ``message LinkedIn``."""
    words = [each.channel.words]
    if each.platform:
        words.append(PLATFORMS.get(each.platform, each.platform))
    if each.minutes:
        words.append(length_words(each.minutes))
    return " ".join(words)


def way_sign(each: Interaction, glyphs: Glyphs) -> str:
    """Return the sign for who reached out."""
    return {Direction.OUT: glyphs.gave, Direction.IN: glyphs.got, Direction.MUTUAL: glyphs.mutual}[
        each.direction
    ]


def what_was_said(each: Interaction) -> str:
    """Return the words of an interaction on one line: summary, message, values, topics."""
    ways = {Way.GIVEN: "gave", Way.RECEIVED: "got", Way.ASKED: "asked"}
    message = next(iter(each.message.splitlines()), "")
    words = [each.summary or next(iter(each.notes.splitlines()), ""), f"wrote: {message}" if message else ""]
    words += [f"{ways[value.way]}: {value.note}" for value in each.values]
    words += [f"#{topic}" for topic in each.topics]
    if each.place:
        words.append(f"at {each.place}")
    return " · ".join(word for word in words if word)


def short_day(day: date, today: date) -> str:
    """Return a day in at most seven columns: ``12 Oct``, or ``Oct 25`` for another year."""
    month = SHORT_MONTHS[day.month - 1]
    return f"{day.day} {month}" if day.year == today.year else f"{month} {day.year % 100:02}"


def length_words(minutes: int) -> str:
    """Return a length as ``40m`` or ``1h30``."""
    if minutes < 60:
        return f"{minutes}m"
    return f"{minutes // 60}h{minutes % 60:02}" if minutes % 60 else f"{minutes // 60}h"


def _last_words(day: date, today: date) -> str:
    return f"last talked {day_words(day, today)}, {ago((today - day).days)}"


def _met(page: Page, today: date) -> str:
    contact = page.contact
    words = [contact.met_at]
    if contact.met_on:
        words.append(day_words(contact.met_on, today))
    elif contact.met_when:
        words.append(say_partial(contact.met_when))
    if page.met_via:
        words.append(f"through {page.met_via.name}")
    return ", ".join(word for word in words if word)


def _date_said(each: KeyDate) -> str:
    name = each.label if each.kind is KeyDateKind.OTHER and each.label else each.kind.value
    year = f" {each.year}" if each.year else ""
    return f"{name} {each.day} {SHORT_MONTHS[each.month - 1]}{year}"


def _point_line(point: ContactPoint) -> DrawnLine:
    kinds = {
        PointKind.EMAIL: "mail",
        PointKind.PHONE: "tel",
        PointKind.URL: "web",
        PointKind.ADDRESS: "home",
    }
    name = point.platform or kinds.get(point.kind, point.kind.value)
    label = f"  {point.label}" if point.label else ""
    return [(f"{name} ", "muted"), (" ".join(point.value.split()), ""), (label, "muted")]


def _promise_line(promise: Promise, today: date, glyphs: Glyphs) -> DrawnLine:
    is_mine = promise.made_by is MadeBy.ME
    due = f"  due {day_words(promise.due_on, today)}" if promise.due_on else ""
    whose = "" if is_mine else "  theirs"
    sign = glyphs.promise if is_mine else glyphs.waiting
    return [(f"{sign} ", "plum"), (promise.text, ""), (f"{due}{whose}", "muted")]


def _step_line(step: NextStep, today: date, glyphs: Glyphs) -> DrawnLine:
    return [
        (f"{glyphs.later} ", "sky"),
        (step.text or "follow up", ""),
        (f"  {day_words(step.due_on, today)}", "muted"),
    ]
