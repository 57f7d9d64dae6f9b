"""Measures of the real program and of its store, always as ratios taken in one run."""
