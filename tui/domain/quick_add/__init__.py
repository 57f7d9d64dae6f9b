"""The one-line grammar of the bars and the command line: read, preview, complete, make drafts."""

from tui.domain.quick_add.complete import Completes, Completion, choose, complete, follow_up_line, ghost, take
from tui.domain.quick_add.drafts import FollowUpDraft, contact_of, follow_up_of, interaction_of
from tui.domain.quick_add.parse import parse
from tui.domain.quick_add.parsed import Kind, Parsed, Part, Piece, Problem
from tui.domain.quick_add.people import Known, MatchRank, People, PeopleList, answers_to, handle_for, nearness
from tui.domain.quick_add.shell import shell_line
from tui.domain.quick_add.vocabulary import ChannelWord

__all__ = [
    "ChannelWord",
    "Completes",
    "Completion",
    "FollowUpDraft",
    "Kind",
    "Known",
    "MatchRank",
    "Parsed",
    "Part",
    "People",
    "PeopleList",
    "Piece",
    "Problem",
    "answers_to",
    "choose",
    "complete",
    "contact_of",
    "follow_up_line",
    "follow_up_of",
    "ghost",
    "handle_for",
    "interaction_of",
    "nearness",
    "parse",
    "shell_line",
    "take",
]
