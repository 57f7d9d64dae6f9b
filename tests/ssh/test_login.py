"""The app through a real ssh login: opened by a forced command, and no way past it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from tests.passing_over import need
from tests.pty_app import PtyApp
from tests.screens.app_in_test import with_book
from tests.ssh.server import Sshd, forced, gone_within
from tui.services.services import Services


@pytest.fixture
def kiosk(sshd: Sshd, far_home: Path, far_book: Path) -> Sshd:
    """Return a server on which a key opens a kiosk and nothing else."""
    sshd.let_in("anna", f"restrict,pty,{forced(far_home, '--kiosk', '--db', str(far_book))}")
    return sshd


def test_the_app_opens_works_and_ends(kiosk: Sshd, far_book: Path) -> None:
    with PtyApp(kiosk.ssh("anna")) as app:
        app.wait_for("REACH OUT")
        app.press("l")
        app.wait_for("Log")
        app.send(b"call about the boat")
        app.wait_for("note: about the boat")
        app.press("enter")
        app.wait_for("logged a call with")
        app.resize((120, 36))
        app.wait_until_quiet()
        app.press("q")
        assert app.wait_for_exit() == 0
    assert gone_within(str(far_book), 5)


def test_without_a_terminal_it_is_said_how_to_get_one_and_nothing_is_left(
    kiosk: Sshd, far_book: Path
) -> None:
    ran = subprocess.run(
        kiosk.ssh("anna", options=("-T",)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert "ssh -t" in ran.stderr
    assert gone_within(str(far_book), 5)


@pytest.mark.parametrize("asked", [("sh", "-c", "id"), ("bash", "-i"), ("rapport", "export", "json", "-")])
@pytest.mark.parametrize("terminal", ["-tt", "-T"])
def test_no_shell_and_no_command_is_given(asked: tuple[str, ...], terminal: str, kiosk: Sshd) -> None:
    ran = subprocess.run(
        kiosk.ssh("anna", *asked, options=(terminal,)),
        input="id\nexit\n",
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert ran.returncode == 2
    assert "uid=" not in ran.stdout
    assert "nothing else" in ran.stdout + ran.stderr


@pytest.mark.parametrize("program", ["scp", "scp -O", "sftp"])
def test_no_file_is_copied_in_or_out(program: str, kiosk: Sshd, far_home: Path, tmp_path: Path) -> None:
    words = program.split()
    need(words[0], "openssh-client", is_there=shutil.which(words[0]) is not None)
    (tmp_path / "in.txt").write_text("no")
    far = f"HOST:{far_home}/"
    into = ["in.txt", far] if words[0] == "scp" else [f"{far}rapport.db", "out.db"]
    out = [f"{far}rapport.db", "out.db"]
    for files in (into, out):
        ran = subprocess.run(
            kiosk.copying(words[0], "anna", *words[1:], *files),
            cwd=tmp_path,
            capture_output=True,
            check=False,
            timeout=30,
        )
        assert ran.returncode != 0
    assert not (far_home / "in.txt").exists()
    assert not (tmp_path / "out.db").exists()


def test_no_port_is_forwarded(kiosk: Sshd) -> None:
    with socket.create_server(("127.0.0.1", 0)) as inside:
        inside.settimeout(3)
        target = f"127.0.0.1:{inside.getsockname()[1]}"
        ran = subprocess.run(
            kiosk.ssh("anna", options=("-W", target)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        assert ran.returncode != 0
        assert "forwarding failed" in ran.stderr
        with pytest.raises(TimeoutError):
            inside.accept()


def test_no_agent_and_no_screen_is_forwarded(kiosk: Sshd, far_home: Path) -> None:
    with PtyApp(kiosk.ssh("anna", options=("-tt", "-A", "-X"))) as app:
        app.wait_for("REACH OUT")
        app.press("q")
        app.wait_for_exit()
    assert not list(far_home.glob(".Xauthority*"))


def test_variables_of_the_caller_choose_nothing(kiosk: Sshd) -> None:
    sent = {"RAPPORT_DB": "/etc/passwd", "EDITOR": "touch", "TEXTUAL_DRIVER": "os:path"}
    options = ["-tt", *(word for name in sent for word in ("-o", f"SendEnv={name}"))]
    with PtyApp(kiosk.ssh("anna", options=options), env=sent) as app:
        app.wait_for("Maya Okafor")
        app.press("q")
        assert app.wait_for_exit() == 0


def test_lines_are_delivered_once_through_the_same_key(kiosk: Sshd, far_book: Path) -> None:
    line = "id:2026-11-20-1f0c call @maya about the boat\n"
    answers = [
        subprocess.run(
            kiosk.ssh("anna", "rapport", "log", "-", options=("-T",)),
            input=line,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for _ in range(2)
    ]
    assert [answer.split()[1] for answer in answers] == ["Logged:", "Delivered"]
    assert with_book(far_book, _talks_about_the_boat) == 1


def _talks_about_the_boat(services: Services) -> int:
    found = services.book.conn.execute(
        "SELECT count(*) FROM interaction WHERE notes LIKE '%boat%' OR summary LIKE '%boat%'"
    )
    return int(found.fetchone()[0])


def test_two_people_with_a_key_each_share_nothing(
    sshd: Sshd, far_home: Path, far_book: Path, tmp_path: Path
) -> None:
    other = tmp_path / "far" / "bo" / "rapport.db"
    sshd.let_in("anna", f"restrict,pty,{forced(far_home, '--kiosk', '--db', str(far_book))}")
    sshd.let_in("bo", f"restrict,pty,{forced(far_home, '--kiosk', '--db', str(other))}")
    with PtyApp(sshd.ssh("bo")) as app:
        app.wait_for("Name one person")
        app.press("escape")
        app.wait_until_quiet()
        assert "Maya" not in app.screen
        app.press("q")
        app.wait_for_exit()
    assert other.stat().st_mode & 0o777 == 0o600
    assert other.parent.stat().st_mode & 0o777 == 0o700
    assert os.listdir(other.parent / "rapport.db-state") == ["rapport"]
