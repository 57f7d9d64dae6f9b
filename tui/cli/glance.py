"""The lines that only read: today, due and streak; nothing heavy is imported for them."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from tui.build import Setting, build
from tui.cli.options import Wish
from tui.cli.output import JsonValue, day_text, print_json, say, table, warn
from tui.domain.errors import CannotRead

if TYPE_CHECKING:
    from datetime import date

    from tui.domain.outreach.outreach import Queue
    from tui.domain.outreach.tier import Person
    from tui.domain.practice.streak import Streak
    from tui.services.today.due import DueStanding

EMPTY_BOOK = "Nobody is in the book yet. Begin with: rapport add NAME"


def answer(wish: Wish) -> int:
    """Print what a line that only reads asks for, and give its exit code."""
    if wish.has("motd"):
        return _greeting(wish)
    setting = build(wish.place("db"), wish.place("config"))
    command = {"due": print_due, "streak": print_streak, "today": print_today}[wish.command]
    try:
        with setting.explaining():
            command(setting, wish)
        return 0
    except CannotRead as trouble:
        said, code = str(trouble), trouble.exit_code
    # Once more, outside: what was asked when it stumbled is let go of before.
    import gc

    from msgspec.structs import replace

    gc.collect()
    with setting.explaining():
        command(replace(setting, veiled=said), wish)
    warn(said)
    return code


def print_today(setting: Setting, wish: Wish) -> None:
    """Print the Today queue as the app shows it."""
    services = setting.services_for_reading()
    if services is None:
        _nothing_yet(wish)
        return
    with closing(services):
        queue = services.today.queue()
        is_empty = not queue.rows and services.book.contacts.is_empty()
    if wish.has("count"):
        say(str(len(queue.rows)))
    elif wish.has("json"):
        print_json(_queue_json(queue))
    elif is_empty and setting.veiled:
        say("Nobody in the book can be read.")
    elif is_empty:
        say(EMPTY_BOOK)
    else:
        _print_queue(queue, setting.clock.today())


def print_due(setting: Setting, wish: Wish) -> None:
    """Print everyone whose rhythm is due, most overdue first."""
    services = setting.services_for_reading()
    if services is None:
        _nothing_yet(wish)
        return
    from tui.services.today.due import DueList

    with closing(services):
        ask = DueList(services.book)
        found = ask.everyone(wish.limit) if wish.has("all") else ask.due(wish.limit)
    if wish.has("json"):
        print_json([_standing_json(each) for each in found])
    elif found:
        say(table((each.person.name, each.state.value, each.reason) for each in found))
    else:
        say("Nobody is due.")


def print_streak(setting: Setting, wish: Wish) -> None:
    """Print the streak as it stands."""
    services = setting.services_for_reading()
    if services is None:
        from tui.domain.practice.streak import streak as streak_of

        now = streak_of((), setting.clock.today())
    else:
        with closing(services):
            now = services.practising.streak()
    if wish.has("json"):
        print_json(streak_json(now))
    else:
        say(_streak_words(now))


def _greeting(wish: Wish) -> int:
    """Print one line for a login: who is due. Nothing may stand in the way of a login."""
    from tui.services.today.due import DueList

    try:
        setting = build(wish.place("db"), wish.place("config"))
        services = setting.services_for_reading()
        if services is None:
            return 0
        with closing(services):
            ask = DueList(services.book)
            total, names = ask.count(), [each.person.name for each in ask.due(3)]
        if names:
            more = f" and {total - len(names)} more" if total > len(names) else ""
            say(f"Rapport: {', '.join(names)}{more} would be glad of a hello.".replace("\n", " "))
    except BrokenPipeError:
        raise
    except Exception:
        return 0
    return 0


def _nothing_yet(wish: Wish) -> None:
    if wish.has("count"):
        say("0")
    elif wish.has("json"):
        print_json([])
    else:
        say(EMPTY_BOOK)


def _print_queue(queue: Queue, day: date) -> None:
    from tui.domain.dates.spans import WRITTEN_WEEKDAYS, day_words

    say(f"{WRITTEN_WEEKDAYS[day.weekday()]}, {day_words(day, day).partition(' ')[2]}")
    if queue.rows:
        say(
            table(
                (str(number), row.person.name, " · ".join((row.reason, *row.also)))
                for number, row in enumerate(queue.rows, 1)
            )
        )
    if queue.message:
        say(queue.message)


def _queue_json(queue: Queue) -> JsonValue:
    return [
        _row_json(row.person, row.tier, row.reason, row.state, row.person.due_on, row.ratio)
        | {"kind": row.kind.value, "also": row.also, "sentence": row.sentence}
        for row in queue.rows
    ]


def _standing_json(each: DueStanding) -> JsonValue:
    return _row_json(each.person, each.tier, each.reason, each.state, each.due_on, each.ratio)


def _row_json(
    person: Person, tier: str, reason: str, state: str, due_on: date | None, ratio: float | None
) -> dict[str, JsonValue]:
    """Return a row of ``due`` and ``today`` as the command-line contract has it."""
    return {
        "id": person.contact_id,
        "name": person.name,
        "tier": tier,
        "reason": reason,
        "state": state,
        "due": day_text(due_on),
        "ratio": None if ratio is None else round(ratio, 4),
        "rhythm_days": person.ideal_days,
        "last_touch": day_text(person.last_touch_on),
        "tags": person.tags,
    }


def streak_json(now: Streak) -> dict[str, JsonValue]:
    """Return the streak as the command-line contract has it; expected days count from Monday = 0."""
    return {
        "current": now.current,
        "longest": now.longest,
        "spares": now.spares,
        "next_in": now.next_in,
        "today": now.today.value,
        "consistency": now.consistency,
        "mode": now.mode.value,
        "expected_days": now.expected_days,
        "practised_today": now.practised_today,
        "week_done": now.week_done,
        "week_need": now.week_need,
    }


def _streak_words(now: Streak) -> str:
    unit = "week" if now.mode == "weekly" else "practice day"
    lines = [
        ("streak", _counted(now.current, unit)),
        ("longest", _counted(now.longest, unit)),
        ("spares", str(now.spares) + (f", the next in {_counted(now.next_in, unit)}" if now.next_in else "")),
        ("today", _TODAY[now.today.value]),
        ("consistency", f"{now.word} ({now.consistency:.0%})"),
    ]
    return table(lines)


_TODAY = {
    "new": "nothing practised yet",
    "done": "practised",
    "paused": "paused",
    "open": "still open",
    "rest": "a rest day",
}


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
