"""The book on disk: SQLite through sqlite-utils; SQL lives here and nowhere else."""
