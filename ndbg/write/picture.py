"""Charts as pictures for Word, drawn by matplotlib in a font with every character of them."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ndbg.errors import NdbgError, missing
from ndbg.report.charts import Chart, shown
from ndbg.write.fonts import SUBSTITUTES
from ndbg.write.svg import LAST, THIS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_WIDTH = 6.1  # inches: the width of the text of an official document
_DOTS = 200
_BAR = 0.38


class Picture(NamedTuple):
    """A picture as a PNG file, and its description in words."""

    data: bytes
    alt: str


def draw(charts: Sequence[Chart]) -> list[Picture]:
    """The charts as pictures.

    Raises NdbgError where matplotlib is not installed, or no font has all characters.
    """
    try:
        from matplotlib import rc_context
    except ModuleNotFoundError:
        raise missing("画图", "charts") from None
    text = "".join(chart.in_words() for chart in charts)
    look: Any = {"font.family": [_font(text)], "font.size": 11, "axes.unicode_minus": False}
    with rc_context(look):
        return [Picture(_png(chart), chart.in_words()) for chart in charts]


def _font(text: str) -> str:
    """A font on this computer with every character of a text, common ones first."""
    from matplotlib import font_manager

    names = dict.fromkeys(entry.name for entry in font_manager.fontManager.ttflist)
    letters = {ord(char) for char in text}
    for name in _ordered(names):
        path = font_manager.findfont(font_manager.FontProperties(family=[name]), fallback_to_default=False)
        if letters <= font_manager.get_font(path).get_charmap().keys():
            return name
    raise NdbgError(
        "这台电脑上没有能显示中文的字体，画不了图；请装一种中文字体（如思源黑体、Noto Sans CJK）再试，或者不加 --charts"
    )


def _ordered(names: Iterable[str]) -> Iterator[str]:
    there = dict.fromkeys(names)
    familiar = [name for name in SUBSTITUTES["黑体"] if name in there]
    yield from familiar
    yield from (name for name in there if name not in familiar)


def _png(chart: Chart) -> bytes:
    from matplotlib.figure import Figure

    bars = len(chart.bars) * (1 if chart.last_year is None else 2)
    figure = Figure(figsize=(_WIDTH, 0.9 + 0.25 * bars), dpi=_DOTS, layout="constrained")
    axes = figure.add_subplot()
    places = range(len(chart.bars))
    if chart.last_year is None:
        _bars(axes, places, [bar.count for bar in chart.bars], 0, f"{chart.year}年", THIS)
    else:
        _bars(axes, places, [bar.count for bar in chart.bars], -_BAR / 2, f"{chart.year}年", THIS)
        _bars(axes, places, [bar.last for bar in chart.bars], _BAR / 2, f"{chart.last_year}年", LAST)
        figure.legend(frameon=False, loc="outside lower right", ncols=2)  # outside of the bars
    axes.set_title(f"{chart.title}（{chart.unit}）", fontsize=13)
    axes.set_yticks(places, [bar.name for bar in chart.bars])
    axes.invert_yaxis()
    axes.margins(x=0.12)
    axes.tick_params(length=0, labelbottom=False)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    buffer = io.BytesIO()
    # Without the version of matplotlib, equal figures give equal files.
    figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def _bars(
    axes: "Axes", places: Iterable[int], counts: Sequence[int | None], offset: float, label: str, colour: str
) -> None:
    height = _BAR if offset else 2 * _BAR
    drawn = axes.barh(
        [at + offset for at in places], [count or 0 for count in counts], height, color=colour, label=label
    )
    axes.bar_label(drawn, [shown(count) for count in counts], padding=3)
