"""A stored card as another version of the format has it, and with what every card must have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.domain.records.contact import Contact, ContactDraft
from tui.formats.vcard.card import Line, RawCard
from tui.formats.vcard.lines import Property, escaped, split_unescaped
from tui.formats.vcard.write import Version, name_parts

_BINARY = {"PHOTO": "image", "LOGO": "image", "SOUND": "audio", "KEY": "application"}
"""Properties that hold data, with the family of what they hold."""
_USUAL = {"image": "jpeg", "audio": "basic", "application": "octet-stream"}
_DATA = re.compile(r"data:([\w.+-]+)/([\w.+-]+)(?:;[\w=.-]+)*;base64\\?,(.*)", re.DOTALL)
_WHOLE_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
_YEARLESS_DAY = re.compile(r"--(\d{2})-?(\d{2})")
_DATED = ("BDAY", "ANNIVERSARY", "X-ANNIVERSARY")
_OLD = "2.1"
_LISTS = ("CATEGORIES", "NICKNAME")
_NO_NAME = re.compile(r"[^A-Za-z0-9-]+")
_FOLD = re.compile(r"\r?\n[ \t]")
_PLAIN_PARAMETER = re.compile(r"[^\",;:]*")


def complete(card: RawCard, contact: Contact | ContactDraft, version: Version) -> None:
    """Change a card taken apart as ``completed_card`` does."""
    convert(card, version)
    for line in [each for each in card.lines if each.is_stray]:
        _mend(card, line)
    for name, value in _needed(card, contact):
        card.add([f"{name}:{value}"])


def convert(card: RawCard, version: Version) -> None:
    """Have a card as a version of the format has it."""
    if card.version != version:
        is_old, card.version = card.version == _OLD, version
        for line in list(card.lines):
            if line.of is not None:
                _convert(card, line, line.of, is_old=is_old)
    card.put_first("VERSION", version)


def _needed(card: RawCard, contact: Contact | ContactDraft) -> Iterator[tuple[str, str]]:
    """Yield what the card does not say and must: who it is, and what they are called."""
    for name, value in (("UID", escaped(contact.uid)), ("FN", escaped(contact.name))):
        lines = card.named(name)
        if value and not any(line.of and line.of.value.strip() for line in lines):
            for line in lines:
                card.remove(line)
            yield name, value
    if not card.named("N"):
        yield "N", name_parts(contact.name)


def _mend(card: RawCard, line: Line) -> None:
    """Give a line the name of a property: ``X-messaging/irc-All`` is ``X-messaging-irc-All``."""
    head, colon, value = line.data.decode("utf-8", errors="replace").partition(":")
    name, *params = head.split(";")
    mended = _NO_NAME.sub("-", name.strip()).strip("-")
    if colon and mended and " " not in name.strip():
        unfolded = _FOLD.sub("", value).rstrip("\r\n")
        card.replace_line(line, ":".join([";".join([mended, *params]), unfolded]))
    else:
        card.remove(line)


def _convert(card: RawCard, line: Line, of: Property, *, is_old: bool) -> None:
    """Write one line anew where the version the card now has writes it otherwise."""
    params, value = _from_old(of) if is_old else (list(of.params), of.value)
    params, value = (_to_4 if card.version == "4.0" else _to_3)(of.name, params, value)
    if (tuple(params), value) != (of.params, of.value) or (is_old and of.params):
        group = f"{of.group}." if of.group else ""
        card.replace_line(line, f"{group}{of.name}{''.join(map(_parameter, params))}:{value}")


def _from_old(of: Property) -> tuple[list[tuple[str, str]], str]:
    """Return parameters and value of a 2.1 line as 3.0 has them: no charset, no quoted-printable, commas escaped."""
    kept = [(key, value) for key, value in of.params if key not in ("CHARSET", "ENCODING", "LANGUAGE")]
    kept += [(key, value) for key, value in of.params if key == "LANGUAGE"]
    if of.param("ENCODING").upper() in ("BASE64", "B"):
        return [("ENCODING", "b"), *kept], "".join(of.value.split())
    value = of.value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    if of.name in _LISTS or of.name in _BINARY:
        return kept, value
    return kept, "\\,".join(split_unescaped(value, ","))


def _to_4(name: str, params: list[tuple[str, str]], value: str) -> tuple[list[tuple[str, str]], str]:
    if name in _BINARY and any(key == "ENCODING" and said.upper() == "B" for key, said in params):
        family = _BINARY[name]
        kind = next((said.lower() for key, said in params if key == "TYPE"), "") or _USUAL[family]
        kept = [(key, said) for key, said in params if key not in ("ENCODING", "TYPE", "VALUE")]
        kind = kind if "/" in kind else f"{family}/{kind}"
        return kept, f"data:{kind};base64,{''.join(value.split())}"
    if name in _DATED:
        value = _day(value, "{}{}{}", "--{}{}")
    is_preferred = any(key == "TYPE" and said.lower() == "pref" for key, said in params)
    kept = [pair for pair in params if (pair[0], pair[1].lower()) != ("TYPE", "pref")]
    return ([*kept, ("PREF", "1")] if is_preferred else params), value


def _to_3(name: str, params: list[tuple[str, str]], value: str) -> tuple[list[tuple[str, str]], str]:
    match = _DATA.fullmatch(value) if name in _BINARY else None
    if match:
        kept = [(key, said) for key, said in params if key not in ("MEDIATYPE", "VALUE", "ENCODING", "TYPE")]
        return [("ENCODING", "b"), ("TYPE", match[2].upper()), *kept], match[3]
    if name in _DATED:
        value = _day(value, "{}-{}-{}", "--{}-{}")
    if name == "TEL" and value.lower().startswith("tel:"):
        params = [(key, said) for key, said in params if key != "VALUE"]
        value = value[4:]
    kept = [("TYPE", "pref") if pair == ("PREF", "1") else pair for pair in params]
    return kept, value


def _day(value: str, whole: str, yearless: str) -> str:
    if match := _WHOLE_DAY.fullmatch(value.strip()):
        return whole.format(*match.groups())
    if match := _YEARLESS_DAY.fullmatch(value.strip()):
        return yearless.format(*match.groups())
    return value


def _parameter(pair: tuple[str, str]) -> str:
    key, value = pair
    return (
        f";{key}={value}" if _PLAIN_PARAMETER.fullmatch(value) else f';{key}="{value.replace(chr(34), "")}"'
    )
