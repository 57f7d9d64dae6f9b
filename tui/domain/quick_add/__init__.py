"""The one-line grammar of the bars and the command line."""
