"""From a read line to what the bar shows of it, and the completions it offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.domain.quick_add import Parsed, Part
from tui.domain.quick_add.people import Known
from tui.widgets.line_bar import Choice, Preview


def preview_of(parsed: Parsed, besides: str = "") -> Preview:
    """Show a read line; ``besides`` is what saving settles as well."""
    problem = parsed.blocking or next(iter(parsed.problems), None)
    pieces = [piece.text for piece in parsed.pieces if piece.part is not Part.NOTE]
    if besides and parsed.blocking is None:
        pieces.append(besides)
    return Preview(
        said=" · ".join(pieces),
        note=parsed.note,
        problem=problem.sentence if problem else "",
        caret=problem.end if problem else None,
        is_blocked=parsed.blocking is not None,
        settles=_settling(parsed),
        insist=problem.handle if problem and not problem.candidates else "",
    )


def people_choices(
    people: Sequence[Known], start: int, end: int, handle: Callable[[Known], str]
) -> list[Choice]:
    """Offer people for a handle begun."""
    return [Choice(known.name, "", f"@{handle(known)}", start, end) for known in people]


def word_choices(words: Sequence[str], sign: str, start: int, end: int) -> list[Choice]:
    """Offer tags or places for a word begun."""
    return [Choice(f"{sign}{word}", "", sign + _quoted(word), start, end) for word in words]


def _settling(parsed: Parsed) -> tuple[Choice, ...]:
    """Offer those a word may mean."""
    problem = parsed.blocking
    if problem is None:
        return ()
    meant = problem.candidates or ((problem.suggestion,) if problem.suggestion else ())
    return tuple(
        Choice(known.name, f"@{known.slug}", f"@{known.id}", problem.start, problem.end) for known in meant
    )


def _quoted(word: str) -> str:
    return f'"{word}"' if " " in word else word
