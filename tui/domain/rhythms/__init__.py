"""When somebody is due, and how late is late."""
