"""What gives somebody away in a text: whole words, and with short and common names only beside another sign."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest

from tui.domain.deleting.traces import Traces, Where, traces_of


def traces(
    name: str,
    *others: str,
    aliases: Sequence[str] = (),
    values: Sequence[str] = (),
    mean_else: Collection[str] = (),
) -> Traces:
    return traces_of(7, name, aliases, values, others, mean_else)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Studio 16", "2026-12-16 14:16 on 16 dec, room 16, in studio 16"),
        ("16", "16 people came on 16 dec"),
        ("November", "see you in November, in november"),
        ("Kim Berlin", "moved to Berlin, Europe/Berlin"),
        ("Berlin", "moved to Berlin"),
        ("sam call", "a call, Sam Smith calls"),
        ("Call", "Call her. A call"),
        ("J", "J came with j"),
        ("some one", "some one told me, Some one did"),
        ("Ann", "planned with Anna and Ann"),
        ("王明", "王明天来"),
        ("José", "José and jose"),
        ("okafor", "okafor sings with Okafor"),
        ("Will May", "Will she? In May she will, may be"),
        ("New York", "in New York, new york"),
        ("Hope Young", "Young people hope. Hope dies last"),
    ],
)
def test_a_short_or_common_name_alone_gives_nobody_away_elsewhere(name: str, text: str) -> None:
    assert traces(name, mean_else=("berlin", "york", "new york")).taken_out(text) == text


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        ("Kim Berlin", "lunch with Kim Berlin in Berlin", "lunch with someone in Berlin"),
        ("Studio 16", "spoke of Studio 16 on 16 dec", "spoke of someone on 16 dec"),
        ("sam call", "sam call sings", "someone sings"),
        ("José Núñez", "jose nunez, JOSÉ NÚÑEZ, Jose\u0301 Nunez", "someone, someone, someone"),
        ("Jose Nunez", "José Núñez", "someone"),
        ("Łukasz Müller", "lukasz muller", "someone"),
        ("Maya Okafor", "the Okafors and the Okafor's", "the Okafors and the someone's"),
        ("Maya Okafor", "maya\nokafor; maya.okafor; @maya-okafor", "someone; someone; someone"),
        ("王小明", "见王小明了", "见someone了"),
        ("Maya Okafor", "@maya and @7", "someone and someone"),
        ("16", "lunch @16", "lunch someone"),
    ],
)
def test_a_whole_name_and_what_is_written_with_at_gives_them_away(name: str, text: str, after: str) -> None:
    assert traces(name, mean_else=("berlin",)).taken_out(text) == after


@pytest.mark.parametrize(
    ("name", "text", "after"),
    [
        ("Sam Roth", "sam said hello to SAM", "someone said hello to someone"),
        ("Zoé Ray", "zoe and ZOÉ", "someone and someone"),
        ("sam call", "call with sam", "call with someone"),
        ("May Tan", "May said it may rain", "someone said it may rain"),
        ("16", "16 came", "someone came"),
        ("王明", "王明来了", "someone来了"),
        ("Ann", "planned with Ann and Anna", "planned with someone and Anna"),
    ],
)
def test_in_what_they_took_part_in_their_first_name_goes_as_it_may_be_typed(
    name: str, text: str, after: str
) -> None:
    assert traces(name).taken_out(text, Where.NEAR) == after


def test_a_saved_view_loses_a_name_in_small_letters() -> None:
    assert traces("Sam Roth").taken_out("sam due", Where.QUERY) == "someone due"


def test_a_short_name_goes_in_a_line_with_another_sign_of_them_only() -> None:
    found = traces("Kim", aliases=("Kimberley Stone",), values=("kim@example.org",))
    text = "Kim rang; kim@example.org\nKim is a card game"
    assert found.taken_out(text) == "someone rang; someone\nKim is a card game"


def test_the_longer_name_of_somebody_else_is_left_whole() -> None:
    found = traces("Maya Okafor", "Maya Okafor Smith")
    assert found.taken_out("Maya Okafor Smith with Maya Okafor") == "Maya Okafor Smith with someone"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("12345", "on 12345 and 1234567"),
        ("+49 30 1234567", "id 0049301234567890"),
        ("Berlin", "Berlin"),
        ("New York", "New York"),
        ("https://example.org", "https://example.org/other"),
    ],
)
def test_an_address_that_is_part_of_something_else_gives_nobody_away(value: str, text: str) -> None:
    assert traces("Ada Quill", values=(value,)).taken_out(text) == text


@pytest.mark.parametrize("text", ["+49 30 1234567", "49301234567", "49 (30) 123-45-67"])
def test_a_number_goes_however_it_is_spaced(text: str) -> None:
    assert traces("Ada Quill", values=("+49 30 1234567",)).taken_out(f"ring {text}!") == "ring someone!"


def test_a_name_of_one_letter_that_stays_is_told() -> None:
    found = traces_of(1, "X", (), (), ())
    assert found.may_mean_them("ask Bo about X")
    assert not found.may_mean_them("a fox at six")


def test_what_may_mean_them_and_stays_is_told() -> None:
    found = traces("Kim Berlin", mean_else=("berlin",))
    assert found.may_mean_them("a house in Berlin")
    assert not found.may_mean_them("a house in Bonn")
