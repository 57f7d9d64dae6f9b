"""The power goes at any moment: what was said to be saved is there afterwards, and nothing is half done."""

from __future__ import annotations

import random
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import a_clock, a_contact, a_talk, log
from tests.faults.power import Recording, recorded
from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactId
from tui.store.book import Book
from tui.store.mending.checking import check

CHANGES = 40


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a book of one in it."""
    place = tmp_path / "power"
    place.mkdir()
    with closing(Book.open(place / "rapport.db", a_clock())) as book:
        a_contact(book, "Ann")
    (place / "rapport.db.lock").unlink()
    return place


def _write_and_record(folder: Path, synchronous: str = "") -> Recording:
    """Make changes of every size one after the other, and record what the disk is asked for."""
    try:
        with recorded(folder) as recording, closing(Book.open(folder / "rapport.db", a_clock())) as book:
            if synchronous:
                book.conn.execute(f"PRAGMA synchronous = {synchronous}")
            for number in range(1, CHANGES + 1):
                log(book, a_talk(1, summary=f"{number}"))
                if number % 7 == 0:
                    with book.write("a long note"):
                        book.contacts.change(ContactId(1), notes=f"{number} " * 4_000)
                recording.acknowledge(number)
    except OSError as error:
        pytest.skip(str(error))
    return recording


def _found_after(recording: Recording, moment: int, seed: int, place: Path) -> tuple[set[int], int]:
    """Bring the files back as a cut left them; give the changes that are there, and how many must be."""
    files, acknowledged = recording.after_a_cut(moment, random.Random(seed))
    place.mkdir()
    for name, data in files.items():
        (place / name).write_bytes(data)
    with closing(Book.open(place / "rapport.db", a_clock())) as book:
        report = check(book.conn)
        assert not report.faults, report.faults
        found = {int(row[0]) for row in book.conn.execute("SELECT summary FROM interaction")}
        half = book.conn.execute(
            "SELECT count(*) FROM interaction WHERE id NOT IN (SELECT interaction_id FROM interaction_contact)"
        ).fetchone()[0]
    assert half == 0
    return found, acknowledged


def test_no_saved_change_is_lost_when_the_power_goes(folder: Path, tmp_path: Path, is_long: bool) -> None:
    recording = _write_and_record(folder)
    chance = random.Random(7)
    for seed in range(500 if is_long else 40):
        moment = chance.randrange(1, len(recording.events) + 1)
        found, acknowledged = _found_after(recording, moment, seed, tmp_path / f"cut-{seed}")
        assert found >= set(range(1, acknowledged + 1))
        assert max(found, default=0) <= acknowledged + 1


def test_the_simulation_would_show_a_loss(folder: Path, tmp_path: Path) -> None:
    recording = _write_and_record(folder, synchronous="OFF")
    chance = random.Random(7)
    losses = 0
    for seed in range(20):
        moment = chance.randrange(len(recording.events) // 2, len(recording.events) + 1)
        try:
            found, acknowledged = _found_after(recording, moment, seed, tmp_path / f"cut-{seed}")
            losses += not found >= set(range(1, acknowledged + 1))
        except (RapportError, AssertionError):
            losses += 1
    assert losses > 0
