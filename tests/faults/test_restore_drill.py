"""The drill: a book is damaged and brought back, and every row is there; how long it took is nobody's matter here."""

from __future__ import annotations

from pathlib import Path

from benchmarks.drills import drill
from tests.faults.damage import a_sound_book


def test_a_damaged_book_comes_back_with_every_row(tmp_path: Path) -> None:
    whole = tmp_path / "whole.db"
    a_sound_book(whole)
    (tmp_path / "drill").mkdir(mode=0o700)
    took = drill(whole, tmp_path / "drill")
    assert "restore, verified" in took
