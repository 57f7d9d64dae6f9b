"""What `rapport check` says of the clock, and the way back from one that was wrong."""

from __future__ import annotations

from contextlib import closing

from tui.cli.call import Call
from tui.cli.output import say, warn


def say_of_clock(call: Call) -> None:
    """Say what lies ahead of the clock; that is no damage."""
    from tui.services.care.clock import ClockCare

    services = call.setting.services_for_reading()
    if services is not None:
        with closing(services):
            for row in ClockCare(services.book).rows():
                warn(row)


def move_talks(call: Call, text: str) -> int:
    """Move the talks dated ahead to a day, after a checked copy; give the exit code."""
    from tui.domain.dates.dates import Tense, parse_date
    from tui.services.care.clock import ClockCare

    with closing(call.open()) as services:
        today = services.book.clock.today()
        day = parse_date(text, today, Tense.EITHER, call.setting.config.day_first)
        care = ClockCare(services.book)
        care.refuse_ahead(day)
        say(f"A checked copy from just before is at {call.setting.care().back_up()}")
        say(care.redate(day))
    return 0
