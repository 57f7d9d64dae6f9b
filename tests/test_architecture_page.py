"""The page of the architecture shows the house as it stands."""

from __future__ import annotations

import re

from tests.source_tree import ROOT

PAGES = ("ARCHITECTURE.md", "CONTRIBUTING.md")
PLACE = re.compile(r"(?<![\w./~-])(?:tui/)?((?:[a-z_]+/)+[a-z_]+\.(?:py|tcss))\b")


def test_every_file_that_the_pages_name_is_there() -> None:
    named = {
        (page, found[1])
        for page in PAGES
        for found in PLACE.finditer((ROOT / page).read_text(encoding="utf-8"))
    }
    gone = [
        f"{page}: {place}"
        for page, place in sorted(named)
        if not any((ROOT / top / place).is_file() for top in ("", "tui"))
    ]
    assert gone == []


def test_every_room_stands_in_the_tree() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    tree = page.split("```\ntui/\n", 1)[1].split("```", 1)[0]
    layers = dict(re.findall(r"^  (\w+)/(.*(?:\n(?! {2}\w).*)*)", tree, re.MULTILINE))
    rooms = [path.parent.relative_to(ROOT / "tui") for path in sorted((ROOT / "tui").glob("*/*/__init__.py"))]
    missing = [str(room) for room in rooms if f"{room.name}/" not in layers.get(room.parent.name, "")]
    assert rooms
    assert missing == []
