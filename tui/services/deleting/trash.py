"""The trash: what lies in it and why, bringing it back, and emptying what has lain there long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from tui.domain.clock import practice_date
from tui.domain.deleting.trash import Trashed, TrashKind
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId
from tui.services.deleting.deleting import Deleting
from tui.services.deleting.where_names_lie import Beside
from tui.store.book import Book
from tui.store.deleting.trash import take_from_trash, trashed
from tui.store.mending.written import doubt_of


class Trash:
    """The trash of one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def items(self) -> list[Trashed]:
        """Return everything in the trash, the newest first."""
        return trashed(self._book, self._day_of)

    def old(self) -> list[Trashed]:
        """Return what has lain there so long that emptying it is offered; nothing while the clock may be wrong."""
        doubt = doubt_of(self._book)
        if doubt is not None and doubt.is_worth_saying:
            return []
        today = self._book.clock.today()
        return [each for each in self.items() if not each.days_left(today)]

    def restore(self, items: Sequence[Trashed]) -> str:
        """Bring things back as they were and give the words for it; raises InvalidInput for none."""
        still_there = {each.key for each in self.items()}
        found = [each for each in items if each.key in still_there]
        if not found:
            raise InvalidInput("That is not in the trash.", "Nothing was changed.")
        label = f"brought back {_whom(found)}"
        with self._book.write(label):
            take_from_trash(self._book, found)
        return label

    def delete_for_ever(self, items: Sequence[Trashed], beside: Beside) -> str:
        """Delete things in the trash for ever and give the words for it; texts about others stay as written."""
        people = [ContactId(each.id) for each in items if each.kind is TrashKind.CONTACT]
        talks = [each.id for each in items if each.kind is TrashKind.INTERACTION]
        if not items:
            return "nothing was old enough to go"
        copy = Deleting(self._book).all_for_ever(people, talks, beside)
        return (
            f"{_whom(items)} deleted for ever; a backup from just before is at {copy}"
            " and is kept until the next deletion for ever"
        )

    def empty(self, beside: Beside) -> str:
        """Delete for ever what has lain there longer than it is kept, after a backup of the whole book."""
        return self.delete_for_ever(self.old(), beside)

    def named(self, words: Sequence[str]) -> list[Trashed]:
        """Return what is meant by keys (c12, i34) or by the name of a contact; raises InvalidInput."""
        items = self.items()
        return [self._one(word, items) for word in words]

    def _one(self, word: str, items: Sequence[Trashed]) -> Trashed:
        wanted = word.strip().casefold()
        found = [each for each in items if each.key == wanted]
        found = found or [
            each for each in items if each.kind is TrashKind.CONTACT and each.title.casefold() == wanted
        ]
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(each.key for each in found)
            raise InvalidInput(f"{word!r} is {len(found)} people: {listed}.", "Nothing was changed.")
        raise InvalidInput(f"{word!r} is not in the trash.", "Nothing was changed.", "See: rapport trash")

    def _day_of(self, at_utc: str) -> date:
        return practice_date(datetime.fromisoformat(at_utc).astimezone(self._book.clock.now().tzinfo))


def _whom(items: Sequence[Trashed]) -> str:
    return items[0].title if len(items) == 1 else f"{len(items)} things from the trash"
