"""The configuration file: TOML in, one frozen dataclass out; an error names file, key and line."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path

from tui.domain.errors import InvalidInput

THEMES = ("allotment-dark", "allotment-light", "terminal")
GLYPHS = ("auto", "unicode", "ascii")
DATE_ORDERS = ("none", "day-first", "month-first")


@dataclass(frozen=True, slots=True)
class Config:
    """What a person may set; everything has a default."""

    theme: str = "allotment-dark"
    glyphs: str = "auto"
    zone: str = "local"
    date_order: str = "none"
    mouse: bool = True
    region: str = ""
    """Two letters of the country whose phone numbers are written without a prefix, such as PT."""
    database: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    """Binding id -> keys, separated by commas."""

    @property
    def day_first(self) -> bool | None:
        """How 12/5 is read; None refuses it."""
        return {"day-first": True, "month-first": False}.get(self.date_order)


_CHOICES = {"theme": THEMES, "glyphs": GLYPHS, "date_order": DATE_ORDERS}


def read_config(path: Path) -> Config:
    """Read the configuration; a missing file is the default. Raises InvalidInput."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path} cannot be read.", f"{error}.") from error
    import tomllib

    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(
            f"{path} is not valid TOML.", f"{error}.", "The defaults were not used."
        ) from error
    return _config_of(found, text, path)


def _config_of(found: dict[str, object], text: str, path: Path) -> Config:
    known = {f.name: f for f in fields(Config)}
    values: dict[str, object] = {}
    for key, value in found.items():
        where = f"{path}, line {_line_of(key, text)}"
        if key not in known:
            raise InvalidInput(f"{where}: {key!r} is not a setting.", hint=_closest(key, list(known)))
        if key == "keys":
            if not isinstance(value, dict) or not all(isinstance(v, str) for v in _flat(value).values()):
                raise InvalidInput(f'{where}: [keys] holds lines like today.log = "x".')
            values[key] = {str(k): str(v) for k, v in _flat(value).items()}
            continue
        wanted = bool if key == "mouse" else str
        if not isinstance(value, wanted):
            kind = "true or false" if wanted is bool else "text in quotes"
            raise InvalidInput(f"{where}: {key} wants {kind}.")
        if key in _CHOICES and value not in _CHOICES[key]:
            raise InvalidInput(f"{where}: {key} is one of {', '.join(_CHOICES[key])}.")
        values[key] = value
    return Config(**values)  # type: ignore[arg-type]


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
