"""H701, H702, H707, H709, H713, H714: a government's report and those of the bodies directly below it."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ndbg.check.defect import Defect, Lacking, Severity
from ndbg.check.levels.model import Levels, Member, Number, named
from ndbg.check.levels.shifts import exchanged, shifted
from ndbg.check.rule import Example, rule
from ndbg.check.rules.figures import origins
from ndbg.check.subject import Subject
from ndbg.form import Cell, Entry, Form, Table
from ndbg.form.naming import name_cell, name_entry, name_table, quoted
from ndbg.report import Origin, Prose, Report
from ndbg.text.patterns import Pattern

Figures = Mapping[str, Number]
_NEW = "requests.new.total"
_LITIGATION = "行政诉讼"
_MOST_COLUMNS = 3
_SHORT = 3  # characters of a name that may be part of another word
_LEAST_LISTED = 3  # bodies with a number each that make a list in the prose


def _sums(form: Form, members: Sequence[Member]) -> dict[str, Number]:
    """The sums over all members of the figures that every one of them has."""
    return {
        id: sum((member.figures[id] for member in members), start=Decimal(0) if cell.decimal else 0)
        for id, cell in form.cells.items()
        if all(id in member.figures for member in members)
    }


# -- H701 ------------------------------------------------------------------------------------


class _Slip(NamedTuple):
    """A way to add a body wrongly: how it is told, and by how much it makes a sum too large, None where not known."""

    told: str
    too_much: Callable[[Member, str], Number | None]


def _last_years(at: int) -> Callable[[Member, str], Number | None]:
    """What last year's figures make of a sum: those of all that a body took over, or of one of them."""

    def too_much(member: Member, id: str) -> Number | None:
        years = (member.last or {}, *member.last_apart)
        last = years[at].get(id) if at < len(years) else None
        return None if last is None else last - member.figures[id]

    return too_much


_MOST_APART = 4  # bodies taken over by one that are tried each by itself
_SLIPS = (
    _Slip("漏加了", lambda member, cell: -member.figures[cell]),
    _Slip("重复加了", lambda member, cell: member.figures[cell]),
    *(_Slip("用了上年的数的是", _last_years(at)) for at in range(_MOST_APART + 1)),
)
_ADDED = _Slip("多加了", lambda member, cell: member.figures[cell])
_LEAST_ADDED = 3  # figures that must differ, so that one of many other bodies does not fit by chance


def _cells(table: Table) -> Iterator[Cell]:
    for block in table.blocks:
        yield from block.cells


class _Explained(NamedTuple):
    """A slip that explains the differences in a table, and the bodies of which each would."""

    told: str
    bodies: tuple[Member, ...]
    columns: str = ""


def _explanations(
    subject: Subject, sums: Figures, levels: Levels
) -> list[tuple[Table, Figures, _Explained | None]]:
    """The tables that differ, each with its differences and what explains them: one slip for all goes before others."""
    tables = list(_differences(subject, sums))
    every = {id: difference for _, differences in tables for id, difference in differences.items()}
    whole = _slipped(every, levels) if len(tables) > 1 else None
    return [
        (table, differences, whole or _explain(differences, levels, table)) for table, differences in tables
    ]


def _slipped(differences: Figures, levels: Levels) -> _Explained | None:
    """A slip with one body that makes just these differences."""
    # Where most differ tells soonest that a body is not the one.
    differences = dict(sorted(differences.items(), key=lambda item: not item[1]))
    for slip in _SLIPS:
        found = tuple(member for member in levels.members if _makes(slip, member, differences))
        if found:
            return _Explained(slip.told, found)
    if sum(map(bool, differences.values())) >= _LEAST_ADDED:
        added = tuple(other for other in levels.others if _makes(_ADDED, other, differences))
        if len(added) == 1:
            return _Explained(f"{_ADDED.told}{added[0].why_not}", added)
    return None


def _explain(differences: Figures, levels: Levels, table: Table) -> _Explained | None:
    """What one body explains of the differences in a table: all of them, or all of whole rows.

    `differences` has all figures of the table that are known, those that are right with 0.
    """
    members = levels.members
    if why := _slipped(differences, levels) or _shifted(differences, members, table):
        return why
    # In some rows only: there chance may have a hand, so that it must be one body alone.
    rows = {cell.row for cell in _cells(table) if differences.get(cell.id)}
    part = {
        cell.id: differences[cell.id] for cell in _cells(table) if cell.row in rows and cell.id in differences
    }
    for slip in _SLIPS:
        found = tuple(member for member in members if _makes(slip, member, part))
        if len(found) == 1:
            return _Explained(slip.told, found, "（只是这几行）" if len(rows) > 1 else "（只是这一行）")
    return None


def _makes(slip: _Slip, member: Member, differences: Figures) -> bool:
    """Whether a slip with a member makes just these differences, of which some are not 0."""
    return all(
        id in member.figures and slip.too_much(member, id) == wrong for id, wrong in differences.items()
    )


def _shifted(differences: Figures, members: Sequence[Member], table: Table) -> _Explained | None:
    """A body whose figures stand beside their places, in another column or row."""
    for member in members:
        if told := shifted(member, table, differences):
            return _Explained("串列、串行的是", (member,), f"（{told}）")
    swapped = [(member, told) for member in members if (told := exchanged(member, table, differences))]
    if len(swapped) == 1:
        return _Explained("串行的是", (swapped[0][0],), f"（{swapped[0][1]}）")
    return None


@rule(
    "H701",
    "上级与下级之和不符",
    Severity.WARNING,
    also=Severity.INFO,
    what=(
        "一级政府报告里的每一个数，等于本机关和各直接下级报告里的数之和；下级的报告已经包括它自己的下级。"
        "差数正好是某一个单位的数的，指出是漏加、重复加、用了上年数，还是串列。行政诉讼可以小于下级之和，只作提示。"
    ),
    basis="国办发〔2014〕32号：逐级汇总；国办公开办函〔2016〕201号：共同被告的只计原行为主体",
    right=Example(
        "办公室 3、甲县 9，本级政府报告 12",
        figures={_NEW: 12},
        levels=Levels(members=(Member("办公室", {_NEW: 3}, own=True), Member("甲县", {_NEW: 9}))),
    ),
    wrong=Example(
        "办公室 3、甲县 9、乙县 7，本级政府报告 12：漏加了乙县",
        figures={_NEW: 12},
        levels=Levels(
            members=(
                Member("办公室", {_NEW: 3}, own=True),
                Member("甲县", {_NEW: 9}),
                Member("乙县", {_NEW: 7}),
            )
        ),
    ),
)
def sum_of_below(subject: Subject) -> Iterator[Defect | Lacking]:
    """A defect for each slip that explains differences, and for each line whose difference nothing explains."""
    levels = subject.levels
    if levels is None or not levels.members:
        return
    if levels.missing:
        yield Lacking(what=f"{named(levels.missing)}的报告")
        return
    report, members = subject.report, levels.members
    sums = _sums(report.form, members)
    yield from _not_there(report.form, members)
    if _is_own_alone(subject, sums):
        return  # H707 tells of all of it
    explained: dict[tuple[str, tuple[str, ...], str], tuple[_Explained, list[str]]] = {}
    left: list[tuple[Table, Figures]] = []
    for table, differences, why in _explanations(subject, sums, levels):
        wrong = [id for id, difference in differences.items() if difference]
        if why is None:
            left.append((table, differences))
        else:
            key = (why.told, tuple(member.name for member in why.bodies), why.columns)
            explained.setdefault(key, (why, []))[1].extend(wrong)
    for why, cells in explained.values():
        yield _explained_defect(subject, sums, why, cells)
    for table, differences in left:
        yield from _unexplained(subject, sums, table, differences)


def _not_there(form: Form, members: Sequence[Member]) -> Iterator[Lacking]:
    for member in members:
        if short := sum(id not in member.figures for id in form.cells):
            yield Lacking(what=f"“{member.name}”报告里的 {short} 个数")


def _differences(subject: Subject, sums: Figures) -> Iterator[tuple[Table, Figures]]:
    """The tables in which the report differs from the sums: for each figure, what it is too much."""
    for table in subject.report.form.tables:
        differences = {
            cell.id: subject.report.figures[cell.id].value - sums[cell.id]
            for cell in _cells(table)
            if cell.id in subject.report.figures and cell.id in sums
        }
        if any(differences.values()):
            yield table, differences


def _explained_defect(subject: Subject, sums: Figures, why: _Explained, cells: Sequence[str]) -> Defect:
    form = subject.report.form
    shown = next((id for id in cells if id == _NEW), cells[0])
    names = tuple(member.name for member in why.bodies)
    who = named(names) if len(names) == 1 else f"{named(names)}中的一个（它们的数相同）"
    own = "本机关" if len(why.bodies) == 1 and why.bodies[0].own else ""
    where = "、".join(dict.fromkeys(name_table(form.table(form.cells[id].table)) for id in cells))
    actual = subject.report.figures[shown].value
    return Defect(
        f"{where}有 {len(cells)} 个数与下级之和不符，差数都对得上一个单位：{why.told}{own}{who}{why.columns}；"
        f"例如{name_cell(form.cells[shown])}，下级之和是 {sums[shown]}，这里是 {actual}，相差 {abs(actual - sums[shown])}",
        cells=tuple(cells),
        origins=origins(subject.report, [form.cells[id] for id in cells[:1]]),
        expected=sums[shown],
        actual=actual,
        difference=actual - sums[shown],
        bodies=names,
    )


def _is_litigation(cell: Cell) -> bool:
    return _LITIGATION in cell.column.label.under


def _unexplained(subject: Subject, sums: Figures, table: Table, differences: Figures) -> Iterator[Defect]:
    """A defect for each line of the form that differs."""
    for entry in table.entries:
        wrong = [cell for cell in entry.cells if differences.get(cell.id)]
        # More law suits than those below have is told of by H713.
        if wrong and all(_is_litigation(cell) for cell in wrong):
            if any(differences[cell.id] > 0 for cell in wrong):
                continue
            yield _line(subject, sums, entry, wrong)._replace(severity=Severity.INFO)
        elif wrong:
            yield _line(subject, sums, entry, wrong)


def _line(subject: Subject, sums: Figures, entry: Entry, wrong: Sequence[Cell]) -> Defect:
    told = [
        f"{quoted(cell.column.label.text)}下级之和是 {sums[cell.id]}，这里是 {subject.report.figures[cell.id].value}，"
        f"相差 {abs(subject.report.figures[cell.id].value - sums[cell.id])}"
        for cell in [*reversed(wrong)][:_MOST_COLUMNS]
    ]
    more = f"；另外还有 {len(wrong) - _MOST_COLUMNS} 列" if len(wrong) > _MOST_COLUMNS else ""
    last = wrong[-1].id
    actual = subject.report.figures[last].value
    return Defect(
        f"{name_entry(entry)}：{'；'.join(told)}{more}",
        cells=tuple(cell.id for cell in wrong),
        origins=origins(subject.report, wrong[:1]),
        expected=sums[last],
        actual=actual,
        difference=actual - sums[last],
    )


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
def missing_below(subject: Subject) -> Iterator[Defect | Lacking]:
    """One defect that names all who are missing."""
    if subject.levels and (missing := subject.levels.missing):
        yield Defect(f"下级缺报 {len(missing)} 家：{named(missing, 10)}", bodies=missing)


# -- H707 ------------------------------------------------------------------------------------


_FEW = 10  # times as many figures must be short of the sums as are not the office's own


def _is_own_alone(subject: Subject, sums: Figures) -> bool:
    """Whether a government's report has just the figures of its own office, but for a few, though others have some too."""
    levels = subject.levels
    own = next((member for member in levels.members if member.own), None) if levels else None
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
        levels=Levels(members=(Member("办公室", {_NEW: 3}, own=True), Member("甲县", {_NEW: 9}))),
    ),
    wrong=Example(
        "办公室 3、甲县 9，本级政府报告也是 3",
        figures={_NEW: 3},
        levels=Levels(members=(Member("办公室", {_NEW: 3}, own=True), Member("甲县", {_NEW: 9}))),
    ),
)
def own_office_alone(subject: Subject) -> Iterator[Defect | Lacking]:
    """A defect where the report is the office's own, or for each body below that has more than the whole."""
    levels = subject.levels
    if levels is None or not levels.members:
        return
    report = subject.report
    sums = _sums(report.form, levels.members)
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
    told = {
        tuple(member.name for member in why.bodies)
        for _, _, why in _explanations(subject, sums, levels)
        if why
    }
    greater: list[tuple[Member, list[str]]] = []
    for member in levels.members:
        more = [
            id
            for id, value in member.figures.items()
            if id in report.figures
            and value > report.figures[id].value
            and not _is_litigation(report.form.cells[id])
        ]
        if more and (member.name,) not in told:
            greater.append((member, more))
    if greater:
        yield _greater(report, greater)


def _greater(report: Report, greater: Sequence[tuple[Member, Sequence[str]]]) -> Defect:
    """One defect for all bodies below that have more than the whole, with the first as an example."""
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


# -- H709 ------------------------------------------------------------------------------------

_IN, _OUT = "requests.carried_in.total", "requests.carried_out.total"


@rule(
    "H709",
    "各单位上年结转之和与上年不符",
    Severity.WARNING,
    what="各直接下级本年“上年结转”之和，等于它们上年报告“结转下年度继续办理”之和；机构改革后由承接的单位接着算。",
    basis="国办公开办函〔2021〕30号，第三部分表式第二、四项",
    right=Example(
        "上年结转下年度 2 件的甲局，本年上年结转 2",
        levels=Levels(
            members=(Member("甲局", {_IN: 2}, {_OUT: 2}),), last_members=(Member("甲局", {_OUT: 2}),)
        ),
    ),
    wrong=Example(
        "上年结转下年度 2 件的甲局，本年上年结转填了 1",
        levels=Levels(
            members=(Member("甲局", {_IN: 1}, {_OUT: 2}),), last_members=(Member("甲局", {_OUT: 2}),)
        ),
    ),
)
def carried_over_below(subject: Subject) -> Iterator[Defect | Lacking]:
    """One defect for all columns in which the sums differ, naming the bodies in which."""
    levels = subject.levels
    if levels is None or not levels.members:
        return
    if not levels.last_members:
        yield Lacking(what="各下级上年的报告")
        return
    carried = {now: last for table in subject.report.form.tables for now, last in table.carried.items()}
    wrong: list[str] = []
    for now, last in carried.items():
        if all(now in m.figures for m in levels.members) and all(
            last in m.figures for m in levels.last_members
        ):
            after = sum(member.figures[now] for member in levels.members)
            if after != sum(member.figures[last] for member in levels.last_members):
                wrong.append(now)
    if not wrong:
        return
    shown = wrong[-1]
    before, after = (
        sum(member.figures[id] for member in members)
        for id, members in ((carried[shown], levels.last_members), (shown, levels.members))
    )
    bodies = tuple(dict.fromkeys(_torn(levels, {id: carried[id] for id in wrong})))
    column = quoted(subject.report.form.cells[shown].column.label.text)
    yield Defect(
        f"各下级“上年结转”{column}之和是 {after}，它们上年报告“结转下年度”之和是 {before}，相差 {abs(after - before)}"
        + (f"；对不上的是{named(bodies, 5)}" if bodies else ""),
        cells=tuple(wrong),
        expected=before,
        actual=after,
        difference=after - before,
        bodies=bodies,
    )


def _torn(levels: Levels, carried: Mapping[str, str]) -> Iterator[str]:
    """The bodies that did not take over what they, or those before them, had left; and those that are gone."""
    for member in levels.members:
        for now, last in carried.items():
            if member.figures[now] != (member.last or {}).get(last, 0):
                yield member.name
    there = {name for member in levels.members for name in (member.name, *member.took_over)}
    for member in levels.last_members:
        if member.name not in there and any(member.figures[last] for last in carried.values()):
            yield member.name


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
def more_suits(subject: Subject) -> Iterator[Defect | Lacking]:
    """A defect for each kind of law suits of which the government has more than all below it."""
    levels = subject.levels
    if levels is None or not levels.members or levels.missing:
        return
    report = subject.report
    sums = _sums(report.form, levels.members)
    for table, differences, why in _explanations(subject, sums, levels):
        if why:
            continue
        for entry in table.entries:
            total = entry.total
            if total and _is_litigation(total) and differences.get(total.id, 0) > 0:
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


# -- H714 ------------------------------------------------------------------------------------

_SENTENCE = Pattern(r"[^。！？\n]+")  # a list may have its places parted by ；
# The sums that a list of places may count: what came in, with what came over, what was done, what is left.
_MEASURES = (
    ("本年新收", ("requests.new.total",)),
    ("本年新收加上年结转", ("requests.new.total", "requests.carried_in.total")),
    ("办理结果总计", ("requests.results_total.total",)),
    ("结转下年度", ("requests.carried_out.total",)),
)


@rule(
    "H714",
    "正文分列的各地数与各地报告不符",
    Severity.WARNING,
    what="正文里逐一列出的各地申请件数，和各地报告里的数一致；三个以上单位连着列出、且多数对得上时才看。",
    basis="国办公开办函〔2021〕30号：内容准确",
    right=Example(
        "甲县 9 件、乙县 7 件、丙县 5 件，和各县报告一致",
        prose={"一": "全市申请中，甲县9件、乙县7件、丙县5件。"},
        levels=Levels(
            members=tuple(Member(n, {_NEW: v}) for n, v in (("甲县", 9), ("乙县", 7), ("丙县", 5)))
        ),
    ),
    wrong=Example(
        "正文写丙县 6 件，丙县的报告是 5 件",
        prose={"一": "全市申请中，甲县9件、乙县7件、丙县6件。"},
        levels=Levels(
            members=tuple(Member(n, {_NEW: v}) for n, v in (("甲县", 9), ("乙县", 7), ("丙县", 5)))
        ),
    ),
)
def places_listed(subject: Subject) -> Iterator[Defect | Lacking]:
    """A defect for each body in a list of the prose whose number is not that of its report."""
    levels = subject.levels
    if levels is None or len(levels.members) < _LEAST_LISTED:
        return
    called = _called(levels.members)
    for index, line in enumerate(subject.report.prose.get("一", Prose()).text.split("\n")):
        for sentence in _SENTENCE.finditer(line):
            yield from _list_defects(sentence[0], called, Origin(section="一", paragraph=index))


def _short_names(name: str) -> set[str]:
    """What a place is called in a list: with 人民政府 behind it or not, with the city before it or not."""
    plain = name.removesuffix("人民政府")
    names = {name, plain}
    at = plain.find("市")
    if 0 < at < len(plain) - 1:
        names.add(plain[at + 1 :])
    return names


def _called(members: Sequence[Member]) -> dict[str, Member]:
    """The bodies by what a list may call them: a county also by its name without 县, if no other has that."""
    called = {name: member for member in members for name in _short_names(member.name)}
    stems = Counter(name[:-1] for name in called if _REGION.fullmatch(name))
    for name, member in [*called.items()]:
        stem = name[:-1]
        if stems.get(stem) == 1 and stem not in called:
            called[stem] = member
    return called


_REGION = Pattern(r".{2,}[县市区旗]")
_KINDS = "县市区旗州盟镇乡道府"  # what the names of places end in
_COUNT = r"(\d{1,6})[件宗份]"


def _counts(sentence: str, called: Mapping[str, Member]) -> Iterator[tuple[str, int]]:
    """The names in a sentence that a number of applications is given for: 甲县9件, 9件来自甲县, 甲县、乙县分别9件、7件."""
    # A short name must stand free, for it may be part of another word.
    name = "|".join(
        re.escape(one) if one[-1] in _KINDS or len(one) > _SHORT else rf"(?<![^\W\d]){re.escape(one)}"
        for one in sorted(called, key=len, reverse=True)
    )
    counted = rf"({name})(?:的|共)?(?:收到|受理|新收|办理|接收)?(?:申请)?[（(]?{_COUNT}|{_COUNT}(?:申请)?来自({name})"
    for found in re.finditer(counted, sentence):
        yield found[1] or found[4], int(found[2] or found[3])
    each = rf"((?:{name})(?:[、和及](?:{name}))+)分别(?:为|是)?[^\d，。；、]{{0,12}}({_COUNT}(?:[、和，]{_COUNT})+)"
    for found in re.finditer(each, sentence):
        names, numbers = re.findall(name, found[1]), re.findall(_COUNT, found[2])
        if len(names) == len(numbers):
            yield from zip(names, map(int, numbers), strict=True)


def _list_defects(sentence: str, called: Mapping[str, Member], origin: Origin) -> Iterator[Defect]:
    listed: list[tuple[Member, int]] = []
    for name, stated in _counts(sentence, called):
        if all(other is not called[name] for other, _ in listed):
            listed.append((called[name], stated))
    if len(listed) < _LEAST_LISTED:
        return
    fits: list[tuple[int, str, dict[str, Number]]] = []
    for told, cells in _MEASURES:
        values = {
            m.name: sum(m.figures[c] for c in cells) for m, _ in listed if all(c in m.figures for c in cells)
        }
        fits.append((sum(values.get(m.name) == stated for m, stated in listed), told, values))
    most, told, values = max(fits, key=lambda fit: fit[0])
    if 2 * most < len(listed):
        return  # the list counts something else
    for member, stated in listed:
        if member.name in values and values[member.name] != stated:
            yield Defect(
                f"正文说“{member.name}”{stated}件，它的报告里{told}是 {values[member.name]} 件，相差 {abs(stated - values[member.name])}",
                cells=("requests.new.total",),
                origins=(origin,),
                expected=values[member.name],
                actual=stated,
                difference=stated - values[member.name],
                bodies=(member.name,),
            )
