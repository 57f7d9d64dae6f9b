"""Deleting: an interaction to the trash, and a contact for ever."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.dates.spans import day_words
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId
from tui.services.deleting.where_names_lie import Beside, Fate, places
from tui.store.book import Book
from tui.store.copies.backup import back_up, before_deletion, before_deletions
from tui.store.deleting.copies_beside import about, holding
from tui.store.deleting.departures import last_departure, settle_departure
from tui.store.deleting.mentions import Mention
from tui.store.deleting.purge import Outlook, outlook, purge, write_anew
from tui.store.table_list import TABLES

YES = "yes"
"""The word that is typed to delete for ever."""
_LISTED = 5
_EXCERPT = 60
_SHORTEST_UID = 16
_WORDS = {table.name: table.words for table in TABLES}


class Farewell(Struct, frozen=True):
    """What deleting somebody for ever takes and leaves, in sentences; said before it is done, or after."""

    name: str
    goes: str
    """What goes and what stays with others."""
    mentions: tuple[str, ...]
    """Where else their name stands: what kind of text, and the words around it, before and after."""
    doubtful: tuple[str, ...]
    """Texts with a word of their name that may mean something else, and stay as they are."""
    beside: str
    """What goes beside the book; empty when nothing is about them there."""
    copies: tuple[Path, ...]
    """Files that hold them and are not touched: backups, and texts copied out."""
    copy: Path | None = None
    """The copy of the whole book made just before, once that is done."""

    @property
    def about_mentions(self) -> str:
        """Say how many texts about others name them."""
        count = len(self.mentions)
        return f"Their name stands in {_count(count, 'text')} about others" if count else ""

    @property
    def about_doubtful(self) -> str:
        """Say how many texts stay as they are, because the word may mean something else."""
        count = len(self.doubtful)
        if not count:
            return ""
        return f"A word of their name may mean something else in {_count(count, 'text')}, left as written"

    @property
    def about_copies(self) -> str:
        """Say which files still hold them."""
        if not self.copies:
            return "No other copy beside the book holds them."
        named = ", ".join(path.name for path in self.copies[:_LISTED])
        more = f" and {len(self.copies) - _LISTED} more" if len(self.copies) > _LISTED else ""
        verb = "holds" if len(self.copies) == 1 else "hold"
        where = self.copies[0].parent
        count = _count(len(self.copies), "copy", "copies")
        return f"{count} still {verb} them, yours to keep or delete: {named}{more}, in {where}."

    @property
    def about_copy(self) -> str:
        """Say where the book as it was is kept, and for how long."""
        if self.copy is None:
            return (
                "The whole book is copied first; the copy still holds them,"
                " and is kept until the next deletion for ever."
            )
        return (
            f"The book as it was is kept until the next deletion for ever, and still holds them: {self.copy}."
        )


class Deleting:
    """Deletions from one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def interaction(self, interaction_id: int) -> str:
        """Move an interaction to the trash and give the words for it; raises InvalidInput without one."""
        found = self._book.interactions.get(interaction_id)
        if found is None:
            raise InvalidInput(f"There is no interaction {interaction_id}.", "Nothing was deleted.")
        day = day_words(found.practice_date, self._book.clock.today())
        label = f"moved {found.channel.words} with {' and '.join(found.names)}, {day}, to the trash"
        with self._book.write(label):
            self._book.interactions.trash(interaction_id)
        return label

    def farewell(self, contact_id: ContactId, beside: Beside) -> Farewell:
        """Say what deleting a contact for ever would take and leave; raises InvalidInput without one."""
        seen = outlook(self._book, contact_id)
        if seen is None:
            raise InvalidInput("They are no longer in the book.", "Nothing was deleted.")
        return self._farewell(seen, beside)

    def contact_for_ever(
        self,
        contact_id: ContactId,
        beside: Beside,
        *,
        keep_mentions: bool = False,
        shown: Farewell | None = None,
    ) -> Farewell:
        """Delete a contact with everything about them, wherever we keep it; say what went and what still holds them.

        In texts about others their name becomes "someone", unless ``keep_mentions``. A verified copy of the
        whole book is made first. Raises InvalidInput when there is no such contact, or when anything would
        change that is not in what was ``shown``; BookBusy when the file could not be written anew.
        """
        seen = outlook(self._book, contact_id)
        if seen is None:
            raise InvalidInput("They are no longer in the book.", "Nothing was deleted.")
        before = self._farewell(seen, beside)
        if shown is not None:
            _must_be_as_shown(before, shown)

        def asked(going: list[Outlook]) -> None:
            if [each.mentions for each in going] != [seen.mentions]:
                raise _changed_since()

        copy = self._for_ever([contact_id], (), beside, keep_mentions=keep_mentions, asked=asked)
        return replace(before, copies=tuple(self._copies(seen, beside)), copy=copy)

    def all_for_ever(
        self, contacts: Collection[ContactId], interactions: Collection[int], beside: Beside
    ) -> Path:
        """Delete contacts and interactions from the trash, and give the copy made before.

        Texts about others stay as they are written.
        """
        return self._for_ever(list(contacts), interactions, beside, keep_mentions=True)

    @property
    def is_owed(self) -> bool:
        """Whether a deletion for ever was cut off before all that lies beside the book was cleared."""
        return last_departure(self._book.conn).is_owed

    def finish(self, beside: Beside) -> None:
        """Do what is owed; raises BookBusy when another program holds the book, and then it is owed still."""
        from tui.services.deleting.departing import finish

        finish(self._book, beside)

    def remove_copy(self) -> str:
        """Delete the copy that was made before the last deletion for ever, and say so."""
        found = before_deletions(self._book.path)
        for path in found:
            path.unlink(missing_ok=True)
        return f"{found[-1].name} is deleted" if found else "there is no copy from before a deletion"

    def _for_ever(
        self,
        contacts: Sequence[ContactId],
        interactions: Collection[int],
        beside: Beside,
        *,
        keep_mentions: bool,
        asked: Callable[[list[Outlook]], None] | None = None,
    ) -> Path:
        """Copy, tidy beside the book, delete, and tidy once more what was written there meanwhile.

        Whatever ends the program on the way: before the change everything is still in the book, after it
        the book itself says that something is owed, and the next start does the rest.
        """
        book, older = self._book, before_deletions(self._book.path)
        copy = before_deletion(book.path, book.clock.now())
        back_up(book.conn, copy)
        going = [seen for each in contacts if (seen := outlook(book, each)) is not None]
        traces = [seen.traces for seen in going]
        try:
            beside.forget(book.path, contacts, traces)
            purge(
                book,
                contacts,
                interactions,
                keep_mentions=keep_mentions,
                copy=copy.name,
                asked=asked,
            )
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        for path in older:
            path.unlink(missing_ok=True)
        beside.forget(book.path, contacts, traces)
        write_anew(book)
        with book.quietly():
            settle_departure(book.db)
        return copy

    def _farewell(self, seen: Outlook, beside: Beside) -> Farewell:
        told = [f"everything about {seen.name}"]
        if seen.alone:
            told.append(f"{_count(len(seen.alone), 'interaction')} with them alone")
        goes = f"This deletes {' and '.join(told)}."
        if seen.shared:
            stay = "stays" if len(seen.shared) == 1 else "stay"
            goes += f" {_count(len(seen.shared), 'interaction')} with others {stay}, without them."
        unfinished = about(beside.drafts.folder, beside.drafts.book, [seen.contact_id], [seen.traces])
        told_beside = (
            f"{_count(unfinished, 'draft or line', 'drafts or lines')} about them beside the book"
            f" {'goes' if unfinished == 1 else 'go'} too, and all earlier lines of the bars."
            if unfinished
            else "All earlier lines of the bars go too."
        )
        return Farewell(
            seen.name,
            goes,
            tuple(_said(each) for each in seen.mentions),
            tuple(f"{_kind(each)}: {_around(each.before, '')}" for each in seen.doubtful),
            told_beside,
            tuple(self._copies(seen, beside)),
        )

    def _copies(self, seen: Outlook, beside: Beside) -> list[Path]:
        """Return the files that hold them and stay: beside the book by who they are, elsewhere by their name."""
        needles = [seen.uid, seen.name] if len(seen.uid) >= _SHORTEST_UID else [seen.name]
        near: list[Path] = []
        copied: list[Path] = []
        for place in places(self._book.path.resolve(), beside):
            if place.fate is Fate.NAMED:
                (copied if "exchange" in place.name else near).extend(place.paths)
        made_before = before_deletions(self._book.path)  # The next deletion lets go of them.
        return holding((path for path in near if path not in made_before), needles) + holding(
            copied, [seen.name]
        )


def _must_be_as_shown(before: Farewell, shown: Farewell) -> None:
    if (before.goes, before.mentions) != (shown.goes, shown.mentions):
        raise _changed_since()


def _changed_since() -> InvalidInput:
    return InvalidInput(
        "The book has changed since you were asked.", "Nothing was deleted.", "Look again at what would go."
    )


def _count(count: int, word: str, words: str = "") -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {words or word + 's'}"


def _kind(each: Mention) -> str:
    return _WORDS[each.table]


def _said(each: Mention) -> str:
    """Say how a text reads, and how it will."""
    return f"{_kind(each)}: {_around(each.before, each.after)} → {_around(each.after, each.before)}"


def _around(text: str, other: str) -> str:
    """Return the words where a text begins to differ from another."""
    at = next((i for i, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), 0)
    start = max(0, at - _EXCERPT // 3)
    words = " ".join(text[start : start + _EXCERPT].split())
    return f"{'…' if start else ''}{words}{'…' if start + _EXCERPT < len(text) else ''}"
