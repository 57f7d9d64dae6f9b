"""What was said, written down."""
