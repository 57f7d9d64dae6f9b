"""The lines typed into the bars: remembered, the newest first, and never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile import HOSTILE
from tui.services.drafts.lines import LineHistory


def test_lines_come_back_newest_first_after_a_new_start(tmp_path: Path) -> None:
    for line in ("ann call", "bo tea"):
        LineHistory(tmp_path / "history").remember("log", line)
    assert LineHistory(tmp_path / "history").of("log") == ["bo tea", "ann call"]


def test_each_bar_has_its_own_lines(tmp_path: Path) -> None:
    history = LineHistory(tmp_path / "history")
    history.remember("log", "ann call")
    assert history.of("person") == []


def test_the_same_line_again_moves_to_the_front(tmp_path: Path) -> None:
    history = LineHistory(tmp_path / "history")
    for line in ("a", "b", "a"):
        history.remember("log", line)
    assert history.of("log") == ["a", "b"]


@pytest.mark.parametrize("line", ["", "  ", "\n"])
def test_an_empty_line_is_not_worth_remembering(tmp_path: Path, line: str) -> None:
    LineHistory(tmp_path / "history").remember("log", line)
    assert not (tmp_path / "history").exists()


def test_only_the_latest_two_hundred_are_kept(tmp_path: Path) -> None:
    history = LineHistory(tmp_path / "history")
    for number in range(205):
        history.remember("log", str(number))
    assert (len(history.of("log")), history.of("log")[0]) == (200, "204")


def test_no_line_is_too_strange(tmp_path: Path) -> None:
    for number, text in enumerate(HOSTILE):
        history = LineHistory(tmp_path / f"history-{number}")
        history.remember("log", "before")
        history.remember("log", text)
        again = LineHistory(tmp_path / f"history-{number}").of("log")
        assert again == history.of("log"), repr(text)
        assert again[-1] == "before", repr(text)


def test_a_place_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    history = LineHistory(tmp_path / "file" / "history")
    history.remember("log", "ann call")
    assert history.of("log") == ["ann call"]


def test_a_history_that_is_no_text_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "history").write_bytes(b"\xff\xfe\x00")
    history = LineHistory(tmp_path / "history")
    history.remember("log", "ann call")
    assert history.of("log") == ["ann call"]
