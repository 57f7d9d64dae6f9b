"""Who may be in the book twice, in lines or as JSON; nothing is ever merged from here."""

from __future__ import annotations

from contextlib import closing

import click

from tui.cli.call import Call
from tui.cli.output import JsonValue, print_json, say, table, warn
from tui.domain.records.contact import Contact
from tui.services.duplicates.duplicates import DuplicatesFound, Suggestion
from tui.services.duplicates.looks_like import detail_of


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def duplicates(call: Call, as_json: bool) -> None:
    """Who may be in the book twice, and why.

    Only suggestions: the app merges two contacts after a preview (= in Contacts, then M), or remembers that
    they are two people.
    """
    services = call.setting.services_for_reading()
    found = DuplicatesFound([])
    if services is not None:
        with closing(services):
            found = services.duplicates.look()
    if as_json:
        print_json([_json(each) for each in found.pairs])
    elif found.pairs:
        say(table((_named(each.one), _named(each.other), each.likeness.words) for each in found.pairs))
    else:
        say("Nobody seems to be in the book twice.")
    for remark in found.remarks:
        warn(remark)


def _named(who: Contact) -> str:
    return f"{who.name} ({who.id}) {detail_of(who)}".rstrip()


def _json(each: Suggestion) -> JsonValue:
    return {
        "one": {"id": each.one.id, "name": each.one.name, "detail": detail_of(each.one)},
        "other": {"id": each.other.id, "name": each.other.name, "detail": detail_of(each.other)},
        "sureness": each.likeness.sureness,
        "reasons": list(each.likeness.reasons),
    }
