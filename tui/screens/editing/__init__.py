"""A contact's fields, edited."""
