"""What helps to write: first lines, small steps, how it felt."""
