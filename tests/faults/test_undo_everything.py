"""Whatever was done is undone to the beginning and redone to the end, byte for byte, also by another program."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest

from tests.builders import a_book, dump
from tests.services.acts import Act, acts_by_chance
from tui.services.services import Services


def _state(services: Services) -> str:
    return hashlib.sha256(repr(dump(services.book.conn)).encode()).hexdigest()


def _again(services: Services, folder: Path) -> Services:
    """Close the book, and open it as the next program would."""
    services.close()
    return Services(a_book(folder))


def _there_and_back(folder: Path, acts: list[Act], chance: random.Random) -> int:
    """Do it all, undo it all with a restart in the middle, redo it all with another; give how many steps."""
    services = Services(a_book(folder))
    states = [_state(services)]
    asked = "SELECT count(*) FROM action WHERE undone_at IS NULL"
    for act in acts:
        act.do(services)
        if services.book.conn.execute(asked).fetchone()[0] == len(states):
            states.append(_state(services))
    steps = len(states) - 1
    for way, wanted in (("undo", states[-2::-1]), ("redo", states[1:])):
        restart = chance.randrange(steps)
        for number, state in enumerate(wanted):
            if number == restart:
                services = _again(services, folder)
            getattr(services, way)()
            assert _state(services) == state, (way, number)
    services.close()
    return steps


def test_random_lives_are_undone_and_redone_byte_for_byte(tmp_path: Path, is_long: bool) -> None:
    done = 0
    for seed in range(1_000 if is_long else 12):
        chance = random.Random(seed)
        done += _there_and_back(tmp_path / str(seed), acts_by_chance(chance), chance)
    print(f"{done} steps")
    assert done > 0


@pytest.mark.parametrize("seed", [0, 1])
def test_the_same_seed_gives_the_same_life(seed: int) -> None:
    assert acts_by_chance(random.Random(seed)) == acts_by_chance(random.Random(seed))
