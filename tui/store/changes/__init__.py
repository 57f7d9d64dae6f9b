"""What follows from a change: due dates, undo and redo, lines that count once."""
