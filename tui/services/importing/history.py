"""Past exchanges from a file: each with its people in the book, once, and never as practice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from tui.domain.records.contact import ContactId, fold
from tui.domain.records.contact_points import profile_of
from tui.domain.records.interaction import Channel
from tui.formats.history import InteractionRead, PersonRead
from tui.formats.result import ReadProblem
from tui.services.importing.plan import PlannedCard
from tui.store.book import Book

_BATCH = 500
_Said = tuple[str, Channel]
"""The day, as ISO text, and the channel of an exchange."""


class PastTalks:
    """The exchanges of one import; call inside ``Book.write``."""

    def __init__(self, book: Book, problems: list[ReadProblem]) -> None:
        self._book = book
        self._problems = problems
        self._by_key: dict[str, ContactId] = {}
        self._new: set[ContactId] = set()
        self._said: dict[ContactId, set[_Said]] = {}
        self._unknown: dict[str, tuple[PersonRead, int, int]] = {}
        self._talked: dict[ContactId, None] = {}
        self.added = 0
        self.here = 0

    def learn(
        self, cards: Iterable[PlannedCard], ids: Mapping[int, ContactId], new: Sequence[ContactId]
    ) -> None:
        """Keep in mind who of the file is who in the book."""
        self._new = set(new)
        for card in cards:
            if card.number in ids:
                for key in (card.draft.uid, fold(card.draft.name)):
                    self._by_key.setdefault(key, ids[card.number])

    def take(self, talk: InteractionRead) -> None:
        """Add one exchange, unless it is here already or nobody of it is in the book."""
        if self._book.interactions.knows_source(talk.source_key):
            self.here += 1
            return
        people = [(each, self._who(each)) for each in talk.people]
        for person, known in people:
            if known is None:
                _, count, line = self._unknown.get(person.key, (person, 0, talk.line))
                self._unknown[person.key] = (person, count + 1, line)
        ids = tuple(dict.fromkeys(known for _, known in people if known is not None))
        if not ids:
            return
        if all((talk.on.isoformat(), talk.channel) in self._said_with(ident) for ident in ids):
            self.here += 1
            return
        self._book.interactions.add_unsettled(talk.draft(ids, before_book=True))
        self._talked |= dict.fromkeys(ids)
        self.added += 1

    def settle(self, tell: Callable[[], None]) -> None:
        """Let due dates and replies follow from all that was added; ``tell`` is called now and then."""
        talked = list(self._talked)
        for start in range(0, len(talked), _BATCH):
            tell()
            self._book.interactions.settle(talked[start : start + _BATCH])

    def report_unknown(self) -> None:
        """Say with whom exchanges were left out, because they are not in the book."""
        for person, count, line in self._unknown.values():
            what = "An exchange" if count == 1 else f"{count} exchanges"
            self._problems.append(
                ReadProblem(
                    line, f"{what} with somebody who is not in the book.", person.name or person.profile
                )
            )

    def _who(self, person: PersonRead) -> ContactId | None:
        """Find somebody: by their card in the same file, by profile, else the only one of that name."""
        key = person.key
        if key not in self._by_key:
            found = self._book.contacts.with_uid(person.uid) if person.uid else None
            if found is not None and self._book.contacts.get(found) is None:
                found = None
            known = profile_of(person.profile) if person.profile else None
            if found is None and known:
                profile = f"profile:{known[1]}"
                found = next(iter(self._book.contacts.with_match_keys([profile]).get(profile, ())), None)
            if found is None:
                namesakes = self._book.contacts.named_exactly(person.name, 2) if person.name else []
                found = namesakes[0] if len(namesakes) == 1 else None
            if found is None:
                return None
            self._by_key[key] = found
        return self._by_key[key]

    def _said_with(self, ident: ContactId) -> set[_Said]:
        """Return what was in the book before this import: the same day and channel is the same exchange."""
        if ident in self._new:
            return set()
        if ident not in self._said:
            talks = self._book.interactions.timeline_of(ident)
            said: set[_Said] = set()
            for start in range(0, len(talks), _BATCH):
                found = self._book.interactions.get_all(talks[start : start + _BATCH])
                said |= {(each.practice_date.isoformat(), each.channel) for each in found}
            self._said[ident] = said
        return self._said[ident]
