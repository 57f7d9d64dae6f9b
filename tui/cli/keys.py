"""The keys of the app, read from its live bindings."""

from __future__ import annotations

import click

from tui.cli.output import say, table


@click.command()
@click.option("--markdown", is_flag=True, help="As a Markdown table.")
def keys(markdown: bool) -> None:
    """Every key of the app.

    With its place, and its name for [keys] in the configuration.
    """
    from tui.app.app import key_entries
    from tui.terminal.keys import as_markdown, face_of

    entries = key_entries()
    if markdown:
        say(as_markdown(entries).rstrip("\n"))
    else:
        say(
            table(
                (each.where, " ".join(face_of(key) for key in each.keys), each.id, each.meaning or each.name)
                for each in entries
            )
        )
