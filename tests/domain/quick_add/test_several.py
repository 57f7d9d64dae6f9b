"""A line for everybody marked: together or each, and exactly what the preview says."""

from __future__ import annotations

import pytest

from tests.domain.quick_add.book import BO, MAYA, PEOPLE, TODAY, ZOE
from tui.domain.quick_add.parse import parse
from tui.domain.quick_add.parsed import LineKind
from tui.domain.quick_add.several import Chosen, Several, for_several, way_said
from tui.domain.records.interaction import Channel

THREE = Chosen((MAYA.id, BO.id, ZOE.id), (MAYA, BO, ZOE))


def read(line: str, kind: LineKind = LineKind.LOG) -> Several | None:
    rest, way = way_said(line)
    return for_several(parse(rest, kind, TODAY, PEOPLE, MAYA, letters=True), THREE, way)


@pytest.mark.parametrize(
    ("line", "is_together"),
    [
        ("i lunch", True),
        ("video", True),
        ("group", True),
        ("m hello", False),
        ("call", False),
        ("email", False),
        ("letter", False),
        ("", False),
        ("each i lunch", False),
        ("together call", True),
        ("Together m hi", True),
    ],
)
def test_people_met_at_once_share_one_exchange_and_a_message_goes_to_each(
    line: str, is_together: bool
) -> None:
    several = read(line)
    assert several is not None
    assert (several.is_together, several.ids) == (is_together, THREE.ids)


def test_the_preview_says_with_whom_and_how() -> None:
    several = read("i lunch > fri write")
    assert several is not None
    assert several.parsed.preview() == (
        f"together: {MAYA.name} + {BO.name} + {ZOE.name} · in person · Mon 23 Nov"
        ' · next: Fri 27 Nov "write" (with each) · note: lunch'
    )


def test_a_channel_not_said_is_a_message_whatever_was_last_used_with_the_first() -> None:
    several = read("")
    assert several is not None
    assert several.parsed.channel is Channel.MESSAGE
    assert "message (assumed)" in several.parsed.preview()


def test_a_line_that_names_somebody_is_about_them_alone() -> None:
    assert read("call @bo") is None
    assert read("call @maya") is None
    assert read("+ Somebody New") is None


def test_a_follow_up_is_planned_with_each() -> None:
    several = read("fri write", LineKind.FOLLOW_UP)
    assert several is not None
    assert several.parsed.preview().startswith(f"each: {MAYA.name} + ")


def test_a_crowd_is_counted() -> None:
    many = Chosen(tuple(range(1, 5_001)), (MAYA, BO, ZOE))  # type: ignore[arg-type]
    assert many.words == f"{MAYA.name} + {BO.name} + 4,998 more"


def test_the_word_taken_from_the_front_leaves_every_other_in_its_place() -> None:
    assert way_said("each call @bo") == ("     call @bo", False)
    assert way_said("teach them") == ("teach them", None)
