"""The short way to the lines that only read understands exactly what click understands."""

from __future__ import annotations

from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.shell import Shell
from tui.cli import glance, opening
from tui.cli.group import rapport as group
from tui.cli.options import OPEN, READS, Wish, read_wish

FLAGS = sorted({option.name for options in READS.values() for option in options})
WORDS = st.sampled_from(
    [*READS, *FLAGS, "--db", "--db=b.db", "--config", "x.db", "3", "--limit=2", "--", "-h", "0"]
)


def through_click(words: list[str]) -> Wish | None:
    """Return what click makes of a line, or None when it refuses or only prints help."""
    heard: list[Wish] = []

    def note(wish: Wish) -> int:
        heard.append(wish)
        return 0

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(glance, "answer", note)
        patch.setattr(opening, "open_app", lambda call: note(Wish(OPEN, places=call.places())))
        patch.setattr(click, "echo", lambda *_args, **_options: None)
        patch.setattr("click.core.echo", lambda *_args, **_options: None)
        try:
            group.main(words, prog_name="rapport", standalone_mode=False)
        except click.ClickException:
            return None
    return heard[0] if heard else None


def normal(wish: Wish) -> tuple[Any, ...]:
    return wish.command, wish.switches, wish.limit, dict(wish.places)


@given(st.sampled_from(list(READS)), st.lists(WORDS, max_size=4), st.lists(WORDS, max_size=3))
def test_what_takes_the_short_way_means_the_same_to_click(
    command: str, after: list[str], before: list[str]
) -> None:
    words = [*before, command, *after]
    short = read_wish(words)
    if short is not None:
        long = through_click(words)
        assert long is not None
        assert normal(short) == normal(long)


@pytest.mark.parametrize(
    "words",
    [
        ["due", "--json", "--limit", "3", "--all"],
        ["--db", "b.db", "due", "--limit=2"],
        ["--config=c.toml", "--db=b.db", "streak", "--json"],
        ["today", "--count"],
        [],
        ["--db", "b.db"],
    ],
    ids=" ".join,
)
def test_the_lines_of_a_prompt_take_the_short_way(words: list[str]) -> None:
    short = read_wish(words)
    assert short is not None
    assert normal(short) == normal(through_click(words) or Wish(""))


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["due", "--help"],
        ["due", "--limit", "0"],
        ["due", "--limit", "x"],
        ["log"],
        ["today", "x"],
        ["--db"],
    ],
    ids=" ".join,
)
def test_anything_else_is_left_to_click(words: list[str]) -> None:
    assert read_wish(words) is None


def test_a_limit_that_is_no_number_is_refused_with_a_sentence(rapport: Shell) -> None:
    said = rapport("due", "--limit", "few")
    assert (said.code, said.out) == (2, "")
    assert "--limit" in said.err
    assert said.err.count("\n") == 1
