"""The data file: TOML whose keys are the form's own words, read into a Report."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar
from unicodedata import normalize

from ndbg.document.blanks import MARKER, marker_name
from ndbg.errors import InputError, Problem
from ndbg.form import Measure
from ndbg.process.limits import bounded
from ndbg.program import program
from ndbg.read.data_file import DATA, REPORT, SIGN_OFF, SUPPRESSIONS, DataFile, Float, Part
from ndbg.read.source import MEGABYTE, decode, read_bytes
from ndbg.read.toml_figures import read_figures, read_value
from ndbg.read.toml_positions import locate
from ndbg.read.toml_syntax import parse
from ndbg.report import (
    YEARS,
    Additions,
    Drafter,
    InformationFee,
    Origin,
    Prose,
    Report,
    Source,
    Suppression,
    date_text,
    is_agency,
)
from ndbg.report.names import Names, UnknownNameError, cells_suppressed, is_taken
from ndbg.text.labels import label_key
from ndbg.text.patterns import Pattern

T = TypeVar("T")

MOST_BYTES = 2 * MEGABYTE
_MOST_LINES = 1500  # a data file has a hundred, and one for each paragraph of prose
_LONGEST_LINE = 50_000
_FEE, _COUNT, _AMOUNT = "信息处理费", "件数", "金额"
_FEE_EXAMPLE = f'{_FEE}写成 {{ "{_COUNT}" = 3, "{_AMOUNT}" = 2230 }}，金额以元计'


@bounded
def read_toml(path: Path) -> Report:
    """Read a data file.

    Figures that are not certain are in `Report.unread`, for the rules to judge. Raises InputError, with all
    problems at once, where the file cannot be used: it does not parse, a section or key is missing or unknown, a
    marker names nothing.
    """
    report, _ = parse_toml(read_bytes(path, MOST_BYTES), path)
    return report


def parse_toml(data: bytes, path: Path) -> tuple[Report, DataFile]:
    """The report in the bytes of a data file, and the places of its values; `path` is for messages.

    Raises InputError as `read_toml` does.
    """
    text, notes = decode(data, path)
    lines = tuple(text.split("\n"))
    if len(lines) > _MOST_LINES or max(map(len, lines)) > _LONGEST_LINE:
        longest = max(range(len(lines)), key=lambda at: len(lines[at]))
        message = f"全文 {len(lines)} 行，这一行有 {len(lines[longest])} 个字，不像是一份数据文件"
        raise InputError(path, [Problem(message, longest + 1)])
    parsed = parse(text, path, Float)
    data_file = DataFile(path, parsed.data, locate(parsed.text), parsed.text.split("\n"))
    figures, unread = read_figures(data_file)
    report = report_of(data_file, path, (*notes, *parsed.notes))
    report = expanded(replace(report, figures=figures, unread=tuple(unread)), data_file)
    data_file.refuse()
    return report, data_file


def report_of(data_file: DataFile, path: Path, notes: tuple[str, ...]) -> Report:
    """The report in a data file without its figures, and with markers as written."""
    prose = {s.no: _prose(data_file, s.no) for s in data_file.form.prose_sections}
    fee, extra, drafter = _fee(data_file), _extra(data_file), _drafter(data_file)
    suppressions = tuple(_suppressions(data_file))
    keys = data_file.keys(REPORT, ("机关", "年度"), ("公布日期", "上年文件", "正文文件", "引言"))
    head = data_file.parts.get(REPORT) or Part(REPORT, {})

    def stated(name: str, read: Callable[[DataFile, Part, str], T], nothing: T) -> T:
        return read(data_file, head, keys[name]) if name in keys else nothing

    return Report(
        source=Source(
            path,
            data_file.lines,
            notes,
            agency=stated("机关", _origin, Origin()),
            published=stated("公布日期", _origin, Origin()),
            previous=stated("上年文件", _origin, Origin()),
        ),
        form=data_file.form,
        agency=stated("机关", _agency, ""),
        year=stated("年度", _year, 0),
        published=stated("公布日期", _date, None),
        preface=stated("引言", _paragraphs, Prose()),
        prose=prose,
        fee=fee,
        added=Additions(
            extra,
            stated("上年文件", DataFile.text, "").strip(),
            suppressions,
            drafter,
            stated("正文文件", DataFile.text, "").strip(),
        ),
    )


def _origin(data_file: DataFile, head: Part, key: str) -> Origin:
    return data_file.origin(head.title, key)


def _paragraphs(data_file: DataFile, head: Part, key: str) -> Prose:
    """The prose of a key; a data workbook reads it in its own way."""
    return data_file.paragraphs(head, key)


def _agency(data_file: DataFile, head: Part, key: str) -> str:
    agency = data_file.text(head, key).strip()
    if not is_agency(agency):
        message = "机关要写全称，一行写完" if agency else "机关还没有填写，请写全称"
        data_file.problem(message, data_file.origin(head.title, key))
    return agency


def _year(data_file: DataFile, head: Part, key: str) -> int:
    year = head.values[key]
    if type(year) is int and year in YEARS:
        return year
    data_file.problem(f"年度写四位数{data_file.unquoted}，例如 2021", data_file.origin(head.title, key))
    return 0


def _date(data_file: DataFile, head: Part, key: str) -> date | None:
    value = head.values[key]
    if isinstance(value, str):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            value = None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    data_file.problem("公布日期写成 2022-01-28 这样，不加引号", data_file.origin(head.title, key))
    return None


def _prose(data_file: DataFile, no: str) -> Prose:
    optional = (_FEE,) if no == data_file.form.last_section.no else ()
    keys = data_file.keys(no, ("正文",), optional)
    return data_file.paragraphs(data_file.parts[no], keys["正文"]) if "正文" in keys else Prose()


def _fee(data_file: DataFile) -> InformationFee | None:
    part = data_file.parts.get(data_file.form.last_section.no)
    key = next((k for k in part.values if label_key(k) == label_key(_FEE)), None) if part else None
    if part is None or key is None:
        return None
    fee = part.values[key]
    named = {label_key(name): name for name in fee} if isinstance(fee, dict) else {}
    if named.keys() != {label_key(_COUNT), label_key(_AMOUNT)}:
        data_file.problem(_FEE_EXAMPLE, data_file.origin(part.title, key))
        return None
    count = read_value(fee[named[label_key(_COUNT)]], Measure.COUNT)
    amount = read_value(fee[named[label_key(_AMOUNT)]], Measure.AMOUNT, "元")
    for name, reading in ((_COUNT, count), (_AMOUNT, amount)):
        if reading.value is None:
            origin = data_file.origin(part.title, key, named[label_key(name)])
            data_file.problem(f"{_FEE}的{name}不是可用的数；{reading.advice or _FEE_EXAMPLE}", origin)
    if count.value is None or amount.value is None:
        return None
    return InformationFee(int(count.value), Decimal(amount.value))


def _extra(data_file: DataFile) -> dict[str, str]:
    """The office's own figures, each as the text that replaces its marker."""
    part = data_file.parts.get(DATA) or Part(DATA, {})
    extra: dict[str, str] = {}
    for name, value in part.values.items():
        origin = data_file.key_origin(part.title, name)
        odd = isinstance(value, Float) and not re.fullmatch(r"\d+\.\d+", value)
        if isinstance(value, bool | list | dict) or odd:
            data_file.problem(f"“{name}”要是一个数、一个日期或一段文字", origin)
        elif other := next((n for n in extra if label_key(n) == label_key(name)), None):
            data_file.problem(f"“{name}”和“{other}”是同一个名称，只能写一次", origin)
        elif is_taken(name, data_file.form):
            data_file.problem(f"“{name}”和表式里的项目同名，请换一个名字", origin)
        elif isinstance(value, str) and "\n" in value:
            data_file.problem(f"“{name}”要写成一行，里面不能换行", origin)
        elif isinstance(value, date):
            extra[name] = date_text(value)
        else:
            extra[name] = data_file.text(part, name) if type(value) is str else f"{value}"
    return extra


def _drafter(data_file: DataFile) -> Drafter:
    """Who drafted the report; every field is optional."""
    keys = data_file.keys(SIGN_OFF, (), ("拟稿处室", "拟稿人", "联系电话"))
    if not keys:
        return Drafter()
    part = data_file.parts[SIGN_OFF]
    section, name, phone = (
        data_file.text(part, keys[key]).strip() if key in keys else ""
        for key in ("拟稿处室", "拟稿人", "联系电话")
    )
    return Drafter(section, name, phone)


_SUPPRESSED = Pattern(r"(?P<code>[A-Za-z]{1,4}\d{3})(?:[\s:：.]+(?P<of>.*))?")


def _suppressions(data_file: DataFile) -> Iterator[Suppression]:
    """The suppressions of warnings, by the code of a rule, or by code and figure."""
    part = data_file.parts.get(SUPPRESSIONS) or Part(SUPPRESSIONS, {})
    for key in part.values:
        origin = data_file.key_origin(part.title, key)
        text = data_file.text(part, key).strip()
        match = _SUPPRESSED.fullmatch(normalize("NFKC", key).strip())
        if match is None:
            message = f'“{key}”要写成规则编号，或者编号加项目名称，例如 "Y502"、"Y502 规章"'
            data_file.problem(message, origin)
        elif not text:
            data_file.problem(f"“{key}”的说明是空的，请写明原因，或者删去这一行", origin)
        else:
            cells = _suppressed_cells(match["of"] or "", data_file, origin)
            yield Suppression(key, match["code"].upper(), cells, text, origin)


def _suppressed_cells(name: str, data_file: DataFile, origin: Origin) -> tuple[str, ...]:
    """The ids of the figures that a suppression is limited to by a name; none without a name."""
    try:
        return cells_suppressed(name, data_file.form)
    except UnknownNameError as error:
        data_file.problem(unknown_name(error), origin)
        return ()


# -- markers -----------------------------------------------------------------------


def expanded(report: Report, data_file: DataFile) -> Report:
    """The report with the markers of its prose replaced; an unknown name is a problem."""
    names = Names(report)
    return replace(
        report,
        preface=_expand(report.preface, names, data_file),
        prose={no: _expand(prose, names, data_file) for no, prose in report.prose.items()},
    )


def _expand(prose: Prose, names: Names, data_file: DataFile) -> Prose:
    unknown = False
    for at, paragraph in enumerate(prose.source.split("\n")):
        for match in MARKER.finditer(paragraph):
            try:
                names.resolve(marker_name(match))
            except UnknownNameError as error:
                unknown = True
                data_file.problem(unknown_name(error), data_file.within(prose, at, match[0]))
    return prose if unknown else prose._replace(text=names.expand(prose.source))


def unknown_name(error: UnknownNameError) -> str:
    """The message on a marker whose name is unknown or ambiguous."""
    choices = "、".join(f"{{{{{name}}}}}" for name in error.candidates)
    if error.ambiguous:
        return f"“{error.name}”说的是哪一个数？请写成：{choices}"
    hint = f"，是不是：{choices}？" if choices else ""
    return (
        f"不认识“{error.name}”这个名称{hint}（{program()} init --names 列出全部名称；自己的数写在“数据”部分）"
    )
