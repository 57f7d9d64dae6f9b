"""A newcomer's plan: on which days, and after what; both can be left for later."""

from __future__ import annotations

from collections.abc import Awaitable

from tui.domain.practice.words import read_practice_days, schedule_words
from tui.screens.practice.questions import choose_days
from tui.screens.view.tending_questions import question
from tui.screens.view.view import View
from tui.widgets.bar_kind import Typed
from tui.widgets.key_menu import MenuKey

_DAY_KEYS = (
    MenuKey(("1",), "1", "every weekday, Mon to Fri"),
    MenuKey(("2",), "2", "3 days a week, any"),
    MenuKey(("d",), "d", "other days"),
)
_USUAL = {"1": "mon-fri", "2": "3 a week"}


async def ask_for_plan(view: View) -> None:
    """Offer weekdays and so many days a week side by side; Escape keeps the usual and asks no more."""
    note = "Esc leaves it for later: the view Practice has both, any time"
    key = await view.menu.ask("Which days do you want to practise?", _DAY_KEYS, note)
    if key in _USUAL:
        await _take_days(view, _USUAL[key])
    elif key is not None:

        def words(line: str) -> str:
            return schedule_words(read_practice_days(line, view.desk.today))

        def take(typed: Typed) -> Awaitable[bool]:
            return _take_days(view, typed.text, typed)

        kind = question("practice-days", "Practice days", "mon wed fri · every day · 4 a week", words)
        await view.ask_until_saved(kind, take)


async def _take_days(view: View, line: str, typed: Typed | None = None) -> bool:
    """Follow the days of a line from today, and ask for the person's own if-then sentence."""
    schedule = read_practice_days(line, view.desk.today)
    if not await view.do(lambda services: choose_days(services, schedule), typed):
        return False

    def take(typed: Typed) -> Awaitable[bool]:
        return view.do(lambda services: services.practising.write_plan(typed.text), typed)

    hint = "After my first coffee I will reach out to one person. · Esc leaves it"
    kind = question("if-then", "When will you do it? One sentence, in your words", hint, str.strip)
    await view.ask_until_saved(kind, take, follows=True)
    return True
