"""The lines typed into the bars, remembered across sessions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from tui.domain.errors import RapportError
from tui.domain.text import clean
from tui.store.file.files import write_whole

_KEPT = 200


class LineHistory:
    """Earlier lines of each bar, the newest last; a file that cannot be written is done without."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: list[str] | None = None
        self._read_as: tuple[int, int] | None = None
        """How the file was when it was read: another window may have written or forgotten it since."""

    @property
    def paths(self) -> tuple[Path, Path]:
        """Where the lines are kept."""
        return self._path, self._begun_path

    def of(self, kind: str) -> list[str]:
        """Return the earlier lines of one kind of bar, the newest first."""
        mark = f"{kind}\t"
        return [line.removeprefix(mark) for line in reversed(self._all()) if line.startswith(mark)]

    def remember(self, kind: str, line: str) -> None:
        """Keep a line; the same line again moves to the front."""
        text = " ".join(clean(line).split())
        if not text:
            return
        entry = f"{kind}\t{text}"
        lines = [each for each in self._all() if each != entry]
        kept = [*lines, entry][-_KEPT:]
        try:
            write_whole(self._path, "\n".join(kept).encode())
        except RapportError:
            self._lines, self._read_as = kept, self._as_it_is()
        else:
            self._lines = None

    @property
    def _begun_path(self) -> Path:
        return self._path.with_name(f"begun-{self._path.name}")

    def begun(self) -> dict[str, str]:
        """Return the lines that were begun and not finished when the app was last open, by the kind of bar."""
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
        """Forget every earlier line, because somebody who may be in them is deleted for ever."""
        self._lines = None
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def forget_people(self, without: Callable[[str], str]) -> None:
        """Forget every earlier line; ``without`` takes people out of what an older version kept of lines begun."""
        self.forget()
        self.keep_begun({kind: without(line) for kind, line in self.begun().items()})

    def _all(self) -> list[str]:
        now = self._as_it_is()
        if self._lines is None or now != self._read_as:
            self._read_as = now
            try:
                self._lines = self._path.read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeDecodeError):
                self._lines = []
        return self._lines

    def _as_it_is(self) -> tuple[int, int] | None:
        try:
            info = self._path.stat()
        except OSError:
            return None
        return info.st_mtime_ns, info.st_ino
