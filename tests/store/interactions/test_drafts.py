"""Drafts: each in a file of its own, left to the program that has it open."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from tui.store.interactions.drafts import Draft, Drafts, started

TEXTS = {"notes": "hello"}


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "drafts", "/books/mine.db")


def test_a_draft_comes_back_as_it_was_kept(drafts: Drafts) -> None:
    draft = Draft((1, 2), TEXTS, "2026-11-23T12:00:00+00:00", os.getpid(), started(os.getpid()), drafts.book)
    drafts.keep(draft)
    assert drafts.all() == [draft]


def test_a_draft_of_a_program_that_has_ended_may_be_taken_up(drafts: Drafts) -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    drafts.keep(Draft(texts=TEXTS, process=ended.pid))
    assert drafts.abandoned() == drafts.all()


def test_a_draft_of_a_program_that_runs_is_left_to_it(drafts: Drafts) -> None:
    parent = os.getppid()
    drafts.keep(Draft(texts=TEXTS, process=parent, started=started(parent)))
    assert drafts.abandoned() == []


def test_another_program_under_the_same_number_is_not_the_one_that_wrote_it(drafts: Drafts) -> None:
    if not started(os.getppid()):
        pytest.skip("this machine does not tell when a process was started")
    drafts.keep(Draft(texts=TEXTS, process=os.getppid(), started="before the last boot"))
    assert len(drafts.abandoned()) == 1


def test_what_this_program_has_in_hand_is_left_to_that_composer(drafts: Drafts) -> None:
    draft = Draft(texts=TEXTS, process=os.getpid())
    drafts.keep(draft)
    assert drafts.abandoned({draft.id}) == []
    assert drafts.abandoned() == [draft]


def test_what_was_put_away_is_out_of_sight_and_can_be_brought_back(drafts: Drafts) -> None:
    draft = Draft(texts=TEXTS)
    drafts.keep(draft)
    assert drafts.put_away(draft.id)
    assert drafts.all() == []
    assert drafts.bring_back(draft.id)
    assert drafts.all() == [draft]


def test_what_is_not_there_is_neither_put_away_nor_brought_back(drafts: Drafts) -> None:
    assert not drafts.put_away("none")
    assert not drafts.bring_back("none")


def test_what_was_put_away_a_month_ago_goes(drafts: Drafts, tmp_path: Path) -> None:
    old, new = Draft(texts=TEXTS), Draft(texts=TEXTS)
    for draft in (old, new):
        drafts.keep(draft)
    drafts.put_away(old.id)
    os.utime(tmp_path / "drafts" / f"{old.id}.dropped", (0, 0))
    drafts.put_away(new.id)
    assert not drafts.bring_back(old.id)
    assert drafts.bring_back(new.id)


def test_a_draft_to_people_of_another_book_is_not_theirs(drafts: Drafts, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.touch()
    drafts.keep(Draft((1,), TEXTS, book=str(other)))
    assert drafts.all() == []
    other.unlink()
    assert len(drafts.all()) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        json.dumps({"texts": 3}).encode(),
        json.dumps({"texts": {}, "contact_ids": 3}).encode(),
    ],
)
def test_a_file_that_is_no_draft_is_left_alone(drafts: Drafts, tmp_path: Path, content: bytes) -> None:
    drafts.keep(Draft(texts=TEXTS))
    (tmp_path / "drafts" / "odd.json").write_bytes(content)
    assert len(drafts.all()) == 1
    assert (tmp_path / "drafts" / "odd.json").exists()


def test_odd_values_in_a_draft_lose_none_of_its_words(drafts: Drafts, tmp_path: Path) -> None:
    odd = {"texts": {"notes": "hello", "when": 3}, "process": 10**30, "saved_at": 7, "contact_ids": ["x", 1]}
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "odd.json").write_text(json.dumps(odd))
    drafts.keep(Draft(texts=TEXTS, saved_at="2026"))
    assert [draft.texts for draft in drafts.all()] == [TEXTS, TEXTS]
    assert replace(drafts.all()[1], id="").contact_ids == (1,)


def test_a_draft_of_a_program_that_is_over_but_still_listed_is_free(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        drafts = Drafts(tmp_path)
        drafts.keep(Draft((1,), {"notes": "words"}, process=child.pid))
        assert [draft.process for draft in drafts.abandoned()] == [child.pid]
