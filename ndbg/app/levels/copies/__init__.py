"""What bodies have copied from each other."""
