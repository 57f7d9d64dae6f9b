"""The demo book: a look round among invented people, or a big book to measure with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from msgspec import Struct

from tui.domain.editing.lines import read_position
from tui.domain.editing.note_line import read_note
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactDraft, ContactId, KeyDate, KeyDateKind, Ladder
from tui.domain.records.interaction import InteractionDraft, NextStepDraft, PromiseDraft
from tui.domain.records.knowing import Fact
from tui.domain.records.relations import read_relation
from tui.services.demo.crowd import Crowd
from tui.services.demo.days import Happening, happenings, usual_direction
from tui.services.demo.story import StoryPerson, read_story
from tui.store.book import Book
from tui.store.many.bulk import bulk_load, first_load
from tui.store.many.many import Many

BULK_FROM = 2_000
"""From so many contacts on, the crowd is loaded in bulk."""
DEMO_PACE = 5
"""People a day in the demo book: enough to show every kind of reason."""
HOLIDAY = (125, 112)
"""The pause of the demo book, in days back from today, both included."""


class DemoCounts(Struct, frozen=True):
    """What was put into the demo book."""

    contacts: int
    interactions: int


def fill_demo(
    book: Book, today: date, seed: int = 1, contacts: int = 30, interactions: int = 240
) -> DemoCounts:
    """Fill an empty book with invented people, the same for the same seed and local calendar day.

    The first thirty are people with a story; whoever is asked for beyond them is a crowd made of
    names and numbers. Raises InvalidInput when somebody is in the book already, or for counts below 0.
    """
    if contacts < 0 or interactions < 0:
        raise InvalidInput("The demo needs counts of 0 or more.", "Nothing was changed.")
    if book.contacts.count():
        raise InvalidInput(
            "There are people in this book already.",
            "Nothing was changed.",
            "Name a new file, so that nobody real is mixed with the invented.",
        )
    story = read_story()
    people = story.people[:contacts]
    crowd_size = contacts - len(people)
    told = _share_of_story(len(people), crowd_size, interactions)
    found = happenings(people, story, told, seed, today)
    past, of_today = [each for each in found if each.ago], [each for each in found if not each.ago]
    with first_load(book):
        ids = _add_people(book, people, today)
        told = _record(book, past, ids, people, today)
        if crowd_size:
            told += _add_crowd(book, Crowd(seed, today, crowd_size, interactions - told - len(of_today)))
    told += _record_today(book, of_today, ids, people, today)
    return DemoCounts(len(people) + crowd_size, told)


def _share_of_story(people: int, crowd: int, interactions: int) -> int:
    """Return how many interactions the people with a story have; the crowd has the rest."""
    if not crowd:
        return interactions if people else 0
    return min(interactions, max(8 * people, interactions * people // (people + crowd)))


def _add_people(book: Book, people: Sequence[StoryPerson], today: date) -> list[ContactId]:
    ids = [
        book.contacts.add(_draft_of(person, today), first_due_on=_ahead(person, "first_due_in", today))
        for person in people
    ]
    by_name = {person.name: ident for person, ident in zip(people, ids, strict=True)}
    for person, ident in zip(people, ids, strict=True):
        _attach(book, person, ident, by_name, today)
    if people:
        book.practice.set("pace", str(DEMO_PACE))
        first, last = (today - timedelta(ago) for ago in HOLIDAY)
        book.practice.pause(first, last, reason="holiday")
    return ids


def _draft_of(person: StoryPerson, today: date) -> ContactDraft:
    met_on = _met_on(person, today)
    facts = person.facts
    return ContactDraft(
        name=person.name,
        aliases=person.aliases,
        organisation=facts.get("organisation", ""),
        role=facts.get("role", ""),
        place=facts.get("place", ""),
        time_zone=facts.get("zone", ""),
        phonetic=facts.get("said", ""),
        preferred_channel=facts.get("likes", ""),
        positions=tuple(read_position(line) for line in person.positions),
        notes=facts.get("notes", ""),
        met_on=met_on,
        met_at=person.met_at,
        rhythm_days=person.days.get("rhythm"),
        ladder=Ladder(facts.get("ladder", Ladder.FULL.value)),
        is_starred=person.is_starred,
        points=person.points,
        tags=person.tags,
        circles=(person.circle,),
        key_dates=tuple(_key_dates(person, today, met_on)),
    )


def _met_on(person: StoryPerson, today: date) -> date | None:
    """Return the day of the meeting: so many days ago, or the year before an anniversary to come."""
    coming = _ahead(person, "met_years_in", today)
    if coming:
        return coming - timedelta(365)
    return None if person.met_ago is None else today - timedelta(person.met_ago)


def _key_dates(person: StoryPerson, today: date, met_on: date | None) -> Iterable[KeyDate]:
    birthday = _ahead(person, "birthday_in", today)
    if birthday:
        yield KeyDate(KeyDateKind.BIRTHDAY, birthday.month, birthday.day)
    anniversary = _ahead(person, "met_years_in", today)
    if anniversary and met_on:
        yield KeyDate(KeyDateKind.OTHER, anniversary.month, anniversary.day, met_on.year, "day you met")


def _attach(
    book: Book, person: StoryPerson, ident: ContactId, by_name: dict[str, ContactId], today: date
) -> None:
    """Note what is not part of a contact's own record: pauses, snoozes, promises, through whom they met."""
    if person.met_via in by_name:
        book.contacts.change(ident, met_via=by_name[person.met_via])
    if person.rest:
        since, back_in = person.rest
        Many(book, [ident]).pause(today - timedelta(since), today + timedelta(back_in - 1))
    if until := _ahead(person, "snooze_for", today):
        Many(book, [ident]).snooze(until, today)
    if person.owes:
        text, made, late = person.owes
        mine = PromiseDraft(text, is_mine=True, due_on=today - timedelta(late))
        book.promises.promise(ident, mine, made_on=today - timedelta(made))
    if person.owed:
        text, made = person.owed
        book.promises.promise(ident, PromiseDraft(text, is_mine=False), made_on=today - timedelta(made))
    if person.next_step:
        text, in_days = person.next_step
        book.promises.plan(ident, NextStepDraft(text, today + timedelta(in_days)), set_on=today)
    _note_what_is_known(book, person, ident, by_name, today)
    if person.is_resting:
        book.contacts.change(ident, archived_at=book.now_utc())


def _note_what_is_known(
    book: Book, person: StoryPerson, ident: ContactId, by_name: dict[str, ContactId], today: date
) -> None:
    for line in map(read_note, person.known):
        if line.kind is None:
            book.knowing.add_questions(ident, [line.text], today)
        else:
            book.knowing.add_facts(ident, [Fact(line.text, line.kind)])
    for relation in map(read_relation, person.related):
        if other := by_name.get(relation.name):
            pair = (other, ident) if relation.is_theirs else (ident, other)
            book.knowing.relate(*pair, relation.kind)


def _record(
    book: Book,
    found: Iterable[Happening],
    ids: Sequence[ContactId],
    people: Sequence[StoryPerson],
    today: date,
) -> int:
    count = 0
    for each in found:
        book.interactions.add(_interaction(each, ids, people, today))
        count += 1
    return count


def _record_today(
    book: Book,
    found: Iterable[Happening],
    ids: Sequence[ContactId],
    people: Sequence[StoryPerson],
    today: date,
) -> int:
    """Record what happened today as the person would have: each can be taken back."""
    count = 0
    for each in found:
        with book.write(f"logged a {each.talk.channel.words} with {people[each.person].name}"):
            count += _record(book, [each], ids, people, today)
    return count


def _interaction(
    each: Happening, ids: Sequence[ContactId], people: Sequence[StoryPerson], today: date
) -> InteractionDraft:
    profile = next((point.platform for point in people[each.person].points if point.platform), "")
    return InteractionDraft(
        contacts=(ids[each.person],),
        channel=each.talk.channel,
        direction=each.direction or usual_direction(each.talk),
        practice_date=today - timedelta(each.ago),
        summary=each.talk.said,
        minutes=each.talk.minutes,
        platform=profile if each.talk.channel.value == "comment" else "",
        feeling=each.feeling,
        values=(each.talk.value,) if each.talk.value else (),
        before_book=each.is_before_book,
    )


def _add_crowd(book: Book, crowd: Crowd) -> int:
    if crowd.size >= BULK_FROM:
        with bulk_load(book) as load:
            ids = load.add_contacts(crowd.newcomers())
            return load.add_interactions(crowd.interactions(ids.start))
    first = 0
    for draft, first_due_on in crowd.newcomers():
        ident = book.contacts.add(draft, first_due_on=first_due_on)
        first = first or ident
    drafts = list(crowd.interactions(first))
    for each in drafts:
        book.interactions.add(each)
    return len(drafts)


def _ahead(person: StoryPerson, key: str, today: date) -> date | None:
    """Return the local day that lies so many days ahead, where the file names it."""
    return today + timedelta(person.days[key]) if key in person.days else None
