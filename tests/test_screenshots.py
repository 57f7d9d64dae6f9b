"""The pictures in ``screenshots/`` show what the app draws now, and need no network to do so."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from scripts.fortnight import NAMES as FORTNIGHT
from scripts.screenshots import FOLDER, SIZES, THEMES, VIEWS, WELCOME, fortnight, pictures, steady
from tui.widgets.safe import width_of

NAMES = sorted(
    [
        *FORTNIGHT,
        *(
            f"{view}-{theme}-{columns}x{rows}"
            for view in (*VIEWS, WELCOME)
            for theme in THEMES
            for columns, rows in SIZES
        ),
    ]
)
CELL = 12.2
"""Width of one cell in the units of a picture."""
TEXT = "{http://www.w3.org/2000/svg}text"


def picture(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8")


def text_in(svg: str) -> str:
    """Return the text of a picture, row by row, each piece on the cell where it is drawn."""
    rows: dict[int, list[tuple[float, str]]] = {}
    for piece in ElementTree.fromstring(svg).iter(TEXT):
        line = re.search(r"-line-(\d+)", piece.get("clip-path", ""))
        if line is not None:
            rows.setdefault(int(line[1]), []).append((float(piece.get("x", "0")), piece.text or ""))
    return "\n".join(_row(rows.get(number, [])) for number in range(max(rows) + 1))


def _row(pieces: list[tuple[float, str]]) -> str:
    row = ""
    for x, text in sorted(pieces):
        row += " " * (round(x / CELL) - width_of(row)) + text.replace("\xa0", " ")
    return row.rstrip()


def trimmed(text: str) -> list[str]:
    """Return the rows up to the last that says anything."""
    return text.rstrip("\n").splitlines()


def test_every_view_has_its_picture_and_there_is_no_other() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.svg")) == NAMES


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_pictures_say_what_the_app_says_now(size: tuple[int, int]) -> None:
    outdated = [
        drawn.name
        async for drawn in pictures(size, "dark")
        if trimmed(text_in(picture(drawn.name))) != trimmed(drawn.text)
    ]
    assert outdated == [], "`make screenshots` draws them again"


SAID = (
    (1, "Name one person you would like to keep in touch with."),
    (2, "One small hello is a whole first day."),
    (3, "streak 1 day"),
    (4, "A spare covered Thursday. That is what it is for."),
    (5, "Good to see you back. Coming back is the skill."),
    (6, "A rest day. Nothing is asked of you."),
    (7, "Welcome back. Nothing here is late; it is only waiting."),
    (8, "4 practice days, the longest so far"),
    (9, "Nothing was moved while you rested. How do you want to begin?"),
    (10, "It has been a while."),
    (11, "streak 5 days"),
    (12, "today ▰▱ 1 of 2"),
)
"""What each turning point of the fortnight says, by its number."""


async def test_the_fortnight_of_a_new_user_is_told_as_it_is_lived() -> None:
    lived = [each async for each in fortnight()]
    assert tuple(each.name for each in lived) == FORTNIGHT
    for number, said in SAID:
        assert said in lived[number - 1].text
    outdated = [each.name for each in lived if trimmed(text_in(picture(each.name))) != trimmed(each.text)]
    assert outdated == [], "`make screenshots` draws them again"


@pytest.mark.parametrize("name", [name for name in NAMES if "-light-" in name])
def test_a_light_picture_says_what_the_dark_one_says(name: str) -> None:
    assert text_in(picture(name)) == text_in(picture(name.replace("-light-", "-dark-")))


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_names_no_host_and_no_font_from_elsewhere(name: str) -> None:
    said = re.compile(r"(<text[^>]*>)[^<]*</text>")
    svg = said.sub(r"\1", picture(name)).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert re.findall(r"https?:|url\((?!#)|@import", svg) == []
    assert set(re.findall(r"font-family: ([^;]+);", svg)) == {"DejaVu Sans Mono, monospace"}


def test_the_same_screen_gives_the_same_bytes() -> None:
    svg = '<!-- drawn by --><style>@font-face { src: url("x"); }\n.terminal-{0}-r1 {{ fill: red }}</style>'
    first, second = (steady(svg.replace("{0}", number)) for number in ("123", "4567"))
    assert first == second
    assert "@font-face" not in first


def test_the_readme_opens_with_a_picture_that_is_there() -> None:
    first = (FOLDER.parent / "README.md").read_text(encoding="utf-8").splitlines()[0]
    found = re.search(r"\((screenshots/[^)]+)\)", first)
    assert found is not None
    assert Path(FOLDER.parent / found[1]).exists()
