"""Brings in every vCard file below a folder, takes them out again, and says which lines are still there.

``python -m scripts.real_cards FOLDER [--out FOLDER]`` imports each file into a book of its own and exports it; a line
counts as kept when the export says the same property with the same value and types, whatever the folds,
the order and the way of writing. ``--out`` keeps what was exported, for other programs to try.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from tui.domain.clock import FixedClock
from tui.domain.errors import RapportError
from tui.domain.text import clean
from tui.formats.vcard.card import RawCard
from tui.formats.vcard.lines import Property, unescape
from tui.services.exporting.exporting import As, Exporting
from tui.services.importing.importing import Importing
from tui.store.book import Book

NOW = FixedClock(datetime.fromisoformat("2026-11-23T13:32:00+01:00"))
NOT_THE_PERSON = {"VERSION", "REV", "PRODID"}
"""Lines about the card itself: a new version of it has new ones."""
_BINARY = {"PHOTO", "LOGO", "SOUND", "KEY"}
_DATES = {"BDAY", "ANNIVERSARY", "X-ANNIVERSARY"}
_CARD = re.compile(r"BEGIN:VCARD\r?\n.*?END:VCARD\r?\n?", re.DOTALL | re.IGNORECASE)

Said = tuple[str, str, frozenset[str]]
"""A property, its value and its types, as they are compared."""


class Figures(Struct):
    """What came of all files."""

    files: int = 0
    refused: int = 0
    read: int = 0
    left_out: int = 0
    remarks: int = 0
    lines: int = 0
    kept: int = 0
    gone: list[str] = field(default_factory=list)


def main() -> None:
    """Try every file and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--vcard4", action="store_true")
    wanted = parser.parse_args()
    paths = [each for each in wanted.folder.rglob("*") if each.is_file()]
    figures = figures_of(paths, wanted.folder, wanted.out, is_vcard4=wanted.vcard4)
    for line in figures.gone:
        sys.stdout.write(f"gone  {line}\n")
    sys.stdout.write(
        f"{figures.files} files, {figures.refused} refused in words; {figures.read} cards, {figures.left_out} left out"
        f" and named, {figures.remarks} remarks; {figures.kept} of {figures.lines} lines kept\n"
    )


def figures_of(
    paths: Iterable[Path], folder: Path, out: Path | None = None, *, is_vcard4: bool = False
) -> Figures:
    """Try these files below a folder, and keep what was exported in ``out``."""
    figures = Figures()
    for path in sorted(paths):
        exported = _try(path, figures, is_vcard4=is_vcard4)
        if out and exported:
            target = out / f"{path.relative_to(folder).as_posix().replace('/', '__')}.vcf"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(exported)
    return figures


def _try(path: Path, figures: Figures, *, is_vcard4: bool) -> bytes:
    figures.files += 1
    with tempfile.TemporaryDirectory() as folder, closing(Book.open(Path(folder) / "b.db", NOW)) as book:
        importing = Importing(book)
        try:
            file = importing.read(path)
            report = importing.bring_in(importing.plan(file))
        except RapportError as error:
            figures.refused += 1
            sys.stdout.write(f"refused  {path.name}: {error}\n")
            return b""
        figures.read += report.read
        figures.left_out += report.skipped
        figures.remarks += len(report.problems)
        for each in report.problems:
            sys.stdout.write(f"remark  {path.name}:{each.line} {each.what} {each.text}\n")
        data = Exporting(book).as_format("vcard", how=As(is_vcard4=is_vcard4)).data
    there = Counter(said for raw in _CARD.findall(data.decode()) for said in said_by(raw))
    for card in file.cards:
        for said in said_by(card.raw):
            figures.lines += 1
            if there[said]:
                figures.kept += 1
            else:
                figures.gone.append(f"{path.name}:{card.line} {said[0]} {sorted(said[2])} {said[1][:70]!r}")
    return data


def said_by(raw: str) -> list[Said]:
    """Return what a card says, as it is compared."""
    return [_as_compared(of) for of in RawCard(raw).properties() if of.name not in NOT_THE_PERSON]


def _as_compared(of: Property) -> Said:
    types = frozenset(each for each in of.types if each != "pref")
    value = clean(unescape(of.value)).strip()
    if of.name in _BINARY:
        return of.name, "".join(value.split()).rpartition("base64,")[2], frozenset()
    if of.name in _DATES:
        value = value.replace("-", "")
    if of.name == "TEL":
        value = value.removeprefix("tel:")
    return of.name, value, types


if __name__ == "__main__":
    main()
