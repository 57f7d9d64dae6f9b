"""Somebody one knows well: everything that can be known of a contact, in one book."""

from __future__ import annotations

from datetime import date

from tests.builders import a_contact, a_talk
from tui.domain.records.contact import ContactDraft, ContactId, ContactPoint, KeyDate, KeyDateKind, PointKind
from tui.domain.records.interaction import Channel, PromiseDraft
from tui.domain.records.knowing import CustomField, Fact, FactKind, Position, RelatedName
from tui.store.book import Book

MAYA = ContactDraft(
    "Maya Okafor",
    aliases=("May", "Mo"),
    phonetic="oh-KAH-for",
    role="Product lead",
    organisation="Trailblaze",
    place="Lisbon",
    time_zone="Europe/Lisbon",
    preferred_channel="call",
    notes="Wants to write a book about tools.\nCareful with dairy.",
    met_at="PyCon",
    met_when="2024-05",
    rhythm_days=28,
    circles=("friends",),
    tags=("design", "lisbon"),
    points=(
        ContactPoint(PointKind.EMAIL, "maya@ex.org", "home"),
        ContactPoint(PointKind.EMAIL, "m.okafor@work.example", "work"),
        ContactPoint(PointKind.PHONE, "+351 912 345 678", "mobile"),
        ContactPoint(PointKind.PROFILE, "https://www.linkedin.com/in/mayaokafor", "", "linkedin"),
        ContactPoint(PointKind.PROFILE, "https://github.com/mayao", "", "github"),
        ContactPoint(PointKind.ADDRESS, "Rua da Rosa 5\n1200 Lisbon", "home"),
    ),
    key_dates=(
        KeyDate(KeyDateKind.BIRTHDAY, 5, 2, 1985),
        KeyDate(KeyDateKind.OTHER, 6, 12, 2015, "wedding"),
    ),
    facts=(
        Fact("partner Tomás"),
        Fact("vegetarian"),
        Fact("two cats, Pixel and Byte"),
        Fact("climbing", FactKind.INTEREST),
        Fact("letterpress", FactKind.INTEREST),
    ),
    positions=(Position("Trailblaze", "Product lead", "2023"), Position("Acme", "Designer", "2019", "2023")),
    custom_fields=(CustomField("T-shirt", "M"),),
    related=(RelatedName("Bo Chen", "mentee"), RelatedName("Ana Silva", "sister")),
)
_TALKS = (
    ("2024-05-03", Channel.IN_PERSON, "talk on tools"),
    ("2026-05-14", Channel.CALL, "moved to Lisbon"),
    ("2026-07-03", Channel.MESSAGE, "feedback on the talk"),
    ("2026-08-28", Channel.IN_PERSON, "coffee, intro to Bo"),
    ("2026-10-12", Channel.CALL, "new role, May launch"),
)


def somebody_well_known(book: Book) -> ContactId:
    """Put Maya into a book, with two people she knows."""
    bo = a_contact(book, "Bo Chen", rhythm=56, circles=["work"])
    zoe = a_contact(book, "Zoë Martín", rhythm=30)
    with book.write("added Maya Okafor"):
        maya = book.contacts.add(MAYA)
        book.contacts.change(maya, met_via=bo)
        book.knowing.relate(maya, zoe, "neighbour")
        book.knowing.add_questions(maya, ["how the move went", "what came of the book"], date(2026, 10, 12))
        for on, channel, summary in _TALKS:
            book.interactions.add(a_talk(maya, on=on, channel=channel, summary=summary))
        book.promises.promise(
            maya, PromiseDraft("send the deck", True, date(2026, 11, 20)), made_on=date(2026, 10, 12)
        )
        book.promises.promise(maya, PromiseDraft("reading list", False), made_on=date(2026, 9, 1))
    return maya
