"""Tags and circles in one line: what is put on, what is taken off."""

from __future__ import annotations

import pytest

from tui.domain.editing.grouping import Grouping, parse_grouping
from tui.domain.errors import InvalidInput


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("work", Grouping(("work",))),
        ("#work choir", Grouping(("work", "choir"))),
        ("-old -#older", Grouping((), ("old", "older"))),
        ("circle:friends -circle:family", Grouping((), (), ("friends",), ("family",))),
        ('#"book club" -"old school"', Grouping(("book club",), ("old school",))),
        ("work work", Grouping(("work",))),
        ('"book club', Grouping(("book club",))),
    ],
)
def test_a_line_says_what_is_put_on_and_what_is_taken_off(line: str, expected: Grouping) -> None:
    assert parse_grouping(line) == expected


@pytest.mark.parametrize("line", ["-", "#", "circle:", "-circle:", "work -Work"])
def test_a_word_that_names_nothing_is_refused_and_so_is_a_contradiction(line: str) -> None:
    with pytest.raises(InvalidInput):
        parse_grouping(line)


def test_the_words_say_all_of_it() -> None:
    said = parse_grouping("a -b circle:c -circle:d").done_to("2 contacts")
    assert said == "2 contacts: tagged #a, no longer #b, joined the circle c, left the circle d"


def test_plain_tagging_is_said_plainly() -> None:
    assert parse_grouping('work "book club"').done_to("Bo Chen") == 'tagged Bo Chen #work #"book club"'
