"""Contacts found, known and edited."""
