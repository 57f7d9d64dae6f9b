"""The trash in one line: what lies there, bringing it back, deleting for ever."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import closing

import click

from tui.cli.call import Call
from tui.cli.output import day_text, print_json, say
from tui.domain.dates.spans import day_words
from tui.domain.deleting.trash import KEPT_DAYS, Trashed, TrashKind
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId
from tui.services.deleting.deleting import YES, Deleting, Farewell
from tui.services.deleting.trash import Trash
from tui.services.deleting.where_names_lie import Beside
from tui.services.services import Services

_DOUBTFUL_LISTED = 20
"""What stays as it is needs no more lines than can be looked at; what changes is listed whole."""


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def trash(ctx: click.Context, as_json: bool) -> None:
    """Say what lies in the trash, since when, and how long it stays.

    Nothing leaves the trash by itself. KEY is what the list shows, as in c12 or i34; for a contact also
    the whole name.
    """
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, as_json)


def _list(call: Call, as_json: bool) -> None:
    with closing(call.open()) as services:
        items, today = Trash(services.book).items(), call.setting.clock.today()
    if as_json:
        print_json(
            [
                {
                    "key": each.key,
                    "kind": each.kind.value,
                    "id": each.id,
                    "title": each.title,
                    "text": each.text,
                    "deleted": day_text(each.deleted_on),
                    "days_left": each.days_left(today),
                }
                for each in items
            ]
        )
        return
    if not items:
        say("The trash is empty.")
        return
    keys, titles = max(len(each.key) for each in items), max(len(each.title) for each in items)
    for each in items:
        since = day_words(each.deleted_on, today)
        say(f"{each.key:<{keys}}  {each.title:<{titles}}  since {since}, {each.why(today)}")


@trash.command("restore")
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@click.pass_obj
def take_out_of_trash(call: Call, keys: tuple[str, ...]) -> None:
    """Bring back what KEY names, as it was."""
    with closing(call.open()) as services:
        bin_ = Trash(services.book)
        said = bin_.restore(bin_.named(keys))
        say(f"{said[:1].upper()}{said[1:]}. `rapport undo` puts it back into the trash.")


@trash.command("delete")
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@click.option("--keep-mentions", is_flag=True, help="Leave the name of a contact in texts about others.")
@click.pass_obj
def delete_from_trash(call: Call, keys: tuple[str, ...], keep_mentions: bool) -> None:
    """Delete for ever what KEY names, after a backup; asks for the typed word yes."""
    with closing(call.open()) as services:
        items = Trash(services.book).named(keys)
        if len(items) == 1 and items[0].kind is TrashKind.CONTACT:
            delete_contact_for_ever(services, call, ContactId(items[0].id), keep_mentions=keep_mentions)
            return
        _ask_for_yes(
            f"This deletes {_named(items)} for ever; a backup is made first. It cannot be undone, and undo steps"
            " that hold them go too."
        )
        say(_sentence(Trash(services.book).delete_for_ever(items, beside(call))))


@trash.command("forget-copy")
@click.pass_obj
def forget_copy(call: Call) -> None:
    """Delete the copy of the book that was made before the last deletion for ever."""
    with closing(call.open()) as services:
        say(_sentence(Deleting(services.book).remove_copy()))


@trash.command(
    "empty",
    help=f"Delete for ever what has lain here more than {KEPT_DAYS} days, after a backup; asks for the typed word yes.",
)
@click.pass_obj
def empty(call: Call) -> None:
    """Delete for ever what has lain in the trash long enough."""
    with closing(call.open()) as services:
        bin_ = Trash(services.book)
        old = bin_.old()
        if old:
            _ask_for_yes(f"This deletes {_named(old)} for ever; a backup is made first.")
        say(_sentence(bin_.empty(beside(call))))


def delete_contact_for_ever(
    services: Services, call: Call, contact_id: ContactId, *, keep_mentions: bool
) -> None:
    """Say what goes and what stays, ask for the word, delete, and say what still holds them."""
    place = beside(call)
    deleting = Deleting(services.book)
    ahead = deleting.farewell(contact_id, place)
    _ask_for_yes(_before(ahead, keep_mentions=keep_mentions))
    gone = deleting.contact_for_ever(contact_id, place, keep_mentions=keep_mentions, shown=ahead)
    kept = f" {gone.about_mentions}, and was left." if gone.mentions and keep_mentions else ""
    say(f"{gone.name} is deleted, and everything about them.{kept} {gone.about_copies}")
    say(f"{gone.about_copy} `rapport trash forget-copy` deletes it now.")


def print_farewell(services: Services, call: Call, contact_id: ContactId) -> None:
    """Print what deleting somebody for ever would take, change and leave; nothing is deleted."""
    ahead = Deleting(services.book).farewell(contact_id, beside(call))
    print_json(
        {
            "id": contact_id,
            "name": ahead.name,
            "goes": ahead.goes,
            "changes": list(ahead.mentions),
            "left": list(ahead.doubtful),
            "beside": ahead.beside,
            "copies": [str(path) for path in ahead.copies],
        }
    )


def beside(call: Call) -> Beside:
    """Return what is kept beside the book."""
    return call.setting.beside()


def _before(ahead: Farewell, *, keep_mentions: bool) -> str:
    """Say everything there is to know before the word is typed."""
    lines = [f"{ahead.goes} It cannot be undone, and undo steps that hold them go too."]
    if ahead.mentions:
        becomes = "and is left there" if keep_mentions else 'where it becomes "someone"'
        lines.append(f"{ahead.about_mentions}, {becomes}:")
        lines += [f"  {each}" for each in ahead.mentions]
    if ahead.doubtful:
        lines.append(f"{ahead.about_doubtful}:")
        lines += [f"  {each}" for each in ahead.doubtful[:_DOUBTFUL_LISTED]]
        if len(ahead.doubtful) > _DOUBTFUL_LISTED:
            lines.append(f"  and {len(ahead.doubtful) - _DOUBTFUL_LISTED} more")
    return "\n".join([*lines, ahead.beside, ahead.about_copy, ahead.about_copies])


def _ask_for_yes(said: str) -> None:
    """Ask for the typed word; raises InvalidInput without it, or where nobody can be asked."""
    if not sys.stdin.isatty():
        raise InvalidInput(
            "Deleting for ever asks for the word yes, and there is no terminal to ask on.",
            "Nothing was deleted.",
        )
    say(f"{said}\nType {YES} to go on:")
    sys.stdout.flush()
    if sys.stdin.readline().strip() != YES:
        raise InvalidInput("That was not yes.", "Nothing was deleted.")


def _named(items: Sequence[Trashed]) -> str:
    return items[0].title if len(items) == 1 else f"{len(items)} things in the trash"


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."
