"""The product's own ideas: pure Python, no files, no database, no clock but the one handed in."""
