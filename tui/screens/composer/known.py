"""What is known of the people one composes with, so that nothing has to be remembered."""

from __future__ import annotations

from collections.abc import Sequence

from tui.domain.records.contact import ContactId
from tui.domain.records.known import Known
from tui.screens.contact_lines import last_time_lines, promise_lines, who_lines
from tui.services.contacts.finding import Page
from tui.services.desk import Desk
from tui.widgets.glyphs import Glyphs
from tui.widgets.lines import DrawnLine
from tui.widgets.safe import wrap

_BLANK: DrawnLine = [("", "")]
_AT_MOST = 3
"""How many people are shown."""


def pages_of(desk: Desk, ids: Sequence[ContactId]) -> list[Page]:
    """Return what the book knows of the first few of these people."""
    return [page for each in ids[:_AT_MOST] if (page := desk.reader.finding.page(each)) is not None]


def title_of(pages: Sequence[Page], count: int) -> str:
    """Name those one composes with; ``count`` is how many they are."""
    names = ", ".join(page.contact.name for page in pages)
    more = f" and {count - len(pages)} more" if count > len(pages) else ""
    return f"Compose · {names or 'nobody yet'}{more}"


def notes_heading(pages: Sequence[Page]) -> DrawnLine:
    """Head the notes with the rule they are best written by (practice model, 4)."""
    reader = pages[0].contact.first_name if len(pages) == 1 else "they"
    return [("NOTES", "heading"), (f"  write as if {reader} could read them", "muted")]


def known_lines(desk: Desk, pages: Sequence[Page], width: int, glyphs: Glyphs) -> list[DrawnLine]:
    """Return who they are, the last times, what is promised and what is known, each in turn."""
    lines: list[DrawnLine] = []
    for page in pages:
        latest = desk.reader.finding.latest(page.contact.id)
        known = desk.reader.knowing.of(page.contact.id)
        for section in (
            who_lines(page, desk.clock.now(), desk.today, width, glyphs),
            last_time_lines(latest, desk.today, width, glyphs),
            promise_lines(page, desk.today, glyphs),
            _facts(known, width, glyphs),
            _positions(known, width),
        ):
            lines += [*([_BLANK] if lines and section else []), *section]
    return [*lines, *([_BLANK, *_small_step(desk, width)] if pages else [])]


def _facts(known: Known, width: int, glyphs: Glyphs) -> list[DrawnLine]:
    lines: list[DrawnLine] = []
    for title, texts in (("FACTS", known.facts), ("CARES ABOUT", known.interests)):
        rows = wrap(f" {glyphs.dot} ".join(texts), width, 4)
        lines += [[(title, "heading")], *([(row, "")] for row in rows)] if rows else []  # type: ignore[list-item]
    return lines


def _positions(known: Known, width: int) -> list[DrawnLine]:
    lines: list[DrawnLine] = []
    for each in known.positions[:4]:
        what = ", ".join(word for word in (each.role, each.organisation) if word)
        when = (
            f"  {each.from_when or '?'} to {each.to_when or 'now'}" if each.from_when or each.to_when else ""
        )
        lines += [[(row, "")] for row in wrap(f"{what}{when}", width, 2)]
    return [[("POSITIONS", "heading")], *lines] if lines else []


def _small_step(desk: Desk, width: int) -> list[DrawnLine]:
    offered = desk.reader.small_steps.today()
    if offered is None:
        return []
    return [[("A SMALL STEP", "heading")], *([(row, "muted")] for row in wrap(offered.words, width, 2))]  # type: ignore[list-item]
