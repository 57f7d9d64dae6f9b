"""With whom it was: names in one line, told apart from those still being typed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct

from tui.domain.errors import RapportError
from tui.domain.quick_add.people import PersonMatch
from tui.domain.records.contact import Contact, ContactId, valid_name
from tui.screens.composer.fields import Field, FieldRefused

NEW = "+"
"""Stands before the name of somebody who is to be added."""
_QUOTED = re.compile(r'(?:\+\s*)?@?"[^"]*"')
_HANDLE = re.compile(r'(?<![\w\\])@(?:"([^"]+)"|([\w.\'-]*\w))')


class Who(Struct, frozen=True):
    """With whom it was: contacts in the book, and names to add."""

    contacts: tuple[ContactId, ...] = ()
    new_names: tuple[str, ...] = ()


def new_label(name: str) -> str:
    """Return what stands in the line for somebody who is to be added."""
    return f'{NEW} "{name}"' if "," in name else f"{NEW} {name}"


def label_of(known: PersonMatch, labels: Mapping[str, ContactId]) -> str:
    """Return the name that stands in the line for a contact; a namesake's is followed by the number."""
    return known.name if labels.get(known.name, known.id) == known.id else f"{known.name} ({known.id})"


def split_names(text: str, labels: Iterable[str]) -> list[str]:
    """Cut a line of names at its commas; a comma within a known label or within quotes is part of the name."""
    known = sorted(labels, key=len, reverse=True)
    names, rest = [], text.strip()
    while rest:
        whole = next((label for label in known if _is_first(label, rest)), None)
        quoted = _QUOTED.match(rest)
        name = whole if whole is not None else quoted[0] if quoted else rest.split(",", 1)[0]
        rest = rest[len(name) :].lstrip().removeprefix(",").lstrip()
        if name.strip():
            names.append(name.strip())
    return names


def read_who(text: str, labels: Mapping[str, ContactId], who: Callable[[str], Contact]) -> Who:
    """Read the line of names; ``who`` gives the one contact a name means.

    Raises FieldRefused when a name is nobody's or several people's, or when nobody is named.
    """
    contacts: list[ContactId] = []
    new_names: list[str] = []
    for name in split_names(text, labels):
        if name in labels:
            contacts.append(labels[name])
        elif name.startswith(NEW):
            new_names.append(_named(name.removeprefix(NEW).strip().strip('"')))
        else:
            contacts.append(_meant(name, who))
    if not contacts and not new_names:
        hint = "Type a name, or @ and its first letters."
        raise FieldRefused(Field.WHO, "With whom was it?", "Nothing is lost.", hint)
    return Who(tuple(dict.fromkeys(contacts)), tuple(dict.fromkeys(new_names)))


def being_typed(text: str, caret: int, labels: Iterable[str]) -> tuple[int, int, str] | None:
    """Return where the name at the caret stands and what was typed of it; None when it is a known one."""
    known = set(labels)
    start = 0
    for name in split_names(text, known):
        start = text.index(name, start)
        end = start + len(name)
        if start < caret <= end:
            typed = name.removeprefix("@").lstrip('"')
            return None if name in known or name.startswith(NEW) or not typed else (start, end, typed)
        start = end
    return None


def with_name(text: str, start: int, end: int, label: str) -> str:
    """Return the line with the stretch being typed replaced by a label, ready for the next name."""
    after = text[end:].lstrip(", ")
    return f"{text[:start]}{label}, {after}"


def mentioned(
    notes: str, contacts: Sequence[ContactId], who: Callable[[str], Contact]
) -> tuple[ContactId, ...]:
    """Return those whom the notes name with @ and who did not take part; what is not clear is left as text."""
    found: dict[ContactId, None] = {}
    for quoted, bare in _HANDLE.findall(notes):
        try:
            found[who(quoted or bare).id] = None
        except RapportError:
            continue
    return tuple(each for each in found if each not in contacts)


def _is_first(label: str, rest: str) -> bool:
    return rest.startswith(label) and rest[len(label) :].lstrip()[:1] in ("", ",")


def _named(text: str) -> str:
    try:
        return valid_name(text)
    except RapportError as error:
        raise FieldRefused(Field.WHO, error.title, error.message, error.hint) from error


def _meant(name: str, who: Callable[[str], Contact]) -> ContactId:
    try:
        return who(name).id
    except RapportError as error:
        bare = name.removeprefix("@").strip('"')
        hint = f"{error.hint} To add them, write {NEW} {bare}."
        raise FieldRefused(Field.WHO, error.title, "Nothing is lost.", hint) from error
