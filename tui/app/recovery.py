"""The app that shows the recovery screen and nothing else."""

from __future__ import annotations

from tui.app.guarded import GuardedApp
from tui.screens.welcome.recovery import RecoveryScreen
from tui.services.care.care import Care
from tui.services.care.trouble import Trouble
from tui.terminal.terminal import CrashLog, TerminalGuard
from tui.widgets.glyphs import Glyphs


class RecoveryApp(GuardedApp[bool]):
    """The recovery screen alone; it gives True when the book is to be opened now."""

    def __init__(
        self,
        care: Care,
        trouble: Trouble,
        *,
        glyphs: Glyphs,
        theme_name: str,
        crash_log: CrashLog | None = None,
        guard: TerminalGuard | None = None,
    ) -> None:
        super().__init__(glyphs=glyphs, theme_name=theme_name, crash_log=crash_log, terminal_guard=guard)
        self._care = care
        self.trouble = trouble
        """What is wrong, as far as is known by now."""

    def get_default_screen(self) -> RecoveryScreen:
        """Show nothing but the recovery."""
        return RecoveryScreen(self._care, self.trouble, self._knows)

    def _knows(self, trouble: Trouble) -> None:
        self.trouble = trouble
