"""Finds text of others on its way into a widget without having passed the gate."""

from __future__ import annotations

import ast
from collections.abc import Iterator

TAKES_TEXT = {
    "Button",
    "Checkbox",
    "Collapsible",
    "DiscoveryHit",
    "Hit",
    "Label",
    "Link",
    "ListItem",
    "Option",
    "Placeholder",
    "RadioButton",
    "Selection",
    "Static",
    "Tab",
    "TabPane",
    "add_column",
    "add_leaf",
    "add_option",
    "add_row",
    "add_tab",
    "notify",
    "print",
    "update",
    "write_line",
}
"""Calls whose first argument (for rows: every argument) reaches the screen."""
MAKES_TEXT = {"Content", "Text", "from_markup", "assemble", "from_rich_text", "from_text"}
"""Constructors that show text as written, and still have to be given text without control characters."""
GATES = {
    "cut",
    "fit",
    "shown",
    "whole_sentences",
    "wrap",
}
"""What makes text harmless (tui.widgets.safe)."""
SHOWN_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip"}
SHOWN_KEYWORDS = {"border_title", "border_subtitle", "tooltip", "title", "label", "prompt", "help"}
DRAWN = {"Content", "Text", "Strip"}
UNSTEADY = {"Input": "LineField", "TextArea": "NoteField"}
"""Fields of Textual's own, and ours to use instead: theirs blink and take any paste."""


def unsafe_text(source: str) -> list[tuple[int, str]]:
    """Return line and reason of everything in a module that could show text as it came."""
    module = ast.parse(source)
    return sorted(set(_Search(module).faults()))


class _Search:
    """One reading of one module."""

    def __init__(self, module: ast.Module) -> None:
        self._module = module
        self._drawing = {
            node.name
            for node in ast.walk(module)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.returns is not None
            and ast.unparse(node.returns).split("[")[0] in DRAWN
        }
        self._ours = _classes_of_ours(module)
        self._safe_names: set[str] = set()

    def faults(self) -> Iterator[tuple[int, str]]:
        """Yield every fault of the module."""
        yield from self._in_body(self._module)

    def _in_body(self, scope: ast.AST) -> Iterator[tuple[int, str]]:
        outer = self._safe_names
        self._safe_names = outer | self._named_in(scope)
        for child in ast.iter_child_nodes(scope):
            yield from self._in_node(child)
        self._safe_names = outer

    def _in_node(self, node: ast.AST) -> Iterator[tuple[int, str]]:
        if isinstance(node, ast.Call):
            yield from self._in_call(node)
        elif isinstance(node, ast.Assign):
            yield from self._in_assignment(node)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from self._in_body(node)
            return
        for child in ast.iter_child_nodes(node):
            yield from self._in_node(child)

    def _in_call(self, call: ast.Call) -> Iterator[tuple[int, str]]:
        name = _name(call.func)
        if name in self._ours:
            return
        if name in UNSTEADY:
            yield call.lineno, f"use {UNSTEADY[name]}, which neither blinks nor takes any paste"
        if name in TAKES_TEXT or name in MAKES_TEXT:
            for argument in call.args if name in {"add_row", "assemble"} else call.args[:1]:
                if not self._is_safe(argument):
                    yield call.lineno, f"{name}({ast.unparse(argument)}) has not passed the gate"
        for keyword in call.keywords:
            is_shown = keyword.arg in SHOWN_KEYWORDS and name in TAKES_TEXT
            is_slot = name == "from_markup" and keyword.arg is not None
            if (is_shown or is_slot) and not self._is_safe(keyword.value):
                yield call.lineno, f"{name}({keyword.arg}=...) has not passed the gate"

    def _in_assignment(self, node: ast.Assign) -> Iterator[tuple[int, str]]:
        for target in node.targets:
            is_shown = isinstance(target, ast.Attribute) and target.attr in SHOWN_ATTRIBUTES
            if is_shown and not self._is_safe(node.value):
                yield node.lineno, f"{_name(target)} has not passed the gate"

    def _named_in(self, scope: ast.AST) -> set[str]:
        """Return the local names that only ever hold safe text."""
        if not isinstance(scope, ast.FunctionDef | ast.AsyncFunctionDef):
            return set()
        held: dict[str, list[ast.expr]] = {}
        for node in ast.walk(scope):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                held.setdefault(node.targets[0].id, []).append(node.value)
            elif isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
                held.setdefault(node.target.id, []).append(node.value)
        drawn = {
            argument.arg
            for argument in scope.args.args
            if argument.annotation is not None and ast.unparse(argument.annotation) in DRAWN
        }
        return drawn | {name for name, values in held.items() if all(map(self._is_safe, values))}

    def _is_safe(self, node: ast.expr) -> bool:
        match node:
            case ast.Constant():
                return True
            case ast.Name(id=name):
                return name in self._safe_names or name.isupper()
            case ast.Call(func=func):
                return _name(func) in GATES | MAKES_TEXT | self._drawing or _is_join(node, self)
            case ast.JoinedStr(values=values):
                return all(self._is_safe(value) for value in values)
            case ast.FormattedValue(value=value) | ast.Starred(value=value):
                return self._is_safe(value)
            case ast.IfExp(body=body, orelse=orelse):
                return self._is_safe(body) and self._is_safe(orelse)
            case ast.BoolOp(values=values):
                return all(self._is_safe(value) for value in values)
            case ast.BinOp(left=left, right=right):
                return self._is_safe(left) and self._is_safe(right)
            case ast.Tuple(elts=[first, *_]):
                return self._is_safe(first)
            case ast.List() | ast.Dict() | ast.DictComp() | ast.Set() | ast.SetComp():
                return True
            case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element):
                return self._is_safe(element)
            case _:
                return False


def _classes_of_ours(module: ast.Module) -> set[str]:
    """Return the classes a module makes or takes from us; they pass text through the gate themselves."""
    made = {node.name for node in ast.walk(module) if isinstance(node, ast.ClassDef)}
    taken = {
        alias.asname or alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tui.")
        for alias in node.names
    }
    return {name for name in made | taken if name[0].isupper()}


def _is_join(call: ast.Call, search: _Search) -> bool:
    """Say whether a call joins safe pieces with a literal between them."""
    joins = isinstance(call.func, ast.Attribute) and call.func.attr == "join"
    return joins and all(search._is_safe(argument) for argument in call.args)


def _name(func: ast.expr) -> str:
    """Return the last name of what is called or set."""
    match func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(value=value):
            return _name(value)
        case _:
            return ""
