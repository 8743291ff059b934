"""T201, T301 to T304, T307, T308 and T401: the sums that the form itself lays down (勾稽关系)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple, TypeVar

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.rule import Example, rule
from ndbg.check.rules.figures import Addend, Number, addends, lacking, origins, values
from ndbg.check.subject import Subject
from ndbg.form import Cell, Line, Relation
from ndbg.form.naming import name_column, name_entry, name_row, quoted, table_of
from ndbg.report import Figure, Origin, Report

T = TypeVar("T")
Kind = Literal["across", "down", "balance"]
Message = Callable[[Relation, Number, Number], str]


class _Unequal(NamedTuple):
    """A relation that does not hold, the sums on both sides, and the origins of their figures."""

    relation: Relation
    left: Number
    right: Number
    origins: tuple[Origin, ...]


def _unequal(report: Report, table: str, kind: Kind) -> Iterator[_Unequal | MissingInput]:
    """The relations of a kind in a table that do not hold."""
    # Relations among rows that were printed as one are left to `_merged_rows_add_up`.
    summed = {id for ids in report.sums for id in ids if id not in report.figures}
    for relation in report.form.table(table).relations:
        if relation.kind != kind or _holds(report, relation):
            continue
        if summed.issuperset(c.id for c in relation.cells):
            continue
        sides = [addends(report, side) for side in (relation.left, relation.right)]
        if missing := [id for side in sides if isinstance(side, MissingInput) for id in side.cells]:
            yield MissingInput(tuple(missing))
            continue
        left, right = ([x for x in side if isinstance(x, Addend)] for side in sides)
        sums = sum(x.value for x in left), sum(x.value for x in right)
        if sums[0] != sums[1]:
            places = dict.fromkeys(x.origin for x in _by_doubt(relation, left, right))
            yield _Unequal(relation, *sums, tuple(places))


def _holds(report: Report, relation: Relation) -> bool:
    """Whether a relation holds, by the figures alone; False where one is missing. Fast, for the usual case."""
    try:
        left, right = (
            sum([report.figures[cell.id].value for cell in side]) for side in (relation.left, relation.right)
        )
    except KeyError:
        return False
    return left == right


def _by_doubt(relation: Relation, left: Sequence[T], right: Sequence[T]) -> tuple[T, ...]:
    """The items of both sides, those likelier to be wrong first: a total rather than its parts."""
    return (*left, *right) if relation.kind == "balance" else (*right, *left)


def _defect(found: _Unequal, message: str) -> Defect:
    relation, left, right = found.relation, found.left, found.right
    return Defect(
        message=f"{message}，相差 {abs(right - left)}",
        cells=tuple(c.id for c in _by_doubt(relation, relation.left, relation.right)),
        origins=found.origins,
        expected=left,
        actual=right,
        difference=right - left,
    )


def _sums(report: Report, table: str, kind: Kind, message: Message) -> Iterator[Defect | MissingInput]:
    """A defect for each relation of a kind in a table that does not hold; `message` words it with both sums."""
    for found in _unequal(report, table, kind):
        if isinstance(found, MissingInput):
            yield found
        else:
            yield _defect(found, message(found.relation, found.left, found.right))


@rule(
    "T301",
    "分项合计与（七）总计不符",
    Severity.ERROR,
    what="每一列：（一）到（六）各项之和等于“（七）总计”。",
    basis="国办公开办函〔2021〕30号，第三部分表式",
    right=Example(
        "予以公开 9、部分公开 2，其余都是 0，总计 11",
        figures={
            "requests.granted.natural_person": 9,
            "requests.partial.natural_person": 2,
            "requests.results_total.natural_person": 11,
        },
    ),
    wrong=Example(
        "予以公开 9、部分公开 2，其余都是 0，总计 12",
        figures={
            "requests.granted.natural_person": 9,
            "requests.partial.natural_person": 2,
            "requests.results_total.natural_person": 12,
        },
    ),
)
def results_add_up(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each column whose results do not add up."""

    def message(relation: Relation, left: Number, right: Number) -> str:
        column = name_column(relation.right[0].column)
        unequal = f"{table_of(relation.right[0])}{column}：（一）至（六）各项之和是 {left}，“（七）总计”填了 {right}"
        row = _row_that_explains(subject.report, relation.right[0], right - left)
        return f"{unequal}，表式外的“{row}”行填了 {right - left}" if row else unequal

    return _sums(subject.report, "requests", "down", message)


def _row_that_explains(report: Report, total: Cell, difference: Number) -> str:
    """The label of the only row beyond the form whose figure in the column of a total is its difference; or empty."""
    found = [
        row.label
        for row in report.other_rows
        if row.table == total.table
        and (figure := row.figures.get(total.column.id))
        and figure.value == difference
    ]
    return found[0] if len(found) == 1 else ""


@rule(
    "T302",
    "第一、二项之和与第三、四项之和不符",
    Severity.ERROR,
    what="每一列：第一项（本年新收）加第二项（上年结转）之和，等于第三项总计加第四项（结转下年度）之和。",
    basis="国办公开办函〔2021〕30号，第三部分表式左上角的勾稽关系",
    right=Example(
        "新收 3525、上年结转 121；总计 3521、结转下年度 125",
        figures={
            "requests.new.total": 3525,
            "requests.carried_in.total": 121,
            "requests.results_total.total": 3521,
            "requests.carried_out.total": 125,
        },
    ),
    wrong=Example(
        "新收 3525、上年结转 121；总计 3521、结转下年度 121",
        figures={
            "requests.new.total": 3525,
            "requests.carried_in.total": 121,
            "requests.results_total.total": 3521,
            "requests.carried_out.total": 121,
        },
    ),
)
def received_equals_handled(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each column that does not balance."""

    def message(relation: Relation, left: Number, right: Number) -> str:
        column = name_column(relation.right[0].column)
        sides = (relation.left, relation.right)
        first, second = ("＋".join(f"{value}" for value in values(subject.report, side)) for side in sides)
        return f"{table_of(relation.right[0])}{column}：第一项加第二项（{first}）是 {left}，第三项总计加第四项（{second}）是 {right}"

    return _sums(subject.report, "requests", "balance", message)


@rule(
    "T303",
    "各列之和与总计不符",
    Severity.ERROR,
    what="每一行：自然人和五种法人或其他组织各列之和等于“总计”列。",
    basis="国办公开办函〔2021〕30号，第三部分表式",
    right=Example(
        "自然人 10、商业企业 2，总计 12",
        figures={"requests.new.natural_person": 10, "requests.new.enterprise": 2, "requests.new.total": 12},
    ),
    wrong=Example(
        "自然人 10、商业企业 2，总计 13",
        figures={"requests.new.natural_person": 10, "requests.new.enterprise": 2, "requests.new.total": 13},
    ),
)
def columns_add_up(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each row whose columns do not add up."""

    def message(relation: Relation, left: Number, right: Number) -> str:
        return f"{table_of(relation.right[0])}{name_row(relation.right[0].row)}：各列之和是 {left}，“总计”填了 {right}"

    yield from _sums(subject.report, "requests", "across", message)
    yield from _merged_rows_add_up(subject.report)


class _MergedRow(NamedTuple):
    """A group of rows that was printed as one row: names of group and table, the figures by column, ids of all cells."""

    name: str
    table: str
    figures: Mapping[Line, Figure]
    cells: tuple[str, ...]


def _merged_rows(report: Report) -> Iterator[_MergedRow]:
    """The groups of rows that were printed as one row."""
    groups: dict[tuple[Line, ...], dict[Line, tuple[tuple[str, ...], Figure]]] = {}
    for ids, figure in report.sums.items():
        cells = [report.form.cells[id] for id in ids]
        rows = tuple(cell.row for cell in cells)
        groups.setdefault(rows, {})[cells[0].column] = (ids, figure)
    for rows, found in groups.items():
        ids = tuple(id for part, _ in found.values() for id in part)
        cell = report.form.cells[ids[0]]
        figures = {column: figure for column, (_, figure) in found.items()}
        yield _MergedRow(rows[0].label.under[-1], table_of(cell), figures, ids)


def _merged_rows_add_up(report: Report) -> Iterator[Defect]:
    """A defect for each group of rows printed as one whose columns do not add up."""
    for row in _merged_rows(report):
        totals = [column for column in row.figures if column.sum]
        parts = [figure for column, figure in row.figures.items() if not column.sum]
        cells = [report.form.cells[id] for id in row.cells]
        own, table = cells[0].row, cells[0].table
        others = (c for c in report.form.cells.values() if c.row is own and c.table == table)
        if len(totals) != 1 or {cell.column for cell in cells} < {cell.column for cell in others}:
            continue
        total = row.figures[totals[0]]
        left = sum(figure.value for figure in parts)
        if left != total.value:
            yield Defect(
                message=(
                    f"{row.table}{quoted(row.name)}行：各列之和是 {left}，“总计”填了 {total.value}，"
                    f"相差 {abs(total.value - left)}"
                ),
                cells=row.cells,
                origins=tuple(dict.fromkeys(figure.origin for figure in (total, *parts))),
                expected=left,
                actual=total.value,
                difference=total.value - left,
            )


@rule(
    "T307",
    "表式外的行有数",
    Severity.WARNING,
    what="表格里没有表式以外的行；多出的行里如果有数（0 除外），各项之和就对不上“（七）总计”。",
    basis="国办公开办函〔2021〕30号，第三部分表式",
    right=Example("第三部分表格 25 行，没有别的行"),
    wrong=Example("（五）不予处理后面多出一行“（六）转办”，填了 7", other_rows={"（六）转办": 7}),
)
def rows_of_the_form(subject: Subject) -> Iterator[Defect]:
    """A defect for each row with figures that the form does not have."""
    report = subject.report
    for row in report.other_rows:
        filled = [figure for figure in row.figures.values() if figure.value]
        if not filled:
            continue
        table = next(cell for cell in report.form.cells.values() if cell.table == row.table)
        shown = "、".join(dict.fromkeys(figure.text for figure in filled))
        yield Defect(
            message=f"{table_of(table)}多出一行“{row.label}”，填了 {shown}：表式里没有这一行，请并入表式的行",
            origins=tuple(figure.origin for figure in filled),
            actual=row.label,
        )


@rule(
    "T308",
    "其他处理未分列",
    Severity.WARNING,
    also=Severity.INFO,
    what="“（六）其他处理”分三行填写。合成一行的，各项之和按合计核对；都是 0 的只提示。",
    basis="国办公开办函〔2021〕30号，第三部分表式（六）",
    right=Example("（六）其他处理：1.逾期不补正 2、2.逾期不缴费 0、3.其他 1"),
    wrong=Example("（六）其他处理只有一行，填了 3", in_one={"other_handling": 3}),
)
def rows_separate(subject: Subject) -> Iterator[Defect]:
    """A defect for each group of rows that was printed as one row."""
    for row in _merged_rows(subject.report):
        figures = row.figures.values()
        some = any(figure.value for figure in figures)
        parts = len({subject.report.form.cells[id].row for id in row.cells})
        message = f"{row.table}{quoted(row.name)}合成了一行，表式分 {parts} 行：请分行填写"
        yield Defect(
            message=message if some else f"{message}（都是 0，已按各行都是 0 读取）",
            cells=row.cells,
            origins=tuple(dict.fromkeys(figure.origin for figure in figures)),
            severity=None if some else Severity.INFO,
        )


@rule(
    "T401",
    "结果之和与总计不符",
    Severity.ERROR,
    what="行政复议、未经复议直接起诉、复议后起诉三组：结果维持、结果纠正、其他结果、尚未审结之和等于“总计”。",
    basis="国办公开办函〔2021〕30号，第四部分表式",
    right=Example(
        "维持 1、纠正 0、其他 0、尚未审结 1，总计 2",
        figures={
            "review.reconsideration.upheld": 1,
            "review.reconsideration.pending": 1,
            "review.reconsideration.total": 2,
        },
    ),
    wrong=Example(
        "维持 1、纠正 0、其他 0、尚未审结 0，总计 2",
        figures={"review.reconsideration.upheld": 1, "review.reconsideration.total": 2},
    ),
)
def outcomes_add_up(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each group of table 4 whose outcomes do not add up."""

    def message(relation: Relation, left: Number, right: Number) -> str:
        group = quoted(relation.right[0].column.label.under[-1])
        return f"{table_of(relation.right[0])}{group}：四种结果之和是 {left}，“总计”填了 {right}"

    return _sums(subject.report, "review", "across", message)


@rule(
    "T304",
    "疑似串列",
    Severity.INFO,
    also=Severity.WARNING,
    what="没有两列（或两行）正好一处多、一处少同样的数；那样的两处，多半是填错了列（行）。没有一行移一列，三处以上的勾稽关系就都对上了。",
    basis="国办公开办函〔2021〕30号，第三部分表式的勾稽关系",
    right=Example("各列的勾稽关系都成立"),
    wrong=Example(
        "“自然人”列多 3、“商业企业”列少 3",
        figures={"requests.new.natural_person": 3, "requests.carried_out.enterprise": 3},
    ),
)
def shifted(subject: Subject) -> Iterator[Defect]:
    """A defect for the row that was moved by a column; where none was, for each pair of lines that are off by opposite amounts.

    Nothing where several rows may have been moved.
    """
    if moved := list(_moved_rows(subject.report)):
        yield from moved if len(moved) == 1 else ()
        return
    reported: set[tuple[Line, Line]] = set()
    kinds: tuple[Kind, ...] = ("down", "balance", "across")
    for kind in kinds:
        unequal = _unequal_lines(subject.report, kind)
        off = {line: found.right - found.left for line, found in unequal.items()}
        for over, under in _pairs(off):
            if (over, under) in reported:
                continue  # a shift between columns shows in both sums of a column
            reported.add((over, under))
            name, word = (name_row, "行") if kind == "across" else (name_column, "列")
            amount = off[over]
            cells = (*unequal[over].relation.right, *unequal[under].relation.right)
            yield Defect(
                message=(
                    f"{table_of(cells[0])}{name(over)}和{name(under)}正好一处多 {amount}、一处少 {amount}，"
                    f"可能有 {amount} 件填错了{word}，请核对"
                ),
                cells=tuple(c.id for c in cells),
                origins=origins(subject.report, cells),
                difference=amount,
            )


_LEAST_REPAIRED = 3  # relations that hold once a row is moved back, so that this is no coincidence


def _moved_rows(report: Report) -> Iterator[Defect]:
    """A defect for each row whose figures, moved by one column, make hold all relations of the table that do not."""
    table = report.form.table("requests")
    relations = [relation for relation in table.relations if relation.kind != "across"]
    broken = [relation for relation in relations if not _holds(report, relation)]
    if len(broken) < _LEAST_REPAIRED or any(
        cell.id not in report.figures for r in relations for cell in r.cells
    ):
        return
    for entry in table.entries:
        cells = [cell for cell in entry.cells if not cell.column.sum]
        for told, order in (("右", cells), ("左", cells[::-1])):
            old = [report.figures[cell.id] for cell in order]
            moved = {cell.id: figure for cell, figure in zip(order, (*old[1:], old[0]), strict=True)}
            repaired = replace(report, figures={**report.figures, **moved})
            if not old[0].value and all(_holds(repaired, relation) for relation in relations):
                yield Defect(
                    f"{name_entry(entry)}行像是整行{told}移了一列：移回去，{len(broken)} 处勾稽关系就都对上了，请核对",
                    cells=tuple(cell.id for cell in cells),
                    origins=origins(report, cells[:1]),
                    severity=Severity.WARNING,
                )


def _unequal_lines(report: Report, kind: Kind) -> dict[Line, _Unequal]:
    """The relations of a kind that do not hold, by their row or column, without those of 总计."""
    found = (one for one in _unequal(report, "requests", kind) if isinstance(one, _Unequal))
    totals = ((one, one.relation.right[0]) for one in found)
    lines = ((total.row if kind == "across" else total.column, one) for one, total in totals)
    return {line: one for line, one in lines if not line.sum}


def _pairs(off: Mapping[Line, Number]) -> Iterator[tuple[Line, Line]]:
    """Lines off by opposite amounts, by which no third line is off."""
    for over, amount in off.items():
        same = [line for line, other in off.items() if abs(other) == abs(amount)]
        if amount > 0 and len(same) == 2:
            under = next(line for line in same if line is not over)
            if off[under] == -amount:
                yield over, under


@rule(
    "T201",
    "反推上年有效数为负",
    Severity.WARNING,
    what="由现行有效件数减去本年制发、加上本年废止，倒推的上年有效件数不小于 0。",
    basis="国办公开办函〔2021〕30号，第二部分表式",
    right=Example(
        "制发 2、废止 1、现行有效 30",
        figures={
            "disclosure.rules.issued": 2,
            "disclosure.rules.repealed": 1,
            "disclosure.rules.in_force": 30,
        },
    ),
    wrong=Example(
        "制发 12、废止 0、现行有效 10",
        figures={"disclosure.rules.issued": 12, "disclosure.rules.in_force": 10},
    ),
)
def negative_before(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each row by which last year's stock would be negative."""
    report = subject.report
    for stock in (stock for table in report.form.tables for stock in table.stocks):
        cells = (stock.issued, stock.repealed, stock.in_force)
        if missing := list(lacking(report, cells)):
            yield from missing
            continue
        issued, repealed, in_force = values(report, cells)
        before = in_force - issued + repealed
        if before < 0:
            yield Defect(
                message=(
                    f"{table_of(stock.in_force)}{name_row(stock.in_force.row)}：现行有效 {in_force} 件，"
                    f"本年制发 {issued} 件，废止 {repealed} 件，倒推上年有效 {before} 件，不会是负数，请核对"
                ),
                cells=tuple(c.id for c in cells),
                origins=origins(report, cells),
                expected=0,
                actual=before,
                difference=before,
            )
