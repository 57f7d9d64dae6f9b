"""Bringing people in from a file: read, recognise who is here already, add the rest, all as one change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from tui.domain.contact import Contact, ContactDraft, ContactId, PointKind, fold
from tui.domain.contact_points import match_keys
from tui.domain.errors import InvalidInput, RapportError
from tui.domain.text import clean
from tui.formats.detect import Format, detect
from tui.formats.linkedin import read_linkedin
from tui.formats.result import ReadProblem, ReadResult
from tui.formats.vcard import read_vcards
from tui.services.tending import Tending
from tui.store.book import Book
from tui.store.contacts import kept_aliases
from tui.store.files import read_whole


class Fate(StrEnum):
    """What becomes of one contact of a file."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did, or with a dry run would do."""

    read: int
    added: int
    updated: int
    unchanged: int
    skipped: int
    needs_review: int
    """Added although somebody of the same name is here with other details."""
    problems: tuple[ReadProblem, ...]

    def sentence(self) -> str:
        """Say the counts in one line."""
        parts = [f"{self.read} read", f"{self.added} new", f"{self.updated} updated"]
        parts.append(f"{self.unchanged} already here")
        if self.skipped:
            parts.append(f"{self.skipped} skipped")
        if self.needs_review:
            parts.append(f"{self.needs_review} share a name with someone here")
        return ", ".join(parts) + "."


class _DryRun(Exception):
    """Leaves the transaction without a trace."""


class Importing:
    """Imports into one open book."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def from_file(
        self,
        path: Path,
        *,
        kind: Format | None = None,
        encoding: str | None = None,
        rhythm_days: int | None = None,
        tag: str = "",
        dry_run: bool = False,
    ) -> ImportReport:
        """Import a file; one undo takes it back. Raises RapportError for a file that cannot be read."""
        data = read_whole(path)
        found = read_file(path.name, data, kind, encoding)
        return self.cards(found, path.name, rhythm_days=rhythm_days, tag=tag, dry_run=dry_run)

    def cards(
        self,
        found: ReadResult,
        name: str,
        *,
        rhythm_days: int | None = None,
        tag: str = "",
        dry_run: bool = False,
    ) -> ImportReport:
        """Bring in what was read from a file."""
        merge = _Merge(self._book)
        count = len(found.cards)
        try:
            with self._book.write(f"imported {count} {'contact' if count == 1 else 'contacts'} from {name}"):
                for card in found.cards:
                    merge.take(replace(card.draft, tags=(*card.draft.tags, tag)) if tag else card.draft)
                if rhythm_days is not None and merge.new_ids:
                    Tending(self._book).rhythm_within(merge.new_ids, rhythm_days)
                if dry_run:
                    raise _DryRun
        except _DryRun:
            pass
        problems = (*found.problems, *merge.problems)
        counts = merge.counts
        return ImportReport(
            read=found.read,
            added=counts[Fate.ADDED],
            updated=counts[Fate.UPDATED],
            unchanged=counts[Fate.UNCHANGED],
            skipped=found.read - sum(counts.values()),
            needs_review=merge.needs_review,
            problems=problems,
        )


def read_file(name: str, data: bytes, kind: Format | None, encoding: str | None) -> ReadResult:
    """Read the contacts of a file; raises InvalidInput when its kind is not known."""
    kind = kind or detect(name, data)
    readers: dict[Format, Callable[[bytes, str | None], ReadResult]] = {
        Format.VCARD: read_vcards,
        Format.LINKEDIN: read_linkedin,
    }
    reader = readers.get(kind)
    if reader is None:
        raise InvalidInput(
            f"{name} is not a kind of file that can be imported yet.",
            "Nothing was changed.",
            "A vCard file (.vcf) or LinkedIn's Connections.csv can be.",
        )
    return reader(data, encoding)


class _Merge:
    """One import under way: who of the file is here already, and what is new about them."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self.counts = dict.fromkeys(Fate, 0)
        self.new_ids: list[ContactId] = []
        self.problems: list[ReadProblem] = []
        self.needs_review = 0
        self._claimed: set[ContactId] = set()

    def take(self, draft: ContactDraft) -> None:
        """Add a contact, or complete the one that is here already."""
        draft = _kept(draft)
        try:
            known = self._known(draft)
            if known is None:
                known = self._book.contacts.add(draft)
                self.new_ids.append(known)
                fate = Fate.ADDED
            else:
                fate = Fate.UPDATED if self._complete(known, draft) else Fate.UNCHANGED
        except RapportError as error:
            self.problems.append(ReadProblem(draft.source_line, str(error), clean(draft.name[:80])))
            return
        self._claimed.add(known)
        self.counts[fate] += 1

    def _known(self, draft: ContactDraft) -> ContactId | None:
        """Find who this is: by stable identity, then e-mail, profile or phone with a fitting name, then name."""
        if draft.uid and (same := self._book.contacts.with_uid(draft.uid)) is not None:
            return same
        keys = [key for key in match_keys(draft, self._book.region or None) if not key.startswith("uid:")]
        owners = self._book.contacts.with_match_keys(keys) if keys else {}
        for key in keys:
            people = self._book.contacts.get_all(owners.get(key, ()))
            for contact in sorted(people, key=lambda each: fold(each.name) != fold(draft.name)):
                if key.startswith("profile:") or _fits(contact, draft):
                    return contact.id
        return self._namesake(draft)

    def _namesake(self, draft: ContactDraft) -> ContactId | None:
        """Give somebody of exactly this name with no conflicting detail who was not matched in this run."""
        conflicting = False
        for ident in self._book.contacts.named_exactly(draft.name):
            contact = self._book.contacts.get(ident)
            if contact is None or ident in self._claimed:
                continue
            if not _conflict(contact, draft):
                return ident
            conflicting = True
        self.needs_review += conflicting
        return None

    def _complete(self, contact_id: ContactId, draft: ContactDraft) -> bool:
        """Add what is not known yet; nothing that is there is replaced. Give whether anything was new.

        Raises InvalidInput for somebody who is in the trash.
        """
        contact = self._book.contacts.get(contact_id)
        if contact is None:
            raise InvalidInput("They are in the trash and were left there.")
        fresh = _blanks_filled(contact, draft)
        if fresh:
            self._book.contacts.change(contact_id, **fresh)
        added = self._book.contacts.add_points(contact_id, draft.points)
        dated = [self._book.contacts.add_key_date(contact_id, each) for each in draft.key_dates]
        missing = _missing(draft.tags, (*contact.tags, *contact.circles))
        if missing:
            self._book.contacts.add_tags(contact_id, missing)
        return bool(fresh or added or any(dated) or missing)


def _blanks_filled(contact: Contact, draft: ContactDraft) -> dict[str, str | int | None]:
    """Give the fields of the draft that are blank in the book."""
    fresh: dict[str, str | int | None] = {}
    for name in ("organisation", "role", "place", "time_zone", "notes", "met_at"):
        if getattr(draft, name) and not getattr(contact, name):
            fresh[name] = getattr(draft, name)
    if draft.met_on and not contact.met_on:
        fresh["met_on"] = draft.met_on.isoformat()
    aliases = kept_aliases((*contact.aliases, *_missing(draft.aliases, (*contact.aliases, contact.name))))
    if aliases != "\n".join(contact.aliases):
        fresh["aliases"] = aliases
    return fresh


def _kept(draft: ContactDraft) -> ContactDraft:
    """Give nicknames and tags as they are kept, so that the same file read again finds nothing new."""
    if not draft.aliases and not draft.tags:
        return draft
    tags = (clean(tag, 200, one_line=True).strip() for tag in draft.tags)
    aliases = kept_aliases(draft.aliases)
    return replace(
        draft,
        aliases=tuple(aliases.split("\n")) if aliases else (),
        tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
    )


def _fits(contact: Contact, draft: ContactDraft) -> bool:
    """Whether names go together, so that a shared phone or mailbox does not melt a household into one."""
    here, there = set(fold(contact.name).split()), set(fold(draft.name).split())
    aliases = {fold(alias) for alias in contact.aliases}
    return here <= there or there <= here or fold(draft.name) in aliases


def _missing(offered: Sequence[str], known: Sequence[str]) -> list[str]:
    folded = {fold(each) for each in known}
    return [each for each in offered if fold(each) not in folded]


def _conflict(contact: Contact, draft: ContactDraft) -> bool:
    """Whether both have e-mails or profiles, and not one in common."""
    for kind in (PointKind.EMAIL, PointKind.PROFILE):
        here = {point.value.casefold() for point in contact.points if point.kind is kind}
        there = {point.value.casefold() for point in draft.points if point.kind is kind}
        if here and there and not here & there:
            return True
    return bool(contact.organisation and draft.organisation) and fold(contact.organisation) != fold(
        draft.organisation
    )
