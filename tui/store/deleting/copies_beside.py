"""What lies beside the book and may hold somebody too: unfinished drafts, lines that wait, copies of the book."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from tui.domain.deleting.traces import STAND_IN, Traces, Where
from tui.domain.errors import RapportError
from tui.store.file.files import write_whole
from tui.store.interactions.drafts import Draft


def forget_in_drafts(folder: Path, book: str, contact_ids: Sequence[int], traces: Sequence[Traces]) -> int:
    """Take people out of everything unfinished, also what was put away; give how many files changed.

    What is about them alone goes; in the rest, their names become "someone".
    """
    changed = 0
    for path in _unfinished(folder):
        with suppress(OSError, ValueError, TypeError, AttributeError, RapportError):
            before = json.loads(path.read_text(encoding="utf-8"))
            if before.get("book") in ("", None, book) and _forget(path, before, contact_ids, traces):
                changed += 1
    return changed


def about(folder: Path, book: str, contact_ids: Sequence[int], traces: Sequence[Traces]) -> int:
    """Say how many unfinished things are about somebody or name them; nothing is changed."""
    found = 0
    for path in _unfinished(folder):
        with suppress(OSError, ValueError, TypeError, AttributeError):
            before = json.loads(path.read_text(encoding="utf-8"))
            if before.get("book") in ("", None, book) and _after(before, contact_ids, traces) != before:
                found += 1
    return found


def draft_without(draft: Draft, contact_ids: Sequence[int], traces: Sequence[Traces]) -> Draft | None:
    """Return a draft without these people; None for one that is about them alone."""
    people = tuple(each for each in draft.contact_ids if each not in contact_ids)
    if draft.contact_ids and not people:
        return None
    is_near = people != draft.contact_ids
    texts = {key: without_people(text, traces, is_near=is_near) for key, text in draft.texts.items()}
    return replace(draft, contact_ids=people, texts=texts, uids=() if is_near else draft.uids)


def forget_in_lines(path: Path, traces: Sequence[Traces]) -> int:
    """Take people out of lines that wait to be sent; one that names nobody else goes. Give how many changed."""
    try:
        before = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return 0
    after = [_line_without(path.stem, line, traces) for line in before]
    changed = sum(one != other for one, other in zip(before, after, strict=True))
    if changed:
        kept = [line for line in after if line is not None]
        with suppress(RapportError):
            if kept:
                write_whole(path, "".join(f"{line}\n" for line in kept).encode())
            else:
                path.unlink(missing_ok=True)
    return changed


def forget_in_texts(paths: Iterable[Path], traces: Sequence[Traces]) -> int:
    """Take people out of texts that were handed to another program; give how many changed."""
    changed = 0
    for path in paths:
        with suppress(OSError, UnicodeDecodeError, RapportError):
            before = path.read_text(encoding="utf-8")
            after = without_people(before, traces, is_near=True)
            if after != before:
                write_whole(path, after.encode())
                changed += 1
    return changed


def holding(files: Iterable[Path], needles: Iterable[str]) -> list[Path]:
    """Return those files in which every needle stands, byte for byte; one that cannot be read counts as one."""
    wanted = [needle.encode() for needle in needles]
    return sorted(path for path in files if path.is_file() and _holds_all(path, wanted))


def _unfinished(folder: Path) -> Iterator[Path]:
    """Yield every file of the drafts' folder and of those inside it."""
    if folder.is_dir():
        for ending in ("*.json", "*.dropped"):
            yield from sorted(folder.rglob(ending))


def _forget(
    path: Path, before: dict[str, object], contact_ids: Sequence[int], traces: Sequence[Traces]
) -> bool:
    after = _after(before, contact_ids, traces)
    if after is None:
        path.unlink()
        return True
    if after == before:
        return False
    write_whole(path, json.dumps(after).encode())
    return True


def _after(
    before: dict[str, object], contact_ids: Sequence[int], traces: Sequence[Traces]
) -> dict[str, object] | None:
    ids, texts = before.get("contact_ids"), before.get("texts")
    people = ids if isinstance(ids, list) else []
    left = [each for each in people if each not in contact_ids]
    if people and not left:
        return None
    is_near = left != people
    kept = {
        key: without_people(text, traces, is_near=is_near) if isinstance(text, str) else text
        for key, text in (texts.items() if isinstance(texts, dict) else ())
    }
    after = {**before, "contact_ids": left, "texts": kept}
    return {**after, "uids": []} if is_near and "uids" in before else after


def without_people(text: str, traces: Sequence[Traces], *, is_near: bool) -> str:
    """Return a text without any of these people."""
    for each in traces:
        text = each.taken_out(text, Where.NEAR if is_near else Where.ELSEWHERE)
    return text


def _line_without(kind: str, line: str, traces: Sequence[Traces]) -> str | None:
    """Return a line that waits without people; None where it is about nobody else."""
    after = line
    for each in traces:
        after = each.taken_out(after, Where.QUERY)
    if after == line:
        return line
    return after if kind != "add" and "@" in after.replace(STAND_IN, "") else None


def _holds_all(path: Path, needles: list[bytes]) -> bool:
    try:
        if not path.stat().st_size:
            return False
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return all(data.find(needle) >= 0 for needle in needles)
    except (OSError, ValueError):
        return True
