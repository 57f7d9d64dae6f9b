"""People brought in from a file."""
