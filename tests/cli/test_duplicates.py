"""Duplicates from the shell: suggested in lines and as JSON, and nothing is changed."""

from __future__ import annotations

from tests.cli.shell import Shell


def test_two_who_may_be_one_are_named_with_the_reason(rapport: Shell) -> None:
    rapport.ok("add", "Maya Okafor", "maya@x.org")
    rapport.ok("add", "Maya Okaforr")
    assert rapport.ok("duplicates").out == "Maya Okafor (1) maya@x.org  Maya Okaforr (2)  a close spelling\n"
    assert rapport.ok("duplicates", "--json").json == [
        {
            "one": {"id": 1, "name": "Maya Okafor", "detail": "maya@x.org"},
            "other": {"id": 2, "name": "Maya Okaforr", "detail": ""},
            "sureness": 75,
            "reasons": ["a close spelling"],
        }
    ]
    assert len(rapport.ok("list", "--json").json) == 2


def test_a_book_without_any_and_no_book_at_all_say_so(newcomer: Shell) -> None:
    assert newcomer.ok("duplicates", "--json").json == []
    newcomer.ok("add", "Maya Okafor")
    assert newcomer.ok("duplicates").out == "Nobody seems to be in the book twice.\n"
