"""What has the keys until it is answered or left: a bar with a line in it, a menu."""

from __future__ import annotations

from textual.widget import Widget


class KeepsKeys:
    """What marks a widget that keeps the keys while it is open."""


def take_keys_back(asking: Widget, answers: Widget) -> None:
    """Give the keys to ``answers`` again after a click elsewhere took them, unless another that is open asks now."""
    focused = asking.screen.focused
    others = () if focused is None else focused.ancestors_with_self
    asks_too = any(isinstance(node, KeepsKeys) and node.has_class("-open") for node in others)
    if asking.has_class("-open") and asking.app.app_focus and not asks_too:
        answers.focus()


def give_keys_back(asked: Widget, came_from: Widget | None) -> None:
    """Give the keys to the list that the screen begins with, else to where they were before the question."""
    begins_at = asked.screen.AUTO_FOCUS or ""
    to = asked.screen.query_one(begins_at) if begins_at.startswith("#") else came_from
    if to is not None:
        to.focus()
