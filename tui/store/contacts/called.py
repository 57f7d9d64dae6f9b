"""What somebody goes by besides their name, as SQL: nicknames, and every field of the list that is one."""

from __future__ import annotations

from tui.domain.records.contact_fields import PLAIN

_GO_BY = tuple(row.column for row in PLAIN if row.goes_by)
_APPENDED = "".join(f" || CASE {each} WHEN '' THEN '' ELSE char(10) || {each} END" for each in _GO_BY)
NICKNAMES = f"trim(aliases{_APPENDED}, char(10))"
"""The expression for all they go by, one a line."""
INDEXED_NICKNAMES = " ".join(("aliases", *_GO_BY))
"""The columns of the search in which it stands."""
INDEXED_NAMES = f"name {INDEXED_NICKNAMES}"
"""The columns of the search in which a name stands."""
