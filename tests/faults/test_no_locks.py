"""A folder whose file system gives no locks: that is said, not a program that is not there."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import a_book, a_contact
from tests.faults.damage import digest
from tui.store.file import locks

REFUSING = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/file.h>

static int refused(const char *name, int fd, int command, void *argument) {
    if (command == F_SETLK || command == F_SETLKW || command == F_GETLK
        || command == F_OFD_SETLK || command == F_OFD_SETLKW || command == F_OFD_GETLK) {
        errno = REFUSAL;
        return -1;
    }
    int (*real)(int, int, ...) = (int (*)(int, int, ...))dlsym(RTLD_NEXT, name);
    return real(fd, command, argument);
}
#define PASSED_ON(name) int name(int fd, int command, ...) { \\
    va_list rest; va_start(rest, command); void *argument = va_arg(rest, void *); va_end(rest); \\
    return refused(#name, fd, command, argument); }
PASSED_ON(fcntl)
PASSED_ON(fcntl64)
int flock(int fd, int how) { errno = REFUSAL; return -1; }
"""
"""What a network file system without locks answers: ENOLCK on Linux, EOPNOTSUPP or EINVAL elsewhere."""


@pytest.fixture(scope="module", params=["ENOLCK", "EOPNOTSUPP", "EINVAL"])
def without_locks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library under which no file can be locked."""
    if shutil.which("gcc") is None or sys.platform != "linux":
        pytest.skip("gcc is missing, or this is no Linux")
    folder = tmp_path_factory.mktemp("refusing")
    (folder / "refusing.c").write_text(REFUSING)
    library = folder / "refusing.so"
    made = subprocess.run(
        [
            "gcc",
            f"-DREFUSAL={request.param}",
            "-shared",
            "-fPIC",
            "-o",
            library,
            folder / "refusing.c",
            "-ldl",
        ],
        capture_output=True,
    )
    if made.returncode:
        pytest.skip("gcc cannot build a shared library here")
    return library


@pytest.fixture
def path(tmp_path: Path) -> Path:
    book = a_book(tmp_path)
    a_contact(book, "Ann")
    book.close()
    return tmp_path / "rapport.db"


def _run(library: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui", *words],
        env={**os.environ, "LD_PRELOAD": str(library)},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_it_is_said_that_the_folder_may_not_support_locks(without_locks: Path, path: Path) -> None:
    before = digest(path)
    said = _run(without_locks, "--db", str(path), "add", "Bo")
    assert said.returncode == 3, said.stderr
    assert "may not support locks" in said.stderr
    assert "damaged" not in said.stderr
    assert digest(path) == before


def test_a_new_book_is_not_begun_there(without_locks: Path, tmp_path: Path) -> None:
    said = _run(without_locks, "--db", str(tmp_path / "new" / "rapport.db"), "add", "Bo")
    assert said.returncode == 3, said.stderr
    assert "may not support locks" in said.stderr


def test_where_another_program_holds_the_book_the_folder_is_not_blamed(path: Path) -> None:
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        said = subprocess.run(
            [sys.executable, "-m", "tui", "--db", str(path), "today"],
            capture_output=True,
            text=True,
            timeout=60,
        )
    assert said.returncode == 6
    assert "held by another program" in said.stderr


def test_trying_a_lock_leaves_nothing_behind(tmp_path: Path) -> None:
    assert not locks.are_unknown_in(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_where_no_file_can_be_made_nothing_is_said_of_locks(tmp_path: Path) -> None:
    assert not locks.are_unknown_in(tmp_path / "nowhere")
