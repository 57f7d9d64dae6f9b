"""Drafting: what is being written is kept beside the book until it is in it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from tui.domain.records.contact import ContactId
from tui.store.file.files import write_whole
from tui.store.interactions.drafts import Draft, Drafts, started

__all__ = ["Draft", "copy_out", "draft_for", "mailto", "with_texts"]

LAST_COPIED = "last.txt"
"""The file that holds the text copied out last."""


def draft_for(
    drafts: Drafts,
    contact_ids: Sequence[ContactId],
    in_hand: Collection[str] = (),
    uids: Sequence[str] = (),
) -> Draft:
    """Return the newest draft to exactly these contacts, to a single one of them, or an empty one.

    One that is open in another composer (``in_hand``) or in another program is left to it. ``uids`` says who
    the contacts are: a number may be somebody else's once its owner is gone.
    """
    wanted = {int(each) for each in contact_ids}
    free = [
        draft
        for draft in drafts.abandoned(in_hand)
        if not (uids and draft.uids) or set(uids) <= set(draft.uids)
    ]
    kept = next((draft for draft in free if set(draft.contact_ids) == wanted), None)
    if kept is None and len(wanted) == 1:
        kept = next((draft for draft in free if wanted <= set(draft.contact_ids)), None)
    return kept or Draft(tuple(int(each) for each in contact_ids), book=drafts.book, uids=tuple(uids))


def with_texts(
    draft: Draft,
    contact_ids: Sequence[ContactId],
    texts: Mapping[str, str],
    now: datetime,
    uids: Sequence[str] = (),
) -> Draft:
    """Return the draft as it stands now; ``now`` is an instant with its offset, ``uids`` says who the contacts are."""
    return replace(
        draft,
        uids=tuple(uids),
        contact_ids=tuple(int(each) for each in contact_ids),
        texts=dict(texts),
        saved_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        process=os.getpid(),
        started=started(os.getpid()),
    )


def copy_out(folder: Path, text: str) -> Path:
    """Write a text to the file for texts copied out, and say where that is.

    Raises CannotOpen or BookBusy when it cannot be written.
    """
    path = folder / LAST_COPIED
    write_whole(path, text.encode("utf-8", errors="replace"))
    return path


def mailto(addresses: Sequence[str], text: str) -> str:
    """Return the line that opens a mail program with a message begun (RFC 6068)."""
    from urllib.parse import quote

    to = ",".join(quote(address, safe="@+") for address in addresses)
    return f"mailto:{to}?body={quote(text.replace(chr(10), chr(13) + chr(10)), safe='')}"
