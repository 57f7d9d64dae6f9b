"""What the command line of sqlite-utils may do to a book: tried one by one in the tests, told in docs/schema.md."""

from __future__ import annotations

from msgspec import Struct

ROW = (
    '{"uid": "card-7", "name": "Zed Roe", "sort_name": "zed roe", "created_at": "2026-11-23T08:00:00Z",'
    ' "rhythm_days": 7}'
)


class Outcome(Struct, frozen=True):
    """One thing another program may do, and what comes of it."""

    words: tuple[str, ...]
    """The command after ``sqlite-utils``; BOOK stands for the file."""
    becomes: str
    """What comes of it, as the documentation says."""
    stdin: str = ""
    is_refused: bool = False
    check_says: str = ""
    """Part of what `rapport check` says then; "" where it finds the book whole."""
    remedy: str = ""
    """The option of `rapport check` that puts it right; "" where nothing has to be, or only a backup does."""
    writes_are_refused: bool = False
    """Whether Rapport writes nothing until that is done."""
    undone_by_backup: bool = False
    """Whether only a backup brings back what was there."""

    @property
    def command(self) -> str:
        """The command as one would type it."""
        words = (f'"{word}"' if " " in word else word for word in self.words)
        return " ".join(("sqlite-utils", *words)).replace("BOOK", "rapport.db")


OUTCOMES = (
    Outcome(
        ("insert", "BOOK", "contact", "-"),
        "with `name` alone: refused, for `uid`, `sort_name` and `created_at` have to be there",
        '{"name": "Zed Roe"}',
        is_refused=True,
    ),
    Outcome(
        ("insert", "BOOK", "contact", "-"),
        "with those four: works, and they are found at once. With a rhythm, when they are due is not computed yet:"
        " `check` says so and `check --mend` does it. It is not undone by `u`.",
        ROW,
        check_says="1 due dates do not follow from the records",
        remedy="--mend",
    ),
    Outcome(
        ("insert", "BOOK", "contact", "-", "--alter"),
        "with a column of your own: works; the column is left alone, and Rapport neither shows nor exports it",
        ROW.replace('"rhythm_days"', '"shoe_size"'),
        check_says="left alone: the column shoe_size of contact",
    ),
    Outcome(
        ("insert", "BOOK", "contact", "-"),
        "with a day or an instant that is none: goes in; `check` names row and column, and `check --set-aside` moves"
        " the value into a file beside the book",
        ROW.replace('"rhythm_days": 7', '"met_on": "last June"'),
        check_says="met_on is 'last June', not a day like",
        remedy="--set-aside",
    ),
    Outcome(
        ("insert", "BOOK", "contact", "-", "--pk", "id", "--replace"),
        "puts somebody else in the place of contact 1: **what was known of that contact is gone**, and talks with them"
        " are now with the other. Only a backup brings it back.",
        ROW.replace('{"uid"', '{"id": 1, "uid"'),
        check_says="1 due dates do not follow from the records",
        remedy="--mend",
        undone_by_backup=True,
    ),
    Outcome(
        ("upsert", "BOOK", "contact", "-", "--pk", "id"),
        "with a few columns: refused as above. With the whole row, as `sqlite-utils rows` gives it: works.",
        '{"id": 1, "organisation": "Harbour Ltd"}',
        is_refused=True,
    ),
    Outcome(
        ("query", "BOOK", "UPDATE contact SET organisation = 'Harbour Ltd' WHERE id = 1"),
        "works, search included; of a rhythm or a talk, as above, `check --mend` computes what follows",
    ),
    Outcome(
        ("query", "BOOK", "UPDATE contact SET rhythm_days = 2 WHERE id = 1"),
        "goes in; when they are due is computed by `check --mend`",
        check_says="1 due dates do not follow from the records",
        remedy="--mend",
    ),
    Outcome(
        ("query", "BOOK", "UPDATE contact SET deleted_at = '2026-11-23T08:00:00Z' WHERE id = 1"),
        "works: they are in the trash, and `T` brings them back",
    ),
    Outcome(
        ("query", "BOOK", "DELETE FROM contact WHERE id = 1"),
        "goes through, for sqlite-utils does not hold foreign keys: **the contact is gone**, what hung on them is"
        " named by `check`, and `check --set-aside` moves it into a file. Only a backup brings them back.",
        check_says="hangs on a row of contact that is not there",
        remedy="--set-aside",
        undone_by_backup=True,
    ),
    Outcome(
        ("transform", "BOOK", "contact"),
        "makes the table anew and loses its triggers: until `check --mend` has made them again Rapport refuses to"
        " write, for nothing could be undone. No row is lost.",
        check_says="journal_contact_update is missing or changed",
        remedy="--mend",
        writes_are_refused=True,
    ),
    Outcome(
        ("transform", "BOOK", "contact", "--rename", "organisation", "employer"),
        "refused, as is `--drop`: an index or a view stands on the table",
        is_refused=True,
    ),
    Outcome(
        ("transform", "BOOK", "contact", "--type", "rhythm_days", "text"),
        "goes through: Rapport refuses to write, `check` names the column and asks for a backup. No row is lost.",
        check_says="The column rhythm_days of contact was made to hold another type",
        writes_are_refused=True,
        undone_by_backup=True,
    ),
    Outcome(
        ("enable-fts", "BOOK", "contact", "name", "notes", "--create-triggers"),
        "works beside the search of Rapport, and is left alone; `sqlite-utils search rapport.db contact ann` finds",
        check_says="left alone: the table contact_fts",
    ),
    Outcome(
        ("add-column", "BOOK", "contact", "shoe_size", "text"),
        "works; the column is left alone",
        check_says="left alone: the column shoe_size of contact",
    ),
    Outcome(
        ("insert", "BOOK", "reading_list", "-"),
        "makes a table of your own, which is left alone, copied by `backup`, and not by `export json`",
        '{"title": "The harbour"}',
        check_says="left alone: the table reading_list",
    ),
    Outcome(
        ("insert", "BOOK", "due", "-"),
        "refused: a view holds no rows",
        '{"name": "Zed Roe"}',
        is_refused=True,
    ),
    Outcome(("enable-wal", "BOOK"), "works; see [several machines](several-machines.md) before you keep it"),
)
"""Everything that was tried, on a book with one contact and one talk."""
