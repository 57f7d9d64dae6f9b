"""Cards as other programs write them go through the whole book and come out with every line."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.real_cards import figures_of
from tests.formats.samples import FOLDER

CARDS = sorted(FOLDER.glob("*.vcf"))


@pytest.mark.parametrize("is_vcard4", [False, True], ids=["3.0", "4.0"])
def test_no_line_of_a_card_is_lost_on_its_way_through_the_book(tmp_path: Path, is_vcard4: bool) -> None:
    figures = figures_of(CARDS, FOLDER, tmp_path, is_vcard4=is_vcard4)
    assert (figures.files, figures.refused, figures.gone) == (len(CARDS), 0, [])
    assert figures.kept == figures.lines > 50
    assert len(list(tmp_path.iterdir())) == len(CARDS)


def test_a_line_that_is_lost_is_named(tmp_path: Path) -> None:
    path = tmp_path / "twins.vcf"
    first = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nEMAIL:a@example.org\r\nEND:VCARD\r\n"
    path.write_text(first + first.replace("FN:Ann Lee", "FN:Ann"), newline="")
    figures = figures_of([path], tmp_path)
    assert figures.gone == ["twins.vcf:6 FN [] 'Ann'"]
