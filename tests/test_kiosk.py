"""A login that may use Rapport and nothing else: whatever is pressed, asked for or sent along, it stays in."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.kiosk_program import PLACES
from tests.pty_app import RAPPORT, PtyApp
from tests.screens.app_in_test import a_demo_book, a_small_book, open_app, with_book
from tests.writing import open_composer, write
from tui.cli.kiosk import DELIVERIES, keep_to_ourselves
from tui.domain.errors import RapportError
from tui.screens.importer.importer import ImporterScreen
from tui.services.exporting.exchange import Exchange

PROGRAM = Path(__file__).with_name("kiosk_program.py")
IN_SHORT = ("today", "commands")
"""The places pressed at every run: every key of a list, and every command there is."""
LURES = {
    "EDITOR": "touch",
    "VISUAL": "touch",
    "BROWSER": "touch",
    "PAGER": "touch",
    "TEXTUAL_DRIVER": "os:path",
}
"""Variables that other programs take for a command to run."""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "anna"
    folder.mkdir(mode=0o700)
    return a_small_book(folder)


def kiosk(book: Path, *words: str, asked: str = "", stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run a kiosk without a terminal, as sshd runs a forced command."""
    environment = {**os.environ, **({"SSH_ORIGINAL_COMMAND": asked} if asked else {})}
    return subprocess.run(
        [*RAPPORT, "--kiosk", "--db", str(book), *words],
        input=stdin,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize(
    "place", [each if each in IN_SHORT else pytest.param(each, marks=pytest.mark.long) for each in PLACES]
)
def test_whatever_is_pressed_starts_nothing_and_writes_nothing_elsewhere(place: str, tmp_path: Path) -> None:
    folder = tmp_path / "anna"
    folder.mkdir(mode=0o700)
    demo = a_demo_book(folder)
    ran = subprocess.run(
        [sys.executable, str(PROGRAM), str(demo), place],
        env={**os.environ, **LURES, "PYTHONPATH": os.getcwd(), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    told = json.loads(ran.stdout)
    assert told["seen"] == []
    assert len(told["pressed"]) > 10
    assert told["events"] > 1000


@pytest.mark.parametrize(
    "asked",
    [
        "sh -c id",
        "bash -i",
        "scp -t /tmp/x",
        "/usr/lib/openssh/sftp-server",
        "internal-sftp",
        "rapport due",
        "rapport log - ; id",
        "rapport log -\nid",
        "rapport export json -",
        "rapport --db /x log -",
    ],
)
def test_no_command_of_the_callers_is_run(asked: str, book: Path) -> None:
    ran = kiosk(book, asked=asked)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "nothing else" in ran.stderr


@pytest.mark.parametrize(
    "words", [("due",), ("--demo",), ("export", "json", "-"), ("--plain",), ("--help",), ("keys",)]
)
def test_no_other_word_is_taken(words: tuple[str, ...], book: Path) -> None:
    ran = kiosk(book, *words)
    assert (ran.returncode, ran.stdout) == (2, "")


def test_asking_for_rapport_by_name_opens_the_app_which_needs_a_terminal(book: Path) -> None:
    ran = kiosk(book, asked="rapport")
    assert ran.returncode == 2
    assert "terminal" in ran.stderr


def test_lines_are_delivered(book: Path) -> None:
    ran = kiosk(book, asked="rapport log -", stdin="call @maya the boat\n")
    assert ran.returncode == 0, ran.stderr
    assert "Maya Okafor" in ran.stdout


def test_only_lines_can_be_delivered() -> None:
    assert set(DELIVERIES) == {"rapport add -", "rapport log -", "rapport follow-up -"}


def test_without_a_terminal_it_ends_at_once(book: Path) -> None:
    ran = kiosk(book)
    assert ran.returncode == 2
    assert "ssh -t" in ran.stderr


def test_nothing_of_the_caller_s_environment_is_kept_but_the_terminal_and_the_language(book: Path) -> None:
    sent = {
        **LURES,
        "PYTHONSTARTUP": "x",
        "RAPPORT_DB": "/etc/x",
        "XDG_STATE_HOME": "/tmp",
        "LD_PRELOAD": "x",
    }
    kept = {
        "TERM": "xterm",
        "LANG": "C.UTF-8",
        "LC_TIME": "de_DE",
        "HOME": "/srv/anna",
        "COLORTERM": "truecolor",
    }
    environment = {**sent, **kept}
    keep_to_ourselves(environment, book)
    assert environment == {**kept, "XDG_STATE_HOME": str(book.parent / "rapport.db-state")}


def test_another_book_cannot_be_asked_for_by_a_variable(book: Path, tmp_path: Path) -> None:
    (tmp_path / "bo").mkdir()
    other = a_small_book(tmp_path / "bo")
    with_book(other, lambda services: services.recording.begin("Zita Only There", 30, None))
    with PtyApp((*RAPPORT, "--kiosk", "--db", str(book)), env={"RAPPORT_DB": str(other)}) as app:
        app.wait_for("REACH OUT")
        app.press("/")
        app.send(b"Zita")
        app.wait_for("Zita")
        app.wait_until_quiet()
        assert "Zita Only There" not in app.screen


def test_drafts_and_history_lie_beside_the_book_for_its_owner_alone(book: Path) -> None:
    with PtyApp((*RAPPORT, "--kiosk", "--db", str(book))) as app:
        open_composer(app)
        write(app, "for her eyes")
        app.signal(signal.SIGHUP)
        assert app.wait_for_exit() == 129
    state = book.parent / "rapport.db-state"
    found = [path for path in state.rglob("*") if path.is_file()]
    assert any("her eyes" in path.read_text() for path in found)
    assert {path.stat().st_mode & 0o777 for path in found} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (state, *state.rglob("*")) if path.is_dir()} == {0o700}


def test_it_cannot_be_stopped(book: Path) -> None:
    with PtyApp((*RAPPORT, "--kiosk", "--db", str(book))) as app:
        app.wait_for("REACH OUT")
        app.signal(signal.SIGTSTP)
        app.press("2")
        app.wait_for("TIMELINE")
        app.press("q")
        assert app.wait_for_exit() == 0


BAD_NAMES = [
    "",
    ".",
    "..",
    "a/b",
    "/etc/passwd",
    "../x.vcf",
    "~/x.vcf",
    ".hidden",
    "-rf",
    "a\x00b",
    "a\nb",
    "x" * 300,
]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_the_exchange_takes_plain_names_only(name: str, tmp_path: Path) -> None:
    exchange = Exchange(tmp_path / "exchange")
    with pytest.raises(RapportError):
        exchange.incoming(name)
    with pytest.raises(RapportError):
        exchange.outgoing(name)


def linked(folder: Path, outside: Path) -> Mapping[str, str]:
    """Make names in a folder that lead out of it."""
    (folder / "soft.vcf").symlink_to(outside)
    os.link(outside, folder / "hard.vcf")
    (folder / "folder").symlink_to(outside.parent)
    os.mkfifo(folder / "pipe.vcf")
    return {"soft.vcf": "link", "hard.vcf": "second name", "folder": "link to a folder", "pipe.vcf": "pipe"}


def test_no_link_leads_out_of_the_exchange(tmp_path: Path) -> None:
    outside = tmp_path / "outside.vcf"
    outside.write_text("BEGIN:VCARD")
    folder = tmp_path / "exchange"
    folder.mkdir(mode=0o700)
    for name in linked(folder, outside):
        with pytest.raises(RapportError):
            Exchange(folder).incoming(name)
    for name in ("soft.vcf", "folder", "pipe.vcf"):
        with pytest.raises(RapportError):
            Exchange(folder).outgoing(name)


def test_an_exchange_that_is_a_link_or_open_to_others_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o777)
    for folder in ("link", "open"):
        with pytest.raises(RapportError):
            Exchange(tmp_path / folder).names()


async def test_the_importer_of_a_kiosk_lists_and_takes_the_exchange_alone(book: Path, tmp_path: Path) -> None:
    async with open_app(book) as opened:
        opened.desk.kiosk = True
        opened.desk.exchange.mkdir(mode=0o700)
        (opened.desk.exchange / "people.vcf").write_text(
            "BEGIN:VCARD\nVERSION:3.0\nFN:Zita Melo\nEND:VCARD\n"
        )
        (tmp_path / "secret.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Not Yours\nEND:VCARD\n")
        opened.app.push_screen(ImporterScreen(opened.desk))
        await opened.pilot.pause()
        assert "people.vcf" in opened.text
        assert "rapport.db" not in opened.text
        assert "in the exchange folder" in opened.text
        await opened.write(str(tmp_path / "secret.vcf"))
        await opened.press("enter")
        await opened.settle()
        assert "Not Yours" not in opened.text
        assert "plain file name" in opened.text


async def test_the_export_of_a_kiosk_goes_into_the_exchange(book: Path) -> None:
    async with open_app(book) as opened:
        opened.desk.kiosk = True
        for target in (f"{book.parent}/out.csv", "people.csv"):
            await opened.press("colon")
            await opened.write(f"export {target}")
            await opened.press("enter")
            await opened.settle()
        assert not (book.parent / "out.csv").exists()
        assert (opened.desk.exchange / "people.csv").is_file()
