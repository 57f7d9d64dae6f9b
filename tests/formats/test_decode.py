import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.errors import InvalidInput, RapportError
from tui.formats.decode import decode


def test_utf_8_is_read_as_it_is() -> None:
    assert decode("José 山田".encode()) == "José 山田"


def test_a_byte_order_mark_is_taken_off() -> None:
    assert decode(codecs.BOM_UTF8 + b"Maya") == "Maya"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_wide_file_with_its_mark_is_read(encoding: str) -> None:
    assert decode("José\n".encode(encoding)) == "José\n"


def test_what_is_not_utf_8_is_read_as_cp1252() -> None:
    assert decode("José – Peña".encode("cp1252")) == "José – Peña"


def test_a_named_encoding_is_followed() -> None:
    assert decode("Žižek".encode("cp1250"), "cp1250") == "Žižek"


def test_the_mark_outranks_a_named_encoding() -> None:
    assert decode(codecs.BOM_UTF8 + "José".encode(), "cp1252") == "José"


@pytest.mark.parametrize("encoding", ["no-such-set", "hex", "utf-8\x00"])
def test_an_unknown_encoding_is_said(encoding: str) -> None:
    with pytest.raises(InvalidInput, match="cannot be read as"):
        decode(b"Maya", encoding)


def test_bytes_that_do_not_fit_the_named_encoding_are_said() -> None:
    with pytest.raises(InvalidInput, match="cannot be read as 'utf-8'"):
        decode(b"Jos\xe9", "utf-8")


@pytest.mark.parametrize("data", [b"", b"  \r\n\n"])
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="The file is empty"):
        decode(data)


def test_a_zip_is_named_with_what_to_do() -> None:
    with pytest.raises(InvalidInput, match=r"zip archive or a spreadsheet.*Unpack it"):
        decode(b"PK\x03\x04rest")


def test_a_nul_byte_is_named_with_its_line() -> None:
    with pytest.raises(InvalidInput, match="Line 3 holds a NUL byte"):
        decode(b"one\ntwo\nthr\x00ee\n")


def test_noise_is_not_text() -> None:
    with pytest.raises(InvalidInput, match="not a text file"):
        decode(bytes(range(1, 256)) * 20)


def test_utf_8_with_many_control_characters_is_still_text() -> None:
    assert decode("\x01\x02é".encode()) == "\x01\x02é"


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_sentence(data: bytes) -> None:
    try:
        text = decode(data)
    except RapportError as error:
        assert error.title
        assert "Nothing was imported." in str(error)
    else:
        assert "\x00" not in text
