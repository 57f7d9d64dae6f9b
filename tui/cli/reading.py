"""The lines that only read, as click knows them; their options are told in one place."""

from __future__ import annotations

import click

from tui.cli.call import Call
from tui.cli.options import MOST, READS, Option, Wish


def _parameter(option: Option) -> click.Option:
    if option.takes:
        kind = click.IntRange(1, MOST)
        return click.Option([option.name], type=kind, metavar=option.takes, help=option.help)
    return click.Option([option.name], is_flag=True, help=option.help)


def _command(name: str, sentence: str) -> click.Command:
    @click.pass_obj
    def print_answer(call: Call, /, limit: int | None = None, **switches: bool) -> int:
        from tui.cli.glance import answer

        given = frozenset(switch for switch, is_given in switches.items() if is_given)
        return answer(Wish(name, given, limit, call.places()))

    return click.Command(
        name, callback=print_answer, params=[_parameter(option) for option in READS[name]], help=sentence
    )


due = _command("due", "Everyone whose rhythm is due, most overdue first.")
streak = _command("streak", "The streak, its spares and consistency.")
today = _command("today", "The Today list, as the app shows it.")
