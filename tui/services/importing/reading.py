"""Reading a file of any known kind, or a folder of cards, into one shape the import can plan with."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import tzinfo
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.clock import Clock
from tui.domain.errors import CannotOpen, InvalidInput
from tui.formats.csv.contacts import read_contacts_csv
from tui.formats.csv.linkedin import read_linkedin
from tui.formats.csv.linkedin_messages import is_linkedin_messages, read_linkedin_messages
from tui.formats.csv.mapping import Mapping
from tui.formats.decode import decode
from tui.formats.detect import CSV_FORMATS, Format, detect
from tui.formats.history import HistoryRead, InteractionRead
from tui.formats.json.book import Tables
from tui.formats.monica.monica import read_monica
from tui.formats.result import CardRead, ReadProblem, ReadResult, Told
from tui.formats.text.friends import read_friends
from tui.formats.vcard.vcard import read_vcards
from tui.store.file.files import read_whole

_SAMPLE_BYTES = 64_000
MOST_BYTES = 200_000_000
"""Bytes of a file, or of all the cards in a folder; only JSON may be larger, for a whole book must always come back."""


class How(Struct, frozen=True):
    """What a person said about a file; everything can be left to the file itself."""

    kind: Format | None = None
    encoding: str | None = None
    mapping: Mapping | None = None
    """For a CSV file: which column means what."""
    me: str = ""
    """For LinkedIn's messages: the person's own name or profile address."""
    zone: tzinfo | None = None
    """The zone in which instants of the file become local days."""
    told: Told | None = None
    """Hears how far the reading is."""


class FileRead(Struct, frozen=True):
    """Everything one file gave, whatever its kind."""

    name: str
    kind: Format
    cards: tuple[CardRead, ...] = ()
    talks: tuple[InteractionRead, ...] = ()
    read: int = 0
    """Cards or rows met in the file, usable or not."""
    problems: tuple[ReadProblem, ...] = ()
    book: Tables | None = None
    """For a copy of a whole book: its tables."""


def read_path(path: Path, how: How) -> FileRead:
    """Read a file, or every card in a folder. Raises CannotOpen or InvalidInput in words."""
    if os.path.isdir(path):
        return _read_folder(path, how)
    return read_bytes(path.name, read_bounded(path), how)


def read_bounded(path: Path) -> bytes:
    """Read a file of at most so many bytes; raises CannotOpen, or InvalidInput for one that is larger."""
    data = read_whole(path, MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        if data[:_SAMPLE_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return read_whole(path)
        raise too_large(path.name)
    return data


def too_large(name: str) -> InvalidInput:
    """Return the refusal of more bytes than are read."""
    return InvalidInput(
        f"{name} is larger than {MOST_BYTES // 1_000_000} MB.",
        "Nothing was imported.",
        "Export it in parts, or without its photos, and import each.",
    )


def read_bytes(name: str, data: bytes, how: How) -> FileRead:
    """Read what stands in a file of this name; raises InvalidInput when its kind is not known."""
    kind = kind_of(name, data, how.kind, how.encoding)
    if kind is Format.JSON:
        from tui.formats.json.reading import read_whole_book
        from tui.store.schema.row_types import row_types

        tables = read_whole_book(data, row_types())
        return FileRead(name, kind, read=len(tables["contacts"]), book=tables)
    reader = _READERS.get(kind)
    if reader is None:
        decode(data[:_SAMPLE_BYTES], how.encoding)  # says better what it is, where it is no text at all
        raise InvalidInput(
            f"{name} is not a kind of file that can be imported.",
            "Nothing was changed.",
            "A vCard (.vcf), a CSV file, Monica's JSON, a friends.md or a Rapport JSON can be.",
        )
    found = reader(data, how)
    talks = found.interactions if isinstance(found, HistoryRead) else ()
    return FileRead(name, kind, found.cards, talks, found.read, found.problems)


def kind_of(name: str, data: bytes, said: Format | None = None, encoding: str | None = None) -> Format:
    """Return the kind of a file: as it was said, else by its content; LinkedIn has two files of one name."""
    if said is Format.LINKEDIN and is_linkedin_messages(decode(data, encoding)[:_SAMPLE_BYTES]):
        return Format.MESSAGES
    return said or detect(name, data, encoding)


def _files_in(folder: Path) -> Iterator[Path]:
    """Yield every file in a folder and those in it; raises OSError for one that may not be looked into."""

    def refuse(error: OSError) -> None:
        raise error

    for inside, _, names in os.walk(folder, onerror=refuse):
        yield from (path for path in (Path(inside, name) for name in names) if os.path.isfile(path))


def _read_folder(path: Path, how: How) -> FileRead:
    """Read a folder of cards, one or several a file, as address books on a server keep them."""
    try:
        inside = sorted(each for each in _files_in(path) if each.suffix == ".vcf")
    except OSError as error:
        raise CannotOpen(f"{path} cannot be read.", f"{error.strerror}. Nothing was changed.") from error
    if not inside:
        raise CannotOpen(
            f"{path} is a folder without a vCard in it.", "Nothing was changed.", "Name the file itself."
        )
    cards: list[CardRead] = []
    problems: list[ReadProblem] = []
    read = size = 0
    one = replace(how, kind=Format.VCARD, told=None)
    for done, each in enumerate(inside):
        if how.told:
            how.told(done, len(inside))
        data = read_whole(each, MOST_BYTES + 1)
        size += len(data)
        if size > MOST_BYTES:
            raise too_large(path.name)
        try:
            found = read_bytes(each.name, data, one)
        except InvalidInput as error:
            found = FileRead(each.name, Format.VCARD, read=1, problems=(ReadProblem(1, error.title),))
        cards += found.cards
        problems += (replace(fault, what=f"{each.name}: {fault.what}") for fault in found.problems)
        read += found.read
    return FileRead(path.name, Format.VCARD, tuple(cards), (), read, tuple(problems))


def _messages(data: bytes, how: How) -> HistoryRead:
    return read_linkedin_messages(data, how.me, **_zoned(how), encoding=how.encoding, told=how.told)


def _monica(data: bytes, how: How) -> HistoryRead:
    return read_monica(data, **_zoned(how), encoding=how.encoding, told=how.told)


def _zoned(how: How) -> dict[str, tzinfo]:
    return {"zone": how.zone} if how.zone else {}


_READERS: dict[Format, Callable[[bytes, How], ReadResult]] = {
    Format.VCARD: lambda data, how: read_vcards(data, how.encoding, how.told),
    Format.LINKEDIN: lambda data, how: read_linkedin(data, how.encoding, how.told),
    Format.MESSAGES: _messages,
    Format.MONICA: _monica,
    Format.FRIENDS: lambda data, how: read_friends(data, how.encoding, how.told),
    **dict.fromkeys(
        CSV_FORMATS, lambda data, how: read_contacts_csv(data, how.encoding, how.mapping, how.told)
    ),
}


def zone_of(clock: Clock) -> tzinfo | None:
    """Return the person's own zone."""
    return clock.now().tzinfo


__all__ = ["CSV_FORMATS", "FileRead", "Format", "How", "kind_of", "read_bytes", "read_path", "zone_of"]
