"""Lines that add a person, beyond the table."""

from __future__ import annotations

import pytest

from tests.domain.quick_add.book import BO, MAYA, blocking, read
from tui.domain.quick_add.parsed import LineKind
from tui.domain.records.contact import ContactDraft, ContactPoint, PointKind


def person(line: str) -> ContactDraft:
    draft = read(line, LineKind.PERSON).person
    assert draft is not None
    return draft


def test_words_after_the_fields_are_kept_as_a_note() -> None:
    draft = person("Lena Haas #choir sings alto")
    assert (draft.name, draft.notes) == ("Lena Haas", "sings alto")


@pytest.mark.parametrize("name", ['"Lena Haas"', r"Lena\ Haas", "  Lena   Haas "])
def test_a_name_is_kept_in_plain_words(name: str) -> None:
    assert person(name).name == "Lena Haas"


def test_a_name_may_hold_a_sign_once_it_is_escaped() -> None:
    assert person(r"Lena \#1").name == "Lena #1"


def test_a_handle_typed_for_a_name_is_the_person_it_means() -> None:
    assert read("@maya", LineKind.PERSON).existing == MAYA


def test_accents_and_case_do_not_make_another_person() -> None:
    assert read("zoe martin", LineKind.PERSON).existing is not None


@pytest.mark.parametrize(
    ("word", "point"),
    [
        ("lena@ex.org", ContactPoint(PointKind.EMAIL, "lena@ex.org")),
        ("email:lena@ex.org", ContactPoint(PointKind.EMAIL, "lena@ex.org")),
        ("tel:+49 170 22", ContactPoint(PointKind.PHONE, "+49 170 22")),
        ("https://lena.org", ContactPoint(PointKind.URL, "https://lena.org")),
        ("url:lena.org", ContactPoint(PointKind.URL, "lena.org")),
        ("https://github.com/lena", ContactPoint(PointKind.PROFILE, "https://github.com/lena", "", "github")),
        ("www.x.com/lena", ContactPoint(PointKind.PROFILE, "www.x.com/lena", "", "x")),
    ],
)
def test_an_address_is_told_from_a_name(word: str, point: ContactPoint) -> None:
    draft = person(f"Lena Haas {word}")
    assert (draft.name, draft.points) == ("Lena Haas", (point,))


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("05-14", (5, 14, None)),
        ("14may", (5, 14, None)),
        ("1990-05-14", (5, 14, 1990)),
        ("02-29", (2, 29, None)),
    ],
)
def test_a_birthday_needs_no_year(said: str, found: tuple[int, int, int | None]) -> None:
    (key_date,) = person(f"Lena bday:{said}").key_dates
    assert (key_date.month, key_date.day, key_date.year) == found


@pytest.mark.parametrize("said", ["02-30", "13-01", "may", "1990-02-29", "2090-01-01", "soon"])
def test_an_impossible_birthday_is_refused(said: str) -> None:
    assert "birthday" in blocking(read(f"Lena bday:{said}", LineKind.PERSON))


@pytest.mark.parametrize("said", ["~6w", "every:6w", "~42d"])
def test_a_rhythm_has_a_word_form(said: str) -> None:
    assert person(f"Lena {said}").rhythm_days == 42


def test_a_rhythm_that_is_none_is_refused_in_place() -> None:
    line = "Lena ~sometimes"
    problem = read(line, LineKind.PERSON).blocking
    assert problem is not None
    assert line[problem.start : problem.end] == "~sometimes"


def test_no_rhythm_at_all_can_be_said() -> None:
    assert read("Lena ~none", LineKind.PERSON).preview() == "name Lena · no rhythm"


@pytest.mark.parametrize("said", ["via:@bo", "via:bo", 'via:"Bo Chen"', 'via:@"Bo Chen"', r"via:Bo\ Chen"])
def test_the_one_through_whom_we_met_is_found(said: str) -> None:
    assert person(f"Lena {said}").met_via == BO.id


@pytest.mark.parametrize(
    ("said", "sentence"), [("via:@anna", '"anna" matches 2'), ("via:@kofi", 'no "kofi" yet')]
)
def test_an_unclear_go_between_blocks(said: str, sentence: str) -> None:
    assert blocking(read(f"Lena {said}", LineKind.PERSON)).startswith(sentence)


@pytest.mark.parametrize("line", ["", "#work", "+ "])
def test_a_line_without_a_name_asks_for_one(line: str) -> None:
    assert blocking(read(line, LineKind.PERSON)) == "who? type a name"


def test_a_name_too_long_to_keep_blocks() -> None:
    assert blocking(read("x" * 201, LineKind.PERSON)).startswith("That name is longer than 200")
