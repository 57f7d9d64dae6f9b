"""Draws the pictures in ``screenshots/``: the real app on the demo book of a fixed day.

``python -m scripts.screenshots`` writes ``<view>-<theme>-<size>.svg`` and ``fortnight-<n>-<what>.svg``,
the same bytes on every run.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from msgspec import Struct
from textual import events
from textual.pilot import Pilot

from scripts.fortnight import settle, turning_points
from scripts.importer_pictures import HALF_WAY, IMPORTER, be_half_way, fill_home
from tui.app.app import RapportApp
from tui.build import Setting, open_desk
from tui.config import Config, Theme
from tui.domain.clock import FixedClock
from tui.services.demo.demo import fill_demo

FOLDER = Path(__file__).parent.parent / "screenshots"
NOW = FixedClock(datetime.fromisoformat("2026-11-23T13:32:00+01:00"))
SEED, CONTACTS, INTERACTIONS = 1, 30, 240
THEMES: dict[str, Theme] = {"dark": "allotment-dark", "light": "allotment-light"}
SIZES = ((80, 24), (120, 36))
LINE = "call @maya.okafor yesterday 40m her launch slipped #work > fri send the deck"
WELCOME = "welcome"
VIEWS: dict[str, tuple[str, ...]] = {
    "today": (),
    "log-bar": ("l", LINE),
    "contacts": ("enter",),
    "practice": ("3",),
    "edit": ("e",),
    "marked": ("2", "space", "down", "space", "t"),
    "merge": ("2", "space", "down", "space", "M"),
    "trash": ("2", "D", "T"),
    "composer": ("c",),
    "starters": ("down", "down", "c", "ctrl+t"),
    "finder": ("slash", "m", "a", "y"),
    "help": ("question_mark",),
    **IMPORTER,
}
"""Each view of the demo book, and the keys, or the whole line, that lead to it from Today."""

_FONT = "DejaVu Sans Mono, monospace"
_FONT_FACE = re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL)
_FONT_FAMILY = re.compile(r"font-family:\s*[^;]*;")
_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_UNIQUE = re.compile(r"terminal-\d+")


class Picture(Struct, frozen=True):
    """One screen, drawn."""

    name: str
    """What its file is called, without the ending."""
    svg: str
    text: str
    """What a person reads on it, row by row."""


async def pictures(size: tuple[int, int], theme: str) -> AsyncIterator[Picture]:
    """Draw every view at a size, in columns and rows, under a theme."""
    with tempfile.TemporaryDirectory(prefix="rapport-demo-") as folder:
        demo = Path(folder) / "demo.db"
        with closing(Setting(Config(), NOW, demo).services()) as services:
            fill_demo(services.book, NOW.today(), SEED, CONTACTS, INTERACTIONS)
        for view, keys in VIEWS.items():
            yield await _drawn(view, keys, size, theme, demo)
    yield await _drawn(WELCOME, (), size, theme, None)


async def fortnight() -> AsyncIterator[Picture]:
    """Draw the turning points of a new user's first fortnight, dark and small."""
    with _folder() as folder:
        async for name, app in turning_points(folder, Config(theme=THEMES["dark"], glyphs="unicode")):
            yield _picture(name, app)


async def _drawn(
    view: str, keys: tuple[str, ...], size: tuple[int, int], theme: str, book: Path | None
) -> Picture:
    async with _open(size, theme, book) as (app, pilot):
        for key in keys:
            if key == HALF_WAY:
                be_half_way(app)
            elif " " in key:
                app.post_message(events.Paste(key))
            else:
                await pilot.press(key)
            await settle(app, pilot)
        return _picture(f"{view}-{theme}-{size[0]}x{size[1]}", app)


def _picture(name: str, app: RapportApp) -> Picture:
    """Draw the screen as it stands."""
    strips = app.screen._compositor.render_strips(app.size)
    text = "\n".join(strip.text.rstrip() for strip in strips)
    return Picture(name, steady(app.export_screenshot(title="Rapport")), text)


def steady(svg: str) -> str:
    """Return a picture that needs no network and is the same on every run."""
    svg = _FONT_FAMILY.sub(f"font-family: {_FONT};", _FONT_FACE.sub("", _COMMENT.sub("", svg)))
    return "\n".join(line.rstrip() for line in _UNIQUE.sub("rapport", svg).splitlines()) + "\n"


@asynccontextmanager
async def _open(
    size: tuple[int, int], theme: str, book: Path | None
) -> AsyncIterator[tuple[RapportApp, Pilot[None]]]:
    """Open the app on a copy of a book, or on an empty one where none is given."""
    with _folder() as folder:
        config = Config(theme=THEMES[theme], glyphs="unicode")
        path = folder / "rapport.db"
        fill_home(folder)
        if book is not None:
            shutil.copyfile(book, path)
        with closing(open_desk(Setting(config, NOW, path, is_demo=book is not None))) as desk:
            app = RapportApp(desk, config)
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                yield app, pilot


@contextmanager
def _folder() -> Iterator[Path]:
    """Yield an empty folder where everything the app keeps lies; it is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="rapport-pictures-") as folder:
        kept = dict.fromkeys(("HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"), folder)
        with patch.dict(os.environ, {**kept, "COLORTERM": "truecolor"}):
            os.environ.pop("NO_COLOR", None)
            yield Path(folder)


async def _write(folder: Path) -> int:
    count = 0
    for theme in THEMES:
        for size in SIZES:
            async for picture in pictures(size, theme):
                (folder / f"{picture.name}.svg").write_text(picture.svg, encoding="utf-8")
                count += 1
    async for picture in fortnight():
        (folder / f"{picture.name}.svg").write_text(picture.svg, encoding="utf-8")
        count += 1
    return count


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    sys.stdout.write(f"{asyncio.run(_write(FOLDER))} pictures in {FOLDER.name}/\n")


if __name__ == "__main__":
    main()
