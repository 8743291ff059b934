"""T2xx to T4xx: the sums that the form itself lays down (勾稽关系)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from ndbg.check.finding import Defect, Lacking
from ndbg.check.rules.figures import Number, lacking, origins, values
from ndbg.check.subject import Subject
from ndbg.form import FORM, Cell, Line, Relation
from ndbg.form.naming import name_column, name_row, name_table, quoted
from ndbg.report import Report

Kind = Literal["across", "down", "balance"]
Say = Callable[[Relation, Number, Number], str]

_REQUESTS = name_table(FORM.table("requests"))
_REVIEW = name_table(FORM.table("review"))
_DISCLOSURE = name_table(FORM.table("disclosure"))


def _unequal(report: Report, table: str, kind: Kind) -> Iterator[tuple[Relation, Number, Number] | Lacking]:
    """The relations of a table that do not hold, with the sums on both sides."""
    for relation in FORM.table(table).relations:
        if relation.kind != kind:
            continue
        if missing := list(lacking(report, (*relation.left, *relation.right))):
            yield from missing
            continue
        left = sum(values(report, relation.left))
        right = sum(values(report, relation.right))
        if left != right:
            yield relation, left, right


def _defect(report: Report, relation: Relation, message: str, left: Number, right: Number) -> Defect:
    # A total is at fault more often than all its parts; in a balance neither side is.
    balance = relation.kind == "balance"
    cells = (*relation.left, *relation.right) if balance else (*relation.right, *relation.left)
    return Defect(
        message=f"{message}，相差 {abs(right - left)}",
        cells=tuple(c.id for c in cells),
        origins=origins(report, cells),
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


def results_add_up(subject: Subject) -> Iterator[Defect | Lacking]:
    """每一列：（一）到（六）各项之和等于“（七）总计”。

    依据：国办公开办函〔2021〕30号，第三部分表式
    正确：予以公开 9、部分公开 2，其余都是 0，总计 11
    错误：予以公开 9、部分公开 2，其余都是 0，总计 12
    """

    def say(relation: Relation, left: Number, right: Number) -> str:
        column = name_column(relation.right[0].column)
        return f"{_REQUESTS}{column}：（一）至（六）各项之和是 {left}，“（七）总计”填了 {right}"

    return _sums(subject.report, "requests", "down", say)


def received_equals_handled(subject: Subject) -> Iterator[Defect | Lacking]:
    """每一列：第一项（本年新收）加第二项（上年结转）之和，等于第三项总计加第四项（结转下年度）之和。

    依据：国办公开办函〔2021〕30号，第三部分表式左上角的勾稽关系
    正确：新收 3525、上年结转 121；总计 3521、结转下年度 125
    错误：新收 3525、上年结转 121；总计 3521、结转下年度 121
    """

    def say(relation: Relation, left: Number, right: Number) -> str:
        column = name_column(relation.right[0].column)
        sides = (relation.left, relation.right)
        first, second = ("＋".join(f"{value}" for value in values(subject.report, side)) for side in sides)
        return f"{_REQUESTS}{column}：第一项加第二项（{first}）是 {left}，第三项总计加第四项（{second}）是 {right}"

    return _sums(subject.report, "requests", "balance", say)


def columns_add_up(subject: Subject) -> Iterator[Defect | Lacking]:
    """每一行：自然人和五种法人或其他组织各列之和等于“总计”列。

    依据：国办公开办函〔2021〕30号，第三部分表式
    正确：自然人 10、商业企业 2，总计 12
    错误：自然人 10、商业企业 2，总计 13
    """

    def say(relation: Relation, left: Number, right: Number) -> str:
        return f"{_REQUESTS}{name_row(relation.right[0].row)}：各列之和是 {left}，“总计”填了 {right}"

    return _sums(subject.report, "requests", "across", say)


def outcomes_add_up(subject: Subject) -> Iterator[Defect | Lacking]:
    """行政复议、未经复议直接起诉、复议后起诉三组：结果维持、结果纠正、其他结果、尚未审结之和等于“总计”。

    依据：国办公开办函〔2021〕30号，第四部分表式
    正确：维持 1、纠正 0、其他 0、尚未审结 1，总计 2
    错误：维持 1、纠正 0、其他 0、尚未审结 0，总计 2
    """

    def say(relation: Relation, left: Number, right: Number) -> str:
        group = quoted(relation.right[0].column.label.under[-1])
        return f"{_REVIEW}{group}：四种结果之和是 {left}，“总计”填了 {right}"

    return _sums(subject.report, "review", "across", say)


def shifted(subject: Subject) -> Iterator[Defect]:
    """没有两列（或两行）正好一处多、一处少同样的数；那样的两处，多半是填错了列（行）。

    依据：国办公开办函〔2021〕30号，第三部分表式的勾稽关系
    正确：各列的勾稽关系都成立
    错误：“自然人”列多 3、“商业企业”列少 3
    """
    told: set[tuple[Line, Line]] = set()
    kinds: tuple[Kind, ...] = ("down", "balance", "across")
    for kind in kinds:
        off: dict[Line, Number] = {}
        stated: dict[Line, tuple[Cell, ...]] = {}
        for found in _unequal(subject.report, "requests", kind):
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
                origins=origins(subject.report, cells),
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


def negative_before(subject: Subject) -> Iterator[Defect | Lacking]:
    """由现行有效件数减去本年制发、加上本年废止，倒推的上年有效件数不小于 0。

    依据：国办公开办函〔2021〕30号，第二部分表式
    正确：制发 2、废止 1、现行有效 30
    错误：制发 12、废止 0、现行有效 10
    """
    report = subject.report
    table = FORM.table("disclosure")
    for stock in table.stocks:
        cells = (stock.issued, stock.repealed, stock.in_force)
        if missing := list(lacking(report, cells)):
            yield from missing
            continue
        issued, repealed, in_force = values(report, cells)
        before = in_force - issued + repealed
        if before < 0:
            yield Defect(
                message=(
                    f"{_DISCLOSURE}{name_row(stock.in_force.row)}：现行有效 {in_force} 件，"
                    f"本年制发 {issued} 件，废止 {repealed} 件，倒推上年有效 {before} 件，不会是负数，请核对"
                ),
                cells=tuple(c.id for c in cells),
                origins=origins(report, cells),
                expected=0,
                actual=before,
                difference=before,
            )
