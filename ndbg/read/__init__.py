"""Readers: one a format, all giving a Report."""
