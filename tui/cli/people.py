"""Looking people up: find, show and list."""

from __future__ import annotations

from contextlib import closing
from datetime import date

import click

from tui.cli.call import Call
from tui.cli.contact_page import page_json, page_words, summary_json
from tui.cli.options import MOST
from tui.cli.output import JsonValue, day_text, print_json, say, table
from tui.domain.dates.spans import ago
from tui.domain.errors import NoSuchContact
from tui.domain.records.contact import ContactRow
from tui.domain.rhythms.rhythm import rhythm_words
from tui.domain.search.saved_view import SavedView
from tui.services.contacts.finding import Found
from tui.services.services import Services

_BATCH = 500
_FOUND = 50
"""So many people, and so many talks, are printed unless more are asked for."""
_TAKES_MINUS = {"ignore_unknown_options": True}
"""-#work is a word of the query, not an option."""


@click.command(context_settings=_TAKES_MINUS)
@click.argument("query", nargs=-1)
@click.option("--view", metavar="NAME", help="Also what a saved view asks for.")
@click.option(
    "--limit",
    type=click.IntRange(1, MOST),
    default=_FOUND,
    metavar="N",
    help=f"At most N of each ({_FOUND}).",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def find(call: Call, query: tuple[str, ...], view: str | None, limit: int, as_json: bool) -> None:
    """Search people, and what was said.

    Names, initials, tags, addresses, notes and talks, with filters as in #work org:acme last>90d never: -#old:
    the same search as / in the app.
    """
    if not query and view is None:
        raise click.UsageError("What is to be found? Write some words, or --view NAME.")
    services = call.setting.services_for_reading()
    if services is None:
        found = Found((), ())
    else:
        with closing(services):
            found = services.finding.search(_asked(services, query, view), limit)
    if as_json:
        print_json(_found_json(found))
    else:
        say(_found_words(found))


def _asked(services: Services, query: tuple[str, ...], view: str | None) -> str:
    """Return the words of a line as one query; a word that the shell took the quotes from gets them back."""
    for word in query:
        if word.startswith("--"):
            raise click.NoSuchOption(word)
    words = [_quoted(word) if len(query) > 1 else word for word in query]
    return " ".join([services.views.named(view).query, *words] if view else words)


def _quoted(word: str) -> str:
    if '"' in word or not any(c.isspace() for c in word):
        return word
    lead, colon, value = word.partition(":")
    return f'{lead}:"{value}"' if colon and lead.lstrip("-").isalpha() else f'"{word}"'


def _found_json(found: Found) -> JsonValue:
    return {
        "contacts": [
            {
                "id": each.contact_id,
                "name": each.name,
                "found_in": each.found_in,
                "excerpt": each.excerpt,
            }
            for each in found.contacts
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
        "people": found.people,
    }


def _found_words(found: Found) -> str:
    rows = [
        (str(each.contact_id), each.name, f"{each.found_in}  {each.excerpt}".strip())
        for each in found.contacts
    ]
    rows += [
        (str(each.contact_id), each.name, f"{each.on.isoformat()}  {each.excerpt}")
        for each in found.interactions
    ]
    left = found.people - len(found.contacts)
    more = f"\nand {left:,} more; --limit shows more, `rapport list` shows all" if left > 0 else ""
    return table(rows) + more if rows else "Nothing is found."


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
        known, now = services.knowing.of(contact.id), services.book.clock.now()
    if as_json:
        print_json(page_json(page, timeline, now, how, known))
    else:
        say(page_words(page, timeline, now, how, known))


@click.command("list", context_settings=_TAKES_MINUS)
@click.argument("query", nargs=-1)
@click.option("--tag", default="", metavar="T", help="Only those with this tag.")
@click.option("--circle", default="", metavar="C", help="Only those in this circle.")
@click.option("--view", metavar="NAME", help="Only those a saved view finds.")
@click.option("--views", is_flag=True, help="List the saved views instead.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_(
    call: Call, query: tuple[str, ...], tag: str, circle: str, view: str | None, views: bool, as_json: bool
) -> None:
    """Everybody in the book, or whom a query finds, by name.

    A query is what / takes in the app: #work org:acme last>90d never: -#old.
    """
    services = call.setting.services_for_reading()
    if services is None:
        _print_nobody(as_json)
        return
    with closing(services):
        if views:
            _print_views(services.views.all(), as_json)
            return
        narrowed = [*query, *_group("tag", tag), *_group("circle", circle)]
        finding, ask = services.finding, services.book.contacts
        is_narrowed = bool(narrowed or view)
        ids = finding.everyone()
        if is_narrowed:
            ids = finding.by_name(finding.matching(_asked(services, tuple(narrowed), view)))
        batches = [ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH)]
        if as_json:
            print_json([summary_json(contact) for batch in batches for contact in ask.get_all(batch)])
        elif ids:
            say(table(_row(row, finding.today()) for batch in batches for row in ask.rows(batch)))
        else:
            _print_nobody(as_json)


def _group(kind: str, name: str) -> list[str]:
    """Return an option of old as a filter, whatever stands in its name."""
    plain = name.removeprefix("#").replace('"', " ").strip()
    return [f'{kind}:"{plain}"'] if plain else []


def _print_views(views: list[SavedView], as_json: bool) -> None:
    if as_json:
        print_json(
            [{"name": view.name, "query": view.query, "is_saved": view.id is not None} for view in views]
        )
    else:
        say(table((view.name, view.query) for view in views))


def _print_nobody(as_json: bool) -> None:
    if as_json:
        print_json([])
    else:
        say("Nobody is found.")


def _row(row: ContactRow, today: date) -> tuple[str, ...]:
    last = "never in touch" if row.last_touch_on is None else ago((today - row.last_touch_on).days)
    rhythm = (
        "remembered" if row.is_deceased else "resting" if row.is_archived else rhythm_words(row.ideal_days)
    )
    return (str(row.id), row.name, row.group, rhythm, last)
