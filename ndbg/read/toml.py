"""The data file: TOML whose keys are the form's own words, read into a Report."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from ndbg.errors import InputError, Problem
from ndbg.form import FORM, Cell, Entry, Section
from ndbg.form.blanks import MARKER, marker_name
from ndbg.form.labels import bare, nearest
from ndbg.names import Names, UnknownNameError, is_taken
from ndbg.read.numbers import MOST_DIGITS, Reading, as_amount, as_count, read_number
from ndbg.read.source import MEGABYTE, decode, forbidden, read_bytes
from ndbg.read.toml_positions import Positions, locate
from ndbg.read.toml_syntax import parse
from ndbg.report import Figure, InformationFee, Origin, Prose, Report, Unread, Why, date_text

MOST_BYTES = 4 * MEGABYTE
_YEARS = range(2000, 2100)
_LONGEST_NAME = 80
_NOWHERE = Origin()


class _Float(str):
    """A TOML float as it was written, so that `59237.2449` keeps its digits and `1e9` is seen."""

    __slots__ = ()


def read_toml(path: Path) -> Report:
    """Read a data file.

    Figures that cannot be relied on are told in `Report.unread`, for the checks to judge.
    Raises InputError, with all problems at once, where the file cannot be used: it does
    not parse, a section or key is missing or unknown, a marker names nothing.
    """
    text, notes = decode(read_bytes(path, MOST_BYTES), path)
    lines = tuple(text.split("\n"))
    data = parse(text, path, lines, _Float)
    reader = _Reader(data, locate(text), lines)
    report = reader.report(path, notes)
    if reader.problems:
        raise InputError(path, sorted(reader.problems, key=lambda p: p.line or 0), lines)
    return report


class _Reader:
    def __init__(self, data: Mapping[str, Any], positions: Positions, lines: Sequence[str]) -> None:
        self.problems: list[Problem] = []
        self._positions = positions
        self._lines = lines
        self._figures: dict[str, Figure] = {}
        self._unread: list[Unread] = []
        self._agency_origin = Origin()
        self._parts = self._match_parts(data)

    def report(self, path: Path, notes: tuple[str, ...]) -> Report:
        """Everything in the file as a value; `problems` tells what of it cannot be used."""
        agency, year, published, preface = self._head()
        for table in FORM.tables:
            self._table(table.section, table.entries)
        prose = {s.no: self._prose(s) for s in FORM.sections if not s.table}
        report = Report(
            path=path,
            agency=agency,
            year=year,
            published=published,
            preface=preface,
            prose=prose,
            figures=self._figures,
            unread=tuple(self._unread),
            fee=self._fee(),
            extra=self._extra(),
            agency_origin=self._agency_origin,
            notes=notes,
            lines=tuple(self._lines),
        )
        return self._expanded(report)

    # -- places --------------------------------------------------------------

    def _origin(self, *keys: str | int) -> Origin:
        span = self._positions.values.get(keys) or self._positions.keys.get(keys)
        return Origin(span.line, span.start, span.end) if span else Origin()

    def _key_origin(self, *keys: str | int) -> Origin:
        span = self._positions.keys.get(keys)
        return Origin(span.line, span.start, span.end) if span else Origin()

    def _problem(self, message: str, origin: Origin = _NOWHERE) -> None:
        self.problems.append(Problem(message, origin.line, origin.start, origin.end))

    # -- keys ----------------------------------------------------------------

    def _match_parts(self, data: Mapping[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
        """The parts of the file by what they are: 报告, 数据, or the number of a section."""
        wanted = {"报告": {bare("报告")}, "数据": {bare("数据")}}
        wanted |= {s.no: s.label.keys() | {bare(s.table or ""), s.no} - {""} for s in FORM.sections}
        titles = {"报告": "报告", "数据": "数据"} | {s.no: s.heading for s in FORM.sections}
        found: dict[str, tuple[str, dict[str, Any]]] = {}
        for key, value in data.items():
            part = next((p for p, keys in wanted.items() if bare(key) in keys), None)
            if part is None:
                self._unknown(f"“{key}”", nearest(key, titles.values(), 1), self._key_origin(key))
            elif part in found:
                self._problem(f"“{key}”和“{found[part][0]}”是同一部分，只能写一次", self._key_origin(key))
            elif not isinstance(value, dict):
                self._problem(f'“{key}”要单独写成一行标题：["{titles[part]}"]', self._key_origin(key))
            else:
                found[part] = (key, value)
        for part, title in titles.items():
            if part not in found and part != "数据":
                near = [k for k in data if k not in {key for key, _ in found.values()}]
                self._missing(f'["{title}"]这一部分', nearest(title, near, 1))
        return found

    def _unknown(self, what: str, candidates: Sequence[str], origin: Origin) -> None:
        hint = f"，是不是“{candidates[0]}”？" if candidates else "，请删去"
        self._problem(f"表式里没有{what}{hint}", origin)

    def _missing(self, what: str, candidates: Sequence[str] = (), origin: Origin = _NOWHERE) -> None:
        hint = f"；最接近的是“{candidates[0]}”" if candidates else ""
        self._problem(f"缺少{what}，请补上{hint}", origin)

    def _keys(self, part: str, wanted: Sequence[str], optional: Sequence[str] = ()) -> dict[str, str]:
        """The keys of a part as written, by the name wanted; unknown, repeated and missing ones are told."""
        if part not in self._parts:
            return {}
        title, values = self._parts[part]
        found: dict[str, str] = {}
        for key in values:
            name = next((n for n in (*wanted, *optional) if bare(n) == bare(key)), None)
            if name is None:
                near = nearest(key, (*wanted, *optional), 1)
                self._unknown(f"“{key}”这一项", near, self._key_origin(title, key))
            elif name in found:
                self._problem(f"“{key}”写了两次，请删去其中一处", self._key_origin(title, key))
            else:
                found[name] = key
        for name in wanted:
            if name not in found:
                near = nearest(name, set(values) - set(found.values()), 1)
                self._missing(f"“{name}”这一项", near, self._key_origin(title))
        return found

    # -- 报告 ----------------------------------------------------------------

    def _head(self) -> tuple[str, int, date | None, Prose]:
        keys = self._keys("报告", ("机关", "年度"), ("公布日期", "引言"))
        title = self._parts["报告"][0] if "报告" in self._parts else ""
        agency, year, published, preface = "", 0, None, Prose()
        if key := keys.get("机关"):
            agency = self._text(title, key).strip()
            self._agency_origin = self._origin(title, key)
            if not agency or "\n" in agency or len(agency) > _LONGEST_NAME:
                what = "机关要写全称，一行写完" if agency else "机关还没有填写，请写全称"
                self._problem(what, self._origin(title, key))
        if key := keys.get("年度"):
            value = self._parts["报告"][1][key]
            if type(value) is int and value in _YEARS:
                year = value
            else:
                self._problem("年度写四位数，不加引号，例如 2021", self._origin(title, key))
        if key := keys.get("公布日期"):
            published = self._date(title, key)
        if key := keys.get("引言"):
            preface = self._paragraphs(title, key)
        return agency, year, published, preface

    def _date(self, *keys: str) -> date | None:
        value = self._value(*keys)
        if isinstance(value, str):
            try:
                return date.fromisoformat(value.strip())
            except ValueError:
                value = None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self._problem("公布日期写成 2022-01-28 这样，不加引号", self._origin(*keys))
        return None

    def _value(self, title: str, *keys: str) -> Any:
        value: Any = next(values for t, values in self._parts.values() if t == title)
        for key in keys:
            value = value[key]
        return value

    def _text(self, *keys: str) -> str:
        """A text without characters that no report can hold; anything else is told."""
        value = self._value(*keys)
        if not isinstance(value, str) or isinstance(value, _Float):
            self._problem(f"“{keys[-1]}”是文字，要放在半角双引号里", self._origin(*keys))
            return ""
        if bad := forbidden(value):
            origin = self._origin(*keys)
            self._problem(f"文字里有控制字符 U+{ord(bad[0]):04X}，请删去后重新输入", origin)
            return ""
        return value

    def _paragraphs(self, *keys: str) -> Prose:
        """A text of several paragraphs; `lines` tells where each begins in the file."""
        value = self._text(*keys)
        span = self._positions.values.get(keys)
        first = span.line if span else 1
        many = span is not None and span.text.startswith(('"""', "'''"))
        as_written = many and span is not None and "\\\n" not in span.text
        if many and span is not None and span.text[3:4] == "\n":
            first += 1
        kept = [
            (paragraph.strip(), first + index if as_written else first)
            for index, paragraph in enumerate(value.split("\n"))
            if paragraph.strip()
        ]
        text = "\n".join(paragraph for paragraph, _ in kept)
        return Prose(text, text, tuple(line for _, line in kept), self._origin(*keys))

    # -- figures -------------------------------------------------------------

    def _table(self, section: Section, entries: Sequence[Entry]) -> None:
        if section.no not in self._parts:
            return
        title, values = self._parts[section.no]
        names = {key: e for e in entries for key in (*e.label.keys(), *_ids(e))}
        found: dict[str, str] = {}
        repeated = set()
        for key, value in values.items():
            entry = names.get(bare(key))
            if entry is None:
                self._unknown_row(title, key, entries)
            elif entry.id in found:
                repeated.add(entry.id)
                self._leave(entry.cells, Why.REPEATED, key, self._key_origin(title, key), found[entry.id])
            else:
                found[entry.id] = key
                self._entry(entry, value, title, key)
        for entry in entries:
            if entry.id in repeated:
                # Which of the two is right cannot be told, so neither is taken.
                for cell in entry.cells:
                    self._figures.pop(cell.id, None)
            if entry.id not in found:
                near = nearest(entry.label.text, (k for k in values if bare(k) not in names), 1)
                self._leave(entry.cells, Why.MISSING, "", self._key_origin(title), *near)

    def _unknown_row(self, title: str, key: str, entries: Sequence[Entry]) -> None:
        near = nearest(key, (e.label.text for e in entries), 1)
        self._leave((), Why.UNKNOWN, key, self._key_origin(title, key), *near)

    def _leave(self, cells: Sequence[Cell], why: Why, written: str, origin: Origin, advice: str = "") -> None:
        self._unread.append(Unread(tuple(c.id for c in cells), why, written, origin, advice))

    def _entry(self, entry: Entry, value: Any, title: str, key: str) -> None:
        """One line of figures: a number for each cell, the total perhaps left out, or one 0 for all."""
        origin = self._origin(title, key)
        cells = entry.cells
        one_for_all = len(cells) == 1 or (type(value) is int and value == 0)
        if not isinstance(value, list) and one_for_all:
            for cell in cells:
                self._figure(cell, value, origin)
            return
        if value == [] or (isinstance(value, str) and read_number(value, decimal=False).why is Why.BLANK):
            self._leave(cells, Why.BLANK, self._written(origin), origin)
            return
        if not isinstance(value, list):
            advice = f"这一行要有{len(cells)}个数，写在方括号里"
            self._leave(cells, Why.LENGTH, self._written(origin), origin, advice)
            return
        short = entry.total is not None and len(value) == len(cells) - 1
        if len(value) != len(cells) and not short:
            wanted = f"{len(cells) - 1}个或{len(cells)}个" if entry.total else f"{len(cells)}个"
            advice = f"这一行要有{wanted}数，现在有{len(value)}个"
            self._leave(cells, Why.LENGTH, self._written(origin), origin, advice)
            return
        for index, (cell, item) in enumerate(zip(cells, value, strict=False)):
            self._figure(cell, item, self._origin(title, key, index))
        if short:
            self._total(cells, origin)

    def _total(self, cells: Sequence[Cell], origin: Origin) -> None:
        parts = [self._figures[c.id].value for c in cells[:-1] if c.id in self._figures]
        if len(parts) == len(cells) - 1:
            self._figures[cells[-1].id] = Figure(sum(parts), origin)

    def _written(self, origin: Origin) -> str:
        return self._lines[origin.line - 1][origin.start : origin.end] if origin.line else ""

    def _figure(self, cell: Cell, value: Any, origin: Origin) -> None:
        reading = _read_value(value, decimal=cell.decimal)
        if re.match(r"[+-]?0[xob]", self._written(origin)):
            reading = Reading(why=Why.NOT_A_COUNT, advice=f"{value}")
        if reading.value is not None:
            self._figures[cell.id] = Figure(reading.value, origin)
        else:
            why = reading.why or Why.NOT_A_COUNT
            self._leave((cell,), why, self._written(origin) or f"{value}", origin, reading.advice)

    # -- 六 and 数据 -----------------------------------------------------------

    def _prose(self, section: Section) -> Prose:
        optional = ("信息处理费",) if section.no == FORM.sections[-1].no else ()
        keys = self._keys(section.no, ("正文",), optional)
        return self._paragraphs(self._parts[section.no][0], keys["正文"]) if "正文" in keys else Prose()

    def _fee(self) -> InformationFee | None:
        last = FORM.sections[-1].no
        if last not in self._parts:
            return None
        title, values = self._parts[last]
        key = next((k for k in values if bare(k) == bare("信息处理费")), None)
        if key is None:
            return None
        fee = values[key]
        example = '信息处理费写成 { "件数" = 3, "金额" = 2230 }，金额以元计'
        if not isinstance(fee, dict) or set(fee) != {"件数", "金额"}:
            self._problem(example, self._origin(title, key))
            return None
        count = _read_value(fee["件数"], decimal=False).value
        amount = _read_value(fee["金额"], decimal=True).value
        for name, value in (("件数", count), ("金额", amount)):
            if value is None:
                self._problem(f"信息处理费的{name}不是可用的数；{example}", self._origin(title, key, name))
        if count is None or amount is None:
            return None
        return InformationFee(int(count), Decimal(amount))

    def _extra(self) -> dict[str, str]:
        if "数据" not in self._parts:
            return {}
        title, values = self._parts["数据"]
        extra: dict[str, str] = {}
        for name, value in values.items():
            origin = self._key_origin(title, name)
            odd = isinstance(value, _Float) and not re.fullmatch(r"\d+\.\d+", value)
            if isinstance(value, bool | list | dict) or odd:
                self._problem(f"“{name}”要是一个数、一个日期或一段文字", origin)
            elif other := next((n for n in extra if bare(n) == bare(name)), None):
                self._problem(f"“{name}”和“{other}”是同一个名称，只能写一次", origin)
            elif is_taken(name):
                self._problem(f"“{name}”和表式里的项目同名，请换一个名字", origin)
            elif isinstance(value, str) and "\n" in value:
                self._problem(f"“{name}”要写成一行，里面不能换行", origin)
            elif isinstance(value, date):
                extra[name] = date_text(value)
            else:
                extra[name] = self._text(title, name) if type(value) is str else f"{value}"
        return extra

    # -- markers -------------------------------------------------------------

    def _expanded(self, report: Report) -> Report:
        """The report with the markers of its prose replaced; an unknown name is a problem."""
        names = Names(report)
        preface = self._expand(report.preface, names)
        prose = {no: self._expand(text, names) for no, text in report.prose.items()}
        return replace(report, preface=preface, prose=prose)

    def _expand(self, prose: Prose, names: Names) -> Prose:
        done = []
        for paragraph, line in zip(prose.source.split("\n"), prose.lines, strict=False):
            for match in MARKER.finditer(paragraph):
                try:
                    names.resolve(marker_name(match))
                except UnknownNameError as error:
                    self._problem(_unknown_name(error), self._marker_origin(match[0], line))
                    return prose
            done.append(names.expand(paragraph))
        return replace(prose, text="\n".join(done))

    def _marker_origin(self, marker: str, line: int) -> Origin:
        start = self._lines[line - 1].find(marker)
        return Origin(line, max(start, 0), max(start, 0) + len(marker))


def _ids(entry: Entry) -> Iterator[str]:
    yield bare(entry.id)
    yield bare(entry.id.partition(".")[2])


def _unknown_name(error: UnknownNameError) -> str:
    choices = "、".join(f"{{{{{name}}}}}" for name in error.candidates)
    if error.ambiguous:
        return f"“{error.name}”说的是哪一个数？请写成：{choices}"
    hint = f"，是不是：{choices}？" if choices else ""
    return f"不认识“{error.name}”这个名称{hint}（ndbg init --names 列出全部名称）"


def _read_value(value: object, *, decimal: bool) -> Reading:
    """A TOML value as a figure. A number in quotes is never taken, but its meaning is the advice."""
    if isinstance(value, bool):
        return Reading(why=Why.NOT_A_COUNT)
    if isinstance(value, int):
        if value < 0 or value >= 10**MOST_DIGITS:
            return Reading(why=Why.NOT_A_COUNT)
        return Reading(Decimal(value) if decimal else value)
    if isinstance(value, _Float):
        text = value.replace("_", "").removeprefix("+")
        if not text.replace(".", "", 1).isdecimal():
            return Reading(why=Why.NOT_A_COUNT)
        return as_amount(text) if decimal else as_count(text)
    if isinstance(value, str):
        reading = read_number(value, decimal=decimal)
        if reading.value is None:
            return reading
        why = Why.NOT_A_COUNT if reading.plain else Why.DOUBTFUL
        return Reading(why=why, advice=f"{reading.value}")
    return Reading(why=Why.NOT_A_COUNT)
