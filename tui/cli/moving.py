"""Bringing people in and taking them out: import and export."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import click

from tui.cli.call import Call
from tui.cli.output import print_file, print_json, say, warn
from tui.domain.errors import InvalidInput
from tui.locations import at_home

if TYPE_CHECKING:
    from tui.services.importing.plan import ImportReport

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


@click.command("import")
@click.argument("file")
@click.option("--format", "kind", type=click.Choice(IMPORTS), default="auto", help="What kind of file it is.")
@click.option("--rhythm", metavar="EVERY", help="A rhythm for the new without one, first days spread out.")
@click.option("--tag", default="", metavar="T", help="Give everybody in the file this tag.")
@click.option("--encoding", metavar="E", help="How the text is encoded; else it is told by its content.")
@click.option("--me", default="", metavar="NAME", help="Which name is yours, in LinkedIn's messages.")
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
    me: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import people from a file, or from a folder of cards.

    Whoever is here already is completed, never doubled; one undo takes the import back.
    """
    from tui.cli.stopping import Bar, Stopping
    from tui.domain.rhythms.rhythm import parse_rhythm
    from tui.services.importing.reading import Format, How

    days = None if rhythm is None else parse_rhythm(rhythm)
    with Stopping() as stopping, closing(call.open()) as services, Bar() as bar:
        how = How(None if kind == "auto" else Format(kind), encoding, me=me)
        importing = services.importing
        plan = importing.plan_of(
            at_home(file), how, bar.doing("Looking who is here"), reading=bar.doing("Reading")
        )

        def last_word() -> None:
            stopping.last_word()
            bar.writing()

        report = importing.bring_in(
            plan,
            rhythm_days=days,
            tag=tag.removeprefix("#"),
            dry_run=dry_run,
            progress=bar.doing("Bringing in"),
            last_word=last_word,
        )
    if stopping.came_late:
        warn("It was being written when it was to be stopped: all of it is in. rapport undo takes it back.")
    if as_json:
        _print_report(report)
        return
    say(("Nothing was changed; this would be: " if dry_run else "") + report.sentence())
    if report.needs_review:
        warn("Whoever looks like someone here came in as new; in the app, :import FILE asks about each.")
    for problem in report.problems[:_PROBLEMS_SHOWN]:
        warn(f"Line {problem.line}: {problem.what}" + (f" ({problem.text})" if problem.text else ""))
    if len(report.problems) > _PROBLEMS_SHOWN:
        warn(f"And {len(report.problems) - _PROBLEMS_SHOWN} more; --json lists them all.")


def _print_report(report: ImportReport) -> None:
    print_json(
        {
            "read": report.read,
            "added": report.added,
            "updated": report.updated,
            "unchanged": report.unchanged,
            "skipped": report.skipped,
            "needs_review": report.needs_review,
            "interactions": report.interactions,
            "problems": [
                {"line": each.line, "what": each.what, "text": each.text} for each in report.problems
            ],
        }
    )


@click.command()
@click.argument("kind", type=click.Choice(EXPORTS))
@click.argument("path")
@click.option("--who", metavar="QUERY", help="Only those a search for QUERY finds.")
@click.option("--vcard4", is_flag=True, help="vCard 4.0 instead of 3.0.")
@click.option("--format", "layout", type=click.Choice(["google"]), help="CSV as Google Contacts takes it.")
@click.pass_obj
def export(call: Call, kind: str, path: str, who: str | None, vcard4: bool, layout: str | None) -> None:
    """Export the book to a file, Markdown to a folder.

    With - as PATH it goes to standard output.
    """
    if (vcard4 and kind != "vcard") or (layout and kind != "csv"):
        raise InvalidInput("--vcard4 belongs to vcard, and --format google to csv.", "Nothing was written.")
    _export(call, kind, path, who, is_vcard4=vcard4, is_google=layout == "google")


@click.command("json")
@click.argument("path", default="-")
@click.pass_obj
def json_(call: Call, path: str) -> None:
    """Export the whole book as JSON.

    The same as `rapport export json PATH`, to standard output without a PATH.
    """
    _export(call, "json", path, None)


def _export(
    call: Call, kind: str, path: str, who: str | None, *, is_vcard4: bool = False, is_google: bool = False
) -> None:
    from tui.services.exporting.exporting import As

    services = call.setting.services_for_reading()
    if services is None:
        raise InvalidInput("Nobody is in the book yet.", "Nothing was written.")
    how = As(is_vcard4, is_google)
    with closing(services):
        ids = None if who is None else services.finding.matching(who)
        if path == "-":
            exported = services.exporting.as_format(kind, ids, how)
            print_file(exported.data, is_json=kind == "json")
            return
        target = at_home(path)
        count = services.exporting.to_file(kind, target, ids, how)
    say(f"{target}: {count} {'contact' if count == 1 else 'contacts'}.")
