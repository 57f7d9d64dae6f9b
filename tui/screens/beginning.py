"""A newcomer's plan: on which days, and after what; both can be left for later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from tui.domain.practice_words import read_practice_days, schedule_words
from tui.screens.practice_questions import choose_days
from tui.screens.tending_questions import read_with
from tui.services.desk import Desk
from tui.services.services import Services
from tui.widgets.key_menu import Choice as Key
from tui.widgets.line_bar import Preview

DAYS, SENTENCE = "practice-days", "if-then"
"""The two questions, as the bar calls them."""
_DAY_KEYS = (
    Key(("1",), "1", "every weekday, Mon to Fri"),
    Key(("2",), "2", "3 days a week, any"),
    Key(("d",), "d", "other days"),
)
_USUAL = {"1": "mon-fri", "2": "3 a week"}


class Asking(Protocol):
    """A view that can ask with a menu or in the bar."""

    desk: Desk

    def open_menu(
        self, title: str, keys: Sequence[Key], on_key: Callable[[str], object], *, note: str
    ) -> None:
        """Ask with one key."""
        ...

    def ask(self, name: str, title: str, hint: str, read: Callable[[str, Sequence[str]], Preview]) -> None:
        """Ask for a line."""
        ...

    def write(self, use_case: Callable[[Services], str]) -> None:
        """Make a change and say it."""
        ...


def ask_for_days(view: Asking) -> None:
    """Offer weekdays and so many days a week side by side; Escape keeps the usual and asks no more."""
    note = "Esc leaves it for later: the view Practice has both, any time"

    def chosen(key: str) -> None:
        if key in _USUAL:
            take_days(view, _USUAL[key])
        else:
            view.ask(DAYS, "Practice days", "mon wed fri · every day · 4 a week", _days_preview(view))

    view.open_menu("Which days do you want to practise?", _DAY_KEYS, chosen, note=note)


def take_days(view: Asking, line: str) -> None:
    """Follow the days of a line from today, and ask for the sentence."""
    schedule = read_practice_days(line, view.desk.today)
    view.write(lambda services: choose_days(services, schedule))
    hint = "After my first coffee I will reach out to one person. · Esc leaves it"
    view.ask(SENTENCE, "When will you do it? One sentence, in your words", hint, _sentence_preview)


def take_sentence(view: Asking, line: str) -> None:
    """Keep the person's own if-then sentence."""
    view.write(lambda services: services.practising.write_plan(line))


ANSWERS: dict[str, Callable[[Asking, str], None]] = {DAYS: take_days, SENTENCE: take_sentence}
"""What is done with the line that answers a question."""


def _days_preview(view: Asking) -> Callable[[str, Sequence[str]], Preview]:
    def read(text: str) -> str:
        return schedule_words(read_practice_days(text, view.desk.today))

    return lambda line, _accepted: read_with(line, read)


def _sentence_preview(line: str, _accepted: Sequence[str]) -> Preview:
    return read_with(line, str.strip)
