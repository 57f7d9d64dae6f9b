"""The terminal: what it sends and takes, keys in their order, and an end in which nothing is lost."""
