"""Reading an edited contact: each field's text becomes what is to be done; reading writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from tui.domain.dates.partial import read_partial, say_partial, whole_day
from tui.domain.dates.zones import wall_clock_in
from tui.domain.editing.fields import FieldRefused, lines_of
from tui.domain.editing.lines import (
    read_channel,
    read_custom,
    read_day_of_year,
    read_key_date,
    read_lines,
    read_points,
    read_position,
    say_custom,
    say_day,
    say_key_date,
    say_position,
)
from tui.domain.errors import InvalidInput, RapportError
from tui.domain.records.contact import Contact, ContactId, KeyDate, KeyDateKind, PointKind, valid_name
from tui.domain.records.contact_fields import PLAIN, ContactField, Holds
from tui.domain.records.knowing import FactKind, Position
from tui.domain.records.relations import RelationLine, RelationSeen, possessive, read_relation
from tui.services.contacts.finding import Finding
from tui.services.contacts.time_zones import zone_named
from tui.store.book import Book
from tui.store.contacts.contact_rows import kept_aliases

POINT_KINDS: dict[ContactField, tuple[PointKind, ...]] = {
    ContactField.EMAILS: (PointKind.EMAIL,),
    ContactField.PHONES: (PointKind.PHONE,),
    ContactField.ONLINE: (PointKind.URL, PointKind.PROFILE),
    ContactField.ADDRESSES: (PointKind.ADDRESS,),
}
_AS_TYPED = {row.field: row.column for row in PLAIN if row.holds in (Holds.NAME, Holds.PROSE)}
"""Fields of which the text is kept as it is typed, with their columns."""
_YES = {"yes", "y", "true"}
_NO = {"", "no", "n", "false"}

Act = Callable[[], object]


class EditReading:
    """Reads the fields of one contact as they are meant."""

    def __init__(self, book: Book, contact: Contact, day_first: bool | None) -> None:
        self._book = book
        self._contact = contact
        self._id = contact.id
        self._contacts = book.contacts
        self._knowing = book.knowing
        self._day_first = day_first

    def of(self, field: ContactField, text: str) -> Act:
        """Return what a field's text asks for. Raises FieldRefused."""
        try:
            return self._read(field, text)
        except FieldRefused:
            raise
        except RapportError as why:
            raise FieldRefused(field, why) from why

    def said(self, field: ContactField, text: str) -> str:
        """Say how a field is read, where its words alone do not tell. Raises FieldRefused."""
        self.of(field, text)
        said = text.strip()
        if not said:
            return ""
        if field is ContactField.BIRTHDAY:
            return say_day(KeyDate(KeyDateKind.BIRTHDAY, *read_day_of_year(said, self._day_first)))
        if field is ContactField.MET_WHEN:
            return say_partial(read_partial(said))
        if field is ContactField.TIME_ZONE:
            zone = zone_named(said)
            return f"{zone}, {wall_clock_in(zone, self._book.clock.now())} there now"
        last = lines_of(text)[-1]
        if field is ContactField.POSITIONS:
            return _position_words(read_position(last))
        if field is ContactField.RELATIONS and last not in {
            each.line for each in self._knowing.relations_of(self._id)
        }:
            return self._sentence(*self._related(last))
        return ""

    def _sentence(self, said: RelationLine, other: ContactId) -> str:
        found = self._contacts.get(other)
        name = found.name if found else said.name
        subject, whose = (name, self._contact.name) if said.is_theirs else (self._contact.name, name)
        return f"{subject} is {possessive(whose)} {said.kind}"

    def _read(self, field: ContactField, text: str) -> Act:
        if field in _AS_TYPED:
            return self._set(**{_AS_TYPED[field]: text.strip()})
        if field in POINT_KINDS:
            return self._points(field, text)
        readers: dict[ContactField, Callable[[str], Act]] = {
            ContactField.NAME: lambda said: self._set(name=valid_name(said)),
            ContactField.ALIASES: lambda said: self._set(aliases=kept_aliases(lines_of(said))),
            ContactField.TIME_ZONE: lambda said: self._set(time_zone=zone_named(said)),
            ContactField.CHANNEL: lambda said: self._set(preferred_channel=read_channel(said)),
            ContactField.POSITIONS: self._positions,
            ContactField.CIRCLES: lambda said: self._groups("circle", said),
            ContactField.TAGS: lambda said: self._groups("tag", said),
            ContactField.RELATIONS: self._relations,
            ContactField.MET_WHEN: self._met_when,
            ContactField.MET_VIA: self._met_via,
            ContactField.BIRTHDAY: self._birthday,
            ContactField.DATES: self._dates,
            ContactField.FACTS: lambda said: self._facts(FactKind.FACT, said),
            ContactField.INTERESTS: lambda said: self._facts(FactKind.INTEREST, said),
            ContactField.QUESTIONS: self._questions,
            ContactField.CUSTOM: self._custom,
            ContactField.DECEASED: self._deceased,
        }
        return readers[field](text)

    def _set(self, **columns: str | int | None) -> Act:
        return partial(self._contacts.change, self._id, **columns)

    def _points(self, field: ContactField, text: str) -> Act:
        kinds = POINT_KINDS[field]
        points = read_points(field, text, kinds, self._contact.points)
        return partial(self._contacts.put_points, self._id, kinds, points)

    def _positions(self, text: str) -> Act:
        known = {say_position(each): each for each in self._knowing.positions_of(self._id)}
        found = read_lines(ContactField.POSITIONS, text, lambda line: known.get(line) or read_position(line))
        return partial(self._knowing.put_positions, self._id, found)

    def _custom(self, text: str) -> Act:
        known = {say_custom(each): each for each in self._knowing.custom_fields_of(self._id)}
        found = read_lines(ContactField.CUSTOM, text, lambda line: known.get(line) or read_custom(line))
        return partial(self._knowing.put_custom_fields, self._id, found)

    def _groups(self, table: str, text: str) -> Act:
        names = [line.removeprefix("#").strip() for line in lines_of(text)]
        return partial(self._contacts.put_groups, table, self._id, [name for name in names if name])

    def _facts(self, kind: FactKind, text: str) -> Act:
        today = self._book.clock.today()
        return partial(self._knowing.put_facts, self._id, kind, lines_of(text), today)

    def _questions(self, text: str) -> Act:
        return partial(self._knowing.put_questions, self._id, lines_of(text), self._book.clock.today())

    def _relations(self, text: str) -> Act:
        known = {each.line: each for each in self._knowing.relations_of(self._id)}
        found = read_lines(
            ContactField.RELATIONS, text, lambda line: known[line] if line in known else self._related(line)
        )
        return partial(self._put_relations, tuple(known.values()), found)

    def _who(self, name: str) -> ContactId:
        """Return who is meant by a name, their namesakes' first of all the others'."""
        namesakes = [ident for ident in self._contacts.named_exactly(name) if ident != self._id]
        return namesakes[0] if len(namesakes) == 1 else Finding(self._book).who(name).id

    def _related(self, line: str) -> tuple[RelationLine, ContactId]:
        said = read_relation(line)
        other = self._who(said.name)
        if other == self._id:
            raise InvalidInput("Nobody is related to themselves.")
        return said, other

    def _put_relations(
        self,
        there: Sequence[RelationSeen],
        wanted: Sequence[RelationSeen | tuple[RelationLine, ContactId]],
    ) -> None:
        kept = [each for each in wanted if isinstance(each, RelationSeen)]
        for gone in there:
            if gone not in kept:
                self._knowing.unrelate(gone.relation)
        for each in wanted:
            if not isinstance(each, RelationSeen):
                said, other = each
                pair = (other, self._id) if said.is_theirs else (self._id, other)
                self._knowing.relate(*pair, said.kind)

    def _met_when(self, text: str) -> Act:
        partly = read_partial(text)
        day = whole_day(partly)
        if day is not None and day > self._book.clock.today():
            raise InvalidInput(
                f"{say_partial(partly)} is in the future.", hint="Give today or an earlier day."
            )
        return self._set(met_on=day.isoformat() if day else None, met_when="" if day else partly)

    def _met_via(self, text: str) -> Act:
        if not text.strip():
            return self._set(met_via=None)
        other = self._who(text.strip())
        if other == self._id:
            raise InvalidInput("Nobody is met through themselves.")
        return self._set(met_via=other)

    def _birthday(self, text: str) -> Act:
        if not text.strip():
            return partial(self._put_birthday, None)
        month, day, year = read_day_of_year(text, self._day_first)
        if year is not None and year > self._book.clock.today().year:
            raise InvalidInput(f"{year} is in the future.", hint="Leave out a year that is not known.")
        return partial(self._put_birthday, KeyDate(KeyDateKind.BIRTHDAY, month, day, year))

    def _dates(self, text: str) -> Act:
        known = {say_key_date(each): each for each in other_dates(self._contact.key_dates)}
        dates = read_lines(
            ContactField.DATES, text, lambda line: known.get(line) or read_key_date(line, self._day_first)
        )
        return partial(self._put_other_dates, dates)

    def _put_birthday(self, birthday: KeyDate | None) -> None:
        others = other_dates(self._dates_there())
        self._contacts.put_key_dates(self._id, [*([birthday] if birthday else []), *others])

    def _put_other_dates(self, dates: Sequence[KeyDate]) -> None:
        birthday = birthday_of(self._dates_there())
        self._contacts.put_key_dates(self._id, [*([birthday] if birthday else []), *dates])

    def _dates_there(self) -> Sequence[KeyDate]:
        """Return the dates as they stand by now: the birthday and the others are changed one after the other."""
        contact = self._contacts.get(self._id)
        return contact.key_dates if contact else ()

    def _deceased(self, text: str) -> Act:
        said = text.strip().casefold()
        if said not in _YES | _NO:
            raise InvalidInput(f'"{text.strip()}" is neither yes nor no.')
        return self._set(is_deceased=int(said in _YES))


def _position_words(position: Position) -> str:
    """Say the parts of a position apart, so that a comma in the wrong place is seen."""
    first, last = say_partial(position.from_when), say_partial(position.to_when)
    words = (
        f"role {position.role}" if position.role else "",
        f"at {position.organisation}" if position.organisation else "",
        f"from {first}" if first else "",
        f"to {last}" if last else "until now" if first else "",
    )
    return ", ".join(word for word in words if word)


def birthday_of(dates: Sequence[KeyDate]) -> KeyDate | None:
    """Return the birthday that has a field of its own: the first one."""
    return next((each for each in dates if each.kind is KeyDateKind.BIRTHDAY), None)


def other_dates(dates: Sequence[KeyDate]) -> list[KeyDate]:
    """Return the dates that share a field."""
    birthday = birthday_of(dates)
    return [each for each in dates if each is not birthday]
