"""Deleting: an interaction to the trash, and a contact for ever."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from tui.domain.contact import ContactId
from tui.domain.errors import InvalidInput
from tui.domain.spans import day_words
from tui.services.lines import LineHistory
from tui.store.beside import forget_in_drafts, holding
from tui.store.book import Book
from tui.store.drafts import LINES, Drafts
from tui.store.purge import Outlook, outlook, purge

YES = "yes"
"""The word that is typed to delete for ever."""
_LISTED = 5
_EXCERPT = 60
_SHORTEST_UID = 16


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept beside the book, and may hold somebody too."""

    history: LineHistory
    drafts: Drafts
    exchange: Path
    """The folder of texts copied out."""


@dataclass(frozen=True, slots=True)
class Farewell:
    """What deleting somebody for ever takes and leaves, in sentences; said before it is done, or after."""

    name: str
    goes: str
    """What goes and what stays with others."""
    mentions: tuple[str, ...]
    """Where else their name stands: whose text, and the words around it."""
    copies: tuple[Path, ...]
    """Files that hold them and are not touched: backups, and texts copied out."""

    @property
    def about_mentions(self) -> str:
        """Say how many texts about others name them."""
        count = len(self.mentions)
        return f"Their name stands in {_count(count, 'text')} about others" if count else ""

    @property
    def about_copies(self) -> str:
        """Say which files still hold them."""
        if not self.copies:
            return "No backup beside the book holds them."
        named = ", ".join(path.name for path in self.copies[:_LISTED])
        more = f" and {len(self.copies) - _LISTED} more" if len(self.copies) > _LISTED else ""
        verb = "holds" if len(self.copies) == 1 else "hold"
        where = self.copies[0].parent
        count = _count(len(self.copies), "copy", "copies")
        return f"{count} still {verb} them, yours to keep or delete: {named}{more}, in {where}."


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
        self, contact_id: ContactId, beside: Beside, *, keep_mentions: bool = False
    ) -> Farewell:
        """Delete a contact with everything about them, wherever we keep it; say what went and what still holds them.

        In texts about others their name becomes "someone", unless ``keep_mentions``. Raises InvalidInput
        when there is no such contact, BookBusy when the file could not be written anew.
        """
        before = self.farewell(contact_id, beside)
        going = purge(self._book, [contact_id], keep_mentions=keep_mentions)
        self._forget_beside(going, beside)
        return before

    def all_for_ever(
        self, contacts: Collection[ContactId], interactions: Collection[int], beside: Beside
    ) -> None:
        """Delete contacts and interactions from the trash; texts about others stay as they are written."""
        going = purge(self._book, contacts, interactions, keep_mentions=True)
        self._forget_beside(going, beside)
        if interactions and not going:
            beside.history.forget()

    def _forget_beside(self, going: Sequence[Outlook], beside: Beside) -> None:
        for seen in going:
            for drafts in beside.drafts.of_every_kind():
                is_line = drafts.folder.name == LINES
                forget_in_drafts(drafts.folder, drafts.book, seen.contact_id, seen.traces, is_near=is_line)
            begun = beside.history.begun()
            beside.history.keep_begun(
                {kind: seen.traces.taken_out(line, is_near=True) for kind, line in begun.items()}
            )
        if going:
            beside.history.forget()

    def _farewell(self, seen: Outlook, beside: Beside) -> Farewell:
        told = [f"everything about {seen.name}"]
        if seen.alone:
            told.append(f"{_count(len(seen.alone), 'interaction')} with them alone")
        goes = f"This deletes {' and '.join(told)}."
        if seen.shared:
            stay = "stays" if len(seen.shared) == 1 else "stay"
            goes += f" {_count(len(seen.shared), 'interaction')} with others {stay}, without them."
        mentions = tuple(
            f"{each.table.replace('_', ' ')}: {_around(each.before, each.after)}" for each in seen.mentions
        )
        return Farewell(seen.name, goes, mentions, tuple(self._copies(seen, beside)))

    def _copies(self, seen: Outlook, beside: Beside) -> list[Path]:
        """Give the files that hold them and stay: beside the book by who they are, elsewhere by their name."""
        book = self._book.path.resolve()
        near = [
            path
            for path in (*book.parent.glob("*"), *book.parent.glob("backups/*"))
            if path.resolve() != book
        ]
        needles = [seen.uid, seen.name] if len(seen.uid) >= _SHORTEST_UID else [seen.name]
        copied = list(beside.exchange.glob("*")) if beside.exchange.is_dir() else []
        return holding(near, needles) + holding(copied, [seen.name])


def _count(count: int, word: str, words: str = "") -> str:
    return f"{count} {word}" if count == 1 else f"{count} {words or word + 's'}"


def _around(before: str, after: str) -> str:
    """Give the words where two texts begin to differ."""
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(after))
    start = max(0, at - _EXCERPT // 3)
    words = " ".join(before[start : start + _EXCERPT].split())
    return f"{'…' if start else ''}{words}{'…' if start + _EXCERPT < len(before) else ''}"
