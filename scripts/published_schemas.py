"""Write the published JSON Schemas again: of a backup, from the columns of the book; of the configuration."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec.json import schema

from tui.config import Config
from tui.formats.json.book import schema_text
from tui.store.schema.row_types import row_types

FOLDER = Path(__file__).parents[1] / "tui" / "data"


def schemas() -> dict[str, str]:
    """Return the text of each by the name of its file."""
    return {
        "rapport-backup.schema.json": schema_text(row_types()),
        "rapport-config.schema.json": _config_schema(),
    }


def _config_schema() -> str:
    made = schema(Config)
    # TOML makes a table of tables of the dots in `today.log = "x"`.
    made["$defs"]["Config"]["properties"]["keys"]["additionalProperties"] = {"type": ["string", "object"]}
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema"} | made, indent=1) + "\n"


def main() -> None:
    """Put what the readers hold a file against in the place of what is published."""
    for name, text in schemas().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
