"""Passing over a test that needs what this machine, or the user who runs the tests, does not have."""

from __future__ import annotations

import os

import pytest


def need(program: str, package: str, *, is_there: bool) -> None:
    """Pass the test over where a program is missing; where CI=true asks for every test, it fails."""
    if not is_there:
        pass_over(f"{program} is missing", f"install {package}")


def pass_over(reason: str, hint: str) -> None:
    """Pass the test over for a reason; where CI=true asks for every test, it fails."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{reason}, and CI=true asks for every test.", pytrace=False)
    pytest.skip(f"{reason}: {hint}")
