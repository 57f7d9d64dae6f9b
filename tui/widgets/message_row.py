"""The message row: what was just done or could not be done, until the next act."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from textual.geometry import Size
from textual.reactive import reactive
from textual.strip import Strip

from tui.domain.errors import RapportError
from tui.widgets.pen import Pen
from tui.widgets.roles import Drawn, Role
from tui.widgets.safe import cut, fit, shown, width_of, wrap

MOST_ROWS = 3
"""An error that has to say much takes up to three rows; everything else takes one."""

Tone = Literal["done", "told", "failed"]
"""What was done, an answer to a question, or what could not be done."""

_FAILED: Role = "rust"
_TOLD: Role = "muted"


class MessageRow(Drawn):
    """One line that stays until the next act: no clock takes it away from slow eyes."""

    DEFAULT_CSS = """
    MessageRow { height: auto; min-height: 1; max-height: 3; background: $background; }
    """

    _said: reactive[tuple[str, str, Tone]] = reactive(("", "", "done"), layout=True)

    _explained: tuple[object, int] = (None, 0)
    """What was explained last, and which of its sentences comes next."""

    def say(self, text: str, hint: str = "") -> None:
        """Tell what was done; the hint on the right says what can follow ("u undo")."""
        self._said = (shown(text), shown(hint), "done")

    def tell(self, text: str) -> None:
        """Answer a question in full sentences."""
        self._said = (shown(text), "", "told")

    def fail(self, error: RapportError) -> None:
        """Tell what could not be done, that nothing was lost, and what to do."""
        self._said = (shown(str(error)), "", "failed")

    def explain(self, what: object, sentences: Sequence[str]) -> None:
        """Say why, one sentence at a press: asked about the same thing again, the next."""
        turn = self._explained[1] if self._explained[0] == what else 0
        self._explained = (what, turn + 1)
        self.tell(sentences[turn % len(sentences)])

    def add(self, text: str) -> None:
        """Tell something more, behind what is being said."""
        said, _hint, tone = self._said
        self._said = (f"{said} {shown(text)}".lstrip(), "", "failed" if tone == "failed" else "told")

    def clear(self) -> None:
        """Say nothing."""
        self._said = ("", "", "done")

    def say_for_now(self, text: str) -> Callable[[], None]:
        """Tell something that is true for the moment only; calling what is given brings back what stood here."""
        before = self._said
        self.tell(text)
        for_now = self._said

        def put_back() -> None:
            if self._said == for_now:
                self._said = before

        return put_back

    @property
    def text(self) -> str:
        """What is being said."""
        return self._said[0]

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the rows the message takes at a width in cells."""
        return max(1, len(self._rows(width)))

    def render_line(self, y: int) -> Strip:
        """Draw one row of the message."""
        width = self.size.width
        text, hint, tone = self._said
        pen = Pen(self)
        if not text:
            return Strip.blank(width, self.rich_style)
        if tone != "done":
            rows = self._rows(width)
            sign, role = (self.glyphs.promise, _FAILED) if tone == "failed" else (self.glyphs.dot, _TOLD)
            pen.write(f" {sign} " if y == 0 else "   ", role)
            pen.write(rows[y] if y < len(rows) else "")
            return pen.strip(width)
        hint = cut(hint, max(0, width - 1), self.glyphs.ellipsis)
        pen.write(f" {self.glyphs.done} ", "moss")
        pen.write(fit(text, max(0, width - width_of(hint) - 5), ellipsis=self.glyphs.ellipsis))
        pen.write("  ")
        pen.write(hint, "muted")
        return pen.strip(width)

    def _rows(self, width: int) -> list[str]:
        text, _hint, tone = self._said
        return wrap(text, max(1, width - 4), MOST_ROWS, self.glyphs.ellipsis) if tone != "done" else [text]
