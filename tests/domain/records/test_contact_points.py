import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.domain.records.contact import ContactDraft, ContactPoint, PointKind
from tui.domain.records.contact_points import (
    email_key,
    match_keys,
    phone_key,
    profile_of,
    profile_point,
)


@pytest.mark.parametrize(
    "written", ["maya@harbour.example", " Maya@Harbour.EXAMPLE ", "mailto:maya@harbour.example?subject=hi"]
)
def test_an_email_has_one_key_however_it_is_written(written: str) -> None:
    assert email_key(written) == "maya@harbour.example"


@pytest.mark.parametrize("written", ["+351 912 345 678", "00351912345678", "912 345 678", "912-345-678"])
def test_a_phone_has_one_key_however_it_is_written(written: str) -> None:
    assert phone_key(written, "PT") == "+351912345678"


def test_a_phone_without_a_country_is_known_by_its_digits() -> None:
    assert phone_key("(0912) 34-56") == "0912" + "3456"


def test_an_unknown_country_does_not_stop_a_phone() -> None:
    assert phone_key("912 345 678", "Nowhere") == "912345678"


def test_an_extension_makes_another_number() -> None:
    assert phone_key("+351 21 555 0100 ext. 12") == "+351215550100;ext=12"


@pytest.mark.parametrize("written", ["", "call me", "\x00"])
def test_text_without_digits_has_no_phone_key(written: str) -> None:
    assert phone_key(written, "PT") == ""


@given(st.text(max_size=300))
def test_no_text_stops_the_phone_key(written: str) -> None:
    key = phone_key(written, "PT")
    assert key == "" or any(c.isdigit() for c in key)


@pytest.mark.parametrize(
    ("url", "platform", "canonical"),
    [
        ("https://www.linkedin.com/in/Maya-Okafor/", "linkedin", "https://www.linkedin.com/in/maya-okafor"),
        (
            "http://pt.linkedin.com/in/maya-okafor?trk=x#top",
            "linkedin",
            "https://www.linkedin.com/in/maya-okafor",
        ),
        ("linkedin.com/in/jos%C3%A9", "linkedin", "https://www.linkedin.com/in/jos%C3%A9"),
        ("https://www.linkedin.com/in/josé", "linkedin", "https://www.linkedin.com/in/jos%C3%A9"),
        ("https://twitter.com/Maya_O", "x", "https://x.com/maya_o"),
        ("https://mobile.twitter.com/@maya_o/", "x", "https://x.com/maya_o"),
        ("https://x.com/maya_o?s=20", "x", "https://x.com/maya_o"),
        ("https://instagram.com/maya.o/", "instagram", "https://www.instagram.com/maya.o"),
        ("https://github.com/mayao", "github", "https://github.com/mayao"),
        ("https://ocean.example/@Maya", "mastodon", "https://ocean.example/@maya"),
        ("@maya@ocean.example", "mastodon", "https://ocean.example/@maya"),
        ("https://big.example/@maya@ocean.example", "mastodon", "https://ocean.example/@maya"),
    ],
)
def test_a_profile_is_known_in_all_its_spellings(url: str, platform: str, canonical: str) -> None:
    assert profile_of(url) == (platform, canonical)


@pytest.mark.parametrize(
    "url",
    [
        "https://harbour.example/maya",
        "https://www.linkedin.com/company/harbour",
        "https://x.com/home",
        "https://github.com/harbour/tides",
        "https://youtube.com/@maya",
        "maya@harbour.example",
        "javascript:alert(1)//x.com/a",
        "http://[",
        "two words",
        "",
    ],
)
def test_other_addresses_are_no_profile(url: str) -> None:
    assert profile_of(url) is None


@given(st.one_of(st.text(), st.text().map("https://x.com/{}".format), st.text().map("https://{}/@a".format)))
def test_a_canonical_profile_is_its_own_canonical_form(url: str) -> None:
    known = profile_of(url)
    assert known is None or profile_of(known[1]) == known


def test_an_unknown_address_stays_a_plain_url_as_written() -> None:
    point = profile_point("https://Harbour.example/Maya", "shop")
    assert point == ContactPoint(PointKind.URL, "https://Harbour.example/Maya", "shop")


def test_match_keys_put_the_surest_first() -> None:
    draft = ContactDraft(
        "Maya",
        points=(
            ContactPoint(PointKind.PHONE, "912 345 678"),
            ContactPoint(PointKind.EMAIL, "Maya@Harbour.example"),
            profile_point("https://linkedin.com/in/Maya"),
        ),
        uid="u1",
    )
    assert match_keys(draft, "PT") == (
        "uid:u1",
        "profile:https://www.linkedin.com/in/maya",
        "email:maya@harbour.example",
        "phone:+351912345678",
    )


def test_a_point_without_substance_gives_no_key() -> None:
    draft = ContactDraft("Maya", points=(ContactPoint(PointKind.PHONE, "none"),))
    assert match_keys(draft) == ()
