"""Text values, normalisation, labels, control characters, Markdown escapes. Imports nothing of ours."""
