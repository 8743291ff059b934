"""A file as read: paragraphs and grids, headings, titles and blanks to fill, cut into the sections of the form."""
