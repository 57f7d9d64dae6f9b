"""The source as data: which files there are, and what is written in them."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent
When = Literal["at once", "for types", "late"]
_MODULE = re.compile(r"(tui(?:\.\w+)+)(?::\w+)?")
_NOT_OURS = {"build", "dist", "__pycache__"}


@cache
def files(*folders: str, suffix: str = "") -> tuple[Path, ...]:
    """Return the files under ``folders`` (of the whole repository without any) ending in ``suffix``."""
    tops = [ROOT / folder for folder in folders]
    return tuple(
        path
        for path in _repository()
        if path.name.endswith(suffix) and (not tops or any(path.is_relative_to(top) for top in tops))
    )


@cache
def _repository() -> tuple[Path, ...]:
    """Return every file that is, or is about to be, in the repository."""
    git = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if git.returncode == 0:
        found = [ROOT / name for name in git.stdout.split("\0") if name]
    else:  # an unpacked archive
        found = [path for path in ROOT.rglob("*") if not _is_made(path.relative_to(ROOT))]
    return tuple(sorted(path for path in found if path.is_file()))


def _is_made(path: Path) -> bool:
    """Say whether a file was made here rather than written."""
    return any(part in _NOT_OURS or (part.startswith(".") and part != ".ci") for part in path.parts[:-1])


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and text of every string that is not a docstring, f-strings piece by piece."""
    module = tree(path)
    documentation = {
        id(body[0].value)
        for body in (getattr(node, "body", None) for node in ast.walk(module))
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr)
    }
    for node in ast.walk(module):
        # A bare string among statements documents what stands above it.
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documentation.add(id(node.value))
    for node in ast.walk(module):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.lineno, node.value


def calls(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and dotted name of every call, imported names written out: ``datetime.date.today``."""
    module = tree(path)
    origins = dict(_imports(module))
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and (name := _dotted(node.func)):
            head, _, rest = name.partition(".")
            full = origins.get(head, head)
            yield node.lineno, f"{full}.{rest}" if rest else full


def imported(path: Path) -> set[str]:
    """Return the first names of all modules a file imports, inside functions as well."""
    return {origin.partition(".")[0] for _, origin in _imports(tree(path))}


def module_of(path: Path) -> str:
    """Return the dotted name a file is imported by."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name.removesuffix(".__init__")


def imports_of(path: Path) -> Iterator[tuple[str, When]]:
    """Yield every dotted name a file imports, and when: at once, for types alone, or late.

    Late is what is imported inside a function, or named in a string: ``tui.cli.care:check``.
    """
    waiting: list[tuple[ast.AST, When]] = [(tree(path), "at once")]
    while waiting:
        node, when = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            when = "late"
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            when = "for types"
        elif isinstance(node, ast.Import):
            yield from ((alias.name, when) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", when) for alias in node.names)
        elif isinstance(node, ast.Constant) and (named := _MODULE.fullmatch(str(node.value))):
            yield named[1], "late"
        waiting += [(child, when) for child in ast.iter_child_nodes(node)]


def where(path: Path, line: int) -> str:
    """Name a place in the source."""
    return f"{path.relative_to(ROOT)}:{line}"


def _imports(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the local name and the origin of everything imported."""
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            for alias in node.names:
                head = alias.name.partition(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (head, head)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _dotted(node: ast.expr) -> str:
    """Return a name such as ``a.b.c``; a call in the chain is left out, anything else ends it."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return ""
