"""H709: the applications that the bodies directly below a government carried over from last year."""

from collections.abc import Iterator, Mapping

from ndbg.check.defect import Defect, MissingInput, Severity
from ndbg.check.levels.model import Levels, Member, facts, named
from ndbg.check.rule import Example, rule
from ndbg.check.subject import Subject
from ndbg.form.naming import quoted

_IN, _OUT = "requests.carried_in.total", "requests.carried_out.total"


@rule(
    "H709",
    "各单位上年结转之和与上年不符",
    Severity.WARNING,
    also=Severity.INFO,
    what="各直接下级本年“上年结转”之和，等于它们上年报告“结转下年度继续办理”之和；机构改革后由承接的单位接着算。下级的数自己核对出问题的，只作提示。",
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
def carried_over_below(subject: Subject) -> Iterator[Defect | MissingInput]:
    """One defect for all columns in which the sums differ, naming the bodies that cause it; a hint where one is to mend it."""
    levels = facts(subject)
    if not levels.members:
        return
    if levels.missing or not levels.last_members:
        yield MissingInput(what=f"{named(levels.missing)}的报告" if levels.missing else "各下级上年的报告")
        return
    carried = {now: last for table in subject.report.form.tables for now, last in table.carried.items()}
    sums = {}  # before and after, where every body has the figure
    for now, last in carried.items():
        sides = ((levels.last_members, last), (levels.members, now))
        if all(id in member.every for members, id in sides for member in members):
            sums[now] = tuple(sum(member.every[id] for member in members) for members, id in sides)
    wrong = [now for now, (before, after) in sums.items() if before != after]
    if not wrong:
        return
    shown = wrong[-1]
    before, after = sums[shown]
    bodies = tuple(dict.fromkeys(_torn(levels, {id: carried[id] for id in wrong})))
    doubtful = levels.unsettled or any(id in member.doubtful for member in levels.members for id in wrong)
    column = quoted(subject.report.form.cells[shown].column.label.text)
    yield Defect(
        f"各下级“上年结转”{column}之和是 {after}，它们上年报告“结转下年度”之和是 {before}，相差 {abs(after - before)}"
        + (f"；对不上的是{named(bodies, 5)}" if bodies else ""),
        severity=Severity.INFO if doubtful else None,
        cells=tuple(wrong),
        expected=before,
        actual=after,
        difference=after - before,
        bodies=bodies,
    )


def _torn(levels: Levels, carried: Mapping[str, str]) -> Iterator[str]:
    """The bodies whose 上年结转 is not what they, or their predecessors, had left; and the bodies that are gone."""
    for member in levels.members:
        for now, last in carried.items():
            if member.every[now] != (member.last or {}).get(last, 0):
                yield member.name
    there = {name for member in levels.members for name in (member.name, *member.took_over)}
    for member in levels.last_members:
        if member.name not in there and any(member.figures[last] for last in carried.values()):
            yield member.name
