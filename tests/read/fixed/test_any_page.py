"""Whatever lines, fills and words a page has, it is read: no page brings the reader down."""

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import share
from tests.read.fixed.drawing import Sheet, shown

_XS = st.sampled_from([90.0, 96.0, 150.0, 200.0, 300.0, 400.0])
_YS = st.sampled_from([80.0, 100.0, 118.0, 130.0, 160.0, 190.0, 230.0])
_WORDS = st.sampled_from(
    ["二、主动公开政府信息情况", "规章", "制发件数", "23", "45", "（一）予以公开", "公开"]
)
_BELOW = "本机关依法公开政府信息，没有发生行政复议。"


@share(3)
@given(
    st.lists(st.tuples(_XS, _YS, _XS, _YS), max_size=12),
    st.lists(st.tuples(_XS, _YS, _XS, _YS), max_size=6),
    st.lists(st.tuples(_WORDS, _XS, _YS), max_size=12),
)
def test_any_lines_fills_and_words_are_read(
    lines: list[tuple[float, float, float, float]],
    fills: list[tuple[float, float, float, float]],
    words: list[tuple[str, float, float]],
) -> None:
    sheet = Sheet()
    for left, top, right, bottom in lines:
        sheet.line(left, top, right, top if right != left else bottom)
    for left, top, right, bottom in fills:
        sheet.fill(min(left, right), min(top, bottom), max(left, right) + 2, max(top, bottom) + 2, 220)
    for word, x, y in words:
        sheet.write(word, x, y)
    assert any(_BELOW in thing for thing in shown(sheet.write(_BELOW, 90, 500)))
