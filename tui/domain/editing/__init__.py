"""A contact as lines one can edit."""
