"""The questions of `ndbg init` and the parsing of answers; nothing here reads input or prints.

The interview is a generator: it yields questions, is sent the value of each answer (`Question.value`), and returns
the report. It is deterministic: going back, changing an answer and resuming later all run it again from the start
with the answers kept so far, by the keys of the questions.
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
from ndbg.text.controls import unseen

_YES = {"y", "yes", "是", "有", "对", "好"}
_NO = {"n", "no", "否", "没有", "无", "没", "不", "0"}
# Answers that leave a question open.
_SKIP = {"?", "跳过", "暂缺", "不知道"}
_SEPARATORS = re.compile(r"[\s,、;]+")
_THOUSANDS = re.compile(r"(?<![\d,])\d{1,3}(?:,\d{3})+(?![\d,])")


class WrongAnswerError(Exception):
    """An invalid answer; the text says why."""


def is_skip(answer: str) -> bool:
    """Whether an answer leaves the question open."""
    return unicodedata.normalize("NFKC", answer).strip() in _SKIP


class Question(NamedTuple):
    """A question. `notes` are shown before it; an empty answer stands for `default`, if there is one.

    `key` identifies it across runs. `read` parses an answer or raises WrongAnswerError. Unless it is `needed`,
    it may be left open; its value is then `open`.
    """

    key: str
    text: str
    read: Callable[[str], Any]
    notes: tuple[str, ...] = ()
    default: str = ""
    open: Any = None
    needed: bool = False

    def value(self, answer: str) -> Any:
        """The value of an answer. Raises WrongAnswerError where it is invalid."""
        if not is_skip(answer):
            return self.read(answer)
        if self.needed:
            raise WrongAnswerError("这一项不能跳过")
        return self.open


Figures = dict[str, Figure]
Steps = Generator[Question, Any, Figures]


def interview(opening: Opening) -> Generator[Question, Any, Report]:
    """Ask for everything but the prose; known values are the defaults. Figures left open are not in the report."""
    report = opening.report
    known = "" if report.agency == NO_NAME else report.agency
    agency = yield Question("机关", "机关全称", read_agency, default=known, open=NO_NAME)
    year = yield Question("年度", "报告年度", _year, default=f"{report.year or ''}", needed=True)
    form = report.form if year == report.year else form_of(year)
    opening = opening.of_year(year)
    figures: Figures = {}
    for table, ask in zip(form.tables, (_disclosure, _requests, _review), strict=True):
        figures |= yield from ask(table, opening)
    fee = yield from _fee(form, report.fee)
    return replace(opening.report, form=form, agency=agency, year=year, figures=figures, fee=fee)


# -- answers -----------------------------------------------------------------------


def read_agency(answer: str) -> str:
    """The full name of an office. Raises WrongAnswerError where it cannot be one."""
    if not is_agency(answer) or forbidden(answer):
        raise WrongAnswerError("请写机关全称，例如：广州市协作办公室")
    if unseen(answer):
        raise WrongAnswerError("里面有看不见的符号，多半是复制带来的，请自己打一遍")
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


# What each measure accepts, in words.
_WANTED = {
    Measure.COUNT: "0 或正整数",
    Measure.CHANGE: "整数（减少写负数）",
    Measure.AMOUNT: "一个数，例如 59237.2449",
}


def _number(text: str, measure: Measure, unit: str = "") -> int | Decimal:
    """A number of an answer. Raises WrongAnswerError where it is none, or outside the domain of the measure."""
    reading = read_number(text, measure, unit)
    if reading.value is None:
        if reading.advice:
            raise WrongAnswerError(reading.advice)
        wanted = _WANTED[measure]
        raise WrongAnswerError(f"“{text}”不是 {wanted}" if text else f"请写 {wanted}，没有就写 0")
    return reading.value


def _split(answer: str, most: int) -> list[str]:
    """The numbers of an answer, separated by blanks or commas; a comma before three digits separates thousands."""
    half = half_width(answer).strip()
    if half in _NO:
        return ["0"]
    if most == 1 or (_THOUSANDS.search(half) and re.search(r"\s", half)):
        half = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), half)
    return [text for text in _SEPARATORS.split(half) if text]


def _line(entry: Entry, due: int = 0) -> Callable[[str], Figures]:
    """A reader of the figures of a line: all of them, all but the total, or a single 0.

    `due` applications still lack a result, so that 0 is refused while it is positive.
    """

    def read(answer: str) -> Figures:
        texts = _split(answer, len(entry.cells))
        if not texts:
            raise WrongAnswerError("请写数，没有就写 0")
        if len(texts) > 1 or _number(texts[0], entry.cells[0].measure) != 0:
            return _figures(entry, texts)
        if due > 0:
            raise WrongAnswerError(
                f"还有 {due} 件没有办理结果，应结转下年度，不能填 0；前面填错了的，输入 < 回去改"
            )
        return _zeros(entry.cells)

    return read


def _figures(entry: Entry, texts: Sequence[str]) -> Figures:
    """The figures of a line from its numbers; a total that was left out is added."""
    measures = [cell.measure for cell in entry.cells]
    # Also where there are too many, each number is read: what is wrong with it is said first.
    measures += [measures[-1]] * (len(texts) - len(measures))
    values = [_number(text, measure) for text, measure in zip(texts, measures, strict=False)]
    if entry.total and len(values) == len(entry.cells) - 1:
        values.append(_total(values))
    if len(values) != len(entry.cells):
        parts = len(entry.cells) - 1
        wanted = (
            f"{parts} 个数（总计会自动算出），或连总计 {parts + 1} 个数"
            if entry.total
            else f"{len(entry.cells)} 个数"
        )
        raise WrongAnswerError(f"要写 {wanted}，现在是 {len(texts)} 个；整行没有就写一个 0")
    if entry.total and sum(values[:-1]) != values[-1]:
        raise WrongAnswerError(f"各项之和是 {sum(values[:-1])}，总计写的是 {values[-1]}，请核对")
    return {cell.id: Figure(value) for cell, value in zip(entry.cells, values, strict=True)}


def _total(parts: Sequence[int | Decimal]) -> int | Decimal:
    """The total of a line. Raises WrongAnswerError where the last part may itself be the total, and a part be missing."""
    *others, last = parts
    if last and last == sum(others):
        raise WrongAnswerError(
            f"写了 {len(parts)} 个数，最后一个 {last} 正好是前面几个之和，分不清它是不是总计："
            f"是总计，请补上漏写的一项（没有就写 0）；不是总计，请在末尾补上总计 {2 * last}"
        )
    return sum(parts)


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
    """The figures of a line as an answer; empty where one is unknown."""
    values = [figures[c.id].text for c in entry.cells if c.id in figures]
    return " ".join(values) if len(values) == len(entry.cells) else ""


def _ask_line(
    entry: Entry,
    opening: Opening,
    notes: Sequence[str] = (),
    default: str = "",
    *,
    again: bool = False,
    due: int = 0,
) -> Steps:
    """Ask for a line, with last year's figures in the notes.

    `again`: it is asked a second time, under a key of its own. `due`: applications that still lack a result.
    """
    lines = [*notes, _columns(entry)]
    if before := _shown(entry, opening.last):
        lines.append(f"上年：{before}")
    if remark := opening.remarks.get(entry.id):
        lines.append(remark)
    default = default or _shown(entry, opening.report.figures)
    key = f"{entry.id}:again" if again else entry.id
    figures: Figures = yield Question(key, entry.title, _line(entry, due), tuple(lines), default, open={})
    return figures


def _yes_question(
    key: str, text: str, cells: Iterable[Cell], opening: Opening, notes: tuple[str, ...] = ()
) -> Question:
    """The question whether there is anything (有没有); known figures of the cells give the default."""
    known = [opening.report.figures[c.id].value for c in cells if c.id in opening.report.figures]
    default = "" if not known else "有" if any(known) else "没有"
    return Question(key, f"{text}（有/没有）", _yes_or_no, notes, default)


def _disclosure(table: Table, opening: Opening) -> Steps:
    """Table 2: whether there is anything to report, then line by line."""
    cells = [c for e in table.entries for c in e.cells]
    kinds = "、".join(entry.label.text for entry in table.entries)
    # Documents in force last year still are, so that there is something to report.
    if not any(opening.in_force.values()):
        there = yield _yes_question(f"{table.id}:any", f"有没有{kinds}", cells, opening, (_title(table),))
        if not there:
            return {} if there is None else _zeros(cells)
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
    """Ask for the line of a stock (现行有效), by default unchanged; once more where it does not follow from last year."""
    known = _shown(entry, opening.report.figures)
    figures = yield from _ask_line(entry, opening, default=known or f"0 0 {before}")
    if not figures:
        return figures
    issued, repealed, in_force = (figures[c.id].value for c in (stock.issued, stock.repealed, stock.in_force))
    due = before + issued - repealed
    if in_force != due:
        note = f"上年有效 {before} 件，本年制发 {issued} 件、废止 {repealed} 件，现行有效应是 {due} 件"
        offer = f"{issued} {repealed} {due}"
        notes = (note, "与上年不连续时，可照实再填一次")
        figures = yield from _ask_line(entry, opening, notes, offer, again=True)
    return figures


def _review(table: Table, opening: Opening) -> Steps:
    """Table 4: whether there was any case, then group by group."""
    cells = [c for e in table.entries for c in e.cells]
    text = "有没有因政府信息公开工作被申请行政复议、提起行政诉讼"
    there = yield _yes_question(f"{table.id}:any", text, cells, opening, (_title(table),))
    if not there:
        return {} if there is None else _zeros(cells)
    figures: Figures = {}
    for entry in table.entries:
        figures |= yield from _ask_line(entry, opening)
    return figures


def _requests(table: Table, opening: Opening) -> Steps:
    """Table 3: whether there were applications, then their results, with the balance shown."""
    balance = [r for r in table.relations if r.kind == "balance"]
    entries = {entry.cells[0].row: entry for entry in table.entries}
    new, carried_in = (entries[cell.row] for cell in balance[0].left)
    total, carried_out = (entries[cell.row] for cell in balance[0].right)
    title: tuple[str, ...] = (_title(table),)
    known = [opening.report.figures[c.id].value for c in carried_in.cells if c.id in opening.report.figures]
    if not any(known):
        text = "本年有没有收到政府信息公开申请，或者有上年结转的申请"
        cells = [cell for entry in table.entries for cell in entry.cells]
        there = yield _yes_question(f"{table.id}:any", text, cells, opening, title)
        if not there:
            return {} if there is None else _zeros(cells)
        title = ()
    received = yield from _ask_line(new, opening, title)
    received |= yield from _ask_line(carried_in, opening)
    settled = (new, carried_in, total, carried_out)
    open_rows = [entry for entry in (new, carried_in) if entry.cells[0].id not in received]
    results, left_open = yield from _results(
        table, [e for e in table.entries if e not in settled], received, opening, left_open=bool(open_rows)
    )
    sums = _column_sums(table, results)
    if left_open:
        # While a line is open the balance is unknown.
        return received | results | sums | (yield from _ask_line(carried_out, opening))
    unsettled = _unsettled(received, results)
    return received | results | sums | (yield from _ask_carried_out(carried_out, unsettled, table, opening))


def _ask_carried_out(entry: Entry, unsettled: Mapping[str, int], table: Table, opening: Opening) -> Steps:
    """Ask for 结转下年度, by default the applications `unsettled` without a result; nothing is asked where none is left."""
    if min(unsettled.values()) < 0:
        # There are more results than applications: no value can be offered, and the check will report it.
        return (yield from _ask_line(entry, opening, (_balance(unsettled, table),)))
    if not any(unsettled.values()):
        return _zeros(entry.cells)
    note = "按勾稽关系应是方括号里的数，直接回车采用"
    offer = " ".join(f"{unsettled[c.column.id]}" for c in entry.cells)
    due = unsettled[entry.total.column.id] if entry.total else 0
    return (yield from _ask_line(entry, opening, (note,), offer, due=due))


def _results(
    table: Table, entries: Sequence[Entry], received: Figures, opening: Opening, *, left_open: bool
) -> Generator[Question, Any, tuple[Figures, bool]]:
    """Ask for the results, a group before its lines. Returns the figures, and whether a line was left open.

    `left_open`: the number of applications is open already.
    """
    figures: Figures = {}
    asked: dict[str, bool | None] = {}
    settled: bool | None = False
    for entry in entries:
        unsettled = {} if left_open else _unsettled(received, figures)
        note = () if left_open else (_balance(unsettled, table),)
        if unsettled and not any(unsettled.values()) and "settled" not in asked:
            text = "各列都已办理完，其余各项都填 0，对吗（对/不）"
            key = f"{table.id}:settled"
            asked["settled"] = settled = yield Question(key, text, _yes_or_no, note, open=False)
        group = entry.label.under[-1] if len(entry.label.under) > 1 else ""
        if group and not settled and group not in asked:
            cells = [c for e in entries if group in e.label.under for c in e.cells]
            key = f"{table.id}:{group}"
            asked[group] = yield _yes_question(key, f"有没有{group}", cells, opening, note)
        if settled or asked.get(group, True) is False:
            figures |= _zeros(entry.cells)
        elif asked.get(group, True) is None:
            left_open = True
        else:
            answer = yield from _ask_line(entry, opening, note)
            left_open |= not answer
            figures |= answer
    return figures, left_open


def _column_sums(table: Table, figures: Figures) -> Figures:
    """The row （七）总计: the sum of each column in which all parts are known."""
    return {
        id: Figure(sum(figures[part.id].value for part in parts))
        for id, parts in table.column_sums.items()
        if all(part.id in figures for part in parts)
    }


def _unsettled(received: Figures, results: Figures) -> dict[str, int]:
    """The number of applications without a result, by the id of the column; negative where results exceed them."""
    by_column: dict[str, int] = {}
    for sign, figures in ((1, received), (-1, results)):
        for id, figure in figures.items():
            column = id.rpartition(".")[2]
            by_column[column] = by_column.get(column, 0) + sign * int(figure.value)
    return by_column


def _balance(unsettled: Mapping[str, int], table: Table) -> str:
    """The open balance in words: `还差 3 件（自然人 2、其他 1）`."""
    columns = {c.column.id: c.column for c in table.entries[0].cells}
    parts = {columns[id].label.text: n for id, n in unsettled.items() if not columns[id].sum}
    sentences = []
    for word, wrong in (
        ("还差", {k: n for k, n in parts.items() if n > 0}),
        ("多出", {k: -n for k, n in parts.items() if n < 0}),
    ):
        if wrong:
            detail = "、".join(f"{name} {n}" for name, n in wrong.items())
            sentences.append(f"{word} {sum(wrong.values())} 件（{detail}）")
    if any(n < 0 for n in parts.values()):
        sentences.append("请核对，输入 < 可以回去改")
    return "，".join(sentences) or "各列都已平衡"


# -- 信息处理费 ----------------------------------------------------------------------


def _fee(form: Form, known: InformationFee | None) -> Generator[Question, Any, InformationFee | None]:
    """Ask whether 信息处理费 was charged, then for cases and amount; None where one of these is left open."""
    title = f"—— {form.last_section.heading} ——"
    text = "本年有没有收取信息处理费（有/没有）"
    default = "" if known is None else "有" if known.count or known.amount else "没有"
    there = yield Question("信息处理费", text, _yes_or_no, (title,), default)
    if not there:
        return None if there is None else InformationFee(0, Decimal(0))
    shown = ("", "") if known is None else (f"{known.count}", f"{known.amount:f}")
    count = yield Question(
        "信息处理费.件数",
        "收取信息处理费的件数",
        lambda a: _number(a.strip(), Measure.COUNT),
        default=shown[0],
    )
    amount = yield Question(
        "信息处理费.金额",
        "收取信息处理费的金额（单位：元）",
        lambda a: _number(a.strip(), Measure.AMOUNT, "元"),
        default=shown[1],
    )
    return None if count is None or amount is None else InformationFee(int(count), Decimal(amount))
