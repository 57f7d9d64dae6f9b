"""Completion for the shell."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the completion for a shell.

    Put it where the shell looks for such files.
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    sys.stdout.write(kind(ctx.find_root().command, {}, "rapport", "_RAPPORT_COMPLETE").source() + "\n")
