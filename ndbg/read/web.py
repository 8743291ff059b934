"""Read a report from a saved web page."""

import codecs
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html

from ndbg.document.about import Metadata
from ndbg.document.blanks import find_date
from ndbg.document.document import Node, Paragraph, TableNode, read_document
from ndbg.document.grid import Grid, GridCell
from ndbg.document.site import is_of_site
from ndbg.document.titles import titles_in
from ndbg.errors import NdbgError
from ndbg.form import forms
from ndbg.process.limits import bounded
from ndbg.read.assemble import assemble, refuse_endless
from ndbg.read.copied import read_lines
from ndbg.read.source import MEGABYTE, read_bytes
from ndbg.read.styles import GONE, HIDDEN, NO_ROOM, hide_by_class
from ndbg.read.tabs import BY_CLASS, open_tabs
from ndbg.report import Origin, Report
from ndbg.text.digits import whole_number
from ndbg.text.encoding import utf_16
from ndbg.text.normalise import one_line

MOST_BYTES = 20 * MEGABYTE
# Of a table, and of tables within one another; the bounds keep forged spans from filling memory.
_MOST_COLUMNS, _MOST_ROWS, _MOST_NESTED = 200, 1000, 20

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]{1,30})""", re.IGNORECASE)
# The declaration of XHTML; it is removed, since the parser refuses decoded text that declares an encoding.
_PROLOG = re.compile(r"^\s*<\?xml[^>]{0,200}\?>", re.IGNORECASE)
# A report's page has some thousand tags.
_MOST_TAGS = 120_000
# A tag with `more` attributes than these is refused, since the parser compares each attribute with all others. Tags,
# quotes and comments are recognised as in the HTML standard (13.2.5, Tokenization). Quantifiers in tags are possessive, so
# that the search is linear.
_MOST_ATTRIBUTES = 200
_ATTRIBUTE = r"""[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_RAW = "script|style|title|textarea|xmp|iframe|noembed|noframes"
_TAG = re.compile(
    rf"<(?:(?P<raw>{_RAW})(?=[\s/>])|[a-z/][^\s/>]*+)(?:{_ATTRIBUTE}){{0,{_MOST_ATTRIBUTES}}}+(?P<more>{_ATTRIBUTE})?+"
    r"(?(raw)(?:.*?</(?P=raw)|.*))|<!--(?:.*?-->|.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOT_READ = {
    "s", "del", "strike", "script", "style", "noscript", "template",
    "head", "button", "iframe", "object", "svg",
}  # fmt: skip
# Input fields, in which some sites show the figures of a table, and the types of those with a figure.
_FIELDS = {"input", "select"}
_TYPED = {"", "text", "number", "tel"}
_CELLS = {"table", "td", "th"}
# Elements that begin and end a line.
_LINES = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div", "dl", "dt",
    "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav",
    "ol", "p", "pre", "section", "td", "th", "title", "tr", "ul", "br",
}  # fmt: skip
_NO_SIZE = re.compile(r"font-size\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|sub)\b", re.IGNORECASE)

Element = etree._Element


@bounded
def read_web(path: Path) -> Report:
    """Read the report in a saved page. Raises NdbgError where it is no page."""
    data = read_bytes(path, MOST_BYTES)
    _refuse_complex(data.count(b"<"), path)
    return parse_web(*decoded_page(data), path)


def _refuse_complex(tags: int, path: Path) -> None:
    if tags > _MOST_TAGS:
        raise NdbgError(f"“{path}”太复杂，不像是一份报告的网页，不予打开")


def parse_web(text: str, notes: Sequence[str], path: Path) -> Report:
    """Read the report in the text of a page; `notes` are on its decoding, `path` is for messages."""
    _refuse_complex(text.count("<"), path)
    if any(tag["more"] for tag in _TAG.finditer(text)):
        raise NdbgError(f"“{path}”里有一个标记带了几百个属性，不像是一份报告的网页，不予打开")
    text, is_cut = _without_cut(text)
    notes = [*notes, _CUT] if is_cut else notes
    # The tree is bounded in depth by the parser; nothing in it is fetched or run.
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(_PROLOG.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise NdbgError(f"“{path}”不是网页，或者是空的") from None
    hide_by_class(root)
    open_tabs(root, _shown)
    nodes = list(_nodes(root))
    refuse_endless(nodes, path)
    # A page made by `ndbg export` has no site furniture.
    ours = root.xpath("boolean(head/meta[@name='generator'][@content='ndbg'])")
    shown = nodes if ours else _report_only(nodes)
    if all(isinstance(node, Paragraph) for node in shown):
        # A site that drops the tables leaves a paragraph for each cell, as in copied text.
        lines = [node.text for node in shown if isinstance(node, Paragraph)]
        report = read_lines(lines, path, notes, metadata=_metadata(root))
        if report.figures or root.find(".//img") is None:
            return report
        return report.with_notes(_PICTURES)
    return assemble(shown, path, lambda place: Origin(place=f"{place}"), notes, metadata=_metadata(root))


_PICTURES = "网页里没有读到表格，只有文字和图片：表格如果是图片，读不出数，请用这份报告的 Word 文件"
_CUT = "网页文件没有结尾，像是没有存完整，后面的内容可能缺了；请对照原来的网页，重新保存再试"
_MARK = re.compile(
    r"<!--|-->|<(?P<end>/?)(?P<name>html|body|table|script|style)\b", re.IGNORECASE
)  # all that tells where a page ends


def _without_cut(text: str) -> tuple[str, bool]:
    """A page, and whether its end is missing: it is not closed, or stops within a table.

    In such a table the last text is removed: it may be a figure cut short.
    """
    opened: Counter[str] = Counter()
    closed: set[str] = set()
    within = ""  # a comment, or an element whose content is no page
    for mark in _MARK.finditer(text):
        name = (mark["name"] or mark[0]).lower()
        if within:
            ends = name == "-->" if within == "<!--" else name == within and mark["end"]
            within = "" if ends else within
        elif name in ("<!--", "script", "style") and not mark["end"]:
            within = name
        elif mark["end"]:
            closed.add(name)
            opened[name] -= 1
        else:
            opened[name] += 1
    in_table = opened["table"] > 0
    if closed & {"html", "body"} or not (in_table or opened["html"] or opened["body"]):
        return text, False
    return text[: text.rfind(">") + 1] if in_table else text, True


# The names of `meta` elements with the title of an article and the day of its publication.
_TITLE_NAMES = {"articletitle", "title", "og:title", "dc.title", "dcterms.title"}
_DAY_NAMES = {"pubdate", "publishdate", "publishtime", "article:published_time", "dc.date", "dcterms.issued"}
_LONGEST_FIELD = 300  # characters
_LONGEST_FRAMED = 60  # characters of a nested table of one cell that counts as a line


def _metadata(root: Element) -> Metadata:
    """Titles and day of publication from the metadata of a page."""
    metas = [
        (
            (meta.get("name") or meta.get("property") or "").lower(),
            (meta.get("content") or "")[:_LONGEST_FIELD],
        )
        for meta in root.iterfind("head/meta")
    ]
    titles = [content for name, content in metas if name in _TITLE_NAMES]
    page = root.findtext("head/title") or ""
    days = (find_date(content) for name, content in metas if name in _DAY_NAMES)
    return Metadata((page[:_LONGEST_FIELD], *titles), next(filter(None, days), None))


def _report_only(nodes: list[Node[Element]]) -> list[Node[Element]]:
    """The nodes of the article, without site furniture.

    Removed are lines before the article that are links, and, behind the report's last heading, everything from the
    first line that is site furniture, such as 版权所有, or outside the element that holds all headings.
    """
    document = read_document(nodes, forms()[-1])  # the headings of all forms are alike here
    heads = [document.heading(no).payload for no in document.headings]
    if len(heads) < 2:
        return nodes
    article = next(a for a in (heads[0], *heads[0].iterancestors()) if all(_holds(a, h) for h in heads))
    last = document.heading(max(document.headings, key=lambda no: document.headings[no]))
    links = {paragraph for paragraph in document.before() if _is_link(paragraph)}
    if not any(titles_in([p.text for p in document.before() if p not in links])):
        links = set()  # the title itself is a link
    return list(_until_site(nodes, article, last, links, _Progress()))


def _is_link(paragraph: Paragraph[Element]) -> bool:
    """Whether a whole line is a link to another page."""
    element = paragraph.payload
    outer = [a for a in (element, *element.iterancestors("a")) if a.tag == "a" and a.get("href")]
    text = "".join(paragraph.text.split())
    return any("".join("".join(map(str, a.itertext())).split()) == text for a in outer)


@dataclass(slots=True)
class _Progress:
    """The progress through an article: whether its last heading has come, and its end."""

    last_section: bool = False
    ended: bool = False


def _until_site(
    nodes: Iterable[Node[Element]],
    article: Element,
    last: Paragraph[Element],
    links: Collection[Paragraph[Element]],
    progress: _Progress,
) -> Iterator[Node[Element]]:
    """The nodes up to the end of an article, of which `last` is the last heading, without `links`."""
    for node in nodes:
        if isinstance(node, TableNode):
            held = {
                cell: list(_until_site(inside, article, last, links, progress))
                for cell, inside in node.held.items()
            }
            yield TableNode.of(node.grid, held)
            continue
        outside = not _holds(article, node.payload) or is_of_site(node.text)
        progress.ended |= progress.last_section and bool(outside)
        progress.last_section |= node is last
        if not progress.ended and node not in links:
            yield node


def _holds(element: Element, other: Element) -> bool:
    """Whether an element is another one or contains it."""
    return element is other or element in other.iterancestors()


def decoded_page(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a page, decoded by its byte order mark, its declared charset, or detection; a note if it has faults."""
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace"), ()
    if encoding := utf_16(data):
        return data.decode(encoding, "replace").removeprefix("\ufeff"), ()
    declaration = _DECLARED.search(data[:4096])
    declared = declaration[1].decode().lower() if declaration else ""
    # Pages that declare GB2312 use characters of GB18030.
    encodings = ["gb18030", "utf-8"] if declared.startswith("gb") else ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            return data.decode(encoding), ()
        except UnicodeDecodeError:
            continue
    return data.decode(encodings[0], "replace"), ("网页里有认不出的字符，已用问号代替",)


def _nodes(element: Element, depth: int = 0) -> Iterator[Node[Element]]:
    """The paragraphs and tables in an element, in order; `depth` is the number of tables around it."""
    line = _OpenLine(element)
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, current in walk:
        if event == "end":
            if current.tag in _LINES:
                yield from line.ended()
            if current is not element:
                after = "）" if _is_raised(current) and _shown(current) else ""
                line.pieces.append((after + (current.tail or ""), current.getparent()))
        elif current.tag == "table" and current is not element:
            walk.skip_subtree()
            yield from line.ended()
            if depth < _MOST_NESTED and not _is_gone(current):
                yield _table(current, depth + 1)
        elif not _shown(current):
            walk.skip_subtree()
        elif current.tag in _FIELDS:
            walk.skip_subtree()
            line.pieces.append((_entered(current) if depth else "", current))
        else:
            if current.tag in _LINES:
                yield from line.ended()
            # Super- and subscripts, such as the number of a note, are put in brackets, apart from a figure.
            line.pieces.append((("（" if _is_raised(current) else "") + (current.text or ""), current))
    yield from line.ended()


class _OpenLine:
    """The line that is being read: its pieces of text, each with its element. `container` is the element around all."""

    def __init__(self, container: Element) -> None:
        self._container = container
        self.pieces: list[tuple[str, Element]] = []

    def ended(self) -> Iterator[Paragraph[Element]]:
        """End the line; gives its paragraph, with the first element that has text, unless it is blank."""
        text = one_line("".join(piece for piece, _ in self.pieces))
        owner = next((owner for piece, owner in self.pieces if piece.strip()), self._container)
        self.pieces.clear()
        if text:
            yield Paragraph(text, owner)


def _entered(field: Element) -> str:
    """The text of an input field: its value, or the option chosen."""
    if field.tag == "select":
        chosen = [option for option in field.iter("option") if option.get("selected") is not None]
        return (
            "".join(text for text in chosen[0].itertext() if isinstance(text, str))
            if len(chosen) == 1
            else ""
        )
    return field.get("value", "") if field.get("type", "text").lower() in _TYPED else ""


def _is_raised(element: Element) -> bool:
    """Whether an element is a super- or subscript, and not one within another."""
    return _raises(element) and not any(
        _raises(outer) for outer in element.iterancestors() if outer.tag != "td"
    )


def _raises(element: Element) -> bool:
    note = re.search("Mso(?:Foot|End)noteReference", element.get("class", ""))
    raised = element.tag in ("sup", "sub") or bool(note) or bool(_RAISED.search(element.get("style", "")))
    return raised and bool("".join(str(text) for text in element.itertext()).strip())


def _shown(element: Element) -> bool:
    style = element.get("style", "")
    hidden = element.get("hidden") is not None or element.get(BY_CLASS) is not None
    if hidden or element.tag in _NOT_READ or HIDDEN.search(style):
        return False
    # Some pages set size 0 on a container to remove gaps, and another size on the text in it.
    return not _NO_SIZE.search(style) or bool(element.xpath("boolean(.//*[contains(@style, 'font-size')])"))


def _is_gone(element: Element) -> bool:
    """Whether a table, row or cell is not displayed.

    Classes count for single cells only: a click may show a table or a row that they hide.
    """
    if element.tag in ("td", "th") and element.get(BY_CLASS) == NO_ROOM:
        return True
    return element.get("hidden") is not None or bool(GONE.search(element.get("style", "")))


def _table(table: Element, depth: int) -> TableNode[Element]:
    first = {tag: table.find(tag) for tag in ("thead", "tfoot")}

    def part(row: Element) -> int:
        """The place of a row among head, body and foot, in whatever order they are written; only the first are these."""
        outer = row.getparent()
        return 0 if outer is None else (outer is first["tfoot"]) - (outer is first["thead"])

    rows = [list(_own(row, "td", "th")) for row in sorted(_own(table, "tr"), key=part)]
    rows = rows[:_MOST_ROWS]
    held = {cell: list(_nodes(cell, depth)) for row in rows for cell in row}
    texts = {cell: "\n".join(_lines_of_cell(nodes)) for cell, nodes in held.items()}
    grid, filled = _laid_out(rows, texts, None)
    # A row wider than most is pushed aside by a cell above with too large a row span: it is laid out again.
    width = Counter(filled).most_common(1)[0][0] if filled else 0
    whole = Grid(_laid_out(rows, texts, width)[0] if max(filled, default=0) > width else grid)
    cells = (cell for row in range(len(rows)) for cell in whole.across(row) if cell.row == row)
    return TableNode.of(whole, {cell: held[cell.payload] for cell in cells})


def _lines_of_cell(nodes: Iterable[Node[Element]]) -> Iterator[str]:
    """The lines of a cell; a nested table of one cell, which only sets margins, is a line too."""
    for node in nodes:
        if isinstance(node, Paragraph):
            yield node.text
        elif (frame := node.grid.only) and len(frame.text) <= _LONGEST_FRAMED:
            yield frame.text


def _laid_out(
    rows: list[list[Element]], texts: Mapping[Element, str], whole: int | None
) -> tuple[list[list[GridCell[Element] | None]], list[int]]:
    """Cells placed in a grid, and the number of columns filled in each row.

    `whole` is the number of columns of a whole row, if known. Cells that span into a row end above it if its own cells
    already fill a whole row. If a row would be too wide by just the width of one such cell, only this cell ends above it.
    """
    grid: list[list[GridCell[Element] | None]] = [[] for _ in rows]
    for number, row in enumerate(rows):
        own_width = sum(_span(element, "colspan") or 1 for element in row)
        if own_width == whole and any(grid[number]):
            grid[number:] = [[] for _ in grid[number:]]
        elif whole is not None and (surplus := own_width + sum(map(bool, grid[number])) - whole) > 0:
            below = grid[number + 1] if number + 1 < len(grid) else []
            ending = [cell for cell in grid[number] if cell and cell not in below]
            surplus_cell = next((cell for cell in ending[::-1] if ending.count(cell) == surplus), None)
            grid[number] = [None if cell is surplus_cell else cell for cell in grid[number]]
        at = 0
        for element in row:
            while at < len(grid[number]) and grid[number][at]:
                at += 1  # occupied by a cell with a row span
            cell = GridCell(number, at, texts[element], element)
            width = min(_span(element, "colspan") or 1, max(_MOST_COLUMNS - at, 0))
            # A row span of 0 reaches to the end of the table.
            height = _span(element, "rowspan") or len(rows)
            _place(grid[number : number + height], cell, width)
            at += width
    return grid, [len(row) for row in grid]


def _own(outer: Element, *tags: str) -> Iterator[Element]:
    """The displayed rows of a table, or cells of a row, in any wrappers, without those of nested tables."""
    for child in outer.iterchildren():
        if child.tag in tags:
            if not _is_gone(child):
                yield child
        elif child.tag not in _CELLS:
            yield from _own(child, *tags)


def _span(element: Element, name: str) -> int:
    """A span as written, at most `_MOST_COLUMNS`; 1 where none is written."""
    number = whole_number(element.get(name, "").strip(), _MOST_COLUMNS)
    return 1 if number is None else number


def _place(rows: list[list[GridCell[Element] | None]], cell: GridCell[Element], width: int) -> None:
    """Place a cell over several columns and rows, without covering other cells."""
    for row in rows:
        row += [None] * (cell.column + width - len(row))
        for at in range(cell.column, cell.column + width):
            row[at] = row[at] or cell
