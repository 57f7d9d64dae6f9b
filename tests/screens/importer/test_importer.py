"""The importer: four steps by keys, at each size; nothing is written before the last."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.formats.samples import card
from tests.hostile import HOSTILE, controls_in
from tests.screens.app_in_test import LARGE, NARROW, SMALL, AppInTest, a_small_book, open_app
from tui.screens.importer.importer import ImporterScreen
from tui.screens.importer.rows import Step

CARDS = (
    card("FN:Bo Chen", "EMAIL:bo@example.org")
    + card("FN:B. Chen")
    + card("FN:Maya Okafr", "EMAIL:m.okafor@work.example", "TITLE:Cook")
    + card("FN:Anna Petrov", "TEL:+351912345678")
    + b"".join(card(f"FN:Person {n}", f"EMAIL:p{n}@example.org") for n in range(6))
    + card("NOTE:nobody")
)
TABLE = "Who,Kontakt,Born,Shoe size\nAnn Lee,ann@example.org,3/4/1985,38\nCy Moss,cy@example.org,1/2/1990,\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a file of cards, a table nobody knows, and a letter."""
    made = tmp_path / "in"
    (made / "older").mkdir(parents=True)
    (made / "contacts.vcf").write_bytes(CARDS)
    (made / "people.csv").write_text(TABLE, encoding="utf-8")
    (made / "letter.txt").write_text("Dear Maya,\nthank you.\n", encoding="utf-8")
    return made


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


def importer(opened: AppInTest) -> ImporterScreen:
    screen = opened.app.screen
    assert isinstance(screen, ImporterScreen)
    return screen


async def bring(opened: AppInTest, path: Path | str) -> None:
    """Ask for an import of a file by its command."""
    await opened.press("colon")
    await opened.write(f"import {path}")
    await opened.press("enter")


@pytest.mark.parametrize("size", [SMALL, LARGE, NARROW], ids=["80x24", "120x36", "60x20"])
@pytest.mark.parametrize("step", ["file", "columns", "check", "brought-in"])
async def test_the_screen_as_text(
    tmp_path: Path,
    folder: Path,
    size: tuple[int, int],
    step: str,
    screen_snapshot: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with open_app(a_small_book(tmp_path), size=size) as app:
        if step == "file":
            await bring(app, "")
            monkeypatch.chdir(folder)
            importer(app).line.value = "./"
            await app.settle()
            assert app.text == screen_snapshot
            return
        await bring(app, folder / ("people.csv" if step == "columns" else "contacts.vcf"))
        if step == "check":
            await app.press("m")
        if step == "brought-in":
            await app.press("enter")
        assert app.text == screen_snapshot


async def test_the_command_alone_asks_for_the_file(opened: AppInTest) -> None:
    await opened.press("colon")
    await opened.write("import")
    await opened.press("enter", "enter")
    assert importer(opened).state.step is Step.FILE


async def test_tab_writes_the_path_on_and_enter_opens_it(opened: AppInTest, folder: Path) -> None:
    await bring(opened, "nothing.vcf")
    importer(opened).line.value = f"{folder}/co"
    await opened.press("tab")
    assert importer(opened).line.value == f"{folder}/contacts.vcf"
    await opened.press("enter")
    assert importer(opened).state.step is Step.CHECK


async def test_a_folder_is_gone_into(opened: AppInTest, folder: Path) -> None:
    await bring(opened, "nothing.vcf")
    importer(opened).line.value = f"{folder}/o"
    await opened.press("enter")
    assert importer(opened).line.value == f"{folder}/older/"
    assert importer(opened).state.step is Step.FILE


@pytest.mark.parametrize("name", ["letter.txt", "none.vcf", "older"])
async def test_a_file_that_cannot_be_read_is_said_and_can_be_chosen_again(
    opened: AppInTest, folder: Path, name: str
) -> None:
    await bring(opened, folder / name)
    assert "Nothing was" in importer(opened).message.text
    assert importer(opened).state.step is Step.FILE
    importer(opened).line.value = str(folder / "contacts.vcf")
    await opened.press("enter")
    assert importer(opened).state.step is Step.CHECK


async def test_nothing_is_written_before_the_last_step(opened: AppInTest, folder: Path) -> None:
    await bring(opened, folder / "contacts.vcf")
    await opened.press("m", "m", "q")
    assert not opened.is_known("Person 1")
    assert opened.contact("Maya Okafor").role == ""


async def test_what_was_chosen_is_done_and_one_undo_takes_it_back(opened: AppInTest, folder: Path) -> None:
    await bring(opened, folder / "contacts.vcf")
    rows = importer(opened).rows
    rows.select(("card", 2))
    await opened.press("m")
    rows.select(("card", 3))
    await opened.press("i", "enter", "enter")
    assert opened.contact("Maya Okafor").role == "Cook"
    assert (opened.is_known("Maya Okafr"), opened.is_known("Anna Petrov")) == (False, False)
    assert opened.is_known("Person 1") and "7 new" in opened.said
    await opened.press("u")
    assert not opened.is_known("Person 1")
    assert opened.contact("Maya Okafor").role == ""


async def test_a_choice_goes_to_all_who_look_alike_for_the_same_reasons(
    opened: AppInTest, folder: Path
) -> None:
    await bring(opened, folder / "contacts.vcf")
    screen = importer(opened)
    screen.rows.select(("card", 2))
    await opened.press("m", "k", "A")
    chosen = screen.state.choices
    plan = screen.state.plan
    assert plan is not None
    reasons = {card.number: card.alike.reasons for card in plan.alike if card.alike}
    assert set(chosen) == {number for number, why in reasons.items() if why == reasons[2]}


async def test_the_new_get_the_rhythm_and_the_tag_asked_for(opened: AppInTest, folder: Path) -> None:
    await bring(opened, folder / "contacts.vcf")
    await opened.press("r", *"monthly", "enter", "t", *"#sea", "enter", "enter", "enter")
    found = opened.contact("Person 1")
    assert (found.rhythm_days, found.tags) == (30, ("sea",))
    assert opened.contact("Bo Chen").tags == ("sea",)


async def test_a_rhythm_that_is_none_is_asked_again(opened: AppInTest, folder: Path) -> None:
    await bring(opened, folder / "contacts.vcf")
    await opened.press("r", *"soon", "enter")
    assert "not a rhythm" in importer(opened).message.text
    await opened.press("escape")
    assert importer(opened).state.step is Step.CHECK and importer(opened).state.rhythm_days is None


async def test_the_lines_that_could_not_be_used_can_be_read(opened: AppInTest, folder: Path) -> None:
    await bring(opened, folder / "contacts.vcf")
    await opened.press("v")
    assert "REMARKS ON LINES" in opened.text and "line 5" in opened.text
    await opened.press("v")
    assert "LOOK ALIKE" in opened.text


async def test_escape_goes_back_step_by_step(opened: AppInTest, folder: Path) -> None:
    await bring(opened, folder / "people.csv")
    await opened.press("enter")
    seen = []
    for _ in range(3):
        seen.append(importer(opened).state.step)
        await opened.press("escape")
    assert seen == [Step.CHECK, Step.COLUMNS, Step.FILE]
    assert opened.front == "TodayScreen"


async def test_columns_are_chosen_with_the_outcome_in_sight(opened: AppInTest, folder: Path) -> None:
    await bring(opened, folder / "people.csv")
    screen = importer(opened)
    assert "keep as a note" in opened.text
    await opened.press("j", "c")
    screen.rows.select(("field", "e-mail"))
    await opened.press("enter")
    assert "Ann Lee · ann@example.org" in opened.text
    await opened.press("d")
    assert "1985-04-03" in opened.text
    await opened.press("enter", "enter", "enter")
    found = opened.contact("Ann Lee")
    assert (found.points[0].value, found.key_dates[0].month) == ("ann@example.org", 4)


async def test_columns_chosen_once_are_not_asked_again(opened: AppInTest, folder: Path) -> None:
    for expected in (Step.COLUMNS, Step.CHECK):
        await bring(opened, folder / "people.csv")
        assert importer(opened).state.step is expected
        while opened.front == "ImporterScreen":
            await opened.press("enter")
    await bring(opened, folder / "people.csv")
    plan = importer(opened).state.plan
    assert plan is not None and plan.here == 2


async def test_columns_that_name_nobody_go_no_further(opened: AppInTest, folder: Path) -> None:
    (folder / "x.csv").write_text("colour,size\nred,4\n", encoding="utf-8")
    await bring(opened, folder / "x.csv")
    await opened.press("enter")
    assert "No column names anybody yet." in importer(opened).message.text
    assert importer(opened).state.step is Step.COLUMNS


async def test_letters_are_read_in_another_encoding(opened: AppInTest, folder: Path) -> None:
    (folder / "x.csv").write_bytes("Wer,Was\nŁucja,x\n".encode("cp1250"))
    await bring(opened, folder / "x.csv")
    await opened.press("c", "enter")
    for _ in range(4):
        if "Łucja" in opened.text:
            break
        await opened.press("e")
    assert "Łucja" in opened.text and "Letters: Central European (cp1250)" in opened.text


async def test_escape_half_way_leaves_nothing_behind(opened: AppInTest, folder: Path) -> None:
    (folder / "many.vcf").write_bytes(b"".join(card(f"FN:Some Body{n}") for n in range(4_000)))
    await bring(opened, folder / "many.vcf")
    for key in ("enter", "escape"):
        opened.app.simulate_key(key)
    await opened.settle()
    assert "The import was stopped" in importer(opened).message.text
    assert importer(opened).state.step is Step.CHECK
    assert not opened.is_known("Some Body0")


async def test_a_whole_book_is_not_laid_over_another(opened: AppInTest, folder: Path) -> None:
    opened.elsewhere(lambda services: services.exporting.to_file("json", folder / "book.json"))
    await bring(opened, folder / "book.json")
    assert "A whole book: 5 contacts" in opened.text
    await opened.press("enter")
    assert "people in this book already" in importer(opened).message.text


async def test_hostile_names_are_shown_and_never_obeyed(opened: AppInTest, folder: Path) -> None:
    names = [text.replace("\x00", "").replace("\r", "").replace("\n", " ") for text in HOSTILE]
    cards = b"".join(
        card(f"FN:N {name}").decode("utf-8", "replace").encode("utf-8", "replace")
        for name in names
        if name.isprintable()
    )
    (folder / "bad.vcf").write_bytes(cards + card("FN:[bold]Ann[/bold]", "ORG:\x1b[31mred"))
    await bring(opened, folder / "bad.vcf")
    assert not controls_in(opened.text.replace("\n", ""))
    await opened.press("v", "v", "enter", "enter")
    assert not controls_in(opened.text.replace("\n", ""))
    assert opened.is_known("[bold]Ann[/bold]")
