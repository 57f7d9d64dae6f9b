"""Books altered by another program: every way this file knows, by a seed."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from tui.store.schema.columns import COLUMNS

VALUES = (
    *(
        "'2026-12-someone'",
        "'2026-02-30'",
        "'9999-12-31'",
        "'0000-00-00'",
        "'someone'",
        "''",
        "'a' || char(0) || 'b'",
    ),
    *(
        "-1",
        "9223372036854775807",
        "7",
        "NULL",
        "1.5",
        "x'00ff'",
        "CAST(x'c328' AS TEXT)",
        "CAST(x'eda080' AS TEXT)",
    ),
    *("'Europe/someone'", "'2026-11-23Tsomeone:32:00Z'", "'{'", "'../../etc/passwd'"),
)
PARTS = (
    *(
        "DROP INDEX contact_by_name",
        "DROP TRIGGER journal_contact_insert",
        "DROP TRIGGER contact_search_update",
    ),
    *("DROP VIEW _touch", "DROP VIEW _took_part", "DROP VIEW timeline", "CREATE TABLE due_2 (what)"),
    *("DROP TABLE contact_search", "DROP TABLE fact_search", "DROP TABLE interaction_search"),
    *(
        "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)",
        "ALTER TABLE contact ADD COLUMN nick TEXT",
    ),
    *("CREATE VIEW everybody AS SELECT name FROM contact", "CREATE INDEX mine ON contact (place)"),
    *("INSERT INTO contact_tag (contact_id, tag_id) VALUES (1, 99)", "DELETE FROM contact WHERE id = 2"),
    *("UPDATE contact SET next_due_on = '2020-01-01'", "UPDATE journal_cursor SET action_id = 7"),
    *("DROP TABLE fact", "DROP TABLE next_step", "ALTER TABLE contact DROP COLUMN met_when"),
)


def alter(path: Path, seed: int) -> list[str]:
    """Alter a book as another program might, one to three times; give the statements that went through."""
    chance = random.Random(seed)
    done: list[str] = []
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA foreign_keys = OFF")
        conn.execute("PRAGMA ignore_check_constraints = ON")
        if chance.random() < 0.3:
            _loosen(conn)
            done.append("not strict")
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA foreign_keys = OFF")
        conn.execute("PRAGMA ignore_check_constraints = ON")
        for _ in range(chance.randint(1, 3)):
            column = chance.choice([each for each in COLUMNS if each.name != "id"])
            change = f"UPDATE {column.table} SET {column.name} = {chance.choice(VALUES)}"
            statement = chance.choice(PARTS) if chance.random() < 0.35 else change
            with suppress(sqlite3.Error):
                conn.execute(statement)
                done.append(statement)
        conn.commit()
    return done


def _loosen(conn: sqlite3.Connection) -> None:
    """Let the tables take values of any type."""
    conn.execute("PRAGMA writable_schema = ON")
    conn.execute("UPDATE sqlite_schema SET sql = replace(sql, ') STRICT', ')') WHERE type = 'table'")
    conn.commit()
