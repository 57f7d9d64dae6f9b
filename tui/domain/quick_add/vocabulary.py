"""The words a line understands: channels, platforms, links, keys of pairs, kinds of value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from tui.domain.records.interaction import Channel, ValueKind


class ChannelWord(Struct, frozen=True):
    """A word that sets the channel, the platform or both; also how a person adds words of their own."""

    word: str
    channel: Channel | None = None
    platform: str = ""


def _words(channel: Channel, text: str) -> dict[str, ChannelWord]:
    return {word: ChannelWord(word, channel) for word in text.split()}


def _places(**words: str) -> dict[str, ChannelWord]:
    return {word: ChannelWord(word, None, platform) for word, platform in words.items()}


_CHANNEL_WORDS = (
    _words(Channel.CALL, "call")
    | _words(Channel.VIDEO, "video")
    | _words(Channel.IN_PERSON, "coffee lunch dinner walk visit met in-person")
    | _words(Channel.MESSAGE, "text sms dm msg message")
    | _words(Channel.EMAIL, "email mail")
    | _words(Channel.LETTER, "letter card")
    | _words(Channel.VOICE_NOTE, "voice")
    | _words(Channel.INTRODUCTION, "intro introduction")
    | _words(Channel.GROUP, "group")
    | _words(Channel.COMMENT, "comment reshare")
    | _words(Channel.REACTION, "like reaction")
    | _words(Channel.NOTE, "note")
    | _places(li="linkedin", tw="x", x="x", ig="instagram", masto="mastodon", gh="github")
    | _places(wa="whatsapp", sg="signal", tg="telegram")
    | _places(linkedin="linkedin", twitter="x", instagram="instagram", mastodon="mastodon")
    | _places(github="github", whatsapp="whatsapp", telegram="telegram")
)
LETTERS = {
    "c": Channel.CALL,
    "m": Channel.MESSAGE,
    "e": Channel.EMAIL,
    "i": Channel.IN_PERSON,
    "v": Channel.VIDEO,
    "s": Channel.COMMENT,
    "n": Channel.NOTE,
}
"""In the log bar the first letter picks the channel."""
LINKS = {"with", "to", "from", "and", ",", "&"}
VALUE_KEYS = {"gave", "got"}
PLACE_KEYS = {"at", "loc", "met"}
"""Keys that say where, in a log."""

_VALUE_KINDS = {
    "intro": ValueKind.INTRODUCTION,
    "introduction": ValueKind.INTRODUCTION,
    "feedback": ValueKind.ADVICE,
    "advice": ValueKind.ADVICE,
    "link": ValueKind.RESOURCE,
    "article": ValueKind.RESOURCE,
    "book": ValueKind.RESOURCE,
}
_ARTICLES = {"a", "an", "the", "some"}
_LENGTH = re.compile(r"(?:([0-9]{1,2})h)?(?:([0-9]{1,4})(?:m|min|mins)?)?")
_MINUTE_WORDS = {"min", "mins", "minute", "minutes"}
_HOUR_WORDS = {"h", "hour", "hours"}
_DAY_MINUTES = 24 * 60


def channel_word(word: str, own: Sequence[ChannelWord] = ()) -> ChannelWord | None:
    """Look a folded word up among a person's own channel words, then among ours."""
    return next((one for one in own if one.word.casefold() == word), None) or _CHANNEL_WORDS.get(word)


def head_words(own: Sequence[ChannelWord] = ()) -> tuple[str, ...]:
    """Return the words a log may begin with, most usual first, for ghost text."""
    dates = ("yesterday", "today", "last", "with", "from")
    return tuple(dict.fromkeys((*_CHANNEL_WORDS, *(one.word for one in own), *dates)))


def value_kind(note: str) -> ValueKind:
    """Guess what kind of value was given or received from its first word, articles aside."""
    words = [word for word in note.casefold().split() if word not in _ARTICLES]
    return _VALUE_KINDS.get(words[0].strip(",.;:"), ValueKind.HELP) if words else ValueKind.HELP


def read_length(said: Sequence[str]) -> tuple[int, int] | None:
    """Read "90m", "2h", "1h30", "40 min" from folded words: minutes, and how many words they took."""
    if not said:
        return None
    found = _LENGTH.fullmatch(said[0])
    if found and said[0] and not said[0].isdecimal():
        minutes = int(found[1] or 0) * 60 + int(found[2] or 0)
        return (minutes, 1) if 0 < minutes <= _DAY_MINUTES else None
    if len(said) > 1 and re.fullmatch(r"[0-9]{1,4}", said[0]) and said[1] in _MINUTE_WORDS | _HOUR_WORDS:
        minutes = int(said[0]) * (1 if said[1] in _MINUTE_WORDS else 60)
        return (minutes, 2) if 0 < minutes <= _DAY_MINUTES else None
    return None
