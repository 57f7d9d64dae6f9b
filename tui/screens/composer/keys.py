"""The keys of the composer."""

from __future__ import annotations

from textual.binding import Binding, BindingType

COMPOSER_KEYS: list[BindingType] = [
    Binding("ctrl+s", "save", "Save", id="composer.save", priority=True, tooltip="Record it all in the book"),
    Binding(
        "tab",
        "next",
        "Next field",
        id="composer.next",
        priority=True,
        tooltip="Go on: to the next open slot or field, or take the name",
    ),
    Binding(
        "shift+tab",
        "previous",
        "Back",
        id="composer.previous",
        show=False,
        tooltip="Go to the field before",
    ),
    Binding(
        "ctrl+t",
        "starters",
        "Starters",
        id="composer.starters",
        priority=True,
        tooltip="Choose a first line for the situation",
    ),
    Binding(
        "ctrl+o",
        "copy",
        "Copy out",
        id="composer.copy",
        priority=True,
        tooltip="Hand the message to the terminal",
    ),
    Binding(
        "ctrl+g",
        "editor",
        "$EDITOR",
        id="composer.editor",
        priority=True,
        tooltip="Write the message, or the notes, in your own editor",
    ),
    Binding(
        "escape", "leave", "Leave", id="composer.leave", priority=True, tooltip="Leave; the draft is kept"
    ),
    Binding(
        "ctrl+j",
        "save_outside",
        "Save",
        id="composer.save_too",
        show=False,
        tooltip="Save from outside the notes",
    ),
    Binding("enter", "go_on", "Next field", id="composer.go_on", show=False, tooltip="Go to the next field"),
]
