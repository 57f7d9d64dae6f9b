"""Why a book does not simply open: what is wrong, what was looked at, when, and what was found."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tui.domain.errors import Damaged, FoundWhole, RapportError


class Trouble(Struct, frozen=True):
    """Why the book does not simply open."""

    title: str
    message: str
    looked: str = ""
    """What was looked at, and when; empty until somebody has."""
    found: str = ""
    """What the look found."""
    may_open: bool = False
    """Whether the person may open it all the same: no damage was found."""
    is_gone: bool = False
    """Whether there is no file any more; opening then means to begin anew."""
    is_fewer: bool = False
    """Whether people are missing that were there the last time."""
    to_look: bool = False
    """Whether every page is still to be looked at before anything is said of damage."""
    exit_code: int = Damaged.exit_code


_WENT_WRONG = "Something did not go as it should when the book was read."


def suspected(message: str) -> Trouble:
    """Something went wrong that may be damage; nobody has looked yet."""
    return Trouble(_WENT_WRONG, message, to_look=True, exit_code=FoundWhole.exit_code)


def fewer(path: Path, were: int, are: int) -> Trouble:
    """People are missing that were there the last time."""
    return Trouble(
        f"There were {were} people in the book, and now there are {are}.",
        f"{path} was not changed.",
        may_open=True,
        is_fewer=True,
        to_look=True,
    )


def refused(error: RapportError, untouched: str) -> Trouble:
    """The book does not open; a file that is there is still to be looked at."""
    return Trouble(error.title, untouched, to_look=True, exit_code=error.exit_code)


def missing(error: RapportError, looked: str, found: str, *, may_open: bool) -> Trouble:
    """There is no file, or nothing in it, where a book was before."""
    return Trouble(
        error.title,
        error.message,
        looked,
        found,
        may_open=may_open,
        is_gone=may_open,
        exit_code=error.exit_code,
    )


def looked_into(trouble: Trouble, path: Path, looked: str, found: str, *, is_whole: bool) -> Trouble:
    """Return a trouble as it stands after a look at every page: with its title, unless that says more than was seen."""
    seen = replace(trouble, looked=looked, found=found, may_open=is_whole, to_look=False)
    is_of_the_file = not trouble.is_fewer and trouble.exit_code == Damaged.exit_code
    if is_whole:
        return replace(seen, title=_WENT_WRONG, exit_code=FoundWhole.exit_code) if is_of_the_file else seen
    if is_of_the_file:
        return seen
    return replace(
        seen,
        title=f"{path.name} is damaged.",
        message=f"{path} was not changed.",
        exit_code=Damaged.exit_code,
    )


def not_looked_into(trouble: Trouble, error: RapportError) -> Trouble:
    """Return a trouble of which nobody can say more now, and why."""
    return replace(
        trouble,
        looked="Nothing yet.",
        found=str(error),
        may_open=True,
        to_look=False,
        exit_code=error.exit_code,
    )
