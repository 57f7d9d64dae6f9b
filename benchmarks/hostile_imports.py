"""Hostile files imported at three sizes: ``python -m benchmarks.hostile_imports [--only WORD] [--share 0.1]``.

Twice the file should take about twice as long; four times tells work that grows with the square. What is
measured is processor time, which other programs on the machine disturb least; nothing here ever fails.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from benchmarks.figures import NOTHING, number, ratio, times
from benchmarks.hostile_files import KINDS, Hostile
from benchmarks.surroundings import OUT, RAPPORT, environment

LIMIT_SECONDS = 90
PARTS = (4, 2, 1)
STEPS = (("import",), ("import again",), ("duplicates",))


class Run(Struct, frozen=True):
    """One line from the shell, run to its end or to the limit."""

    seconds: float | None
    """Of the processor; None where the limit came first."""
    megabytes: float
    code: int
    said: str


def main(words: Sequence[str] | None = None) -> None:
    """Import every kind of file at three sizes and print what each took."""
    parser = argparse.ArgumentParser(prog="benchmarks.hostile_imports", description=__doc__)
    parser.add_argument("--only", default="", help="only kinds whose name holds this")
    parser.add_argument("--share", type=float, default=1.0, help="of the largest size")
    parser.add_argument("--limit", type=int, default=LIMIT_SECONDS, help="seconds for one line")
    parser.add_argument("--steps", default="import,again,duplicates", help="which lines")
    asked = parser.parse_args(words)
    env = environment(OUT / "home")
    heads = ["kind", "step", "n", "s", "2n", "4n", "4n MB", "code", "said"]
    print("  ".join(heads), flush=True)
    for name, kind in KINDS.items():
        if asked.only in name:
            for row in measure(name, kind, asked.share, asked.limit, asked.steps.split(","), env):
                print("  ".join(row), flush=True)


def measure(
    name: str, kind: Hostile, share: float, limit: int, steps: Sequence[str], env: Mapping[str, str]
) -> list[list[str]]:
    """Return a row of figures for each step of one kind."""
    runs: dict[str, list[Run]] = {step: [] for step in steps}
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        for part in PARTS:
            n = max(1, int(kind.size * share) // part)
            file, book = Path(folder, f"file{kind.suffix}"), Path(folder, f"{part}.db")
            file.write_bytes(kind.make(n))
            for step in steps:
                line = ("duplicates", "--json") if step == "duplicates" else ("import", str(file), "--json")
                runs[step].append(run((*RAPPORT, "--db", str(book), *line), limit, env))
    rows = []
    for step, (one, two, four) in runs.items():
        rows.append(
            [
                f"{name:36}",
                f"{step:10}",
                f"{int(kind.size * share):>10,}",
                f"{number(one.seconds):>6}",
                f"{times(ratio(two.seconds, one.seconds)):>6} {number(four.seconds):>6}",
                f"{times(ratio(four.seconds, two.seconds)):>6}",
                f"{four.megabytes:>6.0f}",
                f"{four.code:>4}",
                four.said[:100] or NOTHING,
            ]
        )
    return rows


def run(words: Sequence[str], limit: int, env: Mapping[str, str]) -> Run:
    """Run a program and give what it took."""
    with tempfile.TemporaryFile() as said:
        program = subprocess.Popen(
            words, env=dict(env), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said
        )
        over = threading.Event()

        def stop() -> None:
            over.set()
            program.kill()

        clock = threading.Timer(limit, stop)
        clock.start()
        _, status, used = os.wait4(program.pid, 0)
        clock.cancel()
        program.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words_said = said.read().decode("utf-8", "replace").strip().replace("\n", " ")
    seconds = None if over.is_set() else used.ru_utime + used.ru_stime
    return Run(seconds, used.ru_maxrss / 1024, program.returncode, words_said)


if __name__ == "__main__":
    main()
