"""What every test over ssh needs: a server, and a book behind it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.passing_over import need, pass_over
from tests.screens.app_in_test import a_small_book
from tests.ssh.server import IS_INSTALLED, Sshd, end_all


@pytest.fixture
def far_home(tmp_path: Path) -> Path:
    """Return the home of the person on the server."""
    folder = tmp_path / "far"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def far_book(far_home: Path) -> Iterator[Path]:
    """Yield a small book on the server; whatever still has it open at the end is ended."""
    book = a_small_book(far_home)
    yield book
    end_all(str(book))


@pytest.fixture(scope="session")
def gives_terminals(tmp_path_factory: pytest.TempPathFactory) -> bool:
    """Whether a server that this user runs lets them in and gives them a terminal: not all may log in."""
    if not IS_INSTALLED:
        return False
    with Sshd(tmp_path_factory.mktemp("sshd")) as server:
        server.let_in("probe", 'command="tty"')
        return "/dev/" in subprocess.run(server.ssh("probe"), capture_output=True, text=True).stdout


@pytest.fixture
def sshd(tmp_path: Path, gives_terminals: bool) -> Iterator[Sshd]:
    """Yield a running server; where there is none to run, the test is passed over, except where all must run."""
    need("sshd", "openssh-server", is_there=IS_INSTALLED)
    if not gives_terminals:
        pass_over("sshd gives this user no terminal", "run the tests as somebody who may log in")
    folder = tmp_path / "sshd"
    folder.mkdir(mode=0o700)
    with Sshd(folder) as server:
        yield server
