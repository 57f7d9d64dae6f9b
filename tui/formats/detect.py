"""What kind of file this is, told by what stands in it; the name only helps where that says nothing."""

from __future__ import annotations

from enum import StrEnum

from tui.domain.errors import RapportError
from tui.formats.csv.layouts import LAYOUTS
from tui.formats.csv.linkedin import CONNECTION_COLUMNS as LINKEDIN
from tui.formats.csv.linkedin_messages import is_linkedin_messages
from tui.formats.csv.rows import DELIMITERS, find_header
from tui.formats.decode import decode
from tui.formats.monica.monica import is_monica
from tui.formats.text.friends import is_friends

_SAMPLE_BYTES = 64_000


class Format(StrEnum):
    """The kinds of file contacts come in."""

    VCARD = "vcard"
    LINKEDIN = "linkedin"
    MESSAGES = "linkedin-messages"
    GOOGLE = "google"
    OUTLOOK = "outlook"
    THUNDERBIRD = "thunderbird"
    RAPPORT = "rapport"
    CSV = "csv"
    MONICA = "monica"
    FRIENDS = "friends"
    JSON = "json"
    UNKNOWN = "unknown"


CSV_FORMATS = frozenset({Format.GOOGLE, Format.OUTLOOK, Format.THUNDERBIRD, Format.RAPPORT, Format.CSV})
"""The kinds that are read by a mapping from columns."""


def detect(name: str, data: bytes, encoding: str | None = None) -> Format:
    """Tell the format of a file by its content, then by its name; never raises."""
    try:
        text = decode(data[:_SAMPLE_BYTES], encoding)
    except RapportError:
        return Format.UNKNOWN
    start = text.lstrip()
    if any(line.strip().upper().replace(" ", "") == "BEGIN:VCARD" for line in text.splitlines()):
        return Format.VCARD
    if start.startswith(("{", "[")) and not name.lower().endswith((".csv", ".vcf")):
        return Format.MONICA if is_monica(text) else Format.JSON
    if is_friends(text):
        return Format.FRIENDS
    return _table(text) or _by_name(name.lower(), start)


def _table(text: str) -> Format | None:
    """Tell a table by its header."""
    if find_header(text, LINKEDIN):
        return Format.LINKEDIN
    if is_linkedin_messages(text):
        return Format.MESSAGES
    return next((Format(layout.name) for layout in LAYOUTS if find_header(text, layout.known_by)), None)


def _by_name(name: str, text: str) -> Format:
    if name.endswith((".csv", ".tsv")):
        return Format.CSV
    lines = [line for line in text.splitlines()[:5] if line.strip()]
    for delimiter in DELIMITERS:
        counts = {line.count(delimiter) for line in lines}
        if len(lines) > 1 and len(counts) == 1 and counts.pop() > 0:
            return Format.CSV
    return Format.UNKNOWN
