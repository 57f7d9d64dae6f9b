"""How many presses the daily acts take among a thousand people, counted in the engine and in a real terminal."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from msgspec import Struct

from tests.pty_app import RAPPORT
from tests.screens.app_in_test import MONDAY, with_book
from tests.terminal.test_terminal_app import NOW, Hand
from tests.tmux import TmuxApp
from tui.build import Setting
from tui.config import Config
from tui.domain.clock import FixedClock, practice_date
from tui.domain.records.contact import ContactId, fold
from tui.services.demo.demo import fill_demo
from tui.services.services import Services

PEOPLE, ASKED_FOR = 1_000, 100
MOST_LETTERS = 6
SHOWN = 8
"""So many finds are in view without going down far."""


Asked = tuple[ContactId, str]
"""Somebody meant: their number and their name."""


class Way(Struct, frozen=True):
    """What is typed to mean one person, and how many presses it takes in all."""

    presses: int
    text: str
    downs: int
    takes_tab: bool = False


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a book of a thousand invented people."""
    path = tmp_path_factory.mktemp("thousand") / "rapport.db"
    with_book(path, lambda services: fill_demo(services.book, practice_date(MONDAY), 1, PEOPLE, 2 * PEOPLE))
    return path


@pytest.fixture(scope="module")
def services(thousand: Path) -> Iterator[Services]:
    """Yield the use cases over that book."""
    with closing(Setting(Config(), FixedClock(MONDAY), thousand).services()) as opened:
        yield opened


@pytest.fixture(scope="module")
def chosen(services: Services) -> list[Asked]:
    """Return a hundred of them by lot."""
    everybody = services.book.conn.execute("SELECT id, name FROM contact ORDER BY id").fetchall()
    assert len(everybody) == PEOPLE
    return random.Random(7).sample(everybody, ASKED_FOR)


def initials(name: str, between: str) -> Iterator[str]:
    """Yield what may be typed for a name: the first letters of its first word, and of its last."""
    for words in {tuple(name.casefold().split()), tuple(fold(name).split())}:
        for first in range(1, MOST_LETTERS):
            yield words[0][:first]
            if len(words) > 1:
                rest = range(1, MOST_LETTERS - first)
                yield from (f"{words[0][:first]}{between}{words[-1][:last]}" for last in rest)


def cheapest(name: str, between: str, way_of: Callable[[str], Way | None]) -> Way:
    """Give the way with the fewest presses."""
    ways = [way for text in dict.fromkeys(initials(name, between)) if (way := way_of(text)) is not None]
    return min(ways, key=lambda way: way.presses)


def to_log(services: Services, contact_id: ContactId, name: str) -> Way:
    """Return how somebody is logged: l @ letters, with Tab where the letters alone are not clear, Enter."""
    people = services.recording.people

    def way_of(text: str) -> Way | None:
        if [known.id for known in people.named(text)] == [contact_id]:
            return Way(len("l@") + len(text) + len(["Enter"]), text, 0)
        offered = [known.id for known in people.beginning(text, 5)]
        if contact_id not in offered:
            return None
        downs = offered.index(contact_id)
        return Way(len("l@") + len(text) + downs + len(["Tab", "Enter"]), text, downs, takes_tab=True)

    return cheapest(name, ".", way_of)


def to_find(services: Services, contact_id: ContactId, name: str) -> Way:
    """Return how somebody is found: / letters, down as far as they stand, Enter."""

    def way_of(text: str) -> Way | None:
        found = [hit.contact_id for hit in services.finding.search(text, SHOWN).contacts][:SHOWN]
        if contact_id not in found:
            return None
        downs = found.index(contact_id)
        return Way(len("/") + len(text) + downs + len(["Enter"]), text, downs)

    return cheapest(name, " ", way_of)


def percentile(counts: Sequence[int], share: float) -> int:
    return sorted(counts)[int(len(counts) * share) - 1]


def test_anyone_among_a_thousand_is_logged_in_nine_presses(services: Services, chosen: list[Asked]) -> None:
    slow = [(name, way) for ident, name in chosen if (way := to_log(services, ident, name)).presses > 9]
    assert slow == []


def test_finding_among_a_thousand_takes_seven_presses_nine_times_in_ten(
    services: Services, chosen: list[Asked]
) -> None:
    counts = [to_find(services, ident, name).presses for ident, name in chosen]
    assert percentile(counts, 0.9) <= 7
    assert sum(counts) / len(counts) <= 6


@pytest.mark.terminal
def test_the_presses_are_those_of_a_real_terminal(
    thousand: Path, services: Services, chosen: list[Asked], tmp_path: Path
) -> None:
    ascii_names = [(ident, name) for ident, name in chosen if name.isascii()]
    by_cost = sorted(ascii_names, key=lambda each: -to_log(services, *each).presses)
    with TmuxApp(tmp_path, (*RAPPORT, "--db", str(thousand)), env=NOW) as app:
        app.wait_for("REACH OUT")
        for ident, name in [*by_cost[:2], by_cost[-1]]:
            assert logged_with(Hand(app), to_log(services, ident, name), name) <= 9
        for ident, name in ascii_names[:4]:
            assert found(Hand(app), to_find(services, ident, name), name) <= 7
        app.press("1")
        app.wait_for("REACH OUT")
        for keys, said, most in (
            (["d"], "logged ", 1),
            (["u"], "taken back: logged ", 1),
            (["l", "Enter"], "logged a", 2),
            (["l", "m", "Enter"], "logged a message", 3),
            (["s", "w"], "snoozed ", 2),
            (["u"], "taken back: snoozed ", 1),
        ):
            hand = Hand(app)
            hand.press(*keys)
            app.wait_for(said)
            assert hand.presses <= most
        hand = Hand(app)
        hand.press("a")
        hand.type("Rosa Diaz")
        hand.press("Enter")
        app.wait_for("added Rosa Diaz")
        assert hand.presses == len("Rosa Diaz") + 2


def logged_with(hand: Hand, way: Way, name: str) -> int:
    """Log with somebody, and give how many presses it took."""
    hand.type(f"l@{way.text}")
    hand.app.wait_until(lambda screen: f"@{way.text}" in screen)
    hand.press(*["Down"] * way.downs, *["Tab"] * way.takes_tab)
    hand.app.wait_until(lambda screen: any(name in row and "·" in row for row in screen.splitlines()))
    hand.press("Enter")
    hand.app.wait_until(lambda screen: any("logged a" in row and name in row for row in screen.splitlines()))
    assert hand.presses == way.presses
    return hand.presses


def found(hand: Hand, way: Way, name: str) -> int:
    """Find somebody and open them, and give how many presses it took."""
    hand.app.press("1")
    hand.app.wait_for("REACH OUT")
    hand.type(f"/{way.text}")
    hand.app.wait_until(lambda screen: name in screen)
    hand.press(*["Down"] * way.downs, "Enter")
    hand.app.wait_until(lambda screen: "TIMELINE" in screen and name in screen)
    return hand.presses
