"""How the trash is drawn, and what is said before something is deleted for ever."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from tui.domain.dates.spans import day_words
from tui.domain.deleting.trash import Trashed, TrashKind
from tui.services.deleting.deleting import YES, Farewell
from tui.widgets.bar_kind import Preview
from tui.widgets.columns import Column, lay_columns
from tui.widgets.key_menu import MenuKey
from tui.widgets.rows import Cell, Line, Section

MENTION_KEYS = (
    MenuKey(("s",), "s", 'write "someone" there'),
    MenuKey(("k",), "k", "keep those texts as they are"),
)
COPY_KEYS = (
    MenuKey(("k",), "k", "keep it until the next deletion for ever"),
    MenuKey(("x",), "x", "delete it now"),
)
_SEEN_AT_ONCE = 3
Change = tuple[int, str]
"""One line of what would change, and where it stands in the list."""
_COLUMNS = (
    Column("title", 16, grows_to=30),
    Column("since", 11),
    Column("why", 18, grows_to=30),
    Column("text", 10, grows_to=80),
)


def draw_trashed(each: Trashed, width: int, today: date) -> Line:
    """Draw one thing in the trash: what it is, since when, and how long it stays."""
    texts = {
        "title": each.title,
        "since": day_words(each.deleted_on, today),
        "why": each.why(today),
        "text": " ".join(each.text.split()),
    }
    return Line(
        tuple(
            Cell(texts[column.name], column.width, "" if column.name == "title" else "muted")
            for column in lay_columns(_COLUMNS, width)
        )
    )


def sections_of(items: Sequence[Trashed]) -> tuple[Section, ...]:
    """Return the one heading over the list: what its columns are."""
    people = sum(each.kind is TrashKind.CONTACT for each in items)
    talks = len(items) - people
    named = [f"{people} people" if people != 1 else "1 person"] if people else []
    named += [f"{talks} interactions" if talks != 1 else "1 interaction"] if talks else []
    return (Section(0, " and ".join(named)),) if items else ()


def about_farewell(ahead: Farewell, *, keep_mentions: bool) -> list[str]:
    """Say what deleting a contact for ever takes and leaves."""
    more = ["PgDn and PgUp turn what is listed above."] if len(ahead.mentions) > _SEEN_AT_ONCE else []
    return [
        *more,
        ahead.goes,
        f"{ahead.beside} It cannot be undone, and undo steps that hold them go too.",
        ahead.about_copy,
        ahead.about_copies,
    ]


def changes_of(ahead: Farewell, *, keep_mentions: bool) -> list[str]:
    """Return every text that would change, and those that may name them and stay, one a line."""
    lines: list[str] = []
    if ahead.mentions:
        becomes = "and is left there" if keep_mentions else 'where it becomes "someone"'
        lines.append(f"{ahead.about_mentions}, {becomes}:")
        for each in ahead.mentions:
            before, _, after = each.partition(" → ")
            lines += [f"  {before}", f"    → {after}"]
    if ahead.doubtful:
        lines += [f"{ahead.about_doubtful}:", *(f"  {each}" for each in ahead.doubtful)]
    return lines


def draw_change(each: Change, width: int) -> Line:
    """Draw one text that would change; what heads several stands out."""
    return Line((Cell(each[1], width, "" if each[1].startswith(" ") else "bold"),))


def yes_preview(what: str) -> Callable[[str], Preview]:
    """Read the answer: only the whole word goes on."""

    def read(line: str) -> Preview:
        if line.strip().casefold() == YES:
            return Preview(said=f"Enter deletes {what} for ever")
        return Preview(
            problem=f"Type {YES} and Enter to delete; Esc leaves everything as it is", is_blocked=True
        )

    return read
