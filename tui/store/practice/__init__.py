"""Practice days, rests, milestones, and counts of the book."""
