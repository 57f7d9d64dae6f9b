"""Find as you type, and the words there are to find by."""
