"""The trash, and somebody deleted for ever."""
