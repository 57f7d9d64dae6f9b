"""The configuration file: TOML in, one frozen record out; an error names file, key and line."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct, ValidationError, convert
from msgspec.structs import fields

from tui.domain.errors import InvalidInput

MOST_BYTES = 1_000_000
"""A configuration is never as large as this."""
Theme = Literal["allotment-dark", "allotment-light", "terminal"]


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """What a person may set; everything has a default."""

    theme: Theme = "allotment-dark"
    glyphs: Literal["auto", "unicode", "ascii"] = "auto"
    zone: str = "local"
    date_order: Literal["none", "day-first", "month-first"] = "none"
    mouse: bool = True
    region: str = ""
    """Two letters of the country whose phone numbers are written without a prefix, such as PT."""
    database: str = ""
    keys: dict[str, str] = {}
    """Binding id -> keys, separated by commas."""

    @property
    def day_first(self) -> bool | None:
        """How 12/5 is read; None refuses it."""
        return {"day-first": True, "month-first": False}.get(self.date_order)


def choices(setting: str) -> tuple[str, ...]:
    """Return the values a setting may have; none where any text will do."""
    return get_args(settings()[setting])


def settings() -> dict[str, type]:
    """Return what each setting is, by its name."""
    return {each.name: each.type for each in fields(Config)}


def read_config(path: Path) -> Config:
    """Read the configuration; a missing file is the default. Raises InvalidInput."""
    try:
        text = _text_of(path)
    except FileNotFoundError:
        return Config()
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path} cannot be read.", "It is not text in UTF-8.", _NO_DEFAULTS) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InvalidInput(f"{path} cannot be read.", f"{reason}.", _NO_DEFAULTS) from error
    import tomllib

    try:
        found = tomllib.loads(text)
    except RecursionError as error:
        raise InvalidInput(
            f"{path} is not a configuration.", "It is nested too deeply.", _NO_DEFAULTS
        ) from error
    except ValueError as error:
        raise InvalidInput(f"{path} is not valid TOML.", f"{error}.", _NO_DEFAULTS) from error
    return _config_of(found, text, path)


def _text_of(path: Path) -> str:
    """Read a plain file of a sensible size; nothing that might never end is waited for."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    try:
        info = os.fstat(handle)
        if stat.S_ISCHR(info.st_mode) and os.path.samestat(info, os.stat(os.devnull)):
            return ""
        if not stat.S_ISREG(info.st_mode):
            raise ValueError("It is a folder" if stat.S_ISDIR(info.st_mode) else "It is not a plain file")
        if info.st_size > MOST_BYTES:
            raise ValueError(f"It is larger than {MOST_BYTES // 1000:,} kB")
        return os.read(handle, MOST_BYTES + 1).decode("utf-8")
    finally:
        os.close(handle)


_NO_DEFAULTS = "The defaults were not used."


def _config_of(found: dict[str, object], text: str, path: Path) -> Config:
    keys = found.get("keys")
    if isinstance(keys, dict):
        found["keys"] = _flat(keys)
    try:
        return convert(found, Config)
    except ValidationError as error:
        raise _refusal(str(error), text, path) from error


def _refusal(error: str, text: str, path: Path) -> InvalidInput:
    """Say in our words what msgspec found wrong, and where."""
    what, is_placed, place = error.partition(" - at `$.")
    key = re.split(r"[.\[`]", place)[0] if is_placed else what.split("`", 1)[1].removesuffix("`")
    where = f"{path}, line {_line_of(key, text)}"
    if not is_placed:
        return InvalidInput(f"{where}: {key!r} is not a setting.", hint=_closest(key, list(settings())))
    if key == "keys":
        return InvalidInput(f'{where}: [keys] holds lines like today.log = "x".')
    if what.startswith("Invalid enum value"):
        return InvalidInput(f"{where}: {key} is one of {', '.join(choices(key))}.")
    kind = "true or false" if settings()[key] is bool else "text in quotes"
    return InvalidInput(f"{where}: {key} wants {kind}.")


def _flat(table: dict[str, object]) -> dict[str, object]:
    """Join the parts of a dotted key that TOML took apart."""
    flat: dict[str, object] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            flat.update({f"{key}.{inner}": deep for inner, deep in _flat(value).items()})
        else:
            flat[key] = value
    return flat


def _line_of(key: str, text: str) -> int:
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().lstrip("[").startswith(key):
            return number
    return 1


def _closest(key: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(key, known, 1)
    return f"Did you mean {near[0]}?" if near else f"The settings are {', '.join(known)}."
