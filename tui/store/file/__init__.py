"""The file of the book: links, locks, modes, the connection, and what an error of SQLite means."""
