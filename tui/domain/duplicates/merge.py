"""Making one contact of several: what stays, what comes along, what has to be chosen, and nothing that is lost."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import FIELD_LIMIT, NOTE_LIMIT, ContactId, fold
from tui.domain.records.contact_fields import MERGED, ContactField
from tui.domain.records.knowing import CustomField


class FieldValue(Struct, frozen=True):
    """One value of one field, as it is stored and as it is read."""

    field: ContactField
    value: str
    """As it is stored. A birthday is MM-DD with YYYY- before it where the year is known; a rhythm is its style,
    days and whether it is exact; a day of meeting carries its ladder; whoever they were met through is an id."""
    words: str

    def is_like(self, other: FieldValue) -> bool:
        """Whether the two say the same, one of them perhaps with less."""
        if self.field is ContactField.BIRTHDAY:
            has_other_year = self.value[:-5] and other.value[:-5] and self.value[:-5] != other.value[:-5]
            return self.value[-5:] == other.value[-5:] and not has_other_year
        if self.field is ContactField.MET_ON:
            return self.value[:10] == other.value[:10]
        return self.value == other.value


class Attached(Struct, frozen=True):
    """How many records of one kind hang on a contact."""

    count: int
    what: str
    """The kind in the singular, as the interface calls it."""

    @property
    def words(self) -> str:
        """The count with its word."""
        plural = f"{self.what[:-1]}ies" if self.what.endswith("y") else f"{self.what}s"
        return f"{self.count} {self.what if self.count == 1 else plural}"


class Side(Struct, frozen=True):
    """One of those who are to become one."""

    id: ContactId
    held: tuple[FieldValue, ...]
    aliases: tuple[str, ...] = ()
    notes: str = ""
    is_starred: bool = False
    is_archived: bool = False
    is_deceased: bool = False
    attached: tuple[Attached, ...] = ()
    detail: str = ""
    """What tells them best from a namesake."""

    @property
    def name(self) -> str:
        """Their name."""
        found = self.of(ContactField.NAME)
        return found.value if found else ""

    def of(self, field: ContactField) -> FieldValue | None:
        """Return their value of a field, None where they have none."""
        return next((held for held in self.held if held.field is field), None)


class Fate(StrEnum):
    """What becomes of a field."""

    CHOOSE = "choose"
    """They differ: either may be taken."""
    ADDED = "added"
    """Only somebody who goes has it, so it comes along."""
    STAYS = "stays"


class Row(Struct, frozen=True):
    """One field of the preview: every value there is, and which of them is taken."""

    options: tuple[FieldValue, ...]
    chosen: int
    fate: Fate

    @property
    def field(self) -> ContactField:
        """Which field it is."""
        return self.options[0].field

    @property
    def taken(self) -> FieldValue:
        """The value that the one contact will have."""
        return self.options[self.chosen]

    @property
    def left(self) -> tuple[FieldValue, ...]:
        """The values that are kept in another place."""
        return tuple(each for at, each in enumerate(self.options) if at != self.chosen)

    @property
    def kept_as(self) -> str:
        """Say where the values not taken are kept."""
        if not self.left:
            return ""
        return "another name of theirs" if self.field is ContactField.NAME else f"“{_other(self.field)}”"


class Merged(Struct, frozen=True):
    """The one contact that comes of it, as the store writes it."""

    keep: ContactId
    gone: tuple[ContactId, ...]
    held: tuple[FieldValue, ...]
    aliases: tuple[str, ...]
    notes: str
    custom_fields: tuple[CustomField, ...]
    is_starred: bool
    is_archived: bool
    is_deceased: bool

    def of(self, field: ContactField) -> str | None:
        """Return the stored value of a field, None where nobody has one."""
        return next((held.value for held in self.held if held.field is field), None)


class MergePlan(Struct, frozen=True):
    """What would become of several contacts; the first of them stays."""

    sides: tuple[Side, ...]
    picks: tuple[FieldValue, ...] = ()
    """The values chosen where they differ."""

    @property
    def keep(self) -> Side:
        """The one who stays."""
        return self.sides[0]

    @property
    def gone(self) -> tuple[Side, ...]:
        """Those who become part of them."""
        return self.sides[1:]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every field anybody has: first what is to be chosen, then what comes along, then what stays."""
        rows = [row for field in MERGED if (row := self._row(field))]
        return tuple(sorted(rows, key=lambda row: list(Fate).index(row.fate)))

    @property
    def label(self) -> str:
        """What is done, as the message and the undo say it."""
        others = [side.name for side in self.gone]
        if len(others) > 2:
            return f"merged {len(others)} contacts into {self.keep.name}"
        return f"merged {' and '.join(others)} into {self.keep.name}"

    def with_next_staying(self) -> MergePlan:
        """Let the next of them stay instead; what was chosen stays chosen."""
        return replace(self, sides=(*self.sides[1:], self.sides[0]))

    def with_next_value(self, field: ContactField, by: int = 1) -> MergePlan:
        """Take the next value of a field where they differ."""
        row = self._row(field)
        if row is None or row.fate is not Fate.CHOOSE:
            return self
        taken = row.options[(row.chosen + by) % len(row.options)]
        others = tuple(pick for pick in self.picks if pick.field is not field)
        return replace(self, picks=(*others, taken))

    def merged(self) -> Merged:
        """Return the one contact; raises InvalidInput where their notes are too long for one."""
        rows = self.rows
        name = next(row.taken.value for row in rows if row.field is ContactField.NAME)
        aliases, spare = _aliases(name, self.sides)
        notes = _notes(self.sides)
        left = [CustomField(_other(held.field), held.words) for row in rows for held in _worth_keeping(row)]
        return Merged(
            keep=self.keep.id,
            gone=tuple(side.id for side in self.gone),
            held=tuple(row.taken for row in rows),
            aliases=aliases,
            notes=notes,
            custom_fields=(*left, *(CustomField("also known as", alias) for alias in spare)),
            is_starred=any(side.is_starred for side in self.sides),
            is_archived=all(side.is_archived for side in self.sides),
            is_deceased=any(side.is_deceased for side in self.sides),
        )

    def _row(self, field: ContactField) -> Row | None:
        options: list[FieldValue] = []
        for side in self.sides:
            held = side.of(field)
            if held is None or (
                field is ContactField.MET_VIA and held.value in {str(each.id) for each in self.sides}
            ):
                continue
            at = next((at for at, each in enumerate(options) if each.is_like(held)), None)
            if at is None:
                options.append(held)
            elif field is ContactField.BIRTHDAY and len(held.value) > len(options[at].value):
                options[at] = held
        if not options:
            return None
        has_own = any(each.is_like(options[0]) for each in self.keep.held if each.field is field)
        fate = Fate.CHOOSE if len(options) > 1 else Fate.STAYS if has_own else Fate.ADDED
        picked = next((pick for pick in self.picks if pick.field is field), options[0])
        chosen = next((at for at, each in enumerate(options) if each.is_like(picked)), 0)
        return Row(tuple(options), chosen, fate)


def plan_merge(sides: Sequence[Side]) -> MergePlan:
    """Say what would become of these; raises InvalidInput for fewer than two."""
    if len({side.id for side in sides}) < 2:
        raise InvalidInput("Two at least make one.", "Nothing was changed.", "Mark them with space, then M.")
    return MergePlan(tuple(sides))


def _other(field: ContactField) -> str:
    return f"other {MERGED[field]}" if not field.value.startswith("met") else f"also {MERGED[field]}"


def _worth_keeping(row: Row) -> list[FieldValue]:
    """Return the values not taken that say something else; another name is kept as an alias instead."""
    if row.field is ContactField.NAME:
        return []
    return [each for each in row.left if fold(each.words) != fold(row.taken.words)]


def _aliases(name: str, sides: Sequence[Side]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the other names of one contact, and those there is no room for among them."""
    wanted = [alias for side in sides for alias in side.aliases]
    wanted += [side.name for side in sides]
    kept: list[str] = []
    spare: list[str] = []
    for alias in dict.fromkeys(wanted):
        if alias == name or not alias:
            continue
        fits = sum(len(each) + 1 for each in kept) + len(alias) <= FIELD_LIMIT
        (kept if fits else spare).append(alias)
    return tuple(kept), tuple(spare)


def _notes(sides: Sequence[Side]) -> str:
    notes: list[str] = []
    for side in sides:
        if side.notes and side.notes not in notes:
            notes.append(side.notes)
    joined = "\n\n".join(notes)
    if len(joined) > NOTE_LIMIT:
        raise InvalidInput(
            "Their notes are too long for one contact.", "Nothing was changed.", "Shorten one of them first."
        )
    return joined
