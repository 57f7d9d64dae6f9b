"""What is kept beside the book, how long, and whether the clock can be believed."""
