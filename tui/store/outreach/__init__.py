"""What the Today list asks of the book."""
