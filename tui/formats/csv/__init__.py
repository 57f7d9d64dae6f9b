"""CSV files of every layout, LinkedIn's among them."""
