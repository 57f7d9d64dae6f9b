"""The app itself: its views, the colours, what stands ready behind the first frame, what is said while a key waits."""
