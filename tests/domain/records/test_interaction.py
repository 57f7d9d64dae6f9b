"""What counts: every channel, direction and role of an exchange, as the practice model says it."""

from __future__ import annotations

import pytest

from tui.domain.records.interaction import (
    OPENS_A_REPLY,
    PRACTICE_CHANNELS,
    REACHING_OUT,
    RICH_CHANNELS,
    TOOK_PART,
    TOUCH_CHANNELS,
    Channel,
    Direction,
    Role,
)

NEITHER, LIGHT, RICH = (False, False, False), (True, True, False), (True, True, True)


@pytest.mark.parametrize(
    ("channel", "weight", "counts", "opens_a_reply", "usual"),
    [
        ("note", 0.0, NEITHER, False, "out"),
        ("reaction", 0.0, NEITHER, False, "out"),
        ("comment", 0.3, LIGHT, False, "out"),
        ("group", 0.5, LIGHT, False, "mutual"),
        ("message", 0.6, RICH, True, "out"),
        ("email", 0.8, RICH, True, "out"),
        ("letter", 0.8, RICH, True, "out"),
        ("voice_note", 0.8, RICH, True, "out"),
        ("introduction", 0.8, RICH, False, "out"),
        ("call", 1.0, RICH, False, "mutual"),
        ("video", 1.0, RICH, False, "mutual"),
        ("in_person", 1.0, RICH, False, "mutual"),
    ],
)
def test_what_each_channel_counts_for(
    channel: str, weight: float, counts: tuple[bool, bool, bool], opens_a_reply: bool, usual: str
) -> None:
    on = Channel(channel)
    assert on.weight == weight
    assert (on in TOUCH_CHANNELS, on in PRACTICE_CHANNELS, on in RICH_CHANNELS) == counts
    assert (on in OPENS_A_REPLY) is opens_a_reply
    assert on.usual_direction.value == usual


def test_no_channel_was_forgotten() -> None:
    assert len(Channel) == 12


def test_who_reaches_out_and_who_takes_part() -> None:
    assert {direction for direction in Direction if direction not in REACHING_OUT} == {Direction.IN}
    assert {role for role in Role if role not in TOOK_PART} == {Role.MENTIONED}
