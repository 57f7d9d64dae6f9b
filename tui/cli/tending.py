"""Tending a contact in one line: snooze, skip, rhythm, star, delete; and undo and redo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing

import click

from tui.cli.call import Call
from tui.cli.options import MOST
from tui.cli.output import say
from tui.domain.records.contact import ContactId
from tui.services.services import Services


def _change(call: Call, who: str, make: Callable[[Services, Sequence[ContactId]], str]) -> None:
    """Do something with the one contact meant, and say what was done."""
    with closing(call.open()) as services:
        say(_sentence(make(services, [services.finding.who(who).id])))


def _sentence(label: str) -> str:
    return f"{label[:1].upper()}{label[1:]}."


@click.command()
@click.argument("who")
@click.argument("day", metavar="DATE", nargs=-1, required=True)
@click.pass_obj
def snooze(call: Call, who: str, day: tuple[str, ...]) -> None:
    """Hide WHO until DATE.

    The due date stays as it is.
    """
    from tui.domain.dates.dates import Tense, parse_date

    setting = call.setting
    until = parse_date(" ".join(day), setting.clock.today(), Tense.FUTURE, setting.config.day_first)
    _change(call, who, lambda services, ids: services.tending.snooze(ids, until))


@click.command()
@click.argument("who")
@click.pass_obj
def skip(call: Call, who: str) -> None:
    """Let this round with WHO go.

    The next one comes a rhythm from today.
    """
    _change(call, who, lambda services, ids: services.tending.skip(ids))


@click.command()
@click.argument("who")
@click.argument("every", nargs=-1, required=True)
@click.option("--exact/--spread", default=None, help="Due on the very day, or shifted a little.")
@click.pass_obj
def rhythm(call: Call, who: str, every: tuple[str, ...], exact: bool | None) -> None:
    """Choose how often to be in touch with WHO.

    WHO may be a circle or tag: '#work', circle:friends, tag:choir. EVERY is 6w, 10d, monthly, quarterly,
    "every 6 weeks", or none; for one person also ambient, triggered, or group for that of their circle.
    """
    from tui.domain.rhythms.rule import parse_choice, parse_group

    choice, group = parse_choice(" ".join(every)), parse_group(who)
    if group is None:
        _change(call, who, lambda services, ids: services.rhythms.set(ids, choice, exact=exact))
        return
    if exact is not None:
        raise click.UsageError("--exact and --spread are for one person.")
    with closing(call.open()) as services:
        say(_sentence(services.rhythms.set_group(group, choice)))


@click.command()
@click.argument("name", nargs=-1, required=True)
@click.option(
    "--closeness", type=click.IntRange(0, 9), metavar="N", help="1 the closest; 0 leaves it unsaid."
)
@click.pass_obj
def circle(call: Call, name: tuple[str, ...], closeness: int | None) -> None:
    """Make NAME a circle, or say how close it is.

    A tag of that name becomes the circle. In the two closest, give and take are never spoken of.
    """
    with closing(call.open()) as services:
        say(_sentence(services.rhythms.circle(" ".join(name).removeprefix("#"), closeness or None)))


@click.command()
@click.argument("who")
@click.argument("day", metavar="[DATE]", nargs=-1)
@click.pass_obj
def pause(call: Call, who: str, day: tuple[str, ...]) -> None:
    """Pause WHO until DATE, or until you take them up again."""
    from tui.domain.dates.dates import Tense, parse_date

    setting = call.setting
    until = (
        parse_date(" ".join(day), setting.clock.today(), Tense.FUTURE, setting.config.day_first)
        if day
        else None
    )
    _change(call, who, lambda services, ids: services.tending.pause(ids, until))


@click.command()
@click.argument("who")
@click.pass_obj
def resume(call: Call, who: str) -> None:
    """Take WHO up again after a pause.

    They fall due a few days on, not at once.
    """
    _change(call, who, lambda services, ids: services.tending.resume(ids))


@click.command()
@click.argument("who")
@click.option("--off", is_flag=True, help="Take the star away.")
@click.pass_obj
def star(call: Call, who: str, off: bool) -> None:
    """Star WHO, to come sooner on a full day."""
    _change(call, who, lambda services, ids: services.tending.star(ids, not off))


@click.command()
@click.pass_obj
def undo(call: Call) -> None:
    """Take the newest change back."""
    with closing(call.open()) as services:
        say(f"Undone: {services.undo()}.")


@click.command()
@click.pass_obj
def redo(call: Call) -> None:
    """Bring back what was undone last."""
    with closing(call.open()) as services:
        say(f"Redone: {services.redo()}.")


@click.group()
def delete() -> None:
    """Move an interaction or a contact to the trash."""


@delete.command("interaction")
@click.argument("ident", metavar="ID", type=click.IntRange(1, MOST))
@click.pass_obj
def delete_interaction(call: Call, ident: int) -> None:
    """Move an interaction to the trash.

    `rapport show WHO` tells the ids, in brackets after each line of the timeline.
    """
    from tui.services.deleting.deleting import Deleting

    with closing(call.open()) as services:
        say(f"{_sentence(Deleting(services.book).interaction(ident))} `rapport undo` brings it back.")


@delete.command("contact")
@click.argument("who")
@click.option("--for-ever", is_flag=True, help="Really delete; asks for the typed word yes.")
@click.option(
    "--keep-mentions", is_flag=True, help="With --for-ever: leave their name in texts about others."
)
@click.option(
    "--json", "as_json", is_flag=True, help="With --for-ever: print what would go and change; delete nothing."
)
@click.pass_obj
def delete_contact(call: Call, who: str, for_ever: bool, keep_mentions: bool, as_json: bool) -> None:
    """Move WHO to the trash."""
    if as_json and not for_ever:
        raise click.UsageError("--json goes with --for-ever.")
    if not for_ever:
        _change(call, who, lambda services, ids: services.tending.trash(ids))
        return
    from tui.cli.trash import delete_contact_for_ever, print_farewell

    with closing(call.open()) as services:
        contact_id = services.finding.who(who).id
        if as_json:
            print_farewell(services, call, contact_id)
        else:
            delete_contact_for_ever(services, call, contact_id, keep_mentions=keep_mentions)
