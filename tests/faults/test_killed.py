"""kill -9 at any moment, with two programs writing: what was told to be saved is saved, whole."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_two_writers_killed_at_random_lose_nothing_they_were_told_is_saved(
    tmp_path: Path, is_long: bool
) -> None:
    line = [sys.executable, "-m", "tests.faults.killed", str(tmp_path / "rapport.db")]
    done = subprocess.run(
        [*line, "1000" if is_long else "15", "5"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    print(told)
    assert told["acknowledged"] > 0
    assert (told["lost"], told["half"], told["faults"]) == (0, 0, 0)
