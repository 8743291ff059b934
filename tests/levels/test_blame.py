"""The notice and the letters of one city, in which each body has made another mistake: they say the same."""

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from ndbg.app.levels.returns.blame import Blame
from ndbg.app.levels.returns.letters import Sender
from ndbg.app.levels.returns.notice import faults, notice
from ndbg.app.levels.status.ledger import lines
from ndbg.app.levels.status.model import Survey
from ndbg.check.settings import DEFAULTS
from ndbg.report import Report, Suppression
from ndbg.report.names import cells_suppressed
from ndbg.write.toml import write_toml
from ndbg.write.web import write_web
from tests.levels.city import TOP, YEAR, changed, city, total
from tests.levels.office import Desk, letters_of, text_of
from tests.official import FORM_2021

_LICENCES = "disclosure.licences.decisions"
_CITY = city(120)
COUNTY = next(name for name, below in _CITY.below.items() if name != TOP and len(below) > 3)
BELOW = tuple(_CITY.below[COUNTY])[:6]
UNSETTLED, LEFT_OUT = BELOW[2:4]
SCANNED, OLD, TWO, SLIP, COPIER, COPIED, RULES, LATE, SURE, EXPLAINED, SHORT = (
    f"云州市{kind}"
    for kind in (
        "财政局",
        "公安局",
        "司法局",
        "民政局",
        "商务局",
        "教育局",
        "水利局",
        "交通运输局",
        "农业农村局",
        "生态环境局",
        "科学技术局",
    )
)


@dataclass(frozen=True)
class Returned:
    """The faults of the notice as kind and words by body, the notice, and the letters by body."""

    faults: Mapping[str, Mapping[str, str]]
    notice: str
    kept_together: bool
    warnings: Mapping[str, int]
    letters: Mapping[str, str]


def _files() -> dict[str, Report]:
    """What came, by the name of the file.

    The county has left a department out of its sums and has an error of its own; so has one of those below it.
    """
    now = _CITY.now
    sums = total([{id: f.value for id, f in now[name].figures.items()} for name in BELOW if name != LEFT_OUT])
    wrong = {"review.reconsideration.total": 999}
    return {
        **{name: now[name] for name in BELOW},
        COUNTY: changed(now[COUNTY], {**sums, **wrong}),
        UNSETTLED: changed(now[UNSETTLED], wrong),
        OLD: _CITY.last[OLD],
        TWO: now[TWO],
        f"{TWO}(1)": changed(now[TWO], {_LICENCES: 3}),
        SLIP: replace(now[SLIP], agency=COPIED),
        COPIED: now[COPIED],
        COPIER: changed(now[COPIER], one=now[COPIED].prose["一"].text),
        RULES: changed(now[RULES], {"disclosure.rules.in_force": 3}),
        EXPLAINED: changed(now[EXPLAINED], {"disclosure.rules.in_force": 3}, five="无。"),
        SURE: now[SURE],
    }


@pytest.fixture(scope="module")
def returned(tmp_path_factory: pytest.TempPathFactory) -> Returned:
    mine = [SCANNED, OLD, TWO, SLIP, COPIER, COPIED, RULES, LATE, SURE, SHORT]
    lines = [f"{COUNTY},{TOP},2月20日,", *(f"{name},{TOP},1月26日," for name in mine)]
    lines += [f"{name},{COUNTY},1月26日," for name in BELOW]
    lines.append(f"{EXPLAINED},{TOP},1月26日,H710 规章：受委托管理；X606：已当面说明")
    desk = Desk(tmp_path_factory.mktemp("blame"), (), lines, "报送期限,核对说明")
    page = write_web(_CITY.now[SHORT])
    row = page[page.index("2.重复申请") : page.index("3.要求提供公开出版物")]
    page = page.replace(row, row[: row.rindex("<td")] + row[row.rindex("</tr>") :])
    desk.put({**_files(), f"{SHORT}.html": page.encode(), f"{SCANNED}.pdf": b"%PDF-1.4 cut off"})
    desk.put({LATE: _CITY.now[LATE]}, datetime(2025, 2, 9))
    found = desk.take()
    blame = Blame.of(found, DEFAULTS)
    who = Sender("某市政府办公室", date(2025, 2, 10))
    made = {one.body: one for one in letters_of(blame, who)}
    listed = list(faults(blame, date(2025, 3, 1)))
    made_public = notice(blame.found, listed, who)
    by_body: dict[str, dict[str, str]] = {}
    for fault in listed:
        by_body.setdefault(fault.body, {})[fault.kind] = fault.told
    return Returned(
        by_body,
        text_of(made_public),
        all(p.paragraph_format.keep_with_next for p in Document(io.BytesIO(made_public)).paragraphs[-4:-1]),
        {entry.body.name: entry.warnings for entry in found.entries},
        {name: text_of(one.letter) for name, one in made.items() if not one.problem},
    )


NOTHING_BUT_LATE = {"不按时": "晚 14 天报送（按文件时间）"}
FAULTS = {
    COUNTY: {"不准确": "错误 1 处、需要核实 1 处"},
    UNSETTLED: {"不准确": "错误 1 处"},
    SCANNED: {"不按时": "交来的文件读不出"},
    OLD: {"不按时": "交来的是 2023 年的报告，不是 2024 年的"},
    SLIP: {"不准确": "需要核实 1 处"},
    COPIER: {"不准确": "需要核实 1 处", "内容雷同": f"和{COPIED}"},
    RULES: {"不准确": "需要核实 1 处"},
    LATE: NOTHING_BUT_LATE,
    SHORT: {"不全面": "需要核实 1 处"},
}


def test_the_notice_names_for_each_body_what_was_found(returned: Returned) -> None:
    assert returned.faults == FAULTS


def test_figures_that_could_not_be_read_are_asked_for(returned: Returned) -> None:
    assert (
        "“（五）不予处理2.重复申请”行有数，但分不清哪一格是哪一栏，7 个数没有读到" in returned.letters[SHORT]
    )


def test_who_is_named_in_the_notice_gets_a_letter_and_who_gets_a_letter_is_named_or_only_asked(
    returned: Returned,
) -> None:
    assert returned.letters.keys() - {TWO} == FAULTS.keys()


def test_governments_directly_below_are_no_part_of_the_level_itself(returned: Returned) -> None:
    assert f"县（市、区）政府（1 家）：{COUNTY}（" in returned.notice
    assert "合计\n18\n16\n15\n1\n2\n2" in returned.notice


def test_what_the_notice_asks_is_what_the_letters_ask(returned: Returned) -> None:
    asked = "逾期的单位说明原因，今后按期报送、公布。"
    assert asked in returned.notice
    assert "不用重新报送；请说明逾期的原因，今后按期报送、公布" in returned.letters[LATE]
    told = "按文件时间2025年2月9日收到，期限是2025年1月26日，晚了 14 天；收到日期不是这一天的，请说明"
    assert told in returned.letters[LATE]
    assert "没有报送、交来的文件用不了的单位于2025年2月10日前报送" in returned.notice
    for name in (SCANNED, OLD):
        assert "请于2025年2月10日前重新报送2024年的报告" in returned.letters[name]


def test_what_the_roster_explains_is_neither_counted_nor_returned(returned: Returned) -> None:
    assert (returned.warnings[EXPLAINED], EXPLAINED in returned.letters) == (0, False)


def test_the_signature_of_a_notice_is_not_alone_on_a_page(returned: Returned) -> None:
    assert returned.kept_together


def test_which_of_two_reports_counts_is_asked_and_no_fault(returned: Returned) -> None:
    said = returned.letters[TWO]
    assert f"交来 2 份不同的报告：“{TWO}(1).md”、“{TWO}.md”，用的是“{TWO}.md”，两份有 1 个数不同" in said
    assert "请于2025年2月10日前说明用哪一份；报告本身没有要改的，不用重新报送" in said


def test_a_title_with_anothers_name_is_a_slip(returned: Returned) -> None:
    assert f"标题写的是“{COPIED}”，是另一个单位的名称，应写本单位的名称" in returned.letters[SLIP]
    assert "抄" not in returned.letters[SLIP]


def test_what_is_certain_of_the_sums_is_told_though_there_are_errors_in_them(returned: Returned) -> None:
    said = returned.letters[COUNTY]
    assert f"漏加了“{LEFT_OUT}”" in said
    assert said.count("下级之和") == 2  # the one finding, with its example; nothing of the table with errors


def _explained(report: Report, reason: str) -> bytes:
    """A report as a data file that explains what is found beside last year's."""
    line = "Y502 行政规范性文件"
    cells = cells_suppressed("行政规范性文件", FORM_2021)
    added = report.added._replace(suppressions=(Suppression(line, "Y502", cells, reason),))
    return write_toml(replace(report, added=added)).encode()


@pytest.mark.parametrize(
    ("rules", "told", "asked"),
    [(0, {}, {}), (3, {"不准确": "需要核实 1 处"}, {EXPLAINED: "有需要核实的 1 处"})],
    ids=["all is explained", "one of two is"],
)
def test_what_a_report_explains_itself_is_neither_counted_nor_returned(
    tmp_path: Path, rules: int, told: dict[str, str], asked: dict[str, str]
) -> None:
    desk, now = Desk(tmp_path, (EXPLAINED,)), _CITY.now[EXPLAINED]
    desk.put({EXPLAINED: _CITY.last[EXPLAINED]}, year=2023)
    desk.take(2023)
    line = "disclosure.normative_documents.in_force"
    figures = {
        line: now.figures[line].value + 1,
        "disclosure.rules.issued": rules,
        "disclosure.rules.in_force": rules,
    }
    desk.put({f"{EXPLAINED}.toml": _explained(changed(now, figures), "接收移交 1 件")})
    found = desk.take()
    assert "Y502" in {one.code for one in found.findings(found.by_name[EXPLAINED])}
    assert desk.faults(found).get(EXPLAINED, {}) == told
    made = desk.letters(found)
    assert made.keys() == asked.keys()
    assert all(words in made[name] for name, words in asked.items())


_NOW, _LAST = _CITY.now, _CITY.last
_FEES = "disclosure.fees.amount"


def _county(
    tmp_path: Path,
    changes: Mapping[str, Report],
    last: Mapping[str, Report] | None = None,
    explained: Mapping[str, str] | None = None,
) -> tuple[Survey, Desk]:
    """A county and those below it over two years, with some reports changed, and some explanations in the roster."""
    said = explained or {}
    lines = [f"{name},{COUNTY},{said.get(name, '')}" for name in _CITY.below[COUNTY]]
    desk = Desk(tmp_path, (COUNTY,), lines, "核对说明")
    names = (COUNTY, *_CITY.below[COUNTY])
    desk.put({name: (last or {}).get(name, _LAST[name]) for name in names}, year=YEAR - 1)
    desk.take(YEAR - 1)
    desk.put({name: changes.get(name, _NOW[name]) for name in names})
    return desk.take(), desk


def _more(name: str, **by: int) -> Report:
    """A report of this year with some figures of the applications larger by so much, each named as `new__total`."""
    cells = {f"requests.{key.partition('__')[0]}.{key.partition('__')[2]}": more for key, more in by.items()}
    return changed(_NOW[name], {cell: _NOW[name].figures[cell].value + more for cell, more in cells.items()})


_CHILD = _CITY.below[COUNTY][1]
_FAULTS_BELOW = {
    "a fee in yuan": changed(_NOW[_CHILD], {_FEES: _NOW[_CHILD].figures[_FEES].value * 10_000}),
    "rules without the right to make any": changed(
        _NOW[_CHILD], {"disclosure.rules.issued": 1, "disclosure.rules.in_force": 1}
    ),
    "carried over too much and received too little": _more(
        _CHILD,
        carried_in__natural_person=1,
        carried_in__total=1,
        new__natural_person=-1,
        new__total=-1,
    ),
}


@pytest.mark.parametrize("fault", _FAULTS_BELOW)
def test_a_government_is_not_told_of_a_difference_that_a_body_below_has_to_answer(
    tmp_path: Path, fault: str
) -> None:
    found, desk = _county(tmp_path, {_CHILD: _FAULTS_BELOW[fault]})
    assert {*desk.faults(found), *desk.letters(found)} == {_CHILD}


@pytest.mark.parametrize("fault", _FAULTS_BELOW)
def test_a_figure_of_a_government_of_which_nothing_was_found_below_is_told_all_the_same(
    tmp_path: Path, fault: str
) -> None:
    wrong = changed(_NOW[COUNTY], {_LICENCES: _NOW[COUNTY].figures[_LICENCES].value + 900})
    found, desk = _county(tmp_path, {_CHILD: _FAULTS_BELOW[fault], COUNTY: wrong})
    assert desk.faults(found)[COUNTY] == {"不准确": "需要核实 1 处"}
    assert "“行政许可”：“本年处理决定数量”下级之和是" in desk.letters(found)[COUNTY]


def test_what_follows_from_a_body_that_was_left_out_is_not_told_as_another_fault(tmp_path: Path) -> None:
    """Without it neither the documents in force nor what was carried over goes on from last year."""
    left_out = next(
        name for name in _CITY.below[COUNTY][1:] if _NOW[name].figures["requests.carried_in.total"].value
    )
    rest = [name for name in _CITY.below[COUNTY] if name != left_out]
    sums = total([{id: figure.value for id, figure in _NOW[name].figures.items()} for name in rest])
    found, desk = _county(tmp_path, {COUNTY: changed(_NOW[COUNTY], sums)})
    assert {"Y501", "Y502"} <= {one.code for one in found.findings(found.by_name[COUNTY])}
    assert desk.faults(found) == {COUNTY: {"不准确": "错误 1 处"}}
    said = desk.letters(found)[COUNTY]
    assert (f"漏加了“{left_out}”" in said, "上年" in said) == (True, False)


def test_what_was_carried_over_wrong_is_told_once_with_its_columns(tmp_path: Path) -> None:
    fault = _FAULTS_BELOW["carried over too much and received too little"]
    found, desk = _county(tmp_path, {_CHILD: fault})
    assert desk.faults(found)[_CHILD] == {"不准确": "错误 1 处"}
    assert "；“自然人”列上年" in desk.letters(found)[_CHILD]


def test_where_the_own_office_was_left_out_all_that_follows_is_told_with_it(tmp_path: Path) -> None:
    """Its rows also lack what the courts had not decided last year."""
    own, *others = _CITY.below[COUNTY]
    pending = dict.fromkeys(_PENDING, 300)
    before = {name: _LAST[name] for name in (COUNTY, *_CITY.below[COUNTY])}
    before |= {name: _with(_LAST[name], pending) for name in (COUNTY, own)}
    now = _with(_NOW[own], dict.fromkeys(_DECIDED, 400))
    sums = total([{id: figure.value for id, figure in _NOW[name].figures.items()} for name in others])
    found, desk = _county(tmp_path, {own: now, COUNTY: changed(_NOW[COUNTY], sums)}, before)
    assert {"Y502", "Y503"} <= {one.code for one in found.findings(found.by_name[COUNTY])}
    assert desk.faults(found)[COUNTY] == {"不准确": "错误 1 处"}
    assert f"漏加了本机关“{own}”" in desk.letters(found)[COUNTY]


_PENDING = ("review.reconsideration.pending", "review.reconsideration.total")
_DECIDED = ("review.reconsideration.upheld", "review.reconsideration.total")


def _with(report: Report, more: Mapping[str, int]) -> Report:
    """A report with some figures larger by so much."""
    return changed(report, {cell: report.figures[cell].value + by for cell, by in more.items()})


def test_rules_that_a_body_cannot_make_do_not_also_fail_to_go_on_from_last_year(tmp_path: Path) -> None:
    found, desk = _county(tmp_path, {_CHILD: changed(_NOW[_CHILD], {"disclosure.rules.in_force": 3})})
    assert "Y502" in {one.code for one in found.findings(found.by_name[_CHILD])}
    assert desk.faults(found)[_CHILD] == {"不准确": "需要核实 1 处"}
    said = desk.letters(found)[_CHILD]
    assert "第二部分表格“规章”：没有规章制定权，“现行有效件数”填了 3，应是 0" in said
    assert "个表格" not in said


def test_rules_are_told_to_the_office_that_filled_them_in_and_are_no_difference_of_the_sums(
    tmp_path: Path,
) -> None:
    """The county has mended its report, its office has not: only the office is asked."""
    office = f"{COUNTY}办公室"
    found, desk = _county(tmp_path, {office: changed(_NOW[office], {"disclosure.rules.in_force": 3})})
    said = desk.letters(found)
    assert "没有规章制定权，“现行有效件数”填了 3，应是 0" in said[office]
    assert COUNTY not in said


def test_another_bodys_name_left_in_is_told_once(tmp_path: Path) -> None:
    first, second = "青山区教育局", "白水县教育局"
    text = f"{second}2024年认真贯彻落实条例，收到申请3件。\n{_NOW[first].prose['一'].text}"
    desk = Desk(tmp_path, (), [f"{name},{name[:3]}人民政府," for name in (first, second)])
    desk.put({first: changed(_NOW[first], one=text), second: _NOW[second]})
    found = desk.take()
    assert "X610" in {one.code for one in found.findings(found.by_name[first])}
    assert desk.letters(found)[first].count(f"“{second}”") == 1


def test_a_body_below_that_has_more_than_the_whole_is_told_with_the_sum(tmp_path: Path) -> None:
    own = _NOW[_CHILD].figures[_LICENCES].value
    found, desk = _county(tmp_path, {COUNTY: changed(_NOW[COUNTY], {_LICENCES: 1})})
    assert desk.faults(found)[COUNTY] == {"不准确": "需要核实 1 处"}
    assert "一家的" in desk.letters(found)[COUNTY]
    assert own


_DOCUMENTS = "disclosure.normative_documents.in_force"


@pytest.mark.parametrize(
    ("said", "of_county", "told"),
    [
        ("Y502 行政规范性文件：补上漏计的", 5, {}),
        ("", 5, {_CHILD: "需要核实 1 处", COUNTY: "需要核实 1 处"}),
        ("Y502 行政规范性文件：补上漏计的", 7, {COUNTY: "需要核实 2 处"}),
    ],
    ids=["explained", "not explained", "more than is explained"],
)
def test_what_a_body_below_has_explained_is_not_asked_of_its_government(
    tmp_path: Path, said: str, of_county: int, told: dict[str, str]
) -> None:
    changes = {
        _CHILD: _with(_NOW[_CHILD], {_DOCUMENTS: 5}),
        COUNTY: _with(_NOW[COUNTY], {_DOCUMENTS: of_county}),
    }
    found, desk = _county(tmp_path, changes, explained={_CHILD: said})
    assert {name: kinds["不准确"] for name, kinds in desk.faults(found).items()} == told
    assert desk.letters(found).keys() == told.keys()


@pytest.mark.parametrize("reason", ["H711：两家合署办公", ""], ids=["explained", "not explained"])
def test_equal_figures_below_hold_a_difference_back_until_they_are_explained(
    tmp_path: Path, reason: str
) -> None:
    one, other = _CITY.below[COUNTY][1:3]
    years = []
    for reports in (_NOW, _LAST):
        twin = replace(reports[other], figures=reports[one].figures)
        below = [reports[name] for name in _CITY.below[COUNTY] if name != other]
        sums = total([{id: f.value for id, f in report.figures.items()} for report in (*below, twin)])
        years.append({other: twin, COUNTY: changed(reports[COUNTY], sums)})
    now, last = years
    now[COUNTY] = _with(now[COUNTY], {_LICENCES: 7})
    found, desk = _county(tmp_path, now, last, {one: reason, other: reason})
    assert (COUNTY in desk.letters(found), one in desk.letters(found)) == (bool(reason), not reason)


def test_what_follows_from_copied_figures_is_told_once_and_what_an_error_follows_from_is_one(
    tmp_path: Path,
) -> None:
    first, second = "云州市教育局", "云州市水利局"
    desk = Desk(tmp_path, (first, second))
    desk.put({name: _LAST[name] for name in (first, second)}, year=YEAR - 1)
    desk.take(YEAR - 1)
    texts = {key: prose.text.replace(second, first) for key, prose in _NOW[second].prose.items()}
    copy = changed(replace(_NOW[first], figures=_NOW[second].figures), one=texts["一"], five=texts["五"])
    desk.put({first: copy, second: _NOW[second]})
    found = desk.take()
    raw = {one.code: one.severity for one in found.findings(found.by_name[first])}
    assert (raw["Y501"], "Y502" in raw) == ("error", True)
    (said,) = desk.letters(found).values()
    assert "经核对，有错误 1 处、需要核实的 2 处" in said
    assert "“一、总体情况”有 100%、“五、存在的主要问题及改进情况”有 100% 的文字和" in said
    assert (said.count("像是抄来的"), "上年" in said) == (2, False)


def test_a_top_with_errors_is_in_no_count_of_the_notice_and_the_ledger_counts_as_the_letters_do(
    tmp_path: Path,
) -> None:
    _, desk = _county(tmp_path, {_CHILD: changed(_NOW[_CHILD], {"disclosure.rules.in_force": 3})})
    desk.put({TOP: changed(_NOW[TOP], {"review.reconsideration.total": 999})})
    blame = Blame.of(desk.take(), DEFAULTS)
    who = Sender("某市政府办公室")
    said = text_of(notice(blame.found, [*faults(blame, date(2025, 3, 1))], who))
    assert "报告有错误的 0 家" in said
    assert said.split("\n合计\n")[1].split("\n")[5] == "0"
    made = {one.body: (one.wrong, one.doubtful) for one in letters_of(blame, who)}
    counted = {entry.body.name: (entry.errors, entry.warnings) for entry in blame.found.entries}
    assert made == {name: count for name, count in counted.items() if any(count)}
    assert f"有错误：{TOP}：错误 1 处" in "".join(lines(blame.found))


def test_an_explanation_in_the_roster_that_meets_nothing_is_told(tmp_path: Path) -> None:
    first, second = "云州市教育局", "云州市水利局"
    desk = Desk(
        tmp_path,
        (),
        [
            f"{first},{TOP},T301：核实过；Y502 规章：没有这件事；H703：同一份模板",
            f"{second},{TOP},X606：已当面说明；T401：核实过",
        ],
        "核对说明",
    )
    wrong = {"review.reconsideration.total": 999}
    desk.put({first: _NOW[first], second: changed(_NOW[second], wrong, five="无。")})
    assert Blame.of(desk.take(), DEFAULTS).found.notes == (
        f"名册里“{first}”的核对说明“T301”：没有对应的提醒",
        f"名册里“{first}”的核对说明“Y502 规章”：没有和上年比较，用不上",
        f"名册里“{second}”的核对说明“T401”：这是错误，不能用说明代替",
        f"名册里“{first}”的核对说明“H703”：没有对应的提醒",
    )
