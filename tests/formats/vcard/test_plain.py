"""Properties that hold a whole field: what each version writes, and what is changed together."""

from datetime import UTC, datetime

from tests.in_one_call import patch_card
from tui.domain.records.contact import ContactDraft
from tui.formats.vcard.vcard import read_vcards
from tui.formats.vcard.write import write_vcards

ANN = ContactDraft(name="Ann Lee", pronouns="they/them")
WHEN = datetime(2026, 11, 23, 9, tzinfo=UTC)
TWO_TONGUES = (
    "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lee\r\nPRONOUNS;LANGUAGE=en;PREF=1:xe/xir\r\n"
    "PRONOUNS;LANGUAGE=de:sier\r\nX-PRONOUN:xe\r\nTITLE:Cook\r\nROLE:Head of the kitchen\r\nEND:VCARD\r\n"
)


def test_pronouns_have_a_property_in_version_4_and_an_x_name_in_3() -> None:
    assert b"\r\nPRONOUNS:they/them\r\n" in write_vcards([ANN], "4.0")
    third = write_vcards([ANN], "3.0")
    assert b"\r\nX-PRONOUNS:they/them\r\n" in third
    assert b"\r\nPRONOUNS:" not in third


def test_of_several_pronouns_the_first_of_the_newest_property_is_taken() -> None:
    (card,) = read_vcards(TWO_TONGUES.encode()).cards
    assert card.draft.pronouns == "xe/xir"


def test_other_pronouns_take_the_place_of_the_ones_read_and_of_older_spellings() -> None:
    changed = patch_card(
        TWO_TONGUES, ContactDraft("Ann Lee", role="Cook", pronouns="she/her"), WHEN
    ).splitlines()
    assert "PRONOUNS;LANGUAGE=en;PREF=1:she/her" in changed
    assert "PRONOUNS;LANGUAGE=de:sier" in changed
    assert "X-PRONOUN:she/her" in changed


def test_pronouns_that_were_emptied_are_in_no_line_of_the_card() -> None:
    assert "PRONOUN" not in patch_card(TWO_TONGUES, ContactDraft("Ann Lee", role="Cook"), WHEN)


def test_another_title_leaves_the_role_beside_it() -> None:
    changed = patch_card(TWO_TONGUES, ContactDraft("Ann Lee", role="Chef", pronouns="xe/xir"), WHEN)
    assert "\r\nTITLE:Chef\r\nROLE:Head of the kitchen\r\n" in changed


def test_a_role_is_the_title_of_a_card_or_else_its_role() -> None:
    without_title = TWO_TONGUES.replace("TITLE:Cook\r\n", "")
    found = [read_vcards(raw.encode()).cards[0].draft.role for raw in (TWO_TONGUES, without_title)]
    assert found == ["Cook", "Head of the kitchen"]
