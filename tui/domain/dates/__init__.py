"""Dates in words, both ways; spans; time zones."""
