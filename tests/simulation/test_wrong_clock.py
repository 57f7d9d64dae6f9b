"""A clock that was wrong once, far ahead or far behind: nothing goes by it, and the way back is offered."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.builders import a_contact, day
from tests.services.acts import acts_by_chance
from tui.domain.clock import FixedClock
from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactId
from tui.services.care.care import Care
from tui.services.care.clock import ClockCare
from tui.services.services import Services
from tui.services.tending.standing import Standings
from tui.services.today.due import DueList
from tui.store.book import Book
from tui.store.copies.backup import automatic_copies, copies
from tui.store.file.run_marks import Marks

NOW = datetime.fromisoformat("2026-11-23T09:00:00+01:00")
WRONG = {"2099": NOW.replace(year=2099, month=12, day=1), "1970": NOW.replace(year=1970, month=1, day=1)}
TRIPS = 10


class House:
    """One book, opened at whatever instant the clock says."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.path = folder / "rapport.db"
        self.marks = Marks(folder / "books")

    @contextmanager
    def at(self, instant: datetime) -> Iterator[Services]:
        with closing(Book.open(self.path, FixedClock(instant))) as book:
            yield Services(book)

    def keep(self, instant: datetime) -> Care:
        """Start once at an instant: look, and keep house."""
        care = Care(self.path, FixedClock(instant), self.marks)
        assert care.look() is None
        assert care.keep_house() is None
        care.left_in_order()
        return care

    def steps(self) -> list[str]:
        with self.at(NOW) as services:
            return [row[0] for row in services.book.conn.execute("SELECT label FROM action ORDER BY id")]

    def people(self) -> int:
        with self.at(NOW) as services:
            count: int = services.book.conn.execute(
                "SELECT count(*) FROM contact WHERE deleted_at IS NULL"
            ).fetchone()[0]
            return count


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A book that grew for three weeks, with a copy of most days."""
    house = House(tmp_path / "data")
    for number in range(20):
        at = NOW - timedelta(days=20 - number)
        with house.at(at) as services:
            a_contact(services.book, f"Person {number}", rhythm=30)
        house.keep(at)
    return house


@pytest.mark.parametrize("year", WRONG)
def test_only_looking_with_a_wrong_clock_changes_nothing(house: House, year: str) -> None:
    steps, kept = house.steps(), set(automatic_copies(house.path).values())
    for number in range(TRIPS):
        house.keep(WRONG[year] + timedelta(days=number))
        house.keep(NOW + timedelta(hours=number))
    assert house.steps() == steps
    assert kept <= set(automatic_copies(house.path).values())
    assert len(automatic_copies(house.path)) <= len(kept) + 1
    found = house.keep(NOW).newest_good()
    assert found is not None
    assert found.people == 20


@pytest.mark.parametrize("year", WRONG)
@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 10))])
def test_acts_under_a_wrong_clock_cost_no_step_no_copy_and_no_way_back(
    house: House, year: str, seed: int
) -> None:
    chance = random.Random(seed)
    before, kept = house.steps(), set(automatic_copies(house.path).values())
    for number in range(TRIPS):
        for at in (WRONG[year] + timedelta(days=number), NOW + timedelta(hours=13 * number)):
            with house.at(at) as services:
                for act in acts_by_chance(chance, most=3):
                    with suppress(RapportError):  # A day that has gone by under this clock.
                        act.do(services)
                a_contact(services.book, f"On trip {number} in {at.year}")
            house.keep(at)
    now = NOW + timedelta(hours=13 * TRIPS)
    assert house.steps()[: len(before)] == before
    assert kept <= set(automatic_copies(house.path).values())
    found = house.keep(now).newest_good()
    assert found is not None
    assert found.people == house.people()
    assert len(automatic_copies(house.path)) < len(kept) + 2 * TRIPS + 2


def test_copies_of_an_earlier_version_are_told_apart_by_their_files(house: House) -> None:
    (house.path.parent / "backups" / ".made").unlink()
    real = max(automatic_copies(house.path).items())[1]
    odd = real.with_name("rapport-auto-20991201T080000Z.db")
    first = min(automatic_copies(house.path).items())[1]
    odd.write_bytes(first.read_bytes())
    assert copies(house.path, NOW)[0] in (real, odd)
    os.utime(odd, (0, (NOW - timedelta(days=20)).timestamp()))
    assert copies(house.path, NOW)[0] == real


def test_a_wrong_clock_is_said_and_a_right_one_is_not(house: House) -> None:
    assert house.keep(NOW).clock_doubt is None
    doubt = house.keep(WRONG["2099"]).clock_doubt
    assert doubt is not None
    assert doubt.words.startswith(
        "The clock says Tue 1 Dec 2099; the last thing here was written down on Sun 22 Nov"
    )
    behind = house.keep(WRONG["1970"]).clock_doubt
    assert behind is not None
    assert "but something here was written down on Sun 22 Nov 2026" in behind.words


def test_somebody_called_under_a_clock_that_was_ahead_falls_due_again(house: House) -> None:
    who = ContactId(3)
    with house.at(WRONG["2099"]) as services:
        services.recording.done([who])
    house.keep(NOW + timedelta(days=60))
    with house.at(NOW + timedelta(days=60)) as services:
        contact = services.book.contacts.get(who)
        assert contact is not None
        assert contact.last_touch_on is None or contact.last_touch_on < day("2027-02-01")
        assert contact.next_due_on is not None
        assert contact.next_due_on < day("2027-02-01")
        assert who in [each.person.contact_id for each in DueList(services.book).due()]
        assert not services.book.due_dates.out_of_step()
        page = Standings(services.book).of(contact)
        assert any("dated Tue 1 Dec 2099 lies ahead of the clock" in sentence for sentence in page.why)


def test_talks_dated_ahead_are_listed_and_moved_in_one_step(house: House) -> None:
    who = ContactId(3)
    with house.at(WRONG["2099"]) as services:
        services.recording.done([who])
    house.keep(NOW)
    with house.at(NOW) as services:
        care = ClockCare(services.book)
        said = "\n".join(care.rows())
        assert "Person 2, dated 2099-12-01" in said
        assert "rapport check --redate" in said
        assert care.redate(date(2026, 11, 23)).startswith("1 talk moved to 2026-11-23")
        assert care.rows() == []
        contact = services.book.contacts.get(who)
        assert contact is not None
        assert contact.last_touch_on == date(2026, 11, 23)
        assert not services.book.due_dates.out_of_step()
    assert house.keep(NOW).clock_doubt is None
