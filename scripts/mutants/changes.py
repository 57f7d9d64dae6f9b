"""The small changes of a source, each of which a test should notice."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise

from msgspec import Struct

OPERATORS: dict[type[ast.AST], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
    ast.Add: ("+", "-"),
    ast.Sub: ("-", "+"),
    ast.Mult: ("*", "//"),
    ast.FloorDiv: ("//", "*"),
}
_SQL = re.compile(r"\b(SELECT|UPDATE|DELETE FROM|INSERT|WHERE|HAVING|ORDER BY|CASE WHEN)\b|\bIN \(")
_IN_SQL = (
    (re.compile(r"(?<![\w.:'-])[1-9]\d*\b"), lambda found: str(int(found) + 1)),
    (re.compile(r"(?<=[\w) ])(?:<=|>=|<|>)(?=[\s:?(])"), {"<=": "<", "<": "<=", ">=": ">", ">": ">="}.get),
    (re.compile(r"\bAND\b|\bOR\b"), {"AND": "OR", "OR": "AND"}.get),
    (re.compile(r"\bIS (?:NOT )?NULL\b"), {"IS NULL": "IS NOT NULL", "IS NOT NULL": "IS NULL"}.get),
    (re.compile(r"'\w+', ?|, ?'\w+'(?=\))"), lambda found: ""),
)
_LEFT_ALONE = {"__all__", "__slots__"}
"""What is no behaviour: the tests need not notice it."""
_UNSEEN = {"uri", "check_same_thread", "encoding", "errors"}


class Change(Struct, frozen=True):
    """A piece of a source, and what stands there instead; places are counted in bytes."""

    start: int
    end: int
    new: str

    def made_in(self, source: bytes) -> bytes:
        """Return the source with this change."""
        return source[: self.start] + self.new.encode() + source[self.end :]

    def line_in(self, source: bytes) -> int:
        """Return the number of the line it begins in."""
        return source.count(b"\n", 0, self.start) + 1

    def said_of(self, source: bytes) -> str:
        """Say what was, and what is there instead."""
        was = source[self.start : self.end].decode().strip()
        return (
            f"{_short(was)} -> {_short(self.new.strip())}" if self.new.strip() else f"without {_short(was)}"
        )

    def key_in(self, source: bytes) -> str:
        """Return what tells this change of this very source from every other."""
        return sha256(b"%d %d %s " % (self.start, self.end, self.new.encode()) + source).hexdigest()[:16]


def changes_of(source: bytes) -> list[Change]:
    """Return every change of a source that still can be compiled, in the order of the source."""
    found = {change: None for change in _Finder(source).all() if _can_be_read(change.made_in(source))}
    return sorted(found, key=lambda change: (change.start, change.end, change.new))


class _Finder:
    """Walks the tree of one source."""

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._lines = [0]
        for line in source.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def all(self) -> Iterator[Change]:
        """Go through all that is behaviour."""
        waiting: list[ast.AST] = [ast.parse(self._source)]
        while waiting:
            node = waiting.pop()
            yield from self._changes_at(node)
            waiting += _inside(node)

    def _changes_at(self, node: ast.AST) -> Iterator[Change]:
        match node:
            case ast.Compare():
                places = pairwise([node.left, *node.comparators])
                for (left, right), operator in zip(places, node.ops, strict=True):
                    yield from self._operator(left, right, operator)
            case ast.BoolOp():
                for left, right in pairwise(node.values):
                    yield from self._operator(left, right, node.op)
            case ast.BinOp():
                yield from self._operator(node.left, node.right, node.op)
            case ast.UnaryOp(op=ast.Not()):
                yield Change(self._start(node), self._start(node.operand), "")
            case ast.List(elts=[_, _, *_]) | ast.Set(elts=[_, _, *_]):
                yield from self._one_less([(each, each) for each in node.elts])
            case ast.Tuple(elts=[_, _, *_]) if all(_is_fixed(each) for each in node.elts):
                yield from self._one_less([(each, each) for each in node.elts])
            case ast.Dict(keys=[_, _, *_]) if all(node.keys):
                yield from self._one_less([(k, v) for k, v in zip(node.keys, node.values, strict=True) if k])
            case ast.Constant() | ast.JoinedStr():
                yield from self._value(node)

    def _value(self, node: ast.Constant | ast.JoinedStr) -> Iterator[Change]:
        start, end = self._start(node), self._end(node)
        value = node.value if isinstance(node, ast.Constant) else ""
        if isinstance(value, bool):
            yield Change(start, end, str(not value))
        elif isinstance(value, int):
            yield from (Change(start, end, str(other)) for other in {value + 1, value // 2 or value + 1})
        elif _SQL.search(text := self._source[start:end].decode()):
            for pattern, instead in _IN_SQL:
                for found in pattern.finditer(text):
                    at = start + len(text[: found.start()].encode())
                    yield Change(at, at + len(found[0].encode()), instead(found[0]) or "")

    def _operator(self, left: ast.expr, right: ast.expr, operator: ast.AST) -> Iterator[Change]:
        """Change the operator between two values, wherever it stands between them."""
        old, new = OPERATORS.get(type(operator), ("", ""))
        start = self._end(left)
        between = self._source[start : self._start(right)].decode()
        at = between.find(old) if old else -1
        if at >= 0:
            yield Change(start + at, start + at + len(old), new)

    def _one_less(self, entries: list[tuple[ast.expr, ast.expr]]) -> Iterator[Change]:
        """Take one entry out of a list, with the comma beside it."""
        for before, (first, last) in zip([None, *entries], entries, strict=False):
            if before is not None:
                yield Change(self._end(before[1]), self._end(last), "")
            else:
                yield Change(self._start(first), self._start(entries[1][0]), "")

    def _start(self, node: ast.expr) -> int:
        return self._lines[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr) -> int:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return self._lines[node.end_lineno - 1] + node.end_col_offset


def _inside(node: ast.AST) -> list[ast.AST]:
    """Return what is behaviour within a node: no types, no sentences of documentation, no names for others."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.Assert():
            return []
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return list(node.orelse)
        case ast.Assign(targets=[ast.Name(id=name)]) if name in _LEFT_ALONE:
            return []
        case ast.AnnAssign():
            return [] if node.value is None else [node.value]
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            return [*node.body, *node.args.defaults, *(each for each in node.args.kw_defaults if each)]
        case ast.ClassDef():
            return list(node.body)
        case ast.Subscript():
            return [node.value, *([] if isinstance(node.slice, ast.Tuple) else [node.slice])]
        case ast.keyword(arg=name) if name in _UNSEEN:
            return []
        case ast.JoinedStr() if _SQL.search(ast.unparse(node)):
            return []
    return list(ast.iter_child_nodes(node))


def _is_fixed(node: ast.expr) -> bool:
    """Whether it is written out or named, as the entries of a list in the code are and an answer of two is not."""
    name = {ast.Name: "id", ast.Attribute: "attr"}.get(type(node))
    return isinstance(node, ast.Constant | ast.Call | ast.Tuple) or (
        name is not None and str(getattr(node, name)).isupper()
    )


def _can_be_read(source: bytes) -> bool:
    try:
        compile(source, "<changed>", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 60 else f"{one_line[:57]}..."
