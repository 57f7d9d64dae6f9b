"""Copies of the book, and a copy in its place."""
