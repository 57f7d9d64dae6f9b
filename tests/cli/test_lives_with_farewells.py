"""Lives at random through the shell in which people are deleted for ever: no crash, and the book checks."""

from __future__ import annotations

import random

import pytest

from tests.cli.shell import Shell

NAMES = ("Maya Okafor", "Studio 16", "Kim Berlin", "sam call", "Bo Chen", "16", "王明", "José Núñez")
KEYS = ("maya", "studio", "kim", "sam", "bo", "16", "王明", "jose")


def _words(chance: random.Random) -> tuple[str, ...]:
    at = chance.randrange(len(NAMES))
    who, key = NAMES[at], KEYS[at]
    day = f"{chance.randint(1, 28)}dec"
    lines: tuple[tuple[str, ...], ...] = (
        ("add", f"{who} every:monthly tag:{chance.choice(('choir', 'berlin'))}"),
        ("log", f"{chance.choice(('call', 'video', 'lunch'))} @{key} about {chance.choice(NAMES)}"),
        ("log", f"call @{key} @bo in Berlin"),
        ("follow-up", f"@{key} {day} send the deck to {chance.choice(NAMES)}"),
        ("snooze", key, day),
        ("skip", key),
        ("rhythm", key, chance.choice(("monthly", "none", "6w"))),
        ("star", key),
        ("pause", key, day),
        ("delete", "contact", key),
        ("delete", "interaction", str(chance.randint(1, 9))),
        ("trash", "delete", f"i{chance.randint(1, 9)}"),
        ("trash", "delete", f"c{chance.randint(1, 9)}"),
        ("delete", "contact", key, "--for-ever"),
        ("delete", "contact", key, "--for-ever", "--keep-mentions"),
        ("trash", "restore", f"c{chance.randint(1, 9)}"),
        ("undo",),
        ("undo",),
        ("redo",),
    )
    return chance.choice(lines)


def _live(rapport: Shell, seed: int) -> None:
    chance = random.Random(seed)
    book = f"life-{seed}.db"
    for name in NAMES:
        rapport("--db", book, "add", name)
    for _ in range(chance.randint(20, 60)):
        words = _words(chance)
        said = rapport("--db", book, *words, stdin="yes\n", on_terminal=True)
        assert "went wrong" not in said.err + said.out, (seed, words, said.err)
        assert said.code in (0, 2), (seed, words, said.code, said.err)
    for words in (("check",), ("today",), ("list",), ("due",), ("streak",), ("export", "json", "-")):
        said = rapport("--db", book, *words)
        assert said.code == 0, (seed, words, said.err)
    assert "someone-" not in said.out
    assert "-someone" not in said.out


@pytest.mark.parametrize("seed", range(2))
def test_a_short_life_through_the_shell_ends_with_a_book_that_checks(
    rapport: Shell, seed: int, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.chdir(str(tmp_path))
    _live(rapport, seed)


@pytest.mark.long
@pytest.mark.parametrize("first", range(2, 202, 25))
def test_two_hundred_lives_through_the_shell_end_with_a_book_that_checks(
    rapport: Shell, first: int, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.chdir(str(tmp_path))
    for seed in range(first, first + 25):
        _live(rapport, seed)
