"""Pages of fixed layout, as PDF and OFD have them: glyphs and lines at places, without any paragraph or table.

`pdfium` and `ofd` take them out of files as `page.Drawn`; `page` turns them upright; `ruled`, `aligned` and
`prose` find tables and paragraphs on them; `layout` puts a whole document together.
"""
