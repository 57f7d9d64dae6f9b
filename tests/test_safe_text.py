"""No text of others reaches a widget without passing the gate: read from the source itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.source_tree import ROOT, files
from tests.unsafe_text import unsafe_text

DRAWING = files("tui/app/app.py", "tui/app/guarded.py", "tui/screens", "tui/widgets", suffix=".py")
THE_GATE = {ROOT / "tui/widgets/safe.py", ROOT / "tui/app/guarded.py"}


@pytest.mark.parametrize("path", DRAWING, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_shown_has_passed_the_gate(path: Path) -> None:
    faults = [] if path in THE_GATE else unsafe_text(path.read_text(encoding="utf-8"))
    assert faults == []


@pytest.mark.parametrize(
    "line",
    [
        "Static(contact.name)",
        "Label(f'{contact.name} is due')",
        "Label(name, markup=False)",
        "self.query_one(Static).update(contact.name)",
        "self.notify(str(error))",
        "self.notify('saved', title=contact.name)",
        "Option(contact.name, id='x')",
        "self.border_title = contact.name",
        "pane.tooltip = f'about {name}'",
        "table.add_row('1', contact.name)",
        "tree.add_leaf(contact.name)",
        "Static(Content(contact.name))",
        "Content.from_markup('[b]$who', who=contact.name)",
        "Content.from_markup(contact.name)",
        "Content.assemble(('Ann', 'bold'), (contact.name, 'bold'))",
        "Static('a' + name)",
        "Static(name if name else 'nobody')",
        "Static(' '.join(names))",
        "Input(placeholder='x')",
        "TextArea()",
    ],
)
def test_text_as_it_came_is_found(line: str) -> None:
    assert [found for found, _ in unsafe_text(line)] == [1]


@pytest.mark.parametrize(
    "line",
    [
        "Static('Today')",
        "Label(f'{shown(name)} is due')",
        "self.border_title = shown(name)",
        "Content.from_markup('[b]$who', who=shown(contact.name))",
        "Content.assemble((shown(name), 'bold'), ' is due')",
        "Static(' '.join(shown(name) for name in names))",
        "Static(HELP)",
        "self.seen.update({name: 1})",
        "self.notify('saved', title=shown(name))",
        "LineField(placeholder='x')",
    ],
)
def test_text_that_passed_the_gate_is_let_through(line: str) -> None:
    assert unsafe_text(line) == []


def test_a_name_is_followed_to_what_it_holds() -> None:
    assert unsafe_text("def f(self, name):\n    said = shown(name)\n    return Static(said)\n") == []


def test_a_name_that_also_holds_other_text_is_found() -> None:
    source = "def f(self, name):\n    said = shown(name)\n    said = name\n    return Static(said)\n"
    assert [line for line, _ in unsafe_text(source)] == [4]


def test_a_method_that_gives_content_is_trusted() -> None:
    source = "def title(self) -> Content: ...\ndef f(self):\n    return Static(self.title())\n"
    assert unsafe_text(source) == []


def test_a_class_of_ours_that_shares_a_name_is_left_alone() -> None:
    assert unsafe_text("from tui.widgets.choice_row import Option\nOption(Direction.OUT, 'me')\n") == []


def test_text_inside_the_call_of_a_class_of_ours_is_still_looked_at() -> None:
    source = "from tui.widgets.rule import Rule\nRule(Static(name))\n"
    assert [line for line, _ in unsafe_text(source)] == [2]
