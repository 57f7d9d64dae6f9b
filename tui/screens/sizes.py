"""The sizes at which screens change their layout, each with the class a style sheet knows it by."""

SIZES = [(0, "-narrow"), (60, "-normal"), (100, "-wide")]
"""From these widths in cells."""
HEIGHTS = [(0, "-short"), (16, "-tall")]
"""From these heights in rows."""
