"""The JSON backup."""
