"""Taking people out: vCard, CSV, the whole book as JSON, and a verified backup."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tui.domain.contact import Contact
from tui.domain.errors import InvalidInput
from tui.formats.csv_write import write_contacts_csv
from tui.formats.json_book import write_book
from tui.formats.vcard_write import write_vcards
from tui.store.backup import back_up
from tui.store.book import Book
from tui.store.files import write_whole
from tui.store.tables import all_rows

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    data: bytes
    contacts: int


class Exporting:
    """Exports from one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def as_format(self, kind: str, ids: Sequence[int] | None = None) -> Exported:
        """Give the book, or some of its contacts, as the bytes of a vcard, csv or json file.

        Raises InvalidInput for another kind, or for a part of the book as json.
        """
        if kind == "json":
            if ids is not None:
                raise InvalidInput("JSON is the whole book.", hint="Leave --who out, or export vcard or csv.")
            text = write_book(all_rows(self._book.conn), self._book.now_utc())
            return Exported(text.encode(), self._book.contacts.count())
        writers: dict[str, Callable[[Sequence[Contact]], bytes]] = {
            "vcard": write_vcards,
            "csv": write_contacts_csv,
        }
        if kind not in writers:
            raise InvalidInput(f"{kind} cannot be written yet.", hint="vcard, csv and json can.")
        wanted = list(self._book.contacts.ids_by_name() if ids is None else ids)
        contacts: list[Contact] = []
        for start in range(0, len(wanted), _BATCH):
            contacts.extend(self._book.contacts.get_all(wanted[start : start + _BATCH]))
        return Exported(writers[kind](contacts), len(contacts))

    def to_file(self, kind: str, path: Path, ids: Sequence[int] | None = None) -> int:
        """Write an export as a whole file of mode 0600 and give how many contacts are in it."""
        exported = self.as_format(kind, ids)
        write_whole(path, exported.data)
        return exported.contacts

    def back_up(self, path: Path | None, folder: Path) -> Path:
        """Write a verified copy of the book; without a path, into the folder under the book's name and now."""
        stamp = self._book.clock.now().strftime("%Y%m%dT%H%M%S")
        target = path or folder / f"{self._book.path.stem}-{stamp}.db"
        back_up(self._book.conn, target)
        return target
