"""Drafting: what is being written is kept, and found again."""

from __future__ import annotations

import stat
from datetime import datetime
from pathlib import Path

import pytest

from tui.domain.errors import CannotOpen
from tui.domain.records.contact import ContactId
from tui.services.drafts.drafting import copy_out, draft_for, mailto, with_texts
from tui.store.interactions.drafts import Draft, Drafts

MAYA, BO = ContactId(1), ContactId(2)
NOW = datetime.fromisoformat("2026-11-23T13:32:00+01:00")


def kept(drafts: Drafts, *people: ContactId, text: str = "hello") -> Draft:
    draft = with_texts(Draft(), people, {"notes": text}, NOW)
    drafts.keep(draft)
    return draft


def test_a_draft_to_the_same_people_comes_back(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    both = kept(drafts, MAYA, BO)
    kept(drafts, MAYA)
    assert draft_for(drafts, [BO, MAYA]).id == both.id


def test_a_single_person_finds_a_draft_they_are_part_of(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    both = kept(drafts, MAYA, BO)
    assert draft_for(drafts, [MAYA]).id == both.id


def test_nobody_has_a_draft_of_their_own_too(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    kept(drafts, MAYA)
    assert draft_for(drafts, []).is_empty


def test_a_draft_says_when_it_was_kept_in_utc() -> None:
    assert with_texts(Draft(), [MAYA], {"notes": "x"}, NOW).saved_at == "2026-11-23T12:32:00+00:00"


def test_a_text_copied_out_is_for_its_owner_only(tmp_path: Path) -> None:
    path = copy_out(tmp_path / "exchange", "Hi Zoë")
    assert path.read_text(encoding="utf-8") == "Hi Zoë"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "exchange").write_text("in the way")
    with pytest.raises(CannotOpen):
        copy_out(tmp_path / "exchange", "Hi")


def test_a_draft_open_in_another_composer_is_not_taken_up_twice(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    draft = kept(drafts, MAYA)
    assert draft_for(drafts, [MAYA], {draft.id}).is_empty


def test_a_mailto_line_holds_everybody_and_the_whole_text() -> None:
    said = mailto(["maya@example.org", "bo+x@example.org"], "Hi & all?\nZoë")
    assert said == "mailto:maya@example.org,bo+x@example.org?body=Hi%20%26%20all%3F%0D%0AZo%C3%AB"


def test_a_draft_to_somebody_gone_is_not_that_of_a_newcomer_with_their_number(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep(with_texts(Draft(), [MAYA], {"notes": "x"}, NOW, ["uid-of-maya"]))
    assert draft_for(drafts, [MAYA], uids=["uid-of-another"]).is_empty
    assert not draft_for(drafts, [MAYA], uids=["uid-of-maya"]).is_empty
