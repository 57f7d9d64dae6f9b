"""A visit to a full-screen program: open it, press keys, sit still, leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from benchmarks.terminal import Paint, Terminal

SETTLED_SECONDS = 0.3


class Press(Struct, frozen=True):
    """A key pressed so many times."""

    key: str
    label: str = ""
    """Under what it is reported; an empty label is pressed but not measured."""
    count: int = 1
    awaited: str = ""


class Program(Struct, frozen=True):
    """A program to visit, and what is done there."""

    name: str
    command: Sequence[str]
    ready: str
    """Text that stands on the screen once the first frame is of use."""
    presses: Sequence[Press] = ()
    quit_keys: Sequence[str] = ("q",)
    idle_seconds: float = 0.0


class Visit(Struct):
    """What one visit measured; times in milliseconds, None for what did not come."""

    start: Paint
    presses: dict[str, list[Paint]] = field(default_factory=dict)
    idle_bytes: int | None = None
    memory_mb: float | None = None
    quit_ms: float | None = None
    exit_code: int | None = None
    last_screen: str = ""


def visit(program: Program, env: Mapping[str, str], size: tuple[int, int] = (120, 36)) -> Visit:
    """Visit a program once; whatever does not come in time is left out, never an error."""
    with Terminal(program.command, env, size) as terminal:
        found = Visit(terminal.paint(program.ready, since=terminal.started_at))
        terminal.settle(SETTLED_SECONDS)
        for press in program.presses:
            for _ in range(press.count):
                if terminal.has_ended:
                    break
                paint = terminal.press(press.key, press.awaited)
                if press.label:
                    found.presses.setdefault(press.label, []).append(paint)
        if program.idle_seconds:
            found.idle_bytes = terminal.idle_bytes(program.idle_seconds)
        found.memory_mb = terminal.memory_mb()
        terminal.settle()
        found.last_screen = terminal.screen.text
        found.quit_ms = terminal.quit(*program.quit_keys)
        found.exit_code = terminal.exit_code
    return found


def alternate(programs: Sequence[Program], env: Mapping[str, str], rounds: int) -> dict[str, list[Visit]]:
    """Visit the programs in turn, so that a slow spell of the machine meets all; the first round warms up."""
    visits: dict[str, list[Visit]] = {program.name: [] for program in programs}
    for number in range(rounds + 1):
        for program in programs:
            found = visit(program, env)
            if number:
                visits[program.name].append(found)
    return visits
