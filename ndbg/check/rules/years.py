"""Y501 to Y506, Y508 and T203: this year's figures and prose against last year's."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.rule import Example, rule
from ndbg.check.rules.figures import Number, lacking, origins, values
from ndbg.check.subject import Subject, Unusable
from ndbg.form import Cell, Form, Measure, restricted_to
from ndbg.form.naming import name_cell, name_column, name_row, table_of
from ndbg.report.similarity import similarity, without_formulas


def _missing(subject: Subject, now: tuple[Cell, ...], before: Cell) -> Iterator[MissingInput]:
    """Those of this year's figures and of last year's one that are missing, if any."""
    if subject.last is None:
        yield MissingInput(what=subject.no_last)
        return
    yield from lacking(subject.report, now)
    if before.id not in subject.last.figures:
        yield MissingInput(last=(before.id,))


def _form(subject: Subject) -> Form:
    """The part of the report's form that last year's form has too: only this can be compared."""
    form = subject.report.form
    return restricted_to(form, subject.last.form) if subject.last else form


def _last(subject: Subject, cell: Cell) -> list[Number]:
    return values(subject.last, (cell,)) if subject.last else []


@rule(
    "Y501",
    "上年结转与上年表不符",
    Severity.WARNING,
    also=Severity.ERROR,
    what="每一列：本年的“上年结转”等于上年报告的“结转下年度继续办理”。总计不等是错误，只是其他列不等的是提醒。",
    basis="国办公开办函〔2021〕30号，第三部分表式第二、四项",
    right=Example(
        "上年报告结转下年度 121，本年上年结转 121",
        figures={"requests.carried_in.total": 121},
        last={"requests.carried_out.total": 121},
    ),
    wrong=Example(
        "上年报告结转下年度 121，本年上年结转 112",
        figures={"requests.carried_in.total": 112},
        last={"requests.carried_out.total": 121},
    ),
)
def carried_over(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each column in which this year does not take over what last year left.

    Where the other columns explain the total they are told with it, once.
    """
    form = _form(subject)
    for table in form.tables:
        wrong: list[tuple[Cell, Number, Number]] = []
        for now, before in ((form.cells[id], form.cells[last]) for id, last in table.carried.items()):
            if missing := list(_missing(subject, (now,), before)):
                yield from missing
                continue
            (stated,), (expected,) = values(subject.report, (now,)), _last(subject, before)
            if stated != expected:
                wrong.append((now, stated, expected))
        yield from _not_carried(subject, wrong)


_MOST_COLUMNS = 3  # named beside the total


def _not_carried(subject: Subject, wrong: Sequence[tuple[Cell, Number, Number]]) -> Iterator[Defect]:
    """The defects for the columns of a row in which the figure is not last year's: cell, figure, last year's."""
    columns = [one for one in wrong if not one[0].column.sum]
    parts = sum(stated - expected for _, stated, expected in columns)
    for now, stated, expected in wrong:
        whole = now.column.sum and bool(columns) and parts == stated - expected
        if not now.column.sum and any(
            cell.column.sum and parts == total - last for cell, total, last in wrong
        ):
            continue  # told with the total
        told = "".join(
            f"；{name_column(cell.column)}上年 {last}、本年 {this}"
            for cell, this, last in (columns[:_MOST_COLUMNS] if whole else ())
        )
        cells = (now, *(cell for cell, _, _ in columns)) if whole else (now,)
        yield Defect(
            message=(
                f"{table_of(now)}{name_column(now.column)}：上年报告结转下年度 {expected}，"
                f"本年“上年结转”填了 {stated}，相差 {abs(stated - expected)}{told}"
            ),
            cells=tuple(cell.id for cell in cells),
            origins=origins(subject.report, cells),
            expected=expected,
            actual=stated,
            difference=stated - expected,
            severity=Severity.ERROR if now.column.sum else None,
        )


@rule(
    "Y502",
    "现行有效件数不连续",
    Severity.WARNING,
    what="现行有效件数等于上年的现行有效件数加本年制发、减本年废止。修订、自然失效另行计算的，请在核对说明里写明。",
    basis="国办公开办函〔2021〕30号，第二部分表式",
    right=Example(
        "上年有效 100，制发 5，废止 3，现行有效 102",
        figures={
            "disclosure.rules.issued": 5,
            "disclosure.rules.repealed": 3,
            "disclosure.rules.in_force": 102,
        },
        last={"disclosure.rules.in_force": 100},
    ),
    wrong=Example(
        "上年有效 100，制发 5，废止 3，现行有效 105",
        figures={
            "disclosure.rules.issued": 5,
            "disclosure.rules.repealed": 3,
            "disclosure.rules.in_force": 105,
        },
        last={"disclosure.rules.in_force": 100},
    ),
)
def in_force_goes_on(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each row whose count in force does not follow from last year's."""
    for stock in (stock for table in _form(subject).tables for stock in table.stocks):
        now = (stock.in_force, stock.issued, stock.repealed)
        if missing := list(_missing(subject, now, stock.in_force)):
            yield from missing
            continue
        in_force, issued, repealed = values(subject.report, now)
        (before,) = _last(subject, stock.in_force)
        expected = before + issued - repealed
        if in_force != expected:
            yield Defect(
                message=(
                    f"{table_of(stock.in_force)}{name_row(stock.in_force.row)}：上年有效 {before} ＋ 本年制发 {issued} "
                    f"－ 本年废止 {repealed} 是 {expected}，现行有效填了 {in_force}，相差 {abs(in_force - expected)}"
                ),
                cells=tuple(cell.id for cell in now),
                origins=origins(subject.report, now),
                expected=expected,
                actual=in_force,
                difference=in_force - expected,
            )


@rule(
    "Y503",
    "少于上年未审结",
    Severity.WARNING,
    what="行政复议和两种行政诉讼：本年总计不少于上年的尚未审结，上年没有审结的案件本年仍要计入。",
    basis="国办公开办函〔2021〕30号，第四部分表式",
    right=Example(
        "上年尚未审结 5，本年总计 8",
        figures={"review.reconsideration.total": 8},
        last={"review.reconsideration.pending": 5},
    ),
    wrong=Example(
        "上年尚未审结 5，本年总计 3",
        figures={"review.reconsideration.total": 3},
        last={"review.reconsideration.pending": 5},
    ),
)
def pending_comes_back(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each group of table 4 with fewer cases than last year left pending."""
    for entry in _form(subject).table("review").entries:
        total, pending = entry.cells[-1], entry.cells[-2]
        if missing := list(_missing(subject, (total,), pending)):
            yield from missing
            continue
        (stated,), (before,) = values(subject.report, (total,)), _last(subject, pending)
        if stated < before:
            yield Defect(
                message=(
                    f"{table_of(total)}“{entry.title}”：上年还有 {before} 件尚未审结，本年总计只有 {stated} 件，"
                    f"少 {before - stated} 件，请核对"
                ),
                cells=(total.id,),
                origins=origins(subject.report, (total,)),
                expected=before,
                actual=stated,
                difference=stated - before,
            )


_SAME = {"requests.new.natural_person": 12, "requests.new.total": 12, "review.reconsideration.total": 3}
_LAST_YEAR = (
    "2023年公开不够及时，解读形式单一，依申请公开的答复还不够规范。下一步将健全台账，丰富解读形式，加强培训。"
)
_THIS_YEAR = (
    "2024年的问题是村务公开栏更新慢、热线答复口径不一。明年起每月抽查一次公开栏，由法制科统一答复口径。"
)


@rule(
    "Y504",
    "数据与上年全同",
    Severity.WARNING,
    what="不为 0 的数不会每一个都和上年相同；全部相同的，多半是上年的表没有改。",
    basis="国办公开办函〔2021〕30号：内容准确",
    right=Example("新收 12，上年 9", figures={"requests.new.total": 12}, last={"requests.new.total": 9}),
    wrong=Example("200 个数和上年的报告一个也不差", figures=_SAME, last=_SAME),
)
def same_figures(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect where every figure that is not 0 is that of last year."""
    if subject.last is None:
        yield MissingInput(what=subject.no_last)
        return
    cells = _form(subject).cells
    both = [id for id in cells if id in subject.report.figures and id in subject.last.figures]
    if missing := [cell for id, cell in cells.items() if id not in both]:
        if list(lacking(subject.report, missing)):
            yield from lacking(subject.report, missing)
        else:
            yield MissingInput(last=tuple(cell.id for cell in missing))
        return
    nonzero = [id for id in both if subject.report.figures[id].value]
    # 现行有效件数 may rightly be that of last year.
    in_force = {stock.in_force.id for table in subject.report.form.tables for stock in table.stocks}
    changing = [id for id in nonzero if id not in in_force]
    if changing and all(subject.report.figures[id].value == subject.last.figures[id].value for id in both):
        message = f"{len(nonzero)} 个不为 0 的数和上年的报告完全相同，请核对是不是沿用了上年的表"
        yield Defect(message, tuple(changing))


@rule(
    "Y505",
    "文字与上年雷同",
    Severity.WARNING,
    what="每一部分的正文（数字和年份不计）和上年不雷同，相同的不到 80%（可以设置）；只列件数、只说没有发生的句子不算；余下不到 30 字的不看，第六部分不到 150 字的不看。",
    basis="国办公开办函〔2021〕30号：不得雷同、照搬照抄；《条例》第四十七条",
    right=Example("第五部分写了本年的问题和措施", prose={"五": _THIS_YEAR}, last_prose={"五": _LAST_YEAR}),
    wrong=Example(
        "第五部分只改了年份", prose={"五": _LAST_YEAR.replace("2023", "2024")}, last_prose={"五": _LAST_YEAR}
    ),
)
def same_words(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each section whose prose is that of last year."""
    if subject.last is None:
        yield MissingInput(what=subject.no_last)
        return
    form = subject.report.form
    for section in form.sections:
        now, before = (r.prose.get(section.no) for r in (subject.report, subject.last))
        if section.table or not now or not now.text:
            continue
        if not before or not before.text:
            yield MissingInput(what=f"上年报告“{section.heading}”的正文")
            continue
        # A short last section may rightly be the same every year: no fee was charged.
        own = without_formulas(now.text)
        if len(own) < (_SHORT_LAST_SECTION if section is form.last_section else _SHORT_SECTION):
            continue
        share = Decimal(round(100 * similarity(without_formulas(before.text), own)))
        if share >= subject.settings.alike:
            message = f"“{section.heading}”的正文和上年有 {share}% 相同（数字和年份不计），请改写"
            yield Defect(message, origins=(now.origin,), actual=share, expected=subject.settings.alike)


_SHORT_SECTION, _SHORT_LAST_SECTION = 30, 150


@rule(
    "Y506",
    "骤变",
    Severity.INFO,
    what="数和上年相比不到 10 倍，也没有突然变成 0；两年都不到 20 的不看（倍数和多大的数才看，都可以设置）。",
    basis="国办公开办函〔2021〕30号：内容准确",
    right=Example(
        "行政许可 1200，上年 1100",
        figures={"disclosure.licences.decisions": 1200},
        last={"disclosure.licences.decisions": 1100},
    ),
    wrong=Example(
        "行政许可 12000，上年 1100；行政处罚 0，上年 350",
        figures={"disclosure.licences.decisions": 12000},
        last={"disclosure.licences.decisions": 1100},
    ),
)
def sudden_change(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each figure that is many times that of last year, or a fraction of it."""
    if subject.last is None:
        yield MissingInput(what=subject.no_last)
        return
    jump, least = subject.settings.jump, subject.settings.jump_from
    for cell in _compared(_form(subject)):
        now, before = (report.figures.get(cell.id) for report in (subject.report, subject.last))
        if now is None or before is None:
            yield from _missing(subject, (cell,), cell)
            continue
        low, high = sorted((Decimal(now.value), Decimal(before.value)))
        # Small figures may change by any factor.
        if high < least or (low and high < jump * low) or not before.value:
            continue
        message = f"{name_cell(cell)}：上年 {before.text}，本年 {now.text}，" + (
            "突然没有了，请核对"
            if not now.value
            else f"{'本年是上年' if now.value > before.value else '上年是本年'}的 {jump} 倍以上，请核对"
        )
        yield Defect(message, (cell.id,), (now.origin,), actual=now.value, expected=before.value)


def _compared(form: Form) -> Iterator[Cell]:
    """The figures whose sudden change is reported: totals, and all figures of tables without."""
    for table in form.tables:
        summed = any(cell.column.sum for entry in table.entries for cell in entry.cells)
        for entry in table.entries:
            yield from (
                cell
                for cell in entry.cells
                if (cell.column.sum or not summed) and cell.measure is not Measure.CHANGE
            )


@rule(
    "Y508",
    "上年文件用不了",
    Severity.WARNING,
    what="数据文件里写了“上年文件”的，那个文件在，也读得出，是上一年的报告。用不了的，和上年有关的规则都没有核对。",
    basis="国办公开办函〔2021〕30号，第三部分表式：上年结转",
    right=Example("“上年文件”写的是 2023.docx，文件在"),
    wrong=Example(
        "写的是 2024.docx，旁边只有 2023.docx", unusable=Unusable("找不到“2024.docx”", "2023.docx")
    ),
)
def last_file_is_there(subject: Subject) -> Iterator[Defect]:
    """A defect where the data file names a file of last year that cannot be used."""
    unusable = subject.unusable
    if unusable:
        hint = f"，是不是旁边的“{unusable.near}”？" if unusable.near else "，"
        yield Defect(
            f"上年文件用不了：{unusable.why}{hint}请改正，否则和上年有关的规则都不核对",
            origins=(subject.report.source.previous,),
            actual=subject.report.added.previous,
        )


@rule(
    "T203",
    "收费金额疑似以元计",
    Severity.WARNING,
    what="行政事业性收费以万元计；和上年相差 1000 倍以上（可以设置）的，可能填成了元，或者上年填成了元。",
    basis="国办公开办函〔2021〕30号，第二部分表式的单位",
    right=Example(
        "本年 5.92，上年 5.31（万元）",
        figures={"disclosure.fees.amount": "5.92"},
        last={"disclosure.fees.amount": "5.31"},
    ),
    wrong=Example(
        "本年 59237.24，上年 5.31",
        figures={"disclosure.fees.amount": "59237.24"},
        last={"disclosure.fees.amount": "5.31"},
    ),
)
def fee_unit(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect where fees differ from last year's by the factor between 元 and 万元."""
    fees = [cell for cell in _form(subject).cells.values() if cell.column.unit == "万元"]
    for cell in fees:
        if missing := list(_missing(subject, (cell,), cell)):
            yield from missing
            continue
        (now,), (before,) = values(subject.report, (cell,)), _last(subject, cell)
        low, high = sorted((now, before))
        if low and high / low >= subject.settings.fee_ratio:
            yield Defect(
                message=f"{name_cell(cell)}：上年 {before}，本年 {now}，相差 {subject.settings.fee_ratio} 倍以上；单位是万元，请核对是不是填成了元",
                cells=(cell.id,),
                origins=origins(subject.report, (cell,)),
                actual=now,
                expected=before,
            )
