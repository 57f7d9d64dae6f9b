"""Practice days, the streak and what holds it together, and every sentence the practice says."""
