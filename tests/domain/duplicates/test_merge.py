"""The merge preview: what stays, what comes along, what is to be chosen, and where the rest is kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.duplicates.merge import Attached, Fate, FieldValue, MergePlan, Side, plan_merge
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import NOTE_LIMIT, ContactId, fold
from tui.domain.records.contact_fields import ContactField
from tui.domain.records.knowing import CustomField


def a_side(ident: int, name: str = "Bo Chen", **values: str) -> Side:
    """Return one side; a value is read as it is stored."""
    held = [
        FieldValue(ContactField.NAME, name, name),
        *(FieldValue(ContactField(key), text, text) for key, text in values.items()),
    ]
    return Side(ContactId(ident), tuple(held))


def fates(plan: MergePlan) -> dict[str, str]:
    return {row.field.value: row.fate.value for row in plan.rows}


def test_what_only_the_other_has_comes_along_and_the_same_stays() -> None:
    plan = plan_merge([a_side(1, role="cook"), a_side(2, role="cook", place="Riga")])
    assert fates(plan) == {"place": "added", "name": "stays", "role": "stays"}


def test_what_differs_is_to_be_chosen_and_stands_first() -> None:
    plan = plan_merge([a_side(1, role="cook", place="Riga"), a_side(2, place="Sofia")])
    assert (plan.rows[0].field, plan.rows[0].fate, plan.rows[0].taken.words) == (
        ContactField.PLACE,
        Fate.CHOOSE,
        "Riga",
    )


def test_the_value_not_taken_is_kept_as_a_field_of_ones_own() -> None:
    plan = plan_merge([a_side(1, place="Riga"), a_side(2, place="Sofia")])
    assert plan.merged().custom_fields == (CustomField("other place", "Sofia"),)
    turned = plan.with_next_value(ContactField.PLACE)
    assert turned.merged().of(ContactField.PLACE) == "Sofia"
    assert turned.merged().custom_fields == (CustomField("other place", "Riga"),)
    assert turned.with_next_value(ContactField.PLACE) == plan.with_next_value(ContactField.PLACE, 2)


def test_the_other_name_is_kept_as_an_alias() -> None:
    merged = plan_merge([a_side(1, "Bo Chen"), a_side(2, "B. Chen")]).merged()
    assert (merged.of(ContactField.NAME), merged.aliases) == ("Bo Chen", ("B. Chen",))


def test_who_stays_can_be_turned_and_what_was_chosen_stays_chosen() -> None:
    plan = plan_merge([a_side(1, place="Riga"), a_side(2, place="Sofia")])
    turned = plan.with_next_value(ContactField.PLACE).with_next_staying()
    assert (turned.keep.id, turned.merged().gone) == (2, (1,))
    assert turned.merged().of(ContactField.PLACE) == "Sofia"
    assert plan.with_next_staying().merged().of(ContactField.PLACE) == "Sofia"


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [("05-02", "1990-05-02", "1990-05-02"), ("1990-05-02", "05-02", "1990-05-02")],
)
def test_a_birthday_without_a_year_is_no_other_birthday(one: str, other: str, kept: str) -> None:
    merged = plan_merge([a_side(1, birthday=one), a_side(2, birthday=other)]).merged()
    assert (merged.of(ContactField.BIRTHDAY), merged.custom_fields) == (kept, ())


def test_another_birthday_is_to_be_chosen() -> None:
    plan = plan_merge([a_side(1, birthday="1990-05-02"), a_side(2, birthday="1991-05-02")])
    assert fates(plan)["birthday"] == "choose"


def test_nobody_was_met_through_themselves() -> None:
    plan = plan_merge([a_side(1, met_via="2"), a_side(2, met_via="7")])
    assert plan.merged().of(ContactField.MET_VIA) == "7"
    assert fates(plan)["met_via"] == "added"


def test_both_notes_are_kept_and_the_same_note_once() -> None:
    one, other = Side(ContactId(1), (), notes="cello"), Side(ContactId(2), (), notes="two cats")
    named = [Side(each.id, a_side(1).held, notes=each.notes) for each in (one, other, one)]
    sides = [named[0], named[1], Side(ContactId(3), a_side(3).held, notes="cello")]
    assert plan_merge(sides).merged().notes == "cello\n\ntwo cats"


def test_notes_too_long_for_one_contact_are_refused() -> None:
    sides = [Side(ContactId(n), a_side(n).held, notes=str(n) * (NOTE_LIMIT - 1)) for n in (1, 2)]
    with pytest.raises(InvalidInput, match="too long"):
        plan_merge(sides).merged()


def test_a_star_counts_for_both_and_only_two_who_rest_go_on_resting() -> None:
    rests = Side(ContactId(1), a_side(1).held, is_archived=True, is_starred=True)
    merged = plan_merge([a_side(2), rests]).merged()
    assert (merged.is_starred, merged.is_archived) == (True, False)


def test_one_alone_cannot_be_merged() -> None:
    with pytest.raises(InvalidInput, match="Two at least"):
        plan_merge([a_side(1), a_side(1)])


def test_the_label_names_who_becomes_part_of_whom() -> None:
    sides = [a_side(n, f"P{n}") for n in range(1, 5)]
    assert plan_merge(sides[:2]).label == "merged P2 into P1"
    assert plan_merge(sides).label == "merged 3 contacts into P1"


@pytest.mark.parametrize(("count", "said"), [(1, "1 relation"), (2, "2 relations")])
def test_records_are_counted_in_words(count: int, said: str) -> None:
    assert Attached(count, "relation").words == said


_VALUES = st.sampled_from(["", "Riga", "riga", "Sofia", "Lisbon"])
_PLAIN = (ContactField.ORGANISATION, ContactField.ROLE, ContactField.PLACE)


@given(
    names=st.lists(st.sampled_from(["Bo Chen", "B. Chen", "Bo chen"]), min_size=2, max_size=4),
    values=st.lists(st.tuples(_VALUES, _VALUES, _VALUES), min_size=4, max_size=4),
    turns=st.lists(st.sampled_from([*_PLAIN, ContactField.NAME, None]), max_size=6),
)
def test_no_value_is_lost_whatever_is_chosen(
    names: list[str], values: list[tuple[str, str, str]], turns: list[ContactField | None]
) -> None:
    sides = [
        a_side(at, name, **{field.value: text for field, text in zip(_PLAIN, theirs, strict=True) if text})
        for at, (name, theirs) in enumerate(zip(names, values, strict=False), 1)
    ]
    plan = plan_merge(sides)
    for turn in turns:
        plan = plan.with_next_staying() if turn is None else plan.with_next_value(turn)
    merged = plan.merged()
    kept = {fold(held.words) for held in merged.held} | {fold(each.value) for each in merged.custom_fields}
    assert {fold(held.words) for side in sides for held in side.held} <= kept | set(map(fold, merged.aliases))
    assert {side.name for side in sides} <= {str(merged.of(ContactField.NAME)), *merged.aliases}
