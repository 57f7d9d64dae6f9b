"""Taking care of the book from the shell: backups, the ways back from them, checks, and what this machine is like."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from tui.cli.call import Call
from tui.cli.output import JsonValue, print_json, say, table, warn
from tui.domain.errors import Damaged, InvalidInput
from tui.locations import at_home

if TYPE_CHECKING:
    from pathlib import Path

    from tui.services.care.care import CheckReport, SetAside


@click.command()
@click.argument("path", required=False)
@click.pass_obj
def backup(call: Call, path: str | None) -> None:
    """Write a checked copy of the book.

    It goes to PATH, or into the backups beside the book.
    """
    target = call.setting.care().back_up(at_home(path) if path else None)
    say(f"{target} is written and checked.")


@click.command()
@click.argument("file", required=False)
@click.option("--yes", "is_meant", is_flag=True, help="Do not ask for the typed word.")
@click.pass_obj
def restore(call: Call, file: str | None, is_meant: bool) -> None:
    """Put a backup in the place of the book; without FILE, list what there is to go back to.

    FILE is looked through first. On a terminal it is said what would take the place of what, and the word yes
    is asked for. The book as it was stays beside the new one, its name ending in .replaced and the hour;
    nothing is overwritten, and it is listed here from then on.
    """
    if file is None:
        _list_ways_back(call)
        return
    backup = at_home(file)
    if not is_meant and sys.stdin is not None and sys.stdin.isatty():
        from tui.services.care.ways_back import WaysBack

        _ask_for_yes(WaysBack(call.setting.path, call.setting.clock).question(backup))
    care = call.setting.care()
    restored = care.restore(backup)
    say(f"{call.setting.path} is as it was on {care.words_for(restored.copy)}.")
    if restored.aside is not None:
        say(f"What was there before is kept as {restored.aside}")


def _list_ways_back(call: Call) -> None:
    from tui.services.care.ways_back import WaysBack

    back = WaysBack(call.setting.path, call.setting.clock)
    ways = back.all()
    if not ways:
        say(f"There is no copy of {call.setting.path} yet. `rapport backup` makes one.")
        return
    for way in ways:
        say(f"{back.words_for(way)}\n  {way.path}")
    say("`rapport restore FILE` puts one of them in the place of the book, which stays beside it.")


def _ask_for_yes(said: str) -> None:
    """Ask for the typed word; raises InvalidInput without it."""
    from tui.cli.lines_in import answer_in
    from tui.services.deleting.deleting import YES

    say(f"{said}\nType {YES} to go on:")
    sys.stdout.flush()
    if answer_in(sys.stdin) != YES:
        raise InvalidInput("That was not yes.", "Nothing was changed.")


@click.command()
@click.option("--mend", is_flag=True, help="Compute again what does not follow from the records.")
@click.option(
    "--set-aside", "sets_aside", is_flag=True, help="Move what cannot be read into a file beside the book."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.option("--redate", metavar="DAY", help="Move talks dated ahead of the clock to DAY, like today.")
@click.pass_obj
def check(call: Call, mend: bool, sets_aside: bool, as_json: bool, redate: str | None) -> int:
    """Look through all of the book.

    Every page, every value, every row that hangs on another, the full text, and the due dates. Nothing is
    changed, except with --mend and --set-aside, which make a checked copy first.
    """
    _refuse_nothing(call.setting.path)
    if redate is not None:
        from tui.cli.clock_rows import move_talks

        return move_talks(call, redate)
    moved = call.setting.care().set_aside() if sets_aside else None
    report, kept = (
        (moved.report, moved.copy) if moved is not None else call.setting.care().check(mending=mend)
    )
    if as_json:
        print_json(_check_json(report, kept, moved))
    else:
        _say_check(call, report, kept, moved)
        if not report.is_damaged:
            from tui.cli.clock_rows import say_of_clock

            say_of_clock(call)
    return Damaged.exit_code if report.faults else 0


def _refuse_nothing(path: Path) -> None:
    """Raise InvalidInput where there is no book; what cannot be reached is told where it is opened."""
    try:
        path.stat()
    except FileNotFoundError:
        raise InvalidInput(f"There is no book at {path} yet.", "Nothing was checked.") from None
    except OSError:
        return


def _say_check(call: Call, report: CheckReport, kept: Path | None, moved: SetAside | None) -> None:
    from tui.services.care.care import counted

    if moved is not None:
        say("Set aside, to be typed again where it matters:")
        for each in moved.what:
            say(f"  {each}")
        say(f"All of it is in {moved.path}")
        say(f"The book as it was is kept as {kept}")
    elif kept is not None:
        say(f"Computed again; the book as it was is kept as {kept}")
    for fault in report.faults:
        warn(fault.what)
    if report.foreign:
        say(f"Not Rapport's, and left alone: {', '.join(report.foreign)}.")
    if report.is_damaged:
        warn("Bring back a backup with `rapport restore FILE`, or save rows with `rapport recover FILE OUT`.")
    elif report.is_unreadable:
        warn("`rapport check --set-aside` moves what cannot be read into a file beside the book.")
    elif report.faults:
        warn("No row is lost; `rapport check --mend` puts it right.")
    else:
        say(
            f"{call.setting.path} is whole: {counted(report.people, report.interactions)}, {report.rows:,}"
            f" row{'' if report.rows == 1 else 's'}."
        )


def _check_json(report: CheckReport, kept: Path | None, moved: SetAside | None) -> JsonValue:
    return {
        "whole": not report.faults,
        "people": report.people,
        "interactions": report.interactions,
        "rows": report.rows,
        "faults": [
            {
                "what": fault.what,
                "remedy": fault.remedy.value,
                "table": fault.value.table if fault.value else None,
                "id": fault.value.row_id if fault.value else None,
                "column": fault.value.column if fault.value else None,
            }
            for fault in report.faults
        ],
        "not_ours": list(report.foreign),
        "copy": str(kept) if kept else None,
        "set_aside": str(moved.path) if moved else None,
        "moved": list(moved.what) if moved else [],
    }


@click.command()
@click.argument("file")
@click.argument("out")
@click.pass_obj
def recover(call: Call, file: str, out: str) -> None:
    """Bring what can be read of a damaged FILE into a new book OUT.

    FILE is only read, and OUT must not be there yet.
    """
    from tui.services.care.care import salvaged_words

    target = at_home(out)
    saved = call.setting.care().recover(at_home(file), target)
    say(f"{salvaged_words(saved)} Look at them with: rapport --db {target}")


@click.command()
@click.pass_obj
def doctor(call: Call) -> None:
    """Say what this machine, its files and its terminal are like, and what is wrong with them."""
    from tui.cli.doctor import found

    rows = found(call)
    say(table((("!" if row.fault else " "), row.name, row.value) for row in rows))
    faults = [row for row in rows if row.fault]
    for row in faults:
        warn(f"{row.name}: {row.fault}")
    if not faults:
        say("Nothing is wrong.")
