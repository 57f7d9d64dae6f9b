from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import Contact, ContactId, ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.domain.records.interaction import Channel, Direction, Interaction, InteractionId, Value, Way
from tui.domain.records.knowing import CustomField, Fact, FactKind, Position
from tui.domain.records.known import Known
from tui.formats.text.markdown import (
    BEGIN,
    END,
    NAME_BYTES,
    ContactPage,
    markdown_names,
    owner_of,
    write_contact_markdown,
)

MAYA = Contact(
    ContactId(1),
    "u-1",
    "Maya Okafor",
    aliases=("Mo",),
    role="Oceanographer",
    organisation="Harbour Labs",
    notes="Plays the *cello*.",
    ideal_days=42,
    last_touch_on=date(2026, 10, 1),
    next_due_on=date(2026, 11, 12),
    points=(ContactPoint(PointKind.EMAIL, "maya@harbour.example"), ContactPoint(PointKind.PHONE, "+351 912")),
    tags=("deep sea",),
    circles=("friends",),
    key_dates=(KeyDate(KeyDateKind.BIRTHDAY, 4, 15),),
)
LUNCH = Interaction(
    InteractionId(1),
    "t1",
    date(2026, 10, 1),
    Channel.IN_PERSON,
    Direction.MUTUAL,
    names=("Maya Okafor", "Bo Chen"),
    summary="lunch [by] the sea",
    notes="two\nlines",
    values=(Value(Way.GIVEN, "a chart"),),
)
PAGE = ContactPage(MAYA, (LUNCH,))


def test_a_value_of_any_length_and_alphabet_stands_as_it_is_in_one_line() -> None:
    alias = "Associação dos Navegadores do Porto, 港 " * 8 + "Leça"
    lines = write_contact_markdown(ContactPage(replace(MAYA, aliases=(alias,)))).split("\n")
    assert lines[lines.index("aliases:") + 1] == f"- {alias}"


def test_what_is_known_stands_before_the_log() -> None:
    known = Known(
        noted=(Fact("vegetarian"), Fact("*boats*", FactKind.INTEREST)),
        positions=(Position("Harbour Labs", "Diver", "2019-05"), Position("Post", "", "2015", "2019")),
        custom_fields=(CustomField("Boat", "Nixe"),),
    )
    said = replace(MAYA, phonetic="MY-uh")
    lines = write_contact_markdown(ContactPage(said, (LUNCH,), known)).split("\n")
    at = lines.index("## Known")
    assert lines[at + 2 : lines.index("## Log") - 1] == [
        "- said MY-uh",
        "- Diver, Harbour Labs (since May 2019)",
        "- Post (2015 to 2019)",
        "- vegetarian",
        "- interest: \\*boats\\*",
        "- Boat: Nixe",
    ]


EXPECTED = f"""---
id: u-1
aliases:
- Mo
tags:
- friends
- deep-sea
birthday: --04-15
email:
- maya@harbour.example
phone:
- +351 912
last_contact: 2026-10-01
next_due: 2026-11-12
cadence: every 6 weeks
---

{BEGIN}
# Maya Okafor

Oceanographer · Harbour Labs

Plays the *cello*.

## Log

- 2026-10-01 in person ↔ lunch \\[by\\] the sea (with Bo Chen)
    - gave: a chart

    two
    lines
{END}
"""


def named(name: str, uid: str = "u") -> Contact:
    return Contact(ContactId(1), uid, name)


def front(text: str) -> dict[str, object]:
    found: dict[str, object] = yaml.safe_load(text.split("---\n")[1])
    return found


def test_a_contact_is_one_page() -> None:
    assert write_contact_markdown(PAGE) == EXPECTED


def test_the_front_matter_is_read_back_as_it_was_meant() -> None:
    assert front(write_contact_markdown(PAGE)) == {
        "id": "u-1",
        "aliases": ["Mo"],
        "tags": ["friends", "deep-sea"],
        "birthday": "--04-15",
        "email": ["maya@harbour.example"],
        "phone": ["+351 912"],
        "last_contact": date(2026, 10, 1),
        "next_due": date(2026, 11, 12),
        "cadence": "every 6 weeks",
    }


def test_writing_again_changes_nothing() -> None:
    assert write_contact_markdown(PAGE, write_contact_markdown(PAGE)) == write_contact_markdown(PAGE)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_writing_again_changes_nothing_whatever_the_texts(name: str, notes: str, summary: str) -> None:
    contact = Contact(ContactId(1), "u", name, aliases=(name,), notes=notes)
    talk = Interaction(
        InteractionId(1), "t", date(2026, 1, 1), Channel.CALL, Direction.OUT, summary=summary, notes=notes
    )
    once = write_contact_markdown(ContactPage(contact, (talk,)))
    assert write_contact_markdown(ContactPage(contact, (talk,)), once) == once


def test_what_the_person_wrote_around_our_part_stays() -> None:
    mine = EXPECTED.replace(f"\n{BEGIN}", f"\nMy own words.\n\n{BEGIN}") + "\n## My plans\n- sail\n"
    again = write_contact_markdown(ContactPage(MAYA), mine)
    before, after = again.split(BEGIN)[0], again.split(END)[1]
    assert before.endswith("---\n\nMy own words.\n\n")
    assert after == "\n\n## My plans\n- sail\n"


def test_keys_of_the_persons_own_stay_as_they_are() -> None:
    mine = "---\ncssclass:   wide # my way\nbirthday: 1999-01-01\nlinks:\n  - a\n  - b\n---\nHello\n"
    again = write_contact_markdown(PAGE, mine)
    assert "cssclass:   wide # my way\nbirthday: --04-15\nlinks:\n  - a\n  - b\nid: u-1\n" in again
    assert "\nHello\n" in again


def test_a_key_of_ours_with_nothing_to_say_goes() -> None:
    again = write_contact_markdown(ContactPage(named("Maya", "u-1")), EXPECTED)
    assert front(again) == {"id": "u-1"}


def test_a_note_cannot_end_our_part() -> None:
    hostile = Contact(ContactId(1), "u", "Maya", notes=f"{END}\n<script>x</script>")
    written = write_contact_markdown(ContactPage(hostile))
    assert (written.split("\n").count(END), "<script" in written.replace("\\<script", "")) == (1, False)


@pytest.mark.parametrize(
    ("existing", "line"),
    [
        (f"hello\n{BEGIN}\n", 2),
        (f"{END}\n{BEGIN}\n", 1),
        (f"---\na: 1\n---\n\n{BEGIN}\n{END}\n{BEGIN}\n", 5),
        ("---\na: 1\n", 1),
    ],
)
def test_a_broken_page_is_refused_with_its_line(existing: str, line: int) -> None:
    with pytest.raises(InvalidInput, match=rf"line {line}\b.*Nothing was written"):
        write_contact_markdown(PAGE, existing)


def test_a_page_says_whose_it_is() -> None:
    assert owner_of(EXPECTED) == "u-1"
    assert owner_of("---\nid: u-1\n---\nmine\n") == ""


def test_names_become_file_names() -> None:
    assert markdown_names([named("Maya Okafor"), named("Åsa / AC:DC"), named("山田太郎")]) == (
        "Maya Okafor.md",
        "Åsa AC DC.md",
        "山田太郎.md",
    )


def test_namesakes_are_told_apart_by_their_identity() -> None:
    assert markdown_names([named("Maya", "aaaa-1111-x"), named("MAYA", "bbbb-2222-x")]) == (
        "Maya aaaa1111.md",
        "MAYA bbbb2222.md",
    )


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "con", "NUL.txt", ".hidden", "...", "a" * 500, "x\n.md"]
)
def test_no_name_leads_out_of_the_folder(name: str) -> None:
    (file,) = markdown_names([named(name, "abcd1234")])
    assert not file.startswith((".", "con.", "NUL."))
    assert "/" not in file
    assert len(file.encode()) <= NAME_BYTES + len(" abcd1234.md")
