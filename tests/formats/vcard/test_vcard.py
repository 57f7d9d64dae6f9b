import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.samples import card, sample
from tui.domain.errors import InvalidInput, RapportError
from tui.domain.records.contact import ContactDraft, ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.formats.vcard.lines import LogicalLine, property_of
from tui.formats.vcard.vcard import read_vcards


def draft(*lines: str, version: str = "3.0") -> ContactDraft:
    (read,) = read_vcards(card(*lines, version=version)).cards
    return read.draft


def values(contact: ContactDraft, kind: PointKind) -> list[tuple[str, str]]:
    return [(point.value, point.label) for point in contact.points if point.kind is kind]


def test_an_apple_card_is_read_whole() -> None:
    maya = read_vcards(sample("apple.vcf")).cards[0].draft
    assert maya == ContactDraft(
        name="Dr. Maya Okafor",
        aliases=("Amazing Maya", "Mo"),
        organisation="Harbour Labs, Tides",
        role="Oceanographer",
        place="Porto",
        notes="Likes tea, not coffee\nAsk about the survey; it ends in May",
        points=(
            ContactPoint(PointKind.EMAIL, "maya@harbour.example", "work"),
            ContactPoint(PointKind.PHONE, "+351 912 345 678", "Boat"),
            ContactPoint(PointKind.PHONE, "+351 913 000 111", "mobile"),
            ContactPoint(PointKind.ADDRESS, "Rua das Flores 7, Porto, 4050-262, Portugal", "home"),
            ContactPoint(PointKind.URL, "http://harbour.example/maya"),
            ContactPoint(PointKind.PROFILE, "https://www.linkedin.com/in/maya-okafor", "", "linkedin"),
        ),
        tags=("sea",),
        key_dates=(
            KeyDate(KeyDateKind.BIRTHDAY, 4, 15),
            KeyDate(KeyDateKind.ANNIVERSARY, 6, 20, 2015),
            KeyDate(KeyDateKind.OTHER, 9, 1, 2019, "Moved to Porto"),
        ),
        uid="5f0c2f0e-7f0a-4a55-9a55-0a1b2c3d4e5f",
        source_line=1,
    )


def test_every_card_of_a_file_is_read_without_a_problem() -> None:
    result = read_vcards(sample("apple.vcf"))
    assert (result.read, len(result.cards), result.problems) == (2, 2, ())


def test_the_raw_text_of_a_card_is_kept_byte_for_byte() -> None:
    data = sample("apple.vcf")
    result = read_vcards(data)
    assert "".join(read.raw for read in result.cards).encode() == data


def test_an_android_card_has_its_quoted_printable_decoded() -> None:
    zeynep = read_vcards(sample("android.vcf")).cards[0].draft
    assert zeynep.name == "Zeynep Özgür"
    assert zeynep.notes == "first line\nsecond line with a long tail that goes on"


def test_bare_types_of_2_1_become_labels() -> None:
    zeynep = read_vcards(sample("android.vcf")).cards[0].draft
    assert values(zeynep, PointKind.PHONE) == [("5550100", "mobile"), ("5550101", "home fax")]


def test_an_unknown_charset_does_not_stop_a_card() -> None:
    assert read_vcards(sample("android.vcf")).cards[1].draft.name == "José Prado"


def test_a_card_inside_a_card_is_not_a_contact() -> None:
    result = read_vcards(sample("android.vcf"))
    assert [read.draft.name for read in result.cards] == ["Zeynep Özgür", "José Prado"]
    assert result.problems == ()


def test_a_4_0_card_is_read() -> None:
    rita = read_vcards(sample("rfc.vcf")).cards[0].draft
    assert rita.points == (
        ContactPoint(PointKind.PHONE, "+351-21-555-0100 ext. 12", "work"),
        ContactPoint(PointKind.EMAIL, "rita@duarte.example", "home"),
        ContactPoint(PointKind.ADDRESS, "Praça 1, Lisboa, 1100, Portugal", "work"),
        ContactPoint(PointKind.PROFILE, "https://ocean.example/@rita", "", "mastodon"),
        ContactPoint(PointKind.PROFILE, "xmpp:rita@chat.example", "", "xmpp"),
    )
    assert rita.time_zone == "Europe/Lisbon"
    assert rita.key_dates == (
        KeyDate(KeyDateKind.BIRTHDAY, 3, 2),
        KeyDate(KeyDateKind.ANNIVERSARY, 9, 11, 2014),
    )


def test_a_group_is_left_out_and_named() -> None:
    result = read_vcards(sample("rfc.vcf"))
    assert (result.read, len(result.cards), result.read - len(result.cards)) == (3, 2, 1)
    assert [(p.line, p.what) for p in result.problems if "group" in p.what] == [
        (16, "This card is a group, not a person; it was left out.")
    ]


def test_a_line_that_is_no_property_is_named_with_its_line_and_text() -> None:
    found = read_vcards(sample("rfc.vcf")).problems[-1]
    assert (found.line, found.text) == (26, "this is no property")


def test_a_birthday_in_words_is_kept_as_a_note() -> None:
    relative = read_vcards(sample("rfc.vcf")).cards[1].draft
    assert relative.notes == "Birthday: about 1800"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("BDAY:1985-03-02", (1985, 3, 2)),
        ("BDAY:19850302", (1985, 3, 2)),
        ("BDAY:1985-03-02T00:00:00Z", (1985, 3, 2)),
        ("BDAY;VALUE=date:--03-02", (None, 3, 2)),
        ("BDAY:--0302", (None, 3, 2)),
        ("BDAY:--02-29", (None, 2, 29)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-03-02", (None, 3, 2)),
        ("BDAY;X-APPLE-OMIT-YEAR=1700:1700-03-02", (None, 3, 2)),
    ],
)
def test_a_birthday_is_read_in_every_form(line: str, expected: tuple[int | None, int, int]) -> None:
    (day,) = draft("FN:Maya", line).key_dates
    assert (day.year, day.month, day.day) == expected


@pytest.mark.parametrize("value", ["1985-02-30", "--13-01", "1985", "---02", "0000-01-01"])
def test_an_impossible_birthday_is_a_problem_not_a_date(value: str) -> None:
    result = read_vcards(card("FN:Maya", f"BDAY:{value}"))
    assert result.cards[0].draft.key_dates == ()
    assert [(p.line, p.text) for p in result.problems] == [(4, value)]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("N:Okafor;Maya;Ngozi;Dr.;Jr.", "Dr. Maya Ngozi Okafor Jr."),
        ("NICKNAME:Mo", "Mo"),
        ("ORG:Harbour Labs", "Harbour Labs"),
        ("EMAIL:maya@harbour.example", "maya@harbour.example"),
        ("TEL:5550100", "5550100"),
    ],
)
def test_a_card_without_fn_is_named_by_what_it_has(line: str, name: str) -> None:
    assert draft("FN:", line).name == name


def test_a_card_with_nothing_to_go_by_is_left_out_and_named() -> None:
    result = read_vcards(card("NOTE:who is this"))
    assert (result.read, result.cards, result.problems[0].line) == (1, (), 1)


def test_an_unescaped_comma_in_a_name_is_data() -> None:
    assert draft("FN:Okafor, Maya").name == "Okafor, Maya"


def test_an_escaped_comma_does_not_divide_nicknames() -> None:
    assert draft("FN:Maya", r"NICKNAME:Mo\, the First,Captain").aliases == ("Mo, the First", "Captain")


def test_a_fold_inside_a_character_is_mended() -> None:
    data = card("FN:José").replace(b"\xc3\xa9", b"\xc3\r\n \xa9")
    assert read_vcards(data).cards[0].draft.name == "José"


def test_a_cp1252_file_is_read_whole_and_its_raw_text_with_it() -> None:
    (read,) = read_vcards(card("FN:José Peña").decode().encode("cp1252")).cards
    assert read.draft.name == "José Peña"
    assert "FN:José Peña\r\n" in read.raw


def test_one_badly_encoded_line_does_not_spoil_the_others() -> None:
    data = card("FN:José", "TITLE:Pe?a").replace(b"Pe?a", b"Pe\xf1a")
    contact = read_vcards(data).cards[0].draft
    assert (contact.name, contact.role) == ("José", "Peña")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_a_file_with_a_byte_order_mark_is_read(encoding: str) -> None:
    assert read_vcards(card("FN:José").decode().encode(encoding)).cards[0].draft.name == "José"


def test_utf_16_without_a_mark_is_read_when_named() -> None:
    data = card("FN:José").decode().encode("utf-16-le")
    assert read_vcards(data, "utf-16-le").cards[0].draft.name == "José"


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\r\n"])
def test_any_line_end_is_understood(end: bytes) -> None:
    data = card("FN:Maya", "NOTE:a long", "  line").replace(b"\r\n", end)
    assert read_vcards(data).cards[0].draft.notes == "a long line"


def test_lower_case_markers_and_groups_are_understood() -> None:
    data = b"begin:vcard\nversion:3.0\nA.fn:Maya\nend:vcard\n"
    assert read_vcards(data).cards[0].draft.name == "Maya"


def test_a_card_interrupted_by_the_next_is_read_with_a_remark() -> None:
    data = card("FN:Maya").replace(b"END:VCARD\r\n", b"") + card("FN:Rita")
    result = read_vcards(data)
    assert [read.draft.name for read in result.cards] == ["Maya", "Rita"]
    assert [(p.line, "no END:VCARD" in p.what) for p in result.problems] == [(1, True)]


def test_a_card_cut_off_by_the_end_of_the_file_is_left_out_and_named() -> None:
    data = card("FN:Maya") + card("FN:Rita", "EMAIL:rita@dua").replace(b"END:VCARD\r\n", b"")
    result = read_vcards(data)
    assert (result.read, [read.draft.name for read in result.cards]) == (2, ["Maya"])
    assert [(p.line, "cut short" in p.what) for p in result.problems] == [(5, True)]


def test_text_outside_a_card_is_named_once() -> None:
    result = read_vcards(b"hello\nthere\n" + card("FN:Maya") + b"bye\n")
    assert [(p.line, p.text) for p in result.problems] == [(1, "hello"), (7, "bye")]


def test_a_file_without_a_card_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no vCard in this file"):
        read_vcards(b"name,email\nMaya,m@x.example\n")


def test_a_file_with_a_nul_byte_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidInput, match="Line 3 holds a NUL byte"):
        read_vcards(card("FN:Ma\x00ya"))


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(InvalidInput, match="not a text encoding"):
        read_vcards(card("FN:Maya"), "no-such-set")


def test_control_characters_do_not_come_in() -> None:
    contact = draft("FN:Ma\x1b[31mya\x07", "NOTE:a\u202eb")
    assert (contact.name, contact.notes) == ("Ma\ufffd[31mya\ufffd", "a\ufffdb")


def test_a_name_beyond_the_limit_is_cut_and_kept_whole_as_a_note() -> None:
    long = "Maya " * 50 + "Okafor"
    result = read_vcards(card(f"FN:{long}"))
    contact = result.cards[0].draft
    assert len(contact.name) <= 200
    assert contact.notes == f"Full name: {long}"
    assert "longer than 200 characters" in result.problems[0].what


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        (";TYPE=home,work", ["home", "work"]),
        (';TYPE="home,work";PREF=1', ["home", "work"]),
        (';TYPE="a;b"', ["a;b"]),
        (";HOME;PREF", ["home", "pref"]),
        (";type=Home; TYPE=work", ["home"]),
        (";TYPE=;TYPE=home", ["type", "home"]),
    ],
)
def test_the_types_of_a_property_are_read_however_they_are_written(params: str, expected: list[str]) -> None:
    line = property_of(LogicalLine(1, 1, f"TEL{params}:1".encode()))
    assert line is not None
    assert list(line.types) == expected


@pytest.mark.parametrize(("length", "is_read"), [(3_900, True), (4_001, False)])
def test_the_types_of_a_property_may_take_four_thousand_characters(length: int, is_read: bool) -> None:
    head = "TEL;TYPE=" + "x" * (length - len("TEL;TYPE="))
    (read,) = read_vcards(card("FN:Maya", f"{head}:+351 912 345 678")).cards
    assert bool(read.draft.points) is is_read


def test_a_million_commas_are_read_in_reasonable_time() -> None:
    result = read_vcards(card("FN:Maya", "TEL;TYPE=" + "," * 1_000_000, "NOTE:" + "," * 999_000))
    assert len(result.cards[0].draft.notes) == 999_000
    assert [p.line for p in result.problems] == [4]


def test_a_bom_inside_the_file_starts_no_new_trouble() -> None:
    data = card("FN:Maya") + codecs.BOM_UTF8 + card("FN:Rita")
    assert [read.draft.name for read in read_vcards(data).cards] == ["Maya", "Rita"]


PIECES = st.sampled_from(
    [
        "BEGIN:VCARD",
        "END:VCARD",
        "VERSION:2.1",
        "FN:Maya",
        "N:;",
        "AGENT:",
        " folded",
        "",
        "TEL;TYPE=a,b",
        "NOTE;QUOTED-PRINTABLE:=",
        "ADR:;;;",
        "BDAY:--",
        "PHOTO;BASE64:",
        "/9j=",
        'X;A="b:c',
        "item1.X-ABLabel:",
        "ORG:;",
        "\\",
        "KIND:group",
        "CATEGORIES:,\\,",
        "é",
    ]
)


@given(st.lists(PIECES, max_size=25))
def test_every_card_begun_is_counted(lines: list[str]) -> None:
    try:
        result = read_vcards("\r\n".join(lines).encode("cp1252"))
    except RapportError:
        return
    assert len(result.cards) <= result.read <= lines.count("BEGIN:VCARD")
    assert result.read - len(result.cards) <= len(result.problems)


@given(st.binary(max_size=400))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    padding = card("FN:Rita", "NOTE:" + "x" * 8_000)
    result = read_vcards(padding + card("FN:Maya") + data.replace(b"\x00", b"") + b"\r\n")
    assert [read.draft.name for read in result.cards[:2]] == ["Rita", "Maya"]
