"""Use cases in the user's verbs: plain Python in, plain values out."""
