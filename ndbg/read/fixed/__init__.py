"""Fixed-layout pages (PDF, OFD): from glyphs and strokes to paragraphs and tables.

`pdfium` and `ofd` extract `page.Drawn` from files; `page` turns pages upright; `ruled` finds tables with lines,
`drawn` gives them their texts, `aligned` finds those without, with their `labels` and `torn` numbers, `prose`
paragraphs; `layout` assembles the document.
"""
