"""Rhythms, stars, snoozes, and how it stands with somebody."""
