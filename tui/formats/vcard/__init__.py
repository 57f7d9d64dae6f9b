"""vCards, read, changed in place and written."""
