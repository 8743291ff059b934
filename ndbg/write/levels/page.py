"""Lists, counts, texts side by side and bar charts as one web page without scripts."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import escape
from importlib.resources import files

from ndbg.write.levels.parts import Bars, Beside, Column, Count, List, Side

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


Part = List | Beside | Bars


def write_page(title: str, counts: Sequence[Count], parts: Sequence[Part]) -> bytes:
    """The page, as UTF-8."""
    return ("\n".join(_page(title, counts, parts)) + "\n").encode()


def _page(title: str, counts: Sequence[Count], parts: Sequence[Part]) -> Iterator[str]:
    name = escape(title)
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<meta name="generator" content="ndbg">\n<title>{name}</title>\n<style>\n{_style()}</style>\n</head>'
    yield f"<body>\n<main>\n<h1>{name}</h1>"
    if counts:
        yield '<dl class="counts">'
        for count in counts:
            look = f' class="{count.look}"' if count.look and count.number else ""
            yield f"<div{look}><dt>{escape(count.name)}</dt><dd>{count.number}</dd></div>"
        yield "</dl>"
    for number, part in enumerate(parts, 1):
        if isinstance(part, List):
            yield from _list(part, number)
        elif isinstance(part, Beside):
            yield from _beside(part)
        else:
            yield from _bars(part, number)
    yield "</main>\n</body>\n</html>"


@lru_cache(maxsize=1)
def _style() -> str:
    return files("ndbg.write.levels").joinpath("page.css").read_text(encoding="utf-8")


def _list(one: List, number: int) -> Iterator[str]:
    yield f'<h2 id="list-{number}">{escape(one.title)}</h2>'
    yield from (f"<p>{escape(text)}</p>" for text in one.above)
    yield f'<div class="scroll" role="region" aria-labelledby="list-{number}" tabindex="0">\n<table>'
    yield f"<caption>{escape(one.title)}</caption>"
    widths = "".join(f'<col style="width:{width:.1f}%">' for width in one.widths(100))
    yield f"<colgroup>{widths}</colgroup>\n<thead><tr>"
    yield "".join(f'<th scope="col">{escape(column.head)}</th>' for column in one.columns)
    yield "</tr></thead>\n<tbody>"
    looks = [*one.looks, *[""] * len(one.rows)]
    for texts, look in zip(one.rows, looks, strict=False):
        cells = "".join(
            f'<th scope="row">{escape(text)}</th>'
            if at == 0
            else f"<td{_class(text, column)}>{escape(text)}</td>"
            for at, (text, column) in enumerate(zip(texts, one.columns, strict=True))
        )
        yield f"<tr{f' class={look}' if look else ''}>{cells}</tr>"
    yield "</tbody>\n</table>\n</div>"


def _class(text: str, column: Column) -> str:
    """The style of a cell: numbers to the right, days and short words without line breaks."""
    if column.number:
        return " class=number"
    return " class=short" if 0 < len(text) <= _SHORT else ""


def _beside(part: Beside) -> Iterator[str]:
    yield f'<h2>{escape(part.title)}</h2>\n<div class="beside">'
    for side in part.sides:
        yield f"<section><h3>{escape(side.name)}</h3><p>{_marked(side)}</p></section>"
    yield "</div>"


def _marked(side: Side) -> str:
    pieces = (
        f"{escape(plain)}{f'<mark>{escape(same)}</mark>' if same else ''}" for plain, same in side.pieces
    )
    return "".join(pieces).replace("\n", "<br>")


_SHORT = 5  # most characters of a text without line breaks: 01-26, 报送稿
_NAMES, _BARS, _VALUES, _STEP = 230, 480, 130, 30  # widths of the parts of a chart, and the height of a line


def _bars(part: Bars, number: int) -> Iterator[str]:
    most = max((value for _, value, _ in part.bars), default=0) or 1
    height = _STEP * len(part.bars) + 6
    told = "；".join(f"{name}：{text}" for name, _, text in part.bars)
    yield f'<figure>\n<figcaption id="bars-{number}">{escape(part.title)}</figcaption>'
    yield f'<svg viewBox="0 0 {_NAMES + _BARS + _VALUES} {height}" role="img" aria-labelledby="bars-{number} told-{number}">'
    yield f'<desc id="told-{number}">{escape(told)}</desc>'
    for at, (name, value, text) in enumerate(part.bars):
        top = at * _STEP + 4
        length = max(round(_BARS * value / most), 1) if value else 0
        yield f'<text x="{_NAMES - 8}" y="{top + 17}" text-anchor="end">{escape(name)}</text>'
        yield f'<rect x="{_NAMES}" y="{top}" width="{length}" height="22" fill="#1f4e79"/>'
        yield f'<text x="{_NAMES + length + 6}" y="{top + 17}">{escape(text)}</text>'
    yield "</svg>\n</figure>"
