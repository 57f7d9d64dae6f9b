"""A choice between a few words."""

from __future__ import annotations

from tests.screen_text import text_of
from tests.widgets.stage import Stage
from tui.widgets.choice_row import ChoiceRow, Option

WORDS = (
    Option("call", "call"),
    Option("message", "message"),
    Option("email", "email"),
    Option("comment", "comment"),
)


def a_row() -> ChoiceRow:
    return ChoiceRow(WORDS, "message")


async def test_the_chosen_word_stands_in_brackets() -> None:
    app = Stage(a_row())
    async with app.run_test(size=(60, 3)):
        assert text_of(app).splitlines()[0] == " call [message] email  comment"


async def test_arrows_stop_at_the_ends() -> None:
    row = a_row()
    async with Stage(row).run_test(size=(60, 3)) as pilot:
        row.focus()
        await pilot.press("left", "left")
        assert row.value == "call"
        await pilot.press(*["right"] * 9)
        assert row.value == "comment"


async def test_a_first_letter_goes_to_the_first_word_that_begins_so_and_again_to_the_next() -> None:
    row = a_row()
    async with Stage(row).run_test(size=(60, 3)) as pilot:
        row.focus()
        await pilot.press("c")
        assert row.value == "call"
        await pilot.press("c")
        assert row.value == "comment"


async def test_the_letter_of_the_word_already_chosen_keeps_it() -> None:
    row = a_row()
    async with Stage(row).run_test(size=(60, 3)) as pilot:
        row.focus()
        await pilot.press("m")
        assert row.value == "message"


async def test_a_letter_no_word_begins_with_changes_nothing() -> None:
    row = a_row()
    async with Stage(row).run_test(size=(60, 3)) as pilot:
        row.focus()
        await pilot.press("z")
        assert row.value == "message"


async def test_words_that_do_not_fit_take_another_row() -> None:
    app = Stage(a_row())
    async with app.run_test(size=(20, 4)):
        assert text_of(app).splitlines()[:2] == [" call [message]", " email  comment"]


async def test_a_click_chooses() -> None:
    row = a_row()
    async with Stage(row).run_test(size=(60, 3)) as pilot:
        await pilot.click(ChoiceRow, offset=(18, 0))
        assert row.value == "email"
