"""People taken out into files."""
