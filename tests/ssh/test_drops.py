"""A line that drops in the middle of writing: the words are kept, nobody is left behind, nothing spins."""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.pty_app import PtyApp
from tests.ssh.server import DEAD_AFTER_SECONDS, Sshd, forced, gone_within, running, worked_seconds
from tests.writing import drafted_in, open_composer

IN_SHORT, IN_FULL = 8, 100
LAG_SECONDS = 0.5
"""What was typed longer ago than this has to be in the draft."""
LEFT_SECONDS = 5.0
SPIN = 0.25
"""The share of a core that a program with nobody at it may use."""
DEAF = "trap '' HUP; "
"""What makes the shell, and what it starts, ignore a hangup."""


class Typist:
    """Writes numbers into the composer and knows which went out when."""

    def __init__(self, app: PtyApp) -> None:
        self._app = app
        self.typed: list[tuple[float, int]] = []

    def type_for(self, seconds: float) -> None:
        """Write one number after the other for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            number = len(self.typed)
            self._app.send(f"{number} ".encode())
            self.typed.append((time.monotonic(), number))
            self._app.wait_until_quiet(0.06)

    def older_than(self, instant: float) -> set[int]:
        """Return the numbers that went out before an instant."""
        return {number for at, number in self.typed if at < instant}


def kept_numbers(far_home: Path) -> set[int]:
    """Return the numbers that stand in the drafts on the server."""
    drafts = drafted_in(far_home / ".local/state/rapport/drafts")
    return {int(word) for word in drafts.split() if word.isdigit()}


def forget_drafts(far_home: Path) -> None:
    """Take the drafts away, so that the next time begins anew."""
    for path in (far_home / ".local/state/rapport/drafts").rglob("*.json"):
        path.unlink()


@pytest.mark.parametrize("is_deaf", [False, True], ids=["hangup sent", "hangup ignored"])
def test_a_dropped_connection_keeps_the_words_and_leaves_nobody(
    is_deaf: bool, is_long: bool, sshd: Sshd, far_home: Path, far_book: Path
) -> None:
    sshd.let_in("maya", forced(far_home, "--db", str(far_book), before=DEAF if is_deaf else ""))
    moments = random.Random(11)
    for _ in range((IN_FULL if is_long else IN_SHORT) // 2):
        with PtyApp(sshd.ssh("maya"), size=(200, 40)) as app:
            open_composer(app)
            typist = Typist(app)
            typist.type_for(moments.uniform(0.1, 2.0))
            app.signal(moments.choice((signal.SIGKILL, signal.SIGTERM)))
            dropped = time.monotonic()
            app.exit_code_within(LEFT_SECONDS)
        assert gone_within(str(far_book), LEFT_SECONDS)
        assert typist.older_than(dropped - LAG_SECONDS) <= kept_numbers(far_home)
        forget_drafts(far_home)


def test_a_client_that_is_frozen_is_given_up_and_the_words_are_kept(
    sshd: Sshd, far_home: Path, far_book: Path
) -> None:
    sshd.let_in("maya", forced(far_home, "--db", str(far_book)))
    with PtyApp(sshd.ssh("maya"), size=(200, 40)) as app:
        open_composer(app)
        typist = Typist(app)
        typist.type_for(1.0)
        app.signal(signal.SIGSTOP)
        frozen = time.monotonic()
        (pid,) = running(str(far_book))
        before = worked_seconds(pid)
        app.wait_until_quiet(1.0)
        assert worked_seconds(pid) - before < SPIN
        assert typist.older_than(frozen - LAG_SECONDS) <= kept_numbers(far_home)
        assert gone_within(str(far_book), DEAD_AFTER_SECONDS + LEFT_SECONDS)
    assert typist.older_than(frozen - LAG_SECONDS) <= kept_numbers(far_home)


def test_what_a_dropped_connection_kept_is_offered_at_the_next_login(
    sshd: Sshd, far_home: Path, far_book: Path
) -> None:
    sshd.let_in("maya", forced(far_home, "--db", str(far_book)))
    with PtyApp(sshd.ssh("maya")) as app:
        open_composer(app)
        app.send(b"before the tunnel")
        app.wait_for("before the tunnel")
        app.signal(signal.SIGKILL)
        app.exit_code_within(LEFT_SECONDS)
    assert gone_within(str(far_book), LEFT_SECONDS)
    with PtyApp(sshd.ssh("maya")) as app:
        app.wait_for("REACH OUT")
        app.press("c")
        app.wait_for("before the tunnel")


def test_a_program_that_no_hangup_reaches_is_gone_too(sshd: Sshd, far_home: Path, far_book: Path) -> None:
    sshd.let_in("maya", forced(far_home, "--db", str(far_book)))
    with PtyApp(sshd.ssh("maya")) as app:
        open_composer(app)
        app.send(b"last words")
        app.wait_for("last words")
        (pid,) = running(str(far_book))
        server_side = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        os.kill(
            int(server_side[1]), signal.SIGKILL
        )  # sshd's own process: the terminal goes without a goodbye
        app.wait_for_exit()
    assert gone_within(str(far_book), LEFT_SECONDS)
    assert "last words" in drafted_in(far_home / ".local/state/rapport/drafts")
