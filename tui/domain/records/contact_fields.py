"""The one list of a contact's fields: editing, merging, importing, exporting, finding and the book follow from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

from msgspec import Struct

from tui.domain.records.contact import FIELD_LIMIT, NAME_LIMIT, NOTE_LIMIT, Contact


class ContactField(StrEnum):
    """One field of a contact, in the order in which a sentence names those that were changed."""

    NAME = "name"
    PHONETIC = "phonetic"
    GREETING_NAME = "greeting_name"
    PRONOUNS = "pronouns"
    ALIASES = "aliases"
    ROLE = "role"
    ORGANISATION = "organisation"
    POSITIONS = "positions"
    PLACE = "place"
    TIME_ZONE = "time_zone"
    EMAILS = "emails"
    PHONES = "phones"
    ONLINE = "online"
    ADDRESSES = "addresses"
    CHANNEL = "channel"
    CIRCLES = "circles"
    TAGS = "tags"
    RELATIONS = "relations"
    RHYTHM = "rhythm"
    MET_AT = "met_at"
    MET_ON = "met_on"
    MET_WHEN = "met_when"
    MET_VIA = "met_via"
    BIRTHDAY = "birthday"
    DATES = "dates"
    FACTS = "facts"
    INTERESTS = "interests"
    QUESTIONS = "questions"
    CUSTOM = "custom"
    NOTES = "notes"
    DECEASED = "deceased"


class Heading(StrEnum):
    """What the fields of the editing screen stand under, from top to bottom."""

    WHO = "WHO"
    WORK = "WORK"
    REACH = "REACH"
    TOGETHER = "TOGETHER"
    DAYS = "DAYS"
    KNOWN = "KNOWN"
    LAST = ""


class Holds(StrEnum):
    """What the text of a plain field is."""

    NAME = "name"
    """What somebody is called, or how: theirs alone."""
    PROSE = "prose"
    """A person's own words, which may name anybody: what a deletion for ever searches."""
    ZONE = "zone"
    PARTIAL_DAY = "partial"
    CHANNEL = "channel"


class FieldRow(Struct, frozen=True):
    """One field: its words, where it stands on the editing screen, and what a merge calls it."""

    field: ContactField
    title: str = ""
    hint: str = ""
    """What may be written in it."""
    stands: tuple[Heading, int] | None = None
    """The heading it stands under on the editing screen, and its place there; None where it is not edited so."""
    has_lines: bool = False
    merged_as: str = ""
    """What it is called where contacts become one and one value of several is taken; "" where all are kept."""


class PlainField(FieldRow, frozen=True, kw_only=True):
    """A field that is one text in one column. A new one is a row here; ARCHITECTURE.md says what else it takes.

    An import fills it where it is blank and otherwise leaves it as the person has it.
    """

    column: str
    """Its name in the records, the book, JSON and our own CSV."""
    holds: Holds = Holds.PROSE
    limit: int = FIELD_LIMIT
    """The most characters."""
    goes_by: bool = False
    """Whether it is a name they go by, which finds them, and which a deletion for ever takes out of what is
    written about others."""
    found_in: str = ""
    """What a find in it is called; "" where it is not searched."""
    said_as: str = ""
    """The word before it, where it stands on a line of its own: on the page of the command line, in Markdown."""
    beside_name: str = ""
    """How it stands beside the name at the head of a page, {} being the text; "" where it does not."""
    other_than: str = ""
    """What an import calls it that has another text than the book; "" where it says nothing of that."""
    csv_names: str = ""
    """What other people's tables call its column, divided by bars."""
    vcard: tuple[str, ...] = ()
    """The properties that hold it whole, the one it is written as first; () where it is read from parts of some."""

    def of(self, contact: Contact) -> str:
        """Return the text a contact has here."""
        text: str = getattr(contact, self.column)
        return text


FIELDS: tuple[FieldRow, ...] = (
    FieldRow(ContactField.NAME, "Name", "as you say it", (Heading.WHO, 1), merged_as="name"),
    PlainField(
        ContactField.PHONETIC,
        "Said",
        "how the name is pronounced",
        (Heading.WHO, 2),
        merged_as="said like",
        column="phonetic",
        holds=Holds.NAME,
        limit=NAME_LIMIT,
        found_in="name",
        said_as="said",
        beside_name="{}",
    ),
    PlainField(
        ContactField.GREETING_NAME,
        "Call them",
        "how you greet them, where that is not the first name",
        (Heading.WHO, 4),
        merged_as="greeting name",
        column="greeting_name",
        holds=Holds.NAME,
        limit=NAME_LIMIT,
        goes_by=True,
        found_in="name",
        said_as="call them",
        beside_name="“{}”",
        csv_names="greeting name|call them|goes by|preferred name|rufname",
        # No standard property is one: NICKNAME is what others may call them, and may be several.
        vcard=("X-RAPPORT-GREETING-NAME",),
    ),
    PlainField(
        ContactField.PRONOUNS,
        "Pronouns",
        "e.g. she/her, they/them, as they say it",
        (Heading.WHO, 5),
        merged_as="pronouns",
        column="pronouns",
        holds=Holds.NAME,
        limit=NAME_LIMIT,
        found_in="pronouns",
        said_as="pronouns",
        beside_name="{}",
        csv_names="pronouns|pronoun|preferred pronouns|pronomen|pronombres|pronomi",
        vcard=("PRONOUNS", "X-PRONOUNS", "X-PRONOUN"),
    ),
    FieldRow(ContactField.ALIASES, "Also called", "nicknames, one a line", (Heading.WHO, 3), has_lines=True),
    PlainField(
        ContactField.ORGANISATION,
        "Organisation",
        "where; the one before is kept as a past position",
        (Heading.WORK, 2),
        merged_as="organisation",
        column="organisation",
        found_in="organisation",
        other_than="organisation",
        csv_names="company|organisation|organization|org|employer|account|company name|business"
        "|firma|unternehmen|betrieb|verein|arbeitgeber|société|entreprise|empresa|organización|organização"
        "|azienda|società|bedrijf|företag",
    ),
    PlainField(
        ContactField.ROLE,
        "Role",
        "what they do now",
        (Heading.WORK, 1),
        merged_as="role",
        column="role",
        found_in="role",
        other_than="role",
        csv_names="title|job title|job|role|position|occupation|profession|headline|stelle|beruf|funktion"
        "|fonction|poste|profession|cargo|puesto|ruolo|functie|titel",
        vcard=("TITLE", "ROLE"),
    ),
    FieldRow(
        ContactField.POSITIONS,
        "Positions",
        "e.g. CTO, Trailblaze 2019-2023",
        (Heading.WORK, 3),
        has_lines=True,
    ),
    FieldRow(
        ContactField.EMAILS,
        "E-mail",
        "e.g. maya@ex.org, or work: maya@ex.org",
        (Heading.REACH, 1),
        has_lines=True,
    ),
    FieldRow(
        ContactField.PHONES, "Phone", "e.g. mobile: +351 912 345 678", (Heading.REACH, 2), has_lines=True
    ),
    FieldRow(
        ContactField.ONLINE,
        "Online",
        "e.g. linkedin.com/in/maya, @maya@server.org, any address",
        (Heading.REACH, 3),
        has_lines=True,
    ),
    FieldRow(
        ContactField.ADDRESSES,
        "Address",
        "e.g. home: Rua da Rosa 5, Lisbon",
        (Heading.REACH, 4),
        has_lines=True,
    ),
    PlainField(
        ContactField.PLACE,
        "Place",
        "where they live",
        (Heading.REACH, 5),
        merged_as="place",
        column="place",
        found_in="place",
        csv_names="location|place|where they live|based in|ort|lieu|lugar|ubicación|plaats",
    ),
    PlainField(
        ContactField.TIME_ZONE,
        "Time zone",
        "e.g. Europe/Lisbon, or lisbon",
        (Heading.REACH, 6),
        merged_as="time zone",
        column="time_zone",
        holds=Holds.ZONE,
        limit=200,
        csv_names="time zone|timezone|tz|zeitzone|fuseau horaire|zona horaria|fuso horário",
    ),
    PlainField(
        ContactField.CHANNEL,
        "Likes best",
        "call, message, email, video, in person, letter, voice note",
        (Heading.REACH, 7),
        merged_as="likes best",
        column="preferred_channel",
        holds=Holds.CHANNEL,
        limit=20,
    ),
    FieldRow(
        ContactField.BIRTHDAY,
        "Birthday",
        "e.g. 2 may, or 1985-05-02",
        (Heading.DAYS, 1),
        merged_as="birthday",
    ),
    FieldRow(
        ContactField.DATES, "Other dates", "e.g. wedding: 12 june 2015", (Heading.DAYS, 2), has_lines=True
    ),
    FieldRow(ContactField.RHYTHM, merged_as="rhythm"),
    FieldRow(ContactField.CIRCLES, "Circles", "one a line", (Heading.TOGETHER, 1), has_lines=True),
    FieldRow(ContactField.TAGS, "Tags", "one a line", (Heading.TOGETHER, 2), has_lines=True),
    FieldRow(
        ContactField.RELATIONS,
        "Related",
        "e.g. mentor of Bo Chen, or sister: Ana Silva",
        (Heading.TOGETHER, 3),
        has_lines=True,
    ),
    FieldRow(ContactField.MET_ON, merged_as="met on"),
    PlainField(
        ContactField.MET_WHEN,
        "Met in",
        "e.g. 2019, may 2019 or 12 may 2019",
        (Heading.TOGETHER, 5),
        merged_as="met in",
        column="met_when",
        holds=Holds.PARTIAL_DAY,
        limit=200,
    ),
    PlainField(
        ContactField.MET_AT,
        "Met at",
        "where you met",
        (Heading.TOGETHER, 4),
        merged_as="met at",
        column="met_at",
        found_in="where you met",
        csv_names="met at|where we met|how we met|met|source|met where",
    ),
    FieldRow(
        ContactField.MET_VIA,
        "Met through",
        "who brought you together",
        (Heading.TOGETHER, 6),
        merged_as="met through",
    ),
    FieldRow(
        ContactField.FACTS, "Facts", "e.g. partner Tomás; one a line", (Heading.KNOWN, 1), has_lines=True
    ),
    FieldRow(
        ContactField.INTERESTS,
        "Interests",
        "what they care about; one a line",
        (Heading.KNOWN, 2),
        has_lines=True,
    ),
    FieldRow(
        ContactField.QUESTIONS,
        "Ask next",
        "what to ask next time; one a line",
        (Heading.KNOWN, 3),
        has_lines=True,
    ),
    FieldRow(ContactField.CUSTOM, "Your own", "Label: value", (Heading.KNOWN, 4), has_lines=True),
    PlainField(
        ContactField.NOTES,
        "Notes",
        "write as if they could read it",
        (Heading.KNOWN, 5),
        has_lines=True,
        column="notes",
        limit=NOTE_LIMIT,
        found_in="notes",
        other_than="notes",
        csv_names="notes|note|comment|comments|remarks|description|bio|about|notizen|notiz|bemerkungen"
        "|bemerkung|anmerkung|anmerkungen|kommentar"
        "|remarques|commentaires|notas|comentarios|comentários|osservazioni|opmerkingen",
    ),
    FieldRow(
        ContactField.DECEASED,
        "Has died",
        "yes: nothing is asked of you any more, all is kept",
        (Heading.LAST, 1),
    ),
)
"""Every field, in the order of a page."""

ROWS: Mapping[ContactField, FieldRow] = {row.field: row for row in FIELDS}
PLAIN = tuple(row for row in FIELDS if isinstance(row, PlainField))
"""The fields that are one text in one column."""
EDITED = tuple(field for field in ContactField if ROWS[field].stands)
"""The fields of the editing screen, in the order in which a sentence names those that were changed."""
MERGED = {row.field: row.merged_as for row in FIELDS if row.merged_as}
"""What a contact has one of, so that one of several has to be taken, with what a merge calls it."""


def under(heading: Heading) -> tuple[ContactField, ...]:
    """Return the fields that stand under a heading of the editing screen, from top to bottom."""
    placed = {row.stands[1]: row.field for row in FIELDS if row.stands and row.stands[0] is heading}
    return tuple(placed[place] for place in sorted(placed))


def beside_name(contact: Contact) -> Iterator[str]:
    """Return what stands beside the name at the head of a page."""
    return (row.beside_name.format(row.of(contact)) for row in PLAIN if row.beside_name and row.of(contact))


def on_own_lines(contact: Contact) -> Iterator[tuple[str, str]]:
    """Return what stands on lines of its own, each with the word before it."""
    return ((row.said_as, row.of(contact)) for row in PLAIN if row.said_as and row.of(contact))
