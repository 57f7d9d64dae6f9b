"""How a line ends when it cannot do what was asked: a sentence on stderr and an exit code.

What is the book's fault and not the program's became a sentence before: ``Setting.explaining``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from tui.domain.errors import RapportError

A_BUG = 1
NOT_PRINTED = 74
"""What a line answers whose answer could not be printed: EX_IOERR of sysexits.h, for 1 is a fault of ours."""


def guarded(line: Callable[[], int]) -> int:
    """Run a command line and give its exit code; whatever goes wrong becomes a sentence on stderr.

    Only ctrl+c goes on to where the program began.
    """
    stand_in_for_closed_streams()
    _let_any_text_out()
    try:
        return _outcome(line)
    finally:
        try:
            sys.stderr.flush()
        except OSError:
            close_quietly(sys.stderr)


def _outcome(line: Callable[[], int]) -> int:
    try:
        code = line()
        sys.stdout.flush()
        return code
    except RapportError as error:
        _complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        close_quietly()
        return 0
    except OSError as error:
        if not _was_printing(error):
            _complain(_written_down(error))
            return A_BUG
        close_quietly()
        _complain(
            f"The answer could not be printed: {error.strerror or error}. A change made before stays made."
        )
        return NOT_PRINTED
    except Exception as error:
        _complain(_written_down(error))
        return A_BUG


def _was_printing(error: OSError) -> bool:
    """Whether an error came up where something was printed, here or by click, and nowhere else."""
    link = error.__traceback__
    while link is not None and link.tb_next is not None:
        link = link.tb_next
    return link is not None and link.tb_frame.f_globals.get("__name__") in _PRINTING


_PRINTING = (__name__, "tui.cli.output", "click.utils")


def _written_down(error: Exception) -> str:
    """Write an unexpected error to the log, without values of variables; give the sentence to show."""
    from tui.locations import log_path
    from tui.terminal.terminal import CrashLog

    return CrashLog(log_path()).record(error)


def _complain(sentence: str) -> None:
    from tui.cli.output import warn

    with suppress(OSError):
        sys.stdout.flush()
    try:
        warn(sentence)
        sys.stderr.flush()
    except OSError:
        # Nobody hears it: the exit code says it alone.
        close_quietly(sys.stderr)


def close_quietly(stream: TextIO | None = None) -> None:
    """Let nothing more be written where nobody listens, so that the interpreter does not complain either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, (stream or sys.stdout).fileno())
    except (OSError, ValueError):
        return
    finally:
        os.close(nowhere)


def stand_in_for_closed_streams() -> None:
    """Put something in the place of standard streams that were closed, before a file of ours takes their numbers.

    What is read there is at its end, and what is written there fails like on any closed file.
    """
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is not None:
            continue
        nowhere = os.open(os.devnull, os.O_RDONLY)
        if nowhere != number:
            os.dup2(nowhere, number)
            os.close(nowhere)
        setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _let_any_text_out() -> None:
    """Print what the encoding of the terminal does not know as a mark, instead of failing."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
