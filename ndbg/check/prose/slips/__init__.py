"""Slips of the pen: missing numbers, doubled words, numbers of items, another body's 我局, papers no longer in force."""
