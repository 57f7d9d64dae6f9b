"""A book looked at as it is: every page, what does not read, and the sentence for an error."""
