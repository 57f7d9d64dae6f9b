"""Invented people for a throw-away book."""
