import json
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.samples import sample
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactDraft, ContactPoint, KeyDate, KeyDateKind, Ladder, PointKind
from tui.domain.records.interaction import Channel, Direction
from tui.domain.records.knowing import RelatedName
from tui.formats.history import HistoryRead, InteractionRead, PersonRead
from tui.formats.monica.monica import is_monica, read_monica

PLURALS = {"activity": "activities", "address": "addresses", "contact-field": "contact_fields"}
MAYA = PersonRead("Maya Okafor", uid="con-maya")
BO = PersonRead("Bo Chen", uid="con-bo")


def export() -> HistoryRead:
    return read_monica(sample("monica.json"))


def talk(key: str) -> InteractionRead:
    (found,) = [each for each in export().interactions if each.source_key == f"monica:{key}"]
    return found


def test_a_contact_is_read_whole() -> None:
    assert export().cards[0].draft == ContactDraft(
        name="Maya Okafor",
        aliases=("Mo",),
        organisation="Harbour Labs",
        role="Oceanographer",
        place="Lisboa",
        notes="Met on the ferry.\nFood: no fish\nReminder 2024-01-01 (every 3 months): Ask about the boat\n"
        "Gift (offered, 2025-12-24): Sea chart\n\nMet through: Bo Chen",
        related=(RelatedName("Kim", "child"),),
        met_on=date(2019, 6, 1),
        rhythm_days=60,
        ladder=Ladder.NONE,
        is_starred=True,
        points=(
            ContactPoint(PointKind.EMAIL, "maya@harbour.example"),
            ContactPoint(PointKind.PROFILE, "@maya", platform="telegram"),
            ContactPoint(PointKind.ADDRESS, "Rua do Cais 4, Lisboa, PT", "home"),
        ),
        tags=("sea",),
        key_dates=(
            KeyDate(KeyDateKind.BIRTHDAY, 4, 15),
            KeyDate(KeyDateKind.OTHER, 9, 3, None, "Thesis day"),
        ),
        uid="con-maya",
        source_line=12,
    )


def test_the_dead_are_read_as_such() -> None:
    bo = export().cards[1].draft
    assert (bo.is_deceased, bo.is_archived, bo.notes) == (True, True, "Died: 2025-05-05")


def test_an_activity_is_with_everybody_who_took_part() -> None:
    assert talk("activity:act-1") == InteractionRead(
        people=(MAYA, BO),
        channel=Channel.IN_PERSON,
        direction=Direction.MUTUAL,
        on=date(2026, 1, 3),
        source_key="monica:activity:act-1",
        line=67,
        summary="Dinner",
        notes="By the river.",
        topics=("Ate together",),
    )


def test_a_call_knows_who_rang_and_when() -> None:
    call = talk("call:ca-1")
    assert (call.channel, call.direction) == (Channel.CALL, Direction.IN)
    assert call.occurred_at == datetime(2026, 2, 9, 23, 30, tzinfo=UTC)


def test_a_call_falls_on_the_local_practice_day() -> None:
    tokyo = timezone(timedelta(hours=9))
    days = {each.source_key: each.on for each in read_monica(sample("monica.json"), tokyo).interactions}
    assert days["monica:call:ca-1"] == date(2026, 2, 10)


def test_a_note_counts_for_nothing_and_keeps_its_lines() -> None:
    note = talk("note:no-1")
    assert (note.channel, note.summary) == (Channel.NOTE, "Sings in a choir.")
    assert note.notes == "Sings in a choir.\nOn Mondays."


def test_a_conversation_is_one_message_both_ways() -> None:
    said = talk("conversation:co-1")
    assert (said.channel, said.direction, said.platform) == (Channel.MESSAGE, Direction.MUTUAL, "telegram")
    assert said.notes == "I: Hello\nMaya Okafor: Hi you"


def test_everything_left_out_is_named_with_its_line() -> None:
    assert [(each.line, each.what.split(";")[0].split(".")[0]) for each in export().problems] == [
        (39, "This entry has no readable date"),
        (58, "Known only through somebody else"),
        (59, "This contact has no name"),
        (60, "This card is you"),
        (64, "This relationship is with nobody in the file"),
        (68, "Nobody took part in this"),
        (70, "1 photo stayed in the file"),
    ]


def test_the_counts_agree() -> None:
    result = export()
    assert (result.read, result.read - len(result.cards), len(result.interactions)) == (5, 3, 4)


def _plural(node: object) -> object:
    """Name the blocks in the plural, as some exports do."""
    if isinstance(node, list):
        return [_plural(each) for each in node]
    if not isinstance(node, dict):
        return node
    found = {key: _plural(value) for key, value in node.items()}
    if "values" in found:
        kind = str(found["type"])
        found["type"] = PLURALS.get(kind, f"{kind}s")
    return found


def test_the_other_shape_of_the_export_gives_the_same() -> None:
    other = json.dumps(_plural(json.loads(sample("monica.json"))))
    result = read_monica(other.encode())
    assert [each.source_key for each in result.interactions] == [
        each.source_key for each in export().interactions
    ]
    assert [each.draft.name for each in result.cards] == [each.draft.name for each in export().cards]


def test_blocks_that_are_members_of_their_own_are_read() -> None:
    contact = {"uuid": "c", "properties": {"first_name": "Maya", "activities": {"values": ["a"]}}}
    activity = {"uuid": "a", "properties": {"summary": "Lunch", "happened_at": "2026-01-03"}}
    account = {"uuid": "x", "contacts": {"values": [contact]}, "activities": {"values": [activity]}}
    result = read_monica(json.dumps({"account": account}).encode())
    assert [each.summary for each in result.interactions] == ["Lunch"]


def test_the_export_is_known_by_its_start() -> None:
    assert is_monica(sample("monica.json").decode())
    assert not is_monica('{"format": "rapport-backup"}')


def test_a_file_cut_short_is_refused_with_its_line() -> None:
    with pytest.raises(InvalidInput, match=r"Line \d+ of this file is not JSON.*Nothing was imported"):
        read_monica(sample("monica.json")[:2_000])


@pytest.mark.parametrize("data", [b"[]", b"{}", b'{"account": []}', b"null"])
def test_other_json_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="not an account exported from Monica"):
        read_monica(data)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "properties", "values", "type", "uuid", "first_name", "tags", "date"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON, st.sampled_from(["contact", "activity", "relationship", "user"]))
def test_no_shape_stops_the_reader(entry: object, kind: str) -> None:
    account = {"data": [{"type": kind, "values": [entry]}]}
    assert read_monica(json.dumps({"account": account}).encode()).read == (kind == "contact")
