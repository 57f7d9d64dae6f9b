"""The first start, and a book that does not open."""
