"""T2xx to T4xx: the sums that the form itself lays down (勾稽关系)."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from ndbg.check.finding import Defect, Lacking
from ndbg.form import FORM, Cell, Line, Relation
from ndbg.form.wording import name_column, name_row, name_table, quoted
from ndbg.report import Origin, Report

Kind = Literal["across", "down", "balance"]
Number = int | Decimal
Say = Callable[[Relation, Number, Number], str]

_REQUESTS = name_table(FORM.table("requests"))
_REVIEW = name_table(FORM.table("review"))
_DISCLOSURE = name_table(FORM.table("disclosure"))


def _lacking(report: Report, cells: tuple[Cell, ...]) -> Iterator[Lacking]:
    """What is missing of some figures, if anything."""
    if missing := tuple(c.id for c in cells if c.id not in report.figures):
        yield Lacking(missing)


def _values(report: Report, cells: tuple[Cell, ...]) -> list[Number]:
    return [report.figures[c.id].value for c in cells]


def _origins(report: Report, cells: tuple[Cell, ...]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(report.figures[c.id].origin for c in cells))


def _unequal(report: Report, table: str, kind: Kind) -> Iterator[tuple[Relation, Number, Number] | Lacking]:
    """The relations of a table that do not hold, with the sums on both sides."""
    for relation in FORM.table(table).relations:
        if relation.kind != kind:
            continue
        if lacking := list(_lacking(report, (*relation.left, *relation.right))):
            yield from lacking
            continue
        left = sum(_values(report, relation.left))
        right = sum(_values(report, relation.right))
        if left != right:
            yield relation, left, right


def _defect(report: Report, relation: Relation, message: str, left: Number, right: Number) -> Defect:
    # A total is at fault more often than all its parts; in a balance neither side is.
    balance = relation.kind == "balance"
    cells = (*relation.left, *relation.right) if balance else (*relation.right, *relation.left)
    return Defect(
        message=f"{message}，相差 {abs(right - left)}",
        cells=tuple(c.id for c in cells),
        origins=_origins(report, cells),
        expected=left,
        actual=right,
        difference=right - left,
    )


def _sums(report: Report, table: str, kind: Kind, say: Say) -> Iterator[Defect | Lacking]:
    """A defect for each relation of a table that does not hold; `say` tells it with both sums."""
    for found in _unequal(report, table, kind):
        if isinstance(found, Lacking):
            yield found
        else:
            yield _defect(report, found[0], say(*found), found[1], found[2])


def results_add_up(report: Report) -> Iterator[Defect | Lacking]:
    """T301: in each column of table 3, （一） to （六） add up to （七）总计 (30号, 表式)."""

    def say(relation: Relation, left: Number, right: Number) -> str:
        column = name_column(relation.right[0].column)
        return f"{_REQUESTS}{column}：（一）至（六）各项之和是 {left}，“（七）总计”填了 {right}"

    return _sums(report, "requests", "down", say)


def received_equals_handled(report: Report) -> Iterator[Defect | Lacking]:
    """T302: 第一项加第二项之和，等于第三项加第四项之和, in each column (30号, 表式左上角)."""

    def say(relation: Relation, left: Number, right: Number) -> str:
        column = name_column(relation.right[0].column)
        sides = (relation.left, relation.right)
        first, second = ("＋".join(f"{value}" for value in _values(report, side)) for side in sides)
        return f"{_REQUESTS}{column}：第一项加第二项（{first}）是 {left}，第三项总计加第四项（{second}）是 {right}"

    return _sums(report, "requests", "balance", say)


def columns_add_up(report: Report) -> Iterator[Defect | Lacking]:
    """T303: in each row of table 3, the six columns add up to 总计 (30号, 表式)."""

    def say(relation: Relation, left: Number, right: Number) -> str:
        return f"{_REQUESTS}{name_row(relation.right[0].row)}：各列之和是 {left}，“总计”填了 {right}"

    return _sums(report, "requests", "across", say)


def outcomes_add_up(report: Report) -> Iterator[Defect | Lacking]:
    """T401: for 复议 and both kinds of 诉讼, the four outcomes add up to 总计 (30号, 表式)."""

    def say(relation: Relation, left: Number, right: Number) -> str:
        group = quoted(relation.right[0].column.label.under[-1])
        return f"{_REVIEW}{group}：四种结果之和是 {left}，“总计”填了 {right}"

    return _sums(report, "review", "across", say)


def shifted(report: Report) -> Iterator[Defect]:
    """T304: no two columns, or rows, are off by opposite amounts, as figures in the wrong one are (30号, 表式).

    What it looks at are the sums of T301 to T303; where those lack figures, they say so.
    """
    told: set[tuple[Line, Line]] = set()
    kinds: tuple[Kind, ...] = ("down", "balance", "across")
    for kind in kinds:
        off: dict[Line, Number] = {}
        stated: dict[Line, tuple[Cell, ...]] = {}
        for found in _unequal(report, "requests", kind):
            if isinstance(found, Lacking):
                continue
            relation, left, right = found
            line = relation.right[0].row if kind == "across" else relation.right[0].column
            if not line.sum:
                off[line], stated[line] = right - left, relation.right
        for over, under in _pairs(off):
            if (over, under) in told:
                continue  # the same shift shows in both sums of a column
            told.add((over, under))
            name, word = (name_row, "行") if kind == "across" else (name_column, "列")
            amount = off[over]
            cells = (*stated[over], *stated[under])
            yield Defect(
                message=(
                    f"{_REQUESTS}{name(over)}和{name(under)}正好一处多 {amount}、一处少 {amount}，"
                    f"可能有 {amount} 件填错了{word}，请核对"
                ),
                cells=tuple(c.id for c in cells),
                origins=_origins(report, cells),
                difference=amount,
            )


def _pairs(off: Mapping[Line, Number]) -> Iterator[tuple[Line, Line]]:
    """Lines off by opposite amounts, where no third line is off by as much."""
    for over, amount in off.items():
        same = [line for line, other in off.items() if abs(other) == abs(amount)]
        if amount > 0 and len(same) == 2:
            under = next(line for line in same if line is not over)
            if off[under] == -amount:
                yield over, under


def negative_before(report: Report) -> Iterator[Defect | Lacking]:
    """T201: 现行有效 less 制发 plus 废止 was in force a year before, so it is never below 0 (30号, 表式)."""
    table = FORM.table("disclosure")
    for stock in table.stocks:
        cells = (stock.issued, stock.repealed, stock.in_force)
        if lacking := list(_lacking(report, cells)):
            yield from lacking
            continue
        issued, repealed, in_force = _values(report, cells)
        before = in_force - issued + repealed
        if before < 0:
            yield Defect(
                message=(
                    f"{_DISCLOSURE}{name_row(stock.in_force.row)}：现行有效 {in_force} 件，"
                    f"本年制发 {issued} 件，废止 {repealed} 件，倒推上年有效 {before} 件，不会是负数，请核对"
                ),
                cells=tuple(c.id for c in cells),
                origins=_origins(report, cells),
                expected=0,
                actual=before,
                difference=before,
            )
