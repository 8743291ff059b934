"""The store of a year: what was received, and what was read of it."""
