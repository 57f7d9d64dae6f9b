"""Deleting for ever changes nothing of others but words that name the one deleted, and is whole or not done."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders import Dump, a_book, a_contact, a_talk, dump, log
from tui.domain.errors import RapportError
from tui.domain.records.contact import ContactId, fold
from tui.services.deleting.deleting import Deleting
from tui.services.deleting.where_names_lie import Beside
from tui.services.drafts.lines import LineHistory
from tui.services.services import Services
from tui.store.book import Book
from tui.store.deleting.prose import PROSE
from tui.store.deleting.purge import purge
from tui.store.interactions.drafts import Drafts
from tui.store.schema.journal import DERIVED

KINDS = (
    "16",
    "November",
    "Berlin",
    "call",
    "J",
    "some one",
    "Ann",
    "王明",
    "José",
    "okafor",
    "Studio 16",
    "Kim Berlin",
)


@pytest.fixture
def beside(tmp_path: Path) -> Beside:
    return Beside(LineHistory(tmp_path / "history"), Drafts(tmp_path / "drafts"), tmp_path / "exchange")


def everything_says(book: Book, bo: ContactId, word: str) -> None:
    """Let a word stand in every column of words, and in every row there may be, of somebody else."""
    talk = log(book, a_talk(bo, on="2026-12-16", summary=word))
    rows: list[tuple[str, dict[str, object]]] = [
        (
            "contact_point",
            {"contact_id": bo, "kind": "url", "value": f"https://{word}.example", "label": word},
        ),
        ("key_date", {"contact_id": bo, "kind": "other", "label": word, "month": 11, "day": 16}),
        (
            "interaction_value",
            {"interaction_id": talk, "contact_id": bo, "way": "given", "kind": "help", "note": word},
        ),
        ("interaction_topic", {"interaction_id": talk, "topic": word}),
        (
            "next_step",
            {"uid": "n", "contact_id": bo, "text": word, "due_on": "2026-12-16", "set_on": "2026-11-16"},
        ),
        ("promise", {"uid": "p", "contact_id": bo, "made_by": "me", "text": word, "made_on": "2026-11-16"}),
        ("snooze", {"contact_id": bo, "set_on": "2026-11-16", "until": "2026-12-16"}),
        ("pause", {"contact_id": bo, "from_day": "2026-11-16", "reason": word}),
        ("milestone", {"name": "first", "reached_on": "2026-11-16", "reflection": word}),
        ("fact", {"contact_id": bo, "kind": "fact", "text": word}),
        ("question", {"contact_id": bo, "text": word, "added_on": "2026-11-16"}),
        ("position", {"contact_id": bo, "organisation": word, "role": word, "from_when": "2016-11"}),
        ("custom_field", {"contact_id": bo, "label": word, "value": word}),
        (
            "card",
            {
                "contact_id": bo,
                "raw": f"BEGIN:VCARD\nTZ:Europe/Berlin\nBDAY:2016-11-16\nNOTE:{word}\nEND:VCARD",
            },
        ),
        ("saved_view", {"name": word, "folded": fold(word), "query": word}),
        ("starter", {"situation": "thanks", "text": word}),
        ("setting", {"key": "plan", "value": word}),
    ]
    with book.write("filled"):
        for table, row in rows:
            columns, marks = ", ".join(row), ", ".join("?" * len(row))
            book.conn.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))
        book.conn.execute(
            "UPDATE contact SET organisation = ?1, role = ?1, place = ?1, notes = ?1, met_at = ?1,"
            " time_zone = 'Europe/Berlin', phonetic = ?1 WHERE id = ?2",
            (word, bo),
        )
        book.conn.execute(
            "UPDATE interaction SET notes = ?1, place = ?1, message = ?1, platform = ?1", (word,)
        )
        book.contacts.add_tags(bo, [word])
        book.contacts.add_to_circles(bo, [f"{word}s"])


@pytest.mark.parametrize("name", KINDS)
def test_a_name_that_is_a_common_word_changes_no_row_of_others(book: Book, beside: Beside, name: str) -> None:
    bo = a_contact(book, "Bo Chen", rhythm=30)
    everything_says(book, bo, name.split()[-1] if " " in name and name != "some one" else name)
    before = dump(book.conn)
    who = a_contact(book, name)
    Deleting(book).contact_for_ever(who, beside)
    after = dump(book.conn)
    after["setting"] = [row for row in after["setting"] if row[1] != "departures"]
    after["saved_view"], before["saved_view"] = [], []
    assert after == before


@pytest.mark.parametrize("name", ["Maya Okafor", "Studio 16", "José Núñez", "some one", "sam call", "王小明"])
def test_a_name_written_whole_everywhere_leaves_days_zones_and_kinds_as_they_were(
    book: Book, beside: Beside, name: str
) -> None:
    bo = a_contact(book, "Bo Chen", rhythm=30)
    everything_says(book, bo, name)
    before = dump(book.conn)
    who = a_contact(book, name)
    Deleting(book).contact_for_ever(who, beside)
    _differ_in_words_only(book, before)
    Services(book).today.view()


def _differ_in_words_only(book: Book, before: Dump) -> None:
    for table, rows in dump(book.conn).items():
        names = [row[1] for row in book.conn.execute(f"PRAGMA table_info({table})")]
        may = {*PROSE.get(table, ()), *DERIVED.get(table, ()), "folded"}
        kept = [at for at, name in enumerate(names) if name not in may]
        ours = [row for row in rows if row[1] != "departures"]
        assert [[row[at] for at in kept] for row in ours] == [
            [row[at] for at in kept] for row in before[table]
        ], table


def test_the_day_of_a_step_and_a_snooze_stay_when_a_name_is_a_number(book: Book, beside: Beside) -> None:
    everything_says(book, a_contact(book, "Bo Chen"), "a boat")
    Deleting(book).contact_for_ever(a_contact(book, "Studio 16"), beside)
    asked = "SELECT due_on FROM next_step UNION ALL SELECT until FROM snooze"
    assert book.conn.execute(asked).fetchall() == [("2026-12-16",), ("2026-12-16",)]


def test_a_name_longer_words_do_not_fit_in_gives_way_to_a_shorter_sign(book: Book, beside: Beside) -> None:
    bo, who = a_contact(book, "Bo Chen"), a_contact(book, "Ada Q")
    with book.write("noted"):
        book.contacts.change(bo, role="Ada Q " * 333)
    Deleting(book).contact_for_ever(who, beside)
    row = book.conn.execute("SELECT role FROM contact WHERE id = ?", (bo,)).fetchone()
    assert row[0].startswith("… …")


def test_what_a_rule_of_the_tables_forbids_is_a_sentence_and_nothing_is_done(book: Book) -> None:
    who = a_contact(book, "Ada Quill")
    book.conn.execute(
        "CREATE TRIGGER theirs BEFORE DELETE ON contact BEGIN SELECT raise(ABORT, 'kept by another tool'); END"
    )
    before = dump(book.conn)
    with pytest.raises(RapportError, match="kept by another tool"):
        purge(book, [who])
    assert dump(book.conn) == before


def test_nothing_is_done_when_anything_else_would_change(book: Book) -> None:
    who, bo = a_contact(book, "Ada Quill"), a_contact(book, "Bo Chen")
    book.conn.execute(
        f"CREATE TRIGGER theirs AFTER DELETE ON contact BEGIN UPDATE contact SET place = 'x' WHERE id = {bo}; END"
    )
    before = dump(book.conn)
    with pytest.raises(RapportError, match="changed more than it should"):
        purge(book, [who])
    assert dump(book.conn) == before


def test_the_mark_of_whom_they_became_one_with_goes(tmp_path: Path, beside: Beside) -> None:
    services = Services(a_book(tmp_path))
    ann, anna = a_contact(services.book, "Ann Lee"), a_contact(services.book, "Anna Lee")
    services.merging.merge(services.merging.plan([ann, anna]))
    (left,) = services.book.contacts.ids_by_name()
    services.deleting.contact_for_ever(ContactId(left), beside)
    asked = "SELECT count(*) FROM setting WHERE key LIKE 'merged:%'"
    assert services.book.conn.execute(asked).fetchone() == (0,)
    assert b"Lee" not in services.book.path.read_bytes()
    services.close()


def test_a_tag_a_kept_step_has_to_do_with_stays(book: Book, beside: Beside) -> None:
    maya, bo = a_contact(book, "Maya Okafor", tags=("choir",)), a_contact(book, "Bo Chen")
    with book.write("tagged"):
        book.contacts.add_tags(bo, ["choir"])
    with book.write("untagged"):
        book.contacts.put_groups("tag", bo, [])
    Deleting(book).contact_for_ever(maya, beside)
    assert book.undo().label == "untagged"
    assert book.contacts.get_all([bo])[0].tags == ("choir",)


def test_what_was_shown_before_is_what_is_done_or_nothing(book: Book, beside: Beside) -> None:
    who, bo = a_contact(book, "Maya Okafor"), a_contact(book, "Bo Chen")
    shown = Deleting(book).farewell(who, beside)
    with book.write("wrote"):
        book.contacts.change(bo, notes="knows Maya Okafor")
    with pytest.raises(RapportError, match="changed since you were asked"):
        Deleting(book).contact_for_ever(who, beside, shown=shown)
    assert book.contacts.count() == 2


def test_the_copy_made_before_holds_them_until_the_next_deletion(
    book: Book, beside: Beside, tmp_path: Path
) -> None:
    said = Deleting(book).contact_for_ever(a_contact(book, "Maya Okafor"), beside)
    assert said.copy is not None
    assert b"Maya Okafor" in said.copy.read_bytes()
    again = Deleting(book).contact_for_ever(a_contact(book, "Bo Chen"), beside)
    assert list((tmp_path / "backups").glob("*before-deletion*")) == [again.copy]
    assert again.copy is not None
    assert b"Maya Okafor" not in again.copy.read_bytes()
    Deleting(book).remove_copy()
    assert not again.copy.exists()
