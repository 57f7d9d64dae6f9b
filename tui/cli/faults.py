"""How a line ends when it cannot do what was asked: a sentence on stderr and an exit code.

What is the book's fault and not the program's became a sentence before: ``Setting.explaining``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from tui.domain.errors import RapportError

INTERRUPTED = 130
"""What ctrl+c answers: 128 and the number of its signal."""
A_BUG = 1


def guarded(line: Callable[[], int]) -> int:
    """Run a command line and give its exit code; whatever goes wrong becomes a sentence on stderr."""
    _let_any_text_out()
    try:
        code = line()
        sys.stdout.flush()
        return code
    except RapportError as error:
        _complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        _close_quietly()
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        _complain(_written_down(error))
        return A_BUG


def _written_down(error: Exception) -> str:
    """Write an unexpected error to the log, without values of variables; give the sentence to show."""
    from tui.locations import log_path
    from tui.terminal import CrashLog

    return CrashLog(log_path()).record(error)


def _complain(sentence: str) -> None:
    from tui.cli.output import warn

    try:
        sys.stdout.flush()
        warn(sentence)
        sys.stderr.flush()
    except BrokenPipeError:
        _close_quietly()


def _close_quietly() -> None:
    """Let nothing more be written where nobody listens, so that the interpreter does not complain either."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return
    finally:
        os.close(nowhere)


def _let_any_text_out() -> None:
    """Print what the encoding of the terminal does not know as a mark, instead of failing."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
