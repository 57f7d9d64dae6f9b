"""Who of a file is in the book already: asked once for all, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tui.domain.contact import FIELD_LIMIT, Contact, ContactDraft, ContactId, PointKind, fold, valid_name
from tui.domain.contact_points import match_keys
from tui.domain.errors import RapportError
from tui.domain.text import clean
from tui.formats.detect import Format
from tui.formats.result import CardRead, ReadProblem
from tui.services.duplicates import LikePeople, detail_of
from tui.services.import_plan import Alike, ImportPlan, ImportStopped, PlannedCard, Progress
from tui.services.import_reading import FileRead
from tui.store.book import Book
from tui.store.contacts import kept_aliases, kept_uid

_BATCH = 200
_REACHED_BY = (PointKind.EMAIL, PointKind.PROFILE)


@dataclass(slots=True, eq=False)
class _Person:
    """Somebody a card could be: a contact of the book, or an earlier card of the same file."""

    folded: str
    aliases: set[str]
    contact: Contact | None = None
    number: int | None = None

    @property
    def order(self) -> int:
        """Contacts of the book come before cards of the file, the older first."""
        return self.contact.id if self.contact else 1 << 62


class Matching:
    """One plan under way."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._region = book.region or None
        self._like = LikePeople(book)
        self._of_contact: dict[ContactId, _Person] = {}
        self._by_key: dict[str, list[_Person]] = {}
        self._by_uid: dict[str, _Person] = {}
        self._claimed: set[ContactId] = set()
        self._problems: list[ReadProblem] = []

    def plan(self, file: FileRead, progress: Progress | None = None) -> ImportPlan:
        """Say of every card what would become of it; raises ImportStopped when ``progress`` says so."""
        planned: list[PlannedCard] = []
        for start in range(0, len(file.cards), _BATCH):
            if progress and not progress(start, len(file.cards)):
                raise ImportStopped
            batch = [_kept(card, file.kind) for card in file.cards[start : start + _BATCH]]
            keys = [_keys(draft, self._region) for draft in batch]
            self._load(keys)
            for card, draft, theirs in zip(file.cards[start:], batch, keys, strict=False):
                if found := self._place(len(planned), card, draft, theirs):
                    planned.append(found)
        return ImportPlan(
            file.name,
            file.kind.value,
            tuple(planned),
            file.talks,
            file.read,
            (*file.problems, *self._problems),
            file.book,
            self._book.data_version,
        )

    def _place(
        self, number: int, card: CardRead, draft: ContactDraft, keys: Sequence[str]
    ) -> PlannedCard | None:
        """Say who one card is; None for one that cannot be used, which is noted."""
        line = draft.source_line or card.line
        try:
            valid_name(draft.name)
        except RapportError as error:
            self._problems.append(ReadProblem(line, str(error), clean(draft.name[:80], one_line=True)))
            return None
        trashed = draft.uid and draft.uid not in self._by_uid and self._book.contacts.with_uid(draft.uid)
        if trashed and trashed not in self._of_contact and self._book.contacts.get(trashed) is None:
            self._problems.append(
                ReadProblem(line, "They are in the trash and were left there.", clean(draft.name[:80]))
            )
            return None
        person = self._known(draft, keys)
        found = PlannedCard(number, draft, line)
        if person and person.contact:
            found = replace(found, contact_id=person.contact.id)
            self._claimed.add(person.contact.id)
        elif person:
            found = replace(found, twin=person.number)
        else:
            found = replace(found, alike=self._alike(draft, number))
            person = _Person(fold(draft.name), set(), number=number)
        self._learn(person, draft, keys)
        return found

    def _known(self, draft: ContactDraft, keys: Sequence[str]) -> _Person | None:
        """Find who this is: by stable identity, then profile, e-mail or phone with a fitting name, then name."""
        if draft.uid and (same := self._with_uid(draft.uid)):
            return same
        folded = fold(draft.name)
        for key in keys:
            owners = sorted(self._by_key.get(key, ()), key=lambda each: (each.folded != folded, each.order))
            for person in owners:
                if key.startswith("profile:") or _fits(person, folded):
                    return person
        return self._namesake(draft, keys)

    def _with_uid(self, uid: str) -> _Person | None:
        if uid in self._by_uid:
            return self._by_uid[uid]
        ident = self._book.contacts.with_uid(uid)
        return None if ident is None else self._person(ident)

    def _namesake(self, draft: ContactDraft, keys: Sequence[str]) -> _Person | None:
        """Give somebody of exactly this name with nothing against it whom no earlier card was."""
        for ident in self._book.contacts.named_exactly(draft.name):
            person = self._person(ident)
            if person and person.contact and ident not in self._claimed:
                contact = person.contact
                theirs = set(_keys(contact, self._region))
                if not _conflict(contact, draft) and not (keys and theirs and theirs.isdisjoint(keys)):
                    return person
        return None

    def _alike(self, draft: ContactDraft, number: int) -> Alike | None:
        found = self._like.meet(draft, number)
        if found is None:
            return None
        who, like = found.who, found.likeness
        known = [detail_of(who), "" if found.number is None else "in this file"]
        detail = ", ".join(filter(None, known))
        contact_id = who.id if isinstance(who, Contact) else None
        return Alike(contact_id, who.name, detail, like.sureness, like.reasons, found.number)

    def _load(self, keys: Iterable[Sequence[str]]) -> None:
        """Ask for everybody who shares a detail with a batch of cards."""
        wanted = list(dict.fromkeys(key for each in keys for key in each))
        owners: dict[str, list[ContactId]] = {}
        for start in range(0, len(wanted), _BATCH):
            owners |= self._book.contacts.with_match_keys(wanted[start : start + _BATCH])
        unknown = {ident for ids in owners.values() for ident in ids} - self._of_contact.keys()
        for contact in self._book.contacts.get_all(sorted(unknown)):
            self._meet(contact)
        for key, ids in owners.items():
            known = self._by_key.setdefault(key, [])
            known += [person for each in ids if (person := self._person(each)) and person not in known]

    def _person(self, ident: ContactId) -> _Person | None:
        if ident not in self._of_contact:
            contact = self._book.contacts.get(ident)
            if contact is None:
                return None
            self._meet(contact)
        return self._of_contact[ident]

    def _meet(self, contact: Contact) -> None:
        aliases = {fold(alias) for alias in contact.aliases}
        self._of_contact[contact.id] = _Person(fold(contact.name), aliases, contact)

    def _learn(self, person: _Person, draft: ContactDraft, keys: Sequence[str]) -> None:
        """Keep in mind what a card says of somebody, for the cards after it."""
        person.aliases |= {fold(alias) for alias in draft.aliases}
        if draft.uid:
            self._by_uid.setdefault(draft.uid, person)
        for key in keys:
            known = self._by_key.setdefault(key, [])
            if person not in known:
                known.append(person)


def _keys(who: Contact | ContactDraft, region: str | None) -> list[str]:
    """Give what somebody can be known again by, their identity aside."""
    draft = who if isinstance(who, ContactDraft) else ContactDraft(who.name, points=who.points)
    return [key for key in match_keys(draft, region) if not key.startswith("uid:")]


def _kept(card: CardRead, kind: Format) -> ContactDraft:
    """Give a card's details as they are kept, so that the same file read again finds nothing new."""
    draft = card.draft
    if kind is Format.VCARD and card.raw:
        draft = replace(draft, card=card.raw)
    tags = (clean(tag, 200, one_line=True).strip() for tag in draft.tags)
    aliases = kept_aliases(draft.aliases)
    return replace(
        draft,
        aliases=tuple(aliases.split("\n")) if aliases else (),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
        points=tuple(replace(each, value=clean(each.value, FIELD_LIMIT).strip()) for each in draft.points),
        uid=kept_uid(draft.uid),
    )


def _fits(person: _Person, folded: str) -> bool:
    """Whether names go together, so that a shared phone or mailbox does not melt a household into one."""
    here, there = set(person.folded.split()), set(folded.split())
    return here <= there or there <= here or folded in person.aliases


def _conflict(contact: Contact, draft: ContactDraft) -> bool:
    """Whether both have e-mails or profiles, and not one in common, or work at different places."""
    for kind in _REACHED_BY:
        here = {point.value.casefold() for point in contact.points if point.kind is kind}
        there = {point.value.casefold() for point in draft.points if point.kind is kind}
        if here and there and not here & there:
            return True
    here_at, there_at = fold(contact.organisation), fold(draft.organisation)
    return bool(here_at and there_at) and here_at != there_at
