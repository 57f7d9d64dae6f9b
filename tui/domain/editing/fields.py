"""What stands in the fields a contact is edited in, and what of it is another text than before."""

from __future__ import annotations

from collections.abc import Mapping

from tui.domain.errors import InvalidInput, RapportError
from tui.domain.records.contact_fields import EDITED, ROWS, ContactField

FormTexts = Mapping[ContactField, str]
"""What stands in the fields; every field is there."""


class FieldRefused(InvalidInput):
    """A field says something that cannot be kept; the cursor belongs there."""

    def __init__(self, field: ContactField, why: RapportError, line: int = 0) -> None:
        title = f"{ROWS[field].title}: {why.title}"
        super().__init__(title, "Nothing was saved.", why.hint)
        self.field = field
        self.line = line
        """Which line of the field, counted from 0."""


class ChangedMeanwhile(InvalidInput):
    """The same fields were changed in another window while they were edited here."""

    def __init__(self, name: str, fields: tuple[ContactField, ...], now: FormTexts) -> None:
        named = ", ".join(ROWS[each].title for each in fields)
        super().__init__(
            f"{name} was changed in another window meanwhile: {named}.",
            "Nothing was saved; what you typed still stands.",
            "ctrl+s again keeps yours; Esc leaves it as a draft.",
        )
        self.fields = fields
        self.now = now
        """What stands in the book now."""


def lines_of(text: str) -> list[str]:
    """Return the lines that say something, each with its ends trimmed."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def changed_fields(before: FormTexts, after: FormTexts) -> tuple[ContactField, ...]:
    """Return the fields that say something else, in their order; blank lines say nothing."""
    return tuple(each for each in EDITED if _said(each, before[each]) != _said(each, after[each]))


def _said(field: ContactField, text: str) -> list[str]:
    return [text.strip()] if field is ContactField.NOTES else lines_of(text)
