"""The screen of an app as plain text: what a person would read, one line per row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from syrupy.location import PyTestLocation
from textual.app import App

SNAPSHOTS = Path(__file__).parent / "snapshots"


def text_of(app: App[Any]) -> str:
    """Return the text of the screen in front, rows without trailing spaces."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join(strip.text.rstrip() for strip in strips)


class ScreenTextExtension(SingleFileSnapshotExtension):
    """Keeps each snapshot in a text file of its own: tests/snapshots/<test file>/<test>.txt."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"

    @classmethod
    def dirname(cls, *, test_location: PyTestLocation) -> str:
        """Return the folder of the test file's snapshots, mirroring the tree of tests."""
        path = Path(test_location.filepath).relative_to(SNAPSHOTS.parent)
        return str(SNAPSHOTS / path.with_suffix(""))
