"""The trash: what lies there and why, taking it out as it was, and emptying it only when asked."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import TODAY, a_clock, a_contact, a_talk, dump, log
from tui.domain.errors import InvalidInput
from tui.domain.records.contact import ContactId
from tui.domain.records.interaction import Channel, Direction
from tui.services.deleting.deleting import Deleting
from tui.services.deleting.trash import Trash
from tui.services.deleting.where_names_lie import Beside
from tui.services.drafts.lines import LineHistory
from tui.services.tending.tending import Tending
from tui.store.book import Book
from tui.store.interactions.drafts import Drafts

LATER = TODAY + timedelta(days=31)


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    """Return an empty place beside the book."""
    return Beside(LineHistory(tmp_path / "history"), Drafts(tmp_path / "drafts"), tmp_path / "exchange")


def a_full_trash(book: Book) -> ContactId:
    """Throw away Ann and a call with Bo; give Bo."""
    ann, bo = a_contact(book, "Ann Lee", rhythm=30, last="2026-11-01"), a_contact(book, "Bo Chen", rhythm=30)
    call = log(book, a_talk(bo, on="2026-11-20", summary="the deck"))
    Tending(book).trash([ann])
    Deleting(book).interaction(call)
    return bo


def keys(book: Book) -> list[str]:
    return [each.key for each in Trash(book).items()]


def due(book: Book, who: ContactId) -> object:
    return book.conn.execute(
        "SELECT last_touch_on, next_due_on, ideal_days FROM contact WHERE id = ?", (who,)
    ).fetchone()


def waits(book: Book, interaction_id: int) -> bool:
    return bool(
        book.conn.execute("SELECT needs_reply FROM interaction WHERE id = ?", (interaction_id,)).fetchone()[0]
    )


def test_what_was_thrown_away_is_listed_with_what_it_was(book: Book) -> None:
    a_full_trash(book)
    assert {(each.key, each.title, each.text) for each in Trash(book).items()} == {
        ("c1", "Ann Lee", ""),
        ("i2", "call with Bo Chen", "the deck"),
    }


def test_it_is_said_how_long_each_thing_is_kept(book: Book) -> None:
    a_full_trash(book)
    item = Trash(book).items()[0]
    assert item.why(TODAY) == "kept 30 more days"
    assert item.why(TODAY + timedelta(days=29)) == "kept 1 more day"
    assert item.why(LATER) == "goes when you empty the trash"


def test_restoring_gives_back_the_tables_as_they_were(book: Book) -> None:
    bo = a_full_trash(book)
    trashed = due(book, bo)
    book.undo()
    before = dump(book.conn)["interaction"], due(book, bo)
    book.redo()
    bin_ = Trash(book)
    assert bin_.restore(bin_.named(["i2"])) == "brought back call with Bo Chen"
    assert (dump(book.conn)["interaction"], due(book, bo)) == before
    assert trashed != due(book, bo)


def test_restoring_is_one_undo_step(book: Book) -> None:
    a_full_trash(book)
    Trash(book).restore(Trash(book).items())
    assert keys(book) == []
    assert book.undo().label == "brought back 2 things from the trash"
    assert set(keys(book)) == {"c1", "i2"}


def test_a_restored_contact_falls_due_as_before(book: Book) -> None:
    ann = a_contact(book, "Ann Lee", rhythm=30, last="2026-11-01")
    before = due(book, ann)
    Tending(book).trash([ann])
    log(book, a_talk(ann, on="2026-11-22"))
    book.undo()
    Trash(book).restore(Trash(book).items())
    assert due(book, ann) == before


def test_what_is_not_in_the_trash_cannot_be_brought_back(book: Book) -> None:
    a_full_trash(book)
    items = Trash(book).items()
    Trash(book).restore(items)
    with pytest.raises(InvalidInput, match="not in the trash"):
        Trash(book).restore(items)


@pytest.mark.parametrize("word", ["c1", "C1", "ann lee"])
def test_a_thing_is_named_by_its_key_or_its_name(book: Book, word: str) -> None:
    a_full_trash(book)
    assert [each.title for each in Trash(book).named([word])] == ["Ann Lee"]


def test_a_name_that_several_have_asks_for_the_key(book: Book) -> None:
    twins = [a_contact(book, "Kim Lee"), a_contact(book, "Kim Lee")]
    Tending(book).trash(twins)
    with pytest.raises(InvalidInput, match="is 2 people: c2, c1"):
        Trash(book).named(["Kim Lee"])


def test_nothing_leaves_the_trash_by_itself(book: Book, tmp_path: Path) -> None:
    a_full_trash(book)
    with_later_clock = Book.open(book.path, a_clock(LATER + timedelta(days=900)))
    assert len(Trash(with_later_clock).items()) == 2
    with_later_clock.close()


def test_emptying_takes_only_what_is_old_and_backs_up_first(
    book: Book, beside: Beside, tmp_path: Path
) -> None:
    a_full_trash(book)
    assert Trash(book).empty(beside) == "nothing was old enough to go"
    later = Book.open(book.path, a_clock(LATER))
    fresh = a_contact(later, "Cy Fresh")
    Tending(later).trash([fresh])
    said = Trash(later).empty(beside)
    assert said.startswith("2 things from the trash deleted for ever; a backup from just before is at ")
    assert keys(later) == [f"c{fresh}"]
    copy = Book.open(next((tmp_path / "backups").glob("*-before-deletion-*.db")), a_clock(LATER))
    assert len(keys(copy)) == 3
    copy.close()
    later.close()


def test_an_interaction_deleted_for_ever_leaves_no_byte(book: Book, beside: Beside) -> None:
    bo = a_contact(book, "Bo Chen")
    call = log(book, a_talk(bo, summary="glockenspiel practice"))
    Deleting(book).interaction(call)
    beside.history.remember("log", "call @bo glockenspiel practice")
    Trash(book).delete_for_ever(Trash(book).items(), beside)
    assert b"glockenspiel" not in book.path.read_bytes().lower()
    assert beside.history.of("log") == []
    assert book.undo().label == "added Bo Chen"


# Replies


def wrote(book: Book, who: int, on: str) -> int:
    return log(book, a_talk(who, on=on, channel=Channel.EMAIL, direction=Direction.IN))


def test_trashing_the_answer_opens_the_reply_again(book: Book) -> None:
    ann = a_contact(book, "Ann Lee")
    theirs = wrote(book, ann, "2026-11-20")
    mine = log(book, a_talk(ann, on="2026-11-21", channel=Channel.EMAIL))
    assert not waits(book, theirs)
    Deleting(book).interaction(mine)
    assert waits(book, theirs)


def test_restoring_the_answer_answers_it_again_and_again(book: Book) -> None:
    ann = a_contact(book, "Ann Lee")
    theirs = wrote(book, ann, "2026-11-20")
    mine = log(book, a_talk(ann, on="2026-11-21"))
    states = []
    for _ in range(2):
        Deleting(book).interaction(mine)
        states.append(waits(book, theirs))
        Trash(book).restore(Trash(book).items())
        states.append(waits(book, theirs))
    assert states == [True, False, True, False]


def test_undoing_the_trashing_answers_it_again(book: Book) -> None:
    ann = a_contact(book, "Ann Lee")
    theirs = wrote(book, ann, "2026-11-20")
    mine = log(book, a_talk(ann, on="2026-11-21"))
    before = dump(book.conn)
    Deleting(book).interaction(mine)
    book.undo()
    assert dump(book.conn) == before
    assert not waits(book, theirs)


def test_a_reply_that_another_touch_answers_stays_answered(book: Book) -> None:
    ann = a_contact(book, "Ann Lee")
    theirs = wrote(book, ann, "2026-11-19")
    mine = log(book, a_talk(ann, on="2026-11-20"))
    log(book, a_talk(ann, on="2026-11-21"))
    Deleting(book).interaction(mine)
    assert not waits(book, theirs)


def test_a_reply_put_away_by_hand_stays_put_away(book: Book) -> None:
    ann = a_contact(book, "Ann Lee")
    theirs = wrote(book, ann, "2026-11-19")
    with book.write("no reply needed"):
        book.interactions.answer_not_needed(theirs)
    mine = log(book, a_talk(ann, on="2026-11-20"))
    Deleting(book).interaction(mine)
    assert not waits(book, theirs)


def test_a_reply_answered_before_it_was_written_down_opens_too(book: Book) -> None:
    ann = a_contact(book, "Ann Lee")
    mine = log(book, a_talk(ann, on="2026-11-20"))
    theirs = wrote(book, ann, "2026-11-19")
    assert not waits(book, theirs)
    Deleting(book).interaction(mine)
    assert waits(book, theirs)


def test_trashing_what_they_wrote_asks_for_nothing(book: Book) -> None:
    ann = a_contact(book, "Ann Lee")
    first, second = wrote(book, ann, "2026-11-18"), wrote(book, ann, "2026-11-19")
    log(book, a_talk(ann, on="2026-11-20"))
    Deleting(book).interaction(second)
    assert not waits(book, first)
