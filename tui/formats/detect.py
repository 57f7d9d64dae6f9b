"""What kind of file this is, told by what stands in it; the name only helps where that says nothing."""

from __future__ import annotations

from enum import StrEnum

from tui.domain.errors import RapportError
from tui.formats.csv_rows import DELIMITERS, find_header
from tui.formats.decode import decode
from tui.formats.linkedin import COLUMNS as LINKEDIN

_SAMPLE_BYTES = 64_000

_GOOGLE = tuple(
    frozenset({name})
    for name in (
        "e-mail 1 - value",
        "phone 1 - value",
        "e-mail 1 - type",
        "phone 1 - type",
        "group membership",
    )
)
_OUTLOOK = (
    frozenset({"first name", "last name", "e-mail address"}),
    frozenset({"first name", "last name", "business street"}),
    frozenset({"first name", "last name", "e-mail 2 address"}),
    frozenset({"first name", "last name", "primary phone"}),
    frozenset({"name", "e-mail address", "business street"}),
)


class Format(StrEnum):
    """The kinds of file contacts come in."""

    VCARD = "vcard"
    LINKEDIN = "linkedin"
    GOOGLE = "google"
    OUTLOOK = "outlook"
    CSV = "csv"
    JSON = "json"
    UNKNOWN = "unknown"


def detect(name: str, data: bytes) -> Format:
    """Tell the format of a file by its content, then by its name; never raises."""
    try:
        text = decode(data[:_SAMPLE_BYTES])
    except RapportError:
        return Format.UNKNOWN
    start = text.lstrip()
    if any(line.strip().upper().replace(" ", "") == "BEGIN:VCARD" for line in text.splitlines()):
        return Format.VCARD
    if start.startswith(("{", "[")) and not name.lower().endswith((".csv", ".vcf")):
        return Format.JSON
    for known, kind in ((LINKEDIN, Format.LINKEDIN), (_GOOGLE, Format.GOOGLE), (_OUTLOOK, Format.OUTLOOK)):
        if find_header(text, known):
            return kind
    return _by_name(name.lower(), start)


def _by_name(name: str, text: str) -> Format:
    if name.endswith((".csv", ".tsv")):
        return Format.CSV
    lines = [line for line in text.splitlines()[:5] if line.strip()]
    for delimiter in DELIMITERS:
        counts = {line.count(delimiter) for line in lines}
        if len(lines) > 1 and len(counts) == 1 and counts.pop() > 0:
            return Format.CSV
    return Format.UNKNOWN
