"""Reusable widgets; they know the domain, never a service."""
