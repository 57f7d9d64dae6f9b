"""The mutation check: one thing in the code is changed, and a test has to notice."""
