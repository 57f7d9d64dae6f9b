"""The keys of acts on contacts."""

from __future__ import annotations

from textual.binding import Binding, BindingType

PEOPLE_FIRST = ("enter", "tab", "l", "d", "s", "r", "c", "f", "a", "slash", "e", "n", "y", "v")
"""The keys that the row of keys names first in a view of contacts."""

PEOPLE_KEYS: list[BindingType] = [
    Binding("l", "log", "Log", id="contact.log", tooltip="Log a call, message or meeting in one line"),
    Binding("s", "snooze", "Snooze", id="contact.snooze", tooltip="Hide until a day; the rhythm stays"),
    Binding(
        "c",
        "compose",
        "Compose",
        id="contact.compose",
        tooltip="Write to them, with all they told you beside it",
    ),
    Binding(
        "f,greater_than_sign",
        "follow_up",
        "Follow-up",
        id="contact.follow_up",
        tooltip="Plan a next step with them on a day",
    ),
    Binding("a", "add", "Add", id="contact.add", tooltip="Add a person in one line"),
    Binding(
        "e",
        "edit",
        "Edit",
        id="contact.edit",
        tooltip="Edit everything that is known of them",
    ),
    Binding(
        "R",
        "rhythm",
        "Rhythm",
        id="contact.rhythm",
        show=False,
        tooltip="Choose how often to be in touch",
    ),
    Binding(
        "p",
        "pause",
        "Pause",
        id="contact.pause",
        show=False,
        tooltip="Pause them until a day, or openly; take them up again",
    ),
    Binding(
        "t,number_sign",
        "tag",
        "Tag",
        id="contact.tag",
        show=False,
        tooltip="Tag the chosen people, untag them, or put them into a circle",
    ),
    Binding(
        "z",
        "archive",
        "Let rest",
        id="contact.archive",
        show=False,
        tooltip="Let them rest: out of every rhythm, still found",
    ),
    Binding(
        "S",
        "star",
        "Star",
        id="contact.star",
        show=False,
        tooltip="Star them, to come sooner on a full day",
    ),
    Binding(
        "M",
        "merge",
        "Merge",
        id="contact.merge",
        show=False,
        tooltip="Make one contact of those that are marked",
    ),
    Binding("escape", "screen.back", "Back", id="contact.back", show=False, tooltip="Unmark, and go back"),
]
