from __future__ import annotations

from pathlib import Path

from tui.app.app import key_entries
from tui.terminal.keys import as_markdown

README = Path(__file__).parents[1] / "README.md"
BEGIN, END = "<!-- rapport keys --markdown -->\n", "<!-- end of keys -->"


def test_the_key_table_is_that_of_the_live_bindings() -> None:
    text = README.read_text(encoding="utf-8")
    table = text.split(BEGIN)[1].split(END)[0].strip()
    assert table == as_markdown(key_entries()).strip(), "put the output of `rapport keys --markdown` in"


def test_it_opens_with_a_picture_that_is_there() -> None:
    first = README.read_text(encoding="utf-8").splitlines()[0]
    picture = first.split("](")[1].rstrip(")")
    assert first.startswith("![")
    assert (README.parent / picture).is_file()


def test_it_names_the_two_commands() -> None:
    text = README.read_text(encoding="utf-8")
    assert "make run" in text
    assert "make test" in text
