"""Knowing somebody: what one notes of them, asks them, and who they are to others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tui.domain.editing.note_line import read_note
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import Contact, ContactId
from tui.domain.records.interaction import Channel
from tui.domain.records.knowing import Fact
from tui.domain.records.known import Known
from tui.domain.records.relations import RelationSeen, possessive, read_relation, relation_of, seen_from
from tui.domain.records.timeline import Moment, MomentKey
from tui.services.contacts.finding import Finding
from tui.store.book import Book
from tui.store.interactions.timeline import moments, moments_of


class Knowing:
    """What one open book knows of its people."""

    def __init__(self, book: Book) -> None:
        self._book = book

    def of(self, contact_id: ContactId) -> Known:
        """Return everything that is known of a contact besides their own fields."""
        return self._book.knowing.of(contact_id)

    def moments_of(self, contact_id: ContactId, *, only_talks: bool = False) -> list[MomentKey]:
        """Return the order of a contact's timeline, the newest first."""
        return moments_of(self._book, contact_id, only_talks=only_talks)

    def moments(self, keys: Sequence[MomentKey]) -> list[Moment]:
        """Return moments of a timeline, in the order asked."""
        return moments(self._book, keys)

    def note(self, contact_id: ContactId, line: str) -> str:
        """Note a fact, an interest (``+``) or something to ask next time (``?``) of a contact.

        Raises InvalidInput for a line that says nothing, and when they are gone.
        """
        said, contact, today = read_note(line), self._contact(contact_id), self._book.clock.today()
        label = f"noted of {contact.name}: {said.text}"
        if said.kind is None:
            label = f"to ask {contact.name}: {said.text}"
        with self._book.write(label):
            if said.kind is None:
                added = self._book.knowing.add_questions(contact_id, [said.text], today)
            else:
                added = self._book.knowing.add_facts(contact_id, [Fact(said.text, said.kind, today)])
        return label if added else f"{contact.first_name}: that is noted already"

    def strike_off(self, contact_id: ContactId, question_id: int) -> str:
        """Strike off what was asked, tied to today's interaction with them where there is one."""
        contact, today = self._contact(contact_id), self._book.clock.today()
        question = next(
            (each for each in self._book.knowing.questions_of(contact_id) if each.id == question_id), None
        )
        if question is None:
            raise InvalidInput("That is not there to be asked any more.", "Nothing was changed.")
        label = f"asked {contact.name}: {question.text}"
        with self._book.write(label):
            self._book.knowing.strike_off([question_id], today, self._interaction_of(contact_id, today))
        return label

    def read_relation(self, contact_id: ContactId, line: str) -> RelationSeen:
        """Read ``mentor of Bo Chen`` or ``sister: Ana`` as it would be kept; nothing is written.

        Raises InvalidInput, NoSuchContact or SeveralContacts.
        """
        subject, other, kind = self._relation(contact_id, line)
        name = self._contact(other if subject == contact_id else subject).name
        return seen_from(contact_id, relation_of(subject, other, kind), name)

    def relate(self, contact_id: ContactId, line: str) -> str:
        """Note who a contact is to somebody; raises as ``read_relation`` does."""
        seen = self.read_relation(contact_id, line)
        contact = self._contact(contact_id)
        label = seen.sentence(contact.first_name)
        subject, other, kind = self._relation(contact_id, line)
        with self._book.write(label):
            is_new = self._book.knowing.relate(subject, other, kind)
        return label if is_new else f"{label}: that is noted already"

    def write_notes(self, contact_id: ContactId, before: str, after: str) -> str:
        """Put notes written elsewhere in the place of ``before``.

        Raises InvalidInput when somebody changed them meanwhile; nothing is replaced unseen.
        """
        contact = self._contact(contact_id)
        if contact.notes != before:
            raise InvalidInput(
                f"{possessive(contact.name)} notes were changed in another window meanwhile.",
                "Nothing was saved.",
            )
        label = f"notes on {contact.name}"
        with self._book.write(label):
            self._book.contacts.change(contact_id, notes=after)
        return label

    def _relation(self, contact_id: ContactId, line: str) -> tuple[ContactId, ContactId, str]:
        """Return who is what of whom."""
        said = read_relation(line)
        namesakes = [each for each in self._book.contacts.named_exactly(said.name) if each != contact_id]
        other = namesakes[0] if len(namesakes) == 1 else Finding(self._book).who(said.name).id
        if other == contact_id:
            raise InvalidInput("Nobody is related to themselves.", "Nothing was saved.")
        return (other, contact_id, said.kind) if said.is_theirs else (contact_id, other, said.kind)

    def _interaction_of(self, contact_id: ContactId, on: date) -> int | None:
        latest = next(iter(self._book.interactions.latest_of(contact_id, 1)), None)
        is_today = latest is not None and latest.practice_date == on and latest.channel is not Channel.NOTE
        return latest.id if latest is not None and is_today else None

    def _contact(self, contact_id: ContactId) -> Contact:
        contact = self._book.contacts.get(contact_id)
        if contact is None:
            raise InvalidInput("They are no longer in the book.", "Nothing was changed.")
        return contact
