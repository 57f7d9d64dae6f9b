"""Where things lie: each book has its own line history."""

from __future__ import annotations

from pathlib import Path

from tui.locations import book_path, history_path, state_folder


def test_the_usual_book_has_the_usual_history() -> None:
    assert history_path(book_path()) == state_folder() / "history.txt"


def test_lines_of_one_book_are_not_offered_in_another(tmp_path: Path) -> None:
    places = {history_path(each) for each in (book_path(), tmp_path / "a.db", tmp_path / "b.db")}
    assert len(places) == 3


def test_a_link_to_a_book_has_the_history_of_the_book(tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "a.db")
    assert history_path(link) == history_path(tmp_path / "a.db")
