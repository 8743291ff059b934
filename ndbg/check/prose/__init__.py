"""What the prose of a report claims: counts and what they are counts of, read clause by clause."""
