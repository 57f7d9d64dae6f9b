"""From a read line to what the bar shows of it, and the completions it offers."""

from __future__ import annotations

from collections.abc import Sequence

from tui.domain.quick_add.complete import Completion, choose, follow_up_line, take
from tui.domain.quick_add.parsed import LineKind, LineProblem, Parsed, Part
from tui.domain.quick_add.people import People, PersonMatch, handle_for, name_of_handle
from tui.widgets.bar_kind import Choice, Preview
from tui.widgets.line_bar import MOST_CHOICES


def preview_of(parsed: Parsed, people: People, besides: str = "") -> Preview:
    """Show a read line; ``besides`` is what saving settles as well."""
    problem = parsed.blocking or next(iter(parsed.problems), None)
    pieces = [piece.text for piece in parsed.pieces if piece.part is not Part.NOTE]
    if besides and parsed.blocking is None:
        pieces.append(besides)
    return Preview(
        said=" · ".join(pieces),
        note=parsed.note,
        problem=problem.sentence if problem else "",
        refused=_refused_words(problem) if problem else "",
        word=(problem.start, problem.end) if problem else None,
        is_blocked=parsed.blocking is not None,
        settles=_settling(parsed, people),
        insist=problem.handle if problem and not problem.candidates else "",
    )


def _refused_words(problem: LineProblem) -> str:
    """Say what is in the way of Enter, and what each key makes of it."""
    if len(problem.candidates) > 1:
        count = min(len(problem.candidates), MOST_CHOICES)
        return f'"{problem.handle}" matches {len(problem.candidates)} - 1-{count} or the arrows choose'
    if problem.suggestion is not None:
        new = name_of_handle(problem.handle)
        return f'no "{problem.handle}" yet - Tab takes {problem.suggestion.name}, Enter again adds {new}'
    return problem.sentence


def people_choices(
    line: str, begun: Completion, found: Sequence[PersonMatch], people: People
) -> list[Choice]:
    """Offer people for a handle begun."""
    return [Choice(known.name, *take(line, begun, handle_for(known, people))) for known in found]


def word_choices(line: str, begun: Completion, words: Sequence[str]) -> list[Choice]:
    """Offer tags, places or words of the grammar for a word begun."""
    return [Choice(f"{begun.lead}{word}", *take(line, begun, word)) for word in words]


def _settling(parsed: Parsed, people: People) -> tuple[Choice, ...]:
    """Offer those a word may mean; for a day to come, the plan it may be meant as."""
    problem = parsed.blocking
    if problem is None:
        return ()
    if parsed.kind is LineKind.LOG and parsed.practice_date and parsed.practice_date > parsed.today:
        planned = follow_up_line(parsed, people)
        return (Choice("plan it as a follow-up instead", planned, len(planned)),)
    meant = problem.candidates or ((problem.suggestion,) if problem.suggestion else ())
    return tuple(
        Choice(known.name, *choose(parsed.line, problem, known, people), note=f"@{known.slug}")
        for known in meant
    )
