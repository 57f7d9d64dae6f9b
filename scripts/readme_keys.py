"""Put the table of the live keys into the README."""

from __future__ import annotations

from pathlib import Path

from tui.app.app import key_entries
from tui.terminal.keys import as_markdown

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- rapport keys --markdown -->\n", "<!-- end of keys -->"


def main() -> None:
    """Replace what stands between the two marks."""
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    after = rest.split(END)[1]
    README.write_text(f"{before}{BEGIN}\n{as_markdown(key_entries())}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
