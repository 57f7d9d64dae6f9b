"""What the first frame does not need, made ready behind it."""

from __future__ import annotations

import importlib


def import_the_rest() -> None:
    """Import what the first frame does not need, so that no key waits for it later."""
    for name in (
        "tui.services.recording",
        "tui.screens.composer",
        "tui.screens.contacts",
        "tui.screens.edit_contact",
        "tui.screens.finder",
        "tui.screens.practice",
        "tui.services.searching",
    ):
        importlib.import_module(name)
