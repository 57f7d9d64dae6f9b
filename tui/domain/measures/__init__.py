"""The gentle measures: warmth, worlds, load."""
