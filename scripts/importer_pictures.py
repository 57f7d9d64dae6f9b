"""The importer for the pictures: files in an empty home that somebody might bring, and an import half-way."""

from __future__ import annotations

from pathlib import Path

from tui.app.app import RapportApp
from tui.screens.importer.importer import ImporterScreen

HALF_WAY = "half way"
"""Stands among the keys of a view for a long import being half done."""
_OPEN = ("colon", "import ~/Ruderverein 2026.csv", "enter")
IMPORTER: dict[str, tuple[str, ...]] = {
    "import-file": ("colon", "import ~/", "enter"),
    "import-columns": _OPEN,
    "import-check": (*_OPEN, "enter"),
    "import-bringing": (*_OPEN, "enter", HALF_WAY),
    "import-done": (*_OPEN, "enter", "enter"),
}
"""Each step of an import, and the keys that lead to it from Today."""

_TABLE = """Mitgliederliste, Stand 03.11.2026;;;;;;;
;;;;;;;
Nr.;Name;Vorname;Geb.-Datum;E-Mail (privat);Handy;Firma / Verein;Bemerkung
17;Grün;Jörg;07.03.1971;joerg.gruen@example.org;0171 2345678;Ruderverein;spielt Cello
18;Okafor;Maia;;maia@example.net;;;
19;Chen;Bo;12.11.1988;bo.chen@example.org;+49 160 9988776;Café Süd;
20;Weiß;Bärbel;1.5.64;;0221/445566;Bäckerei Süß;"ruft lieber an;
lieber abends"
21;Sandvik;E.;;;;;
22;;;31.02.1990;;;;
23;Ferreira;João;3.4.1979;joao@example.org;;;trifft man im Café
24;Lindqvist;Anna;;anna@example.net;;;
"""
_CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Bo Chen\r\nEND:VCARD\r\n"


def fill_home(home: Path) -> None:
    """Put the files into a home."""
    (home / "Ruderverein 2026.csv").write_bytes(_TABLE.replace("\n", "\r\n").encode("cp1252"))
    for name in ("contacts.vcf", "Connections.csv", "friends.md"):
        (home / name).write_text(_CARD, encoding="utf-8")
    (home / "Documents").mkdir()


def be_half_way(app: RapportApp) -> None:
    """Show the importer as it stands while a long file is being brought in."""
    screen = app.screen
    if not isinstance(screen, ImporterScreen):
        raise AssertionError("no import is open")
    screen.show_half_way(5_825, 10_000)
