"""Totals with their parts, and those whose parts do not add up to them; numbers of things named one by one."""
