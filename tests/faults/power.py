"""A disk whose power can be cut: every write and sync SQLite makes is recorded, and any prefix can be brought back.

A shim around SQLite's own way to files (its VFS), put with ctypes into the very library the book is opened
with. What was written but not synced at the moment of the cut is dropped or kept at random, in parts of a
sector; so are files made or removed without their folder being synced.
"""

from __future__ import annotations

import ctypes
import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path
from typing import Any

from msgspec import Struct, field

SECTOR = 512
_NAME = b"recorded"
_Pointer = ctypes.c_void_p
_METHODS = (
    "Close Read Write Truncate Sync FileSize Lock Unlock CheckReservedLock FileControl SectorSize"
    " DeviceCharacteristics ShmMap ShmLock ShmBarrier ShmUnmap Fetch Unfetch"
)
_CALLS = (
    "Open Delete Access FullPathname DlOpen DlError DlSym DlClose Randomness Sleep CurrentTime"
    " GetLastError CurrentTimeInt64 SetSystemCall GetSystemCall NextSystemCall"
)


def _pointers(names: str) -> tuple[tuple[str, type[ctypes.c_void_p]], ...]:
    return tuple((f"x{name}", _Pointer) for name in names.split())


class _File(ctypes.Structure):
    _fields_ = (("methods", _Pointer),)


class _Methods(ctypes.Structure):
    _fields_ = (("version", ctypes.c_int), *_pointers(_METHODS))


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("path_size", ctypes.c_int),
        ("next", _Pointer),
        ("name", ctypes.c_char_p),
        ("data", _Pointer),
        *_pointers(_CALLS),
    )


_Open = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Pointer, _Pointer, ctypes.c_int, _Pointer)
_Delete = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_char_p, ctypes.c_int)
_Write = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, _Pointer, ctypes.c_int, ctypes.c_int64)
_Truncate = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_int64)
_Sync = ctypes.CFUNCTYPE(ctypes.c_int, _Pointer, ctypes.c_int)


class Event(Struct, frozen=True):
    """Something the disk was asked for, or ("acknowledged") something a person was told is saved."""

    what: str
    file: str = ""
    at: int = 0
    data: bytes = b""


class Recording(Struct):
    """What happened to the files of one folder, in order."""

    before: dict[str, bytes]
    events: list[Event] = field(default_factory=list)

    def acknowledge(self, number: int) -> None:
        """Note that a change was told to be saved."""
        self.events.append(Event("acknowledged", at=number))

    def after_a_cut(self, moment: int, chance: random.Random) -> tuple[dict[str, bytes], int]:
        """Return the files as a cut after so many events may leave them, and how many changes were acknowledged."""
        disk = _Disk({name: bytearray(data) for name, data in self.before.items()}, chance)
        acknowledged = 0
        for event in self.events[:moment]:
            if event.what == "acknowledged":
                acknowledged = event.at
            else:
                disk.take(event)
        return disk.found_after_the_cut(), acknowledged


class _Disk:
    """Files with what is safe of them, and what is only on its way."""

    def __init__(self, safe: dict[str, bytearray], chance: random.Random) -> None:
        self._safe = safe
        self._waiting: list[Event] = []
        self._chance = chance

    def take(self, event: Event) -> None:
        """Let one thing happen; a sync makes what waits for its file safe, the file's being there included."""
        if event.what == "sync":
            for each in [each for each in self._waiting if each.file == event.file]:
                self._apply(each)
            self._waiting = [each for each in self._waiting if each.file != event.file]
        elif event.what == "delete and sync":
            self._waiting = [each for each in self._waiting if each.file != event.file]
            self._safe.pop(event.file, None)
        else:
            self._waiting.append(event)

    def found_after_the_cut(self) -> dict[str, bytes]:
        """Let each thing that waited happen or not, in parts; then give what is there."""
        for event in self._waiting:
            if event.what == "write":
                for start in range(0, len(event.data), SECTOR):
                    if self._chance.random() < 0.5:
                        part = event.data[start : start + SECTOR]
                        self._apply(Event("write", event.file, event.at + start, part))
            elif self._chance.random() < 0.5:
                self._apply(event)
        return {name: bytes(data) for name, data in self._safe.items()}

    def _apply(self, event: Event) -> None:
        if event.what == "delete":
            self._safe.pop(event.file, None)
            return
        data = self._safe.setdefault(event.file, bytearray())
        if event.what == "truncate":
            del data[event.at :]
        elif event.what == "write":
            data.extend(bytes(max(0, event.at - len(data))))
            data[event.at : event.at + len(event.data)] = event.data


@contextmanager
def recorded(folder: Path) -> Iterator[Recording]:
    """Record what SQLite does to the files of a folder; raises OSError where its library cannot be reached."""
    recording = Recording({path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()})
    library = ctypes.CDLL(find_library("sqlite3") or "libsqlite3.so.0")
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    shim = _Shim(library, folder, recording)
    usual = library.sqlite3_vfs_find(None)
    library.sqlite3_vfs_register(ctypes.byref(shim.vfs), 1)
    try:
        sqlite3.connect(":memory:").execute(f"ATTACH 'file:{folder}/probe?vfs=recorded' AS probe")
        yield recording
    except sqlite3.OperationalError as error:
        if "no such vfs" in str(error):
            raise OSError("Python's SQLite is not the shared library") from error
        raise
    finally:
        library.sqlite3_vfs_register(usual, 1)
        library.sqlite3_vfs_unregister(ctypes.byref(shim.vfs))


class _Shim:
    """SQLite's own VFS with the four calls that change a disk listened to."""

    def __init__(self, library: Any, folder: Path, recording: Recording) -> None:
        self._folder, self._recording = os.fspath(folder), recording
        self._names: dict[int, str] = {}
        real: _Vfs = library.sqlite3_vfs_find(b"unix").contents
        self.vfs = _Vfs.from_buffer_copy(real)
        self.vfs.name, self.vfs.next = _NAME, None
        self._open = _Open(real.xOpen)
        self._delete = _Delete(real.xDelete)
        self._kept: list[object] = []
        self._tables: dict[int, _Methods] = {}
        self.vfs.xOpen = self._address(_Open(self._on_open))
        self.vfs.xDelete = self._address(_Delete(self._on_delete))

    def _address(self, call: Any) -> int | None:
        self._kept.append(call)
        return ctypes.cast(call, _Pointer).value

    def _on_open(self, vfs: int, path: int | None, file: int, flags: int, out: int | None) -> int:
        # The path goes on as the pointer it came as: SQLite keeps it for as long as the file is open.
        told = os.fsdecode(ctypes.string_at(path)) if path else ""
        was_there = bool(told) and os.path.exists(told)
        code: int = self._open(vfs, path, file, flags, out)
        if code == 0 and os.path.dirname(told) == self._folder:
            name = os.path.basename(told)
            self._names[file] = name
            opened = _File.from_address(file)
            opened.methods = ctypes.addressof(self._listening(opened.methods))
            if not was_there:
                self._recording.events.append(Event("create", name))
        return code

    def _on_delete(self, vfs: int, path: bytes, sync_folder: int) -> int:
        code: int = self._delete(vfs, path, sync_folder)
        if code == 0 and os.path.dirname(os.fsdecode(path)) == self._folder:
            what = "delete and sync" if sync_folder else "delete"
            self._recording.events.append(Event(what, os.path.basename(os.fsdecode(path))))
        return code

    def _listening(self, table: int) -> _Methods:
        """Return the calls of an open file, the three that change it listened to."""
        if table in self._tables:
            return self._tables[table]
        real = _Methods.from_address(table)
        methods = _Methods.from_buffer_copy(real)
        write, truncate, sync = _Write(real.xWrite), _Truncate(real.xTruncate), _Sync(real.xSync)
        self._kept += [write, truncate, sync]

        def on_write(file: int, data: int, count: int, at: int) -> int:
            code: int = write(file, data, count, at)
            if code == 0:
                self._note(file, "write", at, ctypes.string_at(data, count))
            return code

        def on_truncate(file: int, size: int) -> int:
            code: int = truncate(file, size)
            if code == 0:
                self._note(file, "truncate", size)
            return code

        def on_sync(file: int, flags: int) -> int:
            code: int = sync(file, flags)
            if code == 0:
                self._note(file, "sync")
            return code

        methods.xWrite = self._address(_Write(on_write))
        methods.xTruncate = self._address(_Truncate(on_truncate))
        methods.xSync = self._address(_Sync(on_sync))
        self._tables[table] = methods
        return methods

    def _note(self, file: int, what: str, at: int = 0, data: bytes = b"") -> None:
        self._recording.events.append(Event(what, self._names[file], at, data))
