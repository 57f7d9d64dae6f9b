"""Looking people up: find, show and list."""

from __future__ import annotations

import pytest

from tests.cli.shell import Shell


@pytest.fixture
def book(rapport: Shell) -> Shell:
    """Return a book with three people and some exchanges."""
    rapport.at("2026-11-02")
    rapport.ok("add", "Maya Okafor", "tag:berlin", "every:monthly", "org:Acme", "bday:05-14")
    rapport.ok("add", "Bo Chen", "tag:work")
    rapport.ok("add", "Zoë Martín")
    rapport.ok("log", "call", "@maya", "gave:intro", "to", "Bo")
    rapport.at("2026-11-20")
    rapport.ok("log", "email", "from", "@maya", "about", "the", "grant", "next:fri send contacts")
    rapport.at("2026-11-23")
    return rapport


def test_a_list_is_by_name_and_can_be_narrowed_by_tag(book: Shell) -> None:
    names = [each["name"] for each in book.ok("list", "--json").json]
    assert names == ["Bo Chen", "Maya Okafor", "Zoë Martín"]
    assert [each["name"] for each in book.ok("list", "--json", "--tag", "berlin").json] == ["Maya Okafor"]


def test_a_plain_list_says_rhythm_and_last_touch(book: Shell) -> None:
    assert book.ok("list").out.splitlines()[1] == "1  Maya Okafor  berlin  monthly    3 days ago"


def test_a_contact_is_shown_with_the_newest_interaction_first(book: Shell) -> None:
    maya = book.ok("show", "maya", "--json").json
    assert [each["date"] for each in maya["interactions"]] == ["2026-11-20", "2026-11-02"]
    assert maya["interactions"][0]["direction"] == "in"
    assert maya["next_steps"][0]["text"] == "send contacts"
    assert maya["key_dates"] == [{"kind": "birthday", "month": 5, "day": 14, "year": None, "label": ""}]


def test_a_contact_is_shown_with_warmth_depth_and_balance(book: Shell) -> None:
    maya = book.ok("show", "maya", "--json").json
    assert maya["warmth"] == pytest.approx(100 * 0.8 * 0.5 ** (21 / 60), abs=0.01)
    assert maya["depth"] == pytest.approx(0.7 * 0.7 + 0.3 * 0.62)
    assert maya["balance"] == pytest.approx(0.3151, abs=0.001)


def test_somebody_never_met_is_shown_without_depth(book: Shell) -> None:
    zoe = book.ok("show", "zoe", "--json").json
    assert (zoe["warmth"], zoe["warmth_word"], zoe["depth"], zoe["balance"]) == (0.0, "seed", None, 0.0)


def test_the_plain_page_names_rhythm_next_step_and_timeline(book: Shell) -> None:
    page = book.ok("show", "maya").out
    assert page.startswith("Maya Okafor\n")
    assert "monthly" in page
    assert "Fri 27 Nov  send contacts" in page
    assert page.index("Fri 20 Nov") < page.index("Mon 2 Nov  call")


def test_find_looks_through_names_and_what_was_said(book: Shell) -> None:
    assert [each["name"] for each in book.ok("find", "zoe", "--json").json["contacts"]] == ["Zoë Martín"]
    (said,) = book.ok("find", "grant", "--json").json["interactions"]
    assert (said["name"], said["date"]) == ("Maya Okafor", "2026-11-20")


def test_find_says_in_what_somebody_was_found(book: Shell) -> None:
    (maya,) = book.ok("find", "acme", "--json").json["contacts"]
    assert (maya["found_in"], maya["excerpt"]) == ("organisation", "Acme")


def test_find_takes_initials_and_filters(book: Shell) -> None:
    def names(*words: str) -> list[str]:
        return [each["name"] for each in book.ok("find", *words, "--json").json["contacts"]]

    assert names("bc") == ["Bo Chen"]
    assert names("ma", "ok") == ["Maya Okafor"]
    assert names("-#work", "never:") == ["Zoë Martín"]
    assert names("org:Acme Ltd") == []


def test_a_word_that_is_no_filter_is_a_sentence(book: Shell) -> None:
    said = book("find", "ogr:acme")
    assert said.code == 2
    assert "There is no filter “ogr:”. Did you mean org:?" in said.err


def test_find_says_how_many_more_there_are(book: Shell) -> None:
    assert "and 1 more; --limit shows more" in book.ok("find", "never:", "--limit", "1").out


def test_a_list_is_narrowed_by_a_query_and_stays_in_the_order_of_names(book: Shell) -> None:
    assert [each["name"] for each in book.ok("list", "--json", "-#work").json] == [
        "Maya Okafor",
        "Zoë Martín",
    ]
    assert [each["name"] for each in book.ok("list", "never:", "--json").json] == ["Bo Chen", "Zoë Martín"]


def test_a_list_takes_a_view_by_the_beginning_of_its_name(book: Shell) -> None:
    names = [each["name"] for each in book.ok("list", "--view", "never", "--json").json]
    assert names == ["Bo Chen", "Zoë Martín"]
    assert [each["name"] for each in book.ok("find", "--view", "never", "zo", "--json").json["contacts"]] == [
        "Zoë Martín"
    ]


def test_an_unknown_view_is_answered_with_those_there_are(book: Shell) -> None:
    said = book("list", "--view", "nothing")
    assert said.code == 2
    assert "Never in touch" in said.err


def test_views_are_listed(book: Shell) -> None:
    assert {"name": "Never in touch", "query": "never:", "is_saved": False} in book.ok(
        "list", "--views", "--json"
    ).json
    assert "Never in touch" in book.ok("list", "--views").out


def test_an_option_that_does_not_exist_is_no_word_to_look_for(book: Shell) -> None:
    assert (book("find", "maya", "--jsn").code, book("list", "--tagg", "x").code) == (2, 2)


def test_find_wants_something_to_find(book: Shell) -> None:
    assert book("find").code == 2


def test_an_export_takes_whom_a_query_finds(book: Shell) -> None:
    cards = book.ok("export", "vcard", "-", "--who", "never: -#work").out
    assert "Zo" in cards
    assert "Okafor" not in cards
    assert book("export", "vcard", "-", "--who", "org:").code == 2


@pytest.mark.parametrize("query", ['"', "%", "'; --", "NEAR(", "*", "\x00"])
def test_find_takes_any_words(book: Shell, query: str) -> None:
    assert book("find", query).code == 0


def test_before_there_is_a_book_nobody_is_found(newcomer: Shell) -> None:
    assert newcomer.ok("list", "--json").json == []
    assert newcomer.ok("find", "maya", "--json").json == {"contacts": [], "interactions": [], "people": 0}
    assert newcomer("show", "maya").code == 2
