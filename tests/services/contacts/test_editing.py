"""Editing a contact: what is typed is kept, what cannot be kept is said, nobody's words are overwritten."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import a_contact, dump
from tests.hostile import HOSTILE
from tui.domain.editing.fields import ChangedMeanwhile, FieldRefused
from tui.domain.errors import InvalidInput, RapportError
from tui.domain.records.contact import (
    Contact,
    ContactDraft,
    ContactId,
    ContactPoint,
    KeyDate,
    KeyDateKind,
    PointKind,
)
from tui.domain.records.contact_fields import EDITED, ContactField
from tui.domain.records.knowing import CustomField, Fact, FactKind, Position
from tui.services.contacts.editing import Editing
from tui.store.book import Book

RICH = ContactDraft(
    name="Maya Okafor",
    aliases=("May", "Mo"),
    phonetic="oh-KAH-for",
    pronouns="she/her",
    greeting_name="May",
    role="Product lead",
    organisation="Trailblaze",
    place="Lisbon",
    time_zone="Europe/Lisbon",
    notes="One.\n\nTwo.",
    met_at="PyCon",
    met_when="2024-05",
    preferred_channel="call",
    points=(
        ContactPoint(PointKind.EMAIL, "maya@ex.org", "home"),
        ContactPoint(PointKind.EMAIL, "m@work.example"),
        ContactPoint(PointKind.PHONE, "+351 912 345 678", "mobile"),
        ContactPoint(PointKind.PROFILE, "https://github.com/mayao", "", "github"),
        ContactPoint(PointKind.URL, "https://maya.example", "blog"),
        ContactPoint(PointKind.ADDRESS, "Rua da Rosa 5\n1200 Lisbon", "home"),
    ),
    tags=("design",),
    circles=("friends", "choir"),
    key_dates=(KeyDate(KeyDateKind.BIRTHDAY, 5, 2), KeyDate(KeyDateKind.OTHER, 6, 12, 2015, "wedding")),
    facts=(Fact("vegetarian"), Fact("climbing", FactKind.INTEREST)),
    positions=(Position("Acme", "CTO", "2019", "2023"),),
    custom_fields=(CustomField("T-shirt", "M"),),
)


@pytest.fixture
def maya(book: Book) -> ContactId:
    """Somebody well known."""
    bo = a_contact(book, "Bo Chen")
    with book.write("added"):
        ident = book.contacts.add(RICH)
        book.contacts.change(ident, met_via=bo)
        book.knowing.relate(ident, bo, "mentor")
        book.knowing.add_questions(ident, ["the move"], date(2026, 1, 1))
    return ident


def contact_of(book: Book, ident: ContactId) -> Contact:
    contact = book.contacts.get(ident)
    assert contact is not None
    return contact


def edit(book: Book, ident: ContactId, day_first: bool | None = None, /, **typed: str) -> str:
    editing = Editing(book, day_first=day_first)
    before = editing.form_of(ident)
    return editing.save(
        ident, before, {**before, **{ContactField(name): text for name, text in typed.items()}}
    )


def test_saving_what_stands_there_changes_nothing(book: Book, maya: ContactId) -> None:
    before = dump(book.conn)
    assert edit(book, maya) == ""
    assert dump(book.conn) == before


@pytest.mark.parametrize("field", list(EDITED))
def test_every_field_can_be_emptied_and_taken_back(book: Book, maya: ContactId, field: ContactField) -> None:
    before = dump(book.conn)
    if field is ContactField.NAME:
        with pytest.raises(FieldRefused):
            edit(book, maya, **{field: " "})
        return
    edit(book, maya, **{field: "yes" if field is ContactField.DECEASED else ""})
    assert dump(book.conn) != before
    book.undo()
    assert dump(book.conn) == before


def test_what_was_emptied_and_typed_again_says_the_same(book: Book, maya: ContactId) -> None:
    editing = Editing(book)
    form = editing.form_of(maya)
    kept = {ContactField.NAME, ContactField.DECEASED, ContactField.ADDRESSES}
    editing.save(maya, form, {each: form[each] if each in kept else "" for each in EDITED})
    emptied = editing.form_of(maya)
    editing.save(maya, emptied, {**form, ContactField.POSITIONS: "CTO, Acme 2019-2023"})
    again = editing.form_of(maya)
    assert {each: again[each] for each in EDITED if again[each] != form[each]} == {}
    points = contact_of(book, maya).points
    assert {(each.value, each.label, each.platform) for each in points} == {
        (each.value, each.label, each.platform) for each in RICH.points
    }


def test_one_save_is_one_undo_step_named_by_its_fields(book: Book, maya: ContactId) -> None:
    before = dump(book.conn)
    said = edit(book, maya, place="Porto", facts="vegan", tags="design\nsea")
    assert said == "changed Maya Okafor: place, tags, facts"
    assert book.undo().label == said
    assert dump(book.conn) == before


def test_single_points_are_changed_and_removed(book: Book, maya: ContactId) -> None:
    edit(book, maya, emails="work: m@work.example", phones="+351 912 345 678\nhome: +351 21 000 0000")
    points = [(each.kind.value, each.value, each.label) for each in contact_of(book, maya).points]
    assert points.count(("email", "m@work.example", "work")) == 1
    assert not [each for each in points if each[1] == "maya@ex.org"]
    assert ("phone", "+351 912 345 678", "") in points
    assert ("phone", "+351 21 000 0000", "home") in points


def test_an_address_of_several_lines_survives_a_change_beside_it(book: Book, maya: ContactId) -> None:
    form = Editing(book).form_of(maya)
    edit(book, maya, addresses=f"{form[ContactField.ADDRESSES]}\nRua Nova 1, Porto")
    addresses = [each.value for each in contact_of(book, maya).points if each.kind is PointKind.ADDRESS]
    assert addresses == ["Rua da Rosa 5\n1200 Lisbon", "Rua Nova 1, Porto"]


def test_a_new_role_keeps_the_old_one_as_a_past_position(book: Book, maya: ContactId) -> None:
    said = edit(book, maya, role="Director", organisation="Northwind")
    assert said.endswith("Product lead, Trailblaze is kept as a past position.")
    past = book.knowing.positions_of(maya)[0]
    assert past == Position("Trailblaze", "Product lead", "", "2026-11")


def test_the_position_held_until_now_ends_when_another_begins(book: Book, maya: ContactId) -> None:
    edit(book, maya, positions="Product lead, Trailblaze since 2023\nCTO, Acme 2019-2023")
    edit(book, maya, role="Director")
    assert Position("Trailblaze", "Product lead", "2023", "2026-11") in book.knowing.positions_of(maya)
    assert len(book.knowing.positions_of(maya)) == 2


@pytest.mark.parametrize(
    ("role", "organisation"), [("product lead", "Trailblaze"), ("Product lead", "TRAILBLAZE")]
)
def test_a_mended_spelling_is_no_new_position(
    book: Book, maya: ContactId, role: str, organisation: str
) -> None:
    edit(book, maya, role=role, organisation=organisation)
    assert len(book.knowing.positions_of(maya)) == 1


def test_filling_in_what_was_missing_is_no_new_position(book: Book) -> None:
    bo = a_contact(book, "Bo")
    edit(book, bo, role="Cook")
    edit(book, bo, organisation="Casa")
    assert book.knowing.positions_of(bo) == []


def test_relations_are_added_from_either_side_and_removed(book: Book, maya: ContactId) -> None:
    ana = a_contact(book, "Ana Silva")
    edit(book, maya, relations="sister: Ana Silva")
    assert [each.line for each in book.knowing.relations_of(maya)] == ["sibling of Ana Silva"]
    assert [each.sentence("Ana") for each in book.knowing.relations_of(ana)] == [
        "Ana is Maya Okafor's sister"
    ]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("relations", "mentor of Nobody Known"),
        ("relations", "mentor of Maya Okafor"),
        ("emails", "maya"),
        ("phones", "none"),
        ("online", "two words"),
        ("time_zone", "Atlantis"),
        ("channel", "smoke"),
        ("met_when", "summer"),
        ("met_when", "2 may 2030"),
        ("met_via", "Nobody Known"),
        ("birthday", "31 apr"),
        ("birthday", "02-05"),
        ("birthday", "2 may 2030"),
        ("dates", "12 june"),
        ("positions", "2019-2020"),
        ("custom", "no label"),
        ("deceased", "maybe"),
        ("name", "x" * 201),
    ],
)
def test_what_cannot_be_kept_is_refused_with_its_field_and_nothing_is_written(
    book: Book, maya: ContactId, field: str, text: str
) -> None:
    before = dump(book.conn)
    with pytest.raises(FieldRefused) as refused:
        edit(book, maya, **{field: text, "place": "Porto"})
    assert refused.value.field == field
    assert str(refused.value).count("Nothing was saved.") == 1
    assert dump(book.conn) == before


def test_the_date_order_that_was_set_reads_a_short_birthday(book: Book, maya: ContactId) -> None:
    edit(book, maya, True, birthday="03-04")
    assert KeyDate(KeyDateKind.BIRTHDAY, 4, 3) in contact_of(book, maya).key_dates


def test_the_birthday_and_the_other_days_leave_each_other_alone(book: Book, maya: ContactId) -> None:
    edit(book, maya, birthday="3 may 1985", dates="wedding: 12 june 2015\nanniversary: 1 feb")
    assert set(contact_of(book, maya).key_dates) == {
        KeyDate(KeyDateKind.BIRTHDAY, 5, 3, 1985),
        KeyDate(KeyDateKind.OTHER, 6, 12, 2015, "wedding"),
        KeyDate(KeyDateKind.ANNIVERSARY, 2, 1),
    }


def test_a_met_day_known_in_part_is_kept_in_part(book: Book, maya: ContactId) -> None:
    edit(book, maya, met_when="2019")
    assert (contact_of(book, maya).met_on, contact_of(book, maya).met_when) == (None, "2019")
    edit(book, maya, met_when="2 may 2019")
    assert (contact_of(book, maya).met_on, contact_of(book, maya).met_when) == (date(2019, 5, 2), "")


def test_circles_and_tags_are_exactly_those_named(book: Book, maya: ContactId) -> None:
    edit(book, maya, circles="work", tags="#sea\ndesign")
    assert (contact_of(book, maya).circles, set(contact_of(book, maya).tags)) == (
        ("work",),
        {"sea", "design"},
    )


def test_fields_changed_elsewhere_are_left_as_they_are(book: Book, maya: ContactId) -> None:
    editing = Editing(book)
    before = editing.form_of(maya)
    edit(book, maya, place="Porto")
    editing.save(maya, before, {**before, ContactField.FACTS: "vegan"})
    assert contact_of(book, maya).place == "Porto"
    assert book.knowing.of(maya).facts == ("vegan",)


def test_a_field_changed_here_and_elsewhere_is_refused(book: Book, maya: ContactId) -> None:
    editing = Editing(book)
    before = editing.form_of(maya)
    edit(book, maya, place="Porto")
    stood = dump(book.conn)
    with pytest.raises(ChangedMeanwhile) as refused:
        editing.save(maya, before, {**before, ContactField.PLACE: "Faro", ContactField.NOTES: "new"})
    assert refused.value.fields == (ContactField.PLACE,)
    assert refused.value.now[ContactField.PLACE] == "Porto"
    assert dump(book.conn) == stood


def test_every_save_counts_as_an_edit(book: Book, maya: ContactId) -> None:
    before = contact_of(book, maya).rev
    edit(book, maya, facts="vegan")
    assert contact_of(book, maya).rev > before


def test_somebody_who_is_gone_cannot_be_edited(book: Book, maya: ContactId) -> None:
    editing = Editing(book)
    before = editing.form_of(maya)
    with book.write("gone"):
        book.contacts.change(maya, deleted_at=book.now_utc())
    with pytest.raises(InvalidInput):
        editing.save(maya, before, {**before, ContactField.PLACE: "Faro"})


def test_somebody_who_has_died_is_remembered(book: Book, maya: ContactId) -> None:
    said = edit(book, maya, deceased="yes")
    assert said == "Maya Okafor is remembered; nothing is asked of you any more"
    assert contact_of(book, maya).is_deceased


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(EDITED)), st.one_of(st.sampled_from(HOSTILE), st.text(max_size=40)))
def test_any_text_is_kept_or_refused_and_what_is_kept_stands(
    book: Book, maya: ContactId, field: ContactField, text: str
) -> None:
    try:
        edit(book, maya, **{field: text})
    except RapportError as refused:
        assert isinstance(refused, FieldRefused)
        assert refused.field is field
        return
    editing = Editing(book)
    form = editing.form_of(maya)
    assert editing.save(maya, form, form) == ""
    if field in (ContactField.FACTS, ContactField.ALIASES) and text.isascii() and text.isprintable():
        assert " ".join(form[field].split()) == " ".join(text.split())


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        (ContactField.BIRTHDAY, "may 2 1985", "2 May 1985"),
        (ContactField.MET_WHEN, "5/2019", "May 2019"),
        (ContactField.TIME_ZONE, "tokyo", "Asia/Tokyo, 17:00 there now"),
        (ContactField.POSITIONS, "CTO, Acme 2019-2023", "role CTO, at Acme, from 2019, to 2023"),
        (ContactField.RELATIONS, "friend of Bo Chen", "Maya Okafor is Bo Chen's friend"),
        (ContactField.FACTS, "vegan", ""),
    ],
)
def test_a_field_says_how_it_is_read(
    book: Book, maya: ContactId, field: ContactField, text: str, said: str
) -> None:
    assert Editing(book).reading(maya, field, text) == said
