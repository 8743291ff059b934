"""Percentages: shares of a whole, rates of what was handled or made public, changes against the year before."""
