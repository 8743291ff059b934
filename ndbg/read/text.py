"""Read a report from a file of plain text or Markdown, which may hold tables in HTML."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from ndbg.errors import NdbgError
from ndbg.process.limits import bounded
from ndbg.read.copied import read_lines
from ndbg.read.source import MEGABYTE, decode, read_bytes
from ndbg.report import Report
from ndbg.text.markdown import FORMULA, plain

MOST_BYTES = 4 * MEGABYTE
_MOST_LINES = 3000  # a report has some hundred, or a thousand with one cell a line
_COMMENT = re.compile("<!--[^\n]*?-->")  # converters of PDF leave one for each picture
_LINE_ENDS = re.compile("[\n\u2028\u2029]")


@bounded
def read_text(path: Path) -> Report:
    """Read the report in a text file. Raises NdbgError where it is none."""
    text, notes = decode(read_bytes(path, MOST_BYTES), path)
    text = _COMMENT.sub("", text)
    lines = _LINE_ENDS.split(text)
    if len(lines) > _MOST_LINES:
        raise NdbgError(f"“{path}”有 {len(lines)} 行，不像是一份报告，没有读")
    if "<table" in text:
        from ndbg.read.web import parse_web

        return parse_web(_as_page(FORMULA.sub(r"\g<formula>", text)), notes, path)

    return read_lines(lines, path, notes, numbered=True)


def _as_page(text: str) -> str:
    """Markdown with tables in HTML, as converters write it, as a page: its tables, and each other line a paragraph."""
    pieces: list[str] = []
    end = 0
    while (begin := text.find("<table", end)) >= 0 and (close := text.find("</table>", begin)) >= 0:
        pieces += [*_as_paragraphs(text[end:begin]), text[begin : close + len("</table>")]]
        end = close + len("</table>")
    return "\n".join([*pieces, *_as_paragraphs(text[end:])])


def _as_paragraphs(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield f"<p>{escape(plain(line))}</p>"
