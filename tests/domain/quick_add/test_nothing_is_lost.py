"""Whatever is typed: no crash, no word lost, nothing stored that the preview did not show."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.quick_add.book import BO, MAYA, PEOPLE, TODAY, ZOE
from tui.domain.dates.dates import say
from tui.domain.quick_add.drafts import contact_of, follow_up_of, interaction_of
from tui.domain.quick_add.parse import parse
from tui.domain.quick_add.parsed import LineKind, Parsed, Part
from tui.domain.quick_add.people import PersonMatch
from tui.domain.quick_add.preview import length_words
from tui.domain.quick_add.reading import LINE_LIMIT
from tui.domain.quick_add.shell import shell_line
from tui.domain.quick_add.tokens import split
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import PLATFORMS, Channel, NextStepDraft

GRAMMAR = r"""
@ @maya @anna @lena @mya @bo, @bo; @bo's @"Zoë Martín" "@Maya @x.y # #a #1 +b + > >fri >> next: next:"x tag:c
~ ~6w ~x every: every:1y gave: gave:intro got:x; at: at:noma at:"a via:@bo via: bday:05-14 bday:x tel:1 url:x
email: met:x li tw x call dm note like from to with and , & ; : . today fri last week next tomorrow 3d -3d 3 days
ago 2026-02-30 12/5 13/45 may 12 40m 1h30 90 min in a fortnight \ \@x two\ words " "" "call me"
a@b.co x.org/y https://x é
"""
WORDS = st.sampled_from(GRAMMAR.split()) | st.text(max_size=6)
LINES = st.text(max_size=60) | st.lists(WORDS, max_size=14).map(" ".join)
KINDS = st.sampled_from(LineKind)
SELECTED = st.sampled_from([None, BO])


def read(line: str, kind: LineKind, selected: PersonMatch | None) -> Parsed:
    return parse(line, kind, TODAY, PEOPLE, selected, letters=True)


def covered(parsed: Parsed) -> set[int]:
    """The offsets of the line that some piece or problem accounts for."""
    stretches = [stretch for piece in parsed.pieces for stretch in piece.stretches]
    stretches += [(problem.start, problem.end) for problem in parsed.problems]
    return {at for start, end in stretches for at in range(start, end)}


@given(LINES, KINDS, SELECTED)
def test_every_word_typed_is_in_a_piece_or_a_problem(
    line: str, kind: LineKind, selected: PersonMatch | None
) -> None:
    accounted = covered(read(line, kind, selected))
    lost = [c for at, c in enumerate(line) if c.isalnum() and at not in accounted]
    assert lost == []


@given(LINES, KINDS, SELECTED)
def test_every_word_of_the_note_is_in_the_note(
    line: str, kind: LineKind, selected: PersonMatch | None
) -> None:
    parsed = read(line, kind, selected)
    noted = {s for piece in parsed.pieces if piece.part is Part.NOTE for s in piece.stretches}
    assert all(word.text.strip() in parsed.note for word in split(line) if (word.start, word.end) in noted)


@given(LINES, KINDS)
def test_a_problem_stands_inside_the_line(line: str, kind: LineKind) -> None:
    for problem in read(line, kind, None).problems:
        assert 0 <= problem.start <= problem.end <= len(line)
        assert problem.sentence


@given(LINES, SELECTED)
def test_an_interaction_holds_nothing_the_preview_did_not_show(
    line: str, selected: PersonMatch | None
) -> None:
    parsed = read(line, LineKind.LOG, selected)
    if parsed.kind is not LineKind.LOG or parsed.blocking:
        return
    added: list[str] = []

    def add(name: str) -> ContactId:
        added.append(name)
        return ContactId(100 + len(added))

    draft = interaction_of(parsed, add)
    names = {one.id: one.name for one in PEOPLE.known}
    stored = [
        *(names[one] for one in (*draft.contacts, *draft.mentions) if one in names),
        *(f"{name} (new)" for name in added),
        draft.channel.words,
        PLATFORMS.get(draft.platform, ""),
        say(draft.practice_date, TODAY),
        draft.place,
        draft.notes,
        *(value.note for value in draft.values),
        *draft.topics,
        *shown_step(draft.next_step),
    ]
    assert [text for text in stored if text not in parsed.preview()] == []
    assert pieces(parsed, Part.LENGTH) == (length_words(draft.minutes) if draft.minutes else "")
    assert (draft.direction is draft.channel.usual_direction) != (
        "reached out" in pieces(parsed, Part.DIRECTION)
    )


def pieces(parsed: Parsed, part: Part) -> str:
    return " ".join(piece.text for piece in parsed.pieces if piece.part is part)


def shown_step(step: NextStepDraft | None) -> list[str]:
    return [step.text, say(step.due_on, TODAY)] if step else []


@given(LINES, SELECTED)
def test_a_follow_up_holds_nothing_the_preview_did_not_show(line: str, selected: PersonMatch | None) -> None:
    parsed = read(line, LineKind.FOLLOW_UP, selected)
    if parsed.kind is not LineKind.FOLLOW_UP or parsed.blocking:
        return
    draft = follow_up_of(parsed, lambda _: ContactId(100))
    names = [one.name for one in PEOPLE.known if one.id in draft.contacts] + list(parsed.new_names)
    stored = [*names, *shown_step(draft.step)]
    assert [text for text in stored if text not in parsed.preview()] == []


@given(LINES)
def test_a_contact_holds_nothing_the_preview_did_not_show(line: str) -> None:
    parsed = read(line, LineKind.PERSON, None)
    if parsed.kind is not LineKind.PERSON or parsed.blocking:
        return
    draft = contact_of(parsed)
    texts = (
        draft.name,
        draft.organisation,
        draft.role,
        draft.place,
        draft.time_zone,
        draft.notes,
        draft.met_at,
    )
    stored = [*texts, *draft.tags, *(point.value for point in draft.points), *shown_step(parsed.next_step)]
    assert [text for text in stored if text not in parsed.preview()] == []
    assert len(draft.key_dates) == sum(piece.part is Part.BIRTHDAY for piece in parsed.pieces)
    assert (draft.rhythm_days is None) != any(piece.part is Part.RHYTHM for piece in parsed.pieces)
    assert (draft.met_via is None) != any(piece.part is Part.VIA for piece in parsed.pieces)


@given(LINES, KINDS)
def test_what_the_preview_says_is_safe_to_show(line: str, kind: LineKind) -> None:
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in read(line, kind, None).preview())


@given(LINES, KINDS)
def test_a_line_handed_over_by_the_shell_whole_is_the_same_line(line: str, kind: LineKind) -> None:
    whole = shell_line([line])
    assert read(whole, kind, None).preview() == read(line, kind, None).preview()


@given(st.lists(st.text(min_size=1, max_size=6).filter(lambda word: word.split() == [word]), min_size=1))
def test_any_escaped_word_is_plain_text(words: list[str]) -> None:
    line = "call @bo \\word " + " ".join("\\" + word for word in words if not word.startswith("\\"))
    parsed = read(line, LineKind.LOG, None)
    assert (parsed.contacts, parsed.topics, parsed.next_step, parsed.values) == ((BO,), (), None, ())


CHANNELS = {
    "call": Channel.CALL,
    "Coffee": Channel.IN_PERSON,
    "mail": Channel.EMAIL,
    "voice": Channel.VOICE_NOTE,
}
WHO = {"@maya": MAYA, '@"Zoë Martín"': ZOE, "@Bo Chen": BO, '"@zoe"': ZOE}
AGO = {
    "yesterday": 1,
    "-3d": 3,
    "2 days ago": 2,
    "last sun": 1,
    "2026-11-20": 3,
    "sat 21 nov": 2,
    "a week ago": 7,
}
LENGTHS = {"40m": 40, "1h30": 90, "20 min": 20}
NOTES = st.lists(
    st.sampled_from(["we", "spoke", "long", "about", "the", "move,", "(again)", "fine."]), max_size=6
)


@given(
    channel=st.sampled_from(sorted(CHANNELS)),
    who=st.sampled_from(sorted(WHO)),
    ago=st.sampled_from(sorted(AGO)),
    length=st.sampled_from(sorted(LENGTHS)),
    tag=st.sampled_from(["#work", "tag:work", "+work", '#"work"']),
    place=st.sampled_from(["at:noma", 'at:"noma"', "loc:noma"]),
    note=NOTES,
    data=st.data(),
)
def test_the_words_of_the_head_mean_the_same_in_any_order(
    channel: str, who: str, ago: str, length: str, tag: str, place: str, note: list[str], data: st.DataObject
) -> None:
    head = data.draw(st.permutations([channel, who, ago, length, tag, place]))
    parsed = read(" ".join([*head, *note, "> fri send it"]), LineKind.LOG, None)
    assert parsed.contacts == (WHO[who],)
    assert parsed.channel is CHANNELS[channel]
    assert parsed.practice_date == TODAY - timedelta(days=AGO[ago])
    assert parsed.minutes == LENGTHS[length]
    assert (parsed.topics, parsed.place) == (("work",), "noma")
    assert parsed.note == " ".join(note)
    assert parsed.next_step == NextStepDraft("send it", date(2026, 11, 27))
    assert parsed.problems == ()


def test_a_document_pasted_into_the_line_is_refused_whole() -> None:
    parsed = read("call @bo " + "x" * LINE_LIMIT, LineKind.LOG, None)
    assert parsed.blocking is not None
    assert parsed.blocking.end == len(parsed.line)
