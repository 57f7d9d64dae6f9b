"""Who looks like whom, and how two become one."""
