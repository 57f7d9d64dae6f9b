import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.samples import card, connections, sample
from tui.formats.csv.write import write_contacts_csv
from tui.formats.detect import Format, detect

GOOGLE_OLD = b"Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value\nMaya,,,,,\n"
GOOGLE_NEW = b"First Name,Last Name,Labels,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value\nMaya,,,,,\n"
OUTLOOK = b"First Name,Middle Name,Last Name,Title,E-mail Address,E-mail 2 Address\nMaya,,,,,\n"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("contacts.vcf", sample("apple.vcf"), Format.VCARD),
        ("contacts.txt", card("FN:Maya"), Format.VCARD),
        ("contacts", b"begin:vcard\nfn:Maya\nend:vcard\n", Format.VCARD),
        ("utf16.vcf", card("FN:Maya").decode().encode("utf-16"), Format.VCARD),
        ("Connections.csv", sample("Connections.csv"), Format.LINKEDIN),
        ("x.csv", connections("A,B,,,,,"), Format.LINKEDIN),
        ("contacts.csv", GOOGLE_OLD, Format.GOOGLE),
        ("contacts.csv", GOOGLE_NEW, Format.GOOGLE),
        ("contacts.csv", OUTLOOK, Format.OUTLOOK),
        ("contacts.csv", OUTLOOK.replace(b",", b";"), Format.OUTLOOK),
        ("contacts.csv", sample("thunderbird.csv"), Format.THUNDERBIRD),
        ("out.csv", write_contacts_csv([]), Format.RAPPORT),
        ("messages.csv", sample("messages.csv"), Format.MESSAGES),
        ("monica.json", sample("monica.json"), Format.MONICA),
        ("friends.md", sample("friends.md"), Format.FRIENDS),
        ("people.csv", b"who;when\nMaya;today\n", Format.CSV),
        ("people", b"who\twhen\nMaya\ttoday\n", Format.CSV),
        ("people", b"who\twhen\nMaya\n", Format.UNKNOWN),
        ("people", b"who\twhen\n", Format.UNKNOWN),
        ("people", b"Maya\nBo\n", Format.UNKNOWN),
        ("book.json", b'{"format": "rapport-backup"}', Format.JSON),
        ("book", b"\xef\xbb\xbf [1]", Format.JSON),
        ("letter.txt", b"Dear Maya,\nthank you.\n", Format.UNKNOWN),
        ("contacts.zip", b"PK\x03\x04...", Format.UNKNOWN),
        ("contacts.csv", b"", Format.UNKNOWN),
    ],
)
def test_a_file_is_told_by_what_stands_in_it(name: str, data: bytes, expected: Format) -> None:
    assert detect(name, data) is expected


@given(st.text(max_size=20), st.binary(max_size=200))
def test_any_file_has_an_answer(name: str, data: bytes) -> None:
    assert detect(name, data) in Format


def test_an_encoding_that_was_named_is_read_in() -> None:
    data = card("FN:José").decode().encode("utf-16-le")
    assert detect("people.vcf", data) is Format.UNKNOWN
    assert detect("people.vcf", data, "utf-16-le") is Format.VCARD
