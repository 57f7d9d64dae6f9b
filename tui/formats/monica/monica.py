"""Reading the JSON export of Monica 4: people, what happened with them, and how often to be in touch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, tzinfo
from typing import NamedTuple

from msgspec.structs import replace

from tui.domain.errors import InvalidInput
from tui.domain.records.contact import NOTE_LIMIT
from tui.domain.records.knowing import Fact, RelatedName
from tui.formats.decode import NOTHING_WRITTEN, decode
from tui.formats.history import HistoryRead, InteractionRead, PersonRead
from tui.formats.json.node import Node, Places, read_json
from tui.formats.monica.contact import contact_draft, full_name_of
from tui.formats.monica.talks import activity_read, call_read, conversation_read, note_read
from tui.formats.result import TOLD_EVERY, CardRead, ReadProblem, Told, problem

_SINGULAR = {
    "activities": "activity",
    "address": "address",
    "addresses": "address",
    "contactfields": "contactfield",
    "lifeevents": "lifeevent",
}
_LEFT_OUT = ("photo", "document")


def is_monica(text: str) -> bool:
    """Whether the text begins like a Monica export."""
    head = text[:4_000]
    return head.lstrip("\ufeff \r\n\t").startswith("{") and '"account"' in head and '"uuid"' in head


def read_monica(
    data: bytes, zone: tzinfo = UTC, encoding: str | None = None, told: Told | None = None
) -> HistoryRead:
    """Read an account exported from Monica 4, in either way its parts are named; ``told`` hears how far it is.

    Stay-in-touch becomes the rhythm; activities, calls, conversations and notes become interactions on the
    local day in ``zone``; yearly reminders become key dates; relationships name whoever is related.
    Raises InvalidInput where the file is no such export.
    """
    text = decode(data, encoding)
    root = read_json(text)
    account = root["account"]
    if not account.is_object:
        raise InvalidInput(
            "This JSON is not an account exported from Monica.",
            NOTHING_WRITTEN,
            "In Monica 4, Settings has an export to JSON.",
        )
    return _Account(account, Places(text), zone).read(told)


def blocks(node: Node) -> Iterator[tuple[str, Node]]:
    """Yield every entry below a node with its kind in the singular: ("contact-field", ...).

    Entries stand in ``data`` as blocks of one type, or as members called after their type.
    """
    for block in node["data"]:
        for entry in block["values"]:
            yield _kind(block["type"].line), entry
    for holder in (node, node["properties"]):
        for name, member in holder.members():
            for entry in member["values"]:
                yield _kind(name), entry


def _kind(name: str) -> str:
    bare = name.casefold().replace("-", "").replace("_", "")
    return _SINGULAR.get(bare) or bare.removesuffix("s")


class _Around(NamedTuple):
    """The people around one contact, each once."""

    related: dict[RelatedName, None]
    facts: dict[Fact, None]

    @classmethod
    def nobody(cls) -> _Around:
        """Give a contact with nobody around them yet."""
        return cls({}, {})


class _Account:
    """One account being read."""

    def __init__(self, account: Node, places: Places, zone: tzinfo) -> None:
        self._account = account
        self._places = places
        self._zone = zone
        self._problems: list[ReadProblem] = []
        self._entries = list(blocks(account))
        self._all = [entry for kind, entry in self._entries if kind == "contact"]
        self._names = {entry["uuid"].line: full_name_of(entry) for entry in self._all}
        self._types = self._instance("contact_field_types")
        self._activity_types = self._instance("activity_types")
        self._me = {
            entry["properties"]["me_contact"].line for kind, entry in self._entries if kind == "user"
        } - {""}
        self._relations = self._related()

    def read(self, told: Told | None) -> HistoryRead:
        """Read every contact and everything that happened with them."""
        cards: list[CardRead] = []
        people: dict[str, list[PersonRead]] = {}
        talks: list[InteractionRead] = []
        for done, entry in enumerate(self._all):
            if told and done % TOLD_EVERY == 0:
                told(done, len(self._all))
            card = self._card(entry)
            if card is None:
                continue
            cards.append(card)
            person = PersonRead(card.draft.name, uid=card.draft.uid)
            for kind, part in blocks(entry):
                if kind == "activity":
                    people.setdefault(part.line or part["uuid"].line, []).append(person)
                elif talk := self._talk(kind, part, person):
                    talks.append(talk)
        talks += self._activities(people)
        self._report_left_out()
        talks.sort(key=lambda talk: talk.on)
        problems = tuple(sorted(self._problems, key=lambda each: each.line))
        return HistoryRead(tuple(cards), len(self._all), problems, interactions=tuple(talks))

    def _card(self, entry: Node) -> CardRead | None:
        uuid = entry["uuid"].line
        line = self._places.line(uuid)
        if uuid in self._me:
            self._problems.append(problem(line, "This card is you; it was left out.", self._names[uuid]))
            return None
        if entry["properties"]["is_partial"].is_true:
            self._problems.append(
                problem(
                    line, "Known only through somebody else; kept as a fact about them.", self._names[uuid]
                )
            )
            return None
        draft = contact_draft(entry, list(blocks(entry)), self._types, line, self._problems)
        if draft is None:
            self._problems.append(problem(line, "This contact has no name; it was left out."))
            return None
        notes = "\n\n".join(part for part in (draft.notes, *self._met_through(entry)) if part)
        related, facts = self._relations.get(uuid, _Around.nobody())
        return CardRead(
            replace(draft, notes=notes[:NOTE_LIMIT], related=tuple(related), facts=tuple(facts)), "", line
        )

    def _talk(self, kind: str, part: Node, person: PersonRead) -> InteractionRead | None:
        line = self._places.line(part["uuid"].line)
        if kind == "call":
            return call_read(part, person, self._zone, line, self._problems)
        if kind == "note":
            return note_read(part, person, self._zone, line, self._problems)
        if kind == "conversation":
            return conversation_read(part, person, self._types, self._zone, line, self._problems)
        return None

    def _activities(self, people: dict[str, list[PersonRead]]) -> Iterator[InteractionRead]:
        for kind, entry in self._entries:
            if kind != "activity":
                continue
            uuid = entry["uuid"].line
            line = self._places.line(uuid)
            who = tuple(dict.fromkeys(people.get(uuid, ())))
            if not who:
                self._problems.append(
                    problem(
                        line,
                        "Nobody took part in this; it was left out.",
                        entry["properties"]["summary"].line,
                    )
                )
            elif talk := activity_read(entry, who, self._activity_types, self._zone, line, self._problems):
                yield talk

    def _instance(self, name: str) -> dict[str, Node]:
        found = (*self._account["instance"][name], *self._account[name]["values"])
        return {each["uuid"].line: each["properties"] for each in found}

    def _met_through(self, entry: Node) -> Iterable[str]:
        through = entry["properties"]["first_met_through"].line
        return [f"Met through: {self._names[through]}"] if through in self._names else []

    def _related(self) -> dict[str, _Around]:
        """Give for each contact who is what to them; of somebody who stays in the file only a fact is kept."""
        partial = {
            entry["uuid"].line for entry in self._all if entry["properties"]["is_partial"].is_true
        } | self._me
        found: dict[str, _Around] = {}
        for kind, entry in self._entries:
            if kind != "relationship" or (pair := self._pair(entry)) is None:
                continue
            who, whose, what = pair
            found.setdefault(whose, _Around.nobody()).related[RelatedName(self._names[who], what)] = None
            if whose in partial:
                said = Fact(f"{what} of {self._names[whose]}")
                found.setdefault(who, _Around.nobody()).facts[said] = None
        return found

    def _pair(self, entry: Node) -> tuple[str, str, str] | None:
        who, whose = (entry["properties"][key].line for key in ("contact_is", "of_contact"))
        what = entry["properties"]["type"].line.replace("_", " ").casefold() or "related"
        if who in self._names and whose in self._names:
            return who, whose, what
        line = self._places.line(entry["uuid"].line)
        self._problems.append(problem(line, "This relationship is with nobody in the file.", what))
        return None

    def _report_left_out(self) -> None:
        counts = Counter(kind for kind, _ in self._entries if kind in _LEFT_OUT)
        for kind, count in counts.items():
            first = next(entry for each, entry in self._entries if each == kind)
            plural = kind if count == 1 else f"{kind}s"
            self._problems.append(
                problem(self._places.line(first["uuid"].line), f"{count} {plural} stayed in the file.")
            )
