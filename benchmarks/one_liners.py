"""The command line from outside: the wall time of one-liners against a Python that does nothing."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import perf_counter

from msgspec import Struct, field

from benchmarks.surroundings import PASS, RAPPORT

FLOOR = "python -c pass"
LINES = {
    "rapport due --json --limit 20": ("due", "--json", "--limit", "20"),
    "rapport due --json": ("due", "--json"),
    "rapport today --json": ("today", "--json"),
    "rapport streak --json": ("streak", "--json"),
    'rapport log "..."': ("log", "call @maya.okafor 5m said hello"),
}
_PATIENCE_SECONDS = 60
BUDGET_SECONDS = 60.0
"""No new round is begun after so long."""


class Line(Struct):
    """One command and how long it took each time, in milliseconds."""

    command: Sequence[str]
    took_ms: list[float] = field(default_factory=list)
    trouble: str = ""
    """The last thing said on stderr when it did not end well."""


def measure_lines(book: Path, env: Mapping[str, str], rounds: int) -> dict[str, Line]:
    """Run every one-liner in turn on a copy of the book; the first round warms up."""
    copy = book.with_suffix(".copy")
    shutil.copyfile(book, copy)
    lines = {FLOOR: Line(PASS)}
    lines |= {name: Line((*RAPPORT, "--db", str(copy), *words)) for name, words in LINES.items()}
    give_up = perf_counter() + BUDGET_SECONDS
    try:
        for number in range(rounds + 1):
            if number > 1 and perf_counter() > give_up:
                break
            for line in lines.values():
                took = _run(line, env)
                if number and took is not None:
                    line.took_ms.append(took)
    finally:
        for made in copy.parent.glob(f"{copy.name}*"):
            made.unlink()
    return lines


def _run(line: Line, env: Mapping[str, str]) -> float | None:
    """Run a command once and give its milliseconds; None, with a note, when it failed."""
    start = perf_counter()
    try:
        ended = subprocess.run(
            line.command,
            env=dict(env),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE_SECONDS,
        )
    except subprocess.TimeoutExpired:
        line.trouble = f"no answer within {_PATIENCE_SECONDS} s"
        return None
    took = (perf_counter() - start) * 1000
    if ended.returncode:
        said = ended.stderr.decode("utf-8", "replace").strip().splitlines()
        line.trouble = f"exit {ended.returncode}: {said[-1] if said else 'nothing on stderr'}"
        return None
    return took
