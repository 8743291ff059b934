"""Word files as zip and XML: packages, text, tables, numbering, relationships. Knows nothing of reports."""
