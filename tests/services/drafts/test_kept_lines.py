"""Lines that were begun: each its own, at its place, whoever keeps it and however the program ended."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import a_clock
from tui.domain.keeping.kept_line import Kept, Place
from tui.services.drafts.kept_lines import KeptLines, was_cut_off
from tui.services.drafts.lines import LineHistory
from tui.store.interactions.drafts import Drafts

LOG_MAYA, LOG_BO, TAG_MAYA = Place.of("log", [1]), Place.of("log", [2]), Place.of("tag", [1])


def window(folder: Path) -> KeptLines:
    """Return the kept lines as another window sees them."""
    return KeptLines(Drafts(folder / "drafts", str(folder / "rapport.db")), a_clock())


def cut_off(folder: Path, place: Place, text: str) -> None:
    """Let a window end in the middle of a line."""
    window(folder).begin(place).keep(text)


def test_a_line_that_was_left_is_taken_up_at_its_place_alone(tmp_path: Path) -> None:
    window(tmp_path).begin(LOG_MAYA).leave("call about the boat")
    other = window(tmp_path)
    assert [other.begin(place).text for place in (LOG_BO, TAG_MAYA)] == ["", ""]
    assert other.begin(LOG_MAYA).text == "call about the boat"


def test_whoever_was_chosen_first_makes_no_difference(tmp_path: Path) -> None:
    window(tmp_path).begin(Place.of("log", [2, 1])).leave("call about the boat")
    assert window(tmp_path).begin(Place.of("log", [1, 2])).text == "call about the boat"


def test_taken_up_by_one_window_it_is_gone_for_the_other(tmp_path: Path) -> None:
    window(tmp_path).begin(LOG_MAYA).leave("call about the boat")
    one, two = window(tmp_path), window(tmp_path)
    assert [one.begin(LOG_MAYA).text, one.begin(LOG_MAYA).text] == ["call about the boat", ""]
    running = subprocess.run(
        [sys.executable, "-c", _WAITING_ELSEWHERE, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert running.stdout == "[]\n"
    assert [each.texts for each in two.waiting()] == [{"log": "call about the boat"}]


_WAITING_ELSEWHERE = (
    "import sys; from pathlib import Path; from tests.services.drafts.test_kept_lines import window\n"
    "print(window(Path(sys.argv[1])).waiting())"
)
"""What another program sees of the lines this one has in hand."""


def test_two_that_were_cut_off_are_two_lines(tmp_path: Path) -> None:
    one, two = window(tmp_path).begin(LOG_MAYA), window(tmp_path).begin(LOG_MAYA)
    one.keep("call about the boat")
    two.keep("email about the harbour")
    later = window(tmp_path)
    found = {later.begin(LOG_MAYA).text for _ in range(3)}
    assert found == {"call about the boat", "email about the harbour", ""}


def test_a_line_that_is_saved_or_emptied_leaves_no_file(tmp_path: Path) -> None:
    lines = window(tmp_path)
    saved, emptied = lines.begin(LOG_MAYA), lines.begin(LOG_BO)
    for line in (saved, emptied):
        line.keep("call about the boat")
    saved.done()
    emptied.keep("  ")
    assert list(lines.drafts.folder.iterdir()) == []


def test_a_line_left_while_it_was_being_saved_goes_once_it_is_saved(tmp_path: Path) -> None:
    lines = window(tmp_path)
    line = lines.begin(LOG_MAYA)
    line.leave("call about the boat")
    line.done()
    assert lines.waiting() == []


def test_nothing_is_written_of_a_line_that_is_over(tmp_path: Path) -> None:
    lines = window(tmp_path)
    line = lines.begin(LOG_MAYA)
    line.done()
    line.keep("call about the boat")
    assert lines.waiting() == []


def test_a_line_is_its_owner_s_alone_to_read(tmp_path: Path) -> None:
    lines = window(tmp_path)
    lines.begin(LOG_MAYA).leave("call about the boat")
    (path,) = lines.drafts.folder.iterdir()
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_a_line_that_cannot_be_written_stays_as_long_as_the_program_runs(tmp_path: Path) -> None:
    (tmp_path / "drafts").touch()
    lines = window(tmp_path)
    assert lines.begin(LOG_MAYA).leave("call about the boat") is Kept.HERE
    assert lines.begin(LOG_MAYA).text == "call about the boat"


def test_a_line_moved_belongs_to_its_new_place(tmp_path: Path) -> None:
    lines = window(tmp_path)
    line = lines.begin(LOG_MAYA)
    line.keep("call about the boat")
    line.move(Place.of("log"))
    line.leave("call about the boat")
    assert (lines.begin(LOG_MAYA).text, lines.begin(Place.of("log")).text) == ("", "call about the boat")


def test_what_older_versions_kept_is_taken_over_once_and_for_nobody(tmp_path: Path) -> None:
    history = LineHistory(tmp_path / "history.txt")
    history.keep_begun({"log": "call about the boat"})
    lines = window(tmp_path)
    lines.take_over(history)
    lines.take_over(history)
    assert [(each.texts, each.contact_ids) for each in lines.waiting()] == [
        ({"log": "call about the boat"}, ())
    ]
    assert (lines.begin(LOG_MAYA).text, history.begun()) == ("", {})


def test_only_a_line_that_was_being_typed_at_the_end_was_cut_off(tmp_path: Path) -> None:
    cut_off(tmp_path, LOG_MAYA, "call about the boat")
    window(tmp_path).begin(LOG_BO).leave("email")
    assert {was_cut_off(each) for each in window(tmp_path).waiting() if each.contact_ids == (1,)} == {True}
    assert {was_cut_off(each) for each in window(tmp_path).waiting() if each.contact_ids == (2,)} == {False}


@pytest.mark.parametrize("text", ["a\x00b\x1b[2J", "\ud800", "two\nlines", "‮abc"])
def test_a_strange_line_comes_back_harmless(tmp_path: Path, text: str) -> None:
    window(tmp_path).begin(LOG_MAYA).leave(text)
    again = window(tmp_path).begin(LOG_MAYA).text
    assert again.isprintable()


def test_a_line_of_another_book_is_not_offered(tmp_path: Path) -> None:
    (tmp_path / "other.db").touch()
    KeptLines(Drafts(tmp_path / "drafts", str(tmp_path / "other.db")), a_clock()).begin(LOG_MAYA).leave("x")
    assert window(tmp_path).begin(LOG_MAYA).text == ""


def test_a_file_that_is_none_of_ours_is_left_alone(tmp_path: Path) -> None:
    lines = window(tmp_path)
    lines.drafts.folder.mkdir(parents=True)
    for number, content in enumerate((b"", b"{}", b"[]", b'{"texts": 3}', os.urandom(20))):
        (lines.drafts.folder / f"{number}.json").write_bytes(content)
    assert lines.begin(LOG_MAYA).text == ""
    assert len(list(lines.drafts.folder.iterdir())) == 5
