"""The command line around the app."""
