"""From the bytes of a file to its text, without guessing: byte order mark, strict UTF-8, else cp1252."""

from __future__ import annotations

import codecs

from tui.domain.errors import InvalidInput

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (
        b"PK\x03\x04",
        "a zip archive or a spreadsheet",
        "Unpack it, or save the sheet as CSV, and import that.",
    ),
    (b"\x1f\x8b", "a compressed file", "Unpack it first, and import what is inside."),
    (b"%PDF-", "a PDF", "Export a vCard or CSV file instead."),
    (b"SQLite format 3\x00", "a database", "A Rapport book is brought back with rapport restore."),
    (b"\x89PNG", "a picture", "Choose the vCard or CSV file instead."),
    (b"\xff\xd8\xff", "a picture", "Choose the vCard or CSV file instead."),
    (b"\xd0\xcf\x11\xe0", "an old Office document", "Save it as CSV, and import that."),
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_SAMPLE_BYTES = 8_192
_MOST_CONTROLS = 0.05
"""Share of control characters above which a file that is no UTF-8 either is not text."""

NOTHING_WRITTEN = "Nothing was imported."


def decode(data: bytes, encoding: str | None = None) -> str:
    """Return the text of a file.

    A byte order mark decides; else ``encoding`` where one is named, else strict UTF-8, else
    cp1252, in which every byte means something. Raises InvalidInput for an empty file, for one that is not
    text, and for an encoding nobody knows.
    """
    refuse_binary(data)
    text = _to_text(data, encoding)
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise InvalidInput(
            f"Line {line} holds a NUL byte, so this is not a text file.",
            NOTHING_WRITTEN,
            "If it is UTF-16, name the encoding; else export the file again.",
        )
    return text


def encoding_of(data: bytes) -> str:
    """Return the encoding a file is read in where none is named."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    return marked or ("utf-8" if _is_utf8(data) else "cp1252")


def refuse_binary(data: bytes) -> None:
    """Raise InvalidInput for a file that is empty or plainly not text, saying what it looks like."""
    if not data.strip():
        raise InvalidInput("The file is empty.", NOTHING_WRITTEN, "Export it again, or choose another file.")
    for signature, what, hint in _SIGNATURES:
        if data.startswith(signature):
            raise InvalidInput(f"This is {what}, not a text file.", NOTHING_WRITTEN, hint)
    sample = data[:_SAMPLE_BYTES]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    is_noise = controls > len(sample) * _MOST_CONTROLS and not _is_utf8(sample)
    if is_noise and not has_mark(data) and 0 not in sample:
        raise InvalidInput(
            "This is not a text file.", NOTHING_WRITTEN, "Choose the vCard, CSV or JSON file instead."
        )


def has_mark(data: bytes) -> bool:
    """Whether the file begins with a byte order mark."""
    return any(data.startswith(mark) for mark, _ in _MARKS)


def decode_piece(piece: bytes, encoding: str | None = None) -> str:
    """Return the text of a few bytes by the same ladder, without refusing anything."""
    for name in (encoding, "utf-8"):
        if name:
            try:
                return piece.decode(name)
            except (LookupError, ValueError):
                continue
    return piece.decode("cp1252", errors="replace")


def _is_utf8(sample: bytes) -> bool:
    """Whether these bytes are UTF-8, which they may stop in the middle of."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def _to_text(data: bytes, encoding: str | None) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, errors="replace")
    if encoding is None:
        return decode_piece(data)
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError) as error:
        raise InvalidInput(
            f"The file cannot be read as {encoding!r}.",
            NOTHING_WRITTEN,
            "Leave the encoding out, or name another, like utf-8 or cp1252.",
        ) from error
    return text.removeprefix("\ufeff")
