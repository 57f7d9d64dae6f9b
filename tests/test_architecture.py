"""The rules of the house that import contracts cannot say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest
from textual.screen import Screen

import tui.screens
from tests.source_tree import ROOT, When, calls, files, imported, imports_of, module_of, strings, tree, where
from tui.screens.view.acts import Acts

LINES = 400
METHODS = 40
"""So many has a screen, or a part of one with its keys, at most: its own and those of ours that it inherits."""
UNDRAWN = (
    "tui/__init__.py",
    "tui/__main__.py",
    "tui/build.py",
    "tui/cli",
    "tui/config.py",
    "tui/domain",
    "tui/formats",
    "tui/locations.py",
    "tui/services",
    "tui/store",
    "tui/terminal/terminal.py",
)
"""Where neither Textual nor Rich has any business, not even inside a function."""

CLOCK = re.compile(
    r"(?:(?:datetime\.)?(?:datetime|date)\.(?:now|utcnow|today)"
    r"|time\.(?:time|time_ns|localtime|gmtime|ctime)"
    r"|pendulum\.(?:now|today|tomorrow|yesterday))"
)
SLEEP = re.compile(r"(?:time|asyncio|anyio|trio)\.sleep")
SQL_STATEMENT = re.compile(
    r"\s*(?:(?:SELECT|select)\b.*\b(?:FROM|from)\b"
    r"|(?:INSERT|insert)\s+(?:INTO|into|OR|or)\s"
    r"|(?:UPDATE|update)\s+\w+\s+(?:SET|set)\s"
    r"|(?:DELETE|delete)\s+(?:FROM|from)\s"
    r"|(?:CREATE|DROP|ALTER)\s+(?:TABLE|INDEX|VIEW|TRIGGER|VIRTUAL|UNIQUE)\b"
    r"|SELECT\s|WITH\s+(?:RECURSIVE\s+)?\w+\s+AS\b|PRAGMA\s|(?:BEGIN|COMMIT|ROLLBACK|SAVEPOINT)\b(?!:))",
    re.DOTALL,
)
SQL_CLOCK = re.compile(
    r"CURRENT_(?:TIMESTAMP|DATE|TIME)|'now'|strftime\s*\(|unixepoch\s*\(\s*\)", re.IGNORECASE
)
MEANINGLESS = {"base", "common", "helpers", "helper", "manager", "managers", "misc", "util", "utils"}
UNKIND = re.compile(
    r"\b(?:targets?|leads?|pipelines?|assets?|ROI|leverag(?:e|es|ed|ing)|convert(?:s|ed|ing)?|scores?|ping(?:s|ed|ing)?)\b"
    r"|streak at risk|lose your streak|\byou broke\b|only \d+ hours? left|boost your network",
    re.IGNORECASE,
)
"""Practice model, sections 2.4 and 6: words of sales and of threat."""
REGISTRY = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs|crates|rubygems|golang|debian|ubuntu|astral)\.(?:org|com|io|sh)\b",
    re.IGNORECASE,
)
MACHINE_PATH = re.compile(r"(?<![\w.~}])(?:/(?:work|root|opt|home|Users)/\w|[A-Z]:\\Users)")
HEX_COLOUR = re.compile(r":[^;]*#[0-9a-fA-F]{3,8}\b")


def complaints(found: list[str]) -> str:
    """Put what was found under each other."""
    return "\n" + "\n".join(found)


def test_no_file_is_longer_than_four_hundred_lines() -> None:
    code = [*files(suffix=".py"), *files(suffix=".tcss"), *files(suffix=".sh"), ROOT / "Makefile"]
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in code}
    long = [f"{path.relative_to(ROOT)}: {lines} lines" for path, lines in lengths.items() if lines > LINES]
    assert not long, complaints(long)


def test_no_screen_and_no_acts_of_one_have_more_than_forty_methods_with_all_they_inherit() -> None:
    for module in walk_packages(tui.screens.__path__, "tui.screens."):
        import_module(module.name)
    owners: tuple[type, ...] = (Screen, Acts)
    counted = {found: len(_methods(found)) for base in owners for found in _below(base)}
    assert len(counted) > 20
    assert [f"{found.__name__}: {count}" for found, count in counted.items() if count > METHODS] == []


def _below(base: type) -> Iterator[type]:
    """Yield the classes of ours that are made from one."""
    made: list[type] = base.__subclasses__()
    for found in made:
        if found.__module__.startswith("tui."):
            yield found
        yield from _below(found)


def _methods(owner: type) -> set[str]:
    """Name the methods and properties of ours that a class has, whichever class they are written in."""
    ours = [vars(each) for each in owner.__mro__ if each.__module__.startswith("tui.")]
    return {
        name
        for written in ours
        for name, what in written.items()
        if not isinstance(what, type)
        and (callable(what) or isinstance(what, property | classmethod | staticmethod))
    }


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [path.relative_to(ROOT) for path in files(suffix=".py")]
    empty = [str(path) for path in named if MEANINGLESS & {part.removesuffix(".py") for part in path.parts}]
    assert not empty, complaints(empty)


def _in_circles(imports: dict[str, set[str]]) -> set[str]:
    """Return the modules that import each other round and round, and those on a way between such."""
    left = dict(imports)
    while True:
        asked_for = set().union(*left.values())
        ends = {name for name, asked in left.items() if not asked & left.keys() or name not in asked_for}
        if not ends:
            return set(left)
        left = {name: asked for name, asked in left.items() if name not in ends}


def test_a_circle_is_found_and_what_leads_to_it_or_away_is_not() -> None:
    assert _in_circles({"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}) == {"b", "c"}
    assert _in_circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == set()


def _ours_in(path: Path, *when: When) -> set[str]:
    """Return our modules that a file imports: at once, for types alone, or late, inside a function."""
    known = {module_of(each) for each in files("tui", suffix=".py")}
    found = {name for name, then in imports_of(path) if then in when}
    return {each if each in known else each.rpartition(".")[0] for each in found} & known - {module_of(path)}


def test_no_files_import_each_other_in_a_circle() -> None:
    """Neither when they run nor for types; inside functions neither, where it would only be hidden."""
    imports = {
        module_of(path): _ours_in(path, "at once", "for types", "late") for path in files("tui", suffix=".py")
    }
    assert sorted(_in_circles(imports)) == []


def test_an_import_inside_a_function_spares_something_at_the_start() -> None:
    at_once = {module_of(path): _ours_in(path, "at once") for path in files("tui", suffix=".py")}
    spared_nothing = []
    for path in files("tui", suffix=".py"):
        loaded, waiting = set[str](), [module_of(path)]
        while waiting:
            fresh = at_once.get(waiting.pop(), set()) - loaded
            loaded |= fresh
            waiting += fresh
        late = _ours_in(path, "late")
        spared_nothing += [
            f"{path.relative_to(ROOT)} loads {name} at the start all the same"
            for name in sorted(late & loaded)
        ]
    assert not spared_nothing, complaints(spared_nothing)


def test_only_the_clock_reads_the_clock() -> None:
    readers = [
        f"{where(path, line)} calls {name}()"
        for path in files("tui", suffix=".py")
        if path != ROOT / "tui/domain/clock.py"
        for line, name in calls(path)
        if CLOCK.fullmatch(name)
    ]
    assert not readers, complaints(readers)


def _public_names(path: Path) -> Iterator[str]:
    """Yield what a file defines for others by name; a type variable means nothing by itself."""
    for node in tree(path).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            defined = [node.name]
        elif isinstance(node, ast.Assign) and not ast.unparse(node.value).startswith("TypeVar("):
            defined = [each.id for each in node.targets if isinstance(each, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            defined = [node.target.id]
        else:
            continue
        yield from (name for name in defined if not name.startswith("_"))


@pytest.mark.parametrize(
    "layer", ["app", "cli", "domain", "formats", "screens", "services", "store", "terminal", "widgets"]
)
def test_a_public_name_means_one_thing_in_its_layer(layer: str) -> None:
    places: dict[str, list[str]] = {}
    for path in files(f"tui/{layer}", suffix=".py"):
        for name in _public_names(path):
            places.setdefault(name, []).append(str(path.relative_to(ROOT)))
    twice = [f"{name}: {', '.join(where)}" for name, where in sorted(places.items()) if len(where) > 1]
    assert not twice, complaints(twice)


def test_no_sql_asks_for_the_time() -> None:
    askers = [
        f"{where(path, line)}: {text.strip()[:60]!r}"
        for path in files("tui/store", suffix=".py")
        for line, text in strings(path)
        if SQL_CLOCK.search(text)
    ]
    assert not askers, complaints(askers)


def test_sql_is_written_in_the_store_alone() -> None:
    written = [
        f"{where(path, line)}: {text.strip()[:60]!r}"
        for path in files("tui", suffix=".py")
        if not path.is_relative_to(ROOT / "tui/store")
        for line, text in strings(path)
        if SQL_STATEMENT.match(text)
    ]
    assert not written, complaints(written)


def test_only_the_store_runs_statements() -> None:
    running = [
        f"{where(path, line)} calls {name}()"
        for path in files("tui", suffix=".py")
        if not path.is_relative_to(ROOT / "tui/store")
        for line, name in calls(path)
        if re.search(r"(?:\bconn|connection|cursor)\.execute(?:many|script)?$", name)
    ]
    assert not running, complaints(running)


def test_sqlite_is_imported_in_the_store_alone() -> None:
    importing = [
        str(path.relative_to(ROOT))
        for path in files("tui", suffix=".py")
        if not path.is_relative_to(ROOT / "tui/store") and imported(path) & {"sqlite3", "sqlite_utils"}
    ]
    assert not importing, complaints(importing)


def test_textual_and_rich_are_imported_only_where_something_is_drawn() -> None:
    importing = [
        str(path.relative_to(ROOT))
        for path in files(*UNDRAWN, suffix=".py")
        if imported(path) & {"rich", "textual"}
    ]
    assert not importing, complaints(importing)


def test_styles_use_the_theme_and_never_a_colour_of_their_own() -> None:
    coloured = [
        where(path, number)
        for path in files("tui", suffix=".tcss")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if HEX_COLOUR.search(line)
    ]
    assert not coloured, complaints(coloured)


def test_the_interface_speaks_kindly() -> None:
    unkind = [
        f"{where(path, line)}: {found[0]!r} in {text.strip()[:60]!r}"
        for path in files("tui", suffix=".py")
        for line, text in strings(path)
        if (found := UNKIND.search(text))
    ]
    assert not unkind, complaints(unkind)


def test_no_test_sleeps() -> None:
    # A screen of tmux, and the state of another process, can only be asked for again.
    drivers = {ROOT / "tests/tmux.py", ROOT / "tests/waiting.py"}
    sleeping = [
        f"{where(path, line)} calls {name}()"
        for path in files("tests", suffix=".py")
        if path not in drivers
        for line, name in calls(path)
        if SLEEP.fullmatch(name)
    ]
    assert not sleeping, complaints(sleeping)


def _lines(path: Path) -> list[str]:
    """Return the lines of a text file, none of one that is not text."""
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [("the host of a package registry", REGISTRY), ("a path on somebody's machine", MACHINE_PATH)],
    ids=["registry", "path"],
)
def test_no_file_names_a_machine(what: str, pattern: re.Pattern[str]) -> None:
    naming = [
        f"{where(path, number)}: {found[0]!r} is {what}"
        for path in files()
        for number, line in enumerate(_lines(path), 1)
        if (found := pattern.search(line))
    ]
    assert not naming, complaints(naming)


def test_no_error_is_understood_by_its_words() -> None:
    """What SQLite or the system says is for people; what went wrong is told by its code alone."""
    found = []
    for path in files("tui", suffix=".py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ExceptHandler) or node.name is None:
                continue
            words = f"str({node.name})"
            for each in (inner for part in node.body for inner in ast.walk(part)):
                is_asked = isinstance(each, ast.Compare) and words in map(
                    ast.unparse, [each.left, *each.comparators]
                )
                is_matched = isinstance(each, ast.Call) and ast.unparse(each.func).startswith(f"{words}.")
                if is_asked or is_matched:
                    found.append(f"{path.relative_to(ROOT)}:{getattr(each, 'lineno', 0)}")
    assert found == []
