"""One contact as a Markdown file with YAML front matter; what the person wrote around our part stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct, field

from tui.domain.dates.partial import say_partial
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import Contact, KeyDate, KeyDateKind, PointKind, fold
from tui.domain.records.contact_fields import on_own_lines
from tui.domain.records.interaction import Direction, Interaction, Way
from tui.domain.records.known import Known
from tui.domain.rhythms.rhythm import rhythm_words
from tui.domain.text import clean

BEGIN, END = "<!-- rapport:begin -->", "<!-- rapport:end -->"
"""Only what stands between these two lines is written again, and our own keys above."""
NAME_BYTES = 120
"""The longest file name, in octets, without what tells namesakes apart and the ending."""

_FENCE = "---"
_KEY = re.compile(r"([A-Za-z_][\w -]*):(?:\s|$)")
_UNSAFE = re.compile(r"[\\/:*?\"<>|#^\[\]\x00-\x1f\x7f]+")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_MARKUP = re.compile(r"([\\`*_\[\]<>|~])|(?<!\S)(#)(?=\w)")
_ARROWS = {Direction.OUT: "→", Direction.IN: "←", Direction.MUTUAL: "↔"}
_NOTHING = "Nothing was written."


class ContactPage(Struct, frozen=True):
    """Everything that goes on the page of one contact."""

    contact: Contact
    timeline: Sequence[Interaction] = ()
    """What happened with them, in the order it is to stand."""
    known: Known = field(default_factory=Known)
    """Facts, positions, relations and what to ask."""


def write_contact_markdown(page: ContactPage, existing: str = "") -> str:
    """Return the Markdown file of a contact; ``existing`` is what stands in it now.

    Text outside the markers and front matter keys of the person's own stay as they are. Raises InvalidInput,
    naming the line, where the markers or the front matter of ``existing`` are broken.
    """
    front, first, body = _parted(existing)
    before, after = _around(body, first)
    ours = "\n".join([BEGIN, *_body(page), END])
    return f"{_front_matter(page.contact, front)}{before}{ours}{after or chr(10)}"


def owner_of(text: str) -> str:
    """Return the identity of the contact a Markdown file is about, or "" where it is none of ours."""
    front, _, _ = _parted(text)
    found = re.search(r"^id: *['\"]?([^'\"\n]+)['\"]?\s*$", "\n".join(front), re.MULTILINE)
    return found[1].strip() if found and BEGIN in text else ""


def markdown_names(contacts: Iterable[Contact]) -> tuple[str, ...]:
    """Return each contact's file name, safe on every system; namesakes are told apart by their identity."""
    listed = list(contacts)
    stems = [_stem(contact.name) for contact in listed]
    folded = [fold(stem) for stem in stems]
    return tuple(
        f"{stem} {_short(contact.uid)}.md".lstrip() if folded.count(same) > 1 or not same else f"{stem}.md"
        for contact, stem, same in zip(listed, stems, folded, strict=True)
    )


def _stem(name: str) -> str:
    safe = " ".join(_UNSAFE.sub(" ", clean(name, one_line=True)).split()).strip(". ").lstrip("-. ")
    cut = safe.encode()[:NAME_BYTES].decode(errors="ignore").strip(". ")
    return f"_{cut}" if _RESERVED.fullmatch(cut) else cut


def _short(uid: str) -> str:
    return "".join(c for c in uid if c.isalnum())[:8]


def _parted(text: str) -> tuple[list[str], int, str]:
    """Return the lines of the front matter, the line the rest begins on, and the rest."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    if lines[0].rstrip() != _FENCE:
        return [], 1, "\n".join(lines)
    for number, line in enumerate(lines[1:], 2):
        if line.rstrip() == _FENCE:
            return lines[1 : number - 1], number + 1, "\n".join(lines[number:])
    raise InvalidInput(
        "The front matter that begins on line 1 of this file has no end.",
        _NOTHING,
        f"Put a line with {_FENCE} after it.",
    )


def _around(body: str, first: int) -> tuple[str, str]:
    """Return what stands before and after our part; ``first`` is the line the body begins on."""
    lines = body.split("\n")
    begins = [at for at, line in enumerate(lines) if line.strip() == BEGIN]
    ends = [at for at, line in enumerate(lines) if line.strip() == END]
    if not begins and not ends:
        return (f"{body.rstrip()}\n\n" if body.strip() else "\n"), ""
    if len(begins) != 1 or len(ends) != 1 or ends[0] < begins[0]:
        line = first + min([*begins, *ends])
        raise InvalidInput(
            f"From line {line} on, this file does not have {BEGIN} and {END} once each, in this order.",
            _NOTHING,
            "Put them right, or delete the file and export again.",
        )
    before, after = lines[: begins[0]], lines[ends[0] + 1 :]
    return "".join(f"{line}\n" for line in before), "\n" + "\n".join(after)


def _front_matter(contact: Contact, existing: Sequence[str]) -> str:
    """Write our keys where they stood, new ones behind, and leave every other key alone."""
    ours = _properties(contact)
    kept: list[str] = []
    written: set[str] = set()
    is_ours = False
    for line in existing:
        if match := _KEY.match(line):
            is_ours = match[1] in ours
            if is_ours and match[1] not in written:
                written.add(match[1])
                kept += [ours[match[1]]] if ours[match[1]] else []
        elif line[:1] not in (" ", "-", "\t", ""):
            is_ours = False
        if not is_ours:
            kept.append(line)
    kept += [text for key, text in ours.items() if text and key not in written]
    return "\n".join([_FENCE, *kept, _FENCE, ""])


def _properties(contact: Contact) -> dict[str, str]:
    """Return each key of ours as YAML, or "" where there is nothing to say."""
    values: dict[str, object] = {
        "id": contact.uid,
        "aliases": list(contact.aliases),
        "tags": [tag for each in (*contact.circles, *contact.tags) if (tag := _tag(each))],
        "birthday": next((_day(d) for d in contact.key_dates if d.kind is KeyDateKind.BIRTHDAY), ""),
        "email": [point.value for point in contact.points if point.kind is PointKind.EMAIL],
        "phone": [point.value for point in contact.points if point.kind is PointKind.PHONE],
        "last_contact": contact.last_touch_on or "",
        "next_due": contact.next_due_on or "",
        "cadence": rhythm_words(contact.ideal_days) if contact.ideal_days else "",
    }
    return {key: _yaml(key, value) for key, value in values.items()}


def _yaml(key: str, value: object) -> str:
    import yaml

    if not value:
        return ""
    written: str = yaml.safe_dump({key: value}, allow_unicode=True, sort_keys=False, width=10_000)
    return written.rstrip("\n")


def _day(day: KeyDate) -> str:
    """Write a birthday as text: without a year it is no date to YAML."""
    return f"{day.year:04}-{day.month:02}-{day.day:02}" if day.year else f"--{day.month:02}-{day.day:02}"


def _tag(text: str) -> str:
    """Return a tag as Obsidian allows it: no spaces, not digits alone."""
    tag = re.sub(r"[^\w/-]+", "-", clean(text, one_line=True)).strip("-")
    return f"{tag}_" if tag.isdigit() else tag


def _body(page: ContactPage) -> Iterator[str]:
    contact = page.contact
    yield f"# {_plain(contact.name)}"
    facts = [part for part in (contact.role, contact.organisation, contact.place) if part]
    if facts:
        yield ""
        yield _plain(" · ".join(facts))
    if contact.notes:
        yield ""
        yield _shielded(contact.notes)
    if known := [_plain(line) for line in _known(contact, page.known)]:
        yield ""
        yield "## Known"
        yield ""
        yield from (f"- {line}" for line in known)
    if page.timeline:
        yield ""
        yield "## Log"
        yield ""
        for talk in page.timeline:
            yield from _entry(talk, contact)


def _known(contact: Contact, known: Known) -> Iterator[str]:
    """Say in lines what one remembers of somebody."""
    yield from (f"{word} {text}" for word, text in on_own_lines(contact))
    for held in known.positions:
        begun, ended = say_partial(held.from_when), say_partial(held.to_when)
        when = f"{begun} to {ended}".strip() if ended else f"since {begun}" if begun else ""
        what = ", ".join(part for part in (held.role, held.organisation) if part)
        yield f"{what} ({when})" if when else what
    yield from known.facts
    yield from (f"interest: {text}" for text in known.interests)
    yield from (relation.line for relation in known.relations)
    yield from (f"{each.label}: {each.value}" for each in known.custom_fields)
    yield from (f"to ask: {each.text}" for each in known.to_ask)


def _entry(talk: Interaction, contact: Contact) -> Iterator[str]:
    said = _plain(talk.summary)
    others = [_plain(name) for name in talk.names if name != contact.name]
    company = f" (with {', '.join(others)})" if others else ""
    yield f"- {talk.practice_date} {talk.channel.words} {_ARROWS[talk.direction]} {said}{company}".rstrip()
    for value in talk.values:
        word = {Way.GIVEN: "gave", Way.RECEIVED: "got", Way.ASKED: "asked"}[value.way]
        yield f"    - {word}: {_plain(value.note)}"
    if talk.notes:
        yield from (f"    {line}" if line else "" for line in ["", *_shielded(talk.notes).split("\n")])


def _plain(text: str) -> str:
    """Return one line of text that Markdown shows as it stands."""
    return _MARKUP.sub(lambda m: f"\\{m[1] or m[2]}", clean(text, one_line=True).strip())


def _shielded(text: str) -> str:
    """Return the person's own Markdown, without what would be run or would end our part."""
    return re.sub(r"<(?=[A-Za-z/!?])", r"\\<", clean(text).strip("\n"))
