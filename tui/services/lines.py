"""The lines typed into the bars, remembered across sessions."""

from __future__ import annotations

from pathlib import Path

from tui.domain.errors import RapportError
from tui.domain.text import clean
from tui.store.files import write_whole

_KEPT = 200


class LineHistory:
    """Earlier lines of each bar, the newest last; a file that cannot be written is done without."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: list[str] | None = None

    def of(self, kind: str) -> list[str]:
        """Give the earlier lines of one kind of bar, the newest first."""
        mark = f"{kind}\t"
        return [line.removeprefix(mark) for line in reversed(self._all()) if line.startswith(mark)]

    def remember(self, kind: str, line: str) -> None:
        """Keep a line; the same line again moves to the front."""
        text = " ".join(clean(line).split())
        if not text:
            return
        entry = f"{kind}\t{text}"
        lines = [each for each in self._all() if each != entry]
        self._lines = [*lines, entry][-_KEPT:]
        try:
            write_whole(self._path, "\n".join(self._lines).encode())
        except RapportError:
            return

    def _all(self) -> list[str]:
        if self._lines is None:
            try:
                self._lines = self._path.read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeDecodeError):
                self._lines = []
        return self._lines
