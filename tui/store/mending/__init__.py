"""A book checked and mended; what can be read of a damaged one."""
