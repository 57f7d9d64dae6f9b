"""What is printed: aligned, and harmless whatever people are called."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.shell import Shell
from tui.cli.output import print_file, print_json, table

CONTROL = [chr(n) for n in (*range(0x20), *range(0x7F, 0xA0), 0x202E, 0x2066, 0x200F)]


def test_columns_are_two_spaces_apart() -> None:
    assert table([("1", "Bo", "call"), ("10", "Anna", "")]) == "1   Bo    call\n10  Anna"


def test_a_wide_character_takes_two_columns() -> None:
    assert table([("山田", "x"), ("Anna", "y")]) == "山田  x\nAnna  y"


def test_a_long_cell_is_cut_and_the_last_is_not() -> None:
    first, last = table([("n" * 200, "r" * 200)]).split("  ")
    assert (len(first), first[-1], len(last)) == (60, "…", 200)


@given(st.lists(st.tuples(st.text(), st.text(), st.text()), min_size=1))
def test_a_table_has_one_line_for_each_row_and_no_control_characters(
    rows: list[tuple[str, str, str]],
) -> None:
    lines = table(rows).split("\n")
    assert len(lines) == len(rows)
    assert not any(character in line for line in lines for character in CONTROL)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_says_exactly_what_was_meant_without_a_raw_control_character(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        import io

        out = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")
        patch.setattr("sys.stdout", out)
        print_json([text])
        out.seek(0)
        written = out.read()
    assert json.loads(written) == [text]
    assert not any(character in written for character in CONTROL if character != "\n")


def test_a_name_full_of_escapes_is_shown_as_written_and_does_nothing(rapport: Shell) -> None:
    rapport.ok("add", "Eve \x1b[31mRed\x1b[0m [bold]Ng[/] \u202eevil")
    for line in ("list", "show 1", "find eve", "list --json", "show 1 --json"):
        said = rapport.ok(*line.split())
        assert "[bold]Ng[/]" in said.out
        assert not any(character in said.out for character in CONTROL if character != "\n")


class _Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize(("is_json", "shown"), [(True, r"{}\u009b31m"), (False, "{}�31m")])
def test_a_terminal_is_shown_an_export_and_obeys_none_of_it(
    monkeypatch: pytest.MonkeyPatch, *, is_json: bool, shown: str
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    print_file("{}\x9b31m\n".encode(), is_json=is_json)
    assert terminal.getvalue() == shown + "\n"
