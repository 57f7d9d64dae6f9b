"""What lies beside the book and may hold somebody too: unfinished drafts, copies of the book."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from tui.domain.traces import Traces
from tui.store.files import write_whole


def forget_in_drafts(
    folder: Path, book: str, contact_id: int, traces: Traces, *, is_near: bool = False
) -> int:
    """Take somebody out of unfinished drafts, also those put away; give how many changed.

    One to them alone goes; in another, their name becomes "someone". ``is_near`` says that a short form
    of it is theirs in each of them.
    """
    changed = 0
    found = [*folder.glob("*.json"), *folder.glob("*.dropped")] if folder.is_dir() else []
    for path in found:
        with suppress(OSError, ValueError, TypeError, AttributeError):
            before = json.loads(path.read_text(encoding="utf-8"))
            if before.get("book") in ("", None, book) and _forget(
                path, before, contact_id, traces, is_near=is_near
            ):
                changed += 1
    return changed


def _forget(path: Path, before: dict[str, object], contact_id: int, traces: Traces, *, is_near: bool) -> bool:
    ids, texts = before.get("contact_ids"), before.get("texts")
    people = ids if isinstance(ids, list) else []
    if contact_id in people and len(people) == 1:
        path.unlink()
        return True
    is_near = is_near or contact_id in people
    kept = {
        key: traces.taken_out(text, is_near=is_near) if isinstance(text, str) else text
        for key, text in (texts.items() if isinstance(texts, dict) else ())
    }
    after = {**before, "contact_ids": [each for each in people if each != contact_id], "texts": kept}
    if after == before:
        return False
    write_whole(path, json.dumps(after).encode())
    return True


def holding(files: Iterable[Path], needles: Iterable[str]) -> list[Path]:
    """Give those files in which every needle stands, byte for byte; one that cannot be read counts as one."""
    wanted = [needle.encode() for needle in needles]
    return sorted(path for path in files if path.is_file() and _holds_all(path, wanted))


def _holds_all(path: Path, needles: list[bytes]) -> bool:
    try:
        if not path.stat().st_size:
            return False
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return all(data.find(needle) >= 0 for needle in needles)
    except (OSError, ValueError):
        return True
