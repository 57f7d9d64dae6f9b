"""The page about the book says what is in the book."""

from __future__ import annotations

from scripts.schema_docs import PAGE, page


def test_the_page_is_what_the_book_is() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `make schema`"
