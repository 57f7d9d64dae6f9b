"""E-mail addresses, phone numbers and profiles brought to one form, so that the same one is known again."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

from tui.domain.records.contact import ContactDraft, ContactPoint, PointKind, fold

LONGEST_PHONE = 250
"""Characters; longer text is no phone number."""
LONGEST_URL = 2_000

_HANDLE = re.compile(r"[a-z0-9_.-]{1,64}")
_FEDIVERSE = re.compile(r"@?([a-z0-9_.-]{1,64})@([a-z0-9-]+(?:\.[a-z0-9-]+)+)")
_NOT_MASTODON = {"medium.com", "youtube.com", "tiktok.com", "threads.net", "threads.com", "flipboard.com"}
_X_PAGES = {"home", "i", "intent", "search", "share", "hashtag", "explore", "settings", "messages"}
_INSTAGRAM_PAGES = {"p", "reel", "reels", "tv", "explore", "stories", "accounts", "direct"}
_GITHUB_PAGES = {"orgs", "topics", "features", "marketplace", "sponsors", "about", "login", "search"}


def email_key(value: str) -> str:
    """Return an e-mail address as it is compared: no mailto:, no spaces, one case."""
    bare = unicodedata.normalize("NFC", value).strip()
    if bare[:7].lower() == "mailto:":
        bare = bare[7:].partition("?")[0].strip()
    return bare.casefold()


@lru_cache(maxsize=4096)
def phone_key(value: str, region: str | None = None) -> str:
    """Return a phone number as it is compared: E.164, or its bare digits where no country is known.

    ``region`` is the person's own country (two letters), for numbers written without one. Text
    without any digit gives "".
    """
    import phonenumbers

    try:
        number = phonenumbers.parse(value[:LONGEST_PHONE], region.upper() if region else None)
        if phonenumbers.is_possible_number(number):
            key = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            return f"{key};ext={number.extension}" if number.extension else key
    except phonenumbers.NumberParseException:
        pass
    folded = unicodedata.normalize("NFKC", value[:LONGEST_PHONE])
    return "".join(str(unicodedata.digit(c)) for c in folded if c.isdecimal())


def profile_of(url: str) -> tuple[str, str] | None:
    """Return the platform and the one address of a profile, or None where the URL is not a known profile.

    Known are linkedin, x (twitter), instagram, github and mastodon (any server, also as
    ``@name@server``).
    """
    text = unicodedata.normalize("NFC", url).strip()
    if not text or len(text) > LONGEST_URL or any(c.isspace() for c in text):
        return None
    if handle := _FEDIVERSE.fullmatch(text.lower()):
        return _mastodon(handle[2], handle[1]) if text.startswith("@") else None
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host = (parts.hostname or "").removeprefix("www.").removeprefix("mobile.").removeprefix("m.")
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "." not in host:
        return None
    return _profile_at(host, [unquote(step) for step in parts.path.split("/") if step])


def profile_point(url: str, label: str = "") -> ContactPoint:
    """Return the contact point of a web address: a profile where it is a known one, else a plain URL."""
    known = profile_of(url)
    if known is None:
        return ContactPoint(PointKind.URL, url, label)
    platform, canonical = known
    return ContactPoint(PointKind.PROFILE, canonical, label, platform)


def match_keys(draft: ContactDraft, region: str | None = None) -> tuple[str, ...]:
    """Return what this contact can be known again by, the surest first.

    ``uid:``, ``profile:``, ``email:`` and ``phone:`` keys. A phone is shared by a household or an
    office: it is proof only together with a fitting name.
    """
    keys = [f"uid:{draft.uid}"] if draft.uid else []
    for kind in (PointKind.PROFILE, PointKind.EMAIL, PointKind.PHONE):
        keys += [point_key(point, region) for point in draft.points if point.kind is kind]
    return tuple(dict.fromkeys(key for key in keys if not key.endswith(":")))


def point_key(point: ContactPoint, region: str | None = None) -> str:
    """Return what one contact point is compared by; its kind stands before the colon."""
    if point.kind is PointKind.EMAIL:
        return f"email:{email_key(point.value)}"
    if point.kind is PointKind.PHONE:
        return f"phone:{phone_key(point.value, region)}"
    known = profile_of(point.value)
    if known:
        return f"profile:{known[1]}"
    if point.kind is PointKind.PROFILE:
        return f"profile:{point.platform}:{fold(point.value)}"
    return f"{point.kind}:{fold(point.value)}"


def _profile_at(host: str, path: list[str]) -> tuple[str, str] | None:
    first = path[0].lower() if path else ""
    if host == "linkedin.com" or host.endswith(".linkedin.com"):
        return _linkedin(first, path)
    if host in ("x.com", "twitter.com"):
        return _page("x", "https://x.com/", first.removeprefix("@"), _X_PAGES)
    if host == "instagram.com":
        return _page("instagram", "https://www.instagram.com/", first, _INSTAGRAM_PAGES)
    if host == "github.com":
        return _page("github", "https://github.com/", first, _GITHUB_PAGES) if len(path) == 1 else None
    if first.startswith("@") and len(path) == 1:
        handle = _FEDIVERSE.fullmatch(first)
        return _mastodon(handle[2], handle[1]) if handle else _mastodon(host, first[1:])
    return None


def _page(platform: str, start: str, handle: str, other_pages: set[str]) -> tuple[str, str] | None:
    if handle in other_pages or not _HANDLE.fullmatch(handle):
        return None
    return platform, start + handle


def _linkedin(first: str, path: list[str]) -> tuple[str, str] | None:
    if first == "in" and len(path) >= 2:
        return "linkedin", "https://www.linkedin.com/in/" + quote(path[1].lower(), safe="-_.~")
    if first == "pub" and len(path) >= 2:
        slug = "/".join(quote(step.lower(), safe="-_.~") for step in path[1:])
        return "linkedin", "https://www.linkedin.com/pub/" + slug
    return None


def _mastodon(host: str, handle: str) -> tuple[str, str] | None:
    if host in _NOT_MASTODON or not _HANDLE.fullmatch(handle):
        return None
    return "mastodon", f"https://{host}/@{handle}"
