"""Passing over a test that needs a program this machine does not have."""

from __future__ import annotations

import os

import pytest


def need(program: str, package: str, *, is_there: bool) -> None:
    """Pass the test over where a program is missing; where CI=true asks for every test, it fails."""
    if is_there:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{program} is missing, and CI=true asks for every test.", pytrace=False)
    pytest.skip(f"{program} is missing: install {package}")
