"""People brought in from files."""
