"""Writing friends.md as the friends program itself would leave it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from tui.domain.records.contact import Contact
from tui.domain.records.interaction import Channel, Interaction
from tui.domain.text import clean
from tui.formats.text.friends import ACTIVITIES, CHANNEL_TAGS, FRIENDS, LOCATIONS, NOTES, TAG

_MARKS = str.maketrans("", "", "*_")
_IN_A_NAME = str.maketrans("", "", "*_()[]@")
_TAG_OF = {channel: tag for tag, channel in CHANNEL_TAGS.items()}
_NO_TAG = re.compile(r"[\W_]+")


def write_friends(contacts: Sequence[Contact], interactions: Iterable[Interaction]) -> bytes:
    """Write contacts and what happened with them as friends.md.

    The newest day stands first, people and places by name, as the program sorts them. Names, places and
    tags are marked; rhythm, contact points, values and long notes have no place in this format.
    """
    talks = sorted(interactions, key=lambda each: each.practice_date, reverse=True)
    places = {place for each in talks if (place := _name(each.place))}
    places |= {place for each in contacts if (place := _name(each.place))}
    sections = (
        (ACTIVITIES, [_event(each, places) for each in talks if each.channel is not Channel.NOTE]),
        (NOTES, [_event(each, places) for each in talks if each.channel is Channel.NOTE]),
        (FRIENDS, [_friend(each) for each in sorted(contacts, key=lambda each: _name(each.name))]),
        (LOCATIONS, [f"- {place}" for place in sorted(places)]),
    )
    return "\n".join("\n".join([header, *lines, ""]) for header, lines in sections).encode()


def _event(each: Interaction, places: set[str]) -> str:
    names = tuple(dict.fromkeys(name for one in each.names if (name := _name(one))))
    text = clean(each.summary or each.notes.partition("\n")[0], one_line=True).translate(_MARKS).strip()
    text = _marked(text, names, "**")
    text = _marked(text, sorted(places, key=len, reverse=True), "_")
    absent = [name for name in names if f"**{name}**" not in text]
    place = _name(each.place)
    tail = [f"with {', '.join(f'**{name}**' for name in absent)}"] if absent else []
    tail += [f"in _{place}_"] if place and f"_{place}_" not in text else []
    said = [text] if text else [each.channel.words.capitalize()]
    said += [f"({'; '.join(tail)})"] if tail else []
    return f"- {each.practice_date}: {' '.join([*said, *_tags(each, text)])}"


def _marked(text: str, names: Sequence[str], mark: str) -> str:
    """Put marks around whole names, the longest first, never inside another mark."""
    longest_first = sorted(names, key=len, reverse=True)
    if not longest_first:
        return text
    either = "|".join(re.escape(name) for name in longest_first)
    found = re.compile(rf"\*\*[^*]*\*\*|(?<!\w)({either})(?!\w)")
    return found.sub(lambda m: f"{mark}{m[1]}{mark}" if m[1] else m[0], text)


def _tags(each: Interaction, text: str) -> Iterator[str]:
    there = set(re.findall(TAG, text))
    words = [_TAG_OF[each.channel]] if each.channel in _TAG_OF else []
    for word in (*words, *each.topics):
        tag = f"@{_tag(word)}"
        if tag not in there and len(tag) > 1:
            there.add(tag)
            yield tag


def _friend(contact: Contact) -> str:
    aliases = " ".join(f"a.k.a. {alias}" for each in contact.aliases if (alias := _name(each)))
    tags = dict.fromkeys(f"@{tag}" for each in (*contact.circles, *contact.tags) if (tag := _tag(each)))
    place = _name(contact.place)
    parts = [_name(contact.name), f"({aliases})" if aliases else "", f"[{place}]" if place else "", *tags]
    return "- " + " ".join(part for part in parts if part)


def _tag(text: str) -> str:
    """Return a tag in the letters friends.md allows: ``close friends`` is close-friends."""
    kept = clean(text, one_line=True)
    if re.fullmatch(TAG, f"@{kept}"):
        return kept
    return "-".join(part for part in _NO_TAG.split(kept) if part)


def _name(text: str) -> str:
    return " ".join(clean(text, one_line=True).translate(_IN_A_NAME).split())
