"""T2xx to T4xx: the sums that the form itself lays down (勾稽关系)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ndbg.check.finding import Finding, Severity, Unevaluated
from ndbg.form import FORM, Cell, Line, Relation
from ndbg.form.wording import name_column, name_row, name_table
from ndbg.report import Origin, Report

# Table 2 states these three of each kind of document; by them the count before the year is reckoned.
_ISSUED, _REPEALED, _IN_FORCE = "issued", "repealed", "in_force"


def _relations(kind: str, table: str) -> list[Relation]:
    return [r for r in FORM.table(table).relations if r.kind == kind]


def _missing(report: Report, cells: tuple[Cell, ...]) -> tuple[str, ...]:
    return tuple(c.id for c in cells if c.id not in report.figures)


def _sum(report: Report, cells: tuple[Cell, ...]) -> int | Decimal:
    return sum(report.figures[c.id].value for c in cells)


def _origins(report: Report, cells: tuple[Cell, ...]) -> tuple[Origin, ...]:
    return tuple(dict.fromkeys(report.figures[c.id].origin for c in cells))


def _unequal(report: Report, code: str, relation: Relation, message: str) -> Iterator[Finding | Unevaluated]:
    """A finding where both sides of a relation differ; `message` may use {left}, {right}, {off}."""
    # What is stated comes last on the form, but first to whoever looks for the fault.
    cells = (*relation.left, *relation.right)
    if missing := _missing(report, cells):
        yield Unevaluated(code, missing)
        return
    left, right = _sum(report, relation.left), _sum(report, relation.right)
    if left != right:
        yield Finding(
            code=code,
            severity=Severity.ERROR,
            message=message.format(left=left, right=right, off=abs(right - left)),
            cells=tuple(c.id for c in cells),
            origins=_origins(report, cells),
            expected=left,
            actual=right,
            difference=right - left,
        )


def results_add_up(report: Report) -> Iterator[Finding | Unevaluated]:
    """T301: in each column of table 3, （一） to （六） add up to （七）总计 (30号 表式)."""
    for relation in _relations("down", "requests"):
        place = f"{name_table(FORM.table('requests'))}{name_column(relation.right[0].column)}"
        words = "：（一）至（六）各项之和是 {left}，“（七）总计”填了 {right}，相差 {off}"
        yield from _unequal(report, "T301", relation, place + words)


def received_equals_handled(report: Report) -> Iterator[Finding | Unevaluated]:
    """T302: 第一项加第二项之和，等于第三项加第四项之和, in each column (30号, printed in the table's corner)."""
    for relation in _relations("balance", "requests"):
        place = f"{name_table(FORM.table('requests'))}{name_column(relation.right[0].column)}"
        terms = {
            side: "＋".join(f"{report.figures[c.id].value}" for c in cells)
            for side, cells in (("first", relation.left), ("second", relation.right))
            if not _missing(report, cells)
        }
        words = (
            f"：第一项加第二项（{terms.get('first')}）是 {{left}}，"
            f"第三项总计加第四项（{terms.get('second')}）是 {{right}}，相差 {{off}}"
        )
        yield from _unequal(report, "T302", relation, place + words)


def columns_add_up(report: Report) -> Iterator[Finding | Unevaluated]:
    """T303: in each row of table 3, the six columns add up to 总计 (30号 表式)."""
    for relation in _relations("across", "requests"):
        place = f"{name_table(FORM.table('requests'))}{name_row(relation.right[0].row)}"
        words = "：各列之和是 {left}，“总计”填了 {right}，相差 {off}"
        yield from _unequal(report, "T303", relation, place + words)


def outcomes_add_up(report: Report) -> Iterator[Finding | Unevaluated]:
    """T401: for 复议 and both kinds of 诉讼, the four outcomes add up to 总计 (30号 表式)."""
    for relation in _relations("across", "review"):
        group = relation.right[0].column.label.under[-1]
        place = f"{name_table(FORM.table('review'))}“{group}”"
        words = "：四种结果之和是 {left}，“总计”填了 {right}，相差 {off}"
        yield from _unequal(report, "T401", relation, place + words)


def shifted(report: Report) -> Iterator[Finding]:
    """T304: two columns, or two rows, off by opposite amounts: figures may stand in the wrong one."""
    told: set[tuple[Line, Line]] = set()
    for kind in ("down", "balance", "across"):
        off: dict[Line, int | Decimal] = {}
        relations: dict[Line, Relation] = {}
        for relation in _relations(kind, "requests"):
            stated = relation.right[0]
            line = stated.row if kind == "across" else stated.column
            if line.sum or _missing(report, (*relation.left, *relation.right)):
                continue
            off[line] = _sum(report, relation.right) - _sum(report, relation.left)
            relations[line] = relation
        for over, under in _pairs(off):
            name = name_row if kind == "across" else name_column
            if (over, under) in told:
                continue  # the same shift shows in both sums of a column
            told.add((over, under))
            amount = off[over]
            cells = (*relations[over].right, *relations[under].right)
            yield Finding(
                code="T304",
                severity=Severity.INFO,
                message=(
                    f"第三部分表格{name(over)}和{name(under)}正好一处多 {amount}、一处少 {amount}，"
                    f"可能有 {amount} 件填错了{'行' if kind == 'across' else '列'}，请核对"
                ),
                cells=tuple(c.id for c in cells),
                origins=_origins(report, cells),
                difference=amount,
            )


def _pairs(off: Mapping[Line, int | Decimal]) -> Iterator[tuple[Line, Line]]:
    """Lines off by opposite amounts, where no third line is off by as much."""
    wrong = {line: amount for line, amount in off.items() if amount}
    for over, amount in wrong.items():
        same = [line for line, other in wrong.items() if abs(other) == abs(amount)]
        if amount > 0 and len(same) == 2:
            under = next(line for line in same if line is not over)
            if wrong[under] == -amount:
                yield over, under


def negative_before(report: Report) -> Iterator[Finding | Unevaluated]:
    """T201: 现行有效 less 制发 plus 废止 is what was in force a year before, so never below 0."""
    for block in FORM.table("disclosure").blocks:
        columns = {column.id: column for column in block.columns}
        if not columns.keys() >= {_ISSUED, _REPEALED, _IN_FORCE}:
            continue
        for row in block.rows:
            cells = tuple(block.cell(row, columns[c]) for c in (_ISSUED, _REPEALED, _IN_FORCE))
            if missing := _missing(report, cells):
                yield Unevaluated("T201", missing)
                continue
            issued, repealed, in_force = (report.figures[c.id].value for c in cells)
            before = in_force - issued + repealed
            if before < 0:
                yield Finding(
                    code="T201",
                    severity=Severity.WARNING,
                    message=(
                        f"第二部分表格{name_row(row)}：现行有效 {in_force} 件，本年制发 {issued} 件，"
                        f"废止 {repealed} 件，倒推上年有效 {before} 件，不会是负数，请核对"
                    ),
                    cells=tuple(c.id for c in cells),
                    origins=_origins(report, cells),
                    expected=0,
                    actual=before,
                    difference=before,
                )
