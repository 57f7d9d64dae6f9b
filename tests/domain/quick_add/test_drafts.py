"""What is stored equals what was previewed."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.quick_add.book import BO, MAYA, ZOE, read, read_log
from tui.domain.errors import InvalidInput
from tui.domain.quick_add.drafts import FollowUpDraft, contact_of, follow_up_of, interaction_of
from tui.domain.quick_add.parsed import LineKind
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import (
    Channel,
    Direction,
    InteractionDraft,
    NextStepDraft,
    Value,
    ValueKind,
    Way,
)

NEW = ContactId(99)


def add_new(name: str) -> ContactId:
    assert name == "Lena"
    return NEW


def test_a_log_line_makes_an_interaction_of_all_its_fields() -> None:
    parsed = read_log(
        "li comment to @bo and @lena 2d 5m at:web gave:a link #ideas good post by @zoe > fri thank him"
    )
    assert interaction_of(parsed, add_new) == InteractionDraft(
        contacts=(BO.id, NEW),
        channel=Channel.COMMENT,
        direction=Direction.OUT,
        practice_date=date(2026, 11, 21),
        notes="good post by @zoe",
        platform="linkedin",
        minutes=5,
        place="web",
        values=(Value(Way.GIVEN, "a link", ValueKind.RESOURCE),),
        topics=("ideas",),
        mentions=(ZOE.id,),
        next_step=NextStepDraft("thank him", date(2026, 11, 27)),
    )


def test_a_follow_up_line_makes_one_step_for_each_contact() -> None:
    draft = follow_up_of(read("@bo and @maya 2w coffee", LineKind.FOLLOW_UP), add_new)
    assert draft == FollowUpDraft((BO.id, MAYA.id), NextStepDraft("coffee", date(2026, 12, 7)))


def test_a_person_line_makes_a_contact() -> None:
    assert contact_of(read("Lena Haas #choir", LineKind.PERSON)).tags == ("choir",)


@pytest.mark.parametrize("line", ["call @mya", "call @anna", "call", "call @bo tomorrow", "call @bo 13/45"])
def test_nothing_is_made_while_something_blocks(line: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        interaction_of(read_log(line), add_new)
    assert refused.value.message == "Nothing was saved."


def test_a_line_of_another_kind_is_refused() -> None:
    with pytest.raises(InvalidInput, match="makes a follow-up, not a log"):
        interaction_of(read_log("> @bo fri"), add_new)
