"""Log lines beyond the table: where the head ends, who takes part, what a sigil carries."""

from __future__ import annotations

from datetime import date

import pytest

from tests.domain.quick_add.book import ANNA_P, BO, MAYA, PEOPLE, TODAY, ZOE, blocking, read, read_log
from tui.domain.quick_add.parse import parse
from tui.domain.quick_add.parsed import LineKind
from tui.domain.quick_add.vocabulary import ChannelWord
from tui.domain.records.interaction import Channel, Direction, NextStepDraft, ValueKind


def test_the_line_of_the_log_bar_reads_as_drawn() -> None:
    parsed = read_log("call @maya.okafor yesterday 40m her launch slipped #work > fri send the deck")
    assert parsed.preview() == (
        'Maya Okafor · call · Sun 22 Nov · 40 min · #work · next: Fri 27 Nov "send the deck"'
        " · note: her launch slipped"
    )


def test_a_line_that_names_nobody_is_about_the_selected_contact() -> None:
    assert read_log("call yesterday", selected=BO).contacts == (BO,)


def test_a_line_that_names_somebody_is_not_about_the_selected_contact() -> None:
    assert read_log("call @maya", selected=BO).contacts == (MAYA,)


def test_an_empty_line_on_a_selected_contact_can_be_saved() -> None:
    parsed = read_log("", selected=MAYA)
    assert (parsed.channel, parsed.channel_is_assumed, blocking(parsed)) == (Channel.CALL, True, "")


def test_a_dated_note_is_not_taken_for_the_channel_last_used() -> None:
    assert read_log("@bo").preview() == "Bo Chen · message (assumed) · Mon 23 Nov"


@pytest.mark.parametrize(
    ("letter", "channel"),
    [
        ("c", Channel.CALL),
        ("m", Channel.MESSAGE),
        ("e", Channel.EMAIL),
        ("i", Channel.IN_PERSON),
        ("v", Channel.VIDEO),
        ("s", Channel.COMMENT),
        ("n", Channel.NOTE),
    ],
)
def test_a_lone_letter_in_the_bar_picks_the_channel(letter: str, channel: Channel) -> None:
    parsed = read(f"{letter} yesterday caught up", selected=BO, letters=True)
    assert (parsed.channel, parsed.practice_date, parsed.note) == (channel, date(2026, 11, 22), "caught up")


def test_a_lone_letter_outside_the_bar_is_text() -> None:
    assert read_log("c yesterday", selected=BO).note == "c yesterday"


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("call @bo and then we walked", "and then we walked"),
        ("call @bo text him later", "text him later"),
        ("call @bo fri monday is his first day", "monday is his first day"),
        ("call @bo. Lunch was good", "Lunch was good"),
        ('call @bo "yesterday" he said', '"yesterday" he said'),
        (r"call @bo \yesterday he left", "yesterday he left"),
        ("call @bo two days of rain", "two days of rain"),
        ("call @bo we are #1 and +1", "we are #1 and +1"),
        ("call @bo met his boss; email:x@y.org", "met his boss; email:x@y.org"),
        ("call @bo 99999m", "99999m"),
    ],
)
def test_the_first_word_not_understood_begins_the_note(line: str, note: str) -> None:
    assert read_log(line).note == note


@pytest.mark.parametrize("place", ["at:noma", "loc:noma", "met:noma"])
def test_a_place_is_read_also_after_the_note_began(place: str) -> None:
    parsed = read_log(f"lunch @bo good food {place}")
    assert (parsed.place, parsed.note) == ("noma", "good food")


@pytest.mark.parametrize(
    ("length", "minutes"),
    [("90m", 90), ("2h", 120), ("1h30", 90), ("1h30m", 90), ("40 min", 40), ("2 hours", 120), ("40min", 40)],
)
def test_a_length_is_read_in_minutes(length: str, minutes: int) -> None:
    assert read_log(f"call @bo {length} ok").minutes == minutes


def test_m_is_minutes_and_mo_is_months() -> None:
    parsed = read_log("call @bo 2mo 2m")
    assert (parsed.minutes, parsed.practice_date) == (2, date(2026, 9, 23))


@pytest.mark.parametrize(
    ("line", "direction"),
    [
        ("call @bo", Direction.MUTUAL),
        ("call from @bo", Direction.IN),
        ("call to @bo", Direction.OUT),
        ("email @bo", Direction.OUT),
        ("email from @bo", Direction.IN),
        ("group @bo", Direction.MUTUAL),
    ],
)
def test_who_reached_out_follows_from_the_channel_unless_said(line: str, direction: Direction) -> None:
    assert read_log(line).direction is direction


def test_a_platform_and_a_channel_word_stand_together() -> None:
    assert read_log("li comment @bo").preview() == "Bo Chen · comment · LinkedIn · Mon 23 Nov"


def test_ones_own_channel_word_is_understood() -> None:
    own = (ChannelWord("signal", Channel.VOICE_NOTE, "signal"),)
    parsed = parse("signal @bo", LineKind.LOG, TODAY, PEOPLE, channels=own)
    assert parsed.preview() == "Bo Chen · voice note · Signal · Mon 23 Nov"


def test_several_people_are_named_with_commas_and_and() -> None:
    assert read_log("lunch @bo,@maya, @zoe and @anna.p").contacts == (BO, MAYA, ZOE, ANNA_P)


def test_a_full_name_needs_no_quotes() -> None:
    parsed = read_log("call @Maya Okafor yesterday")
    assert (parsed.contacts, parsed.note) == ((MAYA,), "")


def test_someone_named_twice_takes_part_once() -> None:
    assert read_log("call @bo @bo.chen").contacts == (BO,)


def test_known_and_new_people_are_shown_together() -> None:
    assert read_log("call @bo @lena").preview().startswith("Bo Chen + Lena (new) · call")


def test_a_person_named_in_the_note_does_not_take_part() -> None:
    parsed = read_log("told @maya a joke", selected=BO)
    assert (parsed.contacts, parsed.mentions) == ((BO,), (MAYA,))


def test_without_a_participant_the_name_in_the_note_is_pointed_at() -> None:
    assert blocking(read_log("had coffee with @maya")) == "who? type @ first - @maya stands in the text"


def test_an_unclear_name_in_the_note_stays_text_and_blocks_nothing() -> None:
    parsed = read_log("call @bo saw @anna")
    assert (parsed.mentions, parsed.note, blocking(parsed)) == ((), "saw @anna", "")


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("call @bo gave:intro to @maya", "intro to @maya"),
        ("call @bo gave: the deck", "the deck"),
        ("call @bo gave:the deck; he was glad", "the deck"),
        ('call @bo gave:"the deck" he was glad', "the deck"),
        (r"call @bo gave:the\ deck he was glad", "the deck"),
        ("call @bo gave:the deck got:thanks", "the deck"),
        ("call @bo gave:the deck #work", "the deck"),
        ("gave:intro @bo", "intro"),
    ],
)
def test_what_was_given_runs_to_the_next_sigil_key_or_semicolon(line: str, given: str) -> None:
    assert read_log(line).values[0].note == given


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("intro to Bo", ValueKind.INTRODUCTION),
        ("an intro to Bo", ValueKind.INTRODUCTION),
        ("advice on rent", ValueKind.ADVICE),
        ("article on tea", ValueKind.RESOURCE),
        ("a lift home", ValueKind.HELP),
    ],
)
def test_the_kind_of_value_is_guessed_from_its_first_word(note: str, kind: ValueKind) -> None:
    assert read_log(f"call @bo gave:{note}").values[0].kind is kind


@pytest.mark.parametrize(
    "written",
    ["> fri call back", ">fri call back", "next:fri call back", 'next:"fri call back"', '>"fri call back"'],
)
def test_a_next_step_has_several_spellings(written: str) -> None:
    assert read_log(f"call @bo {written}").next_step == NextStepDraft("call back", date(2026, 11, 27))


def test_the_note_goes_on_after_the_semicolon_of_a_next_step() -> None:
    parsed = read_log("call @bo > fri call back; he was glad")
    assert (parsed.next_step, parsed.note) == (NextStepDraft("call back", date(2026, 11, 27)), "he was glad")


def test_a_next_step_without_a_date_is_due_in_a_week() -> None:
    assert read_log("call @bo > send it").next_step == NextStepDraft("send it", date(2026, 11, 30))


def test_a_next_step_in_the_past_is_refused() -> None:
    assert blocking(read_log("call @bo > yesterday send it")).startswith("a next step cannot lie in the past")


@pytest.mark.parametrize("tag", ["#two", "tag:two", "+two"])
def test_a_tag_has_word_forms(tag: str) -> None:
    assert read_log(f"call @bo {tag} words").topics == ("two",)


@pytest.mark.parametrize("tag", ['#"two words"', r"#two\ words", r"tag:two\ words"])
def test_a_tag_may_hold_a_space(tag: str) -> None:
    parsed = read_log(f"call @bo {tag}")
    assert (parsed.topics, parsed.preview()) == (("two words",), 'Bo Chen · call · Mon 23 Nov · #"two words"')


def test_a_text_too_long_to_keep_blocks_instead_of_being_cut() -> None:
    assert blocking(read_log("call @bo at:" + "x" * 2_001)) == "longer than 2,000 characters - shorten it"


@pytest.mark.parametrize("line", ["call @bo 12/5", "call @bo last week", "call @bo june"])
def test_a_date_that_is_not_one_day_blocks(line: str) -> None:
    assert read_log(line).blocking is not None
