"""The commands of ``rapport``, each loaded from its own file when it is asked for."""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Sequence

import click

from tui import __version__
from tui.cli.call import Call
from tui.cli.options import KIOSK, PLACES, Wish
from tui.domain.errors import CannotRead, RapportError

COMMANDS = {
    "add": "tui.cli.recording:add",
    "backup": "tui.cli.care:backup",
    "check": "tui.cli.care:check",
    "circle": "tui.cli.tending:circle",
    "completion": "tui.cli.shells:completion",
    "config": "tui.cli.settings:config",
    "delete": "tui.cli.tending:delete",
    "demo": "tui.cli.opening:demo",
    "doctor": "tui.cli.care:doctor",
    "due": "tui.cli.reading:due",
    "duplicates": "tui.cli.duplicates:duplicates",
    "export": "tui.cli.moving:export",
    "find": "tui.cli.people:find",
    "follow-up": "tui.cli.recording:follow_up",
    "import": "tui.cli.moving:import_",
    "init": "tui.cli.opening:init",
    "json": "tui.cli.moving:json_",
    "keys": "tui.cli.keys:keys",
    "list": "tui.cli.people:list_",
    "log": "tui.cli.recording:log",
    "outbox": "tui.cli.outbox:outbox",
    "pause": "tui.cli.tending:pause",
    "practice": "tui.cli.practice:practice",
    "recover": "tui.cli.care:recover",
    "redo": "tui.cli.tending:redo",
    "restore": "tui.cli.care:restore",
    "resume": "tui.cli.tending:resume",
    "rhythm": "tui.cli.tending:rhythm",
    "show": "tui.cli.people:show",
    "skip": "tui.cli.tending:skip",
    "snooze": "tui.cli.tending:snooze",
    "star": "tui.cli.tending:star",
    "starters": "tui.cli.starters:starters",
    "streak": "tui.cli.reading:streak",
    "today": "tui.cli.reading:today",
    "trash": "tui.cli.trash:trash",
    "undo": "tui.cli.tending:undo",
}
"""Name of a command -> where it is written."""


class LazyGroup(click.Group):
    """Commands that are imported only when they are called, or listed by --help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command."""
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        module, _, name = place.partition(":")
        found = getattr(importlib.import_module(module), name)
        if not isinstance(found, click.Command):
            raise TypeError(f"{place} is not a command")
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; one that does not exist is answered with the nearest names."""
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            raise click.NoSuchCommand(args[0], possibilities=list(COMMANDS), ctx=ctx) from error

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what is the book's fault and not the program's becomes a sentence."""
        call = ctx.ensure_object(Call)
        try:
            return super().invoke(ctx)
        except Exception as error:
            trouble = call.fault_in(error)
            if trouble is None:
                raise
            raise trouble from error


@click.group(
    name="rapport",
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(PLACES[0].name, "database", metavar=PLACES[0].takes, help=PLACES[0].help)
@click.option(PLACES[1].name, "config", metavar=PLACES[1].takes, help=PLACES[1].help)
@click.option(KIOSK.name, "kiosk", is_flag=True, help=KIOSK.help)
@click.option("--demo", is_flag=True, help="Look round in a throw-away book.")
@click.option("--plain", is_flag=True, help="Print today's list instead of opening the app.")
@click.version_option(__version__, prog_name="rapport", message="%(prog)s %(version)s")
@click.pass_context
def rapport(
    ctx: click.Context, database: str | None, config: str | None, kiosk: bool, demo: bool, plain: bool
) -> int:
    """Daily networking practice: who to reach out to today, why, and what was said.

    Without a command the app opens. A LINE is written as in the app's bars; where the shell minds a
    sign, say tag:x for #x, every:6w for ~6w and next:fri for > fri.
    """
    if kiosk:
        raise click.UsageError("--kiosk stands first, and opens the app only.")
    ctx.obj.database, ctx.obj.config = database, config
    if ctx.invoked_subcommand is not None:
        return 0
    if plain:
        from tui.cli.glance import answer

        return answer(Wish("today", places=ctx.obj.places()))
    from tui.cli.opening import open_app, open_demo

    return open_demo(ctx.obj) if demo else open_app(ctx.obj)


def run(words: Sequence[str]) -> int:
    """Run one command line through click and give its exit code; complaints go to stderr."""
    from tui.cli.output import warn

    try:
        code = _answered(words)
    except click.exceptions.NoArgsIsHelpError as error:
        sys.stderr.write(f"{error.format_message()}\n")
        return error.exit_code
    except click.UsageError as error:
        name = error.ctx.command_path if error.ctx else "rapport"
        warn(f"{error.format_message()} See: {name} --help")
        return error.exit_code
    except click.ClickException as error:
        warn(error.format_message())
        return error.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error
    return code if isinstance(code, int) else 0


_ASKS_ONLY = {"due", "today", "streak", "list", "show", "find", "export", "json", "duplicates"}
"""The commands that show what can be read where something cannot."""


def _answered(words: Sequence[str]) -> object:
    """Run a line; one that only asks is run once more without what cannot be read, and says what that is."""
    from tui.cli.output import warn

    try:
        return _main(words, Call())
    except CannotRead as trouble:
        if not _ASKS_ONLY.intersection(words):
            raise
        said, code = str(trouble), trouble.exit_code
    gc.collect()  # What was asked when it stumbled would keep everybody else from writing.
    try:
        _main(words, Call(veiled=said))
    except RapportError as error:
        warn(str(error))  # It may be only because of what cannot be read.
    warn(said)
    return code


def _main(words: Sequence[str], call: Call) -> object:
    return rapport.main(list(words), prog_name="rapport", standalone_mode=False, obj=call)
