"""Who may be in the book twice, and merging."""
