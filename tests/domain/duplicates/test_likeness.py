"""Who may be the same person: each rule, and how often the suggestions are right."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.builders import a_draft
from tests.domain.duplicates.likeness_people import Written, address_book
from tui.domain.duplicates.likeness import SUGGESTED_FROM, blocks_of, likeness, name_words, traits_of
from tui.domain.records.contact import ContactDraft


def sureness(one: ContactDraft, other: ContactDraft) -> int:
    found = likeness(traits_of(one, "PT"), traits_of(other, "PT"))
    return found.sureness if found else 0


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (a_draft("Ann Lee", email="a@x.org"), a_draft("A. Moss", email="A@X.org"), 100),
        (a_draft("Ann Lee", phone="+351 912 345 678"), a_draft("A Lee", phone="912345678"), 95),
        (a_draft("Ann Lee", phone="912345678"), a_draft("Bo Lee", phone="912345678"), 0),
        (a_draft("Ann Lee", phone="912345678"), a_draft("Ann Lee", email="a@x.org"), 85),
        (a_draft("Zoë Martín"), a_draft("Martin, Zoe"), 85),
        (a_draft("Maya Okafor"), a_draft("Maya Okaforr"), 75),
        (a_draft("Maximilian Berg"), a_draft("Maximilian Burgh"), 75),
        (a_draft("Magdalena Sorensen"), a_draft("Magdalena Sorrensons"), 0),
        (a_draft("Alexander Petrovas"), a_draft("Alexander Petrovic"), 0),
        (a_draft("Bob Stone"), a_draft("Robert Stone"), 70),
        (a_draft("Bartosz Chen"), a_draft("B. Chen"), 70),
        (a_draft("Ann Lee", email="a@x.org"), a_draft("Ann Lee", email="b@x.org"), 60),
        (a_draft("Ann Lee"), a_draft("Ana Lee"), 0),
        (a_draft("Ann Lee"), a_draft("Ann"), 0),
        (a_draft("Bob Stone", email="a@x.org"), a_draft("Robert Stone", email="b@x.org"), 0),
        (a_draft("Prince"), a_draft("Prince"), 85),
    ],
)
def test_each_rule_has_its_sureness(one: ContactDraft, other: ContactDraft, expected: int) -> None:
    assert (sureness(one, other), sureness(other, one)) == (expected, expected)


def test_a_likeness_says_why() -> None:
    found = likeness(traits_of(a_draft(email="a@x.org")), traits_of(a_draft(email="b@x.org")))
    assert found is not None
    assert (found.reasons, found.is_suggested) == (("same name", "other e-mail"), False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Maya Okafor", "Okafor, Maya"),
        ("Bob Stone", "Robert Stone"),
        ("B. Chen", "Bo Chen"),
        ("Prince", "PRINCE"),
    ],
)
def test_alike_names_share_a_block(one: str, other: str) -> None:
    assert set(blocks_of(name_words(one))) & set(blocks_of(name_words(other)))


def suggestions(entries: list[Written]) -> set[tuple[int, int]]:
    """Return the pairs, by position, that are suggested among those that share a block or a detail."""
    traits = [traits_of(each.draft, "PT") for each in entries]
    groups: dict[str, list[int]] = {}
    for at, each in enumerate(traits):
        for key in (*blocks_of(each.words), *each.keys):
            groups.setdefault(key, []).append(at)
    pairs = {pair for group in groups.values() for pair in combinations(group, 2)}
    found = {(a, b): likeness(traits[a], traits[b]) for a, b in pairs}
    return {pair for pair, alike in found.items() if alike and alike.sureness >= SUGGESTED_FROM}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_suggestions_are_mostly_right_and_mostly_complete(seed: int) -> None:
    entries = address_book(1_500, seed)
    true = {(a, b) for (a, one), (b, other) in combinations(enumerate(entries), 2) if one.who == other.who}
    found = suggestions(entries)
    precision, recall = len(found & true) / len(found), len(found & true) / len(true)
    assert (precision >= 0.96, recall >= 0.88) == (True, True), (precision, recall, len(true))
