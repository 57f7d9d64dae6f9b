"""What can be asked for by name: every live binding that is said in words, and what only the app can do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do, as the list of commands offers it."""

    id: str
    title: str
    words: str
    """What else it is looked for by, in lower case."""
    action: str
    """The action to run, with its namespace: ``screen.log`` or ``app.quit``."""
    key: str = ""
    """The key that does the same, as it is written on a keyboard."""
