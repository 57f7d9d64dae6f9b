"""The configuration file: where it is, what holds, and a first one to edit."""

from __future__ import annotations

import os
from pathlib import Path

import click
from msgspec.structs import fields

from tui.cli.call import Call
from tui.cli.output import say, table
from tui.config import choices, read_config
from tui.domain.errors import CannotOpen
from tui.locations import config_path
from tui.store.file.files import write_whole

TEMPLATE = f"""\
# Rapport's settings. A line that begins with # is not read; what is not set keeps its default.

# theme = "allotment-dark"    # {", ".join(choices("theme"))}
# glyphs = "auto"             # {", ".join(choices("glyphs"))}
# zone = "local"              # or a name such as Europe/Lisbon
# date_order = "none"         # how 12/5 is read: {", ".join(choices("date_order"))}
# mouse = true
# region = ""                 # whose phone numbers need no prefix, in two letters: PT
# database = ""               # where the book is, when not in the usual place

# [keys]                      # `rapport keys` lists the names
# today.log = "l"
"""


@click.group()
def config() -> None:
    """The configuration file."""


def _path(call: Call) -> Path:
    return config_path(call.config)


@config.command()
@click.pass_obj
def path(call: Call) -> None:
    """Print where the configuration file is."""
    say(str(_path(call)))


@config.command("show")
@click.pass_obj
def show_config(call: Call) -> None:
    """Print what holds, and where the book is."""
    settings = call.setting.config
    rows = [
        (each.name, _value(getattr(settings, each.name))) for each in fields(settings) if each.name != "keys"
    ]
    rows += [(f"keys.{name}", keys) for name, keys in settings.keys.items()]
    say(table([*rows, ("(book)", str(call.setting.path))]))


@config.command("check")
@click.pass_obj
def check_config(call: Call) -> None:
    """Read the configuration file and say whether anything in it is wrong."""
    read_config(_path(call))
    say(
        f"{_path(call)} is fine."
        if os.path.exists(_path(call))
        else f"There is no {_path(call)}; the defaults hold."
    )


@config.command("init")
@click.pass_obj
def init_config(call: Call) -> None:
    """Write a first configuration file, with every setting explained."""
    target = _path(call)
    if os.path.exists(target):
        raise CannotOpen(f"{target} is there already.", "Nothing was overwritten.", "Edit it as it is.")

    write_whole(target, TEMPLATE.encode())
    say(f"{target} is written; edit it as you like.")


def _value(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
