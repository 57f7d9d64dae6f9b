"""Reading a quick-add line, the same from every bar and from the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec.structs import replace

from tui.domain.quick_add.follow_up import read_follow_up
from tui.domain.quick_add.log import read_log
from tui.domain.quick_add.parsed import LineKind, LineProblem, Parsed, Part
from tui.domain.quick_add.people import People, PersonMatch
from tui.domain.quick_add.person import read_person
from tui.domain.quick_add.preview import pieces_of
from tui.domain.quick_add.reading import LINE_LIMIT, Ground, Reading
from tui.domain.quick_add.tokens import Sigil, Word, split
from tui.domain.quick_add.vocabulary import ChannelWord
from tui.domain.records.contact import fold

_READERS = {LineKind.PERSON: read_person, LineKind.LOG: read_log, LineKind.FOLLOW_UP: read_follow_up}
_LEADING_PART = {LineKind.PERSON: Part.NAME, LineKind.LOG: Part.CHANNEL, LineKind.FOLLOW_UP: Part.DATE}


def parse(
    line: str,
    kind: LineKind,
    today: date,
    people: People,
    selected: PersonMatch | None = None,
    *,
    channels: Sequence[ChannelWord] = (),
    day_first: bool | None = None,
    letters: bool = False,
    accepted: Iterable[str] = (),
) -> Parsed:
    """Read a line; never raises, whatever the line holds.

    ``kind`` is what the bar or command makes; a leading ``+`` or ``>`` changes it. ``today`` is the
    local calendar day. ``selected`` takes part when the line names nobody. ``channels`` are the
    person's own channel words; ``day_first`` is the date order for 12/5, None refuses it; ``letters``
    lets a lone letter at the start of a log pick the channel; ``accepted`` are handles confirmed as
    new people although someone is nearly called that.
    """
    if len(line) > LINE_LIMIT:
        return _too_long(line, kind, today)
    words = split(line)
    made, leading = _kind_of(words, kind)
    accepted_handles = frozenset(fold(handle) for handle in accepted)
    ground = Ground(
        today, people, selected, tuple(channels), day_first, letters and not leading, accepted_handles
    )
    reading = Reading(line, words[leading:], ground)
    reading.mark(_LEADING_PART[made], *words[:leading])
    parsed = _READERS[made](reading)
    return replace(parsed, pieces=pieces_of(parsed, reading.stretches))


def _too_long(line: str, kind: LineKind, today: date) -> Parsed:
    sentence = f"longer than {LINE_LIMIT:,} characters - shorten it, or write it in the composer"
    return Parsed(line, kind, today, problems=(LineProblem(0, len(line), sentence),))


def _kind_of(words: Sequence[Word], kind: LineKind) -> tuple[LineKind, int]:
    """The kind the line makes, and how many leading words said so."""
    if words and words[0].is_plain and words[0].text == "+":
        return LineKind.PERSON, 1
    if words and words[0].sigil is Sigil.NEXT:
        return LineKind.FOLLOW_UP, 1
    return kind, 0
