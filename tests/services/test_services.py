"""The use cases of one book, by topic."""

from __future__ import annotations

import pytest

from tui.services.services import Services
from tui.store.book import Book


@pytest.mark.parametrize("topic", Services.__annotations__)
def test_a_topic_is_what_its_annotation_says_and_is_made_once(book: Book, topic: str) -> None:
    services = Services(book)
    made = getattr(services, topic)
    assert type(made).__name__ == Services.__annotations__[topic]
    assert getattr(services, topic) is made
