"""Opening the app: on one's own book, or on a throw-away one with invented people."""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from pathlib import Path

import click

from tui.build import Setting
from tui.build import open_app as open_on_terminal
from tui.cli.call import Call
from tui.cli.output import say
from tui.domain.errors import InvalidInput
from tui.locations import at_home
from tui.terminal.terminal import require_terminal

DEMO_CONTACTS = 30
DEMO_INTERACTIONS = 240


def open_app(call: Call, start: str = "") -> int:
    """Open the app, at a bar when ``start`` names one; raises RapportError where there is no terminal."""
    return _opened(call.setting, start)


def open_demo(
    call: Call, seed: int = 1, contacts: int = DEMO_CONTACTS, interactions: int = DEMO_INTERACTIONS
) -> int:
    """Open the app on a book of invented people that is gone afterwards."""
    require_terminal(os.environ)
    with tempfile.TemporaryDirectory(prefix="rapport-demo-") as folder:
        path = Path(folder) / "demo.db"
        setting = Setting(call.setting.config, call.setting.clock, path, is_demo=True)
        _fill(setting, seed, contacts, interactions)
        return _opened(setting)


def _opened(setting: Setting, start: str = "") -> int:
    return open_on_terminal(setting, start)


def _fill(setting: Setting, seed: int, contacts: int, interactions: int) -> str:
    from tui.services.demo.demo import fill_demo

    with closing(setting.services()) as services:
        counts = fill_demo(services.book, setting.clock.today(), seed, contacts, interactions)
    return f"{counts.contacts} invented people and {counts.interactions} interactions."


@click.command()
@click.option("--seed", type=int, default=1, metavar="N", help="The same number gives the same book.")
@click.option(
    "--contacts", type=click.IntRange(min=0), default=DEMO_CONTACTS, metavar="N", help="How many people."
)
@click.option(
    "--interactions",
    type=click.IntRange(min=0),
    default=DEMO_INTERACTIONS,
    metavar="M",
    help="How many interactions.",
)
@click.option("--out", metavar="DB", help="Write the book to a file instead of opening it.")
@click.pass_obj
def demo(call: Call, seed: int, contacts: int, interactions: int, out: str | None) -> int:
    """Look round in a throw-away book.

    With --out, write such a book to a file instead.
    """
    if out is None:
        return open_demo(call, seed, contacts, interactions)
    path = at_home(out)
    counts = _fill(Setting(call.setting.config, call.setting.clock, path), seed, contacts, interactions)
    say(f"{path}: {counts} Open it with: rapport --db {path}")
    return 0


@click.command()
@click.pass_obj
def init(call: Call) -> None:
    """Make an empty book where there is none.

    The first start of the app, and the first line added from the shell, do the same by themselves.
    """
    path = call.setting.path
    if os.path.exists(path) and path.stat().st_size:
        raise InvalidInput(f"There is something at {path} already.", "Nothing was changed.")
    with closing(call.open()):
        say(f"{path} is made, and empty. Add somebody with: rapport add NAME")
