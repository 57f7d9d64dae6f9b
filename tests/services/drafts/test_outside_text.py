"""Text handed to an editor is private, comes back whole, and is never lost to a failing editor."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import NOTE_LIMIT
from tui.services.drafts.outside_text import editor_command, hand_out, has_changed, take_back


def test_a_text_is_handed_out_to_its_owner_only(tmp_path: Path) -> None:
    path = hand_out(tmp_path / "exchange", "line", ".md")
    assert path.suffix == ".md"
    assert path.read_text(encoding="utf-8") == "line\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize(("text", "written"), [("", ""), ("line", "line\n"), ("line\n", "line\n")])
def test_a_text_is_handed_out_with_one_end_of_line_and_an_empty_one_with_none(
    text: str, written: str, tmp_path: Path
) -> None:
    assert hand_out(tmp_path, text, ".md").read_bytes() == written.encode()


def test_what_comes_back_is_clean_and_the_file_stays_until_it_is_kept(tmp_path: Path) -> None:
    path = hand_out(tmp_path, "", ".md")
    path.write_bytes(b"caf\xc3\xa9\x1b[31m\r\ntwo\xff\n\n")
    assert take_back(path) == "café\N{REPLACEMENT CHARACTER}[31m\ntwo\N{REPLACEMENT CHARACTER}"
    assert path.exists()


def test_a_text_too_long_to_keep_stays_in_its_file(tmp_path: Path) -> None:
    path = hand_out(tmp_path, "x" * (NOTE_LIMIT + 1), ".md")
    with pytest.raises(InvalidInput, match=str(path)):
        take_back(path)
    assert path.exists()


@pytest.mark.parametrize(("written", "is_other"), [("before\n", False), ("after", True)])
def test_whether_a_failing_editor_had_written_anything_is_told(
    written: str, is_other: bool, tmp_path: Path
) -> None:
    path = hand_out(tmp_path, "before", ".md")
    path.write_text(written, encoding="utf-8")
    assert has_changed(path, "before") is is_other


@pytest.mark.parametrize(
    "environment", [{}, {"EDITOR": ""}, {"EDITOR": "'unclosed"}, {"EDITOR": "no-such-editor-x"}]
)
def test_without_an_editor_it_is_said_what_to_do(environment: dict[str, str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        editor_command(environment)
    assert "EDITOR" in refused.value.hint


def test_visual_goes_before_editor_and_may_have_words_of_its_own() -> None:
    assert editor_command({"VISUAL": "sh -c", "EDITOR": "cat"}) == ["sh", "-c"]
