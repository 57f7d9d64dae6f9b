"""Writing down without the book at hand: lines kept here, and delivered where the book is."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

import click

from tui.cli.call import Call
from tui.cli.output import say
from tui.domain.errors import CannotOpen, InvalidInput
from tui.domain.quick_add.shell import shell_line
from tui.locations import outbox_folder
from tui.services.exporting.outbox import KINDS, Outbox


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, metavar="[LINE...]")
@click.option("--to", "kind", type=click.Choice(KINDS), default="log", help="Which command the line is for.")
@click.option("--send", is_flag=True, help="Deliver all lines; LINE is then how to reach rapport there.")
@click.pass_obj
def outbox(call: Call, words: tuple[str, ...], kind: str, send: bool) -> int:
    """Keep a line to be delivered later to the machine that has the book.

    Without LINE the lines that wait are listed. To deliver them: rapport outbox --send ssh home rapport.
    A line is written into the book once, however often it is sent.
    """
    box = Outbox(outbox_folder())
    if send:
        return _send(box, words)
    if not words:
        _list(box)
        return 0
    kept = box.add(kind, shell_line(words), call.setting.clock.today())
    say(f"Kept to be sent: {kept}")
    return 0


def _list(box: Outbox) -> None:
    waiting = [(kind, line) for kind in KINDS for line in box.lines(kind)]
    for kind, line in waiting:
        say(f"{kind}  {line}")
    if not waiting:
        say("Nothing waits to be sent.")


def _send(box: Outbox, command: Sequence[str]) -> int:
    if not command:
        raise InvalidInput("Where to?", "Nothing was sent.", "Try: rapport outbox --send ssh home rapport")
    worst = 0
    for kind in KINDS:
        lines = box.lines(kind)
        if not lines:
            continue
        try:
            sent = "".join(f"{line}\n" for line in lines).encode()
            code = subprocess.run([*command, kind, "-"], input=sent, check=False).returncode
        except OSError as error:
            raise CannotOpen(f"{command[0]} cannot be started.", "Nothing was sent.") from error
        if code == 0:
            box.delivered(kind, lines)
        worst = max(worst, abs(code))
    if worst:
        say("Not everything arrived; the lines are kept, and sending them again does no harm.")
    return worst
