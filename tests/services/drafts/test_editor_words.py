"""What an editor had saved when the line dropped becomes a draft, and nothing else does."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from tui.domain.records.contact import NOTE_LIMIT, ContactId
from tui.services.drafts.editor_words import Whose, note_editor, note_process, take_back_from_editors
from tui.store.interactions.drafts import EDITORS, EDITS, ENDED_PROCESS, Draft, Drafts, started

MAYA = Whose((ContactId(1),))


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts", str(tmp_path / "rapport.db"))


def cut_off(drafts: Drafts, tmp_path: Path, whose: Whose, before: str, saved: str | None) -> Path:
    """Leave behind what a program does that ends while its editor is open."""
    path = tmp_path / "edit-1.md"
    if saved is not None:
        path.write_text(saved)
    noted = note_editor(drafts, whose, path, before)
    note_process(drafts, replace(noted, process=ENDED_PROCESS, started=""), ENDED_PROCESS)
    return path


def test_notes_that_were_saved_are_an_edit_to_take_up(drafts: Drafts, tmp_path: Path) -> None:
    path = cut_off(drafts, tmp_path, MAYA, "sails", "sails, and rows\n")
    take_back_from_editors(drafts)
    (edit,) = drafts.aside(EDITS).abandoned()
    assert (edit.contact_ids, edit.texts) == (
        (1,),
        {"notes": "sails, and rows", "before:notes": "sails"},
    )
    assert (path.exists(), drafts.aside(EDITORS).all()) == (False, [])


def test_a_message_that_was_saved_stands_in_its_draft(drafts: Drafts, tmp_path: Path) -> None:
    draft = Draft((1,), {"message": "Hi", "where": "Porto"}, book=drafts.book)
    drafts.keep(draft)
    cut_off(drafts, tmp_path, Whose((ContactId(1),), "message", draft.id), "Hi", "Hi Maya")
    take_back_from_editors(drafts)
    (kept,) = drafts.abandoned()
    assert (kept.id, kept.texts) == (draft.id, {"message": "Hi Maya", "where": "Porto"})


def test_a_draft_that_was_never_written_down_is_made(drafts: Drafts, tmp_path: Path) -> None:
    cut_off(drafts, tmp_path, Whose((ContactId(1),), "notes", "some-draft"), "", "moved to Porto")
    take_back_from_editors(drafts)
    (kept,) = drafts.abandoned()
    assert (kept.id, kept.contact_ids, kept.texts) == ("some-draft", (1,), {"notes": "moved to Porto"})


def test_a_draft_gone_on_with_meanwhile_keeps_both(drafts: Drafts, tmp_path: Path) -> None:
    drafts.keep(Draft((1,), {"notes": "typed since"}, book=drafts.book, id="some-draft"))
    cut_off(drafts, tmp_path, Whose((ContactId(1),), "notes", "some-draft"), "before", "from the editor")
    take_back_from_editors(drafts)
    assert drafts.abandoned()[0].texts == {"notes": "typed since\n\nfrom the editor"}


@pytest.mark.parametrize("saved", ["sails\n", None], ids=["as it was", "no file"])
def test_an_editor_that_had_saved_nothing_leaves_nothing(
    saved: str | None, drafts: Drafts, tmp_path: Path
) -> None:
    path = cut_off(drafts, tmp_path, MAYA, "sails", saved)
    take_back_from_editors(drafts)
    assert (drafts.aside(EDITS).all(), drafts.aside(EDITORS).all(), path.exists()) == ([], [], False)


def test_what_an_editor_saved_as_its_terminal_went_is_the_newer(drafts: Drafts, tmp_path: Path) -> None:
    path = cut_off(drafts, tmp_path, MAYA, "sails", "sails")
    last = path.with_name("edit-1.md.save")
    last.write_text("sails, and rows")
    os.utime(path, (1, 1))
    take_back_from_editors(drafts)
    assert drafts.aside(EDITS).all()[0].texts["notes"] == "sails, and rows"
    assert not last.exists()


def test_an_editor_that_is_still_open_is_left_alone(drafts: Drafts, tmp_path: Path) -> None:
    path = tmp_path / "edit-1.md"
    path.write_text("half a sentence")
    noted = replace(note_editor(drafts, MAYA, path, ""), process=ENDED_PROCESS, started="")
    note_process(drafts, noted, os.getpid())
    assert started(os.getpid()) in drafts.aside(EDITORS).all()[0].texts["since"]
    take_back_from_editors(drafts)
    assert (path.exists(), drafts.aside(EDITS).all()) == (True, [])


def test_more_than_can_be_kept_stays_whole_in_its_file(drafts: Drafts, tmp_path: Path) -> None:
    path = cut_off(drafts, tmp_path, MAYA, "sails", "x" * (NOTE_LIMIT + 5))
    take_back_from_editors(drafts)
    assert len(path.read_text()) == NOTE_LIMIT + 5
    assert len(drafts.aside(EDITS).all()[0].texts["notes"]) == NOTE_LIMIT
