"""Writing down in one line: add, log and follow-up, with the grammar of the app's bars."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import closing

import click

from tui.cli.call import Call
from tui.cli.lines_in import lines_in
from tui.cli.output import JsonValue, day_text, print_json, say, warn
from tui.domain.errors import BookBusy, DeliveredBefore, InvalidInput, RapportError
from tui.domain.keeping.outbox import sent_line
from tui.domain.quick_add.parsed import LineKind, Parsed
from tui.domain.quick_add.shell import shell_line
from tui.domain.records.contact import ContactId
from tui.services.recording.recording import Recording, Saved
from tui.services.services import Services

_DONE = {LineKind.PERSON: "Added", LineKind.LOG: "Logged", LineKind.FOLLOW_UP: "Planned"}
SOME_FAILED = 2
"""The exit code when a line of several could not be kept."""


class Line:
    """One kind of line being written down over an open book."""

    def __init__(self, services: Services, kind: LineKind, day_first: bool | None) -> None:
        self._services = services
        self._kind = kind
        self._recording = Recording(services.book, day_first=day_first)

    def keep(self, line: str) -> tuple[Parsed, Saved]:
        """Read and save one line; raises InvalidInput with the first thing in the way."""
        sent = sent_line(line)
        before = self._recording.delivered_as(sent.id) if sent.id else None
        if before is not None:
            raise DeliveredBefore("This line was delivered before.", before)
        parsed = self._recording.parse(self._kind, sent.text, letters=True, written_on=sent.written_on)
        if parsed.blocking is not None:
            raise InvalidInput(_complaint(parsed), "Nothing was saved.")
        if parsed.existing is not None:
            known = parsed.existing
            raise InvalidInput(f"{known.name} ({known.id}) is already here.", "Nothing was saved.")
        return parsed, self._recording.save_once(parsed, sent.id) if sent.id else self._recording.save(parsed)

    def names_of(self, ids: Sequence[int]) -> list[str]:
        """Return the names of contacts."""
        found = self._services.book.contacts.get_all([ContactId(ident) for ident in ids])
        return [contact.name for contact in found]

    def in_words(self, parsed: Parsed, saved: Saved) -> str:
        """Say what was written: what a preview shows, and who is new."""
        created = self.names_of(saved.created_ids) if saved.kind != "person" else []
        new = [f"{name} is new in the book." for name in created]
        return "\n".join([f"{_DONE[parsed.kind]}: {parsed.preview()}", *new])

    def as_json(self, parsed: Parsed, saved: Saved) -> dict[str, JsonValue]:
        """Return what was written as the command-line contract has it."""
        is_log = saved.kind == "log"
        step = parsed.next_step
        return {
            "id": saved.id,
            "uid": saved.uid,
            "kind": saved.kind,
            "contacts": self._people(saved.contact_ids),
            "channel": parsed.channel.value if is_log else None,
            "direction": parsed.direction.value if is_log else None,
            "date": day_text(parsed.practice_date if is_log else parsed.due_on),
            "note": parsed.note if is_log else parsed.text,
            "next": None if step is None else {"date": day_text(step.due_on), "text": step.text},
            "created_contacts": self._people(saved.created_ids),
        }

    def _people(self, ids: Sequence[int]) -> JsonValue:
        return [{"id": ident, "name": name} for ident, name in zip(ids, self.names_of(ids), strict=False)]


def _complaint(parsed: Parsed) -> str:
    """Say what is in the way; where several people are meant, with their numbers."""
    problem = parsed.blocking
    if problem is None:
        return ""
    if len(problem.candidates) > 1:
        word = parsed.line[problem.start : problem.end].lstrip("@")
        listed = ", ".join(f"{known.name} ({known.id})" for known in problem.candidates)
        use = f"Use the number, as in @{problem.candidates[0].id}."
        return f"{word!r} is {len(problem.candidates)} people: {listed}. {use}"
    sentence = problem.sentence[:1].upper() + problem.sentence[1:]
    return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."


def _command(name: str, kind: LineKind, sentence: str) -> click.Command:
    @click.pass_obj
    def write_down(call: Call, /, words: tuple[str, ...], as_json: bool) -> int:
        return _run(call, kind, name, words, as_json)

    return click.Command(
        name,
        callback=write_down,
        params=[
            click.Argument(["words"], nargs=-1, metavar="LINE..."),
            click.Option(["--json", "as_json"], is_flag=True, help="Print JSON."),
        ],
        help=f"{sentence} With - as LINE, lines are read from standard input, each reported.",
        context_settings={"ignore_unknown_options": True},
    )


def _run(call: Call, kind: LineKind, name: str, words: Sequence[str], as_json: bool) -> int:
    if not words:
        if not (os.isatty(0) and os.isatty(1)):
            raise InvalidInput(f"What is to be written? Try: rapport {name} LINE", "Nothing was saved.")
        from tui.cli.opening import open_app

        return open_app(call, kind.value)
    with closing(call.open()) as services:
        line = Line(services, kind, call.setting.config.day_first)
        if list(words) == ["-"]:
            return _keep_each(line, as_json)
        try:
            parsed, saved = line.keep(shell_line(words))
        except DeliveredBefore as error:
            say(_delivered_before(error))
            return 0
        if as_json:
            print_json(line.as_json(parsed, saved))
        else:
            say(line.in_words(parsed, saved))
    return 0


def _delivered_before(error: DeliveredBefore) -> str:
    return f"Delivered before: {error.message}" if error.message else "Delivered before."


def _keep_each(line: Line, as_json: bool) -> int:
    """Keep every line of standard input; one that cannot be kept does not stop the others."""
    kept: list[JsonValue] = []
    has_failed = False
    for number, text in enumerate(lines_in(sys.stdin), 1):
        if not text.strip():
            continue
        try:
            parsed, saved = line.keep(text)
        except BookBusy:
            raise
        except DeliveredBefore as error:
            if as_json:
                kept.append({"line": number, "delivered_before": True})
            else:
                say(f"{number}: {_delivered_before(error)}")
            continue
        except RapportError as error:
            has_failed = True
            sys.stdout.flush()
            warn(f"{number}: {error}")
            continue
        if as_json:
            kept.append({"line": number, **line.as_json(parsed, saved)})
        else:
            say(f"{number}: {line.in_words(parsed, saved)}")
    if as_json:
        print_json(kept)
    return SOME_FAILED if has_failed else 0


add = _command("add", LineKind.PERSON, "Add a person: Lena Haas every:monthly.")
log = _command("log", LineKind.LOG, "Log an interaction: call @maya yesterday.")
follow_up = _command("follow-up", LineKind.FOLLOW_UP, "Plan a next step: @maya fri send the deck.")
