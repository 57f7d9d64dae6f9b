"""The number of today's schema: the one place it is said, for the book and for its copy as JSON."""

from __future__ import annotations

SCHEMA_VERSION = 3
"""A book keeps it as its ``user_version``, a JSON copy as ``schema_version``; older ones stay readable."""
