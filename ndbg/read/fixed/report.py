"""The report on the pages of a file."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from ndbg.document.about import NO_METADATA, Metadata
from ndbg.document.document import Node, Paragraph, TableNode
from ndbg.document.grid import is_label
from ndbg.document.headings import section_named
from ndbg.errors import NdbgError
from ndbg.read.assemble import assemble
from ndbg.read.fixed.laid_over import Uncovered, without_seals
from ndbg.read.fixed.layout import layout
from ndbg.read.fixed.page import Page
from ndbg.report import Blank, Doubtful, Missing, Origin, Report, Unplaced, Unread

_FEWEST_BEYOND = 3  # least number of characters beyond the edges of a page that was cut
_LARGE = 0.15  # least share of a page of an image that may be a table
_FEWEST = 3  # least number of numbers, and of labels, in a section with rows of the form's table


def report_of(pages: Sequence[Page], path: Path, metadata: Metadata = NO_METADATA) -> Report:
    """The report on some pages. Raises NdbgError where there are none, or no text is on them."""
    if not pages:
        raise NdbgError(f"“{path}”里一页也没有，像是已经损坏；请重新拷贝，或者换一份")
    if not any(page.glyphs for page in pages):
        raise NdbgError(
            f"“{path}”里没有看得见的文字，是扫描出来的图片，读不出数；请找 Word 文件或带文字的 PDF"
        )
    uncovered = without_seals(pages)
    nodes = layout(uncovered.pages)
    report = assemble(nodes, path, lambda place: Origin(place=place.cell.payload), metadata=metadata)
    cut = {page.number for page in pages if page.beyond >= _FEWEST_BEYOND} if report.unread else set()
    report = replace(report, unread=tuple(_not_blank(report.unread, cut)))
    without_table = {} if cut else dict(_without_table(report, nodes, pages))
    seen = {id for table in report.form.tables if table.id in without_table for id in table.cells}
    unread = [
        Unplaced(u.cells, u.origin) if isinstance(u, Missing) and seen.issuperset(u.cells) else u
        for u in report.unread
    ]
    report = replace(report, unread=tuple(unread))
    return report.with_notes(*_laid_over(uncovered), *_cut_off(cut), *without_table.values())


def _cut_off(pages: Iterable[int]) -> Iterator[str]:
    """The note on pages that were cut at their edges."""
    if pages:
        named = "、".join(f"第{number}页" for number in sorted(pages))
        yield f"{named}有文字在纸边以外，看不见，没有读，像是裁过或者没有缩放好；请换用完整的文件"


def _not_blank(unread: Iterable[Unread], cut: Set[int]) -> Iterator[Unread]:
    """The unread figures, with blank ones on a page that was cut as doubtful."""
    for item in unread:
        match = _ON_PAGE.match(item.origin.place) if isinstance(item, Blank) else None
        if isinstance(item, Blank) and match and int(match[1]) in cut:
            yield Doubtful(item.cells, item.written or "空格", item.origin, advice=_AT_EDGE)
        else:
            yield item


_ON_PAGE = re.compile(r"第(\d+)页")
_AT_EDGE = "这一页有文字在纸边以外，看不出这一格是不是空的，请对照原件"


def _laid_over(uncovered: Uncovered) -> Iterator[str]:
    """Notes on seals and layers of text."""
    for number in uncovered.seals:
        yield f"第{number}页有盖在正文上的文字，像是印章，没有读；被盖住的地方请对照原件"
    if uncovered.layers:
        named = "、".join(f"第{number}页" for number in uncovered.layers)
        yield f"{named}有两层文字叠在一起，读出的文字可能是混在一起的，请对照原件"


def _without_table(
    report: Report, nodes: Sequence[Node[str]], pages: Sequence[Page]
) -> Iterator[tuple[str, str]]:
    """The tables that are there and were not read, by id, each with a note: it is an image, or lines are lacking.

    It counts as not found where most of its figures are missing.
    """
    missing = {id for item in report.unread if isinstance(item, Missing) for id in item.cells}
    lost = {t.id for t in report.form.tables if 2 * len(missing & t.cells.keys()) > len(t.cells)}
    headings = [
        (at, section)
        for at, node in enumerate(nodes)
        if isinstance(node, Paragraph) and (section := section_named(node.text, report.form))
    ]
    for (at, section), (end, _) in pairwise([*headings, (len(nodes), None)]):
        within = nodes[at:end]
        if section is None or section.table not in lost:
            continue
        lines = [node for node in within if isinstance(node, Paragraph)]
        cells = [
            cell
            for node in within
            if isinstance(node, TableNode)
            for row in range(len(node.grid.rows))
            for cell in node.grid.across(row)
        ]
        texts = [*(line.text for line in lines), *(cell.text for cell in cells)]
        words = [word for text in texts for word in text.split()]
        numbers = sum(map(str.isdigit, words))
        if cells and min(numbers, sum(map(is_label, words))) < _FEWEST:
            continue  # the section has another table
        spots = [line.payload for line in lines]
        around = [page for page in pages if f"第{page.number}页" in spots]
        if any(image.area > _LARGE * p.width * p.height for p in around for image in p.images):
            yield section.table, f"第{section.no}部分没有读到表格：{spots[0]}上的表格是一张图片"
        elif numbers:
            drawn = any(page.levels or page.uprights or page.fills for page in around)
            missed = "的表格线不全，或者线没有认出来" if cells or drawn else "没有画表格线"
            yield section.table, f"第{section.no}部分没有读到表格：{spots[0]}{missed}，数和栏目对不上"
