"""Duplicates, merging and the trash."""
