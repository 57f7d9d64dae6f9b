"""What is asked in a search."""
