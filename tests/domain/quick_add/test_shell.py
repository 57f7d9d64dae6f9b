"""The same words make the same record from the shell and from the bar."""

from __future__ import annotations

import shlex

import pytest
from msgspec.structs import replace

from tests.domain.quick_add.book import read
from tui.domain.quick_add.parsed import LineKind, Parsed
from tui.domain.quick_add.shell import shell_line


def fields(parsed: Parsed) -> Parsed:
    """What a line says, without where it says it."""
    return replace(parsed, line="", pieces=(), problems=())


@pytest.mark.parametrize(
    ("kind", "typed", "in_the_shell"),
    [
        (
            LineKind.LOG,
            "call @maya yesterday 40m her launch slipped #work > fri send the deck",
            "call @maya yesterday 40m her launch slipped tag:work next:fri send the deck",
        ),
        (LineKind.LOG, 'lunch @bo at:"PyCon DE" good food', "lunch @bo 'at:PyCon DE' good food"),
        (LineKind.LOG, 'lunch @bo at:"PyCon DE" good food', r"lunch @bo 'at:PyCon\ DE' good food"),
        (LineKind.LOG, 'lunch @bo at:"PyCon DE" good food', "lunch @bo 'at:\"PyCon DE\"' good food"),
        (LineKind.LOG, 'call "@Maya Okafor" 2d', "call '@Maya Okafor' 2d"),
        (LineKind.LOG, 'call "@Maya Okafor" 2d', "call @Maya Okafor 2d"),
        (LineKind.LOG, "call @bo > fri call back; he was glad", "call @bo 'next:fri call back' he was glad"),
        (LineKind.LOG, "call @bo > fri call back; he was glad", "call @bo '> fri call back' he was glad"),
        (LineKind.LOG, 'call @bo gave:"the deck" he was glad', "call @bo 'gave:the deck' he was glad"),
        (LineKind.LOG, 'call @bo #"two words" ok', "call @bo 'tag:two words' ok"),
        (LineKind.LOG, "call @bo caught up", "'call @bo caught up'"),
        (LineKind.LOG, "call @bo yesterday caught up", "'call @bo' 'yesterday caught up'"),
        (LineKind.PERSON, "Lena Haas #alumni ~6w", "Lena Haas +alumni every:6w"),
        (LineKind.PERSON, 'Lena Haas met:"PyCon DE"', "'Lena Haas' 'met:PyCon DE'"),
        (LineKind.FOLLOW_UP, "@bo fri send it", "@bo fri 'send it'"),
        (LineKind.LOG, "> @bo fri send it", "next:@bo fri send it"),
        (LineKind.LOG, "call @bo #work she said yes", "call '@bo #work she said yes'"),
        (LineKind.LOG, "call @bo > fri call back", "call '@bo > fri call back'"),
        (LineKind.LOG, 'call @"Bo Chen" went well', "call '@\"Bo Chen\" went well'"),
    ],
)
def test_a_shell_line_says_what_the_bar_says(kind: LineKind, typed: str, in_the_shell: str) -> None:
    args = shlex.split(in_the_shell)
    assert fields(read(shell_line(args), kind)) == fields(read(typed, kind))


def test_empty_words_of_the_shell_are_dropped() -> None:
    assert shell_line(["call", "", "@bo"]) == "call @bo"


def test_no_words_make_an_empty_line() -> None:
    assert shell_line([]) == ""
