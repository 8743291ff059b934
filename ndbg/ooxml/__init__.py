"""Word files as zip and XML: opened with care, read and written by those who know the form."""
