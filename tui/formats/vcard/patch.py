"""Changing a vCard in place: only the lines of what was edited, every other line byte for byte."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from tui.domain.clock import utc_stamp
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import (
    FIELD_LIMIT,
    Contact,
    ContactDraft,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    PointKind,
    fold,
)
from tui.domain.records.contact_fields import PlainField
from tui.domain.records.contact_points import point_key
from tui.domain.text import clean
from tui.formats.vcard.card import Line, RawCard
from tui.formats.vcard.draft import draft_of
from tui.formats.vcard.lines import Property, escaped, split_unescaped, unescape
from tui.formats.vcard.people import PHONETIC, is_audio, phonetic_lines, related_lines
from tui.formats.vcard.plain import HELD, PROPERTIES, to_change
from tui.formats.vcard.write import Version, date_lines, name_parts, point_lines, related_of

_POINTS = ("EMAIL", "TEL", "ADR", "URL", "X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP")
_LABEL_LIMIT = 200
"""Characters of a label, a platform or a nickname that the book keeps."""
UNDERSTOOD = frozenset(
    {"VERSION", "UID", "REV", "PRODID", "FN", "N", "NICKNAME", "ORG", "NOTE"}
    | {"BDAY", "ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-ABDATE", "CATEGORIES", "TZ"}
    | {"X-ABLABEL", "X-ABADR", "X-ABUID", "X-ABRELATEDNAMES", *PHONETIC, *_POINTS, *PROPERTIES}
)
"""Properties the book has a place of its own for, or that say something about the card and not the person."""
_BESIDE_ANOTHER = (PointKind.EMAIL, PointKind.PHONE, PointKind.URL)
"""Points whose value can be replaced while the rest of their line stays."""
_ADR_PARTS = 7
_CITY, _REGION, _COUNTRY = 3, 4, 6

T = TypeVar("T")


def patch(
    card: RawCard, after: Contact | ContactDraft, revised_at: datetime, region: str | None = None
) -> None:
    """Change a card taken apart as ``patch_card`` does."""
    before = draft_of(card.properties(), 1, [])
    if before is None:
        raise InvalidInput(
            "The stored card on line 1 names nobody.", "Nothing was written.", "Export a new card instead."
        )
    _Patch(card, before, after, region).apply()
    if card.is_changed:
        if after.uid and not card.named("UID"):
            card.add([f"UID:{escaped(after.uid)}"])
        card.put("REV", utc_stamp(revised_at))


class _Patch:
    """One card being brought to what the book says."""

    def __init__(
        self, card: RawCard, before: ContactDraft, after: Contact | ContactDraft, region: str | None
    ) -> None:
        self._card = card
        self._before = before
        self._after = after
        self._region = region
        self._version: Version = "4.0" if card.version == "4.0" else "3.0"

    def apply(self) -> None:
        """Change every field that differs."""
        before, after = self._before, self._after
        if after.name not in (before.name, " ".join(before.name.split())):
            self._card.put("FN", escaped(after.name))
            self._card.put("N", name_parts(after.name))
        if after.organisation != before.organisation:
            self._card.put("ORG", escaped(after.organisation))
        for row in HELD:
            if (text := getattr(after, row.column)) != getattr(before, row.column):
                self._held(row, text)
        if after.time_zone != before.time_zone:
            self._card.put("TZ", escaped(after.time_zone))
        if after.notes != before.notes:
            self._notes()
        is_cut = sum(len(alias) + 1 for alias in before.aliases) > FIELD_LIMIT
        kept = before.aliases if is_cut else ()
        self._listed("NICKNAME", before.aliases, (*after.aliases, *kept), one_each=True)
        self._listed("CATEGORIES", before.tags, after.tags, one_each=False, known=after.circles, key=fold)
        self._points()
        self._dates()
        if after.place != before.place:
            self._place()
        if after.phonetic != before.phonetic:
            self._phonetic()
        if isinstance(after, ContactDraft) and after.related != before.related:
            self._related()

    def _held(self, row: PlainField, text: str) -> None:
        there = [name for name in row.vcard if self._card.named(name)]
        for name in to_change(row, there, self._version, is_empty=not text):
            if text:
                self._card.put(name, escaped(text))
            for line in () if text else self._card.named(name):
                self._card.remove_with_label(line)

    def _notes(self) -> None:
        """Write the notes into the first NOTE; what the reader itself put behind them is not written."""
        lines = self._card.named("NOTE")
        written = "\n\n".join(filter(None, (self._alone(line.of).notes for line in lines if line.of)))
        added = self._before.notes.removeprefix(written)
        notes = self._after.notes.removesuffix(added) if added else self._after.notes
        for line in lines[1:]:
            self._card.remove(line)
        self._card.put("NOTE", escaped(notes))

    def _listed(
        self,
        name: str,
        before: Sequence[str],
        after: Sequence[str],
        *,
        one_each: bool,
        known: Iterable[str] = (),
        key: Callable[[str], str] = str,
    ) -> None:
        """Bring a list to what the book says; what the book has as something else, ``known``, may stay."""
        there = {key(text[:_LABEL_LIMIT]) for text in before}
        here = {key(text[:_LABEL_LIMIT]) for text in (*after, *known)}
        gone, new = there - here, [text for text in after if key(text) not in there]
        for line in self._card.named(name) if gone else ():
            parts = split_unescaped(line.of.value, ",") if line.of else []
            kept = [part for part in parts if key(_text_of(part)[:_LABEL_LIMIT]) not in gone]
            if not any(part.strip() for part in kept):
                self._card.remove(line)
            elif len(kept) != len(parts):
                self._card.set_value(line, ",".join(kept))
        if one_each:
            self._card.add([f"{name}:{escaped(text)}" for text in new], beside=name)
        elif new:
            first = next(iter(self._card.named(name)), None)
            values = [escaped(text) for text in new]
            if first and first.of:
                self._card.set_value(first, ",".join([first.of.value, *values] if first.of.value else values))
            else:
                self._card.add([f"{name}:{','.join(values)}"])

    def _points(self) -> None:
        gone, new = _changed(self._before.points, self._after.points, self._point_key, self._is_same_point)
        if not gone and not new:
            return
        lines = [(line, point) for line in self._card.lines for point in self._points_of(line)]
        for point in gone:
            same = [each for each in new if _is_edit(point, each)]
            for line, of in lines:
                if of == point:
                    self._replace_point(line, point, same[0] if same else None)
            if same:
                new.remove(same[0])
        for point in new:
            self._card.add(point_lines(point, self._card.free_group(), self._version))

    def _point_key(self, point: ContactPoint) -> str:
        """Return what the book knows a contact point by: of two with one key it keeps the first."""
        key = point_key(point, self._region)
        return key + fold(point.value) if key.endswith(":") else key

    def _is_same_point(self, old: ContactPoint, new: ContactPoint) -> bool:
        """Whether the book's point is what the card says: in other letters too, and where it has no label."""
        is_one = old.value == new.value or self._point_key(old) == self._point_key(new)
        return old.kind is new.kind and is_one and new.label in ("", old.label[:_LABEL_LIMIT])

    def _points_of(self, line: Line) -> tuple[ContactPoint, ...]:
        is_one = line.of is not None and (line.of.name in _POINTS or line.of.name.startswith("X-"))
        return self._alone(line.of).points if is_one and line.of else ()

    def _replace_point(self, line: Line, old: ContactPoint, new: ContactPoint | None) -> None:
        if new is not None and line.of is not None and line.of.value.startswith(("tel:", "mailto:")):
            scheme = line.of.value.partition(":")[0]
            self._card.set_value(line, f"{scheme}:{escaped(new.value)}")
        elif new is not None:
            self._card.set_value(line, escaped(new.value))
        elif old.kind is PointKind.ADDRESS and line.of and any(_parts(line.of)[at] for at in (3, 4, 6)):
            kept = ["", "", "", *_parts(line.of)[_CITY:]]
            self._card.set_value(line, ";".join(kept))
        else:
            self._card.remove_with_label(line)

    def _dates(self) -> None:
        gone, new = _changed(self._before.key_dates, self._after.key_dates, _day_key, _is_same_day)
        for line in list(self._card.lines) if gone else ():
            found = self._alone(line.of).key_dates if line.of else ()
            if any(day in gone for day in found):
                self._card.remove_with_label(line)
        for day in new:
            if day.kind is KeyDateKind.BIRTHDAY:
                for line in self._card.named("BDAY"):
                    self._card.remove_with_label(line)
            self._card.add(date_lines(day, self._card.free_group(), self._version))

    def _place(self) -> None:
        """Write the place where it was read from: the town, else the region or the country."""
        for line in self._card.named("ADR"):
            parts = _parts(line.of) if line.of else []
            for at in (_CITY, _REGION, _COUNTRY):
                if parts and _text_of(parts[at]):
                    parts[at] = escaped(self._after.place)
                    self._card.set_value(line, ";".join(parts))
                    return
        if self._after.place:
            self._card.add([f"ADR:;;;{escaped(self._after.place)};;;"])

    def _phonetic(self) -> None:
        """Write how the name is said in place of all that said so; a recording of it stays."""
        for line in list(self._card.lines):
            if line.of and (line.of.name in PHONETIC or (line.of.name == "SOUND" and not is_audio(line.of))):
                self._card.remove(line)
        self._card.add(phonetic_lines(self._after.phonetic))

    def _related(self) -> None:
        before, after = self._before.related, related_of(self._after)
        for line in list(self._card.lines):
            if any(each not in after for each in self._alone(line.of).related):
                self._card.remove_with_label(line)
        for each in after:
            if each not in before:
                self._card.add(related_lines(each, self._card.free_group(), self._version))

    def _alone(self, of: Property | None) -> ContactDraft:
        """Return what one line says by itself, with the label of its group."""
        name = Property(1, "", "FN", (), "x")
        labels = [p for p in self._card.properties() if p.name == "X-ABLABEL" and of and p.group == of.group]
        return draft_of([name, *([of] if of else []), *labels], 1, []) or ContactDraft("x")


def _changed(
    before: Sequence[T],
    after: Sequence[T],
    key: Callable[[T], Hashable],
    is_same: Callable[[T, T], bool],
) -> tuple[list[T], list[T]]:
    """Return what is gone and what is new: of several with one key the book keeps one, and the others stay."""
    if list(before) == list(after):
        return [], []
    kept = [each for each in after if any(is_same(old, each) for old in before)]
    known = {key(each) for each in kept}
    gone = [each for each in before if each not in kept and key(each) not in known]
    return gone, [each for each in after if each not in kept]


def _day_key(day: KeyDate) -> Hashable:
    return day.kind, day.month, day.day, day.label[:_LABEL_LIMIT]


def _is_same_day(old: KeyDate, new: KeyDate) -> bool:
    return _day_key(old) == _day_key(new) and old.year == new.year


def _is_edit(old: ContactPoint, new: ContactPoint) -> bool:
    """Whether the new point can stand in the line of the old one: the same kind, called the same."""
    return old.kind is new.kind and old.label == new.label and old.kind in _BESIDE_ANOTHER


def _parts(of: Property) -> list[str]:
    return [*split_unescaped(of.value, ";"), *[""] * _ADR_PARTS][: max(_ADR_PARTS, of.value.count(";") + 1)]


def _text_of(part: str) -> str:
    return clean(unescape(part), one_line=True).strip()
