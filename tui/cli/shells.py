"""Completion for the shell."""

from __future__ import annotations

import sys

import click
from click.shell_completion import get_completion_class

from tui.cli.group import rapport


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion for a shell.

    Put it where the shell looks for such files.
    """
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    sys.stdout.write(kind(rapport, {}, "rapport", "_RAPPORT_COMPLETE").source() + "\n")
