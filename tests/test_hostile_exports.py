"""What is taken out of a book in which every text tries to be obeyed: no formula, no line and no path of theirs."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import icalendar
import pytest
import yaml

from tests.hostile import HOSTILE, controls_in
from tests.hostile_book import fill
from tests.screens.app_in_test import with_book
from tui.domain.records.contact import ContactDraft, ContactPoint, PointKind
from tui.formats.text.friends import read_friends
from tui.services.exporting.exporting import As
from tui.services.services import Services

INJECTIONS = (
    "=cmd|'/C calc'!A0",
    "+1+cmd",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "x\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:Smuggled",
    "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Smuggled",
    "x\nATTACH:file:///etc/passwd",
    "x\\nEND:VCARD",
    "---\nsmuggled: true\n---",
    "# Smuggled",
    "\n* Smuggled",
    "../../../../tmp/smuggled",
    "/etc/smuggled",
    "..",
    "CON",
    "a" * 250 + ".md",
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "![x](file:///etc/passwd)",
    "{{7*7}}",
)
FORBIDDEN = re.compile(r"""^[.\s-]|[/\\:*?"<>|]|[.\s]$|^(con|nul|prn|aux|com\d|lpt\d)(\.|$)""", re.IGNORECASE)
"""What a file of ours is never called: hidden, an option, a path, or a device of another system."""
FORMULA = re.compile(r"^[=+\-@\t\r]")
LINE = re.compile(r"^[A-Za-z0-9.-]+(;[^\x00-\x1f:]*(:(?!//)[^\x00-\x1f]*)?)*:")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exports") / "rapport.db"
    with_book(path, _fill)
    return path


def _fill(services: Services) -> None:
    fill(services)
    for text in INJECTIONS:
        with services.book.write("more of them"):
            services.book.contacts.add(
                ContactDraft(
                    name=text[:200],
                    organisation=text,
                    role=text,
                    notes=text,
                    met_at=text,
                    points=(ContactPoint(PointKind.ADDRESS, text, text),),
                    tags=(text,),
                )
            )


def exported(book: Path, kind: str, how: As | None = None) -> tuple[bytes, int]:
    """Return an export and how many people are in it."""

    def take_out(services: Services) -> tuple[bytes, int]:
        found = services.exporting.as_format(kind, None, how)
        return found.data, found.contacts

    return with_book(book, take_out)


def controls(text: str) -> set[str]:
    """Return the characters that are to be in no export; tabs and line ends are part of a note."""
    return controls_in(text.replace("\n", "").replace("\t", ""))


def unfolded(data: bytes) -> list[str]:
    """Return the lines of a card or calendar, folded ones joined."""
    text = data.decode()
    assert "\n" not in text.replace("\r\n", "")
    return re.sub(r"\r\n[ \t]", "", text).split("\r\n")[:-1]


def test_no_cell_of_the_csv_is_a_formula(book: Path) -> None:
    data, people = exported(book, "csv")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert len(rows) == people + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if FORMULA.match(cell)] == []
    assert controls(data.decode("utf-8-sig").replace("\r\n", "")) == set()


@pytest.mark.parametrize("how", [As(), As(is_vcard4=True)], ids=["3.0", "4.0"])
def test_every_line_of_the_cards_is_a_property_and_nobody_is_smuggled_in(how: As, book: Path) -> None:
    data, people = exported(book, "vcard", how)
    lines = unfolded(data)
    assert [line for line in lines if not LINE.match(line)] == []
    assert lines.count("BEGIN:VCARD") == lines.count("END:VCARD") == people
    assert controls("".join(lines)) == set()


def test_every_event_of_the_calendar_is_ours(book: Path) -> None:
    data, _people = exported(book, "ics")
    lines = unfolded(data)
    assert [line for line in lines if not LINE.match(line)] == []
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") > len(HOSTILE) // 2
    assert not any(line.startswith("ATTACH") for line in lines)
    assert len(list(icalendar.Calendar.from_ical(data).walk("VEVENT"))) == lines.count("BEGIN:VEVENT")
    assert controls("".join(lines)) == set()


def test_the_json_is_the_whole_book_and_nothing_else(book: Path) -> None:
    data, people = exported(book, "json")
    assert len(json.loads(data)["contacts"]) >= people
    assert controls(data.decode()) == set()


def test_friends_md_has_the_people_it_says(book: Path) -> None:
    data, people = exported(book, "friends")
    assert len(read_friends(data).cards) == people
    assert controls(data.decode()) == set()


def test_markdown_stays_in_its_folder_in_files_with_names_of_ours(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    people = with_book(book, lambda services: services.exporting.to_file("markdown", target))
    everything = [Path(folder) / name for folder, _, names in os.walk(tmp_path) for name in names]
    assert len(everything) >= people
    assert {path.parent for path in everything} == {target}
    assert [path.name for path in everything if FORBIDDEN.search(path.name) or controls_in(path.name)] == []
    assert max(len(path.name.encode()) for path in everything) <= 255
    assert {path.stat().st_mode & 0o777 for path in everything} == {0o600}


def test_the_front_matter_of_every_file_is_ours(book: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    with_book(book, lambda services: services.exporting.to_file("markdown", target))
    keys: set[str] = set()
    for path in target.iterdir():
        text = path.read_text()
        assert controls(text) == set(), path.name
        if text.startswith("---\n"):
            keys |= set(yaml.safe_load(text.split("---\n")[1]))
    assert keys
    assert "smuggled" not in keys


TO_FILE: tuple[tuple[str, str], ...] = (
    ("csv", "x.csv"),
    ("vcard", "x.vcf"),
    ("ics", "x.ics"),
    ("json", "x.json"),
)


@pytest.mark.parametrize(("kind", "name"), TO_FILE)
def test_an_export_takes_a_link_s_place_and_never_writes_through_it(
    kind: str, name: str, book: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside").write_text("kept")
    (tmp_path / name).symlink_to(tmp_path / "outside")
    write: Callable[[Services], int] = lambda services: services.exporting.to_file(kind, tmp_path / name)  # noqa: E731
    with_book(book, write)
    assert (tmp_path / "outside").read_text() == "kept"
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
