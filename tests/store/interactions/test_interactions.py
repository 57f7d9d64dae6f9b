"""Interactions: kept with everybody and everything in them, clean, and counted once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from msgspec.structs import replace

from tests.builders import TODAY, a_contact, a_talk, log
from tests.hostile import HOSTILE, controls_in
from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel, NextStepDraft, PromiseDraft, Value, ValueKind, Way
from tui.domain.text import clean
from tui.store.book import Book


def test_an_interaction_comes_back_with_everyone_and_everything(book: Book) -> None:
    ann, bo, cy = (a_contact(book, name) for name in ("Ann", "Bo", "Cy"))
    value = Value(Way.GIVEN, "a title", ValueKind.RESOURCE, ann)
    draft = replace(
        a_talk(ann, bo, ann, summary="maps"),
        notes="three\npages",
        platform="signal",
        minutes=30,
        place="Porto",
        feeling=4,
        values=(value,),
        topics=("maps", "tides", "maps"),
        mentions=(cy, ann),
    )
    kept = book.interactions.get(log(book, draft))
    assert kept is not None
    assert (kept.contacts, kept.names) == ((ann, bo), ("Ann", "Bo"))
    assert (kept.values, kept.topics) == ((value,), ("maps", "tides"))
    assert (kept.notes, kept.platform, kept.minutes, kept.place, kept.feeling) == (
        "three\npages", "signal", 30, "Porto", 4,
    )  # fmt: skip


def test_whoever_is_only_spoken_of_has_it_on_the_timeline(book: Book) -> None:
    ann, cy = a_contact(book, "Ann"), a_contact(book, "Cy")
    talk = log(book, replace(a_talk(ann), mentions=(cy,)))
    assert list(book.interactions.timeline_of(cy)) == [talk]
    assert book.interactions.last_channel(cy) is None


def test_promises_are_to_the_first_and_a_next_step_is_with_each(book: Book) -> None:
    ann, bo = a_contact(book, "Ann"), a_contact(book, "Bo")
    draft = replace(
        a_talk(ann, bo),
        promises=(PromiseDraft("a map", True, TODAY), PromiseDraft("a pen", False)),
        next_step=NextStepDraft("lunch", TODAY),
    )
    log(book, draft)
    assert [promise.text for promise in book.promises.open_with(ann)] == ["a map", "a pen"]
    assert [step.text for step in book.promises.open_steps_with(ann)] == ["lunch"]
    assert book.promises.open_with(bo) == []
    assert [step.text for step in book.promises.open_steps_with(bo)] == ["lunch"]


def test_every_text_of_an_interaction_is_kept_clean(book: Book) -> None:
    ann = a_contact(book)
    for text in HOSTILE:
        talk = a_talk(ann, summary=text)
        draft = replace(talk, notes=text, place=text, platform=text, situation=text, topics=(f"t{text}",))
        kept = book.interactions.get(log(book, draft))
        assert kept is not None
        assert (kept.notes, kept.summary) == (clean(text), clean(text, one_line=True)), repr(text)
        inside = (kept.place, kept.platform, kept.situation, *kept.topics)
        assert not controls_in("".join(inside)), repr(text)


def test_the_instant_is_kept_in_utc_with_its_offset(book: Book) -> None:
    ann = a_contact(book)
    at = datetime(2026, 11, 23, 0, 30, tzinfo=timezone(timedelta(hours=9)))
    log(book, replace(a_talk(ann), occurred_at=at))
    row = book.conn.execute("SELECT occurred_at_utc, utc_offset_min FROM interaction").fetchone()
    assert row == ("2026-11-22T15:30:00Z", 540)


def test_the_day_it_was_written_down_is_kept_apart_from_the_day_it_happened(book: Book) -> None:
    kept = book.interactions.get(log(book, a_talk(a_contact(book), on="2026-10-01")))
    assert kept is not None
    assert kept.logged_at == datetime(2026, 11, 23, 8, tzinfo=UTC)


def test_the_channel_last_used_goes_by_day(book: Book) -> None:
    ann = a_contact(book)
    log(book, a_talk(ann, on="2026-11-20", channel=Channel.EMAIL))
    log(book, a_talk(ann, on="2026-11-01", channel=Channel.CALL))
    assert book.interactions.last_channel(ann) is Channel.EMAIL


def test_a_draft_delivered_is_known_by_its_identity(book: Book) -> None:
    talk = log(book, replace(a_talk(a_contact(book)), draft_id="d1"))
    assert (book.interactions.id_of_draft("d1"), book.interactions.id_of_draft("d2")) == (talk, None)


def test_one_in_the_trash_is_on_no_timeline(book: Book) -> None:
    ann = a_contact(book)
    talk = log(book, a_talk(ann))
    with book.write("trashed"):
        book.interactions.trash(talk)
    assert (list(book.interactions.timeline_of(ann)), book.interactions.get(talk)) == ([], None)


def test_an_interaction_with_somebody_unknown_is_not_kept_by_halves(book: Book) -> None:
    ann = a_contact(book)
    with pytest.raises(RapportError, match="no longer in the book"):
        log(book, a_talk(ann, ContactId(99)))
    assert list(book.interactions.timeline_of(ann)) == []
