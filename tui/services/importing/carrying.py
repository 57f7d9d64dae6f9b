"""Carrying an import out, inside one change: people, what happened with them, and first due days spread out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.errors import InvalidInput, RapportError
from tui.domain.records.contact import Contact, ContactDraft, ContactId, fold
from tui.domain.records.contact_fields import PLAIN
from tui.domain.text import clean
from tui.formats.result import ReadProblem
from tui.services.importing.history import PastTalks
from tui.services.importing.plan import (
    Alike,
    CardFate,
    Choice,
    ImportPlan,
    ImportReport,
    ImportStopped,
    PlannedCard,
    Progress,
)
from tui.services.importing.settling import Settling
from tui.services.tending.tending import Tending
from tui.store.book import Book
from tui.store.contacts.contact_rows import kept_aliases

_STEP = 25
"""Cards or talks between two words about the progress."""


class Wishes(Struct, frozen=True):
    """What the person wants of an import."""

    choices: Mapping[int, Choice]
    rhythm_days: int | None = None
    tag: str = ""


class Carrying:
    """One import being carried out; call ``out`` inside ``Book.write``."""

    def __init__(self, book: Book, plan: ImportPlan, wishes: Wishes, progress: Progress | None) -> None:
        self._book = book
        self._plan = plan
        self._wishes = wishes
        self._progress = progress
        self._settling = Settling(book)
        self._fates: dict[int, CardFate] = {}
        self._ids: dict[int, ContactId] = {}
        self._new: list[tuple[ContactId, int | None]] = []
        self._problems: list[ReadProblem] = []
        self._needs_review = 0
        self._total = len(plan.cards) + len(plan.talks)

    def out(self) -> ImportReport:
        """Do it all and say what came of it; raises ImportStopped when the person stops it."""
        if self._plan.book is not None:
            from tui.services.importing.restoring import restore_tables

            return restore_tables(self._book, self._plan.book, self._progress)
        for done, card in enumerate(self._plan.cards):
            self._tell(done)
            self._take(card)
        talks = PastTalks(self._book, self._problems)
        if self._plan.talks:
            talks.learn(self._plan.cards, self._ids, [ident for ident, _ in self._new])
        for done, talk in enumerate(self._plan.talks, len(self._plan.cards)):
            self._tell(done)
            talks.take(talk)
        talks.report_unknown()
        talks.settle(self._go_on)
        self._settle()
        self._spread()
        self._tell(self._total, is_end=True)
        counts = Counter(self._fates.values())
        return ImportReport(
            read=self._plan.read,
            added=counts[CardFate.ADDED],
            updated=counts[CardFate.UPDATED],
            unchanged=counts[CardFate.UNCHANGED],
            skipped=self._plan.read - len(self._fates),
            needs_review=self._needs_review,
            problems=(*self._plan.problems, *self._problems, *self._settling.problems),
            interactions=talks.added,
            interactions_here=talks.here,
        )

    def _tell(self, done: int, *, is_end: bool = False) -> None:
        if self._progress and (is_end or done % _STEP == 0) and not self._progress(done, self._total):
            raise ImportStopped

    def _go_on(self) -> None:
        """Be told at the end, where what was done is settled, whether to go on."""
        self._tell(self._total, is_end=True)

    def _take(self, card: PlannedCard) -> None:
        draft = card.draft
        if self._wishes.tag:
            draft = replace(draft, tags=tuple(dict.fromkeys((*draft.tags, self._wishes.tag))))
        known = card.contact_id if card.twin is None else self._ids.get(card.twin)
        first = card.number if card.twin is None else card.twin
        choice = self._wishes.choices.get(first, Choice.NEW)
        if choice is Choice.IGNORE:
            return
        if card.alike:
            known = self._meant(card.alike) if choice is Choice.MERGE else None
            self._needs_review += card.number not in self._wishes.choices
        if card.alike and known is not None:
            draft = self._merged(known, draft)
        try:
            ident, fate = self._put(known, self._settling.later(draft))
        except RapportError as error:
            self._problems.append(ReadProblem(card.line, str(error), clean(draft.name[:80], one_line=True)))
            return
        self._ids[card.number], self._fates[card.number] = ident, fate
        self._settling.keep(ident, draft)

    def _merged(self, known: ContactId, draft: ContactDraft) -> ContactDraft:
        """Return a card that was chosen to be merged: its name becomes another name, its note goes below the one here.

        By that name the same file finds them the next time.
        """
        contact = self._book.contacts.get(known)
        if contact and draft.notes and contact.notes and draft.notes not in contact.notes:
            self._book.contacts.change(known, notes=f"{contact.notes}\n\n{draft.notes}")
            draft = replace(draft, notes="")
        return replace(draft, aliases=(*draft.aliases, draft.name))

    def _meant(self, alike: Alike) -> ContactId | None:
        """Return whom a card is completed: somebody here, or an earlier card of the file where it was brought in."""
        return alike.contact_id if alike.number is None else self._ids.get(alike.number)

    def _settle(self) -> None:
        """Do what waited for everybody to be in; who was here and is told more of has been updated."""
        new = {ident for ident, _ in self._new}
        changed = self._settling.settle(new, self._go_on) - new
        for number, fate in self._fates.items():
            if fate is CardFate.UNCHANGED and self._ids[number] in changed:
                self._fates[number] = CardFate.UPDATED

    def _put(self, known: ContactId | None, draft: ContactDraft) -> tuple[ContactId, CardFate]:
        if known is not None:
            return known, CardFate.UPDATED if self._complete(known, draft) else CardFate.UNCHANGED
        added = self._book.contacts.add(draft)
        flags: dict[str, str | int | None] = {}
        if draft.is_archived:
            flags["archived_at"] = self._book.now_utc()
        if draft.is_deceased:
            flags["is_deceased"] = 1
        if flags:
            self._book.contacts.change(added, **flags)
        self._new.append((added, draft.rhythm_days))
        return added, CardFate.ADDED

    def _complete(self, contact_id: ContactId, draft: ContactDraft) -> bool:
        """Add what is not known yet; nothing that is there is replaced. Give whether anything was new."""
        contact = self._book.contacts.get(contact_id)
        if contact is None:
            raise InvalidInput("They are no longer in the book.")
        fresh = _blanks_filled(contact, draft)
        if fresh:
            self._book.contacts.change(contact_id, **fresh)
        added = self._book.contacts.add_points(contact_id, draft.points)
        dated = [self._book.contacts.add_key_date(contact_id, each) for each in draft.key_dates]
        groups = (*contact.tags, *contact.circles)
        tags, circles = _missing(draft.tags, groups), _missing(draft.circles, groups)
        if tags:
            self._book.contacts.add_tags(contact_id, tags)
        if circles:
            self._book.contacts.add_to_circles(contact_id, circles)
        known = self._learn(contact_id, draft)
        self._problems += _left_as_they_are(contact, draft)
        return bool(fresh or added or any(dated) or tags or circles or known)

    def _learn(self, contact_id: ContactId, draft: ContactDraft) -> bool:
        """Note what else the file knows of somebody; give whether any of it was new."""
        knowing = self._book.knowing
        is_new = bool(draft.facts and knowing.add_facts(contact_id, draft.facts))
        if draft.positions:
            there = knowing.positions_of(contact_id)
            if fresh := [each for each in draft.positions if each not in there]:
                knowing.put_positions(contact_id, [*there, *fresh])
                is_new = True
        if draft.custom_fields:
            fields = knowing.custom_fields_of(contact_id)
            if unknown := [each for each in draft.custom_fields if each not in fields]:
                knowing.put_custom_fields(contact_id, [*fields, *unknown])
                is_new = True
        return is_new

    def _spread(self) -> None:
        """Give rhythms to the new, first days spread over each: nobody comes due all at once."""
        by_days: dict[int, list[ContactId]] = {}
        for ident, own in self._new:
            days = own if own is not None else self._wishes.rhythm_days
            if days is not None:
                by_days.setdefault(days, []).append(ident)
        for days, ids in by_days.items():
            Tending(self._book).rhythm_within(ids, days)


def _blanks_filled(contact: Contact, draft: ContactDraft) -> dict[str, str | int | None]:
    """Return the fields of the draft that are blank in the book; another name becomes a nickname."""
    fresh: dict[str, str | int | None] = {
        row.column: getattr(draft, row.column)
        for row in PLAIN
        if getattr(draft, row.column) and not row.of(contact)
    }
    if draft.met_on and not contact.met_on:
        fresh["met_on"] = draft.met_on.isoformat()
    if draft.rhythm_days is not None and contact.rhythm_days is None:
        fresh["rhythm_days"] = draft.rhythm_days
    aliases = kept_aliases((*contact.aliases, *_missing(draft.aliases, (*contact.aliases, contact.name))))
    if aliases != "\n".join(contact.aliases):
        fresh["aliases"] = aliases
    return fresh


def _left_as_they_are(contact: Contact, draft: ContactDraft) -> Iterator[ReadProblem]:
    """Say what the file has otherwise than the book, which keeps its own."""
    for row in (each for each in PLAIN if each.other_than):
        said = clean(getattr(draft, row.column), row.limit, one_line=not row.has_lines)
        if said and said != row.of(contact) and row.of(contact):
            text = f"{contact.name}: {clean(said[:80], one_line=True)}"
            what = f"Other {row.other_than} than in the book; the book's was kept."
            yield ReadProblem(draft.source_line, what, text)


def _missing(offered: Sequence[str], known: Sequence[str]) -> list[str]:
    folded = {fold(each) for each in known}
    return [each for each in offered if fold(each) not in folded]
