"""Import, export, backup and the demo book, on the command line."""

from __future__ import annotations

import json
import sqlite3
import stat
from pathlib import Path

import pytest

from tests.cli.shell import Shell

DATA = Path(__file__).parents[1] / "data" / "formats"
CARDS = "".join(
    f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nN:;{name};;;\r\nEND:VCARD\r\n"
    for name in ("Ann Lee", "Cy Moss")
)


@pytest.fixture
def cards(tmp_path: Path) -> str:
    """Return the path of a file of two cards."""
    path = tmp_path / "cards.vcf"
    path.write_text(CARDS, newline="")
    return str(path)


def counts(report: dict[str, object]) -> tuple[object, ...]:
    return tuple(
        report[name] for name in ("read", "added", "updated", "unchanged", "skipped", "needs_review")
    )


def test_a_second_import_of_the_same_file_adds_nobody(rapport: Shell, cards: str) -> None:
    assert counts(rapport.ok("import", cards, "--json").json) == (2, 2, 0, 0, 0, 0)
    assert counts(rapport.ok("import", cards, "--json").json) == (2, 0, 0, 2, 0, 0)


def test_a_dry_run_counts_and_changes_nothing(rapport: Shell, cards: str) -> None:
    assert rapport.ok("import", cards, "--dry-run").out.startswith(
        "Nothing was changed; this would be: 2 read, 2 new"
    )
    assert rapport.ok("list", "--json").json == []


def test_an_import_gives_tag_and_rhythm_and_is_one_undo(rapport: Shell, cards: str) -> None:
    rapport.ok("import", cards, "--tag", "choir", "--rhythm", "monthly")
    found = rapport.ok("list", "--json").json
    assert [(each["tags"], each["rhythm_days"]) for each in found] == [(["choir"], 30)] * 2
    assert len({each["due"] for each in found}) == 2
    rapport.ok("undo")
    assert rapport.ok("list", "--json").json == []


def test_connections_of_linkedin_are_imported(rapport: Shell) -> None:
    report = rapport.ok("import", str(DATA / "Connections.csv"), "--json").json
    assert report["added"] == len(rapport.ok("list", "--json").json) > 0


def test_a_file_that_is_not_of_the_kind_named_is_refused(rapport: Shell, cards: str) -> None:
    said = rapport("import", cards, "--format", "monica")
    assert said.code == 2
    assert "Line 1" in said.err


def test_a_file_that_is_not_there_ends_with_3(rapport: Shell, tmp_path: Path) -> None:
    assert rapport("import", str(tmp_path / "none.vcf")).code == 3


def test_an_exported_card_comes_back_unchanged(rapport: Shell, cards: str, tmp_path: Path) -> None:
    rapport.ok("import", cards)
    target = tmp_path / "out" / "all.vcf"
    assert rapport.ok("export", "vcard", str(target)).out == f"{target}: 2 contacts.\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert counts(rapport.ok("import", str(target), "--json").json)[1:4] == (0, 0, 2)


def test_an_export_to_a_dash_goes_to_standard_output(rapport: Shell, cards: str) -> None:
    rapport.ok("import", cards)
    assert rapport.ok("export", "vcard", "-", "--who", "cy").out.count("BEGIN:VCARD") == 1
    assert "Ann Lee" in rapport.ok("export", "csv", "-").out


def test_json_is_the_whole_book(rapport: Shell, cards: str) -> None:
    rapport.ok("import", cards)
    whole = rapport.ok("json")
    assert [each["name"] for each in whole.json["contacts"]] == ["Ann Lee", "Cy Moss"]
    assert json.loads(rapport.ok("export", "json", "-").out) == whole.json


def test_an_export_can_be_of_every_kind(rapport: Shell, cards: str, tmp_path: Path) -> None:
    rapport.ok("import", cards)
    for kind, start in (("friends", "### Activities:"), ("ics", "BEGIN:VCALENDAR")):
        assert rapport.ok("export", kind, "-").out.startswith(start)
    assert "VERSION:4.0" in rapport.ok("export", "vcard", "-", "--vcard4").out
    assert rapport.ok("export", "csv", "-", "--format", "google").out.startswith("First Name,")
    folder = tmp_path / "People"
    rapport.ok("export", "markdown", str(folder), "--who", "cy")
    assert [path.name for path in folder.iterdir()] == ["Cy Moss.md"]


@pytest.mark.parametrize(
    "words",
    [
        ("markdown", "-"),
        ("csv", "-", "--vcard4"),
        ("vcard", "-", "--format", "google"),
        ("json", "-", "--who", "cy"),
    ],
)
def test_an_export_that_cannot_be_is_a_sentence(rapport: Shell, cards: str, words: tuple[str, ...]) -> None:
    rapport.ok("import", cards)
    assert rapport("export", *words).code == 2


def test_a_whole_book_goes_into_an_empty_one_alone(rapport: Shell, cards: str, tmp_path: Path) -> None:
    rapport.ok("import", cards)
    target, other = str(tmp_path / "book.json"), str(tmp_path / "new.db")
    rapport.ok("export", "json", target)
    said = rapport("import", target)
    assert (said.code, "Nothing was changed" in said.err) == (2, True)
    assert (
        rapport.ok("--db", other, "import", target).out
        == "The whole book is here: 2 contacts, 0 interactions.\n"
    )
    ours, theirs = rapport.ok("json").json, rapport.ok("--db", other, "json").json
    assert {**ours, "exported_at": ""} == {**theirs, "exported_at": ""}


def test_a_history_is_counted(rapport: Shell) -> None:
    report = rapport.ok("import", str(DATA / "monica.json"), "--json").json
    assert report["interactions"] > 0
    assert rapport.ok("streak", "--json").json["current"] == 0


def test_a_folder_of_cards_is_imported(rapport: Shell, cards: str) -> None:
    assert counts(rapport.ok("import", str(Path(cards).parent), "--json").json)[:2] == (2, 2)


def test_who_looks_like_someone_here_is_said(rapport: Shell, cards: str, tmp_path: Path) -> None:
    rapport.ok("import", cards)
    (tmp_path / "x.vcf").write_text(CARDS.replace("Cy Moss", "Moss\\, Cy").replace("Ann Lee", "A. Lee"))
    said = rapport.ok("import", str(tmp_path / "x.vcf"))
    assert "look like someone here" in said.out and ":import" in said.err


def test_a_backup_is_a_whole_book_and_overwrites_nothing(rapport: Shell, cards: str, tmp_path: Path) -> None:
    rapport.ok("import", cards)
    target = str(tmp_path / "copy.db")
    rapport.ok("backup", target)
    assert len(rapport.ok("--db", target, "list", "--json").json) == 2
    assert rapport("backup", target).code == 3


def test_a_backup_without_a_path_lies_beside_the_book(rapport: Shell, cards: str, home: Path) -> None:
    rapport.ok("import", cards)
    rapport.ok("backup")
    (copy,) = (home / ".local/share/rapport/backups").glob("*.db")
    with sqlite3.connect(copy) as conn:
        assert conn.execute("SELECT count(*) FROM contact").fetchone() == (2,)
    conn.close()


def test_a_demo_book_is_written_to_a_file_once(newcomer: Shell, tmp_path: Path) -> None:
    target = str(tmp_path / "demo.db")
    newcomer.ok("demo", "--out", target, "--contacts", "5", "--interactions", "10")
    assert len(newcomer.ok("--db", target, "list", "--json").json) == 5
    assert newcomer("demo", "--out", target).code == 2
    assert not Path(newcomer.ok("config", "show").out.split()[-1]).exists()
