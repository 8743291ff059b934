"""Years and periods that are not those of the report."""
