from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.formats.samples import card, sample
from tests.formats.vcard.test_write import DRAFTS
from tests.in_one_call import patch_card
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactDraft, ContactPoint, KeyDate, KeyDateKind, PointKind, fold
from tui.domain.records.contact_points import point_key
from tui.domain.records.knowing import RelatedName
from tui.formats.result import CardRead
from tui.formats.vcard.vcard import read_vcards
from tui.formats.vcard.write import write_vcards

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
REV = "REV:20261123T090000Z"
QUIRKS = (
    'X-CUSTOM;X-P="a:b":kept, as\\it; is',
    "item7.URL:http\\://harbour.example",
    "item7.X-ABLabel:_$!<HomePage>!$_",
    "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD",
    " /2wBDAAMCAgMCAgMD",
    "tel;type=CELL;type=pref:+351 912 345 678",
    "ADR;TYPE=HOME:;;Rua do Cais 4;Lisboa;;1200-109;Portugal",
    "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15",
    "CATEGORIES:sea,myContacts",
    "NOTE:one\\, two",
)


def read(raw: str | bytes) -> CardRead:
    (found,) = read_vcards(raw if isinstance(raw, bytes) else raw.encode()).cards
    return found


def quirky(version: str = "3.0") -> CardRead:
    return read(card("UID:u1", "FN:Maya Okafor", "N:Okafor;Maya;;;", *QUIRKS, version=version))


def difference(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that went and those that came; the order of all others must not change."""
    old, new = before.split("\r\n"), after.split("\r\n")
    assert [line for line in old if line in new] == [line for line in new if line in old]
    return [line for line in old if line not in new], [line for line in new if line not in old]


def patched(**changes: object) -> tuple[list[str], list[str]]:
    found = quirky()
    return difference(found.raw, patch_card(found.raw, replace(found.draft, **changes), NOW))


@given(DRAFTS, st.sampled_from(["3.0", "4.0"]))
def test_nothing_changed_is_byte_for_byte_the_same(draft: ContactDraft, version: str) -> None:
    found = read(write_vcards([draft], "4.0" if version == "4.0" else "3.0"))
    assert patch_card(found.raw, found.draft, NOW) == found.raw


@pytest.mark.parametrize("name", ["android.vcf", "apple.vcf", "rfc.vcf"])
def test_nothing_changed_in_a_real_looking_file_is_the_same(name: str) -> None:
    for each in read_vcards(sample(name)).cards:
        assert patch_card(each.raw, each.draft, NOW) == each.raw


def test_line_ends_without_carriage_return_stay() -> None:
    raw = quirky().raw.replace("\r\n", "\n")
    changed = patch_card(raw, replace(read(raw).draft, role="Diver"), NOW)
    assert "\r" not in changed
    assert read(changed).draft.role == "Diver"


def _kept(draft: ContactDraft) -> tuple[object, ...]:
    return (
        draft.name,
        draft.organisation,
        draft.role,
        draft.place,
        draft.time_zone,
        draft.notes,
        set(draft.aliases),
        {fold(tag) for tag in draft.tags},
        {point_key(point) for point in draft.points},
        set(draft.key_dates),
        draft.phonetic,
        set(draft.related),
    )


@given(DRAFTS, DRAFTS, st.sampled_from(["3.0", "4.0"]))
def test_a_patched_card_says_what_the_book_says(
    before: ContactDraft, after: ContactDraft, version: str
) -> None:
    found = read(write_vcards([before], "4.0" if version == "4.0" else "3.0"))
    expected = read(write_vcards([after])).draft
    birthdays = [day for day in expected.key_dates if day.kind is KeyDateKind.BIRTHDAY]
    days = [day for day in expected.key_dates if day not in birthdays[1:]]
    expected = replace(expected, key_dates=tuple(days))
    assert _kept(read(patch_card(found.raw, expected, NOW)).draft) == _kept(expected)


@given(DRAFTS)
def test_lines_the_book_does_not_know_are_kept_whatever_is_edited(after: ContactDraft) -> None:
    found = quirky()
    kept = patch_card(found.raw, after, NOW).split("\r\n")
    assert [line for line in kept if line in QUIRKS[:1] + QUIRKS[3:5]] == [*QUIRKS[:1], *QUIRKS[3:5]]


@pytest.mark.parametrize(
    ("changes", "gone", "new"),
    [
        ({"name": "Maya O."}, ["FN:Maya Okafor", "N:Okafor;Maya;;;"], ["FN:Maya O.", "N:O.;Maya;;;"]),
        ({"organisation": "Labs; Ltd"}, [], ["ORG:Labs\\; Ltd"]),
        ({"role": "Diver"}, [], ["TITLE:Diver"]),
        ({"place": "Porto"}, [QUIRKS[6]], ["ADR;TYPE=HOME:;;Rua do Cais 4;Porto;;1200-109;Portugal"]),
        ({"notes": "three"}, [QUIRKS[9]], ["NOTE:three"]),
        ({"notes": ""}, [QUIRKS[9]], []),
        ({"tags": ("sea", "music")}, [QUIRKS[8]], ["CATEGORIES:sea,myContacts,music"]),
        ({"tags": ()}, [QUIRKS[8]], ["CATEGORIES:myContacts"]),
        ({"aliases": ("Mo",)}, [], ["NICKNAME:Mo"]),
        ({"key_dates": (KeyDate(KeyDateKind.BIRTHDAY, 5, 2, 1990),)}, [QUIRKS[7]], ["BDAY:1990-05-02"]),
        ({"time_zone": "Europe/Lisbon"}, [], ["TZ:Europe/Lisbon"]),
        (
            {"phonetic": "My-uh Okafor"},
            [],
            ["X-PHONETIC-FIRST-NAME:My-uh", "X-PHONETIC-LAST-NAME:Okafor"],
        ),
        (
            {"related": (RelatedName("Tom Berg", "spouse"),)},
            [],
            ["item1.X-ABRELATEDNAMES:Tom Berg", "item1.X-ABLabel:_$!<Spouse>!$_"],
        ),
    ],
)
def test_only_the_lines_of_the_edited_field_change(
    changes: dict[str, object], gone: list[str], new: list[str]
) -> None:
    assert patched(**changes) == (gone, [*new, REV])


def test_a_new_number_keeps_the_types_of_the_old_one() -> None:
    points = [
        replace(point, value="+351 911 000 000") if point.kind is PointKind.PHONE else point
        for point in quirky().draft.points
    ]
    assert patched(points=tuple(points)) == ([QUIRKS[5]], ["tel;type=CELL;type=pref:+351 911 000 000", REV])


def test_a_point_goes_with_its_label() -> None:
    points = tuple(point for point in quirky().draft.points if point.kind is not PointKind.URL)
    assert patched(points=points) == ([*QUIRKS[1:3]], [REV])


def test_an_address_goes_and_the_place_stays() -> None:
    points = tuple(point for point in quirky().draft.points if point.kind is not PointKind.ADDRESS)
    assert patched(points=points) == ([QUIRKS[6]], ["ADR;TYPE=HOME:;;;Lisboa;;1200-109;Portugal", REV])


def test_a_new_label_takes_a_group_nothing_has() -> None:
    boat = ContactPoint(PointKind.PHONE, "+351 1", "Boat")
    assert patched(points=(*quirky().draft.points, boat))[1] == [
        "item1.TEL:+351 1",
        "item1.X-ABLabel:Boat",
        REV,
    ]


def test_a_number_in_another_spelling_is_the_same_number() -> None:
    points = tuple(
        replace(point, value="912345678", label="") if point.kind is PointKind.PHONE else point
        for point in quirky().draft.points
    )
    found = quirky()
    assert patch_card(found.raw, replace(found.draft, points=points), NOW, "PT") == found.raw


def test_a_mailbox_named_twice_keeps_both_lines() -> None:
    found = read(card("FN:Maya", "EMAIL;TYPE=HOME:maya@a.example", "EMAIL;TYPE=WORK:Maya@A.example"))
    assert len(found.draft.points) == 2
    kept = replace(found.draft, points=found.draft.points[:1])
    assert patch_card(found.raw, kept, NOW) == found.raw


def test_a_category_the_book_has_as_a_circle_stays() -> None:
    found = read(card("FN:Maya", "UID:u", "CATEGORIES:Choir,sea"))
    kept = replace(found.draft, tags=("Sea",), circles=("choir",))
    assert patch_card(found.raw, kept, NOW) == found.raw


def test_another_label_is_written() -> None:
    found = read(card("FN:Maya", "UID:u", "EMAIL;TYPE=HOME:maya@a.example"))
    work = replace(found.draft, points=(replace(found.draft.points[0], label="work"),))
    assert difference(found.raw, patch_card(found.raw, work, NOW)) == (
        ["EMAIL;TYPE=HOME:maya@a.example"],
        ["EMAIL;TYPE=WORK:maya@a.example", REV],
    )


def test_a_recording_of_the_name_stays_when_its_letters_change() -> None:
    found = read(card("FN:Maya", "UID:u", "SOUND:MY-uh", "SOUND;ENCODING=b;TYPE=WAVE:UklGRg"))
    assert found.draft.phonetic == "MY-uh"
    changed = patch_card(found.raw, replace(found.draft, phonetic="MAY-a"), NOW)
    assert difference(found.raw, changed) == (["SOUND:MY-uh"], ["X-PHONETIC-FIRST-NAME:MAY-a", REV])


def test_somebody_related_goes_with_what_they_are() -> None:
    lines = ("item2.X-ABRELATEDNAMES;type=pref:Tom", "item2.X-ABLabel:_$!<Brother>!$_")
    found = read(card("FN:Maya", "UID:u", *lines))
    assert found.draft.related == (RelatedName("Tom", "brother"),)
    changed = patch_card(found.raw, replace(found.draft, related=()), NOW)
    assert difference(found.raw, changed) == ([*lines], [REV])


def test_an_older_revision_is_replaced() -> None:
    found = read(card("FN:Maya", "UID:u", "REV:2019-01-01T00:00:00Z"))
    changed = patch_card(found.raw, replace(found.draft, role="Diver"), NOW)
    assert (changed.count("REV:"), REV in changed) == (1, True)


def test_a_changed_card_without_identity_gets_one() -> None:
    found = read(card("FN:Maya"))
    assert "UID:u9" in patch_card(found.raw, replace(found.draft, role="Diver", uid="u9"), NOW)


@pytest.mark.parametrize("text", ["Praça do Comércio, 4", "line one\nline two", "a;b,c", "x" * 200])
def test_an_old_card_is_changed_in_its_own_way_of_writing(text: str) -> None:
    raw = card("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Okafor;Ma=C3=ADa", "TEL;CELL:1", version="2.1")
    found = read(raw)
    changed = patch_card(found.raw, replace(found.draft, notes=text), NOW)
    assert read(changed).draft == replace(found.draft, notes=text)
    assert "TEL;CELL:1\r\n" in changed


def test_the_card_inside_a_card_is_not_touched() -> None:
    inner = ["AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:Assistant", "TEL:5", "END:VCARD"]
    found = read(card("FN:Maya", *inner, version="2.1"))
    changed = patch_card(found.raw, replace(found.draft, name="Mo"), NOW)
    assert "\r\n".join(inner) in changed


def test_what_the_reader_noted_itself_is_not_written_into_the_note() -> None:
    found = read(card("FN:Maya", "UID:u", "NOTE:hello", "BDAY;VALUE=text:in spring"))
    changed = patch_card(found.raw, replace(found.draft, notes=f"well, {found.draft.notes}"), NOW)
    assert "NOTE:well\\, hello\r\n" in changed


def test_a_stored_card_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidInput, match=r"line 1 names nobody.*Nothing was written"):
        patch_card("hello", ContactDraft("Maya"), NOW)
