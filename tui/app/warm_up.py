"""What the first frame does not need, made ready behind it."""

from __future__ import annotations

import importlib


def import_the_rest() -> None:
    """Import what the first frame does not need, so that no key waits for it later."""
    for name in (
        "tui.services.recording.recording",
        "tui.screens.composer.composer",
        "tui.screens.contacts.contacts",
        "tui.screens.editing.edit_contact",
        "tui.screens.finder.finder",
        "tui.screens.practice.practice",
        "tui.services.searching",
        # What the first change and the first "in 3 months" would otherwise wait for.
        "tui.store.file.writing",
        "pendulum",
    ):
        importlib.import_module(name)
