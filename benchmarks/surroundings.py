"""What measured programs run in: an empty home, a frozen day, and books made once."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from tui.domain.clock import make_clock
from tui.domain.schema_version import SCHEMA_VERSION
from tui.services.demo.demo import fill_demo
from tui.store.book import Book

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "benchmarks" / "out"
NOW = "2026-11-23T09:00:00+01:00"
INTERACTIONS_EACH = 10
RAPPORT = (sys.executable, "-m", "tui")
PASS = (sys.executable, "-c", "pass")
_KEPT = ("PATH", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")


def environment(home: Path) -> dict[str, str]:
    """Return the environment of every measured program: an empty home, nothing of whoever measures."""
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    paths = [str(ROOT), *filter(None, [kept.get("PYTHONPATH")])]
    return {
        **kept,
        "PYTHONPATH": os.pathsep.join(paths),
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "RAPPORT_NOW": NOW,
    }


def book_of(contacts: int, say: Callable[[str], None], folder: Path = OUT) -> Path:
    """Return a book of so many contacts with ten interactions each, making it when there is none yet."""
    path = folder / f"book-{contacts}-schema{SCHEMA_VERSION}-{_age_of_the_recipe()}.db"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    for older in folder.glob(f"book-{contacts}-schema*"):
        older.unlink()
    say(f"making a book of {contacts:,} contacts and {contacts * INTERACTIONS_EACH:,} interactions ...")
    unfinished = path.with_suffix(".part")
    book = Book.open(unfinished, make_clock(frozen=NOW))
    fill_demo(book, _today(), 1, contacts, contacts * INTERACTIONS_EACH)
    book.close()
    unfinished.rename(path)
    return path


def _today() -> date:
    return make_clock(frozen=NOW).today()


def _age_of_the_recipe() -> str:
    """Return a word that changes when what makes a book does."""
    import hashlib

    made_from = [*(ROOT / "tui/services/demo").glob("*.py"), *(ROOT / "tui/data").glob("*.toml")]
    made_from += [ROOT / "tui/store/many/bulk.py", ROOT / "tui/store/schema/core.py"]
    made_from += [
        ROOT / "tui/store/schema/knowing.py",
        ROOT / "tui/store/views.py",
        ROOT / "tui/store/conditions.py",
    ]
    recipe = hashlib.sha256()
    for path in sorted(made_from):
        recipe.update(path.read_bytes())
    return recipe.hexdigest()[:8]
