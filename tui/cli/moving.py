"""Bringing people in and taking them out: import, export and backup."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli.group import Call
from tui.cli.output import print_json, say, warn
from tui.domain.errors import InvalidInput

if TYPE_CHECKING:
    from tui.formats.detect import Format
    from tui.services.importing import ImportReport

IMPORTS = [
    "auto",
    "vcard",
    "linkedin",
    "google",
    "outlook",
    "thunderbird",
    "csv",
    "monica",
    "friends",
    "json",
]
EXPORTS = ["vcard", "csv", "json", "markdown", "ics", "friends"]
_PROBLEMS_SHOWN = 20
_ALL = 1_000_000


@click.command("import")
@click.argument("file")
@click.option("--format", "kind", type=click.Choice(IMPORTS), default="auto", help="What kind of file it is.")
@click.option("--rhythm", metavar="EVERY", help="Everybody new gets this rhythm, first days spread out.")
@click.option("--tag", default="", metavar="T", help="Give everybody in the file this tag.")
@click.option("--encoding", metavar="E", help="How the text is encoded; else it is told by its content.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def import_(
    call: Call,
    file: str,
    kind: str,
    rhythm: str | None,
    tag: str,
    encoding: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import people from a file.

    Whoever is here already is completed, never doubled; one undo takes the import back.
    """
    from tui.domain.rhythm import parse_rhythm

    days = None if rhythm is None else parse_rhythm(rhythm)
    with closing(call.open()) as services:
        report = services.importing.from_file(
            Path(file).expanduser(),
            kind=_format(kind),
            encoding=encoding,
            rhythm_days=days,
            tag=tag.removeprefix("#"),
            dry_run=dry_run,
        )
    if as_json:
        _print_report(report)
        return
    say(("Nothing was changed; this would be: " if dry_run else "") + report.sentence())
    for problem in report.problems[:_PROBLEMS_SHOWN]:
        warn(f"Line {problem.line}: {problem.what}" + (f" ({problem.text})" if problem.text else ""))
    if len(report.problems) > _PROBLEMS_SHOWN:
        warn(f"And {len(report.problems) - _PROBLEMS_SHOWN} more; --json lists them all.")


def _format(kind: str) -> Format | None:
    """Give the format named, None for auto; raises InvalidInput for one that cannot be read yet."""
    from tui.formats.detect import Format

    if kind == "auto":
        return None
    known = {each.value: each for each in Format}
    if kind not in known:
        raise InvalidInput(
            f"{kind} cannot be imported yet.", "Nothing was changed.", "vcard and linkedin can."
        )
    return known[kind]


def _print_report(report: ImportReport) -> None:
    print_json(
        {
            "read": report.read,
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "skipped": report.skipped,
            "needs_review": report.needs_review,
            "problems": [
                {"line": each.line, "what": each.what, "text": each.text} for each in report.problems
            ],
        }
    )


@click.command()
@click.argument("kind", type=click.Choice(EXPORTS))
@click.argument("path")
@click.option("--who", metavar="QUERY", help="Only those a search for QUERY finds.")
@click.pass_obj
def export(call: Call, kind: str, path: str, who: str | None) -> None:
    """Export the book to a file.

    With - as PATH it goes to standard output.
    """
    _export(call, kind, path, who)


@click.command("json")
@click.argument("path", default="-")
@click.pass_obj
def json_(call: Call, path: str) -> None:
    """Export the whole book as JSON.

    The same as `rapport export json PATH`, to standard output without a PATH.
    """
    _export(call, "json", path, None)


def _export(call: Call, kind: str, path: str, who: str | None) -> None:
    services = call.setting.services_for_reading()
    if services is None:
        raise InvalidInput("Nobody is in the book yet.", "Nothing was written.")
    with closing(services):
        ids = None if who is None else [hit.contact_id for hit in services.finding.search(who, _ALL).contacts]
        if path == "-":
            exported = services.exporting.as_format(kind, ids)
            sys.stdout.flush()
            sys.stdout.buffer.write(exported.data)
            return
        target = Path(path).expanduser()
        count = services.exporting.to_file(kind, target, ids)
    say(f"{target}: {count} {'contact' if count == 1 else 'contacts'}.")


@click.command()
@click.argument("path", required=False)
@click.pass_obj
def backup(call: Call, path: str | None) -> None:
    """Write a checked copy of the book.

    It goes to PATH, or into the backups beside the book.
    """
    with closing(call.open()) as services:
        folder = call.setting.path.parent / "backups"
        target = services.exporting.back_up(Path(path).expanduser() if path else None, folder)
    say(f"{target} is written and checked.")
