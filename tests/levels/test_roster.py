"""The roster as offices keep it, and which of its bodies a report is of."""

from pathlib import Path

import pytest
from xlsxwriter import Workbook

from ndbg.app.levels.roster.file import read_roster, roster_of, roster_row
from ndbg.app.levels.roster.matching import Match, Matcher, settle
from ndbg.app.levels.roster.model import Duty, Group, Roster
from ndbg.errors import NdbgError
from ndbg.program import command
from ndbg.report.office_names import canonical
from ndbg.write.levels.roster import roster_template

TOP = "云州市人民政府"
BODIES = (
    (TOP, "", ""),
    ("云州市人民政府办公室", TOP, ""),
    ("云州市教育局", TOP, ""),
    ("云州市财政局", TOP, ""),
    ("云州市发展和改革委员会", TOP, ""),
    ("云州市数据局", TOP, "云州市大数据中心"),
    ("甲县人民政府", TOP, ""),
    ("甲县财政局", "甲县人民政府", ""),
    ("甲县白河镇人民政府", "甲县人民政府", ""),
    ("乙区", "云州市", ""),
    ("乙区财政局", "乙区", ""),
    ("乙区东街街道办事处", "乙区", ""),
)


def roster(*more: dict[str, str]) -> Roster:
    lines = [{"名称": name, "上级": parent, "曾用名": former} for name, parent, former in BODIES]
    return roster_of(enumerate([*lines, *more], 2), Path("名册.xlsx"))


# -- reading ---------------------------------------------------------------------------------


def test_columns_may_stand_in_any_order_under_other_names_below_a_title(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    with Workbook(path) as book:
        sheet = book.add_worksheet("填报单位")
        sheet.merge_range(0, 0, 0, 4, "2024年报送单位", None)
        sheet.write_row(2, 0, ["序号", "上级单位", "备注", "单位名称（全称）", "报送截止日期"])
        sheet.write_row(3, 0, [1, "", "", TOP])
        sheet.merge_range(4, 1, 5, 1, TOP, None)
        sheet.write_row(4, 2, ["", "云州市教育局", "1月26日"])
        sheet.write_row(5, 2, ["", "云州市财政局", "2025-01-28"])
        other = book.add_worksheet("例子")
        other.write_row(0, 0, ["名称", "上级"])
        other.write_row(1, 0, ["某县教育局", "某县"])
    found = read_roster(path)
    assert [body.name for body in found.bodies] == [TOP, "云州市教育局", "云州市财政局"]
    assert [f"{body.due.of(2024)}" for body in found.bodies if body.due] == ["2025-01-26", "2025-01-28"]
    assert (found.top, found.problems) == (TOP, ())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("名册.csv", "名称,上级\n云州市人民政府,\n云州市教育局,云州市人民政府\n"),
        (
            "带制表符.csv",
            "名称\t上级\t曾用名\n云州市人民政府\n云州市教育局\t云州市人民政府\t市教育局,教育局,教委,市教委\n",
        ),
        ("带分号.csv", "名称;上级\n云州市人民政府;\n云州市教育局;云州市人民政府\n"),
        (
            "名册.toml",
            '[["单位"]]\n"名称" = "云州市人民政府"\n[["单位"]]\n"名称" = "云州市教育局"\n"上级" = "云州市"\n',
        ),
    ],
)
def test_a_roster_may_be_csv_or_toml(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_bytes(text.encode("gb18030" if name.endswith("csv") else "utf-8"))
    found = read_roster(tmp_path / name)
    assert [(body.name, body.parent) for body in found.bodies] == [(TOP, ""), ("云州市教育局", TOP)]


def test_the_template_is_an_empty_roster_whose_examples_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "名册.xlsx").write_bytes(roster_template())
    with pytest.raises(NdbgError, match="一个单位也没有"):
        read_roster(tmp_path / "名册.xlsx")


def test_a_file_that_is_no_roster_says_what_a_roster_has(tmp_path: Path) -> None:
    (tmp_path / "别的.csv").write_text("姓名,电话\n甲,1\n", encoding="utf-8")
    with pytest.raises(NdbgError, match="表头要有“名称”和“上级”两列"):
        read_roster(tmp_path / "别的.csv")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({"名称": "云州市教育局", "上级": TOP}, "“云州市教育局”在第 4 行和第 14 行出现了两次，只用了前一行"),
        ({"名称": "", "上级": TOP, "类别": "部门"}, "第 14 行没有名称，没有用"),
        ({"名称": "=1+1局", "上级": TOP}, "第 14 行的“=1+1局”不是单位名称（表格软件会把它当作公式），没有用"),
        ({"名称": "丙局", "上级": "丙局"}, "“丙局”的上级写的是它自己，没有用"),
        (
            {"名称": "丙局", "上级": TOP, "报告": "看情况"},
            "“丙局”的“报告”一列写的是“看情况”，看不懂，按应报处理",
        ),
        ({"名称": "丙局", "上级": TOP, "报告": "并入丁局"}, "“丙局”并入的“丁局”不在名册里"),
        ({"名称": "丙局", "上级": TOP, "核对说明": "没有问题"}, "“丙局”的核对说明“没有问题”看不懂，没有用"),
        ({"名称": "丙局", "上级": TOP, "报送期限": "月底"}, "“丙局”的报送期限“月底”看不懂，没有用"),
        (
            {"名称": "丙局", "上级": TOP, "曾用名": "云州市财政局"},
            "“丙局”的曾用名“云州市财政局”也是另一个单位的名称",
        ),
        (
            {"名称": "丙局", "上级": "云州人民政府"},
            "“丙局”的上级“云州人民政府”不在名册的名称里，是不是“云州市人民政府”？",
        ),
        ({"名称": "丙局", "上级": "某省人民政府"}, "上级“某省人民政府”不在名册的名称里，当作不用报告的单位"),
        ({"名称": "丙局", "上级": "丁局"}, "上级“丁局”不在名册的名称里，当作不用报告的单位"),
        (
            {"名称": "丙局", "上级": "甲市人民政府"},
            "上级“甲市人民政府”不在名册的名称里，当作不用报告的单位；最接近的是“甲县人民政府”",
        ),
        (
            {"名称": "甲县青山镇人民政府", "上级": "乙区"},
            "“甲县青山镇人民政府”的上级写的是“乙区”，名称里却是“甲县人民政府”的地方",
        ),
        (
            {"名称": "甲县教育局", "上级": "乙区"},
            "“甲县教育局”的上级写的是“乙区”，名称里却是“甲县人民政府”的地方",
        ),
        (
            {"名称": "云州市科技局", "上级": TOP, "曾用名": "市教育局"},
            "“云州市科技局”的曾用名“市教育局”也是“云州市教育局”的简称，只写“市教育局”的报告会算在“云州市科技局”",
        ),
        (
            {"名称": "云州市水利局", "上级": TOP, "类别": "县区"},
            "“云州市水利局”的类别写的是“县区”，名称却不像是一级政府",
        ),
        (
            {"名称": "丙县人民政府", "上级": TOP, "类别": "市直部门"},
            "“丙县人民政府”的类别写的是“市直部门”，名称却像是一级政府",
        ),
    ],
)
def test_what_is_wrong_with_a_roster_is_told(line: dict[str, str], problem: str) -> None:
    assert any(told.startswith(problem) for told in roster(line).problems)


def test_what_is_explained_names_a_rule_perhaps_figures_and_a_reason() -> None:
    written = "Y502 规章：当年修订2件；计入制发\nh703：按统一口径"
    (body,) = [
        b for b in roster({"名称": "丙局", "上级": TOP, "核对说明": written}).bodies if b.name == "丙局"
    ]
    assert body.explained == (("Y502", "规章", "当年修订2件；计入制发"), ("H703", "", "按统一口径"))
    assert roster_row(body)[-1] == "Y502 规章：当年修订2件；计入制发；H703：按统一口径"


@pytest.mark.parametrize(
    "line",
    [
        # Of a county's name, and directly below the city: a zone of the city.
        {"名称": "甲县经济开发区管委会", "上级": TOP, "类别": "县区"},
        {"名称": "甲县白河镇便民服务中心", "上级": "甲县白河镇人民政府", "类别": "部门"},
        {"名称": "云州市国有资产监督管理委员会", "上级": TOP, "类别": "市直部门", "曾用名": "市国资委"},
        {
            "名称": "甲县教育体育局",
            "上级": "甲县人民政府",
            "类别": "县直部门",
            "曾用名": "甲县教育局、教育局",
        },
        {"名称": "云州市人民政府驻京办事处", "上级": TOP, "类别": "市直部门"},
        {"名称": "丙街道办事处", "上级": "乙区", "类别": "乡镇街道"},
    ],
    ids=lambda line: line["名称"],
)
def test_what_is_right_with_a_roster_is_not_doubted(line: dict[str, str]) -> None:
    assert roster(line).problems == ()


def test_a_parent_that_says_only_the_level_is_the_one_above_all() -> None:
    found = roster({"名称": "丙局", "上级": "市本级"})
    assert (found.by_name["丙局"].parent, found.problems) == (TOP, ())


def test_bodies_that_are_each_others_parents_are_taken_apart() -> None:
    lines = [{"名称": "甲", "上级": "乙"}, {"名称": "乙", "上级": "甲"}, {"名称": "丙", "上级": "乙"}]
    found = roster_of(enumerate(lines, 2), Path("名册.xlsx"))
    assert found.problems == ("“甲”、“乙”互为上级，当作“乙”没有上级；请改正名册",)
    assert sum(not body.parent for body in found.bodies) == 1


def test_more_levels_than_there_are_anywhere_are_refused() -> None:
    lines = [{"名称": f"{at}局", "上级": f"{at + 1}局"} for at in range(3000)]
    with pytest.raises(NdbgError, match="超过 12 级"):
        roster_of(enumerate(lines, 2), Path("名册.xlsx"))


def test_a_misspelt_parent_makes_no_second_top() -> None:
    found = roster({"名称": "丙局", "上级": "云州人民政府"})
    assert (found.top, found.misspelt) == (TOP, {"云州人民政府": TOP})
    assert roster({"名称": "丙局", "上级": "丁县"}).misspelt == {}


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({"类别": "部们"}, "“丙局”的类别写的是“部们”，看不懂，按名称判断；是不是“部门”？"),
        ({"类别": "党群"}, ""),
        (
            {"计入汇总": "不确定"},
            "“丙局”的“计入汇总”一列写的是“不确定”，看不懂，按计入处理；请写是，或否及原因",
        ),
        ({"计入汇总": "不计入（垂直管理）"}, ""),
        ({"报送期限": "3月23日"}, "“丙局”的报送期限晚于公布期限；请改正名册"),
        ({"报送期限": "2025.3.23"}, "“丙局”的报送期限晚于公布期限；请改正名册"),
        ({"报送期限": "2025.1.23"}, ""),
        (
            {"起": "2025", "止": "2023"},
            "“丙局”的“起”是 2025，晚于“止”的 2023，都没有用；请改正名册",
        ),
        (
            {"核对说明": "Y599：失效"},
            f"“丙局”的核对说明“Y599：失效”：没有 Y599 这条规则，没有用；编号见 {command('rules')}",
        ),
        (
            {"名称": "戊局", "曾用名": "信访办", "上级": "戊局"},
            "“戊局”的上级写的是它自己，没有用",
        ),
        (
            {"名称": "丙县人民政府", "上级": "乙区"},
            f"“丙县人民政府”的上级写的是“乙区”，县、市、区人民政府不会是县、区的下级；是不是“{TOP}”？",
        ),
        ({"名称": "乙区白石镇人民政府", "上级": "乙区"}, ""),
    ],
)
def test_what_is_written_wrongly_in_a_cell_is_told(line: dict[str, str], problem: str) -> None:
    days = {"上级": TOP, "报送期限": "1月23日", "公布期限": "1月31日"}
    found = roster({"名称": "丁局", **days}, {"名称": "丙局", **days, **line})
    assert found.problems == ((problem,) if problem else ())


@pytest.mark.parametrize("above", ["云州自治区人民政府", "云州地区", "云州新区"])
def test_counties_below_a_region_are_no_doubt(above: str) -> None:
    lines = [{"名称": above, "上级": ""}, *({"名称": f"{at}县人民政府", "上级": above} for at in "甲乙")]
    assert roster_of(enumerate(lines, 2), Path("名册.xlsx")).problems == ()


def test_where_reports_are_collected_after_they_are_published_no_day_is_wrong() -> None:
    days = {"上级": TOP, "报送期限": "2月10日", "公布期限": "1月31日"}
    assert roster({"名称": "丁局", **days}, {"名称": "丙局", **days}).problems == ()


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ({}, ""),
        ({"名称": "丙局", "上级": "没有的市"}, "上级“没有的市”不在名册的名称里，当作不用报告的单位"),
        ({"名称": "丙局"}, "“丙局”没有写上级，不知道汇总到哪里；请改正名册"),
    ],
    ids=["all is right", "an unknown parent", "no parent"],
)
def test_the_top_whose_report_is_made_of_the_others_owes_none(line: dict[str, str], problem: str) -> None:
    """Neither 应报 in its row nor one wrong 上级 elsewhere makes its report one that somebody owes."""
    bodies = [{"名称": f"云州市{kind}局", "上级": TOP} for kind in ("教育", "民政", "财政")]
    lines = [{"名称": TOP, "上级": "", "报告": "应报"}, *bodies, *([line] if line else [])]
    found = roster_of(enumerate(lines, 2), Path("名册.xlsx"))
    assert found.top == TOP
    assert TOP not in [body.name for body in found.owed]
    assert problem in (*found.problems, "")


def test_the_only_body_of_a_roster_owes_its_report() -> None:
    found = roster_of(enumerate([{"名称": TOP, "上级": ""}], 2), Path("名册.xlsx"))
    assert [body.name for body in found.owed] == [TOP]


def test_bodies_without_a_common_parent_all_owe_a_report() -> None:
    found = roster_of(
        enumerate([{"名称": "甲局", "上级": ""}, {"名称": "乙局", "上级": ""}], 2), Path("名册.xlsx")
    )
    assert [body.name for body in found.owed] == ["甲局", "乙局"]
    assert [body.name for body in found.children(found.top)] == ["甲局", "乙局"]


def test_duties_and_years_are_read() -> None:
    found = roster(
        {"名称": "丙局", "上级": TOP, "报告": "并入云州市教育局"},
        {"名称": "丁局", "上级": TOP, "报告": "不报（垂直管理，由省局汇总）", "计入汇总": "否（垂直管理）"},
        {"名称": "戊局", "上级": TOP, "止": "2023"},
        {"名称": "己局", "上级": TOP, "起": "2025年1月"},
    )
    bodies = found.by_name
    assert (bodies["丙局"].duty, bodies["丙局"].into) == (Duty.FOLDED, "云州市教育局")
    assert (bodies["丁局"].duty, bodies["丁局"].reason, bodies["丁局"].counted) == (
        Duty.EXEMPT,
        "垂直管理，由省局汇总",
        False,
    )
    assert {"戊局", "己局"}.isdisjoint(found.of_year(2024).by_name)
    assert "戊局" in found.of_year(2023).by_name


@pytest.mark.parametrize(
    ("name", "kind", "group"),
    [
        ("云州市人民政府办公室", "", Group.OWN),
        ("云州市教育局", "", Group.DEPARTMENT),
        ("青山区", "", Group.COUNTY),
        ("云州经济技术开发区管理委员会", "", Group.COUNTY),
        ("柳林镇人民政府", "", Group.TOWN),
        ("东街街道办事处", "", Group.TOWN),
        ("某中心", "区直单位", Group.DEPARTMENT),
        ("某某", "县（区）政府", Group.COUNTY),
        ("某某", "市政府办", Group.OWN),
        ("某某", "乡镇街道", Group.TOWN),
    ],
)
def test_what_a_body_is_is_told_by_its_kind_or_its_name(name: str, kind: str, group: Group) -> None:
    found = roster({"名称": name, "上级": TOP, "类别": kind})
    assert found.group(found.by_name[name]) is group


# -- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("云州市发展和改革委员会", "云州市发展改革委"),
        ("云州市发展和改革委员会", "云州市发改委"),
        ("甲县人民政府", "甲县"),
        ("甲县 人力资源和社会保障局", "甲县人社局"),
        ("云州市人民政府办公厅", "云州市政府办"),
        ("东街街道办事处", "东街街道"),
    ],
)
def test_short_forms_in_general_use_are_known(left: str, right: str) -> None:
    assert canonical(left) == canonical(right)


@pytest.mark.parametrize(
    ("agency", "path", "body"),
    [
        ("云州市教育局", "1.docx", "云州市教育局"),
        ("市教育局", "1.docx", "云州市教育局"),
        ("教育局", "1.docx", "云州市教育局"),
        ("云州市大数据中心", "1.docx", "云州市数据局"),
        ("市发改委", "1.docx", "云州市发展和改革委员会"),
        ("云州市政府办公室", "1.docx", "云州市人民政府办公室"),
        ("云州市", "1.docx", TOP),
        ("甲县", "1.docx", "甲县人民政府"),
        ("白河镇", "1.docx", "甲县白河镇人民政府"),
        ("财政局", "1.docx", ""),
        ("财政局", "收件/甲县/财政局.docx", "甲县财政局"),
        ("市财政局", "1.docx", "云州市财政局"),
        ("", "收件/03.市教育局2024年报（定稿）.docx", "云州市教育局"),
        ("", "收件/附件1：云州市乙区财政局关于2024年度报告.docx", "乙区财政局"),
        ("", "甲县-财政局.docx", "甲县财政局"),
        ("", "财政局.docx", ""),
        ("丙县教育局", "丙县教育局.docx", ""),
        ("", "丙县教育局.docx", ""),
        ("", "云州市审计局.docx", ""),
        ("", "扫描件0012.docx", ""),
        ("甲县人民政府信息中心", "甲县人民政府信息中心2024年年报.docx", ""),
        ("甲县人民政府信息中心", "甲县.docx", ""),
        ("", "甲县人民政府政务信息中心2024年年报.docx", ""),
        ("", "甲县人民政府政务公开办公室.docx", ""),
        ("甲县白河镇财政所", "甲县.docx", ""),
        ("甲县财政局政务公开", "甲县.docx", "甲县财政局"),
        ("甲县统计局政务公开工作", "甲县.docx", ""),
        ("甲县政务公开", "1.docx", "甲县人民政府"),
        ("", "甲县政府信息公开工作年度报告.docx", "甲县人民政府"),
        ("甲县人民政府", "甲县人民政府2024年政府信息公开年报.docx", "甲县人民政府"),
        ("云州市教育局（信访办公室）", "云州市教育局.docx", "云州市教育局"),
        ("云州市教育局（市委教育工委办公室）", "1.docx", "云州市教育局"),
        ("云州市教育局（西山分局）", "1.docx", ""),
    ],
)
def test_a_report_is_matched_by_its_title_or_by_the_name_of_its_file(
    agency: str, path: str, body: str
) -> None:
    assert Matcher(roster()).match(agency, path).body == body


def test_a_short_name_beside_the_full_one_is_found_in_the_name_of_a_file_without_its_region_too() -> None:
    found = roster({"名称": "云州市文化广电和旅游局", "上级": TOP, "曾用名": "市文旅局"})
    assert Matcher(found).match("", "文旅局2024年报.docx").body == "云州市文化广电和旅游局"


def test_what_is_most_like_is_only_suggested() -> None:
    found = Matcher(roster()).match("云州市教育体育局", "1.docx")
    assert (found.body, found.suggested) == ("", ("云州市教育局",))


def test_a_title_that_was_copied_does_not_take_the_report_from_its_body() -> None:
    matcher = Matcher(roster())
    own = matcher.match("云州市教育局", "云州市教育局.docx")
    copied = matcher.match("云州市教育局", "云州市财政局.docx")
    assert copied.torn
    both, alone = [own, copied], [copied]
    same = [own, copied]
    settle(both, lambda *_: False)
    settle(alone, lambda *_: False)
    settle(same, lambda *_: True)
    assert both[1].body == "云州市财政局"
    assert alone[0].body == "云州市教育局"
    assert same[1].body == "云州市教育局"


def test_a_report_never_fits_two_bodies() -> None:
    matcher = Matcher(roster())
    for body in matcher.roster.bodies:
        assert matcher.match(body.name, "1.docx") == Match(body.name, body.name)


@pytest.mark.parametrize(
    "cell",
    ['"云州市民政局,\n' + "云州市教育局,\n" * 40_000, "局" * 200_000],
    ids=["a quote that is lost", "a long name"],
)
def test_a_cell_without_end_is_told_with_its_line(tmp_path: Path, cell: str) -> None:
    (tmp_path / "名册.csv").write_text(f"名称,上级\n云州市人民政府,\n{cell}\n", encoding="utf-8")
    with pytest.raises(NdbgError, match=r"名册\.csv”从第 3 行起有一格长得不正常，多半是引号少了一个"):
        read_roster(tmp_path / "名册.csv")


NAMES = {
    "when it was renamed": ("甲县司法行政局（2024年3月更名）", ["甲县司法行政局"]),
    "the same without brackets": ("甲县司法行政局2024年3月更名", ["甲县司法行政局"]),
    "its years": ("2019—2023年：甲县司法行政局", ["甲县司法行政局"]),
    "several, each with its years": (
        "甲县法制办（2019年前），甲县司法行政局",
        ["甲县法制办", "甲县司法行政局"],
    ),
    "several with a stroke": ("甲县法制办/甲县司法行政局", ["甲县法制办", "甲县司法行政局"]),
    "several with a blank": ("甲县法制办公室 甲县司法行政局", ["甲县法制办公室", "甲县司法行政局"]),
    "another name in brackets": ("甲县司法行政局（简称：县司法行政局）", ["甲县司法行政局", "县司法行政局"]),
    "a blank within a name": ("甲县 司法行政局", ["甲县 司法行政局"]),
    "a name that begins like a remark": ("原平市教育局", ["原平市教育局"]),
}


@pytest.mark.parametrize(("written", "names"), NAMES.values(), ids=NAMES)
def test_former_names_are_read_without_the_remarks_beside_them(written: str, names: list[str]) -> None:
    found = roster({"名称": "甲县司法局", "上级": "甲县人民政府", "曾用名": written})
    body = found.by_name["甲县司法局"]
    assert (list(body.former), found.problems) == (names, ())
    assert all(Matcher(found).named(name)[0] == "甲县司法局" for name in names)
    assert (
        roster_of([(2, {"名称": "甲局", "曾用名": roster_row(body)[1]})], Path()).bodies[0].former
        == body.former
    )


@pytest.mark.parametrize("last", ["合计", "总 计", "合计12家"])
def test_a_line_that_counts_the_bodies_is_none(last: str) -> None:
    found = roster({"名称": last, "上级": ""}, {"名称": "云州市合计信息中心", "上级": TOP})
    assert (last in found.by_name, "云州市合计信息中心" in found.by_name) == (False, True)
    assert found.problems == ()
