"""Two reports side by side: figures, what joins the years, prose, and what is odd about the two."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ndbg.read.toml import read_toml
from ndbg.report import Figure, InformationFee, Prose, Report
from ndbg.report.comparison import Comparison, Jump, Number, Pair, compare
from ndbg.report.similarity import Passage
from tests.conftest import EXAMPLES, numbered_report
from tests.official import FORM_2021

LAST = read_toml(EXAMPLES / "suqian-2023.toml")
THIS = read_toml(EXAMPLES / "suqian-2024.toml")
FEE = next(id for id, cell in FORM_2021.cells.items() if cell.decimal)


def with_figures(report: Report, changes: Mapping[str, Number | None]) -> Report:
    """A report with some figures changed; None takes one away."""
    figures = dict(report.figures) | {id: Figure(n) for id, n in changes.items() if n is not None}
    return replace(report, figures={id: f for id, f in figures.items() if changes.get(id, f) is not None})


@pytest.mark.parametrize(
    ("old", "new", "change", "percent", "jump"),
    [
        (3511, 3525, 14, "0.40", None),
        (305, 87, -218, "-71.48", None),
        (3, 4, 1, "33.33", None),
        (800, 801, 1, "0.13", None),  # 0.125, halves away from 0
        (800, 799, -1, "-0.13", None),
        (5, 5, 0, "0.00", None),
        (0, 0, 0, None, None),
        (0, 2, 2, None, Jump.FROM_ZERO),
        (4, 0, -4, "-100.00", Jump.TO_ZERO),
        (1, 10, 9, "900.00", None),
        (1, 11, 10, "1000.00", Jump.UP),
        (10, 1, -9, "-90.00", None),
        (58, 3, -55, "-94.83", Jump.DOWN),
        (None, 5, None, None, None),
        (5, None, None, None, None),
        (0, None, None, None, None),
        (None, None, None, None, None),
        (Decimal("59237.2449"), Decimal("72701.2578"), Decimal("13464.0129"), "22.73", None),
        (Decimal("0.5"), 0, Decimal("-0.5"), "-100.00", Jump.TO_ZERO),
    ],
)
def test_a_figure_in_both_reports(
    old: Number | None, new: Number | None, change: Number | None, percent: str | None, jump: Jump | None
) -> None:
    pair = Pair(old, new)
    assert (pair.change, pair.jump) == (change, jump)
    assert pair.percent == (Decimal(percent) if percent else None)
    assert pair.zero == (old == 0 and new == 0)


def test_large_changes_and_large_shares_both_weigh() -> None:
    pairs = [Pair(1_000_000, 1_000_010), Pair(1, 3), Pair(300, 90), Pair(500, 470), Pair(7, 7), Pair(None, 9)]
    ranked = sorted(pairs, key=lambda pair: -pair.weight)
    assert ranked[:2] == [Pair(300, 90), Pair(500, 470)]
    assert [pair.weight for pair in ranked[-2:]] == [0, 0]
    assert Pair(0, 4).weight == Pair(4, 0).weight == 4


# -- a report with itself, and the other way round -----------------------------------

NUMBERS = st.none() | st.integers(0, 60) | st.integers(0, 10**8)
CHANGES = st.dictionaries(st.sampled_from(list(FORM_2021.cells)), NUMBERS, max_size=30)
PROSE = st.text("公开信息，。\n（一）12", max_size=40)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    report = with_figures(THIS, draw(CHANGES))
    prose = {no: Prose(draw(PROSE)) for no in report.prose}
    return replace(report, prose=prose, year=draw(st.sampled_from((0, 2022, 2023, 2024))))


@given(reports())
def test_a_report_is_like_itself(report: Report) -> None:
    same = compare(report, report)
    assert all(not pair.change for pair in same.figures.values())
    assert same.moved() == same.jumps() == []
    assert all(section.similarity in (1, None) for section in same.sections)
    assert all(passage.unchanged for section in same.sections for passage in section.passages)


@given(reports(), reports())
def test_the_other_way_round_is_the_mirror(a: Report, b: Report) -> None:
    one, other = compare(a, b), compare(b, a)
    assert one.figures == {id: Pair(pair.new, pair.old) for id, pair in other.figures.items()}
    assert [m.cell for m in one.moved()] == [m.cell for m in other.moved()]
    assert [m.cell for m in one.jumps()] == [m.cell for m in other.jumps()]
    for left, right in zip(one.sections, other.sections, strict=True):
        assert left.similarity == right.similarity
        mirrored = [Passage(passage.new, passage.old) for passage in right.passages]
        assert sorted(left.passages, key=repr) == sorted(mirrored, key=repr)


# -- figures -------------------------------------------------------------------------


def test_every_figure_of_the_form_is_compared() -> None:
    figures = compare(LAST, THIS).figures
    assert figures.keys() == FORM_2021.cells.keys()
    for id, pair in figures.items():
        assert (pair.old, pair.new) == (LAST.figures[id].value, THIS.figures[id].value)


def test_an_unread_figure_is_none_and_makes_no_sum() -> None:
    row = next(entry for entry in FORM_2021.table("requests").entries if entry.total)
    id = row.cells[0].id
    found = compare(LAST, with_figures(THIS, {id: None}))
    assert found.figures[id] == Pair(LAST.figures[id].value, None)
    assert found.total(row.cells) == Pair(sum(LAST.figures[c.id].value for c in row.cells), None)
    assert any("1 个数未读出" in note and "自然人" in note for note in found.notes)


def test_lines_that_moved_are_told_by_their_total_those_that_say_most_first() -> None:
    moved = compare(LAST, THIS).moved()
    assert all(item.cell == (item.entry.total or item.cell) for item in moved)
    assert all(item.pair.change for item in moved)
    assert [item.pair.weight for item in moved] == sorted((m.pair.weight for m in moved), reverse=True)
    assert len({item.cell.id for item in moved}) == len(moved) == 36


def test_of_a_line_whose_total_jumped_no_column_is_told() -> None:
    ids = ["requests.denied.state_secret.natural_person", "requests.denied.state_secret.total"]
    assert [compare(LAST, THIS).figures[id].jump for id in ids] == [Jump.FROM_ZERO] * 2
    jumps = [item.cell.id for item in compare(LAST, THIS).jumps()]
    assert ids[1] in jumps
    assert ids[0] not in jumps
    assert "requests.granted.public_interest_org" in jumps  # its 总计 did not
    assert len(jumps) == 22


def test_the_fee_is_compared_where_either_report_tells_it() -> None:
    told, silent = InformationFee(3, Decimal("2230.5")), None
    assert compare(LAST, THIS).fee == (Pair(25, 3), Pair(Decimal(2950), Decimal(2230)))
    assert compare(replace(LAST, fee=silent), replace(THIS, fee=told)).fee == (
        Pair(None, 3),
        Pair(None, Decimal("2230.5")),
    )
    assert compare(replace(LAST, fee=silent), replace(THIS, fee=silent)).fee is None


# -- where the years join ------------------------------------------------------------


def links(comparison: Comparison) -> dict[str, tuple[Number | None, Number | None, Number | None]]:
    return {link.cell.id: (link.due, link.stated, link.difference) for link in comparison.links}


def test_what_last_year_left_over_is_what_this_year_begins_with() -> None:
    found = links(compare(LAST, THIS))
    assert found["requests.carried_in.total"] == (121, 121, 0)
    assert found["disclosure.rules.in_force"] == (11 + 2 - 1, 12, 0)
    assert found["disclosure.normative_documents.in_force"] == (597 + 50 - 227, 420, 0)
    assert all(difference == 0 for _, _, difference in found.values())
    assert found.keys() == {
        *(now for table in FORM_2021.tables for now in table.carried),
        *(stock.in_force.id for table in FORM_2021.tables for stock in table.stocks),
    }


@pytest.mark.parametrize(
    ("old", "new", "cell", "expected"),
    [
        ({"requests.carried_out.enterprise": 9}, {}, "requests.carried_in.enterprise", (9, 3, -6)),
        ({}, {"requests.carried_in.total": 130}, "requests.carried_in.total", (121, 130, 9)),
        ({}, {"disclosure.rules.repealed": 0}, "disclosure.rules.in_force", (13, 12, -1)),
        ({}, {"disclosure.rules.issued": None}, "disclosure.rules.in_force", (None, 12, None)),
        ({"requests.carried_out.total": None}, {}, "requests.carried_in.total", (None, 121, None)),
        ({}, {"requests.carried_in.total": None}, "requests.carried_in.total", (121, None, None)),
    ],
)
def test_where_the_years_do_not_join(
    old: dict[str, Number | None],
    new: dict[str, Number | None],
    cell: str,
    expected: tuple[Number | None, Number | None, Number | None],
) -> None:
    found = links(compare(with_figures(LAST, old), with_figures(THIS, new)))
    assert found[cell] == expected
    assert [id for id, (_, _, difference) in found.items() if difference != 0] == [cell]


def test_a_report_of_an_unknown_year_against_itself_takes_each_term_from_its_own_side() -> None:
    report = replace(numbered_report(), year=0)
    for link in compare(report, report).links:
        assert [term.of_old for term in link.terms] in ([True], [True, False, False])


# -- notes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said", "names", "joined"),
    [
        ((2023, "甲局"), (2024, "甲局"), [], ("2023年", "2024年"), True),
        ((2024, "甲局"), (2023, "甲局"), ["写反了"], ("2024年", "2023年"), False),
        ((2024, "甲局"), (2024, "甲局"), ["两份都是 2024 年"], ("前一份", "后一份"), False),
        ((2021, "甲局"), (2024, "甲局"), ["相隔 3 年"], ("2021年", "2024年"), False),
        ((0, "甲局"), (2024, "甲局"), ["前一份没有读出年度"], ("前一份", "后一份"), True),
        ((2023, "甲局"), (2024, "乙局"), ["机关不同：前一份是“甲局”，后一份是“乙局”"], ("2023年", "2024年"), True),
        ((2023, "甲 局"), (2024, "甲局"), [], ("2023年", "2024年"), True),
        ((2023, "某县"), (2024, "某县人民政府"), [], ("2023年", "2024年"), True),
        ((2023, "甲局"), (0, ""), ["后一份没有读出机关名称和年度"], ("前一份", "后一份"), True),
    ],
)  # fmt: skip
def test_what_is_odd_about_the_two_is_noted(
    old: tuple[int, str], new: tuple[int, str], said: list[str], names: tuple[str, str], *, joined: bool
) -> None:
    found = compare(*(replace(THIS, year=year, agency=agency) for year, agency in (old, new)))
    assert len(found.notes) == len(said)
    assert all(words in note for words, note in zip(said, found.notes, strict=True))
    assert found.names == names
    assert bool(found.links) is joined


# -- prose ---------------------------------------------------------------------------


def test_prose_is_compared_by_section() -> None:
    found = {pair.section.no: pair for pair in compare(LAST, THIS).sections}
    assert list(found) == [section.no for section in FORM_2021.sections if section.table is None]
    likeness = {no: round(pair.similarity or 0, 1) for no, pair in found.items()}
    assert likeness == {"一": 0.6, "五": 0.1, "六": 0.7}
    for no, pair in found.items():
        assert [p.new for p in pair.passages if p.new] == THIS.prose[no].text.strip().split("\n")
    leads = [(p.old or "")[:3] for p in found["一"].passages if p.old and p.new]
    assert leads == ["（一）", "（二）", "（三）", "（四）", "（五）"]


@pytest.mark.parametrize(("old", "new"), [("", "有话。"), ("有话。", " \n "), ("", "")])
def test_where_either_has_no_prose_there_is_no_likeness(old: str, new: str) -> None:
    a, b = (replace(THIS, prose={"一": Prose(text)}) for text in (old, new))
    assert [pair.similarity for pair in compare(a, b).sections] == [None, None, None]
    assert len(compare(a, b).sections[0].passages) == (1 if old or new.strip() else 0)
