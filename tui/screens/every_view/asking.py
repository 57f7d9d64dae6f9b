"""Help, find and commands over a view: opened, and what was chosen there carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.every_view.book_commands import CHANGES_NOTHING, BookCommand, book_command
from tui.screens.every_view.help import HelpScreen
from tui.screens.finder.commands import live_commands, live_keys
from tui.screens.finder.finder import FinderScreen
from tui.screens.finder.rows import AddPerson, Chosen, OpenContact, OpenInteraction, OpenView, RunCommand
from tui.screens.people.people import People
from tui.screens.view.acts import acts_of
from tui.screens.view.view import View

if TYPE_CHECKING:
    from tui.services.importing.plan import ImportReport


def show_help(view: View, here: str) -> None:
    """Show every key that works on a view, called ``here``."""
    view.app.push_screen(HelpScreen(live_keys(view, here), here))


def find(view: View, *, with_commands: bool = False) -> None:
    """Find people and what was said, and on request any command."""
    commands = live_commands(view) if with_commands else ()
    view.app.push_screen(FinderScreen(view.desk, commands), lambda chosen: _carry_out(view, chosen))


def bring_in(view: View, text: str = "") -> None:
    """Bring people in from a file, named or still to be chosen."""
    from tui.screens.importer.importer import ImporterScreen

    view.app.push_screen(ImporterScreen(view.desk, text), lambda report: _brought_in(view, report))


def look_for_duplicates(view: View) -> None:
    """Show who may be in the book twice."""
    from tui.screens.tidying.duplicates import DuplicatesScreen

    view.app.push_screen(DuplicatesScreen(view.desk))


def _brought_in(view: View, report: ImportReport | None) -> None:
    if report is not None:
        view.reload()
        view.message.say(report.sentence(), "u undo")


def _carry_out(view: View, chosen: Chosen | None) -> None:
    if isinstance(chosen, OpenContact):
        view.post_message(view.ContactWanted(chosen.id))
    elif isinstance(chosen, OpenInteraction):
        view.post_message(view.ContactWanted(chosen.contact_id, chosen.id))
    elif isinstance(chosen, OpenView):
        view.post_message(view.QueryWanted(chosen.query, chosen.name))
    elif isinstance(chosen, AddPerson):
        view.run_worker(_add_person(view, chosen.text))
    elif isinstance(chosen, RunCommand):
        view.call_later(_run, view, chosen)


async def _add_person(view: View, text: str) -> None:
    """Begin to add somebody, where people are added."""
    people = view.query_one_optional(People) or await acts_of(view.app, "contacts", People)
    if people is not None:
        people.action_add(text)


async def _run(view: View, chosen: RunCommand) -> None:
    if chosen.id == "app.duplicates":
        look_for_duplicates(view)
        return
    if chosen.id == "app.evening":
        people = view.query_one_optional(People)
        if people is not None:
            people.begin_evening(chosen.text)
        else:
            view.message.say("an evening is written down from Today or Contacts")
        return
    if chosen.id == "app.import":
        bring_in(view, chosen.text)
        return
    use_case = book_command(view.desk, chosen.id, chosen.text)
    if use_case is not None:
        change = _do_with_book(view, use_case, can_undo=chosen.id not in CHANGES_NOTHING)
        view.run_worker(change, group="change")
        return
    command = next((each for each in live_commands(view) if each.id == chosen.id), None)
    if command is not None:
        await (command.node or view).run_action(command.action)


async def _do_with_book(view: View, use_case: BookCommand, *, can_undo: bool) -> None:
    """Do something with the whole book, and say what came of it."""
    view.message.tell("working…")
    if can_undo:
        await view.change_and_say(use_case)
        return
    said = await view.change(use_case)
    if said is not None:
        view.message.tell(said)
