"""Find people, what was said, and commands."""
