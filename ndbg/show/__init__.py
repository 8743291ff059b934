"""Findings and problems as text for people and programs: pure functions, one format a file."""
