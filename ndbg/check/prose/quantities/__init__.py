"""What the numbers of a sentence count, and the words that must stand beside them."""
