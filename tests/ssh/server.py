"""A real sshd on a port of its own, for one test: its keys, its logins, and what it still runs."""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.conftest import NOW
from tests.waiting import until

_SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
_SSH, _KEYGEN = shutil.which("ssh"), shutil.which("ssh-keygen")
IS_INSTALLED = bool(_SSHD and _SSH and _KEYGEN)
DEAD_AFTER_SECONDS = 3
"""So long the server waits for a client that says nothing."""
_CONFIGURATION = """\
ListenAddress 127.0.0.1
Port {port}
HostKey {folder}/host
AuthorizedKeysFile {folder}/authorized
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
MaxStartups 50
ClientAliveInterval 1
ClientAliveCountMax {alive}
Subsystem sftp internal-sftp
LogLevel ERROR
"""
_PATIENCE_SECONDS = 10.0


class Sshd:
    """A server on the loopback; use it in a ``with`` block, which ends it and everything it runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = _free_port()
        self._authorized = folder / "authorized"
        self._authorized.write_text("")
        self._key("host")
        configuration = _CONFIGURATION.format(port=self._port, folder=folder, alive=DEAD_AFTER_SECONDS)
        (folder / "sshd_config").write_text(configuration)
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self._log = (folder / "sshd.log").open("wb")
        self._server = subprocess.Popen(
            [str(_SSHD), "-D", "-e", "-f", str(folder / "sshd_config")],
            stderr=self._log,
            start_new_session=True,
        )

    def __enter__(self) -> Self:
        if until(self._answers, _PATIENCE_SECONDS):
            return self
        raise AssertionError(f"sshd did not start: {(self._folder / 'sshd.log').read_text()}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.terminate()
        self._server.wait(_PATIENCE_SECONDS)
        self._log.close()

    def _answers(self) -> bool:
        with socket.socket() as there:
            return there.connect_ex(("127.0.0.1", self._port)) == 0

    def let_in(self, name: str, options: str) -> None:
        """Make a key and let it in with the options of an ``authorized_keys`` line."""
        public = self._key(name).with_suffix(".pub").read_text()
        with self._authorized.open("a") as authorized:
            authorized.write(f"{options} {public}")

    def ssh(self, name: str, *words: str, options: Sequence[str] = ("-tt",)) -> tuple[str, ...]:
        """Return the command line that logs in with a key."""
        return (str(_SSH), *self._common(name), "-p", str(self._port), *options, self._login, *words)

    def copying(self, program: str, name: str, *words: str) -> tuple[str, ...]:
        """Return the command line of scp or sftp with a key; HOST stands for the login in its words."""
        found = [word.replace("HOST", self._login) for word in words]
        return (program, *self._common(name), "-P", str(self._port), *found)

    @property
    def _login(self) -> str:
        return f"{getpass.getuser()}@127.0.0.1"

    def _common(self, name: str) -> list[str]:
        settings = {
            "BatchMode": "yes",
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "LogLevel": "ERROR",
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": str(self._folder / "known_hosts"),
        }
        given = [word for key, value in settings.items() for word in ("-o", f"{key}={value}")]
        return ["-F", "none", *given, "-i", str(self._folder / name)]

    def _key(self, name: str) -> Path:
        path = self._folder / name
        subprocess.run(
            [str(_KEYGEN), "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(path)], check=True
        )
        return path


def forced(home: Path, *words: str, before: str = "") -> str:
    """Return the command of an ``authorized_keys`` line that runs Rapport in a home of its own."""
    kept = {"HOME": str(home), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "RAPPORT_NOW": NOW}
    environment = [f"{name}={value}" for name, value in kept.items()]
    line = shlex.join(["env", *environment, sys.executable, "-m", "tui", *words])
    escaped = f"cd {shlex.quote(os.getcwd())} && {before}exec {line}".replace('"', '\\"')
    return f'command="{escaped}"'


def running(mark: str) -> list[int]:
    """Return the processes that have a text in their command line and run Rapport."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if mark.encode() in words and b"tui" in words:
            found.append(int(folder.name))
    return found


def gone_within(mark: str, seconds: float) -> bool:
    """Whether no process with a mark is left after at most so long."""
    return until(lambda: not running(mark), seconds)


def worked_seconds(pid: int) -> float:
    """Return the seconds of processor time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def end_all(mark: str) -> None:
    """End what a failed test has left."""
    for pid in running(mark):
        os.kill(pid, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        number: int = any_port.getsockname()[1]
        return number
