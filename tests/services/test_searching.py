"""Queries answered beside the keys."""

from __future__ import annotations

import asyncio
import random
import sqlite3
from contextlib import closing

import pytest

from tests.builders import a_contact
from tui.domain.errors import Damaged
from tui.domain.records.contact import ContactDraft
from tui.services.contacts.finding import Answer
from tui.services.searching import Searcher
from tui.services.services import Services
from tui.store.book import Book
from tui.store.search.search import USED_FIRST


@pytest.fixture
def services(book: Book) -> Services:
    """A book of three."""
    for name in ("Maya Okafor", "Bo Chen", "Zoë Martín"):
        a_contact(book, name, tags=["sea"] if name == "Bo Chen" else [])
    return Services(book)


async def test_a_query_is_answered(services: Services) -> None:
    searcher = Searcher(services.for_searching)
    answer = await searcher.ask("ma ok", show=5)
    searcher.close()
    assert answer is not None
    assert ([hit.name for hit in answer.contacts], answer.count) == (["Maya Okafor"], "1 of 3")


async def test_where_many_are_found_the_best_come_before_the_rest(services: Services) -> None:
    with services.book.write("added a crowd"):
        for number in range(USED_FIRST + 20):
            services.book.contacts.add(ContactDraft(f"Crowd {number:03}"))
    searcher = Searcher(services.for_searching)
    told: list[Answer] = []
    answer = await searcher.ask("crowd", first=told.append)
    searcher.close()
    assert answer is not None
    (first,) = told
    assert (first.is_beginning, first.count, answer.count) == (True, "… of 223", "220 of 223")
    assert list(answer.ids[:USED_FIRST]) == list(first.ids)


async def test_of_few_there_is_only_one_answer(services: Services) -> None:
    searcher = Searcher(services.for_searching)
    told: list[Answer] = []
    await searcher.ask("ma", first=told.append)
    searcher.close()
    assert told == []


async def test_of_queries_asked_together_the_newest_is_answered(services: Services) -> None:
    searcher = Searcher(services.for_searching)
    given = await asyncio.gather(*(searcher.ask("maya"[:size]) for size in range(1, 5)))
    searcher.close()
    assert given[-1] is not None
    assert given[-1].query.text == "maya"


async def test_every_newest_query_is_answered_however_many_were_broken_off(services: Services) -> None:
    searcher = Searcher(services.for_searching)
    for number in range(60):
        _older, newest = await asyncio.gather(searcher.ask(f"m{number}"), searcher.ask("maya"))
        assert newest is not None
        assert len(newest.ids) == 1
    searcher.close()


async def test_what_was_written_meanwhile_is_found(services: Services) -> None:
    searcher = Searcher(services.for_searching)
    assert len(await _found(searcher, "cleo")) == 0
    a_contact(services.book, "Cleo")
    assert len(await _found(searcher, "cleo")) == 1
    searcher.close()


async def test_closing_ends_it_though_something_is_asked(services: Services) -> None:
    searcher = Searcher(services.for_searching)
    asked = asyncio.ensure_future(searcher.ask("maya"))
    await asyncio.wait([asked], timeout=0)
    searcher.close()
    assert (await asked) is None or (await asked).query.text == "maya"  # type: ignore[union-attr]


async def test_an_unfinished_query_leaves_everybody_and_says_what_it_wants(services: Services) -> None:
    answer = services.finding.ask("org:", 4)
    assert (answer.narrows, answer.count) == (False, "3 here")
    assert answer.problem == "org: wants a name, as in org:acme."


async def test_an_unknown_filter_gives_nobody_and_says_so(services: Services) -> None:
    answer = services.finding.ask("maya ogr:x", 10)
    assert (list(answer.ids), answer.count) == ([], "0 of 3")
    assert "Did you mean org:?" in answer.problem


async def test_a_tag_nobody_ever_gave_is_named(services: Services) -> None:
    assert services.finding.ask("#zzz").problem == "No tag and no circle is called “zzz”."


async def test_what_may_go_on_at_the_caret_is_offered(services: Services) -> None:
    assert [offer.text for offer in services.finding.ask("#s", 2).offers] == ["#sea "]
    assert [offer.text for offer in services.finding.ask("-cir", 4).offers] == ["-circle:"]


async def _found(searcher: Searcher, text: str) -> list[int]:
    answer = await searcher.ask(text)
    assert answer is not None
    return list(answer.ids)


async def test_letters_typed_over_a_first_search_give_the_answer_to_the_last_of_them(
    services: Services, is_long: bool
) -> None:
    chance = random.Random(3)
    for _ in range(2_000 if is_long else 40):
        searcher = Searcher(services.for_searching)
        asked = []
        for size in range(1, 6):
            asked.append(asyncio.ensure_future(searcher.ask("okafo"[:size])))
            await asyncio.wait(asked, timeout=chance.choice((0.0, 0.0001, 0.001)))
        given = await asyncio.gather(*asked)
        searcher.close()
        assert given[-1] is not None
        assert len(given[-1].ids) == 1


async def test_a_spoilt_index_is_said_where_one_searches_after_a_look(services: Services) -> None:
    with closing(sqlite3.connect(services.book.path, isolation_level=None)) as conn:
        conn.execute("PRAGMA writable_schema = ON")
        conn.execute("DELETE FROM sqlite_schema WHERE name = 'contact_search_config'")
    searcher = Searcher(services.for_searching)
    with pytest.raises(Damaged, match="A look at it found"):
        await searcher.ask("maya")
    searcher.close()
