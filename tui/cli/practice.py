"""The two knobs of the practice, days and pace, and holidays, also afterwards."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import click

from tui.cli.call import Call
from tui.cli.output import JsonValue, print_json, say, table
from tui.domain.dates.spans import WRITTEN_WEEKDAYS, day_words
from tui.domain.errors import InvalidInput
from tui.domain.practice.plan import Schedule, plan_of
from tui.services.practice.practising import PracticeSettings, Practising


@click.command()
@click.option("--days", metavar="DAYS", help="The weekdays of practice: mon,tue,thu or mon-fri.")
@click.option("--weekly", type=int, metavar="N", help="So many days a week, whichever they are.")
@click.option("--from", "since", metavar="DATE", help="From when --days or --weekly holds; else today.")
@click.option("--pace", type=int, metavar="K", help="People a day on the Today list.")
@click.option("--pause", nargs=2, metavar="FROM TO", help="Days off, both included; they may have gone by.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def practice(
    call: Call,
    days: str | None,
    weekly: int | None,
    since: str | None,
    pace: int | None,
    pause: tuple[str, str] | None,
    as_json: bool,
) -> None:
    """Show or change how you practise.

    Which days, how many people a day, and holidays, also afterwards.
    """
    if days is not None and weekly is not None:
        raise click.UsageError("Give --days or --weekly, not both.")
    if since is not None and days is None and weekly is None:
        raise click.UsageError("--from goes with --days or --weekly.")
    weekdays = None if days is None else weekdays_of(days)
    begins = None if since is None else _day(call, since)
    rests = None if pause is None else (_day(call, pause[0]), _day(call, pause[1]))
    with closing(call.open()) as services:
        ask = services.practising
        said = _changes(ask, weekdays, weekly, begins, pace, rests)
        settings = ask.settings()
    today = call.setting.clock.today()
    if as_json:
        print_json(_as_json(settings, today))
    else:
        say("\n".join(f"{label[:1].upper()}{label[1:]}." for label in said) or _in_words(settings, today))


def _changes(
    ask: Practising,
    weekdays: frozenset[int] | None,
    weekly: int | None,
    begins: date | None,
    pace: int | None,
    rests: tuple[date, date] | None,
) -> list[str]:
    """Change what was asked for and give what was done, in words."""
    said = []
    if weekdays is not None:
        said.append(ask.choose_days(weekdays, begins))
    if weekly is not None:
        said.append(ask.choose_weekly(weekly, begins))
    if pace is not None:
        said.append(ask.choose_pace(pace))
    if rests is not None:
        said.append(ask.pause(*rests))
    return said


def weekdays_of(text: str) -> frozenset[int]:
    """Read weekdays, Monday = 0: names or their first letters, with commas, ranges as mon-fri."""
    found: set[int] = set()
    for part in text.casefold().replace(" ", ",").split(","):
        if part:
            first, _, last = part.partition("-")
            begin, end = _weekday(first), _weekday(last or first)
            found.update((begin + n) % 7 for n in range((end - begin) % 7 + 1))
    return frozenset(found)


def _weekday(text: str) -> int:
    meant = [
        n for n, name in enumerate(WRITTEN_WEEKDAYS) if len(text) >= 2 and name.casefold().startswith(text)
    ]
    if len(meant) != 1:
        raise InvalidInput(
            f"{text!r} is not a weekday.", "Nothing was changed.", "Write them like mon,tue,thu."
        )
    return meant[0]


def _day(call: Call, text: str) -> date:
    from tui.domain.dates.dates import Tense, parse_date

    return parse_date(text, call.setting.clock.today(), Tense.EITHER, call.setting.config.day_first)


def _now(settings: PracticeSettings, today: date) -> Schedule:
    return plan_of(settings.schedules).schedule_on(today)


def _in_words(settings: PracticeSettings, today: date) -> str:
    now = _now(settings, today)
    names = ", ".join(WRITTEN_WEEKDAYS[day] for day in sorted(now.weekdays))
    ahead = [pause for pause in settings.pauses if pause.last is None or pause.last >= today]
    rows = [
        ("days", names if now.per_week is None else f"{now.per_week} a week, whichever"),
        ("pace", f"{settings.pace} people a day"),
        *(("rest", f"{day_words(each.first, today)} to {_until(each.last, today)}") for each in ahead),
    ]
    if settings.plan:
        rows.append(("plan", settings.plan))
    return table(rows)


def _until(day: date | None, today: date) -> str:
    return "further notice" if day is None else day_words(day, today)


def _as_json(settings: PracticeSettings, today: date) -> JsonValue:
    now = _now(settings, today)
    named = sorted(now.weekdays) if now.per_week is None else []
    return {
        "mode": "daily" if now.per_week is None else "weekly",
        "days": [WRITTEN_WEEKDAYS[day][:3].casefold() for day in named],
        "per_week": now.per_week,
        "pace": settings.pace,
        "plan": settings.plan,
        "pauses": [
            {"from": each.first.isoformat(), "to": None if each.last is None else each.last.isoformat()}
            for each in settings.pauses
        ],
    }
