"""Has other programs take the cards we write: a Radicale stores them and gives them back, vobject and khard read them.

``python -m scripts.real_programs FOLDER --programs VENV/bin`` tries every card of the ``.vcf`` files below FOLDER, each
under an identity of its own. The programs are none of ours: ``pip install radicale khard`` into a virtual
environment of their own, and name its ``bin``.
"""

from __future__ import annotations

import argparse
import base64
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.real_cards import said_by

WAIT_SECONDS = 15.0
_CARD = re.compile(
    rb"BEGIN:VCARD\r?\n(?:(?!BEGIN:VCARD).)*?(?:BEGIN:VCARD.*?END:VCARD.*?)?END:VCARD\r?\n?", re.DOTALL
)
_UID = re.compile(rb"^UID[^\r\n]*(\r?\n[ \t][^\r\n]*)*", re.MULTILINE)
_BOOK = (
    b'<?xml version="1.0"?><mkcol xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:carddav"><set><prop>'
    b"<resourcetype><collection/><C:addressbook/></resourcetype></prop></set></mkcol>"
)
_READ = """
import sys, glob, vobject
bad = []
for path in sorted(glob.glob(sys.argv[1] + "/*.vcf")):
    try:
        list(vobject.readComponents(open(path, newline="", encoding="utf-8").read()))[0].fn.value
    except Exception as error:
        bad.append(f"{path}: {error!r}"[:160])
print(*bad, sep="\\n")
"""


def main() -> None:
    """Try every card and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--programs", type=Path, required=True)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="rapport-real-") as folder:
        cards = _laid_out(wanted.folder, Path(folder) / "cards")
        with _radicale(wanted.programs, Path(folder)) as server:
            _put_and_get(server, cards)
        _read(wanted.programs, Path(folder), [path for path in cards if path.exists()])


def _laid_out(source: Path, target: Path) -> list[Path]:
    """Write every card into a file of its own, under an identity of its own."""
    target.mkdir()
    found = (
        raw
        for path in sorted(source.rglob("*.vcf"))
        if path.is_file()
        for raw in _CARD.findall(path.read_bytes())
    )
    cards = []
    for number, raw in enumerate(found):
        path = target / f"{number}.vcf"
        path.write_bytes(_UID.sub(b"UID:card-%d" % number, raw, count=1))
        cards.append(path)
    return cards


def _put_and_get(server: _Server, cards: list[Path]) -> None:
    answers: Counter[int] = Counter()
    lines = kept = 0
    for path in cards:
        code, said = server.ask("PUT", path.name, path.read_bytes())
        answers[code] += 1
        if code >= 400:
            sys.stdout.write(f"refused  {path.name}: {said[:120]!r} {path.read_bytes()[:200]!r}\n")
            path.unlink()  # no phone would ever see it
            continue
        ours = Counter(said_by(path.read_bytes().decode()))
        theirs = Counter(said_by(server.ask("GET", path.name)[1].decode()))
        lines += ours.total()
        kept += (ours & theirs).total()
    sys.stdout.write(f"Radicale: {dict(answers)}; {kept} of {lines} lines came back\n")


def _read(programs: Path, folder: Path, cards: list[Path]) -> None:
    where = folder / "cards"
    bad = _run(programs / "python", "-c", _READ, str(where)).split("\n")
    wrong = [line for line in bad if line.strip()]
    sys.stdout.write("".join(f"vobject  {line}\n" for line in wrong))
    sys.stdout.write(f"vobject: {len(cards) - len(wrong)} of {len(cards)} read\n")
    config = folder / "khard.conf"
    config.write_text(f"[addressbooks]\n[[all]]\npath = {where}\n", encoding="utf-8")
    listed = _run(programs / "khard", "-c", str(config), "--skip-unparsable", "list", "--parsable")
    sys.stdout.write(f"khard: {len(listed.splitlines())} of {len(cards)} listed\n")


def _run(*words: Path | str) -> str:
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False).stdout


class _Server:
    """A Radicale with one address book."""

    def __init__(self, port: int) -> None:
        self._at = f"http://127.0.0.1:{port}/ada/contacts/"
        self._who = "Basic " + base64.b64encode(b"ada:secret").decode()

    def ask(
        self, method: str, name: str = "", data: bytes | None = None, kind: str = "text/vcard"
    ) -> tuple[int, bytes]:
        """Ask for something and give the answer."""
        headers = {"Authorization": self._who, "Content-Type": f"{kind}; charset=utf-8"}
        request = urllib.request.Request(self._at + name, data=data, method=method, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
                return int(answer.status), bytes(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, error.read()


@contextmanager
def _radicale(programs: Path, folder: Path) -> Iterator[_Server]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    (folder / "users").write_text("ada:secret\n", encoding="utf-8")
    config = folder / "radicale.conf"
    config.write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\n"
        "htpasswd_encryption = plain\ndelay = 0\n[rights]\ntype = owner_only\n"
        f"[storage]\nfilesystem_folder = {folder}/col\n[web]\ntype = none\n[logging]\nlevel = error\n",
        encoding="utf-8",
    )
    running = subprocess.Popen([str(programs / "python"), "-m", "radicale", "--config", str(config)])
    try:
        _wait_for(port)
        server = _Server(port)
        server.ask("MKCOL", "", _BOOK, "application/xml")
        yield server
    finally:
        running.terminate()
        running.wait()


def _wait_for(port: int) -> None:
    give_up = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < give_up:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("Radicale does not answer")


if __name__ == "__main__":
    main()
