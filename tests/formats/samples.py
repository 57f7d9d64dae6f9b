"""The sample files beside these tests, and small cards and rows built on the spot."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent.parent / "data" / "formats"
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"


def sample(name: str) -> bytes:
    """Return the bytes of a sample file."""
    return (FOLDER / name).read_bytes()


def card(*lines: str, version: str = "3.0") -> bytes:
    """Return one vCard of these lines, as UTF-8 with CRLF."""
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def connections(*rows: str, header: str = HEADER) -> bytes:
    """Return a Connections.csv of these rows below its header, without a preamble."""
    return "\n".join([header, *rows, ""]).encode()
