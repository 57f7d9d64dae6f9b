"""Interactions, promises, replies, drafts and messages."""
