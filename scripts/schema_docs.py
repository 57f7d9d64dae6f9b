"""Write docs/schema.md: what is in the book, and what other programs may do with it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlite_utils import Database

from scripts.other_programs import OUTCOMES, Outcome
from tui.domain.schema_version import SCHEMA_VERSION
from tui.store.schema.column import Column, Kind
from tui.store.schema.columns import columns_of
from tui.store.schema.migrations import apply_all
from tui.store.table_list import TABLES
from tui.store.views import VIEWS, View

PAGE = Path(__file__).parents[1] / "docs" / "schema.md"

SAYS = {
    "setting": "What is set in the book, by its key.",
    "circle": "The circles.",
    "tag": "The tags.",
    "contact": "The contacts, one row each, those in the trash too (`deleted_at`).",
    "contact_point": "Addresses, numbers and profiles.",
    "contact_tag": "Who is under which tag.",
    "contact_circle": "Who is in which circle.",
    "key_date": "Birthdays and other days that return every year.",
    "interaction": "The talks, messages and dated notes, those in the trash too.",
    "interaction_contact": "Who took part, or was spoken of (`mentioned`).",
    "interaction_value": "What was given, received or asked in a talk.",
    "interaction_topic": "What a talk was about.",
    "next_step": "What is planned with somebody.",
    "promise": "Promises, yours and theirs.",
    "snooze": "Who is hidden until a day.",
    "skip": "Whose round was let go, and when.",
    "pause": "Pauses: of one contact, or of the practice where `contact_id` is empty.",
    "practice_schedule": "Which days are practice days, from a day on.",
    "offer": "Which suggestions were taken up or put away.",
    "milestone": "The milestones reached.",
    "fact": "What is known of somebody besides.",
    "question": "What there is to ask somebody.",
    "position": "Where somebody works, or did.",
    "relation": "Who is whose: `contact_id` is the `kind` of `other_id`.",
    "custom_field": "Fields of your own.",
    "card": "The vCard somebody came with, as it was.",
    "distinct_pair": "Who was said not to be one and the same.",
    "saved_view": "Searches kept under a name.",
    "starter": "Your own starters.",
    "delivery": "The lines of other machines that have come, so that each counts once.",
    "action": "The steps of undo.",
    "journal_entry": "Each row that a step changed, as it was and as it became.",
    "journal_cursor": "The step that is being written down just now.",
}
"""What each table holds."""

_MEANS = {
    Kind.PROSE: "your own words",
    Kind.NAME: "a name, or how they are reached",
    Kind.WORD: "a word of Rapport's own",
    Kind.FOLDED: "follows from a name, for sorting and comparing",
    Kind.IDENTITY: "tells this from all others, here and in every copy",
    Kind.DAY: "a local day, YYYY-MM-DD",
    Kind.PARTIAL: "YYYY, YYYY-MM or YYYY-MM-DD, or other words as they came",
    Kind.INSTANT: "an instant in UTC, like 2026-11-23T08:00:00Z",
    Kind.ZONE: "a time zone, like Europe/Lisbon",
    Kind.NUMBER: "a whole number",
    Kind.FLAG: "1 for yes, 0 for no",
    Kind.WEEKDAYS: "weekdays as digits, Monday being 0",
    Kind.SETTING: "what is set",
    Kind.JOURNAL: "kept for undo",
}

_HEAD = f"""# Your book, read by other programs

The book is one SQLite file (`rapport doctor` says where), and everything in it is yours to read. Five views are made
for that: they speak in names and days, leave out what is in the trash, and are a promise: columns are added to them,
never changed or taken away. The tables may change with a new version; this page is of schema {SCHEMA_VERSION}.

It is written from the book itself, by `make schema`.

## Reading

With [sqlite-utils](https://sqlite-utils.datasette.io), which comes with Rapport (`.venv/bin/sqlite-utils`), or sqlite3:

```
cd ~/.local/share/rapport
sqlite-utils rows rapport.db due --table
sqlite-utils rapport.db "SELECT name, text FROM open_promises WHERE made_by = 'me'" --csv
sqlite-utils rapport.db "SELECT name FROM due WHERE due_on <= :today" -p today $(date +%F) --table
```

In a browser, with [Datasette](https://datasette.io) (`pipx install datasette`): it opens the book for reading only, and
answers on this machine alone. Do not give it a wider `--host`: whoever reaches the port reads the book.

```
datasette rapport.db
datasette rapport.db --get "/rapport/contact_overview.json?_shape=array"
```

From Python, so that nothing can be written by mistake:

```python
import sqlite3
from sqlite_utils import Database

book = Database(sqlite3.connect("file:rapport.db?mode=ro", uri=True))
for row in book["timeline"].rows_where("day >= ?", ["2026-11-01"], order_by="day"):
    print(row["day"], row["name"], row["text"])
```

All of these may be done while Rapport is open. A question keeps Rapport from writing until it has been answered; for
a long look take a copy: `rapport backup people.db`.

## Writing: the inbox is made of lines

What other programs have for Rapport they hand over as lines, the same that one types. Each is read and checked, and
can be undone:

```
echo "id:phone-17 call @maya the boat is sold" | rapport log -
echo "id:form-3 Lena Haas met:PyCon every:6w" | rapport add -
```

`id:` and any word make a line count once, however often it is sent. [Several machines](several-machines.md) says
more; whole files come in with [`rapport import`](import.md).

## What comes of writing into the tables

It is not needed, and not forbidden: it is your book. All of this was tried with the real `sqlite-utils`. Either it is
refused, or it works, or `rapport check` says what is to be done; what takes your own words away is printed bold. Take
a `rapport backup` before.

| done | what comes of it |
|---|---|
"""

_TABLES = """
## The tables

Every table has `id`, the number of the row. "Or empty" means that nothing is known. What is *derived* follows from the
rest, and `rapport check --mend` computes it again. Beside them are those of full text, with `_search` in their names,
and `_sqlite_migrations`, which says which steps the book went through.
"""


def page() -> str:
    """Return the page."""
    outcomes = "".join(f"| {_done(each)} | {each.becomes} |\n" for each in OUTCOMES)
    views = "\n".join(_view(view) for view in VIEWS if view.is_promised)
    tables = "\n".join(_table(table) for table in _tables_of_the_book())
    own = "Views whose names begin with `_` are Rapport's own, and change as it needs."
    return f"{_HEAD}{outcomes}\n## The views\n\n{views}\n{own}\n{_TABLES}\n{tables}"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def _done(outcome: Outcome) -> str:
    return f"`{outcome.command}`"


def _view(view: View) -> str:
    rows = "".join(f"| `{name}` | {means} |\n" for name, means in view.columns)
    return f"### {view.name}\n\n{view.says}\n\n| column | |\n|---|---|\n{rows}\n```sql\n{view.example}\n```\n"


def _tables_of_the_book() -> Iterator[str]:
    """Yield the tables a new book has, in the order of the list."""
    with closing(sqlite3.connect(":memory:")) as conn:
        book = Database(conn)
        apply_all(book)
        for table in (each.name for each in TABLES):
            there = [column.name for column in book.table(table).columns]
            if sorted(there) != sorted(column.name for column in columns_of(table)):
                raise AssertionError(f"the list of columns differs from the table {table}")
            yield table


def _table(table: str) -> str:
    rows = "".join(f"| `{each.name}` | {_means(each)} |\n" for each in columns_of(table) if each.name != "id")
    return f"### {table}\n\n{SAYS[table]}\n\n| column | |\n|---|---|\n{rows}"


def _means(column: Column) -> str:
    if column.kind is Kind.KEY:
        said = f"the row of `{column.refers_to}`" if column.refers_to else "the number of a row"
    elif column.kind is Kind.ENUM:
        said = ", ".join(f"`{word}`" for word in column.words if word)
    else:
        said = _MEANS[column.kind]
    if column.longest and column.kind in (Kind.PROSE, Kind.NAME):
        said += f", up to {column.longest:,} characters"
    empty = ", or empty" if column.may_be_empty or column.instead == "" else ""
    return f"{said}{empty}{'; derived' if column.is_derived else ''}"


if __name__ == "__main__":
    main()
