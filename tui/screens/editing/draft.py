"""What was typed over a contact and is not in the book yet: kept beside it until it is."""

from __future__ import annotations

import threading
from collections.abc import Mapping

from msgspec import Struct, field

from tui.domain.editing.fields import FormTexts, changed_fields
from tui.domain.records.contact import ContactId
from tui.domain.records.contact_fields import EDITED, ROWS, ContactField
from tui.services.desk import Desk
from tui.services.drafts.drafting import Draft, draft_for, with_texts

_BEFORE = "before:"
"""What stood in the book when it was typed over is kept under the field's name with this before it."""


class EditInHand(Struct):
    """One contact being edited: what the book said, what is typed, and where that is kept."""

    desk: Desk
    contact_id: ContactId
    before: FormTexts
    """What stood in the book when the fields were opened."""
    texts: dict[ContactField, str]
    """What stands in the fields."""
    draft: Draft
    note: str = ""
    """What to say at first."""
    _writing: threading.RLock = field(default_factory=threading.RLock)
    """Held while it is written down: in a thread beside the keys, or at once when the program ends."""
    _is_dropped: bool = False

    @property
    def changed(self) -> tuple[ContactField, ...]:
        """The fields that say something else than the book did."""
        return changed_fields(self.before, self.texts)

    def keep(self) -> bool:
        """Write down what was typed over; without any of it there is nothing to keep.

        False where they were deleted for ever meanwhile, and nothing is kept about them.

        Raises CannotOpen or BookBusy; what was kept before is still there then.
        """
        with self._writing:
            return self._is_dropped or self._write()

    def drop(self) -> None:
        """Forget it, now that it is in the book."""
        with self._writing:
            self._is_dropped = True
            self.desk.drafts.aside("editing").drop(self.draft.id)

    def _write(self) -> bool:
        drafts = self.desk.drafts.aside("editing")
        changed = self.changed
        if not changed:
            drafts.drop(self.draft.id)
            return True
        kept = {str(each): self.texts[each] for each in changed}
        kept |= {f"{_BEFORE}{each}": self.before[each] for each in changed}
        self.draft = with_texts(self.draft, [self.contact_id], kept, self.desk.clock.now(), self.draft.uids)
        return drafts.keep(self.draft)

    def take_from_book(self, now: FormTexts) -> None:
        """Go on from what the book says by now; what was typed here stands."""
        mine = self.changed
        self.texts = {each: self.texts[each] if each in mine else now[each] for each in EDITED}
        self.before = dict(now)


def edit_in_hand(desk: Desk, contact_id: ContactId) -> EditInHand:
    """Open a contact's fields, with what was typed over them before. Raises InvalidInput when they are gone."""
    now = desk.reader.editing.form_of(contact_id)
    draft = draft_for(desk.drafts.aside("editing"), [contact_id], uids=desk.uids_of([contact_id]))
    typed = _typed(draft.texts)
    texts = {each: typed.get(each, now[each]) for each in EDITED}
    hand = EditInHand(desk, contact_id, now, texts, draft)
    if typed:
        hand.note = "what you typed the last time stands here again"
        elsewhere = [ROWS[each].title for each in typed if _before(draft.texts, each) != now[each]]
        if elsewhere:
            hand.note += f"; the book has changed since: {', '.join(elsewhere)}"
    return hand


def _typed(texts: Mapping[str, str]) -> dict[ContactField, str]:
    known = {str(each): each for each in EDITED}
    return {known[name]: text for name, text in texts.items() if name in known}


def _before(texts: Mapping[str, str], field: ContactField) -> str | None:
    return texts.get(f"{_BEFORE}{field}")
