"""The lines typed into the bars, remembered across sessions."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
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

    @property
    def _begun_path(self) -> Path:
        return self._path.with_name(f"begun-{self._path.name}")

    def begun(self) -> dict[str, str]:
        """Give the lines that were begun and not finished when the app was last open, by the kind of bar."""
        try:
            found = self._begun_path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return {}
        return {kind: text for kind, mark, text in (line.partition("\t") for line in found) if mark}

    def keep_begun(self, lines: Mapping[str, str]) -> None:
        """Keep lines that were begun, for the next time the app is open."""
        kept = {kind: clean(text, one_line=True) for kind, text in lines.items() if text.strip()}
        if kept == self.begun():
            return
        with suppress(RapportError, OSError):
            if kept:
                write_whole(
                    self._begun_path, "\n".join(f"{kind}\t{text}" for kind, text in kept.items()).encode()
                )
            else:
                self._begun_path.unlink(missing_ok=True)

    def forget(self) -> None:
        """Forget every earlier line, because somebody who may be in them is deleted for ever.

        A line that was only begun stays: it has no other copy.
        """
        self._lines = []
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _all(self) -> list[str]:
        if self._lines is None:
            try:
                self._lines = self._path.read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeDecodeError):
                self._lines = []
        return self._lines
