"""Tables and columns, rows as objects, the undo journal, and the steps to today's schema."""
