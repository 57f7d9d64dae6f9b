"""Editing: every field of a contact as text, and the change that a changed text means."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tui.domain.dates.partial import say_partial, this_month
from tui.domain.editing.fields import ChangedMeanwhile, FormTexts, changed_fields
from tui.domain.editing.lines import say_channel, say_custom, say_day, say_key_date, say_point, say_position
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import Contact, ContactId, ContactPoint, PointKind, fold
from tui.domain.records.contact_fields import PLAIN, ROWS, ContactField
from tui.domain.records.knowing import Position
from tui.domain.records.known import Known
from tui.services.contacts.edit_reading import POINT_KINDS, EditReading, birthday_of, other_dates
from tui.store.book import Book


class Editing:
    """Editing the contacts of one open book."""

    def __init__(self, book: Book, *, day_first: bool | None = None) -> None:
        self._book = book
        self._day_first = day_first

    def form_of(self, contact_id: ContactId) -> FormTexts:
        """Return what stands in each field. Raises InvalidInput when they are gone."""
        contact = self._contact(contact_id)
        known = self._book.knowing.of(contact_id)
        return {**_texts_of(contact, self._name_of(contact.met_via)), **_known_texts(known)}

    def reading(self, contact_id: ContactId, field: ContactField, text: str) -> str:
        """Say how a field would be read, in a few words, or nothing where that is plain.

        Nothing is written; raises FieldRefused for what cannot be kept.
        """
        return EditReading(self._book, self._contact(contact_id), self._day_first).said(field, text)

    def save(self, contact_id: ContactId, before: FormTexts, after: FormTexts) -> str:
        """Write the fields that were changed, as one step, and give the sentence for it.

        ``before`` is what stood in the fields when they were opened. Raises FieldRefused, and
        ChangedMeanwhile when the book says something else by now in a field that was changed here.
        """
        changed = changed_fields(before, after)
        contact = self._contact(contact_id)
        if not changed:
            return ""
        named = ", ".join(ROWS[each].title.lower() for each in changed[:3])
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        label = f"changed {contact.name}: {named}{more}"
        if ContactField.DECEASED in changed and not contact.is_deceased:
            label = f"{contact.name} is remembered; nothing is asked of you any more"
        with self._book.write(label):
            now = self.form_of(contact_id)
            clash = tuple(each for each in changed if each in changed_fields(before, now))
            if clash:
                raise ChangedMeanwhile(contact.name, clash, now)
            reading = EditReading(self._book, contact, self._day_first)
            for act in [reading.of(field, after[field]) for field in changed]:
                act()
            kept = self._keep_past_position(contact, changed)
            self._book.contacts.change(contact_id)
        return f"{label}.{kept}" if kept else label

    def _keep_past_position(self, before: Contact, changed: Sequence[ContactField]) -> str:
        """Keep the role and organisation somebody had until now as a past position, unless they stand there."""
        if not {ContactField.ROLE, ContactField.ORGANISATION} & set(changed):
            return ""
        now = self._contact(before.id)
        was = Position(before.organisation, before.role)
        is_same = fold(now.role) == fold(was.role) and fold(now.organisation) == fold(was.organisation)
        is_filled_in = (not was.role and was.organisation == now.organisation) or (
            not was.organisation and was.role == now.role
        )
        if is_same or is_filled_in or not (was.role or was.organisation):
            return ""
        positions = self._book.knowing.positions_of(before.id)
        if any(_is_held(each, was) and each.to_when for each in positions):
            return ""
        until = this_month(self._book.clock.today())
        past = next((each for each in positions if _is_held(each, was)), was)
        ended = replace(past, to_when=until)
        self._book.knowing.put_positions(before.id, [ended, *(each for each in positions if each != past)])
        return f" {say_position(was)} is kept as a past position."

    def _contact(self, contact_id: ContactId) -> Contact:
        contact = self._book.contacts.get(contact_id)
        if contact is None:
            raise InvalidInput("They are no longer in the book.", "Nothing was changed.")
        return contact

    def _name_of(self, contact_id: ContactId | None) -> str:
        found = self._book.contacts.get(contact_id) if contact_id else None
        return found.name if found else ""


def _texts_of(contact: Contact, met_via: str) -> dict[ContactField, str]:
    met_when = say_partial(contact.met_on.isoformat() if contact.met_on else contact.met_when)
    birthday = birthday_of(contact.key_dates)
    return {
        **{row.field: row.of(contact) for row in PLAIN},
        ContactField.NAME: contact.name,
        ContactField.ALIASES: "\n".join(contact.aliases),
        **{field: _point_lines(contact.points, kinds) for field, kinds in POINT_KINDS.items()},
        ContactField.CHANNEL: say_channel(contact.preferred_channel),
        ContactField.CIRCLES: "\n".join(contact.circles),
        ContactField.TAGS: "\n".join(contact.tags),
        ContactField.MET_WHEN: met_when,
        ContactField.MET_VIA: met_via,
        ContactField.BIRTHDAY: say_day(birthday) if birthday else "",
        ContactField.DATES: "\n".join(say_key_date(each) for each in other_dates(contact.key_dates)),
        ContactField.DECEASED: "yes" if contact.is_deceased else "no",
    }


def _known_texts(known: Known) -> dict[ContactField, str]:
    return {
        ContactField.POSITIONS: "\n".join(say_position(each) for each in known.positions),
        ContactField.RELATIONS: "\n".join(each.line for each in known.relations),
        ContactField.FACTS: "\n".join(known.facts),
        ContactField.INTERESTS: "\n".join(known.interests),
        ContactField.QUESTIONS: "\n".join(each.text for each in known.to_ask),
        ContactField.CUSTOM: "\n".join(say_custom(each) for each in known.custom_fields),
    }


def _point_lines(points: Sequence[ContactPoint], kinds: Sequence[PointKind]) -> str:
    return "\n".join(say_point(each) for each in points if each.kind in kinds)


def _is_held(position: Position, what: Position) -> bool:
    return fold(position.organisation) == fold(what.organisation) and fold(position.role) == fold(what.role)
