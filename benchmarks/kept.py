"""What the app keeps, seen from inside: ``python -m benchmarks.kept [--presses 4000] [--seed 1]``.

``benchmarks.growth`` says that something grows; this says what. The app runs in this process without a
terminal and is given the same keys. Then come the kinds of objects there are more of than after the
first presses, and of what was closed and is yet alive, who holds it.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from shutil import copyfile
from time import perf_counter
from types import FrameType, ModuleType

from textual import events
from textual._styles_cache import StylesCache
from textual.app import App
from textual.keys import _character_to_key
from textual.message_pump import MessagePump

import tui.app.app
from benchmarks.growth import CONTACTS, WARM_AFTER, cards
from benchmarks.report import table
from benchmarks.surroundings import NOW, book_of
from benchmarks.wandering import CARDS, HOME, wander
from tui.app.guarded import GuardedApp
from tui.build import Setting, open_desk
from tui.config import Config
from tui.domain.clock import make_clock

SIZE = (120, 36)
MOST_KINDS = 25
DEEPEST = 8
PATIENCE_SECONDS = 20.0
LOOK_SECONDS = 0.002
TIMERS_SECONDS = 2.0
"""A timer that was called off is remembered by the loop until its time has come, with what it was set in."""

Drawn = MessagePump | StylesCache


class _Staying(tui.app.app.RapportApp):
    """The app, without a way out of it."""

    CSS_PATH = str(Path(tui.app.app.__file__).with_name("base.tcss"))

    async def action_quit(self) -> None:
        """Stay."""


def main(asked_for: Sequence[str] | None = None) -> None:
    """Press the keys and print what is kept."""
    parser = argparse.ArgumentParser(prog="benchmarks.kept", description="what the app keeps")
    parser.add_argument("--presses", type=int, default=2 * WARM_AFTER)
    parser.add_argument("--warm-after", type=int, default=WARM_AFTER)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(asked_for)
    whole = book_of(CONTACTS, lambda text: print(text, file=sys.stderr))
    with tempfile.TemporaryDirectory(prefix="rapport-kept-") as folder:
        os.environ.update(HOME=folder, EDITOR="true", TERM="xterm-256color")
        for name in [name for name in os.environ if name.startswith("XDG_")]:
            del os.environ[name]
        os.chdir(folder)
        Path(CARDS).write_text(cards(), encoding="utf-8")
        asyncio.run(_press(Path(copyfile(whole, "book.db")), asked))


async def _press(book: Path, asked: argparse.Namespace) -> None:
    setting = Setting(Config(), make_clock(frozen=NOW), book)
    desk = open_desk(setting)
    app = _Staying(desk, setting.config)
    keys = wander(asked.seed)
    async with app.run_test(size=SIZE):
        await _strike_all(app, islice(keys, asked.warm_after))
        warm = kinds()
        await _strike_all(app, islice(keys, asked.presses - asked.warm_after))
        print(_kinds_report(warm, kinds()))
        await asyncio.sleep(TIMERS_SECONDS)
        print(_closed_report(app, closed_but_kept(app)))
        print("Threads: " + ", ".join(sorted(thread.name for thread in threading.enumerate())))
    desk.close()


async def _strike_all(app: GuardedApp[None], keys: Iterable[str]) -> None:
    for key in (*keys, *HOME):
        await strike(app, key)


async def strike(app: GuardedApp[None], key: str) -> None:
    """Press a key, a name or a character, and wait only until it has had its effect."""
    is_named = len(key) > 1
    name, character = (key, None) if is_named else (_character_to_key(key), key)
    app.post_message(events.Key(name, character))
    end = perf_counter() + PATIENCE_SECONDS
    while _is_busy(app) and perf_counter() < end:
        await asyncio.sleep(LOOK_SECONDS)


def _is_busy(app: GuardedApp[None]) -> bool:
    return app._message_queue.qsize() > 0 or not app.typed_ahead.is_still


def kinds() -> Counter[str]:
    """Count the objects there are, by kind."""
    # What stood on the screen shortly after the start is kept out of the collector's way for good.
    gc.unfreeze()
    gc.collect()
    return Counter(f"{type(each).__module__}.{type(each).__qualname__}" for each in gc.get_objects())


def closed_but_kept(app: GuardedApp[None]) -> list[Drawn]:
    """Return the widgets, and the lines they drew, that are alive and no longer part of the app."""
    gc.unfreeze()
    gc.collect()
    alive = [each for each in gc.get_objects() if isinstance(each, Drawn)]
    shown = [each for each in alive if isinstance(each, MessagePump) and app in _line_of(each)]
    known = {id(each) for each in shown} | {id(getattr(each, "_styles_cache", None)) for each in shown}
    return [each for each in alive if id(each) not in known]


def _line_of(node: MessagePump) -> list[MessagePump]:
    line = [node]
    while (parent := line[-1]._parent) is not None:
        line.append(parent)
    return line


def _kinds_report(before: Counter[str], after: Counter[str]) -> str:
    more = (after - before).most_common(MOST_KINDS)
    rows = [[kind, f"{before[kind]:,}", f"{after[kind]:,}", f"{count:+,}"] for kind, count in more]
    return table(["kind", "warm", "at the end", "more"], rows)


def _closed_report(app: GuardedApp[None], kept: list[Drawn]) -> str:
    lines = ["", f"Closed and yet alive: {len(kept)}"]
    for kind, count in Counter(type(each) for each in kept).most_common():
        example = next(each for each in kept if type(each) is kind)
        lines += [f"{count:>6,}  {kind.__name__}", *(f"        {line}" for line in held_by(example, kept))]
    return "\n".join(lines)


def held_by(example: object, ours: object) -> list[str]:
    """Return the shortest way from what is at the root of everything to an object."""
    gc.unfreeze()  # What the app has put out of the collector's way is a holder too.
    ways: list[tuple[object, tuple[str, ...]]] = [(example, ())]
    # What is noted down here holds everything that was come by, and is no holder itself.
    seen = {id(example), id(ours), id(ways), id(ways[0])}
    for node, way in ways:
        if isinstance(node, ModuleType | App) or len(way) >= DEEPEST:
            return list(way)
        for holder in gc.get_referrers(node):
            if id(holder) not in seen and not isinstance(holder, FrameType):
                found = (holder, (*way, f"held by {_name_of(holder, node)}"))
                seen.update((id(holder), id(found)))
                ways.append(found)
    return ["held by nothing that can be seen"]


def _name_of(holder: object, held: object) -> str:
    names = [key for key, value in holder.items() if value is held] if isinstance(holder, dict) else []
    return f"{type(holder).__qualname__} {' '.join(map(repr, names))}".rstrip()


if __name__ == "__main__":
    main()
