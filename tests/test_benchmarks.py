"""The harness measures a trivial program and says sane things; nothing here depends on how fast it was."""

from __future__ import annotations

import gc
import os
import sys
from itertools import islice

import pytest

from benchmarks.figures import median, number, p95, ratio, times
from benchmarks.growth import Held, report
from benchmarks.in_process import measure_questions
from benchmarks.kept import held_by
from benchmarks.one_liners import Line
from benchmarks.report import lines_report, presses_report, questions_report, typing_report, visits_report
from benchmarks.run import FLOOR
from benchmarks.screen import Screen
from benchmarks.searching import ask_letter_by_letter
from benchmarks.surroundings import book_of
from benchmarks.visits import Press, Program, Visit, visit
from benchmarks.wandering import wander

ECHO = """
import sys, termios, tty
tty.setcbreak(0)
print("\\x1b[?2026$p\\x1b[>0qREADY", end="", flush=True)
while (key := sys.stdin.read(1)) != "q":
    if key == "x":
        print("\\r\\nyou pressed x", end="", flush=True)
"""

KEEPS: dict[str, object] = {}

RESTLESS = """
import select, sys, tty
tty.setcbreak(0)
print("READY", end="", flush=True)
sys.stdin.read(1)
for tick in range(80):
    select.select([], [], [], 0.01)
    print("\\x1b[H", tick, end="", flush=True)
sys.stdin.read(1)
"""


def _program(source: str, *presses: Press, ready: str = "READY") -> Program:
    return Program("echo", (sys.executable, "-c", source), ready, presses, idle_seconds=0.1)


def test_a_visit_measures_a_trivial_program() -> None:
    found = visit(_program(ECHO, Press("x", "x", 2, "pressed")), os.environ)
    assert found.start.match_ms is not None
    assert found.start.match_ms > 0
    assert [paint.bytes_sent > 0 for paint in found.presses["x"]] == [True, True]
    assert (found.idle_bytes, found.exit_code) == (0, 0)
    assert found.memory_mb is not None
    assert found.quit_ms is not None


def test_a_key_that_paints_nothing_is_reported_as_nothing() -> None:
    found = visit(_program(ECHO, Press("z", "z")), os.environ)
    assert found.presses["z"][0].first_ms is None


def test_a_program_that_ends_at_once_is_no_error() -> None:
    found = visit(_program("print('gone')", Press("x", "x"), ready="never"), os.environ)
    assert found.start.match_ms is None
    assert found.start.bytes_sent > 0
    assert found.exit_code == 0


def test_a_screen_ignores_what_it_does_not_know_and_keeps_split_sequences() -> None:
    screen = Screen(20, 3)
    assert screen.feed(b"\x1b[>1u\x1b]0;title\x07\x1b[?2048$pab\x1b[3") == 1
    assert screen.feed(b"1mc\x1b[2b") == 1
    assert screen.text.splitlines()[0].rstrip() == "abccc"


def test_painting_the_same_again_changes_nothing() -> None:
    screen = Screen(20, 3)
    screen.feed(b"\x1b[Hhello")
    assert screen.feed(b"\x1b[Hhello") == 0


def test_figures_leave_out_what_is_missing() -> None:
    assert median([None, 3.0, 1.0, 2.0]) == 2.0
    assert p95([float(value) for value in range(1, 101)]) == 95.0
    assert (median([None]), ratio(None, 2.0), ratio(1.0, None)) == (None, None, None)
    assert (number(None), times(1.5)) == ("-", "1.50x")


def test_reports_show_ratios_and_what_went_wrong() -> None:
    floor = visit(_program(ECHO), os.environ)
    failed = Visit(visit(_program("pass", ready="never"), os.environ).start, exit_code=3)
    report = visits_report({FLOOR: [floor], "broken": [failed]}, FLOOR)
    assert "1.00x" in report
    assert "! broken: the awaited text never came." in report
    assert "! broken: ended with 3" in report


def test_a_key_report_counts_what_was_painted() -> None:
    found = visit(_program(ECHO, Press("x", "x"), Press("z", "z")), os.environ)
    assert {line.split()[-1] for line in presses_report({"echo": [found]}).splitlines()[2:]} == {"1/1", "0/1"}


def test_a_line_that_failed_is_named() -> None:
    lines = {"python -c pass": Line(("x",), [20.0]), "rapport due": Line(("y",), [40.0], "exit 2: no")}
    report = lines_report(lines)
    assert "2.00x" in report
    assert "! rapport due: exit 2: no" in report


def test_questions_are_asked_of_a_generated_book(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("out")
    said: list[str] = []
    book = book_of(40, said.append, folder)
    assert book_of(40, said.append, folder) == book
    assert len(said) == 1
    questions = measure_questions(book, 1)
    assert all(question.store_ms is not None for question in questions)
    assert "Today view" in questions_report(questions)
    typing = ask_letter_by_letter(book, 1)
    assert all(len(each.list_ms) == len(each.query) for each in typing)
    assert "ALL LETTERS" in typing_report(typing)


def test_a_program_that_goes_on_painting_is_measured_all_the_same() -> None:
    found = visit(_program(RESTLESS, Press("x", "x")), os.environ)
    paint = found.presses["x"][0]
    assert paint.first_ms is not None
    assert paint.last_ms is not None
    assert paint.first_ms < paint.last_ms


def test_growth_is_what_came_after_the_first_presses() -> None:
    looks = [Held(presses, kb, 5, 12, 900, 0) for presses, kb in ((0, 51_200), (10, 92_160), (20, 93_184))]
    said = report(looks, warm_after=10)
    assert said.endswith("After press 10: +1.0 MB at the end, +1.0 MB at most.")
    assert [line.split()[2] for line in said.splitlines()[2:5]] == ["0.56x", "1.00x", "1.01x"]


def test_keys_at_random_are_the_same_for_a_seed_and_never_leave() -> None:
    first, again = ([*islice(wander(seed=3), 5_000)] for _ in range(2))
    assert first == again
    assert not {"q", "ctrl+q", "ctrl+c", "ctrl+z"} & {*first}


def test_who_keeps_something_is_told_from_it_up_to_its_module() -> None:
    KEEPS["it"] = kept = Screen(2, 1)
    gc.freeze()
    assert held_by(kept, None) == ["held by dict 'it'", "held by dict 'KEEPS'", "held by module"]
    KEEPS.clear()
