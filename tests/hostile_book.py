"""A book in which every text anybody could have written tries to be obeyed."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from tests.hostile import HOSTILE
from tui.domain.records.contact import (
    ContactDraft,
    ContactId,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    PointKind,
    valid_name,
)
from tui.domain.records.contact_fields import PLAIN, Holds
from tui.domain.records.interaction import (
    Channel,
    Direction,
    InteractionDraft,
    NextStepDraft,
    PromiseDraft,
    Value,
    Way,
)
from tui.domain.records.knowing import CustomField, Fact, FactKind, Position, RelatedName
from tui.domain.writing.starters import Situation
from tui.services.services import Services

TODAY = date(2026, 11, 23)
IN_TRASH = 5
"""So many of the people, and a talk with each, lie in the trash."""


def fill(services: Services) -> None:
    """Put every hostile text into every field, due today and never."""
    book, made = services.book, list[ContactId]()
    with book.quietly():
        book.practice.set("pace", "9")
    for number, text in enumerate(HOSTILE):
        with book.write(text):
            made.append(book.contacts.add(contact_called(text, number, made), first_due_on=TODAY))
            book.interactions.add(talk_about(text, made))
            book.promises.promise(made[-1], PromiseDraft(text, is_mine=True, due_on=TODAY), made_on=TODAY)
            book.promises.promise(made[-1], PromiseDraft(text, is_mine=False), made_on=TODAY)
            book.promises.plan(made[-1], NextStepDraft(text, TODAY), set_on=TODAY)
            book.knowing.add_questions(made[-1], [text, f"{text}?"], TODAY)
            if len(made) > 1:
                book.knowing.relate(made[-1], made[-2], text)
    for number, text in enumerate(HOSTILE):
        services.starters.add(Situation.ADVICE, f"{number} {text}".replace("{name}", "(name)"))
        services.views.save(f"{number} {text}", f"a {quoted(text)}")
    for text in HOSTILE[:IN_TRASH]:
        with book.write(text):
            gone = book.contacts.add(ContactDraft(text))
            book.interactions.trash(book.interactions.add(talk_about(text, made)))
        services.tending.trash([gone])


def quoted(text: str) -> str:
    """Return a text as the words of a query."""
    return f'"{text.replace(chr(34), "")}"'


def contact_called(text: str, number: int, known: list[ContactId]) -> ContactDraft:
    """Return somebody of whom every field is one text."""
    texts: dict[str, Any] = {row.column: text for row in PLAIN if row.holds in (Holds.NAME, Holds.PROSE)}
    return ContactDraft(
        **texts | {"notes": f"{text}\n{text}"},
        name=text,
        aliases=(text,),
        time_zone=text,
        met_on=date(2024, 6, 6),
        met_via=known[-1] if known else None,
        rhythm_days=30,
        points=(
            ContactPoint(PointKind.EMAIL, text, text),
            ContactPoint(PointKind.PHONE, f"+351 912 345 {number:03}{text}", text),
            ContactPoint(
                PointKind.PROFILE, f"https://example.org/{quote(text, errors='replace')}", text, text
            ),
            ContactPoint(PointKind.ADDRESS, text, text),
        ),
        tags=(text,),
        circles=(text,),
        facts=(Fact(text), Fact(f"{text} {text}", FactKind.INTEREST, TODAY)),
        positions=(Position(text, text, "2019", "2021-05"),),
        custom_fields=(CustomField(text, text),),
        related=(RelatedName(text, text),),
        card=f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{valid_name(text)}\r\nX-ODD:{valid_name(text)}\r\nEND:VCARD\r\n",
        key_dates=(KeyDate(KeyDateKind.OTHER, 11, 24, 2020, text),),
    )


def talk_about(text: str, people: list[ContactId]) -> InteractionDraft:
    """Return a talk with the last two of whom every field is one text."""
    return InteractionDraft(
        contacts=tuple(people[-2:]),
        channel=Channel.MESSAGE,
        direction=Direction.IN,
        practice_date=date(2026, 11, 20),
        summary=text,
        notes=f"{text}\n{text}",
        message=text,
        platform=text,
        place=text,
        situation=text,
        awkward_guess=3,
        values=(Value(Way.GIVEN, text),),
        topics=(text,),
    )
