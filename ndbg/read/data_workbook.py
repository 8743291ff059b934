"""Read a workbook that is a data file (填报表): figures by the labels of the form, all else by the words beside it.

What a cell holds is taken as it was meant: texts for numbers, days as texts. What cannot be used is told with the
address of its cell.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from ndbg.document.blanks import read_date, says_something
from ndbg.document.data_workbook import (
    AGENCY,
    BESIDE,
    DRAFTER,
    EXPLAINED,
    FEE_AMOUNT,
    FEE_COUNT,
    MARK,
    MISSING,
    OFFICE,
    OWN,
    PHONE,
    PREFACE,
    PREVIOUS,
    PROSE,
    PROSE_FILE,
    PUBLISHED,
    RELATIONS,
    YEAR,
    prose_parts,
)
from ndbg.document.flow import Node, Paragraph
from ndbg.errors import InputError
from ndbg.form import Form, Measure
from ndbg.read.assemble import assemble
from ndbg.read.numbers import read_number
from ndbg.read.sheets import grid_node, place_of, text_of
from ndbg.read.toml import expanded, report_of
from ndbg.read.toml_document import DATA, EXPLANATIONS, REPORT, SIGN_OFF, Document, Float, Part
from ndbg.read.toml_positions import locate
from ndbg.report import Blank, Figure, Origin, Prose, Report, Unread, too_long
from ndbg.text.labels import bare
from ndbg.text.normalise import normalise

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_Keys = tuple[str | int, ...]
_FACTS = (AGENCY, YEAR, PUBLISHED, PREVIOUS, PROSE_FILE, FEE_COUNT, FEE_AMOUNT, OFFICE, DRAFTER, PHONE)
_MOST_ROWS = 1000
_DECIMALS = re.compile(r"0\.(0+)(?:_.*)?")


def is_data_workbook(sheets: Sequence["Worksheet"]) -> bool:
    """Whether a workbook is a data file: the first cell of one of its sheets says so."""
    return any(bare(_first(sheet)) == bare(MARK) for sheet in sheets)


def read_data_workbook(sheets: Sequence["Worksheet"], path: Path) -> Report:
    """Read the sheets of a workbook that is a data file.

    Raises InputError, with all problems at once, where it cannot be used: a name of the office or a year that
    is none, a marker that names nothing.
    """
    by_title = {bare(_first(sheet)): sheet for sheet in sheets}
    tables = [sheet for sheet in sheets if bare(_first(sheet)) not in _OTHERS]
    nodes = [node for sheet in tables for node in _table(sheet)]
    read = assemble(nodes, path, lambda place: Origin(place=place.cell.payload))
    gathered = _Gathered(read.form)
    gathered.facts(by_title[bare(MARK)])
    if prose := by_title.get(bare(PROSE)):
        gathered.prose(prose)
    if own := by_title.get(bare(OWN)):
        gathered.listed(own, DATA)
    if explained := by_title.get(bare(EXPLAINED)):
        gathered.listed(explained, EXPLANATIONS)
    document = _Cells(gathered.data, gathered.places, gathered.paragraphs, read.form)
    for place, message in gathered.problems:
        document.problem(message, Origin(place=place))
    report = report_of(document, path, read.source.notes)
    figures = _as_shown(read.figures, tables)
    unread = read.unread
    figures, unread = _worked_out(read.form, figures, unread)
    report = replace(report, figures=figures, unread=unread, sums=read.sums, other_rows=read.other_rows)
    report = expanded(report, document)
    if document.problems:
        raise InputError(path, document.problems)
    return report


_OTHERS = {bare(name) for name in (MARK, PROSE, OWN, EXPLAINED, MISSING, RELATIONS, "应当相等的两边")}


def _first(sheet: "Worksheet") -> str:
    """The text of a sheet's first cell, also where it is merged with others or rows were put in above it."""
    rows = sheet.iter_rows(max_row=min(sheet.max_row, 5), max_col=1)
    return next((text for (cell,) in rows if (text := _written(cell.value).strip())), "")


def _written(value: object) -> str:
    """The text of a cell as programs write it, with the usual characters and ends of lines."""
    text = "" if value is None else text_of(value)
    return normalise(text.replace("\r\n", "\n").replace("\r", "\n"))


# -- figures -----------------------------------------------------------------------


def _table(sheet: "Worksheet") -> Iterator[Node[str]]:
    """The heading and the table of a sheet, without what stands beside and below it."""
    rows, columns = _MOST_ROWS, sheet.max_column
    for row in sheet.iter_rows(max_row=min(sheet.max_row, _MOST_ROWS)):
        for cell in row:
            if isinstance(cell.value, str) and bare(cell.value) == bare(BESIDE):
                if cell.column == 1:
                    rows = min(rows, cell.row - 1)
                else:
                    columns = min(columns, cell.column - 1)
    yield Paragraph(_first(sheet), place_of(sheet, "A1"))
    yield grid_node(sheet, rows, columns)


def _as_shown(figures: Mapping[str, Figure], sheets: Sequence["Worksheet"]) -> dict[str, Figure]:
    """The figures, amounts with as many decimals as their cells show: `0.10` is stored as 0.1."""
    formats = {
        place_of(sheet, cell.coordinate): f"{cell.number_format}"
        for sheet in sheets
        for row in sheet.iter_rows(max_row=_MOST_ROWS)
        for cell in row
        if cell.value is not None
    }

    def shown(figure: Figure) -> Figure:
        if not isinstance(figure.value, Decimal):
            return figure
        format = formats.get(figure.origin.place, "")
        if (match := _DECIMALS.fullmatch(format)) is None:
            return figure
        exponent = figure.value.as_tuple().exponent
        if not isinstance(exponent, int) or -exponent >= len(match[1]):
            return figure
        return figure._replace(value=figure.value.quantize(Decimal(1).scaleb(-len(match[1]))))

    return {id: shown(figure) for id, figure in figures.items()}


def _worked_out(
    form: Form, figures: dict[str, Figure], unread: Sequence[Unread]
) -> tuple[dict[str, Figure], tuple[Unread, ...]]:
    """Work out each 总计 that is blank, as where no program has calculated it, unless a part of it is not known."""
    blank = {id: found for found in unread if isinstance(found, Blank) for id in found.cells}
    for table in form.tables:
        for relation in sorted(table.relations, key=lambda relation: relation.kind):
            total = relation.right[0].id
            if relation.kind == "balance" or total in figures or total not in blank:
                continue
            parts = [figures[cell.id].value for cell in relation.left if cell.id in figures]
            if len(parts) == len(relation.left):
                figures[total] = Figure(sum(parts), blank[total].origin)
    left = (
        replace(found, cells=tuple(id for id in found.cells if id not in figures))
        if isinstance(found, Blank)
        else found
        for found in unread
    )
    return figures, tuple(found for found in left if found.cells or not isinstance(found, Blank))


# -- everything else ---------------------------------------------------------------


class _Gathered:
    """What the other sheets hold, as a data file in TOML would hold it, and the place of each."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.data: dict[str, dict[str, Any]] = {REPORT: {}, DATA: {}, EXPLANATIONS: {}, SIGN_OFF: {}}
        self.data |= {section.heading: {} for section in form.sections}
        self.data |= {section.heading: {PROSE: ""} for section in form.prose_sections}
        self.places: dict[_Keys, str] = {}
        self.paragraphs: dict[str, list[str]] = {}
        self.problems: list[tuple[str, str]] = []

    def facts(self, sheet: "Worksheet") -> None:
        """The fields of the first sheet, by the labels beside them."""
        fields = {bare(name): name for name in _FACTS}
        found: dict[str, tuple[Any, str]] = {}
        for row in sheet.iter_rows(max_row=_MOST_ROWS, max_col=2):
            name = fields.get(bare(_written(row[0].value)))
            if name and len(row) > 1:
                found[name] = (row[1].value, place_of(sheet, row[1].coordinate))
                self.places[REPORT, name] = found[name][1]
        missing = (None, place_of(sheet, ""))
        values = {name: found.get(name, missing) for name in _FACTS}
        head = self.data[REPORT]
        head[AGENCY] = _written(values[AGENCY][0])
        head[YEAR] = _year(values[YEAR][0])
        for name in (PREVIOUS, PROSE_FILE):
            if text := _written(values[name][0]).strip():
                head[name] = text
        if (value := values[PUBLISHED][0]) is not None and (not isinstance(value, str) or value.strip()):
            day = _day(value)
            if day:
                head[PUBLISHED] = day
            else:
                self.problems.append((values[PUBLISHED][1], "公布日期写成 2025-01-20 这样"))
        for name in (OFFICE, DRAFTER, PHONE):
            self.data[SIGN_OFF][name] = _written(values[name][0])
        self._fee(values)

    def _fee(self, values: Mapping[str, tuple[Any, str]]) -> None:
        asked = {"件数": (FEE_COUNT, Measure.COUNT), "金额": (FEE_AMOUNT, Measure.AMOUNT)}
        written = {key: _written(values[name][0]).strip() for key, (name, _) in asked.items()}
        if not any(written.values()):
            return
        fee: dict[str, Any] = {}
        for key, (name, measure) in asked.items():
            reading = read_number(written[key], measure)
            if reading.value is None:
                told = "是空的，没有收取的填 0" if not written[key] else f"“{written[key]}”不是可用的数"
                self.problems.append((values[name][1], f"{name}{told}"))
                return
            fee[key] = Float(f"{reading.value:f}") if measure is Measure.AMOUNT else int(reading.value)
        self.data[self._form.last_section.heading]["信息处理费"] = fee

    def prose(self, sheet: "Worksheet") -> None:
        """The sheet of prose: a label stands beside the first paragraph of each part."""
        parts = {bare(label): section for label, section in prose_parts(self._form)}
        part: tuple[str, str] | None = None
        texts: dict[tuple[str, str], list[str]] = {}
        for row in sheet.iter_rows(min_row=2, max_row=_MOST_ROWS, max_col=2):
            label = bare(re.sub(r"（可以不写）", "", _written(row[0].value)))
            if label in parts:
                section = parts[label]
                part = (section.heading, PROSE) if section else (REPORT, PREFACE)
                self.places[part] = place_of(sheet, row[-1].coordinate)
            text = _written(row[1].value) if len(row) > 1 else ""
            if part is None:
                continue
            for line in text.split("\n"):
                if says_something(line):
                    texts.setdefault(part, []).append(line.strip())
                    self.paragraphs.setdefault(self.places[part], []).append(
                        place_of(sheet, row[1].coordinate)
                    )
        for (heading, key), lines in texts.items():
            self.data[heading][key] = "\n".join(lines)

    def listed(self, sheet: "Worksheet", part: str) -> None:
        """A sheet of names and what each stands for, below a row of heads."""
        for row in sheet.iter_rows(min_row=4, max_row=_MOST_ROWS, max_col=2):
            name, value = (
                (_written(cell.value) for cell in row) if len(row) > 1 else (_written(row[0].value), "")
            )
            place = place_of(sheet, row[0].coordinate)
            if not name.strip() and not value.strip():
                continue
            if not name.strip():
                self.problems.append(
                    (place, f"“{value}”前面还没有写{'名字' if part == DATA else '规则编号'}")
                )
            elif name in self.data[part]:
                self.problems.append((place, f"“{name}”写了两次，请删去其中一处"))
            else:
                day = row[-1].value if isinstance(row[-1].value, date) else None
                self.data[part][name] = _day(day) if day else value
                self.places[part, name] = place


def _year(value: object) -> object:
    """A year as the number that it is, where it is written as one."""
    text = normalize("NFKC", _written(value)).strip().removesuffix("年").strip()
    return int(text) if text.isdecimal() else text


def _day(value: object) -> date | None:
    """A day, be it stored as one or written; None where it is none."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = normalize("NFKC", _written(value)).strip()
    return read_date(re.sub(r"[./]", "-", text))


class _Cells(Document):
    """A data file whose values stand in cells."""

    def __init__(
        self,
        data: Mapping[str, Any],
        places: Mapping[_Keys, str],
        paragraphs: Mapping[str, Sequence[str]],
        form: Form,
    ) -> None:
        self._places = places
        self._paragraphs = paragraphs
        super().__init__(data, locate(""), form=form)

    def origin(self, *keys: str | int) -> Origin:
        return Origin(place=self._places.get(keys, ""))

    def key_origin(self, *keys: str) -> Origin:
        return self.origin(*keys)

    def paragraphs(self, part: Part, key: str) -> Prose:
        text = self.text(part, key)
        origin = self.origin(part.title, key)
        if much := too_long(text):
            self.problem(f"“{key}”{much}，不像是报告的正文", origin)
        return Prose(text, text, (), origin)

    def within(self, prose: Prose, at: int, text: str) -> Origin:  # noqa: ARG002  a cell has no columns
        return Origin(place=self._paragraphs[prose.origin.place][at])
