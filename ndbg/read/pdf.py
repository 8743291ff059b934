"""Read a report from a PDF with a text layer."""

import json
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ndbg.errors import NdbgError, missing
from ndbg.flow import Node, Paragraph, TableNode
from ndbg.grid import Grid, GridCell
from ndbg.read.assemble import assemble
from ndbg.read.pdf_pages import MOST_PAGES
from ndbg.read.source import MEGABYTE, read_bytes
from ndbg.report import Origin, Report

MOST_BYTES = 20 * MEGABYTE
# A page of a report takes some ten objects, and a few hundred references where it is tagged.
_MOST_OBJECTS, _MOST_REFERENCES = 50_000, 100_000
_DEEP = re.compile(rb"(?:\[\s{0,9}){64}|(?:<<\s{0,9}/\w{0,9}\s{0,9}){64}")
_SECONDS = 20


def read_pdf(path: Path) -> Report:
    """Read the report in a PDF.

    Raises NdbgError where it is no PDF, holds no text, or pdfplumber is not installed.
    """
    data = read_bytes(path, MOST_BYTES)
    if b"%PDF-" not in data[:1024]:
        raise NdbgError(f"“{path}”不是 PDF 文件")
    if data.count(b"endobj") > _MOST_OBJECTS or data.count(b" R") > _MOST_REFERENCES or _DEEP.search(data):
        raise NdbgError(f"“{path}”大得不正常，不像是一份报告，没有读")
    if find_spec("pdfplumber") is None:
        raise missing("读取 PDF 文件", "pdf")
    found = _pages(data, path)
    if found["pages"] > MOST_PAGES:
        raise NdbgError(f"“{path}”超过 {MOST_PAGES} 页，不像是一份报告，没有读")
    if not found["chars"]:
        raise NdbgError(f"“{path}”里没有文字，是扫描出来的图片，读不出数；请找 Word 文件或带文字的 PDF")
    return assemble([_node(node) for node in found["nodes"]], path, lambda p: Origin(place=p.cell.payload))


def _pages(data: bytes, path: Path) -> dict[str, Any]:
    """What a process of its own makes of the PDF, within bounds of time and memory."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "report.pdf")
        copy.write_bytes(data)
        command = [sys.executable, "-m", "ndbg.read.pdf_pages", str(copy)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)  # noqa: S603  ours
            found: dict[str, Any] = json.loads(done.stdout)
        except (subprocess.SubprocessError, ValueError):
            raise NdbgError(f"“{path}”读不出来：文件已损坏、加了密码，或者大得不正常") from None
    return found


def _node(node: dict[str, Any]) -> Node[str]:
    if "text" in node:
        return Paragraph(node["text"], f"第{node['page']}页")
    cells = node["cells"]
    height = max((cell["row"] + cell["rows"] for cell in cells), default=0)
    width = max((cell["column"] + cell["columns"] for cell in cells), default=0)
    rows: list[list[GridCell[str] | None]] = [[None] * width for _ in range(height)]
    for cell in cells:
        top, left = cell["row"], cell["column"]
        place = f"第{cell['page']}页，第{node['table']}个表格第{top + 1}行第{left + 1}列"
        made = GridCell(top, left, cell["text"], place)
        for row in rows[top : top + cell["rows"]]:
            row[left : left + cell["columns"]] = [made] * len(row[left : left + cell["columns"]])
    return TableNode.of(Grid(rows), ())
