"""What a supervising office prints: lists as workbooks and pages, letters and notices as Word files."""
