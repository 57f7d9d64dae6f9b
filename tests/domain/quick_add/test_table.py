"""Every row of the grammar's table of examples: the fields understood and the preview shown."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec import Struct
from msgspec.structs import replace

from tests.domain.quick_add.book import ANNA_L, ANNA_P, BO, MAY, MAYA, PEOPLE, TODAY, ZOE
from tui.domain.quick_add.parse import parse
from tui.domain.quick_add.parsed import LineKind, Parsed
from tui.domain.quick_add.people import PersonMatch
from tui.domain.records.contact import ContactDraft, ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.domain.records.interaction import Channel, Direction, NextStepDraft, Value, ValueKind, Way

P, L, F = LineKind.PERSON, LineKind.LOG, LineKind.FOLLOW_UP
MUTUAL, OUT, IN = Direction.MUTUAL, Direction.OUT, Direction.IN


class Row(Struct, frozen=True):
    """One example: the bar it is typed in, the line, and all that is made of it."""

    number: int
    kind: LineKind
    line: str
    expected: Parsed
    preview: str
    sentence: str = ""
    is_blocking: bool = False


def person(draft: ContactDraft, **more: object) -> Parsed:
    return replace(Parsed("", P, TODAY, person=draft), **more)


def log(*who: PersonMatch, channel: Channel, direction: Direction, day: int = 23, **more: object) -> Parsed:
    on = date(2026, 11, day)
    base = Parsed("", L, TODAY, contacts=who, channel=channel, direction=direction, practice_date=on)
    return replace(base, **more)


def follow(*who: PersonMatch, due: date, text: str = "", is_assumed: bool = False) -> Parsed:
    return Parsed("", F, TODAY, contacts=who, due_on=due, text=text, due_is_assumed=is_assumed)


def step(text: str, on: date) -> NextStepDraft:
    return NextStepDraft(text, on)


PEOPLE_ROWS = [
    Row(1, P, "Lena Haas", person(ContactDraft("Lena Haas")), "name Lena Haas"),
    Row(
        2,
        P,
        "Lena Haas #alumni #berlin ~quarterly",
        person(ContactDraft("Lena Haas", tags=("alumni", "berlin"), rhythm_days=90)),
        "name Lena Haas · #alumni #berlin · quarterly",
    ),
    Row(
        3,
        P,
        'Kofi Mensah met:"PyCon DE" via:@bo org:Trailblaze role:CTO',
        person(
            ContactDraft(
                "Kofi Mensah", met_at="PyCon DE", met_via=BO.id, organisation="Trailblaze", role="CTO"
            ),
            via=BO,
        ),
        "name Kofi Mensah · met PyCon DE · via Bo Chen · org Trailblaze · role CTO",
    ),
    Row(
        4,
        P,
        "Ines Duarte ines@ex.org ~6w",
        person(
            ContactDraft(
                "Ines Duarte", points=(ContactPoint(PointKind.EMAIL, "ines@ex.org"),), rhythm_days=42
            )
        ),
        "name Ines Duarte · email ines@ex.org · every 6 weeks",
    ),
    Row(
        5,
        P,
        "Sam Roth linkedin.com/in/samroth #work",
        person(
            ContactDraft(
                "Sam Roth",
                points=(ContactPoint(PointKind.PROFILE, "linkedin.com/in/samroth", platform="linkedin"),),
                tags=("work",),
            )
        ),
        "name Sam Roth · url linkedin.com/in/samroth · #work",
    ),
    Row(
        6,
        P,
        "Maya Okafor",
        person(ContactDraft("Maya Okafor"), existing=MAYA),
        "name Maya Okafor",
        "Maya Okafor is already here - Enter opens them",
    ),
    Row(
        7,
        P,
        "Tara Quist bday:05-14 tz:Europe/Oslo > 3d send the reading list",
        person(
            ContactDraft(
                "Tara Quist", time_zone="Europe/Oslo", key_dates=(KeyDate(KeyDateKind.BIRTHDAY, 5, 14),)
            ),
            next_step=step("send the reading list", date(2026, 11, 26)),
        ),
        'name Tara Quist · birthday 14 May · time zone Europe/Oslo · next: Thu 26 Nov "send the reading list"',
    ),
    Row(
        32,
        L,
        "+ Rosa Diaz #neighbours ~monthly",
        person(ContactDraft("Rosa Diaz", tags=("neighbours",), rhythm_days=30)),
        "name Rosa Diaz · #neighbours · monthly",
    ),
]
LOG_ROWS = [
    Row(
        8,
        L,
        "call @maya",
        log(MAYA, channel=Channel.CALL, direction=MUTUAL),
        "Maya Okafor · call · Mon 23 Nov",
    ),
    Row(
        9,
        L,
        "call @maya yesterday",
        log(MAYA, channel=Channel.CALL, direction=MUTUAL, day=22),
        "Maya Okafor · call · Sun 22 Nov",
    ),
    Row(
        10,
        L,
        "coffee with @maya and @bo -3d talked about her May launch",
        log(
            MAYA,
            BO,
            channel=Channel.IN_PERSON,
            direction=MUTUAL,
            day=20,
            note="talked about her May launch",
        ),
        "Maya Okafor + Bo Chen · in person · Fri 20 Nov · note: talked about her May launch",
    ),
    Row(
        11,
        L,
        "email from @zoe asked about the grant > fri send contacts",
        log(
            ZOE,
            channel=Channel.EMAIL,
            direction=IN,
            note="asked about the grant",
            next_step=step("send contacts", date(2026, 11, 27)),
        ),
        "Zoë Martín · email · they reached out · Mon 23 Nov"
        ' · next: Fri 27 Nov "send contacts" · note: asked about the grant',
    ),
    Row(
        12,
        L,
        "@maya",
        log(
            MAYA,
            channel=Channel.CALL,
            direction=MUTUAL,
            channel_is_assumed=True,
            channel_is_last_used=True,
        ),
        "Maya Okafor · call (last used) · Mon 23 Nov",
    ),
    Row(
        13,
        L,
        "@anna lunch",
        log(channel=Channel.IN_PERSON, direction=MUTUAL, unsettled=("anna?",)),
        "anna? · in person · Mon 23 Nov",
        '"anna" matches 2: Anna Lindqvist, Anna Petrova',
        is_blocking=True,
    ),
    Row(
        14,
        L,
        "lunch @anna.p 90m gave:intro to Bo got:feedback on CV",
        log(
            ANNA_P,
            channel=Channel.IN_PERSON,
            direction=MUTUAL,
            minutes=90,
            values=(
                Value(Way.GIVEN, "intro to Bo", ValueKind.INTRODUCTION),
                Value(Way.RECEIVED, "feedback on CV", ValueKind.ADVICE),
            ),
        ),
        "Anna Petrova · in person · Mon 23 Nov · 1 h 30 min · gave: intro to Bo · got: feedback on CV",
    ),
    Row(
        15,
        L,
        "dm @bo fri liked his post #ideas",
        log(BO, channel=Channel.MESSAGE, direction=OUT, day=20, topics=("ideas",), note="liked his post"),
        "Bo Chen · message · Fri 20 Nov · #ideas · note: liked his post",
    ),
    Row(
        16,
        L,
        'video "@Maya Okafor" 2026-11-20',
        log(MAYA, channel=Channel.VIDEO, direction=MUTUAL, day=20),
        "Maya Okafor · video · Fri 20 Nov",
    ),
    Row(
        17,
        L,
        "walk @bo last sat > 2w ask how the move went",
        log(
            BO,
            channel=Channel.IN_PERSON,
            direction=MUTUAL,
            day=21,
            next_step=step("ask how the move went", date(2026, 12, 7)),
        ),
        'Bo Chen · in person · Sat 21 Nov · next: Mon 7 Dec "ask how the move went"',
    ),
    Row(
        18,
        L,
        "call @may mon",
        log(MAY, channel=Channel.CALL, direction=MUTUAL, day=16),
        "May Tan · call · Mon 16 Nov",
    ),
    Row(
        19,
        L,
        "met @lena at:pycon 20nov",
        log(channel=Channel.IN_PERSON, direction=MUTUAL, day=20, new_names=("Lena",), place="pycon"),
        "+ Lena (new) · in person · Fri 20 Nov · at pycon",
        'no "lena" yet - Enter adds them',
    ),
    Row(
        20,
        L,
        "call @mya",
        log(channel=Channel.CALL, direction=MUTUAL, unsettled=("mya?",)),
        "mya? · call · Mon 23 Nov",
        'no "mya" yet (did you mean maya?)',
        is_blocking=True,
    ),
    Row(
        21,
        L,
        "call @bo 2026-02-30",
        log(BO, channel=Channel.CALL, direction=MUTUAL),
        "Bo Chen · call · Mon 23 Nov",
        '"2026-02-30" is not a date (Feb 2026 has 28 days)',
        is_blocking=True,
    ),
    Row(
        22,
        L,
        "call yesterday caught up",
        log(channel=Channel.CALL, direction=MUTUAL, day=22, note="caught up"),
        "call · Sun 22 Nov · note: caught up",
        "who? type @",
        is_blocking=True,
    ),
    Row(
        23,
        L,
        "li @bo tomorrow",
        log(BO, channel=Channel.MESSAGE, direction=OUT, day=24, platform="linkedin"),
        "Bo Chen · message · LinkedIn · Tue 24 Nov",
        "date is in the future - a plan? use >",
        is_blocking=True,
    ),
    Row(
        24,
        L,
        r"note @bo his handle is \@bochen",
        log(BO, channel=Channel.NOTE, direction=OUT, note="his handle is @bochen"),
        "Bo Chen · note · Mon 23 Nov · note: his handle is @bochen",
    ),
    Row(
        25,
        L,
        "text @maya 2d ago; told her about @bo",
        log(
            MAYA,
            channel=Channel.MESSAGE,
            direction=OUT,
            day=21,
            mentions=(BO,),
            note="told her about @bo",
        ),
        "Maya Okafor · message · Sat 21 Nov · mentions Bo Chen · note: told her about @bo",
    ),
]
FOLLOW_UP_ROWS = [
    Row(26, F, "@maya fri", follow(MAYA, due=date(2026, 11, 27)), "Maya Okafor · follow up Fri 27 Nov"),
    Row(
        27,
        F,
        "@maya 2w send the deck",
        follow(MAYA, due=date(2026, 12, 7), text="send the deck"),
        'Maya Okafor · follow up Mon 7 Dec · "send the deck"',
    ),
    Row(
        28,
        F,
        "@bo and @zoe 1mo coffee",
        follow(BO, ZOE, due=date(2026, 12, 23), text="coffee"),
        'Bo Chen + Zoë Martín · follow up Wed 23 Dec · "coffee"',
    ),
    Row(
        29,
        F,
        "@zoe 14may birthday note",
        follow(ZOE, due=date(2027, 5, 14), text="birthday note"),
        'Zoë Martín · follow up Fri 14 May 2027 · "birthday note"',
    ),
    Row(
        30,
        F,
        "@anna.l",
        follow(ANNA_L, due=date(2026, 11, 30), is_assumed=True),
        "Anna Lindqvist · follow up Mon 30 Nov (in a week)",
    ),
    Row(
        31,
        L,
        "> @bo tom reply to his question",
        follow(BO, due=date(2026, 11, 24), text="reply to his question"),
        'Bo Chen · follow up Tue 24 Nov · "reply to his question"',
    ),
]
ROWS = sorted(PEOPLE_ROWS + LOG_ROWS + FOLLOW_UP_ROWS, key=lambda row: row.number)


def test_the_table_has_all_its_rows() -> None:
    assert [row.number for row in ROWS] == list(range(1, 33))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}: {row.line}")
def test_a_line_of_the_table_is_understood_and_previewed(row: Row) -> None:
    parsed = parse(row.line, row.kind, TODAY, PEOPLE)
    assert replace(parsed, line="", pieces=(), problems=()) == row.expected
    assert parsed.preview() == row.preview
    said = [each.sentence for each in (parsed.blocking, *parsed.problems) if each]
    assert (said or [""])[0] == row.sentence
    assert (parsed.blocking is not None) is row.is_blocking


@pytest.mark.parametrize(
    ("line", "word"),
    [("call @bo 2026-02-30 ok", "2026-02-30"), ("call @mya", "@mya"), ("@anna lunch", "@anna"), ("call", "")],
)
def test_a_problem_stands_on_the_word_it_is_about(line: str, word: str) -> None:
    problem = parse(line, L, TODAY, PEOPLE).blocking
    assert problem is not None
    assert line[problem.start : problem.end] == word


def test_a_handle_that_means_several_offers_them_all() -> None:
    problem = parse("@anna lunch", L, TODAY, PEOPLE).blocking
    assert problem is not None
    assert problem.candidates == (ANNA_L, ANNA_P)


def test_a_mistyped_handle_suggests_the_one_it_is_near() -> None:
    problem = parse("call @mya", L, TODAY, PEOPLE).blocking
    assert problem is not None
    assert problem.suggestion == MAYA


def test_a_mistyped_handle_confirmed_becomes_a_new_person() -> None:
    parsed = parse("call @mya", L, TODAY, PEOPLE, accepted=("mya",))
    assert parsed.blocking is None
    assert parsed.new_names == ("Mya",)
