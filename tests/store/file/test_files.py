"""Files written whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tui.domain.errors import CannotOpen
from tui.store.file.files import read_whole, write_whole
from tui.store.interactions.drafts import Draft, Drafts


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    for data in (b"long before", b"new"):
        write_whole(tmp_path / "file", data)
    assert (tmp_path / "file").read_bytes() == b"new"


def test_nothing_is_left_beside_the_file(tmp_path: Path) -> None:
    write_whole(tmp_path / "file", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_file_and_a_folder_made_for_it_are_their_owners_alone(tmp_path: Path) -> None:
    previous = os.umask(0)
    try:
        write_whole(tmp_path / "folder" / "file", b"new")
    finally:
        os.umask(previous)
    modes = [
        stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "folder", tmp_path / "folder" / "file")
    ]
    assert modes == [0o700, 0o600]


def test_a_place_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotOpen, match="Nothing was changed"):
        write_whole(tmp_path / "file" / "more", b"new")


@pytest.mark.parametrize("name", ["", "nothing", "file/more"])
def test_what_cannot_be_read_is_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotOpen):
        read_whole(tmp_path / name)


def test_a_draft_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    draft = Draft(
        (1, 2), {"notes": "half a tho\u202eught\n👩\u200d👧\ud800"}, "2026-11-23T09:00:00Z", os.getpid()
    )
    Drafts(tmp_path).keep(draft)
    assert Drafts(tmp_path).all() == [draft]


def test_a_draft_is_dropped_once_and_for_all(tmp_path: Path) -> None:
    drafts, draft = Drafts(tmp_path), Draft((1,), {"notes": "x"})
    drafts.keep(draft)
    drafts.drop(draft.id)
    drafts.drop(draft.id)
    assert drafts.all() == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b"\xff", b'{"contact_ids": 5}', b"null", b'{"texts": 1}']
)
def test_a_draft_that_cannot_be_read_is_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other.json").write_bytes(content)
    Drafts(tmp_path).keep(Draft((1,), {"notes": "x"}))
    assert len(Drafts(tmp_path).all()) == 1
    assert (tmp_path / "other.json").read_bytes() == content


def test_a_draft_another_program_is_working_on_is_not_offered(tmp_path: Path) -> None:
    Drafts(tmp_path).keep(Draft((1,), {"notes": "theirs"}, process=os.getppid()))
    Drafts(tmp_path).keep(Draft((1,), {"notes": "mine"}, process=os.getpid()))
    assert [draft.texts["notes"] for draft in Drafts(tmp_path).abandoned()] == ["mine"]
