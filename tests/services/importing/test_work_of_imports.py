"""Twice the file is twice the work, counted and not timed: calls of functions, and steps of the database."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from benchmarks.hostile_files import KINDS
from tests.builders import a_book
from tests.in_one_call import import_file
from tui.domain.errors import InvalidInput
from tui.services.duplicates.duplicates import Duplicates
from tui.services.importing.importing import Importing
from tui.services.importing.reading import MOST_BYTES
from tui.store.book import Book

STEPS_AT_ONCE = 100
LINEAR = 2.5
"""Twice the work, and something for what grows with the logarithm; the square gives 4."""


def work_of(book: Book, act: Callable[[], object]) -> int:
    """Count what an act does: every call of a function, and every hundred steps of the database."""
    count = 0

    def called(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    def stepped() -> int:
        nonlocal count
        count += 1
        return 0

    book.conn.set_progress_handler(stepped, STEPS_AT_ONCE)
    sys.setprofile(called)
    try:
        act()
    finally:
        sys.setprofile(None)
        book.conn.set_progress_handler(None, 0)
    return count


def work_of_import(folder: Path, kind: str, size: int, act: str) -> int:
    """Count what bringing in a file of a kind costs: the first time, again, or looking for who is in twice."""
    book = a_book(folder, name=f"{size}.db")
    file = folder / f"file{KINDS[kind].suffix}"
    file.write_bytes(KINDS[kind].make(size))

    def bring_in() -> object:
        return import_file(book, file)

    if act != "first":
        bring_in()
    found = work_of(book, Duplicates(book).look if act == "duplicates" else bring_in)
    book.close()
    return found


@pytest.mark.parametrize(
    ("kind", "size", "act"),
    [
        ("activities with one person", 250, "first"),
        ("activities with one person", 250, "again"),
        ("Monica's notes", 250, "first"),
        ("cards with one e-mail", 400, "first"),
        ("cards with one e-mail", 400, "again"),
        ("cards with one e-mail", 400, "duplicates"),
        ("cards of one name and nothing else", 400, "duplicates"),
        ("rows with one phone", 400, "first"),
        ("related of a card", 500, "first"),
        ("labels of a card", 500, "again"),
        ("categories", 1_000, "first"),
        ("dates of a card", 1_000, "again"),
    ],
)
def test_twice_the_file_is_twice_the_work(tmp_path: Path, kind: str, size: int, act: str) -> None:
    one, two = (work_of_import(tmp_path, kind, each, act) for each in (size, 2 * size))
    assert two / one < LINEAR, (one, two)


@pytest.mark.parametrize("kind", ["letters of a tag", "letters of an activity's tag"])
def test_a_tag_of_many_letters_is_read_in_one_go(book: Book, tmp_path: Path, kind: str) -> None:
    """By going back over it for every letter it would take longer than anybody lives."""
    file = tmp_path / "friends.md"
    file.write_bytes(KINDS[kind].make(5_000))
    import_file(book, file)


def test_a_crowd_with_one_e_mail_is_said(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "file.vcf"
    file.write_bytes(KINDS["cards with one e-mail"].make(203))
    said = [problem.what for problem in import_file(book, file).problems]
    assert said == [
        "More than 200 share this; only the first 200 were looked at.",
        "3 have a name or a detail like more than 200 others; each was compared with the first 200 of them.",
    ]


def test_a_crowd_with_one_e_mail_is_said_of_duplicates_too(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "file.vcf"
    file.write_bytes(KINDS["cards with one e-mail"].make(203))
    import_file(book, file)
    found = Duplicates(book).look()
    assert len(found.pairs) == 5_000
    assert found.remarks == (
        "20,500 were found; these are the 5,000 surest.",
        "More than 200 share a detail or a part of their names:"
        " 3 were compared with the first 200 of them only.",
    )


def test_in_a_crowd_the_one_of_the_same_name_is_still_known(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "file.vcf"
    file.write_bytes(KINDS["cards with one e-mail"].make(300))
    import_file(book, file)
    again = import_file(book, file)
    assert (again.added, again.unchanged) == (0, 300)


def test_a_file_beyond_the_stated_size_is_refused_and_said(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "huge.vcf"
    with file.open("wb") as sparse:
        sparse.write(b"BEGIN:VCARD\r\nFN:Ann\r\nNOTE:")
        sparse.truncate(MOST_BYTES + 1)
    with pytest.raises(InvalidInput, match="larger than 200 MB"):
        Importing(book).plan_of(file)
