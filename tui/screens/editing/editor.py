"""A person's own editor, in front of the app for as long as they write in it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from msgspec import Struct
from textual.app import App, SuspendNotSupported

from tui.domain.errors import CannotOpen, InvalidInput
from tui.services.desk import Desk
from tui.services.drafts.editor_words import Whose, editor_done, note_editor, note_process
from tui.services.drafts.outside_text import editor_command, hand_out, has_changed, take_back

OWNER_ONLY = 0o077
"""The umask of the editor: what it writes is read by its owner only."""


class Edited(Struct, frozen=True):
    """What a text has become in an editor; ``done`` lets go of the file, once the text is kept elsewhere."""

    text: str
    done: Callable[[], None]


async def edit_text(
    app: App[object], desk: Desk, text: str, whose: Whose, suffix: str = ".md"
) -> Edited | None:
    """Let a text be written in ``$EDITOR``; give what it has become, or None where nothing has changed.

    Whatever becomes of the line, the editor or the program meanwhile: what the editor had saved is offered
    as a draft. The app is set aside. Raises InvalidInput where no editor may or can be opened, and CannotOpen
    when it failed; then nothing was changed.
    """
    if desk.kiosk:
        raise InvalidInput(
            "No editor is opened here.",
            "Nothing was changed.",
            "This login keeps to Rapport; write in its fields.",
        )
    command = editor_command(os.environ)
    path = hand_out(desk.exchange, text, suffix)
    noted = note_editor(desk.drafts, whose, path, text)

    def done() -> None:
        editor_done(desk.drafts, noted)
        path.unlink(missing_ok=True)

    try:
        with app.suspend(), _left_to_the_editor():
            ended = _run([*command, str(path)], lambda process: note_process(desk.drafts, noted, process))
    except SuspendNotSupported:
        ended = "This terminal cannot be handed to an editor."
    if ended:
        if not has_changed(path, text):
            done()
            raise CannotOpen(ended, "Nothing was changed.")
        raise CannotOpen(
            ended, "Nothing was taken over.", "What it had written is kept; b on Today offers it."
        )
    changed = take_back(path)
    if changed == text.rstrip("\n"):
        done()
        return None
    return Edited(changed, done)


def _run(command: Sequence[str], note: Callable[[int], None]) -> str:
    """Run the editor to its end; give a sentence where it failed."""
    try:
        with subprocess.Popen(command, umask=OWNER_ONLY) as editor:
            note(editor.pid)
            code = editor.wait()
    except OSError as error:
        return f"The editor could not be started: {error.strerror}."
    return "" if code == 0 else f"The editor ended with an error ({code})."


@contextmanager
def _left_to_the_editor() -> Iterator[None]:
    """Leave ctrl+c to the editor, and ctrl+z to nobody: a stopped editor would leave no way back."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTSTP)}
    signal.signal(signal.SIGINT, lambda _number, _frame: None)
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
