from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.samples import sample
from tui.domain.errors import InvalidInput, RapportError
from tui.domain.records.contact import Contact, ContactDraft, ContactId, Ladder
from tui.domain.records.interaction import Channel, Direction, Interaction, InteractionId
from tui.formats.history import HistoryRead, InteractionRead, PersonRead
from tui.formats.text.friends import CHANNEL_TAGS, is_friends, read_friends
from tui.formats.text.friends_write import write_friends


def contacts_of(result: HistoryRead) -> list[Contact]:
    drafts = [card.draft for card in result.cards]
    return [
        Contact(ContactId(n), str(n), d.name, aliases=d.aliases, place=d.place, tags=d.tags)
        for n, d in enumerate(drafts)
    ]


def interactions_of(result: HistoryRead) -> list[Interaction]:
    return [
        Interaction(
            InteractionId(n),
            str(n),
            each.on,
            each.channel,
            each.direction,
            names=tuple(person.name for person in each.people),
            summary=each.summary,
            place=each.place,
            topics=each.topics,
        )
        for n, each in enumerate(result.interactions)
    ]


def test_a_friend_is_read_whole() -> None:
    assert read_friends(sample("friends.md")).cards[1].draft == ContactDraft(
        name="Maya Okafor",
        aliases=("Mo", "The Captain"),
        place="Lisboa",
        ladder=Ladder.NONE,
        tags=("close-friends", "sea"),
        source_line=11,
    )


def test_an_activity_is_read_whole() -> None:
    walk = read_friends(sample("friends.md")).interactions[0]
    assert walk == InteractionRead(
        people=(PersonRead("Maya Okafor"), PersonRead("Bo Chen")),
        channel=Channel.IN_PERSON,
        direction=Direction.MUTUAL,
        on=date(2026, 3, 4),
        source_key=walk.source_key,
        line=2,
        summary="Walked along Cabo da Roca with Maya Okafor and Bo Chen.",
        place="Cabo da Roca",
        topics=("hike", "two-dogs"),
    )


def test_a_tag_that_is_a_channel_is_the_channel() -> None:
    rang = read_friends(sample("friends.md")).interactions[1]
    assert (rang.channel, rang.topics) == (Channel.CALL, ("sea",))


def test_a_note_counts_for_nothing() -> None:
    assert read_friends(sample("friends.md")).interactions[3].channel is Channel.NOTE


def test_a_tidy_file_is_written_again_byte_for_byte() -> None:
    result = read_friends(sample("friends.md"))
    assert write_friends(contacts_of(result), interactions_of(result)) == sample("friends.md")


def test_whoever_is_only_mentioned_becomes_a_contact() -> None:
    result = read_friends(b"### Activities:\n- 2026-03-04: Met **Ines Prata**.\n")
    assert [(card.draft.name, card.line) for card in result.cards] == [("Ines Prata", 2)]


def test_the_same_line_twice_is_two_activities() -> None:
    line = "- 2026-03-04: Met **Ines**.\n"
    keys = [each.source_key for each in read_friends(f"### Activities:\n{line}{line}".encode()).interactions]
    assert len(set(keys)) == 2


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("- yesterday: Met **Ines**.", "does not begin with a day"),
        ("- 2026-02-30: Met **Ines**.", "does not begin with a day"),
        ("- 2026-02-03: Slept.", "names no friend"),
    ],
)
def test_an_unusable_activity_is_named_with_its_line(line: str, words: str) -> None:
    (found,) = read_friends(f"### Activities:\n{line}\n".encode()).problems
    assert (found.line, words in found.what, found.text) == (2, True, line[2:])


def test_what_stands_before_the_sections_is_named_with_its_line() -> None:
    (found,) = read_friends(b"hello\n\n### Friends:\n- Maya\n").problems
    assert found.line == 1


def test_a_place_nobody_was_in_is_named_with_its_line() -> None:
    (found,) = read_friends(b"### Friends:\n- Maya\n\n### Locations:\n- Atlantis\n").problems
    assert (found.line, found.text) == (5, "Atlantis")


def test_other_files_are_refused() -> None:
    with pytest.raises(InvalidInput, match=r"not a friends.md.*Nothing was imported"):
        read_friends(b"# Friends\n- Maya\n")


def test_the_file_is_known_by_its_sections() -> None:
    assert is_friends(sample("friends.md").decode())
    assert not is_friends("BEGIN:VCARD\n")


def test_marks_in_a_name_cannot_break_the_file() -> None:
    hostile = Contact(ContactId(1), "u", "Ma**ya_ (x) [y] @z\n### Friends:")
    written = write_friends([hostile], [])
    assert [card.draft.name for card in read_friends(written).cards] == ["Maya x y z ### Friends:"]


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reader(data: bytes) -> None:
    try:
        read_friends(b"### Activities:\n" + data)
    except RapportError:
        return


NAMES = st.sampled_from(["Maya", "Maya Okafor", "Bo Chen", "Åsa", "山田太郎"])
PLACES = st.sampled_from(["", "Lisboa", "Cabo da Roca", "Åsa hus"])
WORDS = st.lists(
    st.sampled_from(["walked", "with", "Maya", "Okafor", "Bo", "Chen", "Lisboa", "Åsa", ".", "(again)"]),
    min_size=1,
)
TOPICS = st.lists(st.sampled_from(["sea", "two-dogs", "a:b", "été"]), max_size=3, unique=True).map(tuple)
CHANNELS = st.sampled_from([Channel.IN_PERSON, Channel.NOTE, *CHANNEL_TAGS.values()])
TALKS = st.builds(
    lambda day, channel, names, words, place, topics: Interaction(
        InteractionId(1),
        "u",
        day,
        channel,
        Direction.OUT if channel is Channel.NOTE else channel.usual_direction,
        names=names,
        summary=" ".join(words),
        place=place,
        topics=topics,
    ),
    st.dates(min_value=date(1970, 1, 1)),
    CHANNELS,
    st.lists(NAMES, min_size=1, max_size=3, unique=True).map(tuple),
    WORDS,
    PLACES,
    TOPICS,
)


def _told(each: Interaction) -> tuple[object, ...]:
    return (each.practice_date, each.channel, set(each.names), each.summary, each.topics)


@given(st.lists(TALKS, max_size=5))
def test_what_happened_reads_back_the_same(talks: list[Interaction]) -> None:
    back = interactions_of(read_friends(write_friends([], talks)))
    expected = sorted(talks, key=lambda each: each.practice_date, reverse=True)
    expected.sort(key=lambda each: each.channel is Channel.NOTE)
    assert [_told(each) for each in back] == [_told(each) for each in expected]


@given(TALKS)
def test_the_place_reads_back_the_same(talk: Interaction) -> None:
    (back,) = interactions_of(read_friends(write_friends([], [talk])))
    assert back.place == talk.place


PERSON = st.builds(
    Contact,
    st.just(ContactId(1)),
    st.just("u"),
    NAMES,
    aliases=st.lists(st.sampled_from(["Mo", "The Captain"]), unique=True).map(tuple),
    place=PLACES,
    tags=TOPICS,
)


@given(st.lists(PERSON, max_size=4, unique_by=lambda each: each.name))
def test_people_read_back_the_same(people: list[Contact]) -> None:
    def known(each: Contact) -> tuple[object, ...]:
        return (each.name, each.aliases, each.place, each.tags)

    back = contacts_of(read_friends(write_friends(people, [])))
    assert [known(each) for each in back] == [known(each) for each in sorted(people, key=lambda p: p.name)]
