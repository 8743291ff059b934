"""The quick way to the text of a cell, which is taken where nothing stands in its way, gives what the careful way gives."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ndbg.ooxml.text import TC, P, W, cell_text, paragraph_text, plain_texts

WORDS = st.sampled_from(["", "12", "自然人", " 3 ", "一、"])


def run(properties: str, text: str) -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def wrapped(inner: str, wrapper: str) -> str:
    return f"<w:{wrapper}>{inner}</w:{wrapper}>"


LOOKS = st.sampled_from(
    [
        "",
        "<w:rPr><w:b/></w:rPr>",
        "<w:rPr><w:vanish/></w:rPr>",
        "<w:rPr><w:strike w:val='0'/></w:rPr>",
        "<w:rPr><w:vertAlign w:val='superscript'/></w:rPr>",
    ]
)
PIECES = st.one_of(
    st.builds(run, LOOKS, WORDS),
    st.sampled_from(
        [
            "<w:r><w:br/></w:r>",
            "<w:p><w:r><w:t>5</w:t></w:r></w:p>",
            "<w:r><w:tab/></w:r>",
            "<w:r><w:noBreakHyphen/></w:r>",
            "<w:bookmarkStart/>",
            "<w:r><w:instrText>PAGE</w:instrText></w:r>",
            "<w:r><w:delText>7</w:delText></w:r>",
            "<w:r><w:txbxContent><w:p><w:r><w:t>8</w:t></w:r></w:p></w:txbxContent></w:r>",
        ]
    ),
    st.builds(
        wrapped, st.builds(run, LOOKS, WORDS), st.sampled_from(["ins", "del", "hyperlink", "smartTag", "sdt"])
    ),
)
PARAGRAPHS = st.lists(PIECES, max_size=4).map(lambda pieces: f"<w:p><w:pPr/>{''.join(pieces)}</w:p>")
CELLS = st.lists(PARAGRAPHS, max_size=3).map(lambda ps: f"<w:tc xmlns:w='{W}'><w:tcPr/>{''.join(ps)}</w:tc>")


@given(CELLS)
def test_both_ways_give_the_same_where_the_quick_one_is_taken(xml: str) -> None:
    cell = etree.fromstring(xml)
    assert plain_texts(cell, TC).get(cell, cell_text(cell)) == cell_text(cell)


@given(CELLS)
def test_so_do_paragraphs(xml: str) -> None:
    cell = etree.fromstring(xml)
    for paragraph, text in plain_texts(cell, P).items():
        assert text == paragraph_text(paragraph)


@given(st.lists(WORDS, max_size=3), st.sampled_from(["", "<w:rPr><w:b/></w:rPr>"]))
def test_the_quick_way_is_taken_for_ordinary_cells(words: list[str], look: str) -> None:
    lines = "".join(f"<w:p><w:pPr/>{run(look, word)}</w:p>" for word in words)
    cell = etree.fromstring(f"<w:tc xmlns:w='{W}'><w:tcPr/>{lines}</w:tc>")
    assert plain_texts(cell, TC) == {cell: "\n".join(words)}


def test_paragraphs_within_paragraphs_are_read_once_however_deep() -> None:
    cell = etree.fromstring(f"<w:tc xmlns:w='{W}'>{'<w:p>' * 200}{run('', '九')}{'</w:p>' * 200}</w:tc>")
    assert cell_text(cell) == "九"
    assert not plain_texts(cell, TC)
