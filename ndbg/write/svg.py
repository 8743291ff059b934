"""Charts for the web page: bars as SVG, and the same figures as a table for screen readers."""

from collections.abc import Iterator
from html import escape

from ndbg.report.charts import Bar, Chart, shown

# Drawn in the width of a phone, so that text keeps its size there.
_WIDTH, _FIGURES, _LETTER = 360, 76, 17
_BAR, _GAP = 18, 3
THIS, LAST = "#1f4e79", "#7d93ab"


def figure(chart: Chart, id: str) -> str:
    """A chart with its title, its picture and its figures."""
    return "\n".join(
        (
            f'<figure>\n<figcaption id="{id}">{escape(chart.title)}（{chart.unit}）</figcaption>',
            *_picture(chart, id),
            *_table(chart, id),
            "</figure>",
        )
    )


def _picture(chart: Chart, id: str) -> Iterator[str]:
    lines = 1 if chart.last_year is None else 2
    step = _LETTER + 5 + lines * (_BAR + _GAP) + 10
    legend = 0 if chart.last_year is None else 30
    height = legend + step * len(chart.bars)
    yield (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-labelledby="{id}-title {id}-text">'
        f'<title id="{id}-title">{escape(chart.title)}</title>'
        f'<desc id="{id}-text">{escape(chart.in_words())}</desc>'
    )
    if chart.last_year is not None:
        yield _legend(chart.year, 0, THIS) + _legend(chart.last_year, 110, LAST)
    for number, bar in enumerate(chart.bars):
        yield from _bar(chart, bar, legend + number * step)
    yield "</svg>"


def _legend(year: int, left: int, colour: str) -> str:
    return (
        f'<rect x="{left}" y="2" width="16" height="16" fill="{colour}"/>'
        f'<text x="{left + 22}" y="16">{year}年</text>'
    )


def _bar(chart: Chart, bar: Bar, top: int) -> Iterator[str]:
    yield f'<text x="0" y="{top + _LETTER - 2}">{escape(bar.name)}</text>'
    for number, (count, colour) in enumerate(zip(_counts(chart, bar), (THIS, LAST), strict=False)):
        at = top + _LETTER + 5 + number * (_BAR + _GAP)
        # The least width of a bar whose value is not 0.
        length = max(round((_WIDTH - _FIGURES) * count / chart.most), 1) if count else 0
        if length:
            yield f'<rect x="0" y="{at}" width="{length}" height="{_BAR}" fill="{colour}"/>'
        yield f'<text x="{length + 6 if length else 0}" y="{at + _BAR - 3}">{shown(count)}</text>'


def _counts(chart: Chart, bar: Bar) -> tuple[int | None, ...]:
    """The count of each year that the chart shows."""
    return (bar.count,) if chart.last_year is None else (bar.count, bar.last)


def _table(chart: Chart, id: str) -> Iterator[str]:
    """The figures, for screen readers."""
    years = [chart.year] if chart.last_year is None else [chart.year, chart.last_year]
    yield f'<table class="unseen" aria-labelledby="{id}">'
    heads = "".join(f'<th scope="col">{year}年</th>' for year in years)
    yield f'<thead><tr><th scope="col">项目</th>{heads}</tr></thead>\n<tbody>'
    for bar in chart.bars:
        cells = "".join(f"<td>{shown(count)}</td>" for count in _counts(chart, bar))
        yield f'<tr><th scope="row">{escape(bar.name)}</th>{cells}</tr>'
    yield "</tbody>\n</table>"
