"""The book looked after: checked, copied, opened again."""
