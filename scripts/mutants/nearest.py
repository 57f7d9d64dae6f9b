"""Which tests are nearest to a module: by its name, and by who imports it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path


class Nearness:
    """The imports of one tree of sources and tests."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def tests_of(self, module: Path) -> list[Path]:
        """Return the tests that reach a module, the nearest first; both are paths within the tree."""
        distance = {_dotted(module): 0}
        reached = [_dotted(module)]
        for name in reached:
            for importer in self._importers.get(name, ()):
                if importer not in distance:
                    distance[importer] = distance[name] + 1
                    reached.append(importer)
        tests = [test for test in self._tests if _dotted(test) in distance]

        def farness(test: Path) -> tuple[int, int, int, str]:
            steps = distance[_dotted(test)]
            named = test.stem.removeprefix("test_") == module.stem
            shared = len(set(test.parent.parts) & set(module.parent.parts))
            return (0 if named and shared else 1, steps, -shared, str(test))

        return sorted(tests, key=farness)

    @cached_property
    def _tests(self) -> list[Path]:
        return [path for path in self._sources if path.name.startswith("test_")]

    @cached_property
    def _sources(self) -> list[Path]:
        found = (path for folder in ("tui", "tests") for path in (self._root / folder).rglob("*.py"))
        return sorted(path.relative_to(self._root) for path in found)

    @cached_property
    def _importers(self) -> dict[str, set[str]]:
        """Who imports each module; a fixture file is imported by the tests beside and below it."""
        importers: dict[str, set[str]] = {}
        known = {_dotted(path) for path in self._sources}
        for path in self._sources:
            for name in _imported_in(self._root / path):
                if name in known:
                    importers.setdefault(name, set()).add(_dotted(path))
            if path.name == "conftest.py":
                below = (_dotted(test) for test in self._tests if path.parent in test.parents)
                importers.setdefault(_dotted(path), set()).update(below)
        return importers


def _dotted(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def _imported_in(path: Path) -> Iterator[str]:
    """Go through all modules that a file may mean, wherever in it they are imported."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{each.name}" for each in node.names)
