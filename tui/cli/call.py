"""One call of a command: the flags before it, and the setting they make."""

from __future__ import annotations

from functools import cached_property

import click
from msgspec import Struct
from msgspec.structs import replace

from tui.build import Setting, build
from tui.domain.errors import RapportError
from tui.services.services import Services


class Call(Struct, dict=True):
    """What the flags before the command said; the setting is made when a command first needs it."""

    database: str | None = None
    config: str | None = None
    veiled: str = ""
    """What cannot be read, where a line that only asks is run once more without it."""

    @cached_property
    def setting(self) -> Setting:
        """Configuration, clock and book of this run; raises RapportError."""
        return replace(build(self.database, self.config), veiled=self.veiled)

    def open(self) -> Services:
        """Open the book for a change, making it when there is none; a damaged one is never changed."""
        care = self.setting.care()
        care.before_change()
        context = click.get_current_context(silent=True)
        if context is not None:
            context.call_on_close(care.note_first_people)
        services = self.setting.services()
        if services.deleting.is_owed:
            services.deleting.finish(self.setting.beside())
        return services

    def fault_in(self, error: Exception) -> RapportError | None:
        """Return the sentence for an error that is the book's and not the program's."""
        return self.setting.fault_in(error) if "setting" in vars(self) else None

    def places(self) -> tuple[tuple[str, str], ...]:
        """Return the flags as a wish holds them."""
        named = (("db", self.database), ("config", self.config))
        return tuple((name, value) for name, value in named if value is not None)
