"""The app every screen lives in: Textual's, with the ways out for private text closed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from rich.console import RenderableType
from rich.segment import Segment
from rich.text import Text
from textual import events, on
from textual.app import App
from textual.color import Color
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.notifications import SeverityLevel
from textual.worker import WorkerFailed, get_current_worker

from tui.app.themes import DARK, THEMES, variable_defaults
from tui.app.waiting import Waiting
from tui.domain.errors import RapportError
from tui.domain.text import REPLACEMENT
from tui.terminal.driver import RapportDriver
from tui.terminal.repairs import repair
from tui.terminal.terminal import STOPPED, CrashLog, TerminalGuard
from tui.terminal.typed_ahead import TypedAhead
from tui.widgets.glyphs import ASCII, UNICODE, Glyphs
from tui.widgets.message_row import MessageRow
from tui.widgets.pasting import TextLeftOut
from tui.widgets.safe import shown

ReturnT = TypeVar("ReturnT")

repair()

_IN_TURN = (events.Key, events.Paste, events.MouseDown, events.MouseUp)
"""What acts, and therefore waits until the one before has acted."""
_SPACES = re.compile("[\t\n\r\x0b\x0c]")
_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)

_PLAIN = str.maketrans("·…“”‘’–—↑↓←→↔▁▂▃▄▅▆▇█", "-~\"\"''--^v<>=" + 8 * " ")


class Scrub(LineFilter):
    """The last gate before the terminal: no control character and no hyperlink out of anybody's text."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of one line, harmless and as wide as before."""
        return [segment if _is_harmless(segment) else _harmless(segment) for segment in segments]


def _has_gone(node: DOMNode) -> bool:
    """Say whether something is closed, or about to be."""
    line = node.ancestors_with_self
    return not isinstance(line[-1], App) or any(each._closing or each._pruning for each in line)


def _is_harmless(segment: Segment) -> bool:
    text, style, control = segment
    return bool(control) or (text.isprintable() and (style is None or style.link is None))


def _harmless(segment: Segment) -> Segment:
    text = _CONTROLS.sub(REPLACEMENT, _SPACES.sub(" ", segment.text))
    style = segment.style
    if style is not None and style.link is not None:
        style = style.update_link(None)
    return Segment(text, style)


class PlainSigns(LineFilter):
    """Where the terminal draws ASCII alone: the punctuation of our own sentences in ASCII, as wide as before."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of one line with plain punctuation; letters of names stay as they are."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(segment.text.translate(_PLAIN), segment.style)
            for segment in segments
        ]


class GuardedApp(App[ReturnT]):
    """A Textual app that shows text as written, leaks none of it, and is silent while idle.

    ``glyphs`` is the set of signs every widget draws with. ``terminal_guard``, when given, is what
    the driver calls when the terminal is gone.
    """

    ENABLE_COMMAND_PALETTE = False
    _where: Sequence[str] = ()
    """The lines of the program that an error was handed over with instead of itself."""
    may_stop = True
    """Whether the program may be stopped or set aside, which leads to the shell it was started from."""

    def __init__(
        self,
        *,
        glyphs: Glyphs = UNICODE,
        theme_name: str = DARK,
        crash_log: CrashLog | None = None,
        terminal_guard: TerminalGuard | None = None,
        driver_class: type[Driver] | None = None,
    ) -> None:
        super().__init__(driver_class=driver_class)
        self._plain_signs = PlainSigns()
        self.glyphs = glyphs
        self.terminal_guard = terminal_guard
        self._crash_log = crash_log
        self.typed_ahead = TypedAhead(self, super().on_event, Waiting(self))
        self._filters += [Scrub(), self._plain_signs]
        self.animation_level = "none"
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, theme_name)
        self._styled_with = self.get_css_variables()
        self.stylesheet.set_variables(self._styled_with)

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything again when the look has changed; at start it was styled so from the first rule on."""
        variables = self.get_css_variables()
        if variables != self._styled_with:
            self._styled_with = variables
            super().refresh_css(animate)

    @property
    def glyphs(self) -> Glyphs:
        """The set of signs every widget draws with."""
        return self._glyphs

    @glyphs.setter
    def glyphs(self, glyphs: Glyphs) -> None:
        self._glyphs = glyphs
        self._plain_signs.enabled = glyphs is ASCII

    async def on_event(self, event: events.Event) -> None:
        """Hand on one key at a time; everything else goes its way."""
        if isinstance(event, _IN_TURN) and not event.is_forwarded:
            await self.typed_ahead.take(event)
        else:
            await super().on_event(event)

    @on(TextLeftOut)
    def _say_left_out(self, event: TextLeftOut) -> None:
        """Say what of a paste is not there, where the screen has a row for it."""
        row = self.screen.query_one_optional(MessageRow)
        if row is not None:
            row.tell(event.sentence)

    @property
    def is_saving(self) -> bool:
        """Whether a change of the book is under way."""
        return False

    def get_driver_class(self) -> type[Driver]:
        """Return our driver; no variable of the environment can name another."""
        return RapportDriver

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the names of our colours under any theme."""
        return variable_defaults(self.current_theme)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """Show a notice as written; ``markup`` is accepted and ignored."""
        super().notify(shown(message), title=shown(title), severity=severity, timeout=timeout, markup=False)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Open nothing: over ssh the browser would start on the server, not with the person."""

    def save_screenshot(
        self,
        filename: str | None = None,
        path: str | None = None,
        time_format: str | None = None,
    ) -> str:
        """Save a picture only where a caller of ours says so, never into the downloads folder."""
        if filename is None or path is None:
            return ""
        return super().save_screenshot(filename, path, time_format)

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Take no picture by key: it would lie world-readable in the downloads folder."""

    def note_for_log(self, sentence: str) -> None:
        """Write a sentence about the program to the log, where there is one; never what was typed."""
        if self._crash_log is not None:
            self._crash_log.note(sentence)

    def stop_when_idle(self, stop: Callable[[], None]) -> None:
        """Let the program be stopped (ctrl+z in a shell): ``stop`` gives the terminal back and waits."""
        stop()

    def panic(self, *renderables: RenderableType) -> None:
        """Stop after an error; what the error would print stays unprinted, where it happened is logged."""
        self._where = [line for each in renderables for line in _places_in(each)]
        self._fatal_error()

    def _handle_exception(self, error: Exception) -> None:
        """Stop after an error; an answer that comes after its screen has gone is no error, and is dropped."""
        shows_nothing = isinstance(error, WorkerFailed) and isinstance(error.error, NoMatches)
        if not (shows_nothing and _has_gone(get_current_worker().node)):
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        error = self._exception or RuntimeError("stopped without an error")
        self._return_code = error.exit_code if isinstance(error, RapportError) else 1
        if not self._exit_renderables:
            self._exit_renderables.append(Text(self._parting_words(error)))
        self._close_messages_no_wait()

    def _parting_words(self, error: Exception) -> str:
        """Say why the app stops: in the words meant for people, or where the details are."""
        if isinstance(error, RapportError):
            return shown(str(error))
        return shown(self._crash_log.record(error, self._where) if self._crash_log else STOPPED)

    def _print_error_renderables(self) -> None:
        if self._exit_renderables:
            self.error_console.print(self._exit_renderables[0], soft_wrap=True)
        self._exit_renderables.clear()


def _places_in(renderable: RenderableType) -> Iterator[str]:
    """Yield what kind of error is shown, and its lines of the program, without what stood in variables."""
    # Only an error is shown so, and what draws it takes long to load.
    from rich.traceback import Traceback

    if isinstance(renderable, Traceback):
        for stack in renderable.trace.stacks:
            yield f"{stack.exc_type}: (message left out: it may quote private text)\n"
            for frame in stack.frames:
                yield f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
