"""The keys of the importer, and at which step each of them works."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from tui.screens.importer.rows import Step


def _key(keys: str, action: str, name: str, ident: str, tooltip: str, *, is_shown: bool = True) -> Binding:
    """Return one of its bindings; they go before those of the line and of the list."""
    return Binding(keys, action, name, id=f"importer.{ident}", tooltip=tooltip, show=is_shown, priority=True)


BINDINGS: list[BindingType] = [
    _key("m", "choose('merge')", "Merge", "merge", "Complete the one here with what the file knows"),
    _key("n", "choose('new')", "New", "new", "Leave them as somebody new"),
    _key(
        "i", "choose('ignore')", "Ignore", "ignore", "Leave this one of the file out; n takes them in again"
    ),
    _key(
        "A",
        "all_alike",
        "All like this",
        "all_alike",
        "Do the same with all who look alike for these reasons",
    ),
    _key("left", "turn(-1)", "Before", "before", "Let the column mean what stands before", is_shown=False),
    _key("right", "turn(1)", "Change", "change", "Let the column mean the next thing"),
    _key("c", "pick", "Choose", "pick", "Choose from a list what the column means"),
    _key("d", "dates", "Dates", "dates", "Change which number of a date is the day"),
    _key("e", "letters", "Letters", "letters", "Read the file in another encoding"),
    _key("r", "rhythm", "Rhythm", "rhythm", "Give a rhythm to those who are new"),
    _key("t", "tag", "Tag", "tag", "Give everybody in the file a tag"),
    _key("v", "problems", "Skipped", "skipped", "Show the lines that could not be used, and back"),
    _key("tab", "complete", "Complete", "complete", "Write the path on as far as it is certain"),
    _key("enter", "next", "Next", "next", "Go on to the next step"),
    _key("down", "move(1)", "Down", "down", "Go one line down while typing", is_shown=False),
    _key("up", "move(-1)", "Up", "up", "Go one line up while typing", is_shown=False),
    _key("escape", "back", "Back", "back", "Go back one step; while bringing in, stop and write nothing"),
    _key("q", "cancel", "Cancel", "cancel", "Leave the import; nothing is written"),
]

WORKS_AT: dict[str, frozenset[Step]] = {
    "choose": frozenset({Step.CHECK}),
    "all_alike": frozenset({Step.CHECK}),
    "rhythm": frozenset({Step.CHECK}),
    "tag": frozenset({Step.CHECK}),
    "problems": frozenset({Step.CHECK}),
    "turn": frozenset({Step.COLUMNS}),
    "pick": frozenset({Step.COLUMNS}),
    "dates": frozenset({Step.COLUMNS}),
    "letters": frozenset({Step.COLUMNS}),
    "complete": frozenset({Step.FILE}),
    "cancel": frozenset({Step.COLUMNS, Step.CHECK, Step.BRING}),
}
"""The steps at which an action works; one that is not named works at all of them."""

WHILE_TYPING = frozenset({"next", "back", "complete", "move"})
"""What works while a line is being typed: every other key is a letter."""
