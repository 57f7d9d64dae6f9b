import pytest
from hypothesis import given

from tests.formats.samples import card, sample
from tests.formats.vcard.test_write import DRAFTS
from tui.domain.records.contact import ContactDraft
from tui.formats.vcard.card import RawCard
from tui.formats.vcard.convert import complete
from tui.formats.vcard.vcard import read_vcards
from tui.formats.vcard.write import Version, write_vcards

MAYA = ContactDraft("Maya Okafor", uid="u1")


def completed_card(raw: str, contact: ContactDraft, version: Version) -> str:
    card = RawCard(raw)
    complete(card, contact, version)
    return card.text()


def lines_of(text: str) -> list[str]:
    return text.split("\r\n")


def converted(*lines: str, at: str, to: Version) -> list[str]:
    raw = card(*lines, "UID:u1", "FN:Maya", "N:;Maya;;;", version=at).decode()
    return lines_of(completed_card(raw, MAYA, to))[2 : 2 + len(lines)]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_a_card_that_has_all_it_must_stays_byte_for_byte(version: Version) -> None:
    raw = card("FN:Maya", "N:;Maya;;;", "UID:u1", "X-ODD;x=1:kept,  as it is", version=version).decode()
    assert completed_card(raw, MAYA, version) == raw


def test_what_every_card_must_have_is_added_at_its_end() -> None:
    raw = "BEGIN:VCARD\r\nTEL:1\r\nEND:VCARD\r\n"
    assert lines_of(completed_card(raw, MAYA, "3.0")) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "TEL:1",
        "UID:u1",
        "FN:Maya Okafor",
        "N:Okafor;Maya;;;",
        "END:VCARD",
        "",
    ]


def test_an_empty_name_is_filled() -> None:
    raw = card("FN:", "N:Okafor;Maya;;;", "UID:u1").decode()
    assert "FN:Maya Okafor" in lines_of(completed_card(raw, MAYA, "3.0"))
    assert "FN:" not in lines_of(completed_card(raw, MAYA, "3.0"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("TEL;CELL;PREF:1", "TEL;TYPE=CELL;TYPE=PREF:1"),
        (
            "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Pra=C3=A7a, 4=0D=0Aat noon",
            "NOTE:Praça\\, 4\\nat noon",
        ),
        ("PHOTO;JPEG;ENCODING=BASE64:/9j/4AAQ", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ"),
        ("item1.X-ODD;LANGUAGE=de:eins, zwei", "item1.X-ODD;LANGUAGE=de:eins\\, zwei"),
        ("ADR;HOME:;;Rua 4, 2 esq;Lisboa;;;", "ADR;TYPE=HOME:;;Rua 4\\, 2 esq;Lisboa;;;"),
    ],
)
def test_an_old_card_becomes_3_0(old: str, new: str) -> None:
    assert converted(old, at="2.1", to="3.0") == [new]


@pytest.mark.parametrize(
    ("three", "four"),
    [
        ("PHOTO;ENCODING=b;TYPE=PNG:iVBORw0", "PHOTO:data:image/png;base64,iVBORw0"),
        ("BDAY:1985-03-02", "BDAY:19850302"),
        ("BDAY:--03-02", "BDAY:--0302"),
        ("TEL;TYPE=CELL;TYPE=pref:1", "TEL;TYPE=CELL;PREF=1:1"),
        ("item2.X-ODD:a,b\\;c", "item2.X-ODD:a,b\\;c"),
        ('ADR;TYPE=HOME;LABEL="a;b":;;x;;;;', 'ADR;TYPE=HOME;LABEL="a;b":;;x;;;;'),
    ],
)
def test_3_0_and_4_0_become_each_other(three: str, four: str) -> None:
    assert converted(three, at="3.0", to="4.0") == [four]
    assert converted(four, at="4.0", to="3.0") == [three]


def test_a_number_as_an_address_becomes_a_number() -> None:
    assert converted("TEL;VALUE=uri;TYPE=cell:tel:+351-912", at="4.0", to="3.0") == ["TEL;TYPE=cell:+351-912"]


@given(DRAFTS)
def test_a_converted_card_says_the_same(draft: ContactDraft) -> None:
    (found,) = read_vcards(write_vcards([draft], "3.0")).cards
    there = completed_card(found.raw, draft, "4.0")
    (again,) = read_vcards(there.encode()).cards
    assert again.draft == found.draft
    assert read_vcards(completed_card(there, draft, "3.0").encode()).cards[0].draft == found.draft


def test_an_android_card_says_the_same_as_3_0() -> None:
    for each in read_vcards(sample("android.vcf")).cards:
        (again,) = read_vcards(completed_card(each.raw, each.draft, "3.0").encode()).cards
        assert (again.draft.name, again.draft.points, again.draft.notes, again.draft.key_dates) == (
            each.draft.name,
            each.draft.points,
            each.draft.notes,
            each.draft.key_dates,
        )


def test_a_line_that_is_no_property_is_made_one_or_stays_in_the_book() -> None:
    assert converted("X-messaging/irc-All:konqui", "X-ODD:1", at="3.0", to="3.0") == [
        "X-messaging-irc-All:konqui",
        "X-ODD:1",
    ]
    assert converted("FN", "and a stray line: with a colon", "X-ODD:1", at="3.0", to="3.0")[0] == "X-ODD:1"
