"""The mutation check: what it changes, which tests it asks, and that it tells what lived from what was noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.mutants.__main__ import Bench
from scripts.mutants.changes import changes_of
from scripts.mutants.nearest import Nearness

RULE = "LIMIT = 7\n\n\ndef is_late(days: int) -> bool:\n    return days > LIMIT\n"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a < b", ["< -> <="]),
        ("a and not b", ["and -> or", "without not"]),
        ("a + 1", ["+ -> -", "1 -> 2"]),
        ("LIMIT = 40", ["40 -> 20", "40 -> 41"]),
        ("KEPT = ('name', 'place')", ["without 'name',", "without , 'place'"]),
        ("WORDS = {'a': on, 'b': off}", ["without 'a': on,", "without , 'b': off"]),
        ("ASKED = 'SELECT x FROM y WHERE z <= 30'", ["<= -> <", "30 -> 31"]),
        ("ASKED = f'SELECT {x} WHERE y IN (\\'a\\', \\'b\\')'", []),
        ("ASKED = f\"WHERE {x} IS NULL AND y IN ('a', 'b')\"", ["IS NULL -> IS NOT NULL", "AND -> OR"]),
        ("def f(x: int = 0) -> tuple[int, str]:\n    'Take 3.'\n    return x, 'a'", ["0 -> 1"]),
    ],
)
def test_one_thing_at_a_time_is_changed(source: str, said: list[str]) -> None:
    found = [change.said_of(source.encode()) for change in changes_of(source.encode())]
    assert found[: len(said)] == said


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree with a rule, a list that stands on it, and a test of each."""
    for name, text in {
        "tui/__init__.py": "",
        "tui/rule.py": RULE,
        "tui/listing.py": "from tui.rule import is_late\n\n\ndef late(all):\n    return list(filter(is_late, all))\n",
        "tests/test_rule.py": "from tui.rule import is_late\n\n\ndef test_it():\n    assert is_late(9)\n",
        "tests/test_listing.py": "from tui.listing import late\n\n\ndef test_it():\n    assert late([1]) == []\n",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_test_of_the_same_name_is_asked_first_and_then_who_stands_on_it(tree: Path) -> None:
    asked = Nearness(tree).tests_of(Path("tui/rule.py"))
    assert asked == [Path("tests/test_rule.py"), Path("tests/test_listing.py")]


def test_a_change_lives_where_no_test_notices_it(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bench = Bench(tmp_path_factory.mktemp("copy"), tree)
    lived = {
        change.said_of(RULE.encode()): bench.lives(Path("tui/rule.py"), change)
        for change in changes_of(RULE.encode())
    }
    assert lived == {"7 -> 3": True, "7 -> 8": True, "> -> >=": True}


def test_a_change_that_a_test_notices_is_killed_and_taken_back(
    tree: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (tree / "tests/test_rule.py").write_text(
        "from tui.rule import is_late\n\n\ndef test_it():\n    assert is_late(8) and not is_late(7)\n"
    )
    folder = tmp_path_factory.mktemp("copy")
    bench = Bench(folder, tree)
    assert not any(bench.lives(Path("tui/rule.py"), change) for change in changes_of(RULE.encode()))
    assert (folder / "tui/rule.py").read_text() == RULE


def test_a_test_that_fails_anyway_notices_nothing(
    tree: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    (tree / "tests/test_listing.py").write_text("import tui.rule\n\n\ndef test_it():\n    assert not tui\n")
    bench = Bench(tmp_path_factory.mktemp("copy"), tree)
    first, *_ = changes_of(RULE.encode())
    assert bench.lives(Path("tui/rule.py"), first)
    assert "tests/test_listing.py" in capsys.readouterr().out
