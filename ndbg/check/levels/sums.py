"""H701, H702, H707, H713: a government's report and those of the bodies directly below it."""

from collections.abc import Iterator, Mapping, Sequence

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.levels.model import Levels, Member, Number, facts, named
from ndbg.check.levels.slips import Difference, Explained, Figures, doubted, explanations, sums_of
from ndbg.check.rule import Example, rule
from ndbg.check.rules.figures import origins
from ndbg.check.subject import Subject
from ndbg.form import Cell, Entry
from ndbg.form.naming import name_cell, name_entry, quoted, table_of
from ndbg.report import Report

_NEW = "requests.new.total"
_OFFICE_AND_COUNTY = Levels(members=(Member("办公室", {_NEW: 3}, own=True), Member("甲县", {_NEW: 9})))
_LITIGATION = "行政诉讼"
_MOST_COLUMNS = 3
_LEAST_CERTAIN = 6  # differing figures of a table that a slip explains though others are open there


# -- H701 ------------------------------------------------------------------------------------


@rule(
    "H701",
    "上级与下级之和不符",
    Severity.WARNING,
    also=Severity.INFO,
    what=(
        "一级政府报告里的每一个数，等于本机关和各直接下级报告里的数之和；下级的报告已经包括它自己的下级。"
        "差数正好是某一个单位的数的，指出是哪一个：漏加、重复加、用了上年数或先前的稿、串列都能指出；对得上、只有几个数另外不对的，分开说。行政诉讼可以小于下级之和，下级的数自己核对出问题的，也要先看下级，只作提示。"
    ),
    basis="国办发〔2014〕32号：逐级汇总；国办公开办函〔2016〕201号：共同被告的只计原行为主体",
    right=Example(
        "办公室 3、甲县 9，本级政府报告 12",
        figures={_NEW: 12},
        levels=_OFFICE_AND_COUNTY,
    ),
    wrong=Example(
        "办公室 3、甲县 9、乙县 7，本级政府报告 12：漏加了乙县",
        figures={_NEW: 12},
        levels=Levels(members=(*_OFFICE_AND_COUNTY.members, Member("乙县", {_NEW: 7}))),
    ),
)
def sum_of_below(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each slip that explains differences, and for each line with unexplained ones."""
    levels = facts(subject)
    if levels.missing and levels.members:
        yield MissingInput(what=f"{named(levels.missing)}的报告")
        return
    form, sums = subject.report.form, sums_of(subject.report.form, levels.members)
    for member in levels.members:
        if short := sum(id not in member.figures and id not in member.doubtful for id in form.cells):
            yield MissingInput(what=f"“{member.name}”报告里的 {short} 个数")
    if not levels.members or _is_own_alone(subject, sums):
        return  # H707 reports the latter as a whole
    explained: dict[str, tuple[Explained, list[str]]] = {}
    left: list[Difference] = []
    added: dict[str, Number] = {}
    certain = _certain(subject, levels)
    known = [one for one in explanations(subject, sums, levels) if one.table.id not in certain]
    order = [table.id for table in form.tables]
    for one in sorted((*certain.values(), *known), key=lambda one: order.index(one.table.id)):
        wrong = [id for id, difference in one.figures.items() if difference]
        if one.why is None:
            left.append(one)
        elif one.why.sure or not levels.unsettled:
            explained.setdefault(one.why.words, (one.why, []))[1].extend(wrong)
            added |= one.sums
    for why, ids in explained.values():
        yield _explained_defect(subject, added, why, ids)
    doubtful = doubted(subject, sums, levels)
    in_doubt = [id for id in doubtful if form.cells[id].table not in certain]
    for some, entry in ((each, entry) for each in left for entry in each.table.entries):
        cells = [cell for cell in entry.cells if some.figures.get(cell.id)]
        below = [max(n, -n) for cell in entry.cells if (n := doubtful.get(cell.id))]
        if levels.unsettled or all(any(-n <= some.figures[c.id] <= n for n in below) for c in cells):
            in_doubt += (cell.id for cell in cells)
        else:
            yield from _unexplained(subject, some, entry, cells)
    if in_doubt:
        yield _in_doubt(subject, in_doubt)


def _certain(subject: Subject, levels: Levels) -> Mapping[str, Difference]:
    """The tables whose differences a slip explains for certain with the doubtful figures, which are then no reason."""
    if not any(member.doubtful for member in levels.members):
        return {}
    members = tuple(member._replace(figures=member.every, doubtful={}) for member in levels.members)
    sums = sums_of(subject.report.form, members)
    listed = [*explanations(subject, sums, levels._replace(members=members))]
    few = _LEAST_CERTAIN
    left = {
        d.table.id for d in listed if not (d.why and d.why.sure) or sum(map(bool, d.figures.values())) < few
    }
    return {one.table.id: one for one in listed if one.table.id not in left}


def _in_doubt(subject: Subject, wrong: Sequence[str]) -> Defect:
    """A hint for all differences that may be those of bodies below, by whose figures something is still to be mended.

    Of figures without doubt these are the ones that differ no more than a doubtful one of their row.
    """
    levels, report = facts(subject), subject.report
    whole = sums_of(report.form, [member._replace(figures=member.every) for member in levels.members])
    bodies = (*levels.unsettled, *(m.name for m in levels.members if not m.doubtful.keys().isdisjoint(wrong)))
    cell = report.form.cells[_NEW if _NEW in wrong else wrong[0]]
    return Defect(
        f"有 {len(wrong)} 个数与下级之和不符；{named(bodies)}的这些数核对出了问题，改正或者说明以后再看；"
        f"例如{name_cell(cell)}，下级之和是 {whole[cell.id]}，这里是 {report.figures[cell.id].value}",
        severity=Severity.INFO,
        cells=tuple(wrong),
        origins=origins(report, [cell]),
    )


def _explained_defect(subject: Subject, sums: Figures, why: Explained, cells: Sequence[str]) -> Defect:
    form = subject.report.form
    shown = next((id for id in cells if id == _NEW), cells[0])
    where = "、".join(dict.fromkeys(table_of(form.cells[id]) for id in cells))
    actual = subject.report.figures[shown].value
    return Defect(
        f"{where}有 {len(cells)} 个数与下级之和不符，{why.words}；"
        f"例如{name_cell(form.cells[shown])}，下级之和是 {sums[shown]}，这里是 {actual}，相差 {abs(actual - sums[shown])}",
        cells=tuple(cells),
        origins=origins(subject.report, [form.cells[id] for id in cells[:1]]),
        expected=sums[shown],
        actual=actual,
        difference=actual - sums[shown],
        bodies=why.bodies,
    )


def _is_litigation(cell: Cell) -> bool:
    return _LITIGATION in cell.column.label.under


def _unexplained(subject: Subject, one: Difference, entry: Entry, wrong: Sequence[Cell]) -> Iterator[Defect]:
    """A defect for a line of the form that differs, but for more lawsuits than those below have, which are H713."""
    if not all(_is_litigation(cell) for cell in wrong):
        yield _line(subject, one, entry, wrong)
    elif all(one.figures[cell.id] < 0 for cell in wrong):
        yield _line(subject, one, entry, wrong)._replace(severity=Severity.INFO)


def _line(subject: Subject, one: Difference, entry: Entry, wrong: Sequence[Cell]) -> Defect:
    told = [_told(subject, one, cell) for cell in [*reversed(wrong)][:_MOST_COLUMNS]]
    more = f"；另外还有 {len(wrong) - _MOST_COLUMNS} 列" if len(wrong) > _MOST_COLUMNS else ""
    besides = f"除了{named(one.besides)}的差数，" if one.besides else ""
    last = wrong[-1].id
    actual = subject.report.figures[last].value
    return Defect(
        f"{name_entry(entry)}：{besides}{'；'.join(told)}{more}",
        cells=tuple(cell.id for cell in wrong),
        origins=origins(subject.report, wrong[:1]),
        expected=one.sums[last],
        actual=actual,
        difference=actual - one.sums[last],
    )


def _told(subject: Subject, one: Difference, cell: Cell) -> str:
    """A difference in words, with the body below that alone has more than the whole."""
    column, actual = quoted(cell.column.label.text), subject.report.figures[cell.id].value
    if one.besides:
        return f"{column}还{'多' if one.figures[cell.id] > 0 else '少'} {abs(one.figures[cell.id])}"
    most = max(facts(subject).members, key=lambda member: member.figures[cell.id])
    alone = most.figures[cell.id]
    more = f"，比“{most.name}”一家的 {alone} 还少" if alone > actual and not _is_litigation(cell) else ""
    return f"{column}下级之和是 {one.sums[cell.id]}，这里是 {actual}，相差 {abs(one.figures[cell.id])}{more}"


# -- H702 ------------------------------------------------------------------------------------


@rule(
    "H702",
    "下级缺报",
    Severity.ERROR,
    what="名册里每一个应当报告的直接下级都有报告；缺了一家，就汇总不出本级政府的报告。",
    basis="条例第四十九条；国办发〔2014〕32号：确定统计范围内的单位名单",
    right=Example("应报 2、已报 2", levels=Levels(members=(Member("甲局"), Member("乙局")))),
    wrong=Example(
        "应报 3，“丙局”没有报", levels=Levels(members=(Member("甲局"), Member("乙局")), missing=("丙局",))
    ),
)
def missing_below(subject: Subject) -> Iterator[Defect | MissingInput]:
    """One defect that names all missing bodies."""
    if missing := facts(subject).missing:
        yield Defect(f"下级缺报 {len(missing)} 家：{named(missing, 10)}", bodies=missing)


# -- H707 ------------------------------------------------------------------------------------


_FEW = 10  # figures below the sums, for each figure that differs from the office's own


def _is_own_alone(subject: Subject, sums: Figures) -> bool:
    """Whether a government's report has, with few exceptions, only the figures of its own office."""
    own = next((member for member in facts(subject).members if member.own), None)
    if own is None:
        return False
    figures = {id: subject.report.figures[id].value for id in sums if id in subject.report.figures}
    short = sum(figures[id] != sums[id] for id in figures)
    other = sum(figures[id] != own.figures[id] for id in figures)
    return short > 0 and any(own.figures[id] for id in figures) and other * _FEW <= short


@rule(
    "H707",
    "只报了办公室一家，或下级大于上级",
    Severity.WARNING,
    what="县级以上政府的报告是整个本级政府的，不是办公室一家的；也没有一个下级的数会大于上级的。",
    basis="条例第四十九条；国办发〔2014〕32号",
    right=Example(
        "办公室 3、甲县 9，本级政府报告 12",
        figures={_NEW: 12},
        levels=_OFFICE_AND_COUNTY,
    ),
    wrong=Example(
        "办公室 3、甲县 9，本级政府报告也是 3",
        figures={_NEW: 3},
        levels=_OFFICE_AND_COUNTY,
    ),
)
def own_office_alone(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect where the report is that of the office alone; else for the bodies below that exceed the whole."""
    levels, report = facts(subject), subject.report
    if not levels.members:
        return
    sums = sums_of(report.form, levels.members)
    if _is_own_alone(subject, sums):
        own = next(member for member in levels.members if member.own)
        wrong = [id for id in sums if id in report.figures and report.figures[id].value != sums[id]]
        other = sum(report.figures[id].value != own.figures[id] for id in sums if id in report.figures)
        same = f"只有 {other} 个不同" if other else "完全相同"
        yield Defect(
            f"报告里的数和“{own.name}”一家的{same}，没有加上部门和下级；下级之和有 {len(wrong)} 个数与此不同",
            cells=tuple(wrong),
            bodies=(own.name,),
        )
        return
    if levels.unsettled:
        return
    # Where the sum is known, H701 tells it.
    cells = report.form.cells.items()
    left = [id for id, cell in cells if id in report.figures and id not in sums and not _is_litigation(cell)]
    greater = [
        (member, more)
        for member in levels.members
        if (more := [id for id in left if member.figures.get(id, 0) > report.figures[id].value])
    ]
    if greater:
        yield _greater(report, greater)


def _greater(report: Report, greater: Sequence[tuple[Member, Sequence[str]]]) -> Defect:
    """One defect for all bodies below that exceed the whole, with the first as an example."""
    member, more = greater[0]
    shown = next((id for id in more if id == _NEW), more[0])
    names = tuple(member.name for member, _ in greater)
    count = f"有 {len(more)} 个数" if len(greater) == 1 else "的一些数"
    return Defect(
        f"下级{named(names)}{count}大于本级政府报告，例如{name_cell(report.form.cells[shown])}："
        f"{named(names[:1]) if len(names) > 1 else '下级'} {member.figures[shown]}，这里 {report.figures[shown].value}",
        cells=tuple(dict.fromkeys(id for _, cells in greater for id in cells)),
        origins=origins(report, [report.form.cells[shown]]),
        expected=member.figures[shown],
        actual=report.figures[shown].value,
        difference=report.figures[shown].value - member.figures[shown],
        bodies=names,
    )


# -- H713 ------------------------------------------------------------------------------------

_SUIT = "review.litigation_direct.total"


@rule(
    "H713",
    "行政诉讼多于下级之和",
    Severity.INFO,
    what="复议机关作共同被告的案件只由原行为主体计数，所以本级政府的行政诉讼不会多于本机关和各下级之和。",
    basis="国办公开办函〔2016〕201号",
    right=Example(
        "各下级共 5 件，本级政府 5 件",
        figures={_SUIT: 5},
        levels=Levels(members=(Member("甲局", {_SUIT: 5}),)),
    ),
    wrong=Example(
        "各下级共 5 件，本级政府 6 件",
        figures={_SUIT: 6},
        levels=Levels(members=(Member("甲局", {_SUIT: 5}),)),
    ),
)
def more_suits(subject: Subject) -> Iterator[Defect | MissingInput]:
    """A defect for each kind of lawsuits of which the government has more than all bodies below."""
    levels, report = facts(subject), subject.report
    if not levels.members or levels.missing or levels.unsettled:
        return
    sums = sums_of(report.form, levels.members)
    for one in explanations(subject, sums, levels):
        for entry in () if one.why or one.besides else one.table.entries:
            total = entry.total
            if total and _is_litigation(total) and one.figures.get(total.id, 0) > 0:
                actual = report.figures[total.id].value
                yield Defect(
                    f"{name_entry(entry)}：总计 {actual}，多于下级之和 {sums[total.id]}；"
                    "复议机关作共同被告的案件可能算了两次",
                    cells=(total.id,),
                    origins=origins(report, (total,)),
                    expected=sums[total.id],
                    actual=actual,
                    difference=actual - sums[total.id],
                )
