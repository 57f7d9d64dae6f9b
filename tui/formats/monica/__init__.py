"""What Monica exports."""
