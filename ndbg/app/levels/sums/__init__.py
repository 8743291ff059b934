"""A government and those below it: sums with their sources, comparison, statistics."""
