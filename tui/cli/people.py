"""Looking people up: find, show and list."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import click

from tui.cli.contact_page import page_json, page_words, summary_json
from tui.cli.group import Call
from tui.cli.output import JsonValue, day_text, print_json, say, table
from tui.domain.contact import ContactRow
from tui.domain.errors import NoSuchContact
from tui.domain.rhythm import rhythm_words
from tui.domain.spans import ago
from tui.services.finding import Found

_BATCH = 500


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def find(call: Call, query: tuple[str, ...], as_json: bool) -> None:
    """Search people, and what was said.

    Names, tags, addresses, notes and interactions: the same search as / in the app.
    """
    services = call.setting.services_for_reading()
    if services is None:
        found = Found((), ())
    else:
        with closing(services):
            found = services.finding.search(" ".join(query))
    if as_json:
        print_json(_found_json(found))
    else:
        say(_found_words(found))


def _found_json(found: Found) -> JsonValue:
    return {
        "contacts": [
            {"id": each.contact_id, "name": each.name, "found_in": each.found_in} for each in found.contacts
        ],
        "interactions": [
            {
                "id": each.interaction_id,
                "contact_id": each.contact_id,
                "name": each.name,
                "date": day_text(each.on),
                "excerpt": each.excerpt,
            }
            for each in found.interactions
        ],
    }


def _found_words(found: Found) -> str:
    rows = [(str(each.contact_id), each.name, each.found_in) for each in found.contacts]
    rows += [
        (str(each.contact_id), each.name, f"{each.on.isoformat()}  {each.excerpt}")
        for each in found.interactions
    ]
    return table(rows) if rows else "Nothing is found."


@click.command()
@click.argument("who")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def show(call: Call, who: str, as_json: bool) -> None:
    """One contact: facts, rhythm, timeline and promises."""
    services = call.setting.services_for_reading()
    if services is None:
        raise NoSuchContact(f"Nobody in the book answers to {who!r}.", hint="Nobody is in the book yet.")
    with closing(services):
        contact = services.finding.who(who)
        page = services.finding.page(contact.id)
        if page is None:
            raise NoSuchContact(f"{contact.name} is no longer in the book.")
        timeline, how = services.finding.timeline(contact.id), services.standings.of(contact)
        today = services.finding.today()
    if as_json:
        print_json(page_json(page, timeline, today, how))
    else:
        say(page_words(page, timeline, today, how))


@click.command("list")
@click.option("--tag", default="", metavar="T", help="Only those with this tag.")
@click.option("--circle", default="", metavar="C", help="Only those in this circle.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(call: Call, tag: str, circle: str, as_json: bool) -> None:
    """Everybody in the book, by name."""
    services = call.setting.services_for_reading()
    if services is None:
        _print_nobody(as_json)
        return
    with closing(services):
        ask = services.book.contacts
        ids = ask.ids_by_name(tag=tag.removeprefix("#"), circle=circle.removeprefix("#"))
        batches = [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]
        if as_json:
            print_json([summary_json(contact) for batch in batches for contact in ask.get_all(batch)])
        elif ids:
            say(table(_row(row, services.finding.today()) for batch in batches for row in ask.rows(batch)))
        else:
            _print_nobody(as_json)


def _print_nobody(as_json: bool) -> None:
    if as_json:
        print_json([])
    else:
        say("Nobody is found.")


def _row(row: ContactRow, today: date) -> tuple[str, ...]:
    last = "never in touch" if row.last_touch_on is None else ago((today - row.last_touch_on).days)
    rhythm = "resting" if row.is_archived else rhythm_words(row.ideal_days)
    return (str(row.id), row.name, row.group, rhythm, last)
