"""Drafting: what is being written is kept beside the book until it is in it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from tui.domain.contact import ContactId
from tui.store.drafts import Draft, Drafts
from tui.store.files import write_whole

__all__ = ["Draft", "copy_out", "draft_for", "with_texts"]

LAST_COPIED = "last.txt"
"""The file that holds the text copied out last."""


def draft_for(drafts: Drafts, contact_ids: Sequence[ContactId]) -> Draft:
    """Give the newest draft to exactly these contacts, to a single one of them, or an empty one."""
    wanted = {int(each) for each in contact_ids}
    kept = next((draft for draft in drafts.abandoned() if set(draft.contact_ids) == wanted), None)
    if kept is None and len(wanted) == 1:
        kept = drafts.of_contact(*wanted)
    return kept or Draft(tuple(int(each) for each in contact_ids))


def with_texts(
    draft: Draft, contact_ids: Sequence[ContactId], texts: Mapping[str, str], now: datetime
) -> Draft:
    """Give the draft as it stands now; ``now`` is an instant with its offset."""
    return replace(
        draft,
        contact_ids=tuple(int(each) for each in contact_ids),
        texts=dict(texts),
        saved_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        process=os.getpid(),
    )


def copy_out(folder: Path, text: str) -> Path:
    """Write a text to the file for texts copied out, and say where that is.

    Raises CannotOpen or BookBusy when it cannot be written.
    """
    path = folder / LAST_COPIED
    write_whole(path, text.encode("utf-8", errors="replace"))
    return path
