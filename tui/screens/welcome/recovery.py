"""What comes in place of the app when the book cannot simply be opened: what happened, and the ways back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen

from tui.domain.errors import RapportError
from tui.services.care.care import Care, salvaged_words
from tui.services.care.trouble import Trouble
from tui.services.deleting.deleting import YES
from tui.widgets.bar_kind import BarKind, Preview
from tui.widgets.key_row import KeyRow
from tui.widgets.line_bar import LineBar
from tui.widgets.lines import DrawnLine, Lines
from tui.widgets.message_row import MessageRow
from tui.widgets.roles import Role
from tui.widgets.rule import Rule
from tui.widgets.safe import wrap

if TYPE_CHECKING:
    from tui.services.care.care import Copy

_WIDEST = 90
_LOOKING_AT = "looking at every page…"
_LOOKING = "looking for the newest good backup…"


class RecoveryScreen(Screen[None]):
    """Says what is wrong with the book and what a look at it found, and offers the ways on."""

    DEFAULT_CSS = """
    RecoveryScreen { background: $background; }
    RecoveryScreen > VerticalScroll { height: 1fr; padding: 1 1 0 1; scrollbar-size: 0 0; }
    """
    AUTO_FOCUS = "VerticalScroll"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "o",
            "open",
            "Open",
            id="recovery.open",
            tooltip="Open the book as it is now; where people are missing, take that for right",
        ),
        Binding(
            "r",
            "restore",
            "Restore",
            id="recovery.restore",
            tooltip="Put the newest good backup in the book's place, after a typed word; what is there stays beside it",
        ),
        Binding(
            "e",
            "export",
            "Export what is readable",
            id="recovery.export",
            tooltip="Bring every row that can be read into a new book beside this one",
        ),
        Binding("q,escape", "leave", "Quit", id="recovery.quit", tooltip="Quit; nothing is changed"),
    ]

    def __init__(self, care: Care, trouble: Trouble, known: Callable[[Trouble], None]) -> None:
        super().__init__()
        self._care, self._trouble = care, trouble
        self._known = known
        self._newest: Copy | None = None
        self._backup_said = _LOOKING
        self._is_busy = False

    def compose(self) -> ComposeResult:
        """Stack what happened, the backup, and the ways on."""
        yield Lines([[(" Rapport", "bold"), ("   the book needs a look before it opens", "muted")]])
        yield Rule()
        with VerticalScroll():
            yield Lines(id="recovery")
        yield MessageRow()
        yield LineBar()
        yield KeyRow()

    def on_mount(self) -> None:
        """Say what is known, and look for a backup meanwhile."""
        self._show()
        if self._trouble.to_look:
            self._look_closer()
        self._look_for_backup()

    def on_resize(self) -> None:
        """Wrap everything for the new width."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing else can be begun while something is under way; a damaged book is never opened."""
        if action == "open" and (not self._trouble.may_open or self._trouble.to_look):
            return False
        if action == "export" and self._trouble.is_gone:
            return False
        if action == "restore" and self._newest is None:
            return None
        return None if self._is_busy and action != "leave" else True

    @work(exclusive=True, group="closer")
    async def _look_closer(self) -> None:
        """Look at every page in a thread, and say what was found."""
        self._trouble = await asyncio.to_thread(self._care.look_closer, self._trouble)
        self._known(self._trouble)
        self.refresh_bindings()
        self._show()

    @work(exclusive=True, group="look")
    async def _look_for_backup(self) -> None:
        self._newest = await asyncio.to_thread(self._care.newest_good)
        self._backup_said = "" if self._newest else "there is no good backup beside it"
        self.refresh_bindings()
        self._show()

    @work(exclusive=True, group="way")
    async def action_restore(self) -> None:
        """Ask for the typed word, for no single key ever puts another book in the place of this one; restore."""
        if self._newest is None:
            return
        said = self._care.words_for(self._newest)
        kept = () if self._trouble.is_gone else ("The book as it is now stays beside it.",)
        self.query_one(MessageRow).clear()
        typed = await self.query_one(LineBar).ask(
            BarKind(
                "restore",
                "Put that backup in the place of the book?",
                (),
                lambda line, _accepted: _read_word(line, said),
                details=(f"The backup: {said}.", *kept),
                is_kept=False,
            )
        )
        self.query_one(VerticalScroll).focus()
        if typed is None:
            self.query_one(MessageRow).say("nothing was changed")
        else:
            await self._restore(self._newest)

    async def _restore(self, backup: Copy) -> None:
        """Put a backup in the book's place, and open it."""
        self._begin("restoring…")
        try:
            await asyncio.to_thread(self._care.restore, backup.path)
        except RapportError as error:
            self._failed(error)
            return
        self.app.exit(True)

    @work(exclusive=True, group="way")
    async def action_export(self) -> None:
        """Bring what can be read into a new book, and say where it is."""
        self._begin("reading what can be read…")
        try:
            saved = await asyncio.to_thread(self._care.export_readable)
        except RapportError as error:
            self._failed(error)
            return
        self._is_busy = False
        self.refresh_bindings()
        self.query_one(MessageRow).tell(f"{salvaged_words(saved)} Open it with: rapport --db {saved.path}")

    def action_open(self) -> None:
        """Open the book as it is."""
        self._care.open_anyway(self._trouble)
        self.app.exit(True)

    def action_leave(self) -> None:
        """Quit, and change nothing."""
        if not self._is_busy:
            self.app.exit(False)

    def _begin(self, words: str) -> None:
        self._is_busy = True
        self.refresh_bindings()
        self.query_one(MessageRow).tell(words)

    def _failed(self, error: RapportError) -> None:
        self._is_busy = False
        self.refresh_bindings()
        self.query_one(MessageRow).fail(error)

    def _show(self) -> None:
        width = max(20, min(self.size.width - 2, _WIDEST))
        lines = [*_wrapped(self._trouble.title, width, "bold"), *_wrapped(self._trouble.message, width), []]
        lines += [[("LOOKED AT", "muted")], *_wrapped(self._trouble.looked or _LOOKING_AT, width)]
        lines += (
            [[("FOUND", "muted")], *_wrapped(self._trouble.found, width), []] if self._trouble.found else [[]]
        )
        lines += [[("NEWEST GOOD BACKUP", "muted")], *self._backup(width), [], *self._ways(width)]
        self.query_one("#recovery", Lines).show(lines)

    def _backup(self, width: int) -> list[DrawnLine]:
        if self._newest is None:
            return _wrapped(self._backup_said, width)
        return [
            *_wrapped(self._care.words_for(self._newest), width),
            *_wrapped(str(self._newest.path), width, "muted"),
        ]

    def _ways(self, width: int) -> list[DrawnLine]:
        trouble = self._trouble
        ways = []
        if trouble.may_open and not trouble.to_look and not trouble.is_gone:
            ways.append(("o", "open it all the same"))
        if self._newest:
            kept = "" if trouble.is_gone else "; the book is kept"
            ways.append(("r", f"put that backup in its place, after a typed word{kept}"))
        if trouble.is_gone:
            ways.append(("o", "begin a new book"))
        else:
            ways.append(("e", "bring what can be read into a new book"))
        ways.append(("q", "quit; nothing is changed"))
        lines: list[DrawnLine] = []
        for key, words in ways:
            first, *rest = wrap(words, width - 3, 3)
            lines.append([(f"{key}  ", "moss"), (first, "")])
            lines += [[("   ", ""), (row, "")] for row in rest]
        return lines


def _read_word(line: str, backup: str) -> Preview:
    """Read the answer: only the whole word goes on."""
    if line.strip().casefold() == YES:
        return Preview(said=f"Enter puts the backup of {backup} in the place of the book")
    return Preview(problem=f"Type {YES} and Enter to do it; Esc leaves everything as it is", is_blocked=True)


def _wrapped(text: str, width: int, role: Role = "") -> list[DrawnLine]:
    return [[(row, role)] for row in wrap(text, width, 6)]
