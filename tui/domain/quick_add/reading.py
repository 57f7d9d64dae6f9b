"""A line being read: its words, what has been understood so far, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct, field

from tui.domain.dates.dates import DateMatch, Tense, match_date
from tui.domain.errors import InvalidInput
from tui.domain.quick_add.parsed import LineProblem, Part, Stretch
from tui.domain.quick_add.people import People, PersonMatch, handle_for, name_of_handle
from tui.domain.quick_add.tokens import Sigil, Word
from tui.domain.quick_add.vocabulary import ChannelWord
from tui.domain.records.contact import FIELD_LIMIT, NOTE_LIMIT, fold, valid_name
from tui.domain.records.interaction import NextStepDraft

NEXT_STEP_DAYS = 7
"""A next step or follow-up without a date is due in a week."""
LINE_LIMIT = 100_000
"""The longest line that is read, in characters; more than that is no line but a document."""
WORD_LIMIT = 200
"""The most characters of a tag or a time zone."""
_LONGEST_NAME_WORDS = 4
_MOST_WORDS_TOGETHER = 8
_CANDIDATES_SAID = 9


class Ground(Struct, frozen=True):
    """What a line is read against."""

    today: date
    people: People
    selected: PersonMatch | None = None
    channels: tuple[ChannelWord, ...] = ()
    day_first: bool | None = None
    letters: bool = False
    accepted: frozenset[str] = frozenset()
    """Handles confirmed as new people though someone is nearly called that, folded."""


class Reading(Struct):
    """The notebook of one reading; the readers of the three kinds write in it."""

    line: str
    words: Sequence[Word]
    ground: Ground
    contacts: list[PersonMatch] = field(default_factory=list)
    new_names: dict[str, str] = field(default_factory=dict)
    """Folded, and as they would be written."""
    unsettled: list[str] = field(default_factory=list)
    mentions: list[PersonMatch] = field(default_factory=list)
    tags: dict[str, str] = field(default_factory=dict)
    """Folded, and as first typed."""
    note: list[str] = field(default_factory=list)
    next_step: NextStepDraft | None = None
    has_next: bool = False
    problems: list[LineProblem] = field(default_factory=list)
    stretches: dict[Part, list[Stretch]] = field(default_factory=dict)

    def mark(self, part: Part, *words: Word) -> None:
        """Remember which words a part came from."""
        self.stretches.setdefault(part, []).extend((word.start, word.end) for word in words)

    def object_to(self, sentence: str, *words: Word, blocking: bool = True) -> None:
        """Note a problem with some words; without words it stands at the end of the line."""
        start, end = (words[0].start, words[-1].end) if words else (len(self.line), len(self.line))
        self.problems.append(LineProblem(start, end, sentence, blocking))

    @property
    def names_somebody(self) -> bool:
        """Whether anybody stands in the line as a participant."""
        return bool(self.contacts or self.new_names or self.unsettled)

    def take_note(self, word: Word) -> None:
        """Keep a word as note text; a person named in it is mentioned."""
        self.note.append(word.text)
        self.mark(Part.NOTE, word)
        if word.sigil is Sigil.AT:
            self.mention(word)

    def take_tag(self, word: Word) -> None:
        """Keep a tag, once."""
        self.tags.setdefault(fold(word.value), word.value)
        self.mark(Part.TAG, word)
        if len(word.value) > WORD_LIMIT:
            self.object_to(f"longer than {WORD_LIMIT} characters - shorten it", word)

    def mention(self, word: Word) -> None:
        """Note who is spoken of; an unknown or unclear handle stays plain text."""
        found = self._named(word.value)
        if len(found) == 1:
            _add(self.mentions, found[0])
        elif found:
            sentence = f'"{word.value}" matches {len(found)} - kept as text, nobody is mentioned'
            self.problems.append(LineProblem(word.start, word.end, sentence, False, tuple(found)))

    def _named(self, handle: str) -> Sequence[PersonMatch]:
        people = self.ground.people
        return people.named(handle) or people.named(handle.removesuffix("'s").removesuffix("’s"))

    def take_participant(self, i: int) -> int:
        """Name a participant by the handle at ``i``; gives how many words that took."""
        word = self.words[i]
        if (full := self._written_out(i)) is not None:
            known, taken = full
            _add(self.contacts, known)
            self.mark(Part.WHO, *self.words[i : i + taken])
            return taken
        self.mark(Part.WHO, word)
        found = self._named(word.value)
        if len(found) == 1:
            _add(self.contacts, found[0])
        elif found:
            self.unsettled.append(f"{word.value}?")
            self.problems.append(several(word, found, word.value))
        else:
            self._take_unknown(word)
        return 1

    def _written_out(self, i: int) -> tuple[PersonMatch, int] | None:
        """Someone whose full name is written after the sigil without quotes: "@Maya Okafor"."""
        names = [self.words[i].value]
        if not self.ground.people.named(names[0]):
            return None
        for count, word in enumerate(self.words[i + 1 : i + _LONGEST_NAME_WORDS], start=2):
            if not word.is_plain or self.words[i + count - 2].breaks:
                return None
            names.append(word.text.rstrip(",;:."))
            if (known := self.ground.people.exact(" ".join(names))) is not None:
                return known, count
        return None

    def _take_unknown(self, word: Word) -> None:
        handle = word.value
        is_accepted = fold(handle) in self.ground.accepted
        near = None if is_accepted else self.ground.people.nearest(handle)
        if near is not None:
            self.unsettled.append(f"{handle}?")
            meant = handle_for(near, self.ground.people)
            sentence = f'no "{handle}" yet (did you mean {meant}?)'
            self.problems.append(LineProblem(word.start, word.end, sentence, True, (), near, handle))
            return
        try:
            name = valid_name(name_of_handle(handle))
        except InvalidInput as error:
            self.unsettled.append("?")
            self.object_to(error.title, word)
            return
        self.new_names.setdefault(fold(name), name)
        sentence = f'no "{handle}" yet - Enter adds them'
        self.problems.append(LineProblem(word.start, word.end, sentence, False, (), None, handle))

    def settle_who(self) -> None:
        """Fall back on the selected contact, or ask who it was."""
        if self.names_somebody:
            return
        if self.ground.selected is not None:
            self.contacts.append(self.ground.selected)
            return
        late = next((word for word in self.words if word.sigil is Sigil.AT), None)
        if late is None:
            self.object_to("who? type @")
        else:
            self.object_to(f"who? type @ first - {late.text} stands in the text", late)

    def said_from(self, i: int) -> list[str]:
        """Return the plain words from ``i`` that may be read together."""
        said: list[str] = []
        for word in self.words[i : i + _MOST_WORDS_TOGETHER]:
            if not word.is_plain:
                break
            said.append(word.text)
            if word.breaks:
                break
        return said

    def date_at(self, i: int, tense: Tense) -> DateMatch | None:
        """Find a date at ``i``; one that is refused becomes a problem."""
        match = match_date(self.said_from(i), 0, self.ground.today, tense, self.ground.day_first)
        if match is not None and match.day is None:
            self.object_to(match.refusal, *self.words[i : i + match.words])
        return match

    def take_next(self, i: int, tags: bool = True) -> int:
        """Read a next step from its sigil at ``i`` on, up to a semicolon; gives how many words it took."""
        start, self.has_next = i, True
        i += 1
        due: date | None = None
        if match := self.date_at(i, Tense.FUTURE):
            due = match.day
            taken = self.words[i : i + match.words]
            if due and due < self.ground.today:
                self.object_to("a next step cannot lie in the past - give today or a later day", *taken)
            i += match.words
        is_closed = i > start + 1 and self.words[i - 1].closes
        text: list[str] = []
        while i < len(self.words) and not is_closed:
            word = self.words[i]
            is_closed = word.closes
            if tags and word.sigil is Sigil.TAG:
                self.take_tag(word)
            else:
                text.append(word.text.removesuffix(";") if is_closed else word.text)
            i += 1
        self.mark(Part.NEXT, *self.words[start:i])
        self._keep_next(due, " ".join(part for part in text if part), self.words[start:i])
        return i - start

    def _keep_next(self, due: date | None, text: str, words: Sequence[Word]) -> None:
        if due is None and not text:
            self.object_to("after > say when, or what", *words, blocking=False)
            return
        self.next_step = NextStepDraft(text, due or self.ground.today + timedelta(days=NEXT_STEP_DAYS))
        self.check_length(Part.NEXT, text)

    def check_length(self, part: Part, text: str) -> None:
        """Refuse a text that is longer than what can be kept, so that none of it is cut off unseen."""
        limit = {Part.NOTE: NOTE_LIMIT, Part.TIME_ZONE: WORD_LIMIT}.get(part, FIELD_LIMIT)
        if len(text) > limit:
            start, end = self.stretches.get(part, [(0, len(self.line))])[0]
            self.problems.append(LineProblem(start, end, f"longer than {limit:,} characters - shorten it"))


def several(word: Word, found: Sequence[PersonMatch], handle: str) -> LineProblem:
    """Say that a handle means several people, and who they are."""
    names = ", ".join(one.name for one in found[:_CANDIDATES_SAID])
    more = ", ..." if len(found) > _CANDIDATES_SAID else ""
    sentence = f'"{handle}" matches {len(found)}: {names}{more}'
    return LineProblem(word.start, word.end, sentence, True, tuple(found), None, handle)


def _add(people: list[PersonMatch], known: PersonMatch) -> None:
    if all(one.id != known.id for one in people):
        people.append(known)
