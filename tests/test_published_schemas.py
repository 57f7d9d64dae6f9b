"""What is published of the files we read is what the readers hold them against."""

from __future__ import annotations

import pytest

from scripts.published_schemas import FOLDER, schemas


@pytest.mark.parametrize("name", schemas())
def test_a_published_schema_is_the_one_its_reader_holds_a_file_against(name: str) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == schemas()[name], "make schema writes it"
