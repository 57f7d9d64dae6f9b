"""What can be done with the whole book from any view: take people out, keep a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tui.domain.errors import InvalidInput
from tui.screens.view.tending_questions import read_rhythm
from tui.services.desk import Desk
from tui.services.services import Services

BookCommand = Callable[[Services], str]

CHANGES_NOTHING = frozenset({"app.export", "app.backup", "app.demo"})
"""Commands after which there is nothing to take back."""


def book_command(desk: Desk, ident: str, text: str) -> BookCommand | None:
    """Return the change a command of the app means, or None when it is none of the book's."""
    commands: dict[str, Callable[[Desk, str], BookCommand]] = {
        "app.export": _export_book,
        "app.backup": _back_up,
        "app.demo": _tell_demo,
        "app.rhythm": _give_rhythm,
        "app.circle": _say_how_close,
        "app.balance": _speak_of_balance,
        "app.small_steps": _offer_small_steps,
    }
    return commands[ident](desk, text) if ident in commands else None


def _export_book(desk: Desk, text: str) -> BookCommand:
    def write_out(services: Services) -> str:
        from tui.services.exporting.exchange import Exchange
        from tui.services.exporting.exporting import kind_of_path

        if not text.strip():
            raise InvalidInput("Into which file?", hint="Write it after the word: export ~/people.vcf")
        name = text.strip()
        path = Exchange(desk.exchange).outgoing(name) if desk.kiosk else Path(name).expanduser()
        return f"{services.exporting.to_file(kind_of_path(path), path)} contacts written to {path}"

    return write_out


def _back_up(desk: Desk, _text: str) -> BookCommand:
    def copy(services: Services) -> str:
        said = f"a checked copy is at {services.exporting.back_up(None, desk.backups)}"
        # Nobody who may do nothing else can take one away.
        gone = services.exporting.keep_few_copies() if desk.kiosk else []
        return f"{said}; the oldest went: {', '.join(gone)}" if gone else said

    return copy


def _tell_demo(_desk: Desk, _text: str) -> BookCommand:
    return lambda _services: "rapport --demo opens a book of sample people, gone when you leave"


def _give_rhythm(_desk: Desk, text: str) -> BookCommand:
    def give(services: Services) -> str:
        asked = read_rhythm(text)
        if asked.group is None:
            raise InvalidInput("Which circle or tag?", "Nothing was changed.", "Write it first: #work 6w")
        return asked.give(services, ())

    return give


def _say_how_close(_desk: Desk, text: str) -> BookCommand:
    def tell(services: Services) -> str:
        name, _, last = text.strip().removeprefix("#").rpartition(" ")
        if name and last.isascii() and last.isdigit():
            return services.rhythms.circle(name, int(last) or None)
        raise InvalidInput("How close?", "Nothing was changed.", "Write the circle and a number: friends 1")

    return tell


def _speak_of_balance(_desk: Desk, _text: str) -> BookCommand:
    return lambda services: services.standings.show_balance(not services.standings.is_balance_shown)


def _offer_small_steps(_desk: Desk, _text: str) -> BookCommand:
    return lambda services: services.small_steps.show(not services.small_steps.are_shown)
