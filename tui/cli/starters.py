"""Starters on the command line: list them, keep one of your own, take one away."""

from __future__ import annotations

from contextlib import closing

import click

from tui.cli.call import Call
from tui.cli.options import MOST
from tui.cli.output import JsonValue, print_json, say, table
from tui.domain.writing.starters import SLOTS, Situation, situation_named, slots_of


@click.group()
def starters() -> None:
    """First lines to begin a message with."""


@starters.command("list")
@click.argument("situation", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_obj
def list_starters(call: Call, situation: tuple[str, ...], as_json: bool) -> None:
    """List the starters, all of them or those of one SITUATION.

    Your own come first, with their numbers.
    """
    wanted = situation_named(" ".join(situation)) if situation else None
    with closing(call.open()) as services:
        found = services.starters.all(wanted)
    if as_json:
        rows: list[JsonValue] = [
            {
                "id": each.id,
                "situation": each.situation.value,
                "text": each.text,
                "slots": slots_of(each.text),
            }
            for each in found
        ]
        print_json(rows)
        return
    say(table((str(each.id or ""), each.situation.value, each.text) for each in found))


@starters.command("add")
@click.argument("situation")
@click.argument("text", nargs=-1, required=True)
@click.pass_obj
def add_starter(call: Call, situation: str, text: tuple[str, ...]) -> None:
    """Keep TEXT as a starter of your own for a SITUATION.

    {first_name} and other slots are filled or asked for; `rapport starters slots` lists them.
    """
    wanted = situation_named(situation)
    with closing(call.open()) as services:
        label = services.starters.add(wanted, " ".join(text))
    say(f"{label[:1].upper()}{label[1:]}.")


@starters.command()
@click.argument("ident", metavar="N", type=click.IntRange(1, MOST))
@click.pass_obj
def remove(call: Call, ident: int) -> None:
    """Take starter N of your own away; `rapport undo` brings it back."""
    with closing(call.open()) as services:
        label = services.starters.remove(ident)
    say(f"{label[:1].upper()}{label[1:]}")


@starters.command()
def slots() -> None:
    """List the slots a starter may have, and the situations there are."""

    say(table((f"{{{slot}}}", words) for slot, words in SLOTS.items()))
    say("")
    say(table((situation.value, situation.words) for situation in Situation))
