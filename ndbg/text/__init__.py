"""Texts as values: how they are compared, what is unseen in them, Markdown. Imports nothing of ours."""
