"""Write the JSON Schema of a backup again, from the columns of the book."""

from __future__ import annotations

from pathlib import Path

from tui.formats.json_book import schema_text
from tui.store.row_types import row_types

PUBLISHED = Path(__file__).parents[1] / "tui" / "data" / "rapport-backup.schema.json"


def main() -> None:
    """Put what the reader holds a backup against in the place of what is published."""
    PUBLISHED.write_text(schema_text(row_types()), encoding="utf-8")


if __name__ == "__main__":
    main()
