"""Taking people out: vCard, CSV, the whole book as JSON, Markdown, a calendar, friends.md, a verified backup."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from tui.domain.errors import CannotOpen, InvalidInput
from tui.domain.records.contact import Contact, ContactId
from tui.store.book import Book
from tui.store.copies.backup import back_up, free_name, let_go_by_hand
from tui.store.file.files import is_database, write_whole

if TYPE_CHECKING:
    from tui.formats.vcard.write import Version

FILE_KINDS = {".vcf": "vcard", ".csv": "csv", ".json": "json", ".ics": "ics"}
"""The kind a file's name asks for; friends.md is known by its whole name, a folder is Markdown."""

COPIES_BY_HAND = 5
"""So many copies made by hand a login keeps that may use Rapport and nothing else."""

_BATCH = 500
_NOTHING = "Nothing was written."


class Exported(Struct, frozen=True):
    """What was written."""

    data: bytes
    contacts: int


class As(Struct, frozen=True):
    """How an export is to be written, where there is a choice."""

    is_vcard4: bool = False
    is_google: bool = False
    """CSV under Google's column names instead of our own."""


class Exporting:
    """Exports from one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def as_format(self, kind: str, ids: Sequence[int] | None = None, how: As | None = None) -> Exported:
        """Return the book, or some of its contacts, as the bytes of one file.

        Raises InvalidInput for another kind, for a part of the book as json, and for markdown, which is many
        files.
        """
        writers: dict[str, Callable[[list[Contact], As], bytes]] = {
            "vcard": self._as_vcards,
            "csv": _as_csv,
            "ics": self._as_calendar,
            "friends": self._as_friends,
        }
        if kind == "json":
            return self._whole(ids)
        if kind == "markdown":
            raise InvalidInput("Markdown is a folder of files.", _NOTHING, "Name a folder, not -.")
        if kind not in writers:
            raise InvalidInput(
                f"{kind} cannot be written.",
                _NOTHING,
                "vcard, csv and json can, and markdown, ics and friends.",
            )
        contacts = self._contacts(ids)
        return Exported(writers[kind](contacts, how or As()), len(contacts))

    def to_file(self, kind: str, path: Path, ids: Sequence[int] | None = None, how: As | None = None) -> int:
        """Write an export as a whole file of mode 0600, markdown as a folder; give how many contacts are in it.

        Raises CannotOpen for a path where a book lies, this one or another: no export takes a book's place.
        """
        if kind == "markdown":
            from tui.services.exporting.markdown_folder import write_folder

            return write_folder(self._book, path, self._contacts(ids))
        self._refuse_books(path)
        exported = self.as_format(kind, ids, how)
        write_whole(path, exported.data)
        return exported.contacts

    def back_up(self, path: Path | None, folder: Path) -> Path:
        """Write a verified copy of the book; without a path, into the folder under the book's name and now."""
        stamp = self._book.clock.now().strftime("%Y%m%dT%H%M%S")
        target = path or free_name(folder / f"{self._book.path.stem}-{stamp}.db")
        back_up(self._book.conn, target)
        return target

    def keep_few_copies(self) -> list[str]:
        """Let go of the copies made by hand beyond the last few; give the names of those that went."""
        gone = let_go_by_hand(self._book.path, COPIES_BY_HAND, self._book.clock.now())
        return [path.name for path in gone]

    def _refuse_books(self, path: Path) -> None:
        """Raise CannotOpen where a book lies; this one is known without opening it, which would end its locks."""
        if not os.path.isfile(path):
            return
        if path.samefile(self._book.path) or is_database(path):
            raise CannotOpen(f"{path} is a book.", "Nothing was written.", "Choose another name.")

    def _contacts(self, ids: Sequence[int] | None) -> list[Contact]:
        wanted = list(self._book.contacts.ids_by_name() if ids is None else ids)
        contacts: list[Contact] = []
        for start in range(0, len(wanted), _BATCH):
            contacts.extend(self._book.contacts.get_all(wanted[start : start + _BATCH]))
        return contacts

    def _whole(self, ids: Sequence[int] | None) -> Exported:
        from tui.formats.json.book import write_book
        from tui.store.schema.tables import all_rows

        if ids is not None:
            raise InvalidInput("JSON is the whole book.", hint="Leave --who out, or export vcard or csv.")
        text = write_book(all_rows(self._book.conn), self._book.now_utc())
        return Exported(text.encode(), self._book.contacts.count())

    def _as_vcards(self, contacts: list[Contact], how: As) -> bytes:
        """Write everybody's card: as it came with what changed since, else afresh."""
        from tui.services.exporting.card_writing import write_card
        from tui.store.contacts.cards import cards_of

        written: list[str] = []
        for start in range(0, len(contacts), _BATCH):
            batch = contacts[start : start + _BATCH]
            cards = cards_of(self._book, [each.id for each in batch])
            version: Version = "4.0" if how.is_vcard4 else "3.0"
            written += (write_card(self._book, each, cards.get(each.id, ""), version) for each in batch)
        return "".join(written).encode()

    def _as_calendar(self, contacts: list[Contact], _how: As) -> bytes:
        from tui.formats.text.ics import FeedEntry, write_ics

        def entries() -> Iterator[FeedEntry]:
            for start in range(0, len(contacts), _BATCH):
                batch = contacts[start : start + _BATCH]
                facts = self._book.outreach.people([each.id for each in batch], self._book.clock.today())
                for contact in batch:
                    known = facts.get(contact.id)
                    due_on = None if known is None or known.is_paused else known.due_on
                    if due_on and known and known.snoozed_until:
                        due_on = max(due_on, known.snoozed_until)
                    yield FeedEntry(contact, due_on)

        return write_ics(entries(), self._book.clock.today(), self._book.clock.now())

    def _as_friends(self, contacts: list[Contact], _how: As) -> bytes:
        from tui.formats.text.friends_write import write_friends

        ids: dict[int, None] = {}
        for contact in contacts:
            ids |= dict.fromkeys(self._book.interactions.timeline_of(ContactId(contact.id)))
        wanted = sorted(ids)
        talks = (
            talk
            for start in range(0, len(wanted), _BATCH)
            for talk in self._book.interactions.get_all(wanted[start : start + _BATCH])
        )
        return write_friends(contacts, talks)


def kind_of_path(path: Path) -> str:
    """Return the kind a path asks for by its name; raises InvalidInput where it asks for none."""
    if path.name.casefold() == "friends.md":
        return "friends"
    if os.path.isdir(path) or not path.suffix:
        return "markdown"
    kind = FILE_KINDS.get(path.suffix.casefold())
    if kind is None:
        raise InvalidInput(
            f"{path.name} says no kind.", _NOTHING, "End it in .vcf, .csv, .json or .ics, or name a folder."
        )
    return kind


def _as_csv(contacts: list[Contact], how: As) -> bytes:
    if how.is_google:
        from tui.formats.csv.google import write_google_csv

        return write_google_csv(contacts)
    from tui.formats.csv.write import write_contacts_csv

    return write_contacts_csv(contacts)
