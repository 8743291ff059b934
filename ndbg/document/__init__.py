"""A file as read: paragraphs and grids, cut into the sections of the form; headings, titles and placeholders."""
