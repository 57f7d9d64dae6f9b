"""Recording: what was said and done, whom one met, what comes next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.dates.spans import day_words
from tui.domain.errors import InvalidInput
from tui.domain.measures.load import first_due_dates
from tui.domain.outreach.tier import ReasonKind
from tui.domain.quick_add.drafts import contact_of, follow_up_of, interaction_of
from tui.domain.quick_add.parse import parse
from tui.domain.quick_add.parsed import LineKind, Parsed
from tui.domain.quick_add.people import PersonMatch
from tui.domain.records.contact import ContactDraft, ContactId, Ladder
from tui.domain.records.interaction import (
    Channel,
    Direction,
    InteractionDraft,
    InteractionId,
    NextStepDraft,
)
from tui.services.recording.settling import Settles, put_away, settle
from tui.store.book import Book
from tui.store.search.people import PeopleInBook


class Saved(Struct, frozen=True):
    """What a line has become."""

    kind: str
    """log, person or follow_up."""
    id: int
    uid: str
    label: str
    """What was done, as the message row and the undo say it."""
    contact_ids: tuple[int, ...]
    created_ids: tuple[int, ...]


class Recording:
    """Everything that writes down, over one open book."""

    def __init__(self, book: Book, *, day_first: bool | None = None) -> None:
        self._book = book
        self._day_first = day_first
        self.people = PeopleInBook(book)
        """Who a handle means."""

    def parse(
        self,
        kind: LineKind,
        line: str,
        selected: PersonMatch | None = None,
        *,
        letters: bool = False,
        accepted: Sequence[str] = (),
        written_on: date | None = None,
    ) -> Parsed:
        """Read a quick-add line; nothing is written.

        ``written_on`` is the local day of a line that comes late; a day that is still to come is not believed.
        """
        today = self._book.clock.today()
        return parse(
            line,
            kind,
            min(written_on or today, today),
            self.people,
            selected=selected,
            letters=letters,
            accepted=accepted,
            day_first=self._day_first,
        )

    def complete_people(self, prefix: str, limit: int = 5) -> list[PersonMatch]:
        """Return people for a handle begun, the likeliest first."""
        return self.people.beginning(prefix, limit)

    def save(self, parsed: Parsed, settles: Settles | None = None) -> Saved:
        """Write exactly what the preview of a line showed; raises InvalidInput while something is open."""
        if parsed.blocking is not None:
            raise InvalidInput(parsed.blocking.sentence, "Nothing was saved.")
        writers: dict[LineKind, Callable[[Parsed, Settles | None], Saved]] = {
            LineKind.PERSON: self._save_person,
            LineKind.LOG: self._save_log,
            LineKind.FOLLOW_UP: self._save_follow_up,
        }
        return writers[parsed.kind](parsed, settles)

    def save_once(self, parsed: Parsed, line_id: str) -> Saved:
        """Save a line that another machine sends, once however often it comes; raises DeliveredBefore then."""
        with self._book.delivering(line_id):
            return self.save(parsed)

    def delivered_as(self, line_id: str) -> str | None:
        """Return what a line was written down as when it came, or None when it has not come yet."""
        return self._book.delivered_as(line_id)

    def record(
        self, draft: InteractionDraft, new_people: Sequence[str] = (), asked: Sequence[int] = ()
    ) -> str:
        """Record an interaction composed in full; one that was delivered before is not written again.

        ``asked`` are the questions struck off with it.
        """
        if not draft.contacts and not new_people:
            raise InvalidInput("With whom was it?", "Nothing was saved.", "Name at least one person.")
        if draft.draft_id and self._book.interactions.id_of_draft(draft.draft_id) is not None:
            return "it was saved before"
        names = [*self._names(draft.contacts), *new_people]
        label = f"logged {_channel_words(draft.channel)} with {_listed(names)}"
        with self._book.write(label):
            made = tuple(self._add_met(name, draft) for name in new_people)
            ident = self._book.interactions.add(replace(draft, contacts=(*draft.contacts, *made)))
            if asked:
                self._book.knowing.strike_off(asked, draft.practice_date, ident)
        return label

    def done(self, ids: Sequence[ContactId], settles: Settles | None = None) -> str:
        """Log contacts as reached today on the channel last used with each, and settle the row's matter."""
        today = self._book.clock.today()
        label = f"logged {_listed(self._names(ids))}"
        with self._book.write(label), self._book.due_dates.once():
            for contact_id in ids:
                channel = self._channel_for(contact_id, settles)
                direction = Direction.OUT if settles and settles.kind is ReasonKind.REPLY else None
                self._book.interactions.add(
                    InteractionDraft(
                        contacts=(contact_id,),
                        channel=channel,
                        direction=direction or channel.usual_direction,
                        practice_date=today,
                        occurred_at=self._book.clock.now(),
                    )
                )
            if settles is not None and settles.contact_id in ids:
                settle(self._book, settles, today)
        return label

    def rest(self, ids: Sequence[ContactId], settles: Settles | None = None) -> str:
        """Let this round go, or put away what the row asked for; nothing is held against anyone."""
        today = self._book.clock.today()
        names = _listed(self._names(ids))
        rounds = [Settles(ReasonKind.RHYTHM, None, contact_id) for contact_id in ids]
        settled = rounds if settles is None else [settles]
        label = f"let this round go with {names}"
        with self._book.write(label), self._book.due_dates.once():
            words = [put_away(self._book, each, today) for each in settled]
        return f"{words[0]} {names}"

    def begin(self, name: str, rhythm_days: int | None, last_on: date | None) -> str:
        """Add the first person: how often, and when they last talked, which counts for recency only."""
        today = self._book.clock.today()
        with self._book.write(f"added {name}"):
            contact_id = self._add(ContactDraft(name=name, rhythm_days=rhythm_days))
            if last_on is not None:
                self._book.interactions.add(
                    InteractionDraft(
                        contacts=(contact_id,),
                        channel=Channel.CALL,
                        direction=Direction.MUTUAL,
                        practice_date=min(last_on, today),
                        before_book=True,
                    )
                )
        return f"added {name}"

    def _save_person(self, parsed: Parsed, _settles: Settles | None) -> Saved:
        draft = contact_of(parsed)
        label = f"added {draft.name}"
        with self._book.write(label):
            contact_id = self._add(draft)
            if parsed.next_step is not None:
                self._plan(contact_id, parsed.next_step)
        contact = self._book.contacts.get(contact_id)
        uid = contact.uid if contact else ""
        return Saved("person", contact_id, uid, label, (contact_id,), (contact_id,))

    def _save_log(self, parsed: Parsed, settles: Settles | None) -> Saved:
        today = self._book.clock.today()
        names = [*(known.name for known in parsed.contacts), *parsed.new_names]
        label = f"logged {_channel_words(parsed.channel)} with {_listed(names)}"
        if parsed.practice_date and parsed.practice_date != today:
            label += f", {day_words(parsed.practice_date, today)}"
        created: list[ContactId] = []
        with self._book.write(label):
            draft = interaction_of(parsed, lambda name: self._met(name, parsed, created))
            if draft.practice_date == today:
                draft = replace(draft, occurred_at=self._book.clock.now())
            interaction_id = self._book.interactions.add(draft)
            if settles is not None and settles.goes_with(parsed):
                settle(self._book, settles, today)
        return self._saved_log(interaction_id, label, draft, created)

    def _save_follow_up(self, parsed: Parsed, _settles: Settles | None) -> Saved:
        today = self._book.clock.today()
        names = [*(known.name for known in parsed.contacts), *parsed.new_names]
        label = f"follow up with {_listed(names)} on {day_words(parsed.due_on or today, today)}"
        created: list[ContactId] = []
        with self._book.write(label):
            draft = follow_up_of(parsed, lambda name: self._met(name, parsed, created))
            planned = [self._plan(contact_id, draft.step) for contact_id in draft.contacts]
        return Saved("follow_up", planned[0], "", label, draft.contacts, tuple(created))

    def _saved_log(
        self, interaction_id: InteractionId, label: str, draft: InteractionDraft, created: list[ContactId]
    ) -> Saved:
        stored = self._book.interactions.get(interaction_id)
        return Saved(
            "log", interaction_id, stored.uid if stored else "", label, draft.contacts, tuple(created)
        )

    def _plan(self, contact_id: ContactId, step: NextStepDraft) -> int:
        return self._book.promises.plan(contact_id, step, set_on=self._book.clock.today())

    def _met(self, name: str, parsed: Parsed, created: list[ContactId]) -> ContactId:
        """Add somebody a log line names for the first time."""
        met_on = parsed.practice_date or self._book.clock.today()
        contact_id = self._add(ContactDraft(name=name, met_on=met_on, met_at=parsed.place))
        created.append(contact_id)
        return contact_id

    def _add_met(self, name: str, draft: InteractionDraft) -> ContactId:
        """Add somebody a composed interaction names for the first time: met then and there."""
        return self._add(ContactDraft(name=name, met_on=draft.practice_date, met_at=draft.place))

    def _add(self, draft: ContactDraft) -> ContactId:
        """Add a contact; with a rhythm and no history the first day is spread over the interval."""
        today = self._book.clock.today()
        if draft.met_at and draft.met_on is None and draft.ladder is not Ladder.NONE:
            draft = replace(draft, met_on=today)
        first = first_due_dates(1, draft.rhythm_days, today)[0] if draft.rhythm_days else None
        return self._book.contacts.add(draft, first_due_on=first)

    def _channel_for(self, contact_id: ContactId, settles: Settles | None) -> Channel:
        """Return the channel of a one-key log: theirs for a reply, else the last used, else a message."""
        if settles is not None and settles.kind is ReasonKind.REPLY and settles.subject_id is not None:
            wrote = self._book.interactions.get(settles.subject_id)
            if wrote is not None:
                return wrote.channel
        return self._book.interactions.last_channel(contact_id) or Channel.MESSAGE

    def _names(self, ids: Sequence[ContactId]) -> list[str]:
        found = {contact.id: contact.name for contact in self._book.contacts.get_all(list(ids))}
        if len(found) < len(set(ids)):
            raise InvalidInput("Somebody meant is no longer in the book.", "Nothing was saved.")
        return [found[contact_id] for contact_id in ids]


def _listed(names: Sequence[str]) -> str:
    if len(names) > 3:
        return f"{len(names)} people"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nobody"


def _channel_words(channel: Channel) -> str:
    words = {
        Channel.IN_PERSON: "a meeting",
        Channel.EMAIL: "an email",
        Channel.INTRODUCTION: "an introduction",
    }
    words[Channel.GROUP] = "a group event"
    return words.get(channel, f"a {channel.words}")
