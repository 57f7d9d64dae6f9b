"""A folder of Markdown, a page for each contact: what the person wrote around our part stays."""

from __future__ import annotations

import os
from pathlib import Path

from tui.domain.errors import CannotOpen, InvalidInput, RapportError
from tui.domain.records.contact import Contact
from tui.formats.text.markdown import ContactPage, markdown_names, owner_of, write_contact_markdown
from tui.store.book import Book
from tui.store.file.files import read_whole, write_whole

_BATCH = 500


def write_folder(book: Book, folder: Path, contacts: list[Contact]) -> int:
    """Write a page for each contact into a folder, making it where there is none; give how many.

    A page is found again by the identity in it, whatever its file is called by now. Raises InvalidInput
    naming the file where its own part cannot be told: then no page was written.
    """
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise CannotOpen(f"{folder} is a file, and Markdown is a folder of files.", "Nothing was written.")
    known = _pages_of(folder)
    pages: list[tuple[Path, str]] = []
    for contact, name in zip(contacts, markdown_names(contacts), strict=True):
        path = known.get(contact.uid) or _free(folder / name, contact)
        before = _text(path) if os.path.exists(path) else ""
        try:
            pages.append((path, write_contact_markdown(_page(book, contact), before)))
        except RapportError as error:
            raise InvalidInput(f"{path.name}: {error.title}", "Nothing was written.", error.hint) from error
    for path, text in pages:
        if not os.path.exists(path) or _text(path) != text:
            write_whole(path, text.encode())
    return len(pages)


def _page(book: Book, contact: Contact) -> ContactPage:
    ids = book.interactions.timeline_of(contact.id)
    talks = [
        talk
        for start in range(0, len(ids), _BATCH)
        for talk in book.interactions.get_all(ids[start : start + _BATCH])
    ]
    return ContactPage(contact, talks, book.knowing.of(contact.id))


def _pages_of(folder: Path) -> dict[str, Path]:
    """Return the pages that are there already, by the identity of whom they are about."""
    found: dict[str, Path] = {}
    for path in sorted(folder.glob("*.md")) if os.path.isdir(folder) else ():
        try:
            owner = owner_of(_text(path))
        except RapportError:
            continue  # a note of the person's own, or a page whose fault is named when its turn comes
        if owner:
            found.setdefault(owner, path)
    return found


def _free(path: Path, contact: Contact) -> Path:
    """Return a path that is no page of somebody else's."""
    try:
        taken = os.path.exists(path) and owner_of(_text(path)) not in ("", contact.uid)
    except RapportError:
        taken = False
    return path.with_name(f"{path.stem} {contact.uid[:8]}.md") if taken else path


def _text(path: Path) -> str:
    return read_whole(path).decode("utf-8", errors="replace")
