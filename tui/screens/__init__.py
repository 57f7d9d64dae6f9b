"""Screens: one job each."""
