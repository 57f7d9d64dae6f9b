"""What is known of a contact on the command line: facts, what to ask, positions, relations."""

from __future__ import annotations

from tui.cli.output import JsonValue, day_text
from tui.domain.editing.lines import say_position
from tui.domain.records.contact import Contact
from tui.domain.records.known import Known


def known_json(contact: Contact, known: Known) -> dict[str, JsonValue]:
    """Return what is known besides the contact's own fields."""
    return {
        "facts": list(known.facts),
        "interests": list(known.interests),
        "ask_next": [
            {"id": each.id, "text": each.text, "added": day_text(each.added_on)} for each in known.to_ask
        ],
        "asked": [
            {
                "id": each.id,
                "text": each.text,
                "asked": day_text(each.asked_on),
                "interaction": each.interaction_id,
            }
            for each in known.questions
            if each.asked_on is not None
        ],
        "positions": [
            {
                "organisation": each.organisation,
                "role": each.role,
                "from": each.from_when or None,
                "to": each.to_when or None,
            }
            for each in known.positions
        ],
        "relations": [
            {
                "id": each.other_id,
                "name": each.other_name,
                "kind": each.kind,
                "is_theirs": each.is_theirs,
                "words": each.sentence(contact.first_name),
            }
            for each in known.relations
        ],
        "custom_fields": [{"label": each.label, "value": each.value} for each in known.custom_fields],
    }


def known_rows(known: Known) -> list[tuple[str, str]]:
    """Return what is known as rows of a label and a text."""
    likes = ", ".join(known.interests)
    return [
        *(("fact", text) for text in known.facts),
        ("interests", likes),
        *(("position", say_position(each)) for each in known.positions),
        *(("related", each.line) for each in known.relations),
        *((each.label, each.value) for each in known.custom_fields),
    ]


def to_ask_lines(known: Known) -> list[str]:
    """Return what is to be asked next time."""
    return [each.text for each in known.to_ask]
