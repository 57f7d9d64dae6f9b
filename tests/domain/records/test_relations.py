"""Who somebody is to somebody else reads right from both sides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId
from tui.domain.records.relations import read_relation, relation_of, seen_from

MAYA, BO = ContactId(2), ContactId(1)
KINDS = ("mentor", "mentee", "sibling", "friend", "co-founder", "hairdresser", "student")


@pytest.mark.parametrize(
    ("kind", "from_maya", "from_bo"),
    [
        ("mentor", "Maya is Bo Chen's mentor", "Bo is Maya Okafor's mentee"),
        ("mentee", "Maya is Bo Chen's mentee", "Bo is Maya Okafor's mentor"),
        ("friend", "Maya is Bo Chen's friend", "Bo is Maya Okafor's friend"),
        ("mother", "Maya is Bo Chen's mother", "Bo is Maya Okafor's child"),
        ("neighbor", "Maya is Bo Chen's neighbour", "Bo is Maya Okafor's neighbour"),
        ("hairdresser", "Maya is Bo Chen's hairdresser", "Maya Okafor is Bo's hairdresser"),
    ],
)
def test_a_relation_reads_from_both_sides(kind: str, from_maya: str, from_bo: str) -> None:
    relation = relation_of(MAYA, BO, kind)
    assert seen_from(MAYA, relation, "Bo Chen").sentence("Maya") == from_maya
    assert seen_from(BO, relation, "Maya Okafor").sentence("Bo") == from_bo


def test_the_same_said_from_the_other_side_is_the_same_relation() -> None:
    assert relation_of(MAYA, BO, "mentor") == relation_of(BO, MAYA, "mentee")
    assert relation_of(MAYA, BO, "Friend") == relation_of(BO, MAYA, "friend")


@given(st.sampled_from(KINDS), st.booleans())
def test_the_line_of_a_relation_is_read_back_as_the_same_one(kind: str, is_maya: bool) -> None:
    relation = relation_of(MAYA, BO, kind)
    here, other, name = (MAYA, BO, "Bo Chen") if is_maya else (BO, MAYA, "Maya Okafor")
    said = read_relation(seen_from(here, relation, name).line)
    assert said.name == name
    assert relation_of(*((other, here) if said.is_theirs else (here, other)), said.kind) == relation


def test_a_name_that_ends_in_s_takes_only_the_mark() -> None:
    relation = relation_of(MAYA, BO, "mentor")
    assert seen_from(MAYA, relation, "Ines").sentence("Maya") == "Maya is Ines' mentor"


@pytest.mark.parametrize("line", ["", "Bo Chen", "of Bo", ": Ana", "mentor of"])
def test_a_line_without_kind_or_name_is_refused(line: str) -> None:
    with pytest.raises(InvalidInput):
        read_relation(line)
