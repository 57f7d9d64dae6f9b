"""The one list of tables: which can be taken back, copied, counted, salvaged, and what a merge does with their rows."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct


class InMerge(Enum):
    """What becomes of the rows of somebody who becomes part of another contact."""

    NOTHING = "nothing"
    """They name nobody."""
    CHANGE_HANDS = "change hands"
    ONCE = "once"
    """They change hands, but for those that say what the one who stays has already."""
    IN_OWN_WAY = "in a way of their own"
    """As written out in merging."""


class Counted(Struct, frozen=True):
    """How a merge counts the rows of a table that hang on a contact."""

    place: int
    """Its place in the sentence."""
    what: str
    """One of them, as the interface calls it."""
    where: str = "1"
    """Which rows count, as an SQL condition."""


class Table(Struct, frozen=True):
    """One table of the book."""

    name: str
    called: str = ""
    """What a text in it is called where a deletion names it; "" where that is the table's name."""
    in_merge: InMerge = InMerge.NOTHING
    same_by: tuple[str, ...] = ()
    """Where rows are kept once: the columns that make two rows the same."""
    counted: Counted | None = None
    is_journaled: bool = True
    """Whether a change in it can be taken back."""
    is_copied: bool = True
    """Whether a copy of the book holds it."""
    has_own_shape: bool = True
    """Whether rows of a damaged file that fit in it can be told from those of every other table."""
    stands_for_somebody: bool = False
    """Whether salvage makes a stand-in for a person of whom only rows in it are left."""

    @property
    def words(self) -> str:
        """What a text in it is called."""
        return self.called or self.name.replace("_", " ")


TABLES = (
    Table("setting", "if-then plan", has_own_shape=False),
    Table("circle"),
    Table("tag"),
    Table("contact", in_merge=InMerge.IN_OWN_WAY),
    Table(
        "contact_point",
        "label of an address",
        in_merge=InMerge.IN_OWN_WAY,
        counted=Counted(4, "contact point"),
        stands_for_somebody=True,
    ),
    Table("contact_tag", in_merge=InMerge.ONCE, same_by=("tag_id",), counted=Counted(5, "tag")),
    Table("contact_circle", in_merge=InMerge.ONCE, same_by=("circle_id",), counted=Counted(6, "circle")),
    Table(
        "key_date",
        "date",
        in_merge=InMerge.IN_OWN_WAY,
        counted=Counted(7, "key date", "kind <> 'birthday'"),
    ),
    Table("interaction"),
    Table(
        "interaction_contact",
        in_merge=InMerge.IN_OWN_WAY,
        counted=Counted(1, "interaction"),
        stands_for_somebody=True,
    ),
    Table("interaction_value", "give and take", in_merge=InMerge.CHANGE_HANDS),
    Table("interaction_topic", "topic"),
    Table(
        "next_step",
        in_merge=InMerge.CHANGE_HANDS,
        counted=Counted(3, "next step", "done_on IS NULL"),
        stands_for_somebody=True,
    ),
    Table(
        "promise",
        in_merge=InMerge.CHANGE_HANDS,
        counted=Counted(2, "promise", "kept_on IS NULL AND released_on IS NULL"),
        stands_for_somebody=True,
    ),
    Table("snooze", in_merge=InMerge.CHANGE_HANDS),
    Table("skip", in_merge=InMerge.CHANGE_HANDS),
    Table("pause", in_merge=InMerge.CHANGE_HANDS),
    Table("practice_schedule"),
    Table("offer", in_merge=InMerge.CHANGE_HANDS),
    Table("milestone"),
    Table(
        "fact",
        in_merge=InMerge.ONCE,
        same_by=("kind", "text"),
        counted=Counted(8, "fact"),
        stands_for_somebody=True,
    ),
    Table(
        "question",
        in_merge=InMerge.ONCE,
        same_by=("text", "asked_on"),
        counted=Counted(9, "open question", "asked_on IS NULL"),
    ),
    Table(
        "position",
        in_merge=InMerge.ONCE,
        same_by=("organisation", "role", "from_when", "to_when"),
        counted=Counted(10, "position"),
    ),
    Table("relation", in_merge=InMerge.IN_OWN_WAY, counted=Counted(11, "relation")),
    Table(
        "custom_field",
        "field",
        in_merge=InMerge.ONCE,
        same_by=("label", "value"),
        counted=Counted(12, "field of your own"),
    ),
    Table("card", in_merge=InMerge.IN_OWN_WAY),
    Table("distinct_pair", in_merge=InMerge.IN_OWN_WAY),
    Table("saved_view", has_own_shape=False),
    Table("starter", has_own_shape=False),
    Table("delivery", is_journaled=False, has_own_shape=False),
    Table("action", is_journaled=False, is_copied=False),
    Table("journal_entry", is_journaled=False, is_copied=False),
    Table("journal_cursor", is_journaled=False, is_copied=False),
)
"""Every table, in an order in which rows can be put back: what is pointed at before what points."""

JOURNALED = tuple(table.name for table in TABLES if table.is_journaled)
"""Every table whose changes can be taken back."""
COPIED = tuple(table.name for table in TABLES if table.is_copied)
"""Every table a copy of a book holds: what a person wrote, and which lines from elsewhere came already."""
COUNTED = tuple(
    (table.name, table.counted)
    for table in sorted(TABLES, key=lambda table: table.counted.place if table.counted else 0)
    if table.counted
)
"""The tables a merge counts, in the order of the sentence."""


def in_merge(how: InMerge) -> tuple[Table, ...]:
    """Return the tables of whose rows a merge makes this."""
    return tuple(table for table in TABLES if table.in_merge is how)
