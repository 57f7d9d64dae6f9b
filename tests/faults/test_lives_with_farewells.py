"""Lives at random in which people are deleted for ever, steps taken back and brought back: the book stays whole."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

from tests.builders import a_book, dump
from tests.services.acts import acts_by_chance, check_full_text, derived_rows, recomputed_rows
from tui.domain.errors import NothingToUndo, RapportError, UndoRefused
from tui.domain.records.contact import ContactId
from tui.services.deleting.where_names_lie import Beside
from tui.services.drafts.lines import LineHistory
from tui.services.services import Services
from tui.store.interactions.drafts import Drafts
from tui.store.schema.tables import all_rows, replace_all_rows


def _beside(folder: Path) -> Beside:
    return Beside(LineHistory(folder / "history"), Drafts(folder / "drafts"), folder / "exchange")


def _one_more(services: Services, chance: random.Random, beside: Beside) -> None:
    """Delete somebody or something for ever, take a step back, or bring one back."""
    conn = services.book.conn
    kind = chance.choice(("person", "talk", "trash", "undo", "undo", "undo", "undo", "redo", "redo"))
    if kind in ("undo", "redo"):
        with suppress(NothingToUndo, UndoRefused):
            getattr(services, kind)()
        return
    people = [row[0] for row in conn.execute("SELECT id FROM contact ORDER BY id")]
    talks = [row[0] for row in conn.execute("SELECT id FROM interaction ORDER BY id")]
    if kind == "person" and people:
        services.deleting.contact_for_ever(
            ContactId(chance.choice(people)), beside, keep_mentions=chance.random() < 0.3
        )
    elif kind == "talk" and talks:
        services.deleting.all_for_ever([], [chance.choice(talks)], beside)
    elif kind == "trash":
        services.trash.delete_for_ever(services.trash.items()[:2], beside)


def _is_whole(services: Services) -> None:
    conn = services.book.conn
    assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert derived_rows(services) == recomputed_rows(services)
    check_full_text(services)
    people = services.book.contacts.ids_by_name()
    assert len(services.book.contacts.get_all(people)) == len(people)
    for who in people:
        services.finding.page(ContactId(who))
    services.today.view()


def _there_and_back(services: Services) -> tuple[int, int]:
    """Undo all there is and redo it; give how many steps there were, and how many were refused on the way."""
    steps = refused = 0
    while True:
        try:
            services.undo()
            steps += 1
        except UndoRefused:
            refused += 1
            assert refused < 100, "one refused step bars the way"
        except NothingToUndo:
            break
        assert derived_rows(services) == recomputed_rows(services)
    _is_whole(services)
    for _ in range(steps):
        services.redo()
    return steps, refused


def _live(folder: Path, chance: random.Random) -> tuple[int, int]:
    services, beside = Services(a_book(folder)), _beside(folder)
    acts = [act for _ in range(4) for act in acts_by_chance(chance)][:45]
    for act in acts:
        with suppress(RapportError):
            act.do(services)
        if chance.random() < 0.3:
            _one_more(services, chance, beside)
    _is_whole(services)
    before = dump(services.book.conn)
    counts = _there_and_back(services)
    assert dump(services.book.conn) == before
    _comes_out_and_in(services, folder)
    services.close()
    return counts


def _comes_out_and_in(services: Services, folder: Path) -> None:
    rows = all_rows(services.book.conn)
    other = a_book(folder, name="other.db")
    with other.write("brought in"):
        replace_all_rows(other.db, rows)
    assert all_rows(other.conn) == rows
    other.close()


def test_a_book_stays_whole_whoever_is_deleted_whatever_is_taken_back(tmp_path: Path, is_long: bool) -> None:
    steps = refused = 0
    for seed in range(2_000 if is_long else 12):
        done, not_done = _live(tmp_path / str(seed), random.Random(seed))
        steps, refused = steps + done, refused + not_done
    print(f"{steps} steps taken back and brought back, {refused} passed over")
    assert steps > 0
