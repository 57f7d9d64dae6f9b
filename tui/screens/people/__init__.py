"""What can be done with people from any list of them."""
