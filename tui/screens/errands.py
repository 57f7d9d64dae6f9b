"""What can be done with the whole book from any view: bring people in, take them out, keep a copy."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tui.domain.errors import InvalidInput
from tui.services.desk import Desk
from tui.services.services import Services

Errand = Callable[[Services], str]

_KINDS = {".vcf": "vcard", ".csv": "csv", ".json": "json"}


def errand(desk: Desk, ident: str, text: str) -> Errand | None:
    """Give the change a command of the app means, or None when it is none of the book's."""
    errands: dict[str, Callable[[Desk, str], Errand]] = {
        "app.import": _import_file,
        "app.export": _export_book,
        "app.backup": _back_up,
        "app.demo": _tell_demo,
    }
    return errands[ident](desk, text) if ident in errands else None


def _import_file(_desk: Desk, text: str) -> Errand:
    def bring_in(services: Services) -> str:
        if not text.strip():
            raise InvalidInput("Which file?", hint="Write it after the word: import ~/contacts.vcf")
        path = Path(text.strip()).expanduser()
        return f"{path.name}: {services.importing.from_file(path).sentence()}"

    return bring_in


def _export_book(_desk: Desk, text: str) -> Errand:
    def write_out(services: Services) -> str:
        if not text.strip():
            raise InvalidInput("Into which file?", hint="Write it after the word: export ~/people.vcf")
        path = Path(text.strip()).expanduser()
        kind = _KINDS.get(path.suffix.casefold())
        if kind is None:
            raise InvalidInput(f"{path.name} says no kind.", hint="End it in .vcf, .csv or .json.")
        return f"{services.exporting.to_file(kind, path)} contacts written to {path}"

    return write_out


def _back_up(desk: Desk, _text: str) -> Errand:
    def copy(services: Services) -> str:
        return f"a checked copy is at {services.exporting.back_up(None, desk.backups)}"

    return copy


def _tell_demo(_desk: Desk, _text: str) -> Errand:
    return lambda _services: "rapport --demo opens a book of sample people, gone when you leave"
