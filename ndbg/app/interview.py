"""The questions of `ndbg init`: which, in which order, and what counts as an answer.

The interview is a generator: it yields questions, is sent what `Question.read` made of
the answers, and returns the report. The same answers always lead to the same questions,
so a step back, and going on after a break, are both a matter of giving the earlier
answers again. Nothing here reads or prints.
"""

import re
import unicodedata
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, NamedTuple

from ndbg.form import Cell, Entry, Form, Measure, Stock, Table, form_of
from ndbg.read.numbers import half_width, read_number
from ndbg.read.source import forbidden
from ndbg.report import YEARS, Figure, InformationFee, Report, is_agency
from ndbg.report.new_year import NO_NAME, Opening

_YES = {"y", "yes", "是", "有", "对", "好"}
_NO = {"n", "no", "否", "没有", "无", "没", "不"}
_SEPARATORS = re.compile(r"[\s,、;]+")
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")


class WrongAnswerError(Exception):
    """An answer that does not do; the text says why."""


class Question(NamedTuple):
    """One question. `notes` are said before it; an empty answer means `default`, where there is one.

    `read` makes a value of an answer, or raises WrongAnswerError.
    """

    text: str
    read: Callable[[str], Any]
    notes: tuple[str, ...] = ()
    default: str = ""


Figures = dict[str, Figure]
Steps = Generator[Question, Any, Figures]


def interview(opening: Opening) -> Generator[Question, Any, Report]:
    """Ask for everything but the prose, beginning with what the opening holds."""
    report = opening.report
    known = "" if report.agency == NO_NAME else report.agency
    agency = yield Question("机关全称", read_agency, default=known)
    year = yield Question("报告年度", _year, default=f"{report.year or ''}")
    form = report.form if year == report.year else form_of(year)
    figures: Figures = {}
    for table, ask in zip(form.tables, (_disclosure, _requests, _review), strict=True):
        figures |= yield from ask(table, opening)
    fee = yield from _fee(form)
    return replace(report, form=form, agency=agency, year=year, figures=figures, fee=fee)


# -- answers -----------------------------------------------------------------------


def read_agency(answer: str) -> str:
    """The full name of an office. Raises WrongAnswerError where it cannot be one."""
    if not is_agency(answer) or forbidden(answer):
        raise WrongAnswerError("请写机关全称，例如：广州市协作办公室")
    return answer


def _year(answer: str) -> int:
    digits = unicodedata.normalize("NFKC", answer).removesuffix("年")
    if not re.fullmatch(r"\d{4}", digits) or int(digits) not in YEARS:
        raise WrongAnswerError("请写四位数的年份，例如：2021")
    return int(digits)


def _yes_or_no(answer: str) -> bool:
    word = unicodedata.normalize("NFKC", answer).strip().lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise WrongAnswerError("请回答“有”或“没有”（y 或 n）")


_WANTED = {
    Measure.COUNT: "0 或正整数",
    Measure.CHANGE: "整数（减少写负数）",
    Measure.AMOUNT: "一个数，例如 59237.2449",
}


def _number(text: str, measure: Measure) -> int | Decimal:
    reading = read_number(text, measure)
    if reading.value is None:
        wanted = _WANTED[measure]
        raise WrongAnswerError(f"“{text}”不是 {wanted}" if text else f"请写 {wanted}，没有就写 0")
    return reading.value


def _split(answer: str, most: int) -> list[str]:
    """The numbers of an answer. A comma parts them, but within one number it marks thousands."""
    half = half_width(answer).strip()
    if half in _NO:
        return ["0"]
    if most == 1 or (_THOUSANDS.search(half) and re.search(r"\s", half)):
        half = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), half)
    return [text for text in _SEPARATORS.split(half) if text]


def _line(entry: Entry) -> Callable[[str], Figures]:
    """Read the figures of a line: all of them, or all but the total, or a single 0."""
    cells = entry.cells

    def read(answer: str) -> Figures:
        texts = _split(answer, len(cells))
        if not texts:
            raise WrongAnswerError("请写数，没有就写 0")
        if len(texts) == 1 and _number(texts[0], cells[0].measure) == 0:
            return _zeros(cells)
        measures = [cell.measure for cell in cells]
        # Of a line of another length each number is still looked at.
        measures += [measures[-1]] * (len(texts) - len(cells))
        values = [_number(text, measure) for text, measure in zip(texts, measures, strict=False)]
        parts = len(cells) - 1
        if entry.total and len(values) == parts:
            *others, last = values
            if last and last == sum(others):
                raise WrongAnswerError(
                    f"写了 {parts} 个数，最后一个 {last} 正好是前面几个之和，分不清它是不是总计："
                    f"是总计，请补上漏写的一项（没有就写 0）；不是总计，请在末尾补上总计 {2 * last}"
                )
            values.append(sum(values))
        if len(values) != len(cells):
            wanted = (
                f"{parts} 个数（总计会自动算出），或连总计 {parts + 1} 个数"
                if entry.total
                else f"{len(cells)} 个数"
            )
            raise WrongAnswerError(f"要写 {wanted}，现在是 {len(texts)} 个；整行没有就写一个 0")
        if entry.total and sum(values[:-1]) != values[-1]:
            raise WrongAnswerError(f"各项之和是 {sum(values[:-1])}，总计写的是 {values[-1]}，请核对")
        return {c.id: Figure(v) for c, v in zip(cells, values, strict=True)}

    return read


def _zeros(cells: Iterable[Cell]) -> Figures:
    return {c.id: Figure(Decimal(0) if c.decimal else 0) for c in cells}


# -- the tables --------------------------------------------------------------------


def _title(table: Table) -> str:
    return f"—— {table.section.heading} ——"


def _columns(entry: Entry) -> str:
    shown = " ".join(map(_column, (cell for cell in entry.cells if cell != entry.total)))
    if len(entry.cells) > 1:
        return f"依次是：{shown}"
    return f"单位：{entry.cells[0].column.unit}"


def _column(cell: Cell) -> str:
    label = cell.column.label.text
    return f"{label}（减少写负数）" if cell.measure is Measure.CHANGE else label


def _shown(entry: Entry, figures: Mapping[str, Figure]) -> str:
    """Figures already known for a line, as one would type them."""
    values = [figures[c.id].text for c in entry.cells if c.id in figures]
    return " ".join(values) if len(values) == len(entry.cells) else ""


def _ask_line(entry: Entry, opening: Opening, notes: Sequence[str] = (), default: str = "") -> Steps:
    remark = opening.remarks.get(entry.id)
    said = (*notes, _columns(entry), *([remark] if remark else []))
    default = default or _shown(entry, opening.report.figures)
    figures: Figures = yield Question(entry.title, _line(entry), said, default)
    return figures


def _disclosure(table: Table, opening: Opening) -> Steps:
    """Table 2: whether there was anything, then line by line."""
    cells = [c for e in table.entries for c in e.cells]
    kinds = "、".join(entry.label.text for entry in table.entries)
    # What was in force last year still is, so there is something to report.
    asked = not any(opening.in_force.values())
    if asked and not (yield Question(f"有没有{kinds}（有/没有）", _yes_or_no, (_title(table),))):
        return _zeros(cells)
    figures: Figures = {}
    stocks = {stock.in_force.row: stock for stock in table.stocks}
    for entry in table.entries:
        stock = stocks.get(entry.cells[0].row)
        before = opening.in_force.get(stock.in_force.id) if stock else None
        if stock is None or before is None:
            figures |= yield from _ask_line(entry, opening)
        else:
            figures |= yield from _ask_stock(entry, stock, before, opening)
    return figures


def _ask_stock(entry: Entry, stock: Stock, before: int | Decimal, opening: Opening) -> Steps:
    """A line that goes on from last year: by default unchanged; what does not follow is asked again."""
    figures = yield from _ask_line(entry, opening, default=f"0 0 {before}")
    issued, repealed, in_force = (figures[c.id].value for c in (stock.issued, stock.repealed, stock.in_force))
    due = before + issued - repealed
    if in_force != due:
        note = f"上年有效 {before} 件，本年制发 {issued} 件、废止 {repealed} 件，现行有效应是 {due} 件"
        offer = f"{issued} {repealed} {due}"
        figures = yield from _ask_line(entry, opening, (note, "与上年不连续时，可照实再填一次"), offer)
    return figures


def _review(table: Table, opening: Opening) -> Steps:
    """Table 4: whether there was any case, then group by group."""
    cells = [c for e in table.entries for c in e.cells]
    text = "有没有因政府信息公开工作被申请行政复议、提起行政诉讼（有/没有）"
    if not (yield Question(text, _yes_or_no, (_title(table),))):
        return _zeros(cells)
    figures: Figures = {}
    for entry in table.entries:
        figures |= yield from _ask_line(entry, opening)
    return figures


def _requests(table: Table, opening: Opening) -> Steps:
    """Table 3: whether there were applications, then what came of them, with the balance at hand."""
    balance = [r for r in table.relations if r.kind == "balance"]
    entries = {entry.cells[0].row: entry for entry in table.entries}
    new, carried_in = (entries[cell.row] for cell in balance[0].left)
    total, carried_out = (entries[cell.row] for cell in balance[0].right)
    title: tuple[str, ...] = (_title(table),)
    known = [opening.report.figures[c.id].value for c in carried_in.cells if c.id in opening.report.figures]
    if not any(known):
        text = "本年有没有收到政府信息公开申请，或者有上年结转的申请（有/没有）"
        if not (yield Question(text, _yes_or_no, title)):
            return _zeros(cell for entry in table.entries for cell in entry.cells)
        title = ()
    received = yield from _ask_line(new, opening, title)
    received |= yield from _ask_line(carried_in, opening)
    settled = (new, carried_in, total, carried_out)
    results = yield from _results(table, [e for e in table.entries if e not in settled], received, opening)
    sums = _down(table, results)
    left = _left(received, results)
    if min(left.values()) < 0:
        # More results than applications: nothing sensible to offer, the check will say where.
        rest = yield from _ask_line(carried_out, opening, (_balance(left, table),))
    elif not any(left.values()):
        rest = _zeros(carried_out.cells)
    else:
        note = "按勾稽关系应是方括号里的数，直接回车采用"
        offer = " ".join(f"{left[c.column.id]}" for c in carried_out.cells)
        rest = yield from _ask_line(carried_out, opening, (note,), offer)
    return received | results | sums | rest


def _results(table: Table, entries: Sequence[Entry], received: Figures, opening: Opening) -> Steps:
    """What came of the applications: a whole group is asked for before its lines."""
    figures: Figures = {}
    asked: dict[str, bool] = {}
    settled = False
    for entry in entries:
        left = _left(received, figures)
        note = (_balance(left, table),)
        if not any(left.values()) and "settled" not in asked:
            text = "各列都已办理完，其余各项都填 0，对吗（对/不）"
            asked["settled"] = settled = yield Question(text, _yes_or_no, note)
        group = entry.label.under[-1] if len(entry.label.under) > 1 else ""
        if group and not settled and group not in asked:
            asked[group] = yield Question(f"有没有{group}（有/没有）", _yes_or_no, note)
        if settled or not asked.get(group, True):
            figures |= _zeros(entry.cells)
        else:
            figures |= yield from _ask_line(entry, opening, note)
    return figures


def _down(table: Table, figures: Figures) -> Figures:
    """The row （七）总计, which is worked out and not asked for."""
    return {
        r.right[0].id: Figure(sum(figures[c.id].value for c in r.left))
        for r in table.relations
        if r.kind == "down"
    }


def _left(received: Figures, results: Figures) -> dict[str, int]:
    """How many applications have no result yet, by column; below 0 where there are too many."""
    left: dict[str, int] = {}
    for sign, figures in ((1, received), (-1, results)):
        for id, figure in figures.items():
            column = id.rpartition(".")[2]
            left[column] = left.get(column, 0) + sign * int(figure.value)
    return left


def _balance(left: Mapping[str, int], table: Table) -> str:
    """`还差 3 件（自然人 2、其他 1）`: what is still to be accounted for."""
    columns = {c.column.id: c.column for c in table.entries[0].cells}
    parts = {columns[id].label.text: n for id, n in left.items() if not columns[id].sum}
    said = []
    for word, wrong in (
        ("还差", {k: n for k, n in parts.items() if n > 0}),
        ("多出", {k: -n for k, n in parts.items() if n < 0}),
    ):
        if wrong:
            detail = "、".join(f"{name} {n}" for name, n in wrong.items())
            said.append(f"{word} {sum(wrong.values())} 件（{detail}）")
    if any(n < 0 for n in parts.values()):
        said.append("请核对，输入 < 可以回去改")
    return "，".join(said) or "各列都已平衡"


# -- 信息处理费 ----------------------------------------------------------------------


def _fee(form: Form) -> Generator[Question, Any, InformationFee]:
    title = f"—— {form.last_section.heading} ——"
    if not (yield Question("本年有没有收取信息处理费（有/没有）", _yes_or_no, (title,))):
        return InformationFee(0, Decimal(0))
    count = yield Question("收取信息处理费的件数", lambda a: _number(a.strip(), Measure.COUNT))
    amount = yield Question("收取信息处理费的金额（单位：元）", lambda a: _number(a.strip(), Measure.AMOUNT))
    return InformationFee(int(count), Decimal(amount))
