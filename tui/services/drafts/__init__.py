"""What was begun and is in no book yet."""
