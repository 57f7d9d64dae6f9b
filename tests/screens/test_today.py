"""Today under its keys: each does what its tooltip says, and the list follows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from tests.screens.app_in_test import AppInTest, a_small_book, open_app, with_book
from tui.domain.interaction import Channel, InteractionDraft
from tui.domain.practice_days import is_practice_day
from tui.widgets.practice_strip import PracticeStrip

MONDAY = date(2026, 11, 23)


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[AppInTest]:
    async with open_app(a_small_book(tmp_path)) as app:
        yield app


def reached(opened: AppInTest) -> int:
    facts = opened.today.query_one(PracticeStrip).facts
    return facts.reached if facts else -1
