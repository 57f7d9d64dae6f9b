"""What a person's own editor is writing: noted while it is open, so that what it saved is not lost with the line."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.errors import RapportError
from tui.domain.records.contact import NOTE_LIMIT, ContactId
from tui.domain.text import clean
from tui.store.file.files import read_whole
from tui.store.interactions.drafts import EDITORS, EDITS, ENDED, Draft, Drafts, is_running, started

NOTES = "notes"
_SAVED_AT_THE_END = ".save"
"""How nano calls what it saves when its terminal goes."""


class Whose(Struct, frozen=True):
    """Where a text belongs that is written in an editor."""

    people: tuple[ContactId, ...]
    field: str = NOTES
    draft_id: str = ""
    """The draft whose field it is; empty for the notes on somebody."""


def note_editor(drafts: Drafts, whose: Whose, path: Path, before: str) -> Draft:
    """Write down that a text is with an editor; raises CannotOpen or BookBusy."""
    texts = {"field": whose.field, "draft": whose.draft_id, "file": str(path), "before": before}
    mine = os.getpid()
    people = tuple(int(each) for each in whose.people)
    noted = Draft(people, texts, process=mine, started=started(mine), book=drafts.book)
    drafts.aside(EDITORS).keep(noted)
    return noted


def note_process(drafts: Drafts, noted: Draft, process: int) -> None:
    """Write down which program the editor is: for as long as it runs, what it writes is not taken away from it."""
    texts = {**noted.texts, "editor": str(process), "since": started(process)}
    with suppress(RapportError, OSError):
        drafts.aside(EDITORS).keep(replace(noted, texts=texts))


def editor_done(drafts: Drafts, noted: Draft) -> None:
    """Forget that an editor was open."""
    with suppress(OSError):
        drafts.aside(EDITORS).drop(noted.id)


def take_back_from_editors(drafts: Drafts) -> None:
    """Make drafts of what editors had saved whose text nobody took back, because the line dropped."""
    noted = drafts.aside(EDITORS)
    for each in noted.abandoned():
        if _is_open(each.texts):
            continue
        path = Path(each.texts.get("file", ""))
        # What cannot be written down now stays where it is, and is asked again.
        with suppress(RapportError, OSError):
            found = _saved_in(path)
            if found is not None and found[0].rstrip() != each.texts.get("before", "").rstrip():
                _keep(drafts, each, *found)
            noted.drop(each.id)
            if found is not None and len(found[0]) >= NOTE_LIMIT:
                continue  # Longer than can be kept: all of it stays in the file.
            for leftover in (path, _at_the_end(path)):
                leftover.unlink(missing_ok=True)


def _is_open(texts: Mapping[str, str]) -> bool:
    number = texts.get("editor", "")
    since = texts.get("since", "")
    return number.isdecimal() and since != ENDED and is_running(int(number), since)


def _saved_in(path: Path) -> tuple[str, str] | None:
    """Return what was saved last and when (UTC, ISO); None where there is no file any more."""
    files = [each for each in (path, _at_the_end(path)) if os.path.isfile(each) and not each.is_symlink()]
    if not files:
        return None
    newest = max(files, key=lambda each: each.stat().st_mtime_ns)
    text = clean(read_whole(newest).decode("utf-8", errors="replace"), NOTE_LIMIT).rstrip("\n")
    at = datetime.fromtimestamp(newest.stat().st_mtime, UTC)
    return text, at.isoformat(timespec="seconds")


def _at_the_end(path: Path) -> Path:
    return path.with_name(f"{path.name}{_SAVED_AT_THE_END}")


def _keep(drafts: Drafts, noted: Draft, text: str, at: str) -> None:
    field, before = noted.texts.get("field", NOTES), noted.texts.get("before", "")
    if not noted.texts.get("draft"):
        texts = {field: text, f"before:{field}": before}
        drafts.aside(EDITS).keep(Draft(noted.contact_ids, texts, at, book=drafts.book))
        return
    wanted = noted.texts["draft"]
    draft = next((each for each in drafts.all() if each.id == wanted), None)
    draft = draft or Draft(noted.contact_ids, {}, book=drafts.book, id=wanted)
    there = draft.texts.get(field, "")
    if there.strip() not in ("", before.strip()):
        text = f"{there}\n\n{text}"  # It was gone on with meanwhile: both are kept.
    drafts.keep(replace(draft, texts={**draft.texts, field: text}, saved_at=at, process=0, started=""))


class NotesOnTheirWay:
    """Notes that come from an editor, kept as an edit that can be taken up until they are in the book."""

    def __init__(
        self, drafts: Drafts, people: Sequence[ContactId], before: str, text: str, at: datetime
    ) -> None:
        texts = {NOTES: text, f"before:{NOTES}": before}
        saved_at = at.astimezone(UTC).isoformat(timespec="seconds")
        self._drafts = drafts.aside(EDITS)
        self._draft = Draft(tuple(int(each) for each in people), texts, saved_at, book=drafts.book)
        self.is_kept = True
        """Whether they could be written down."""
        try:
            self._drafts.keep(self._draft)
        except (RapportError, OSError):
            self.is_kept = False

    def arrived(self) -> None:
        """Forget them, now that they are in the book."""
        with suppress(OSError):
            self._drafts.drop(self._draft.id)
