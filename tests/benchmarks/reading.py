"""Reading a report and checking it, in each format, against reading its tables alone."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

from ndbg.check import Result, check
from ndbg.errors import NdbgError
from ndbg.form.layout import layout
from ndbg.read import read
from ndbg.report import Report
from ndbg.write.markdown import write_markdown
from ndbg.write.pdf import write_pdf
from ndbg.write.web import write_web
from ndbg.write.word import fill
from ndbg.write.workbook import write_workbook
from ndbg.write.workbook.places import ROWS_ABOVE
from tests.benchmarks.material import Material
from tests.benchmarks.peers import grids
from tests.benchmarks.peers.grids import Grid
from tests.benchmarks.racing import Contestant, Maker, MissingPeerError, UnequalError, call
from tests.benchmarks.table import Comparison, Group, Target
from tests.official import FORM_2021


def groups(material: Material) -> Iterator[Group]:
    """A race for each format: reading, and reading and checking, against every other way."""
    expected = _figures(material.report)
    for suffix, peers in _PEERS.items():
        ours, checked = f"read {suffix}", f"read and check {suffix}"
        makers: dict[str, Maker] = {
            ours: partial(_reading, material, suffix),
            checked: partial(_reading_and_checking, material, suffix),
            **{name: partial(_peer, material, suffix, peer) for name, peer in peers.items()},
        }
        comparisons = [Comparison(ours, name, peer.target) for name, peer in peers.items()]
        comparisons.append(Comparison(checked, next(iter(peers))))
        yield Group(f"Read one report, {suffix}, in process", makers, expected, comparisons)


# -- ours --------------------------------------------------------------------------


def _reading(material: Material, suffix: str) -> Contestant:
    path = _file(material, suffix)
    return call(lambda: read(path), _figures)


def _reading_and_checking(material: Material, suffix: str) -> Contestant:
    path = _file(material, suffix)

    def work() -> tuple[Report, Result]:
        report = read(path)
        return report, check(report)

    return call(work, lambda made: _figures(made[0]))


def _figures(report: Report) -> list[str]:
    """The 200 figures as printed, in the order of the form."""
    return [report.figures[id].text for id in FORM_2021.cells]


def _file(material: Material, suffix: str) -> Path:
    """The report in a format, written where it is not there yet."""
    path = material.folder / f"report.{suffix}"
    if not path.exists():
        try:
            path.write_bytes(_written(material, suffix))
        except NdbgError as error:
            raise MissingPeerError(f"{path.name} cannot be made: {error}") from None
    return path


def _written(material: Material, suffix: str) -> bytes:
    report = material.report
    if suffix == "toml":
        return material.data.read_bytes()
    if suffix == "html":
        return write_web(report).encode()
    if suffix == "txt":
        return write_markdown(report).encode()
    if suffix == "xlsx":
        return write_workbook(report)
    document = fill(material.template.read_bytes(), material.template, report).data
    return document if suffix == "docx" else write_pdf(document, report.title)[0]


# -- theirs ------------------------------------------------------------------------


def _from_grids(found: Sequence[Grid]) -> list[str]:
    """The 200 figures from the tables of the form, which are known by how many rows and columns they have."""
    figures: dict[str, str] = {}
    for table in FORM_2021.tables:
        drawn = layout(table)
        size = (drawn.height, drawn.width)
        grid = next((grid for grid in found if grid and (len(grid), len(grid[0])) == size), None)
        if grid is None:
            raise UnequalError(f"no table of {size[0]} rows and {size[1]} columns was read")
        figures |= {box.cell.id: grid[box.row][box.column] for box in drawn.boxes if box.cell}
    return [figures[id] for id in FORM_2021.cells]


def _from_sheets(found: Sequence[Grid]) -> list[str]:
    return _from_grids([sheet[ROWS_ABOVE:] for sheet in found])


def _from_toml(found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    sections = (section for name, section in found.items() if name[0] in "二三四")
    lines = (line for section in sections for line in section.values())
    return [f"{value}" for line in lines for value in (line if isinstance(line, list) else [line])]


@dataclass(frozen=True)
class _Peer:
    """Another way to read the tables: the library that it needs, how it reads, where its figures are."""

    library: str
    read: Callable[[Path], Any]
    figures: Callable[[Any], list[str]] = _from_grids
    target: Target | None = None


def _peer(material: Material, suffix: str, peer: _Peer) -> Contestant:
    import_module(peer.library)
    path = _file(material, suffix)
    return call(lambda: peer.read(path), peer.figures)


def _read_toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


# The first of each format is the least that reading its figures can cost.
_PEERS: Mapping[str, Mapping[str, _Peer]] = {
    "docx": {
        "lxml grid walk": _Peer("lxml", grids.docx_lxml, target=Target(2)),
        "python-docx, row.cells": _Peer("docx", grids.docx_row_by_row),
        "docx2python": _Peer("docx2python", grids.docx_docx2python),
        "mammoth + lxml": _Peer("mammoth", grids.docx_mammoth),
        "python-docx, table.cell": _Peer("docx", grids.docx_cell_by_cell),
    },
    "html": {"lxml grid walk": _Peer("lxml", grids.html_lxml)},
    "xlsx": {"openpyxl, all values": _Peer("openpyxl", grids.xlsx_openpyxl, _from_sheets)},
    "pdf": {"pdfplumber, all tables": _Peer("pdfplumber", grids.pdf_pdfplumber)},
    "txt": {"str.split of its table rows": _Peer("builtins", grids.txt_split)},
    "toml": {"tomllib": _Peer("tomllib", _read_toml, _from_toml)},
}
