"""Read a workbook data file (填报表): figures by the labels of the form, other values by the labels beside them.

Cells are read leniently: numbers and days may be texts. Errors give the address of the cell.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
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
    OPTIONAL,
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
from ndbg.errors import NdbgError
from ndbg.form import Form, Measure, Section
from ndbg.read.data_file import DATA, REPORT, SIGN_OFF, SUPPRESSIONS, DataFile, Float, Part
from ndbg.read.numbers import read_number
from ndbg.read.sheets import MOST_COLUMNS, MOST_ROWS, Place, Sheet, place_called, read_sheets
from ndbg.read.toml import expanded, report_of
from ndbg.read.toml_positions import locate
from ndbg.report import YEARS, Blank, Figure, Origin, Prose, Report, Unread, too_long
from ndbg.text.digits import whole_number
from ndbg.text.labels import label_key
from ndbg.text.normalise import normalise

_Keys = tuple[str | int, ...]
_FACTS = (AGENCY, YEAR, PUBLISHED, PREVIOUS, PROSE_FILE, FEE_COUNT, FEE_AMOUNT, OFFICE, DRAFTER, PHONE)
_FIRST_ROWS = 5  # in which the first cell of a sheet is looked for
_TEXTS = 1  # the column of the texts in the sheet of prose


def read_book(sheets: Sequence[Sheet], path: Path) -> Report:
    """The report in the sheets of a workbook, a data file or any other.

    Raises InputError, with all problems at once, for a data file that cannot be used: agency or year are not
    valid, or a marker names nothing.
    """
    if _is_data(sheets):
        return parse_data_book(sheets, path)[0]
    return read_sheets(sheets, path)


def _is_data(sheets: Sequence[Sheet]) -> bool:
    return any(label_key(_first(sheet)) == label_key(MARK) for sheet in sheets)


class PartRows(NamedTuple):
    """The rows of a part in the sheet of prose, counted from 0, blank ones included, and the row of each paragraph."""

    sheet: str
    column: int
    rows: tuple[int, ...]
    paragraphs: tuple[int, ...]


class Places(NamedTuple):
    """The places of a data file that can be edited.

    `prose` is keyed by the number of the section, the foreword by "".
    """

    prose: Mapping[str, PartRows]
    published: Place | None


def parse_data_book(sheets: Sequence[Sheet], path: Path) -> tuple[Report, Places]:
    """The report in the sheets of a data file, and the places of its texts.

    Raises NdbgError where it is no data file, InputError where it cannot be used.
    """
    if not _is_data(sheets):
        raise NdbgError(f"“{path}”不是用 Excel 填的表（填报表）")
    by_title = {label_key(_first(sheet)): sheet for sheet in sheets}
    tables = [_table(sheet) for sheet in sheets if label_key(_first(sheet)) not in _OTHERS]
    read = read_sheets(tables, path)
    gathered = _Gathered(read.form)
    gathered.facts(by_title[label_key(MARK)])
    if prose := by_title.get(label_key(PROSE)):
        gathered.prose(prose)
    if own_figures := by_title.get(label_key(OWN)):
        gathered.listed(own_figures, DATA)
    if explained := by_title.get(label_key(EXPLAINED)):
        gathered.listed(explained, SUPPRESSIONS)
    data_file = _Cells(path, gathered, read.form)
    for place, message in gathered.problems:
        data_file.problem(message, Origin(place=place))
    report = report_of(data_file, path, read.source.notes)
    figures, unread = _with_totals(read.form, _as_shown(read.figures, tables), read.unread)
    report = replace(report, figures=figures, unread=unread, sums=read.sums, other_rows=read.other_rows)
    report = expanded(report, data_file)
    data_file.refuse()
    return report, gathered.found()


_OTHERS = {label_key(name) for name in (MARK, PROSE, OWN, EXPLAINED, MISSING, RELATIONS, "应当相等的两边")}


def _first(sheet: Sheet) -> str:
    """The text of a sheet's first cell, also where rows were inserted above it."""
    return next((text for row in range(_FIRST_ROWS) if (text := _text(sheet, row, 0).strip())), "")


def _text(sheet: Sheet, row: int, column: int) -> str:
    """The text of a cell, normalised, with line feeds as line ends."""
    return normalise(sheet.texts.get((row, column), "").replace("\r\n", "\n").replace("\r", "\n"))


def _rows(sheet: Sheet) -> range:
    return range(max((row for row, _ in sheet.texts), default=-1) + 1)


# -- figures -----------------------------------------------------------------------


def _table(sheet: Sheet) -> Sheet:
    """A sheet reduced to its table, without the columns and rows beside it and without blank columns."""
    ends = [at for at, text in sheet.texts.items() if label_key(text) == label_key(BESIDE)]
    left = min((column for (_, column), text in sheet.texts.items() if text.strip()), default=0)
    below = min((row for row, column in ends if column == left), default=MOST_ROWS)
    right = min((column for _, column in ends if column > left), default=MOST_COLUMNS)
    texts = {(row, column): t for (row, column), t in sheet.texts.items() if row < below and column < right}
    areas = [area for area in sheet.areas if area[0] < below and area[2] < right]
    used = {column for (_, column), text in texts.items() if text.strip()}
    left_out = sheet.hidden_columns | (frozenset(range(max(used, default=0))) - used)
    # Totals that were not saved are computed below.
    return replace(sheet, texts=texts, areas=areas, hidden_columns=left_out, unsaved=())


def _as_shown(figures: Mapping[str, Figure], sheets: Sequence[Sheet]) -> dict[str, Figure]:
    """The figures, with amounts to the decimals that their cells show: `0.10` is stored as 0.1."""
    decimals = {sheet.place(*at): count for sheet in sheets for at, count in sheet.decimals.items()}

    def shown(figure: Figure) -> Figure:
        wanted = decimals.get(figure.origin.place, 0)
        if not isinstance(figure.value, Decimal) or len(figure.text.partition(".")[2]) >= wanted:
            return figure
        return figure._replace(value=figure.value.quantize(Decimal(1).scaleb(-wanted)))

    return {id: shown(figure) for id, figure in figures.items()}


def _with_totals(
    form: Form, figures: dict[str, Figure], unread: Sequence[Unread]
) -> tuple[dict[str, Figure], tuple[Unread, ...]]:
    """The figures with each blank 总计 whose parts are known computed, as no program has done in an unsaved workbook."""
    blank = {id: item for item in unread if isinstance(item, Blank) for id in item.cells}
    for table in form.tables:
        for relation in sorted(table.relations, key=lambda relation: relation.kind):
            total = relation.right[0].id
            if relation.kind == "balance" or total in figures or total not in blank:
                continue
            parts = [figures[cell.id].value for cell in relation.left if cell.id in figures]
            if len(parts) == len(relation.left):
                figures[total] = Figure(sum(parts), blank[total].origin)
    still_unread = (
        item._replace(cells=tuple(id for id in item.cells if id not in figures))
        if isinstance(item, Blank)
        else item
        for item in unread
    )
    return figures, tuple(item for item in still_unread if item.cells or not isinstance(item, Blank))


# -- everything else ---------------------------------------------------------------


class _Gathered:
    """The content of the other sheets as that of a TOML data file (`data`), with the place of each value."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self.data: dict[str, dict[str, Any]] = {REPORT: {}, DATA: {}, SUPPRESSIONS: {}, SIGN_OFF: {}}
        self.data |= {section.heading: {} for section in form.sections}
        self.data |= {section.heading: {PROSE: ""} for section in form.prose_sections}
        self.places: dict[_Keys, str] = {}
        self.paragraphs: dict[str, list[str]] = {}
        self._rows: dict[str, PartRows] = {}
        self.problems: list[tuple[str, str]] = []

    def facts(self, sheet: Sheet) -> None:
        """Take the fields of the first sheet, by the labels beside them."""
        fields = {label_key(name): name for name in _FACTS}
        values = dict.fromkeys(_FACTS, "")
        for row in _rows(sheet):
            if name := fields.get(label_key(_text(sheet, row, 0))):
                values[name] = _text(sheet, row, 1)
                self.places[REPORT, name] = sheet.place(row, 1)
        head = self.data[REPORT]
        head[AGENCY] = values[AGENCY]
        head[YEAR] = _year(values[YEAR])
        for name in (PREVIOUS, PROSE_FILE):
            if values[name].strip():
                head[name] = values[name]
        if values[PUBLISHED].strip():
            head[PUBLISHED] = _day(values[PUBLISHED])
            if head[PUBLISHED] is None:
                del head[PUBLISHED]
                self._problem(PUBLISHED, "公布日期写成 2025-01-20 这样")
        self.data[SIGN_OFF] = {name: values[name] for name in (OFFICE, DRAFTER, PHONE)}
        self._fee(values)

    def _problem(self, name: str, message: str) -> None:
        self.problems.append((self.places.get((REPORT, name), ""), message))

    def _fee(self, values: Mapping[str, str]) -> None:
        asked = {"件数": (FEE_COUNT, Measure.COUNT), "金额": (FEE_AMOUNT, Measure.AMOUNT)}
        if not any(values[name].strip() for name, _ in asked.values()):
            return
        fee: dict[str, Any] = {}
        for key, (name, measure) in asked.items():
            written = values[name].strip()
            reading = read_number(written, measure)
            if reading.value is None:
                message = f"“{written}”不是可用的数" if written else "是空的，没有收取的填 0"
                self._problem(name, f"{name}{message}")
                return
            fee[key] = Float(f"{reading.value:f}") if measure is Measure.AMOUNT else int(reading.value)
        self.data[self._form.last_section.heading]["信息处理费"] = fee

    def prose(self, sheet: Sheet) -> None:
        """Take the sheet of prose, where a label is beside the first paragraph of each part."""
        parts = {label_key(label): section for label, section in prose_parts(self._form)}
        rows = _rows(sheet)
        labels = [
            (row, parts[label])
            for row in rows[1:]
            if (label := label_key(_text(sheet, row, 0).replace(OPTIONAL, ""))) in parts
        ]
        ends = [*(row for row, _ in labels[1:]), len(rows) + 1]
        spans: dict[Section | None, list[range]] = {}
        for (first, section), end in zip(labels, ends, strict=True):
            spans.setdefault(section, []).append(range(first, end))
        for section, ranges in spans.items():
            self._part(sheet, section, ranges)

    def _part(self, sheet: Sheet, section: Section | None, ranges: Sequence[range]) -> None:
        """Take a part of the prose: the rows from each of its labels to the next label."""
        keys = (section.heading, PROSE) if section else (REPORT, PREFACE)
        place = sheet.place(ranges[0][0], _TEXTS)
        lines = [
            (row, line.strip())
            for row in chain(*ranges)
            for line in _text(sheet, row, _TEXTS).split("\n")
            if says_something(line)
        ]
        self.places[keys] = place
        self.paragraphs[place] = [sheet.place(row, _TEXTS) for row, _ in lines]
        if lines:
            self.data[keys[0]][keys[1]] = "\n".join(line for _, line in lines)
        written = tuple(row for row, _ in lines)
        # The row before the next part is blank and locked.
        kept = {*written, ranges[0][0], *chain(*(span[:-1] for span in ranges))}
        self._rows[section.no if section else ""] = PartRows(
            sheet.title, _TEXTS, tuple(sorted(kept)), written
        )

    def found(self) -> Places:
        """The places that can be edited."""
        return Places(self._rows, place_called(self.places.get((REPORT, PUBLISHED), "")))

    def listed(self, sheet: Sheet, part: str) -> None:
        """Take a sheet of names and values, which begin in its fourth row."""
        for row in _rows(sheet)[3:]:
            name, value, place = _text(sheet, row, 0), _text(sheet, row, 1), sheet.place(row, 0)
            if not name.strip() and not value.strip():
                continue
            if not name.strip():
                wanted = "名字" if part == DATA else "规则编号"
                self.problems.append((place, f"“{value}”前面还没有写{wanted}"))
            elif name in self.data[part]:
                self.problems.append((place, f"“{name}”写了两次，请删去其中一处"))
            else:
                self.data[part][name] = value
                self.places[part, name] = place


def _year(written: str) -> int | str:
    """The year as an integer where it is written as one."""
    text = normalize("NFKC", written).strip().removesuffix("年").strip()
    year = whole_number(text, YEARS.stop)
    return text if year is None else year


def _day(written: str) -> date | None:
    """The day as written; None where it is none."""
    return read_date(re.sub(r"[./]", "-", normalize("NFKC", written).strip()))


class _Cells(DataFile):
    """A data file whose values are in cells."""

    unquoted = ""

    def __init__(self, path: Path, gathered: _Gathered, form: Form) -> None:
        self._places = gathered.places
        self._paragraphs = gathered.paragraphs
        super().__init__(path, gathered.data, locate(""), form=form)

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
