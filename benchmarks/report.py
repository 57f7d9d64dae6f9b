"""The report: one table for each question, ratios first to be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.figures import measured, median, number, p95, ratio, times
from benchmarks.in_process import Question
from benchmarks.one_liners import FLOOR, Line
from benchmarks.searching import Typing
from benchmarks.terminal import Paint
from benchmarks.visits import Visit


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table: the first column to the left, figures to the right."""
    lines = [head, *rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    written = [
        "  ".join(
            cell.ljust(width) if not column else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([written[0], "  ".join("-" * width for width in widths), *written[1:]])


def visits_report(visits: dict[str, list[Visit]], floor: str) -> str:
    """Write what opening, sitting still and leaving cost, for each program, against the floor."""
    base = median(each.start.match_ms for each in visits[floor])
    base_memory = median(each.memory_mb for each in visits[floor])
    rows = []
    for name, found in visits.items():
        useful = median(each.start.match_ms for each in found)
        memory = median(each.memory_mb for each in found)
        rows.append(
            [
                name,
                number(median(each.start.first_ms for each in found), 0),
                number(useful, 0),
                times(ratio(useful, base)),
                number(median(each.start.bytes_sent for each in found), 0),
                number(memory, 0),
                times(ratio(memory, base_memory)),
                number(median(each.idle_bytes for each in found), 0),
                number(median(each.quit_ms for each in found), 0),
            ]
        )
    head = [
        "program",
        "first ms",
        "useful ms",
        "of hello",
        "bytes",
        "MB",
        "of hello",
        "idle bytes",
        "quit ms",
    ]
    return table(head, rows) + _troubles(visits)


def presses_report(visits: dict[str, list[Visit]]) -> str:
    """Write what each key costs: the first paint, when the screen stood still, and bytes."""
    rows = [
        [
            name,
            label,
            number(median(paint.first_ms for paint in paints)),
            number(p95(paint.first_ms for paint in paints)),
            number(median(paint.last_ms for paint in paints)),
            number(median(paint.bytes_sent for paint in paints), 0),
            f"{sum(paint.first_ms is not None for paint in paints)}/{len(paints)}",
        ]
        for name, found in visits.items()
        for label, paints in _by_label(found)
    ]
    return table(["program", "key", "paint ms", "p95", "still ms", "bytes", "painted"], rows)


def lines_report(lines: dict[str, Line]) -> str:
    """Write what one-liners take against a Python that does nothing."""
    base = median(lines[FLOOR].took_ms)
    rows = [
        [
            name,
            number(median(line.took_ms)),
            number(p95(line.took_ms)),
            times(ratio(median(line.took_ms), base)),
        ]
        for name, line in lines.items()
    ]
    troubles = "".join(f"\n! {name}: {line.trouble}" for name, line in lines.items() if line.trouble)
    return table(["command", "ms", "p95", "of pass"], rows) + troubles


def questions_report(questions: Sequence[Question]) -> str:
    """Write what the store takes against bare sqlite3."""
    rows = [
        [
            question.name,
            number(question.store_ms, 3),
            number(question.bare_ms, 3),
            times(ratio(question.store_ms, question.bare_ms)),
        ]
        for question in questions
    ]
    return table(["question", "store ms", "bare ms", "of bare"], rows)


def typing_report(found: Sequence[Typing]) -> str:
    """Write what the letters of each query took, and all of them together."""
    rows = []
    for where in dict.fromkeys(each.where for each in found):
        here = [each for each in found if each.where == where]
        rows += [_typing_row(where, each.query, [each]) for each in here]
        rows.append(_typing_row(where, "ALL LETTERS", here))
    return table(["where", "query", "letters", "echo ms", "worst", "list ms", "p95", "worst"], rows)


def _typing_row(where: str, query: str, found: Sequence[Typing]) -> list[str]:
    echoes = [took for each in found for took in each.echo_ms]
    lists = [took for each in found for took in each.list_ms]
    return [
        where,
        query,
        f"{len(measured(lists))}",
        number(median(echoes)),
        number(max(measured(echoes), default=None)),
        number(median(lists)),
        number(p95(lists)),
        number(max(measured(lists), default=None)),
    ]


def _by_label(found: Sequence[Visit]) -> Iterator[tuple[str, list[Paint]]]:
    labels = dict.fromkeys(label for each in found for label in each.presses)
    for label in labels:
        yield label, [paint for each in found for paint in each.presses.get(label, [])]


def _troubles(visits: dict[str, list[Visit]]) -> str:
    """Say which programs never showed what was waited for, or did not leave in good order."""
    said = []
    for name, found in visits.items():
        missing = [each for each in found if each.start.match_ms is None]
        if missing:
            screen = "\n".join(f"  | {line}" for line in missing[-1].last_screen.splitlines() if line.strip())
            said.append(f"! {name}: the awaited text never came. The last screen:\n{screen}")
        codes = sorted({str(each.exit_code) for each in found if each.exit_code != 0})
        if codes:
            said.append(f"! {name}: ended with {', '.join(codes)} (None: it had to be stopped).")
    return "".join(f"\n{line}" for line in said)
