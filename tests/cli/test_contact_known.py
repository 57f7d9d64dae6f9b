"""``rapport show`` says everything that is known of somebody."""

from __future__ import annotations

from contextlib import closing

import pytest

from tests.cli.shell import Shell
from tests.well_known import somebody_well_known
from tui.build import build


@pytest.fixture
def friends(rapport: Shell) -> Shell:
    """Return a book with somebody well known in it."""
    with closing(build().services()) as services:
        somebody_well_known(services.book)
    return rapport


def test_the_page_as_json_has_all_that_is_known(friends: Shell) -> None:
    maya = friends.ok("show", "maya", "--json").json
    assert (maya["phonetic"], maya["preferred_channel"], maya["met_when"]) == (
        "oh-KAH-for",
        "call",
        "2024-05",
    )
    assert maya["deceased"] is False
    assert maya["local_time"] == "08:00"
    assert maya["facts"] == ["partner Tomás", "vegetarian", "two cats, Pixel and Byte", "sister: Ana Silva"]
    assert maya["interests"] == ["climbing", "letterpress"]
    assert [each["text"] for each in maya["ask_next"]] == ["how the move went", "what came of the book"]
    assert maya["positions"][1] == {"organisation": "Acme", "role": "Designer", "from": "2019", "to": "2023"}
    assert maya["relations"][0]["words"] == "Maya is Bo Chen's mentor"
    assert maya["custom_fields"] == [{"label": "T-shirt", "value": "M"}]


def test_the_other_side_of_a_relation_reads_the_other_way(friends: Shell) -> None:
    bo = friends.ok("show", "bo", "--json").json
    assert [each["words"] for each in bo["relations"]] == ["Bo is Maya Okafor's mentee"]
    assert bo["local_time"] is None


def test_the_plain_page_names_facts_relations_and_what_to_ask(friends: Shell) -> None:
    page = friends.ok("show", "maya").out
    for words in ("vegetarian", "climbing, letterpress", "mentor of Bo Chen", "Designer, Acme 2019-2023"):
        assert words in page
    assert "\nAsk next time\n  how the move went\n" in page


def test_somebody_who_has_died_is_shown_as_remembered(friends: Shell) -> None:
    with closing(build().services()) as services, services.book.write("has died"):
        services.book.contacts.change(services.finding.who("maya").id, is_deceased=1)
    page = friends.ok("show", "maya").out
    assert "remembered; nothing is asked of you" in page
    assert "2 May 1985" in page
    assert not [word for word in ("Ask next time", "warmth", "due ") if word in page]
    assert "remembered" in friends.ok("list").out
