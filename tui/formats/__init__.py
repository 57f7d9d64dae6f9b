"""Other programs' files, read into and written from the product's own objects."""
