"""A government's report beside those below it: a slip in one body is named, and a right tree has nothing to tell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from ndbg.check import Finding, Severity, check
from ndbg.check.catalogue import chosen
from ndbg.check.levels.model import LAST_YEAR, Levels, Member
from ndbg.report import Figure, Prose, Report
from tests.levels.city import OFFICE, TOP, City, city, total
from tests.official import FORM_2021

Figures = Mapping[str, int | Decimal]
SUMS = chosen(["H701", "H702", "H707", "H709", "H713"])


def figures_of(report: Report) -> dict[str, int | Decimal]:
    return {id: figure.value for id, figure in report.figures.items()}


@cache
def a_city() -> City:
    return city(120)


def levels(found: City, name: str = TOP) -> Levels:
    members = tuple(
        Member(
            child,
            figures_of(found.now[child]),
            figures_of(found.last[child]),
            own=child.endswith("人民政府办公室"),
        )
        for child in found.below[name]
    )
    last = tuple(Member(member.name, member.last or {}) for member in members)
    return Levels(members=members, last_members=last)


def findings(figures: Figures, known: Levels, name: str = TOP) -> list[Finding]:
    report = replace(a_city().now[name], figures={id: Figure(value) for id, value in figures.items()})
    return list(check(report, None, rules=SUMS, levels=known).findings)


def right(known: Levels) -> dict[str, int | Decimal]:
    """The sums over those below."""
    return total([member.figures for member in known.members])


def changing(known: Levels, body: Member, **changes: Any) -> Levels:
    """The same with one of the bodies below changed."""
    members = (m._replace(**changes) if m is body else m for m in known.members)
    return known._replace(members=tuple(members))


def _without(parts: list[Member], at: int) -> Figures:
    return total([part.figures for index, part in enumerate(parts) if index != at])


def _twice(parts: list[Member], at: int) -> Figures:
    return total([*(part.figures for part in parts), parts[at].figures])


def _last_years(parts: list[Member], at: int) -> Figures:
    return total([(part.last or {}) if index == at else part.figures for index, part in enumerate(parts)])


def _replaced(change: Callable[[Figures], Figures]) -> Callable[[list[Member], int], Figures]:
    def slip(parts: list[Member], at: int) -> Figures:
        return total(
            [change(part.figures) if index == at else part.figures for index, part in enumerate(parts)]
        )

    return slip


BLOCK = FORM_2021.table("requests").blocks[0]
COLUMNS = [column for column in BLOCK.columns if not column.sum]


def _columns_right(figures: Figures) -> Figures:
    found = dict(figures)
    for row in BLOCK.rows:
        values = [figures[BLOCK.cell(row, column).id] for column in COLUMNS]
        for column, value in zip(COLUMNS, [0, *values[:-1]], strict=True):
            found[BLOCK.cell(row, column).id] = value
    return found


def _columns_exchanged(figures: Figures) -> Figures:
    found = dict(figures)
    for row in BLOCK.rows:
        left, right = (BLOCK.cell(row, column).id for column in COLUMNS[:2])
        found[left], found[right] = figures[right], figures[left]
    return found


def _rows_down(figures: Figures) -> Figures:
    found = dict(figures)
    for column in BLOCK.columns:
        values = [figures[BLOCK.cell(row, column).id] for row in BLOCK.rows]
        for row, value in zip(BLOCK.rows, [0, *values[:-1]], strict=True):
            found[BLOCK.cell(row, column).id] = value
    return found


def _rows_exchanged(figures: Figures) -> Figures:
    found = dict(figures)
    for column in BLOCK.columns:
        upper, lower = (BLOCK.cell(row, column).id for row in (BLOCK.rows[0], BLOCK.rows[2]))
        found[upper], found[lower] = figures[lower], figures[upper]
    return found


SLIPS: dict[str, tuple[Callable[[list[Member], int], Figures], str]] = {
    "left out": (_without, "漏加了"),
    "added twice": (_twice, "重复加了"),
    "last year's figures": (_last_years, "用的是上年的数"),
    "columns one to the right": (_replaced(_columns_right), "串列"),
    "two columns exchanged": (_replaced(_columns_exchanged), "串列"),
    "rows one down": (_replaced(_rows_down), "串行"),
    "two rows exchanged": (_replaced(_rows_exchanged), "两行对调"),
}


def test_a_right_tree_has_nothing_to_tell() -> None:
    found = a_city()
    for name in found.below:
        if name:
            assert findings(figures_of(found.now[name]), levels(found, name), name) == []


@pytest.mark.parametrize("slip", SLIPS)
def test_the_body_that_explains_a_difference_is_named_every_time(slip: str) -> None:
    found = a_city()
    make, word = SLIPS[slip]
    for name in (TOP, "青山区人民政府"):
        known = levels(found, name)
        for at, member in enumerate(known.members):
            told = findings(make(list(known.members), at), known, name)
            assert {f.code for f in told} <= {"H701", "H707"}
            (sums,) = (f for f in told if f.code == "H701")
            assert sums.defect.bodies == (member.name,)
            assert word in sums.defect.message
            assert f"“{member.name}”" in sums.defect.message


def _added(parts: list[Member], counts: Mapping[int, int]) -> Figures:
    """The sum in which the parts of some places are added as many times as told."""
    return total([part.figures for at, part in enumerate(parts) for _ in range(counts.get(at, 1))])


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({2: 0, 5: 0}, "差数都对得上两个单位：漏加了“{2}”，漏加了“{5}”"),
        ({2: 0, 5: 2}, "差数都对得上两个单位：漏加了“{2}”，重复加了“{5}”"),
        ({2: 2, 5: 2}, "差数都对得上两个单位：重复加了“{2}”，重复加了“{5}”"),
        ({0: 0, 5: 0}, "差数都对得上两个单位：漏加了本机关“{0}”，漏加了“{5}”"),
    ],
)
def test_two_bodies_that_explain_a_difference_together_are_named(counts: dict[int, int], told: str) -> None:
    known = levels(a_city())
    (sums,) = findings(_added(list(known.members), counts), known)
    names = [member.name for member in known.members]
    assert told.format(*names) in sums.defect.message
    assert sums.defect.bodies == tuple(names[at] for at in counts)


def test_three_bodies_are_not_guessed() -> None:
    known = levels(a_city())
    told = findings(_added(list(known.members), {2: 0, 4: 0, 5: 0}), known)
    assert told
    assert all(f.defect.bodies == () for f in told if f.code == "H701")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_columns_right, "各列右移了一列"),
        (_columns_exchanged, "“自然人”和“商业企业”两列对调"),
        (_rows_down, "各行下移了一行"),
        (_rows_exchanged, "两行对调"),
    ],
)
def test_sums_in_the_wrong_rows_or_columns_are_told_so_and_nobody_is_blamed(
    change: Callable[[Figures], Figures], told: str
) -> None:
    known = levels(a_city())
    (found,) = findings(change(right(known)), known)
    assert (found.code, found.defect.bodies) == ("H701", ())
    assert "下级之和加得对，位置填错了：" in found.defect.message
    assert told in found.defect.message


def test_of_bodies_with_equal_rows_all_are_named_or_none() -> None:
    known = levels(a_city())
    cells = [id for id in known.members[0].figures if id.startswith("requests.granted.")]
    row = {id: 90 if id.endswith((".natural_person", ".total")) else 0 for id in cells}
    for at in (2, 5):
        body = known.members[at]
        known = changing(known, body, figures={**body.figures, **row})
    twice = right(known)
    twice |= {id: twice[id] + value for id, value in row.items()}
    (found,) = findings(twice, known)
    names = tuple(known.members[at].name for at in (2, 5))
    assert found.defect.bodies == names
    assert f"重复加了“{names[0]}”、“{names[1]}”中的一个（它们的数相同）（只是这一行）" in found.defect.message
    # Of a third, last year's figures make the same difference.
    third = known.members[7]
    last = {**(third.last or {}), **{id: third.figures[id] + row[id] for id in cells}}
    (found,) = findings(twice, changing(known, third, last=last))
    assert found.defect.bodies == ()


def test_a_small_difference_in_a_row_names_nobody_who_happens_to_have_it() -> None:
    known = levels(a_city())
    cells = ("requests.granted.enterprise", "requests.granted.total")
    sums = right(known)
    (found,) = findings({**sums, **{id: sums[id] + 1 for id in cells}}, known)
    assert found.defect.bodies == ()


def test_the_own_office_left_out_is_called_so() -> None:
    known = levels(a_city())
    at = next(index for index, member in enumerate(known.members) if member.own)
    (found,) = (f for f in findings(_without(list(known.members), at), known) if f.code == "H701")
    assert f"漏加了本机关“{OFFICE}”" in found.defect.message


def test_a_report_of_the_office_alone_is_told_once() -> None:
    known = levels(a_city())
    own = next(member for member in known.members if member.own)
    (found,) = findings(own.figures, known)
    assert (found.code, found.defect.bodies) == ("H707", (OFFICE,))


def test_a_report_of_the_office_with_a_figure_changed_is_told_once() -> None:
    known = levels(a_city())
    own = next(member for member in known.members if member.own)
    cell = "disclosure.rules.issued"
    (found,) = findings({**own.figures, cell: own.figures[cell] + 1}, known)
    assert (found.code, found.defect.bodies) == ("H707", (OFFICE,))
    assert "只有 1 个不同" in found.defect.message


@pytest.mark.parametrize("why", ["不计入汇总的", "已经算在“青山区人民政府”里的", "“青山区人民政府”下面的"])
def test_a_body_that_is_no_part_of_the_sum_but_was_added_is_named(why: str) -> None:
    found = a_city()
    known = levels(found)
    others = tuple(
        Member(name, figures_of(found.now[name]), why_not=why) for name in found.below["青山区人民政府"]
    )
    for other in others:
        figures = total([*(member.figures for member in known.members), other.figures])
        (sums,) = findings(figures, known._replace(others=others))
        assert sums.defect.bodies == (other.name,)
        assert f"多加了{why}“{other.name}”" in sums.defect.message


def test_a_body_left_out_within_the_one_that_counts_it_is_named_with_both() -> None:
    found, county = a_city(), "青山区人民政府"
    known = levels(found)
    other = Member(
        found.below[county][1], figures_of(found.now[found.below[county][1]]), why_not="…", inside=county
    )
    parts = total([member.figures for member in known.members])
    figures = {id: value - other.figures[id] for id, value in parts.items()}
    (sums,) = findings(figures, known._replace(others=(other,)))
    assert f"“{county}”的数里漏加了它下面的“{other.name}”" in sums.defect.message


def test_of_two_bodies_that_explain_a_difference_equally_both_are_named() -> None:
    known = levels(a_city())
    twice = known.members[2]
    other = Member("云州市税务局", twice.figures, why_not="不计入汇总的")
    (sums,) = findings(_added(list(known.members), {2: 2}), known._replace(others=(other,)))
    assert f"重复加了“{twice.name}”，或者多加了不计入汇总的“{other.name}”" in sums.defect.message
    assert sums.defect.bodies == (twice.name, other.name)


def test_last_years_figures_of_one_and_another_left_out_are_told_together() -> None:
    known = levels(a_city())
    left_out, old = known.members[1], known.members[3]
    figures = total([(m.last or {}) if m is old else m.figures for m in known.members if m is not left_out])
    (sums,) = (f for f in findings(figures, known) if f.code == "H701")
    assert f"漏加了“{left_out.name}”，“{old.name}”用的是上年的数" in sums.defect.message


def test_what_is_open_of_one_body_does_not_hide_what_a_slip_explains_wholly() -> None:
    known = levels(a_city())
    wrong, open_one = known.members[1], known.members[2]
    cell = "requests.new.total"
    sure = {id: value for id, value in open_one.figures.items() if id != cell}
    doubtful = open_one._replace(figures=sure, doubtful={cell: open_one.figures[cell]})
    members = tuple(doubtful if m is open_one else m for m in known.members)
    moved = _columns_right(dict(wrong.figures))
    figures = total([moved if m is wrong else m.figures for m in known.members])
    (sums,) = (f for f in findings(figures, known._replace(members=members)) if f.code == "H701")
    assert f"“{wrong.name}”串列、串行" in sums.defect.message
    assert (sums.severity, sums.defect.bodies) == (Severity.WARNING, (wrong.name,))


def _largest(found: City, known: Levels) -> Member:
    return max(known.members[1:], key=lambda member: sum(map(bool, member.figures.values())))


@pytest.mark.parametrize("apart", [1, 3])
def test_a_few_other_figures_that_are_wrong_do_not_hide_the_body_left_out(apart: int) -> None:
    known = levels(a_city())
    left_out = _largest(a_city(), known)
    figures = dict(total([member.figures for member in known.members if member is not left_out]))
    rows = ("licences", "penalties", "coercive_measures")[:apart]
    mistyped = [f"disclosure.{row}.decisions" for row in rows]
    for cell in mistyped:
        figures[cell] -= 7
    first, *others = findings(figures, known)
    assert first.defect.bodies == (left_out.name,)
    assert f"漏加了“{left_out.name}”" in first.defect.message
    assert not {*first.defect.cells} & {*mistyped}
    assert [one.defect.cells for one in others] == [(cell,) for cell in mistyped]
    assert all(f"除了“{left_out.name}”的差数，" in one.defect.message for one in others)
    assert all("还少 7" in one.defect.message for one in others)


def test_where_too_much_else_is_wrong_nobody_is_said_to_be_left_out() -> None:
    known = levels(a_city())
    left_out = _largest(a_city(), known)
    sums = total([member.figures for member in known.members if member is not left_out])
    figures = {id: value + (7 if at % 3 == 0 else 0) for at, (id, value) in enumerate(sums.items())}
    found = findings(figures, known)
    assert found
    assert all("漏加" not in one.defect.message for one in found)


@pytest.mark.parametrize("used", [0, 1, 2])
def test_last_years_figures_of_a_body_that_took_over_another_are_known_together_or_apart(used: int) -> None:
    known = levels(a_city())
    first, second = (known.members[at].last or {} for at in (1, 2))
    years = (total([first, second]), first, second)
    taker = known.members[1]._replace(last=years[0], instead=tuple((LAST_YEAR, one) for one in years[1:]))
    members = (known.members[0], taker, *known.members[3:])
    figures = total([years[used] if member is taker else member.figures for member in members])
    told = [f for f in findings(figures, known._replace(members=members)) if f.code == "H701"]
    assert [f.defect.bodies for f in told] == [(taker.name,)]
    assert "用的是上年的数" in told[0].defect.message


def test_one_slip_that_explains_all_tables_goes_before_one_that_explains_each() -> None:
    """Who had no law suits last year was not left out of that table, but taken with last year's figures in all."""
    known = levels(a_city())
    body = known.members[2]
    last = {id: value * 0 if id.startswith("review.") else value for id, value in (body.last or {}).items()}
    figures = total([last if m is body else m.figures for m in known.members])
    told = [f for f in findings(figures, changing(known, body, last=last)) if f.code == "H701"]
    assert [f.defect.bodies for f in told] == [(body.name,)]
    assert "用的是上年的数" in told[0].defect.message


def test_bodies_that_went_to_another_are_not_said_to_have_lost_what_they_left() -> None:
    known = levels(a_city())
    gone, heir, wrong = known.members[1:4]
    cells = ("requests.carried_in.natural_person", "requests.carried_in.total")
    into = {now: heir.figures[now] + gone.figures[now] for t in FORM_2021.tables for now in t.carried}
    taker = heir._replace(
        figures={**heir.figures, **into},
        last=total([heir.last or {}, gone.last or {}]),
        took_over=(gone.name,),
    )
    torn = wrong._replace(figures={**wrong.figures, **{c: wrong.figures[c] + 2 for c in cells}})
    members = (known.members[0], taker, torn, *known.members[4:])
    known = known._replace(members=members)
    told = [f for f in findings(right(known), known) if f.code == "H709"]
    assert [f.defect.bodies for f in told] == [(wrong.name,)]


def test_a_difference_that_nobody_explains_is_told_line_by_line() -> None:
    known = levels(a_city())
    figures = right(known)
    wrong = {id: figures[id] + 1000 for id in ("requests.granted.enterprise", "requests.granted.total")}
    (found,) = findings({**figures, **wrong}, known)
    assert found.defect.bodies == ()
    assert set(found.defect.cells) == set(wrong)
    assert found.defect.difference == 1000
    assert "“（一）予以公开”：“总计”下级之和是" in found.defect.message


def test_a_figure_that_a_body_lacks_is_not_taken_for_nothing() -> None:
    known = levels(a_city())
    first = known.members[1]
    short = {id: value for id, value in first.figures.items() if id != "requests.granted.total"}
    report = replace(a_city().now[TOP], figures={id: Figure(value) for id, value in right(known).items()})
    result = check(report, None, rules=chosen(["H701"]), levels=changing(known, first, figures=short))
    assert result.findings == ()
    assert [u.lacks for u in result.unevaluated] == [(f"“{first.name}”报告里的 1 个数",)]


def test_with_a_body_missing_the_sum_is_not_looked_at() -> None:
    known = levels(a_city())
    gone = known.members[-1]
    known = known._replace(members=known.members[:-1], missing=(gone.name,))
    told = findings(figures_of(a_city().now[TOP]), known)
    assert [f.code for f in told] == ["H702"]


def test_what_came_over_is_held_against_what_was_left_and_the_body_is_named() -> None:
    known = levels(a_city())
    third = known.members[3]
    cells = ("requests.carried_in.natural_person", "requests.carried_in.total")
    more = {cell: third.figures[cell] + 2 for cell in cells}
    known = changing(known, third, figures={**third.figures, **more})
    (found,) = findings(right(known), known)
    assert (found.code, found.defect.bodies, found.defect.difference) == ("H709", (third.name,), 2)


def test_more_law_suits_than_those_below_have_is_a_hint() -> None:
    known = levels(a_city())
    figures = right(known)
    cells = ("review.litigation_direct.upheld", "review.litigation_direct.total")
    (found,) = findings({**figures, **{c: figures[c] + 1 for c in cells}}, known)
    assert (found.code, found.severity.value) == ("H713", "info")


def listed(text: str, counts: Mapping[str, tuple[int, ...]]) -> Sequence[Finding]:
    """What is found in a list of places, by what each received anew, and had carried in."""
    cells = ("requests.new.total", "requests.carried_in.total")
    members = tuple(Member(name, dict(zip(cells, count, strict=False))) for name, count in counts.items())
    report = replace(a_city().now[TOP], prose={"一": Prose(text, text)})
    return check(report, None, rules=chosen(["H714"]), levels=Levels(members=members)).findings


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("其中：甲县9件、乙县7件、丙县5件。", []),
        ("其中：甲县9件、乙县7件、丙县6件。", ["丙县"]),
        ("甲县受理11件、乙县受理8件、丙县受理6件。", []),  # with what came over
        ("包括甲县9件；乙县7件；丙县6件。", ["丙县"]),
        ("甲县9件，占比43%；乙县7件，占比33%；丙县6件。", ["丙县"]),
        ("甲县、乙县、丙县分别新收申请9件、7件、6件。", ["丙县"]),
        ("甲县、乙县和丙县分别新收申请9件、7件和5件。", []),
        ("按地区分，9件来自甲县、7件来自乙县、6件来自丙县。", ["丙县"]),
        ("甲县、乙县、丙县分别举办培训9次、7次、6次。", []),
        ("2023年，甲县、乙县、丙县分别新收申请3件、4件、6件。", []),
        ("甲县举办培训3次，乙县1件、丙县40件。", []),
        ("甲县30件、乙县40件、丙县50件政策文件。", []),
    ],
)
def test_places_listed_in_the_prose_are_held_against_their_reports(text: str, told: list[str]) -> None:
    counts = {"甲县": (9, 2), "乙县": (7, 1), "丙县": (5, 1)}
    found = listed(text, {f"{name}人民政府": count for name, count in counts.items()})
    assert [f.defect.bodies[0].removesuffix("人民政府") for f in found] == told
    assert all(f.place == "“一、总体情况”第1段" for f in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("其中县水利局9件、县财政局8件、柳树镇5件。", ["甲县财政局"]),
        ("水利局9件、财政局8件、柳树镇5件。", ["甲县财政局"]),
        ("其中乙县水利局3件、县水利局9件、县财政局8件、柳树镇5件。", ["甲县财政局"]),
        ("水利局9件、教育局4件、财政局7件、柳树镇5件。", []),  # of which county is not known
    ],
)
def test_departments_may_be_listed_without_the_name_of_their_county(text: str, told: list[str]) -> None:
    county = {"甲县水利局": (9,), "甲县财政局": (7,), "甲县柳树镇人民政府": (5,), "甲县教育局": (6,)}
    found = listed(text, {**county, "乙县教育局": (4,)})
    assert [f.defect.bodies[0] for f in found] == told


def test_places_may_be_listed_without_the_word_for_what_they_are() -> None:
    counts = {"青山县": (9,), "白水县": (7,), "石桥区": (5,), "石桥县": (4,)}
    for text, told in (
        ("青山9件、白水8件、石桥区5件、石桥县4件。", ["白水县人民政府"]),
        ("青山9件、白水7件、石桥6件。", []),  # which of the two is meant is not known
        ("大青山9件、小白水8件、新石桥区5件。", []),
    ):
        found = listed(text, {f"{name}人民政府": count for name, count in counts.items()})
        assert [f.defect.bodies[0] for f in found] == told


def test_what_is_open_of_a_bodys_own_report_is_not_held_against_a_list() -> None:
    open_one = Member("丙县", {}, doubtful={"requests.new.total": 5})
    members = (*(Member(n, {"requests.new.total": v}) for n, v in (("甲县", 9), ("乙县", 7))), open_one)
    text = "其中：甲县9件、乙县7件、丙县6件。"
    report = replace(a_city().now[TOP], prose={"一": Prose(text, text)})
    assert check(report, None, rules=chosen(["H714"]), levels=Levels(members=members)).findings == ()
