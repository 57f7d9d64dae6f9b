"""Who of a file is in the book already: asked once for all, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec.structs import replace

from tui.domain.duplicates.alike_groups import MOST_COMPARED
from tui.domain.errors import RapportError
from tui.domain.records.contact import FIELD_LIMIT, Contact, ContactDraft, ContactId, fold, valid_name
from tui.domain.records.contact_points import match_keys
from tui.domain.text import clean
from tui.formats.detect import Format
from tui.formats.result import CardRead, ReadProblem
from tui.services.duplicates.looks_like import LikePeople, detail_of
from tui.services.importing.people import MOST_LOOKED_AT, Owners, Person
from tui.services.importing.plan import Alike, ImportPlan, ImportStopped, PlannedCard, Progress
from tui.services.importing.reading import FileRead
from tui.store.book import Book
from tui.store.contacts.contact_rows import kept_aliases, kept_uid

_BATCH = 200
_STEP = 25
"""Cards between two words about the progress."""


class Matching:
    """One plan under way."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._region = book.region or None
        self._like = LikePeople(book)
        self._of_contact: dict[ContactId, Person] = {}
        self._by_key: dict[str, Owners] = {}
        self._by_uid: dict[str, Person] = {}
        self._namesakes: dict[str, dict[ContactId, None]] = {}
        """Who of the book has a name and was no card so far."""
        self._claimed: set[ContactId] = set()
        self._crowds: dict[str, int] = {}
        """What too many share for all of them to be looked at, and the line of the first card it was so for."""
        self._problems: list[ReadProblem] = []

    def plan(self, file: FileRead, progress: Progress | None = None) -> ImportPlan:
        """Say of every card what would become of it; raises ImportStopped when ``progress`` says so."""
        planned: list[PlannedCard] = []
        for start in range(0, len(file.cards), _BATCH):
            batch = [_kept(card, file.kind) for card in file.cards[start : start + _BATCH]]
            keys = [_keys(draft, self._region) for draft in batch]
            self._load(keys)
            for at, (draft, theirs) in enumerate(zip(batch, keys, strict=True), start):
                if progress and at % _STEP == 0 and not progress(at, len(file.cards)):
                    raise ImportStopped
                if found := self._place(len(planned), file.cards[at], draft, theirs):
                    planned.append(found)
        self._say_crowds(planned)
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
            self._claim(person.contact)
        elif person:
            found = replace(found, twin=person.number)
        else:
            found = replace(found, alike=self._alike(draft, number))
            person = Person(fold(draft.name), set(), number=number)
        self._learn(person, draft, keys)
        return found

    def _known(self, draft: ContactDraft, keys: Sequence[str]) -> Person | None:
        """Find who this is: by stable identity, then profile, e-mail or phone with a fitting name, then name."""
        if draft.uid and (same := self._with_uid(draft.uid)):
            return same
        folded = fold(draft.name)
        for key in keys:
            owners = self._by_key.get(key)
            for person in owners.likeliest(folded) if owners else ():
                if key.startswith("profile:") or person.fits(folded):
                    return person
            if owners and owners.is_crowd:
                self._crowds.setdefault(key, draft.source_line)
        return self._namesake(draft, folded, keys)

    def _with_uid(self, uid: str) -> Person | None:
        if uid in self._by_uid:
            return self._by_uid[uid]
        ident = self._book.contacts.with_uid(uid)
        return None if ident is None else self._person(ident)

    def _namesake(self, draft: ContactDraft, folded: str, keys: Sequence[str]) -> Person | None:
        """Return somebody of exactly this name with nothing against it whom no earlier card was."""
        if folded not in self._namesakes:
            named = self._book.contacts.named_exactly(draft.name)
            self._namesakes[folded] = dict.fromkeys(i for i in named if i not in self._claimed)
        free = self._namesakes[folded]
        looked_at = list(islice(free, MOST_LOOKED_AT))
        self._meet(looked_at)
        for ident in looked_at:
            person = self._person(ident)
            if person and person.may_be(draft, keys):
                return person
        if len(free) > MOST_LOOKED_AT:
            self._crowds.setdefault(f"name:{draft.name}", draft.source_line)
        return None

    def _claim(self, contact: Contact) -> None:
        """Note that a card was this contact: another card of that name is somebody else."""
        self._claimed.add(contact.id)
        self._namesakes.get(fold(contact.name), {}).pop(contact.id, None)

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
        """Ask for everybody who shares a detail with a batch of cards, once for each detail."""
        wanted = list(dict.fromkeys(key for each in keys for key in each if key not in self._by_key))
        owners: dict[str, list[ContactId]] = {}
        for start in range(0, len(wanted), _BATCH):
            owners |= self._book.contacts.with_match_keys(wanted[start : start + _BATCH])
        self._meet(dict.fromkeys(ident for ids in owners.values() for ident in ids))
        for key in wanted:
            known = self._by_key[key] = Owners()
            for ident in owners.get(key, ()):
                if person := self._person(ident):
                    known.add(person)

    def _person(self, ident: ContactId) -> Person | None:
        if ident not in self._of_contact:
            self._meet([ident])
        return self._of_contact.get(ident)

    def _meet(self, ids: Iterable[ContactId]) -> None:
        """Get to know contacts of the book."""
        unknown = [ident for ident in ids if ident not in self._of_contact]
        for contact in self._book.contacts.get_all(unknown):
            aliases, keys = {fold(alias) for alias in contact.aliases}, _keys(contact, self._region)
            self._of_contact[contact.id] = Person(fold(contact.name), aliases, contact, keys=frozenset(keys))

    def _learn(self, person: Person, draft: ContactDraft, keys: Sequence[str]) -> None:
        """Keep in mind what a card says of somebody, for the cards after it."""
        person.aliases |= {fold(alias) for alias in draft.aliases}
        if draft.uid:
            self._by_uid.setdefault(draft.uid, person)
        for key in keys:
            self._by_key.setdefault(key, Owners()).add(person)

    def _say_crowds(self, planned: Sequence[PlannedCard]) -> None:
        """Say where not all who might have been meant were looked at."""
        for key, line in self._crowds.items():
            what = f"More than {MOST_LOOKED_AT} share this; only the first {MOST_LOOKED_AT} were looked at."
            self._problems.append(ReadProblem(line, what, clean(key.partition(":")[2][:80], one_line=True)))
        if planned and (count := self._like.not_compared):
            what = (
                f"{count:,} have a name or a detail like more than {MOST_COMPARED} others; each was compared"
                f" with the first {MOST_COMPARED} of them."
            )
            self._problems.append(ReadProblem(planned[0].line, what))


def _keys(who: Contact | ContactDraft, region: str | None) -> list[str]:
    """Return what somebody can be known again by, their identity aside."""
    draft = who if isinstance(who, ContactDraft) else ContactDraft(who.name, points=who.points)
    return [key for key in match_keys(draft, region) if not key.startswith("uid:")]


def _kept(card: CardRead, kind: Format) -> ContactDraft:
    """Return a card's details as they are kept, so that the same file read again finds nothing new."""
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
