"""Many at once, and several who become one."""
